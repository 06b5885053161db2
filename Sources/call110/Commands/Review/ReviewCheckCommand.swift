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
    let archive = CallArchive(logs: invocation.logsDirectory, room: .live)
    var table = FindingTable(invocation.language)
    let faults: Int
    if let text = invocation.operands.first {
      let call = try CallIdentifier(text)
      let (history, found) = archive.call(call)
      guard let history else { throw CallLookupFault.notFound(call) }
      table.add(check.check(history), of: call)
      faults = found.count
    } else {
      let progress = ProgressBar(invocation.language)
      faults =
        archive.forEachDay(try days(invocation), progress: progress) { _, calls in
          for call in calls { table.add(check.check(call), of: call.call) }
        }.count
      progress.clear()
    }
    StandardStreams.output(format.text(table.table))
    JournalFaults.report(faults, invocation.language)
    return .success
  }

  private static func days(_ invocation: Invocation) throws -> [CivilDate] {
    guard invocation.has("month") else {
      guard let text = invocation.value("day") else { return [JournalClock.system.now().date] }
      guard let day = CivilDate(text) else { throw CallLookupFault.badDay(option: "day") }
      return [day]
    }
    return try ReviewDesk.period("month", .month, invocation).days
  }
}
