import CallModel
import CallProtocol
import CallReview
import Catalogue

/// Asks for a call on paper on a terminal, one plain question a field.
struct PaperPrompts {
  let document: ProtocolDocument
  let language: UserLanguage

  private var questions: [(key: String, name: Message, form: String)] {
    let times: Set<PaperKey> = [.answered, .rang, .ended]
    let keys = PaperKey.allCases.map { key in
      let form =
        times.contains(key) ? "2026-11-22 09:15:31" : key == .unit || key == .department ? "X @ 09:16" : ""
      return (key.rawValue, Message.paperKey(key.rawValue), form)
    }
    let elements = document.elements.map { ($0.identifier.rawValue, $0.name, "") }
    let complaint = document.complaintFields.map { ("complaint-\($0.field.rawValue)", $0.name, "") }
    return keys + elements + complaint
  }

  /// Asks for calls until there is no other one.
  ///
  /// `enter` gets each as form text and tells whether it was in
  /// order.
  func run(_ enter: (String) throws -> Bool) throws -> ExitStatus {
    print(.paperBegin, end: "\n")
    var isInOrder = true
    repeat {
      var lines: [String] = []
      for question in questions {
        print(.paperPrompt(question.name, form: question.form), end: ": ")
        guard let answer = readLine() else {
          // The end of the input is no answer: what was typed of this call is not entered.
          StandardStreams.output("\n")
          return isInOrder ? .success : .badData
        }
        if !answer.isEmpty { lines.append("\(question.key): \(answer)") }
      }
      if try !enter(lines.joined(separator: "\n")) { isInOrder = false }
      print(.paperAnother, end: ": ")
    } while ["y", "Y", Message.name(of: "yes").chinese].contains(readLine() ?? "")
    return isInOrder ? .success : .badData
  }

  private func print(_ message: Message, end: String) {
    StandardStreams.output(message.text(language) + end)
  }
}
