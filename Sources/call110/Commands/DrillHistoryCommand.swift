import CallArchive
import CallDrill
import CallModel
import CallReview
import Catalogue

/// `call110 drill history`: a trainee's progress, weakest aspect and next scenario.
enum DrillHistoryCommand: Command {
  static let words = ["drill", "history"]
  static let specification = CommandSpecification(
    words, .commandDrillHistory,
    options: [
      OptionSpecification("trainee", .required("ID"), .optionTrainee),
      OptionSpecification("html", .required("FILE"), .optionDrillHTML), ScenarioOption.specification,
      ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let trainee = try OperatorIdentifier(try invocation.required("trainee"))
    let document = try ProtocolOption.document(invocation)
    let archive = DrillArchive(logs: invocation.logsDirectory)
    JournalFaults.report(archive.unreadable.count, language: invocation.language)
    let runs = archive.unlocked()
    let history = DrillHistory(runs, of: trainee, document: document)
    let next = history.next(try ScenarioOption.all(invocation, document: document))
    DrillRunCommand.print(history.rows(next: next), for: invocation)
    if let path = invocation.value("html") {
      let page = DrillHistoryPage(history, trainee: trainee, language: invocation.language, next: next)
      try OutputFile.write(page.bytes, to: path)
    }
    return .success
  }
}
