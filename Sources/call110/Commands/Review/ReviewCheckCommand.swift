import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 review check`: what the rules find in one call, or in those of a day or month.
enum ReviewCheckCommand: Command {
  static let words = ["review", "check"]
  static let specification = CommandSpecification(
    words, operands: ["[ID]"], .commandReviewCheck,
    options: [
      OptionSpecification("day", .required("DATE"), .optionDay),
      OptionSpecification("month", .required("MONTH"), .optionMonth), ProtocolOption.specification,
    ] + TableFormat.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let format = try TableFormat(invocation)
    let check = RuleCheck(try ProtocolOption.document(invocation))
    let archive = Archive(logs: invocation.logsDirectory)
    var table = FindingTable(invocation.language)
    let faults: Int
    if let text = invocation.operands.first {
      let call = try CallIdentifier(text)
      let found = archive.call(call, proof: .chain)
      guard let history = found.history else { throw CallLookupFault.notFound(call) }
      table.add(check.check(history), of: call)
      faults = found.faults.count
    } else {
      let progress = ProgressBar(invocation.language)
      faults =
        archive.forEachDay(
          in: try days(invocation), tracing: RuleCheck.kinds, progress: progress.note,
          of: { ($0.record.id, check.check($0)) }
        ) { _, calls in
          for (call, verdict) in calls { table.add(verdict, of: call) }
        }.count
      progress.clear()
    }
    StandardStreams.output(format.text(table.table))
    JournalFaults.report(faults, language: invocation.language)
    return .success
  }

  private static func days(_ invocation: Invocation) throws -> ClosedRange<CivilDate> {
    guard invocation.has("month") else {
      let today = JournalClock.system.now().date
      guard let text = invocation.value("day") else { return today...today }
      guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: "day") }
      return day...day
    }
    let month = try ReviewDesk.period("month", kind: .month, invocation: invocation)
    return month.first...month.last
  }
}
