import CallDrill
import CallProtocol
import Catalogue
import Files
import Glibc
import PlainText
import Terminal

/// `call110 drill new`: asks a trainer through a scenario and writes it as a file, or prints it when the
/// answers are piped in.
enum DrillNewCommand: Command {
  static let words = ["drill", "new"]
  static let specification = CommandSpecification(
    words, operands: ["[FILE]"], .commandDrillNew, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    var form = ScenarioForm()
    let file = try invocation.operands.first.map { try ScenarioAnswers($0) }
    guard file != nil || isatty(STDIN_FILENO) == 0 else { throw DrillCommandFault.fileNeeded }
    let taken = file?.restore(&form, by: document) ?? 0
    say(taken > 0 ? .drillNewGoesOn(taken) : .drillNewKeys, for: invocation)
    ask(form, for: invocation)
    var failure: InputFault?
    _ = PipeRunner.run(descriptor: STDIN_FILENO) { text, _, _ in
      do throws(InputFault) {
        try take(text, into: &form, by: document, from: file, for: invocation)
      } catch {
        failure = error
        return false
      }
      ask(form, for: invocation)
      return !form.isComplete
    }
    if let failure { throw failure }
    guard form.isComplete else { throw DrillCommandFault.badInput(name: form.question?.key ?? "") }
    guard let file else {
      StandardStreams.output(form.text)
      return .success
    }
    try file.finish(form.text)
    say(.drillNewWritten(file.path), for: invocation)
    return .success
  }

  private static func take(
    _ text: String, into form: inout ScenarioForm, by document: ProtocolDocument, from file: ScenarioAnswers?,
    for invocation: Invocation
  ) throws(InputFault) {
    let key = text.trimmed.halfWidth
    if key == "<" {
      form.goBack()
      try file?.keep(key)
    } else if key == "?", !form.choices(document).isEmpty {
      for choice in form.choices(document) { say(Message.verbatim(" ").joined(choice), for: invocation) }
    } else if let problem = form.answer(text, document: document) {
      say(
        Message.verbatim("call110").joined(DrillFaultWords.describe(problem), separator: ": "),
        for: invocation)
    } else {
      try file?.keep(text)
    }
  }

  /// Questions go to standard error, so that the file can be redirected.
  private static func ask(_ form: ScenarioForm, for invocation: Invocation) {
    guard let question = form.question else { return }
    StandardStreams.error("\(Message.drillQuestion(question.key).text(invocation.language))> ")
  }

  private static func say(_ message: Message, for invocation: Invocation) {
    StandardStreams.error(message.text(invocation.language) + "\n")
  }
}

/// The answers of a scenario that is being asked through, line by line beside the file it will be, so that
/// Ctrl-C, a closed window or a power cut lose none that was taken.
///
/// A class because it owns a descriptor.
private final class ScenarioAnswers {
  /// The file the scenario will be.
  let path: String
  private let draft: String
  private let descriptor: Int32
  private let files = SystemFileOperations()

  /// Opens or makes `FILE.unfinished`; a file that is there already is left alone.
  init(_ path: String) throws {
    // What has no status is not there.
    guard (try? files.status(path: path)) == nil else { throw DrillCommandFault.fileExists(path) }
    self.path = path
    draft = path + ".unfinished"
    do throws(SystemFault) {
      descriptor = try files.openFile(path: draft, for: .ownOrCreate)
    } catch {
      throw InputFault(kind: .cannotRead(errno: error.code), path: draft)
    }
  }

  deinit { files.close(descriptor) }

  /// Answers the form as it was answered before; gives how many answers were taken.
  func restore(_ form: inout ScenarioForm, by document: ProtocolDocument) -> Int {
    // What cannot be read any more is asked again.
    let bytes = (try? InputFile.read(draft, limit: ScenarioReader.largestFile)) ?? []
    var taken = 0
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast() {
      if line == "<" {
        form.goBack()
        taken -= 1
      } else if form.answer(String(line), document: document) == nil {
        taken += 1
      }
    }
    return max(0, taken)
  }

  /// Keeps one answer.
  func keep(_ answer: String) throws(InputFault) {
    do throws(SystemFault) {
      try files.writeAll(Array((SafeText(answer).description + "\n").utf8), to: descriptor)
    } catch {
      throw InputFault(kind: .cannotRead(errno: error.code), path: draft)
    }
  }

  /// Writes the scenario and lets the answers go.
  func finish(_ text: String) throws(InputFault) {
    try OutputFile.write(Array(text.utf8), to: path)
    // The scenario is written; answers that stay behind are refused with it the next time.
    try? files.remove(path: draft)
  }
}
