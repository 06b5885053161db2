import CallProtocol
import Testing

/// The protocol inside the program; a test without it cannot go on.
func shippedDocument() throws -> ProtocolDocument {
  try #require(ProtocolReader.readShipped().document)
}

/// The shipped file as text.
let shippedText = String(decoding: ShippedProtocol.bytes, as: UTF8.self)

/// What reading a text gives.
func read(_ text: String) -> ProtocolReader.Outcome {
  ProtocolReader.read(Array(text.utf8), file: "test.protocol")
}

/// The line of the shipped file on which `text` begins, from 1; 0 when it is not there.
func shippedLine(_ text: String) -> Int {
  guard let range = shippedText.firstRange(of: text) else { return 0 }
  return shippedText[..<range.lowerBound].count(where: \.isNewline) + 1
}
