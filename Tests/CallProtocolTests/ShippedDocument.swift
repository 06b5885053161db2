import CallProtocol
import Testing

/// The protocol inside the program; a test without it cannot go on.
func shippedDocument() throws -> ProtocolDocument {
  try #require(ProtocolReader.readShipped().document)
}

/// The shipped file as text.
let shippedText = String(decoding: ShippedProtocol.bytes, as: UTF8.self)

/// What reading a text gives.
func read(_ text: String) -> ProtocolReader.Outcome { ProtocolReader.read(Array(text.utf8), file: "test.protocol") }
