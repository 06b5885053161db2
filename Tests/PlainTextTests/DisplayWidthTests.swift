import CPlatform
import PlainText
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [("", 0), ("abc", 3), ("何地", 4), ("a中Ａ　", 7), ("e\u{301}", 1)])
  func `width counts columns`(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test func `fitted is always exactly as wide as asked`() {
    for text in ["", "abc", "何时何地何事", "a中b文c", "e\u{301}e\u{301}中"] {
      for columns in 0...14 {
        #expect(text.fitted(to: columns).displayWidth == columns, "\(text) \(columns)")
      }
    }
  }

  @Test func `without a locale what this program shows is as wide as with one`() {
    let shown: [ClosedRange<UInt32>] = [
      0x00...0xAC, 0xAE...0x36F, 0x3000...0x3029, 0x3041...0x3096, 0x30A0...0x30FF, 0x3400...0x4DB5,
      0x4E00...0x9FA5, 0xAC00...0xD7A3, 0xFF01...0xFF60,
    ]
    for scalar in shown.joined() {
      #expect(call110_width_without_locale(scalar) == call110_wcwidth(scalar), "\(String(scalar, radix: 16))")
    }
  }

  @Test func `full-width commands become ASCII`() {
    #expect("／ｗｈｅｒｅ　１１０？".halfWidth == "/where 110?")
  }
}
