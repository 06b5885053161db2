import PlainText
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

  @Test func `no scalar that may move the cursor gets through`() {
    for value in UInt32(0)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value), SafeText.isAllowed(scalar) else { continue }
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format || value >= 0x600, "\(value)")
    }
  }
}
