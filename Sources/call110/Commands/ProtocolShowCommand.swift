import CallProtocol
import Catalogue

/// `call110 protocol show`: the protocol for reading, as JSON, or as a file to start from.
enum ProtocolShowCommand: Command {
  static let words = ["protocol", "show"]
  static let specification = CommandSpecification(
    words, operands: ["[SECTION]"], .summaryProtocolShow,
    options: [
      ProtocolOption.specification, OptionSpecification("json", .none, .optionJSON),
      OptionSpecification("file", .none, .optionProtocolAsFile),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let part = try invocation.operands.first.map(part(named:))
    let document = try ProtocolOption.document(invocation)
    if invocation.has("json") {
      StandardStreams.json(object: document.json(part: part))
    } else if invocation.has("file") {
      StandardStreams.output(ProtocolWriter.text(document))
    } else {
      let listing = ProtocolListing(document, language: invocation.language)
      let lines = part.map { listing.lines(of: $0) } ?? listing.lines
      StandardStreams.output(lines.joined(separator: "\n") + "\n")
    }
    return .success
  }

  private static func part(named name: String) throws(UnknownProtocolPart) -> ProtocolPart {
    guard let part = ProtocolPart(name: name) else { throw UnknownProtocolPart(name: name) }
    return part
  }
}
