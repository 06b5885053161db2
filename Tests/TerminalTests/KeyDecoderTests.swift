import Testing

@testable import Terminal

@Suite struct KeyDecoderTests {
  private var decoder = KeyDecoder(escapeMilliseconds: 100)

  private mutating func feed(_ text: String, at now: Int64 = 0) -> [KeyToken] {
    decoder.feed(Array(text.utf8), now: now)
  }

  @Test mutating func `text comes in runs and controls alone`() {
    #expect(feed("ab中文\r\u{7F}c") == [.text("ab中文"), .control(0x0D), .control(0x7F), .text("c")])
  }

  @Test mutating func `a character in parts is put together`() {
    for byte in Array("中".utf8).dropLast() { #expect(decoder.feed([byte], now: 0) == []) }
    #expect(decoder.feed([Array("中".utf8)[2]], now: 100) == [.text("中")])
  }

  @Test mutating func `half a character is given up in time or when another begins`() {
    #expect(decoder.feed([0xE4, 0xB8], now: 0) == [])
    #expect(decoder.deadline == 500)
    #expect(decoder.expire(now: 499) == [])
    #expect(decoder.expire(now: 500) == [.text("\u{FFFD}"), .cleaned])
    #expect(decoder.feed([0xE4, 0x61], now: 600) == [.text("\u{FFFD}"), .cleaned, .text("a")])
  }

  @Test mutating func `what may not be on a line is left out`() {
    #expect(feed("a\u{202E}b\u{85}c") == [.text("a"), .cleaned, .text("b"), .cleaned, .text("c")])
    #expect(decoder.feed([0xC0, 0xED, 0xA0, 0x80], now: 0).contains(.cleaned))
  }

  @Test mutating func `Escape alone waits for its time`() {
    #expect(feed("\u{1B}", at: 1_000) == [])
    #expect(decoder.deadline == 1_100)
    #expect(decoder.expire(now: 1_099) == [])
    #expect(decoder.expire(now: 1_100) == [.escape])
    #expect(decoder.deadline == nil)
  }

  @Test mutating func `what comes after the time is no part of the Escape`() {
    _ = feed("\u{1B}", at: 0)
    #expect(decoder.expire(now: 200) == [.escape])
    #expect(feed("n", at: 200) == [.text("n")])
  }

  @Test mutating func `a key that came in time but was read late is whole`() {
    _ = feed("\u{1B}", at: 0)
    #expect(feed("[A", at: 5_000) == [.sequence(Array("\u{1B}[A".utf8))])
  }

  @Test(arguments: [
    "\u{1B}[A", "\u{1B}[15~", "\u{1B}[1;5P", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[<0;1;1M", "\u{1B}O5P",
    "\u{1B}x",
  ])
  mutating func `a sequence is one token, however it is split`(sequence: String) {
    let bytes = Array(sequence.utf8)
    #expect(feed("甲" + sequence + "乙") == [.text("甲"), .sequence(bytes), .text("乙")])
    var parts: [KeyToken] = []
    for byte in bytes { parts += decoder.feed([byte], now: 10) }
    #expect(parts == [.sequence(bytes)])
  }

  @Test mutating func `a sequence broken off types nothing`() {
    #expect(feed("\u{1B}[1;") == [])
    #expect(decoder.expire(now: 500) == [])
    #expect(feed("\u{1B}[1\r", at: 600) == [.control(0x0D)])
    #expect(feed("\u{1B}[1\u{1B}[A", at: 700) == [.sequence(Array("\u{1B}[A".utf8))])
    #expect(feed("\u{1B}[" + String(repeating: "1;", count: 10_000) + "Rx", at: 800).last == .text("x"))
  }

  @Test mutating func `Escape and Chinese at once are both kept`() {
    #expect(feed("\u{1B}中") == [.escape, .text("中")])
    #expect(feed("\u{1B}\u{1B}") == [.escape])
    #expect(decoder.flush() == [.escape])
  }

  @Test mutating func `a terminal's answer is swallowed to its end`() {
    #expect(feed("\u{1B}]11;rgb:00/00/00\u{7}a") == [.text("a")])
    #expect(feed("\u{1B}P>|name\u{1B}\\b") == [.text("b")])
    #expect(feed("\u{1B}]11;never\r") == [.control(0x0D)])
  }

  @Test mutating func `a paste is one token with everything in it`() {
    let inner = "一\r\u{1B}[A\u{3}\u{1B}[201"
    #expect(
      feed("a\u{1B}[200~\(inner)\u{1B}[201~b") == [
        .text("a"), .paste(Array(inner.utf8), wasCut: false), .text("b"),
      ])
  }

  @Test mutating func `the end of a paste may come in parts`() {
    var tokens = feed("\u{1B}[200~甲")
    for byte in Array("\u{1B}\u{1B}[201~".utf8) { tokens += decoder.feed([byte], now: 0) }
    #expect(tokens == [.paste(Array("甲\u{1B}".utf8), wasCut: false)])
  }

  @Test mutating func `an unended paste is taken when nothing more comes, or when it takes too long`() {
    _ = feed("\u{1B}[200~甲", at: 0)
    #expect(decoder.deadline == 2_000)
    for time in stride(from: Int64(1_000), through: 9_000, by: 1_000) { #expect(feed("乙", at: time) == []) }
    #expect(decoder.deadline == 10_000)
    #expect(decoder.expire(now: 10_000) == [.paste(Array("甲乙乙乙乙乙乙乙乙乙".utf8), wasCut: false)])
  }

  @Test mutating func `a paste over the limit keeps its beginning and ends where it ends`() {
    let much = String(repeating: "x", count: KeyDecoder.pasteLimit + 10)
    let tokens = feed("\u{1B}[200~\(much)\u{1B}[201~y")
    #expect(tokens == [.paste(Array(much.utf8.prefix(KeyDecoder.pasteLimit)), wasCut: true), .text("y")])
  }

  @Test mutating func `no bytes at all make it hold for ever or forget text`() {
    var generator = SystemRandomNumberGenerator()
    let alphabet: [UInt8] = [
      0x1B, 0x5B, 0x4F, 0x32, 0x30, 0x7E, 0x0D, 0x61, 0xE4, 0xB8, 0xAD, 0xFF, 0x5D, 0x07,
    ]
    var now: Int64 = 0
    for _ in 0..<20_000 {
      now += Int64.random(in: 0...50, using: &generator)
      _ = decoder.feed((0..<5).map { _ in alphabet.randomElement(using: &generator) ?? 0 }, now: now)
    }
    _ = decoder.expire(now: now + 10_000)
    #expect(decoder.deadline == nil)
    #expect(feed("完", at: now + 10_001) == [.text("完")])
  }
}
