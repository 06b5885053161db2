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

  @Test func `full-width commands become ASCII`() {
    #expect("／ｗｈｅｒｅ　１１０？".halfWidth == "/where 110?")
  }
}
