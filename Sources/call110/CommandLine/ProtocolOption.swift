import CallProtocol
import Catalogue

/// `--protocol FILE`, for every command that needs the protocol.
enum ProtocolOption {
  /// The option's row.
  static let specification = OptionSpecification("protocol", .required("FILE"), .optionProtocol)

  /// The protocol the invocation asks for: that of the file, else the one inside the program.
  static func document(_ invocation: Invocation) throws -> ProtocolDocument {
    let (file, outcome) = try read(invocation.value("protocol"))
    guard let document = outcome.document else { throw ProtocolRejected(file: file, faults: outcome.faults) }
    return document
  }

  /// What a file says, or the shipped protocol without one.
  static func read(_ path: String?) throws(InputFault) -> (file: String, outcome: ProtocolReader.Outcome) {
    guard let path else { return (ShippedProtocol.fileName, ProtocolReader.readShipped()) }
    let bytes = try InputFile.read(path, limit: ProtocolReader.largestFile)
    return (path, ProtocolReader.read(bytes, file: path))
  }
}
