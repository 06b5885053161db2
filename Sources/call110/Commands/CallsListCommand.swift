import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue

/// `call110 calls list`: the calls of a day, those going on among them.
enum CallsListCommand: Command {
  static let words = ["calls", "list"]
  static let specification = CommandSpecification(
    words, .commandCallsList,
    options: [OptionSpecification("day", .required("DATE"), .optionDay)] + CallFilterOptions.specifications
      + CallListing.options + [ImportedListing.option])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    let filter = try CallFilterOptions.filter(invocation, document: document)
    let days = try days(invocation, filter: filter)
    if invocation.has("imported") {
      var chosen = filter
      chosen.from = filter.from ?? WallInstant(date: days.lowerBound)
      chosen.until = filter.until ?? WallInstant(date: days.upperBound.adding(days: 1))
      return try ImportedListing.run(chosen, limit: 1_000_000, invocation: invocation, document: document)
    }
    let listing = try CallListing(invocation, document: document)
    let progress = ProgressBar(invocation.language)
    var rows: [Row] = []
    let faults = Archive(logs: invocation.logsDirectory).forEachDay(
      in: days, seat: filter.seat, parts: filter.asksHeadsOnly ? listing.parts : .all,
      progress: progress.note, ofRecords: { filter.matches($0) ? Row($0, listing: listing) : nil }
    ) { _, calls in rows += calls.compactMap { $0 } }
    progress.clear()
    rows.sort { ($0.beganAt, $0.call) < ($1.beganAt, $1.call) }
    listing.show(rows.map(\.line))
    JournalFaults.report(faults.count, language: invocation.language)
    return .success
  }

  /// What is kept of a call: where it stands in the list, and its line.
  private struct Row: Sendable {
    let beganAt: WallInstant
    let call: CallIdentifier
    let line: String

    init(_ record: CallRecord, listing: CallListing) {
      (beganAt, call, line) = (record.beganAt, record.id, listing.line(record))
    }
  }

  /// `--day`, else from `--from` to `--to`, else today.
  private static func days(_ invocation: Invocation, filter: CallFilter) throws -> ClosedRange<CivilDate> {
    if let text = invocation.value("day") {
      guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: "day") }
      return day...day
    }
    let today = JournalClock.system.now().date
    let last = filter.until?.adding(milliseconds: -1).date ?? max(today, filter.from?.date ?? today)
    let first = filter.from?.date ?? min(today, last)
    guard first <= last, last.dayNumber - first.dayNumber < 62 else {
      throw CommandLineFault.badValue(option: "from", expected: "--from <= --to, <= 62 days (calls search)")
    }
    return first...last
  }
}
