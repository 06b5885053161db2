import CallDrill
import Catalogue
import Glibc
import PlainText
import Terminal

/// `call110 drill new`: asks a trainer through a scenario and prints it as a file.
enum DrillNewCommand: Command {
  static let words = ["drill", "new"]
  static let specification = CommandSpecification(
    words, .commandDrillNew, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    var form = ScenarioForm()
    ask(form, invocation)
    _ = PipeRunner.run(descriptor: STDIN_FILENO) { text, _, _ in
      if text.trimmed.halfWidth == "<" {
        form.goBack()
      } else if text.trimmed.halfWidth == "?", !form.choices(document).isEmpty {
        let rows = form.choices(document).map { "  " + $0.text(invocation.language) }
        StandardStreams.error(rows.joined(separator: "\n") + "\n")
      } else if let problem = form.answer(text, document: document) {
        StandardStreams.error("call110: \(DrillFaultWords.describe(problem).text(invocation.language))\n")
      }
      ask(form, invocation)
      return !form.isComplete
    }
    guard form.isComplete else { throw DrillCommandFault.badInput(name: form.question?.key ?? "") }
    StandardStreams.output(form.text)
    return .success
  }

  /// Questions go to standard error, so that the file can be redirected.
  private static func ask(_ form: ScenarioForm, _ invocation: Invocation) {
    guard let question = form.question else { return }
    StandardStreams.error("\(Message.drillQuestion(question.key).text(invocation.language))> ")
  }
}
