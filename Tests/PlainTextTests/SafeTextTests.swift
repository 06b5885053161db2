import PlainText
import TestSupport
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("晋陵中路189号", "晋陵中路189号"), ("a\u{1B}[31mb", "a[31mb"), ("a\u{9B}31mb", "a31mb"), ("一\r\n二", "一 二"),
    ("a\u{202E}b\u{2066}c", "abc"), ("\u{FEFF}甲", "甲"), ("\u{0}\u{7F}", ""), ("a\tb", "a b"),
    ("\u{E000}x", "x"),
  ])
  func `controls are removed and text is kept`(raw: String, safe: String) {
    #expect(SafeText(raw).description == safe)
    #expect(SafeText(raw).wasChanged == (raw != safe))
  }

  @Test func `bytes that are not UTF-8 are replaced and said`() {
    let safe = SafeText(bytes: [0x41, 0xE4, 0xB8, 0x42])
    #expect(safe.description == "A\u{FFFD}B")
    #expect(safe.wasChanged)
  }

  @Test func `an over-long text is cut and said`() {
    let safe = SafeText(String(repeating: "中", count: 4_001))
    #expect(safe.description.count == 4_000)
    #expect(safe.wasCut)
    #expect(!SafeText(String(repeating: "中", count: 4_000)).wasCut)
  }

  /// Scalars of every kind that a rule of `SafeText`, `trimmed` or `halfWidth` is about.
  private static let kinds: [ClosedRange<UInt32>] = [
    0x00...0x20, 0x21...0x7E, 0x7F...0xAD, 0x300...0x36F, 0x5BE...0x61D, 0x1680...0x1680, 0x2000...0x206F,
    0x2F00...0x3020, 0x4E00...0x4E40, 0x9FC0...0xA000, 0xD7F0...0xD7FF, 0xE000...0xE010, 0xFE00...0xFEFF,
    0xFF00...0xFFFD, 0x1F468...0x1F46A, 0xE0000...0xE0010,
  ]

  private static func text(_ numbers: inout SplitMix, plainly: Bool) -> String {
    let kinds = plainly ? [0x21...0x7E, 0x4E00...0x4E40, 0xFF01...0xFF5E] : Self.kinds
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &numbers) {
      guard let kind = kinds.randomElement(using: &numbers),
        let scalar = Unicode.Scalar(UInt32.random(in: kind, using: &numbers))
      else { continue }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// The rules without any short cut, scalar by scalar.
  private static func safe(_ raw: String, limit: Int) -> String {
    var kept: [Unicode.Scalar] = []
    for scalar in raw.unicodeScalars {
      if ["\n", "\r", "\t", "\u{2028}", "\u{2029}"].contains(scalar) {
        if kept.last != " " { kept.append(" ") }
      } else if SafeText.isAllowed(scalar) {
        kept.append(scalar)
      }
    }
    return String(String(String.UnicodeScalarView(kept)).prefix(limit))
  }

  @Test func `short cuts change nothing: 20,000 texts are made safe, trimmed and narrowed as by the rules`() {
    var numbers = SplitMix(seed: 11)
    for round in 0..<20_000 {
      let raw = Self.text(&numbers, plainly: round.isMultiple(of: 3))
      let limit = Int.random(in: 1...9, using: &numbers)
      let safe = SafeText(raw, limit: limit)
      #expect(
        Array(safe.description.utf8) == Array(Self.safe(raw, limit: limit).utf8), "\(raw.debugDescription)")
      #expect(safe.wasCut == (Self.safe(raw, limit: 99).count > limit))
      let bytes = SafeText(bytes: Array(raw.utf8), limit: limit)
      #expect(bytes.description == safe.description && bytes.wasChanged == safe.wasChanged)
      let kept = Array(raw).drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
      #expect(Array(raw.trimmed.utf8) == Array(String(kept).utf8), "\(raw.debugDescription)")
      let narrow = raw.unicodeScalars.map { scalar in
        (0xFF01...0xFF5E).contains(scalar.value)
          ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar.value == 0x3000 ? " " : scalar
      }
      #expect(Array(raw.halfWidth.unicodeScalars) == narrow, "\(raw.debugDescription)")
    }
  }

  @Test func `no scalar that may move the cursor gets through`() {
    for value in UInt32(0)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value), SafeText.isAllowed(scalar) else { continue }
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format || value >= 0x600, "\(value)")
    }
  }
}
