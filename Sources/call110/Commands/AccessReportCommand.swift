import CallArchive
import CallJournal
import CallModel
import CallReview
import Catalogue

/// `call110 access report`: who saw personal data, when and why.
enum AccessReportCommand: Command {
  static let words = ["access", "report"]
  static let specification = CommandSpecification(
    words, .commandAccessReport, options: DayRange.specifications + TableFormat.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let format = try TableFormat(invocation)
    let (days, unreadable) = try DayRange.days(invocation, room: .live)
    let (facts, faults) = AccessLog.read(days, logs: invocation.logsDirectory)
    StandardStreams.output(format.text(AccessReport.table(facts, language: invocation.language)))
    JournalFaults.report(faults + unreadable, language: invocation.language)
    return .success
  }
}
