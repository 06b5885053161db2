import CallProtocol
import Catalogue
import PlainText

/// Loads the protocol a command works with: the shipped one, or the file of `--protocol`.
enum ProtocolLoading {
  /// The option every command with a protocol takes.
  static let option = OptionSpecification("protocol", .required("FILE"), .optionProtocol)

  /// The protocol asked for.
  static func load(_ invocation: Invocation) throws -> ProtocolDocument {
    let outcome = ProtocolReader.readShipped()
    guard let document = outcome.document else { throw CommandLineFault.unknownCommand("") }
    return document
  }
}
