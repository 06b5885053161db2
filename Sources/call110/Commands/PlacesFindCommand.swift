import Catalogue
import Glibc
import Places
import PlainText
import Terminal

/// `call110 places find TEXT...`: what the desk would propose for places as they are told, one row a text:
/// the text, then the proposals, likeliest first, with tabs between.
enum PlacesFindCommand: Command {
  static let words = ["places", "find"]
  static let specification = CommandSpecification(
    words, operands: ["TEXT..."], .commandPlacesFind,
    options: [PlaceFile.option, OptionSpecification("json", .none, .optionJSON)])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let path = PlaceFile.path(for: invocation)
    let outcome = try PlaceFile.read(path)
    if let fault = outcome.faults.first {
      let words = PlaceFile.describe(fault, file: path).text(invocation.language)
      StandardStreams.error("call110: \(SafeText(words).description)\n")
    }
    let gazetteer = Gazetteer(outcome.places)
    func say(_ text: String) {
      StandardStreams.output(
        row(gazetteer.proposals(for: text), typed: text, isJSON: invocation.has("json")) + "\n")
    }
    for text in invocation.operands where text != "-" { say(SafeText(text).description.trimmed) }
    if invocation.operands.contains("-") {
      _ = PipeRunner.run(descriptor: STDIN_FILENO) { text, _, _ in
        say(text.trimmed)
        return true
      }
    }
    return outcome.places.isEmpty ? .badData : .success
  }

  private static func row(_ found: [PlaceProposal], typed: String, isJSON: Bool) -> String {
    guard isJSON else { return ([typed] + found.map(\.answer)).joined(separator: "\t") }
    let bytes = JSONWriter.object { writer in
      writer.member("typed", typed)
      writer.array("places") { list in for place in found { list.value(place.answer) } }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
