import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import Catalogue

/// Lists and searches of calls taken over from other systems; they never stand among those recorded here.
enum ImportedListing {
  /// `--imported` of lists, searches and reports.
  static let option = OptionSpecification("imported", .none, .optionImportedCalls)

  /// Shows the imported calls that `filter` wants, in the order of their beginnings, at most `limit`.
  static func run(
    _ filter: CallFilter, limit: Int, invocation: Invocation, document: ProtocolDocument
  ) throws -> ExitStatus {
    let listing = try CallListing(invocation, document: document)
    let progress = ProgressBar(invocation.language)
    var found: [CallRecord] = []
    let faults = ImportedCalls(logs: invocation.logsDirectory).forEach(progress: progress.note) { _, call in
      if let record = call()?.record, filter.matches(record) { found.append(record) }
      return found.count <= limit
    }
    progress.clear()
    let isCut = found.count > limit
    let shown = found.prefix(limit).sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
    StandardStreams.error("call110: \(Message.importedShown(shown.count).text(invocation.language))\n")
    listing.show(shown.map(listing.line))
    if isCut { StandardStreams.error("call110: \(Message.searchCut(limit).text(invocation.language))\n") }
    JournalFaults.report(faults.count, language: invocation.language)
    return shown.isEmpty ? .found : .success
  }

  /// The tallies of the imported calls of a period; what was written about them later elsewhere is not known.
  static func fold(
    _ days: ClosedRange<CivilDate>, asOf moment: ReportMoment, grouping: ReportFold.Grouping? = nil,
    table: RequirementTable, logs: String, progress: ProgressBar
  ) -> ReportFold {
    let range = Int32(days.lowerBound.dayNumber)...Int32(days.upperBound.dayNumber)
    var fold = ReportFold(
      days: range, today: Int32(moment.day.dayNumber), grouping: grouping, table: table)
    let calls = ImportedCalls(logs: logs)
    let faults = calls.forEachBatch(on: days, enteredUntil: moment.latest, progress: progress.note) {
      records in
      // The folder's day means nothing here: every fact carries its call's own.
      var facts = DayFacts(folder: days.lowerBound)
      facts.calls = records.map { CallFact($0, in: &facts) }
      facts.lines = Int64(records.count)
      fold.add(facts, pending: [])
    }
    fold.leaveOut(faults.map(LeftOut.init))
    fold.finish()
    return fold
  }
}
