import CPlatform
import PlainText
import TestSupport
import Testing

/// The one grammar against a slow one, on damage of every kind.
@Suite(.timeLimit(.minutes(20))) struct JSONCursorTests {
  private static let seeds = [
    "{}", #"{"a":1}"#, #"{"a":[1,-2.5e+7,true,false,null,"中\u4e2d\ud83d\ude00\n"]}"#,
    #"{"a":{"b":{"c":[]}}}"#,
    #"{"ms":10412,"element":"where","state":"given","text":"罗汉路267号地下车库"}"#,
    #"{"a":01}"#, #"{"a":1.}"#, #"{"a":"\x"}"#, #"{"a":"\ud800"}"#, #"{"a" :1}"#, #"{"a":}"#, #"{"a":1,}"#,
    #"{"long key number one":1,"long key number two":2,"long key number one":3}"#, #"{"a":1,"\u0061":2}"#,
    "{\"a\":\"\u{1}\"}", "{\"a\":\"\u{7F}é€𐍈\u{D7FF}\u{E000}\u{10FFFF}\"}", #"{"":1,"b":2,"":3}"#,
    #"{"n":[0,-0,0.0,10,123456789012345678,1234567890123456789012345678901234567890,1E-7]}"#,
    String(repeating: #"{"a":"#, count: 64) + "1" + String(repeating: "}", count: 64),
    String(repeating: #"{"a":"#, count: 65) + "1" + String(repeating: "}", count: 65),
    String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
    String(repeating: "[", count: 66) + String(repeating: "]", count: 66),
  ]

  private func compare(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let isObject = bytes.withUnsafeBytes { JSONCursor.isObject($0) }
    #expect(isObject == (bytes.first == 0x7B && SlowJSON.isValue(bytes, allowsSpace: false)), "\(text)")
    #expect(((try? JSONReader.parse(bytes)) != nil) == SlowJSON.isValue(bytes, allowsSpace: true), "\(text)")
  }

  @Test func `the cursor and the reader take what the plain grammar takes, and nothing else`() {
    var random = SplitMix(seed: 9)
    let marks: [UInt8] =
      Array("\"\\{}[]:,0-.e tu".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xE0, 0xED, 0xF4, 0xFF]
    for seed in Self.seeds {
      compare(Array(seed.utf8))
      for _ in 0..<600 {
        var bytes = Array(seed.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<5, using: &random) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes[place] = marks.randomElement(using: &random) ?? 0
          case 2: bytes.remove(at: place)
          case 3: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
          default:
            let end = Int.random(in: place...bytes.count, using: &random)
            bytes.insert(contentsOf: bytes[place..<end], at: place)
          }
        }
        compare(bytes)
      }
    }
  }

  @Test func `no key is taken twice, however many there are and wherever it stands`() {
    var random = SplitMix(seed: 4)
    for count in [1, 2, 3, 7, 8, 30, 127, 128, 129, 400] {
      let keys = (0..<count).map { "key-\($0)-\(UInt64.random(in: 0..<1 << 40, using: &random))" }
      func object(_ keys: [String]) -> [UInt8] {
        Array(("{" + keys.map { "\"\($0)\":[{}]" }.joined(separator: ",") + "}").utf8)
      }
      #expect(object(keys).withUnsafeBytes { JSONCursor.isObject($0) })
      for _ in 0..<20 {
        var doubled = keys
        doubled.insert(
          keys.randomElement(using: &random) ?? "", at: Int.random(in: 0...count, using: &random))
        #expect(!object(doubled).withUnsafeBytes { JSONCursor.isObject($0) })
        #expect(throws: JSONFault.self) { try JSONReader.parse(object(doubled)) }
      }
    }
  }

  @Test func `whole numbers are read whole or not at all`() {
    for (text, number) in [
      ("0", 0), ("-7", -7), ("123456789012345678", 123_456_789_012_345_678), ("1234567890123456789", nil),
      ("01", nil),
      ("1.5", nil), ("1e3", nil), ("", nil), ("-", nil), ("x", nil),
    ] as [(String, Int64?)] {
      let bytes = Array(text.utf8)
      let found = bytes.withUnsafeBufferPointer { bytes -> Int64? in
        guard let start = bytes.baseAddress else { return nil }
        var cursor = JSONCursor(start, end: start + bytes.count)
        return cursor.number()
      }
      #expect(found == number, "\(text)")
    }
  }

  /// Where one byte after the other says that the plain run of a text ends; nil when there is no end, or no
  /// UTF-8 before it.
  private func plainEnd(_ bytes: [UInt8]) -> Int? {
    let end = bytes.firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
    return end.flatMap { String(validating: bytes[..<$0], as: UTF8.self) == nil ? nil : $0 }
  }

  private func fastEnd(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      return call110_plain_text_end(base, bytes.count).map { $0 - base }
    }
  }

  /// Compares the fast look at a text with the plain one; the fast one may say nothing, but of ordinary
  /// Chinese it must not.
  private func compareRun(_ bytes: [UInt8]) {
    let (fast, plain) = (fastEnd(bytes), plainEnd(bytes))
    if let fast { #expect(fast == plain, "\(bytes)") }
    guard let plain, bytes.count >= 32, call110_find_is_accelerated() != 0 else { return }
    let isOrdinary = bytes[..<plain].allSatisfy { $0 != 0xE0 && $0 != 0xED && $0 < 0xF0 }
    #expect(!isOrdinary || fast == plain, "\(bytes)")
  }

  @Test func `the plain run of a text ends where the plain grammar says, whatever byte stands where`() {
    let texts = [
      "晋陵中路189号门口, 两名男子抢夺手提包后向东逃跑, 一高一矮, 骑一辆没有牌照的蓝色电动车",
      "the caller says that two men took her bag and ran towards the bridge in the east of the town",
      "é€é€é€é€é€é€é€é€é€é€é€é€é€é€é€é€é€é€é€", "电话中断😀后又打来, 说𠮷野家门口有人受伤, 已经叫了救护车",
    ]
    for text in texts {
      let whole = Array(text.utf8) + Array(#""}"#.utf8)
      for count in 0...whole.count { compareRun(Array(whole[..<count])) }
      for place in whole.indices {
        for byte in UInt8.min...UInt8.max {
          var bytes = whole
          bytes[place] = byte
          compareRun(bytes)
          if byte % 16 == 0 || byte > 0xBF || byte == 0x22 || byte == 0x5C {
            compare(Array(#"{"k":""#.utf8) + bytes)
          }
        }
      }
    }
  }

  @Test func `the plain run of a text made by chance ends where the plain grammar says`() {
    var random = SplitMix(seed: 21)
    let pieces: [[UInt8]] =
      ["晋", "陵路", "a", "abcdefghijklmnop", "é", "\u{800}", "\u{D7FF}", "\u{E000}", "😀", "\u{7F}", "\u{80}"]
      .map { Array($0.utf8) } + [
        [0xE6], [0x99], [0xC3], [0xF0, 0x9F], [0x80, 0x80], [0xED, 0xA0, 0x80], [0x1F],
      ]
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      // Broken pieces are rare, or nearly every text would end at its first bytes.
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let isBroken = Int.random(in: 0..<60, using: &random) == 0
        bytes += pieces[Int.random(in: 0..<(isBroken ? pieces.count : 5), using: &random)]
      }
      bytes += Array(["\"", "\\", "\n", ""].randomElement(using: &random)?.utf8 ?? "".utf8)
      bytes += Array(repeating: 0x41, count: Int.random(in: 0...40, using: &random))
      compareRun(bytes)
      compare(Array(#"{"k":""#.utf8) + bytes + Array(#""}"#.utf8))
    }
  }
}
