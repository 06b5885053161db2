import CallArchive
import CallDrill
import CallModel
import CallReview
import Catalogue
import Glibc
import PlainText
import Terminal

/// `call110 drill from-call`: a scenario file from a real record, with names, numbers and addresses replaced.
enum DrillFromCallCommand: Command {
  static let words = ["drill", "from-call"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandDrillFromCall,
    options: [OptionSpecification("yes", .none, .optionDraftYes), ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let call = try CallIdentifier(invocation.operands[0])
    guard let record = JournalFaults.call(call, for: invocation).state?.record else {
      throw CallLookupFault.notFound(call)
    }
    guard var draft = ScenarioDraft(record) else { throw DrillCommandFault.nothingInCall(call) }
    if !invocation.has("yes") { review(&draft, for: invocation) }
    StandardStreams.output(masked(draft.text, by: Masker(.list, knowing: [record])))
    return .success
  }

  /// The scenario with what the record's fields tell of people hidden in its elements, too, however it is
  /// written there; the draft itself only knows plain names and digits.
  private static func masked(_ text: String, by masker: Masker) -> String {
    let elements = Set(ElementIdentifier.allCases.map(\.rawValue))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard let equals = line.firstIndex(of: "="), elements.contains(line[..<equals].trimmed) else {
        return String(line)
      }
      return line[...equals] + " " + masker.hide(line[line.index(after: equals)...].trimmed, kind: .remark)
    }
    return lines.joined(separator: "\n")
  }

  /// Shows every line with words of the call; only what is answered with yes is written.
  private static func review(_ draft: inout ScenarioDraft, for invocation: Invocation) {
    var open = draft.own
    var reviewed = draft
    func ask() {
      guard let next = open.first else { return }
      StandardStreams.error("\(Message.draftQuestion(next.line).text(invocation.language))> ")
    }
    ask()
    _ = PipeRunner.run(descriptor: STDIN_FILENO) { text, _, _ in
      if let next = open.first {
        open.removeFirst()
        if !isYes(text) { reviewed.withhold(next.place) }
      }
      ask()
      return !open.isEmpty
    }
    for rest in open { reviewed.withhold(rest.place) }
    draft = reviewed
  }

  private static func isYes(_ text: String) -> Bool {
    ["y", "yes", Message.name(of: "yes").chinese].contains(text.trimmed.halfWidth.lowercased())
  }
}
