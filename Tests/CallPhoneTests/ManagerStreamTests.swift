import Testing

@testable import CallPhone

@Suite struct ManagerStreamTests {
  private func messages(_ items: [ManagerStream.Item]) -> [ManagerMessage] {
    items.compactMap { if case .message(let message) = $0 { message } else { nil } }
  }

  @Test func `the greeting is not glued to the first message`() throws {
    var stream = ManagerStream()
    let items = stream.feed(
      Array("Asterisk Call Manager/9.0.0\r\nResponse: Success\r\nA: b: c\r\nA: d\r\nE: \r\n\r\n".utf8))
    #expect(items.first == .greeting("9.0.0"))
    let message = try #require(messages(items).first)
    #expect(
      message.response == "Success" && message["A"] == "b: c" && message["E"] == "" && message["X"] == nil)
  }

  @Test func `bare line feeds are understood`() {
    var stream = ManagerStream()
    #expect(
      messages(stream.feed(Array("Event: X\nK:v\n\n\n\nEvent: Y\n\n".utf8))).map(\.event) == ["X", "Y"])
  }

  @Test func `a message that is too large is dropped and the next one is read`() {
    var stream = ManagerStream()
    let long = Array("Event: Big\r\nK: ".utf8) + Array(repeating: 0x61, count: 70_000)
    #expect(stream.feed(long).isEmpty)
    #expect(stream.feed(Array("\r\nL: x\r\nM: y\r\n".utf8)).isEmpty)
    let rest = messages(stream.feed(Array("\r\nEvent: Next\r\n\r\n".utf8)))
    #expect(rest.map(\.event) == ["Next"] && stream.dropped == 1)
  }

  @Test func `half a message is never given out`() {
    var stream = ManagerStream()
    #expect(stream.feed(Array("Event: Hangup\r\nUniqueid: 1".utf8)).isEmpty)
  }

  @Test func `bytes that are not UTF-8 and NUL do no harm`() {
    var stream = ManagerStream()
    let items = stream.feed(Array("Event: X\r\nK: ".utf8) + [0xFF, 0x00, 0xE4] + Array("\r\n\r\n".utf8))
    #expect(messages(items).count == 1)
  }

  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a"
    ),
  ])
  func `MD5 gives the vectors of RFC 1321`(text: String, digest: String) {
    #expect(MessageDigest5.hexadecimal(Array(text.utf8)) == digest)
  }
}
