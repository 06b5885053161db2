import PlainText
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    "null", "true", "[]", "{}", "[1,-2,9223372036854775807]", #"{"a":{"b":["x",null]},"c":"中\"\\\n"}"#,
    "1.5e10",
  ])
  func `what is read is written back the same`(text: String) throws {
    let value = try JSONReader.parse(Array(text.utf8))
    var writer = JSONWriter()
    writer.value(value)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    "", " ", "{", "[1", "[1,]", "{\"a\"}", "01", "-", "1.", "1e", "tru", "\"a", "\"\u{1}\"", "\"\\x\"",
    "\"\\ud800\"", "\"\\ud800\\u0041\"", "1 2", "\u{FEFF}1",
  ])
  func `what is not JSON is a fault`(text: String) {
    #expect(throws: JSONFault.self) { try JSONReader.parse(Array(text.utf8)) }
  }

  @Test func `invalid UTF-8 is a fault`() {
    #expect(throws: JSONFault.self) { try JSONReader.parse([0x22, 0xE4, 0xB8, 0x22]) }
  }

  @Test func `surrogate pairs are joined`() throws {
    #expect(try JSONReader.parse(Array(#""\ud83d\ude00""#.utf8)).string == "😀")
  }

  @Test func `deep nesting is a fault and no crash`() {
    let deep = Array(repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONFault.self) { try JSONReader.parse(deep) }
  }
}
