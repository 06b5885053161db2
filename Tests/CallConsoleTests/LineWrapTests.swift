import CallConsole
import PlainText
import TestSupport
import Testing

/// Lines broken into rows.
@Suite struct LineWrapTests {
  private func rows(_ text: String, _ columns: Int, indent: Int = 0) -> [String] {
    StyledLine(text).wrapped(to: columns, indent: indent).map(\.description)
  }

  @Test(
    arguments: [
      ("", 10, 0, [""]), ("一二三", 6, 0, ["一二三"]), ("一二三", 5, 0, ["一二", "三"]),
      ("one two three", 9, 0, ["one two", "three"]), ("one two three", 7, 2, ["one two", "  three"]),
      ("事one two", 8, 0, ["事one", "two"]), ("one事事two", 7, 0, ["one事事", "two"]),
      ("aaaaaaaaaa", 4, 0, ["aaaa", "aaaa", "aa"]), (" abc def", 5, 3, [" abc", "   de", "   f"]),
      ("一", 1, 0, ["一"]),
    ] as [(String, Int, Int, [String])])
  func `a row ends between words or Chinese characters`(
    text: String, columns: Int, indent: Int, wanted: [String]
  ) {
    #expect(rows(text, columns, indent: indent) == wanted)
  }

  @Test func `nothing but spaces is lost, no row is too wide, and styles stay with their text`() {
    var random = SplitMix(seed: 7)
    let words = ["何地", "a", "晋陵中路189号", "unit", " ", "  ", "「你好」", "x-y", "非常长的一段没有空格的话", "longestwordofall"]
    for _ in 0..<2_000 {
      var line = StyledLine("")
      let styles: [TextStyle] = [.plain, .strong, .alarm]
      for _ in 0..<Int.random(in: 0..<12, using: &random) {
        line.append(
          words[Int.random(in: 0..<words.count, using: &random)],
          style: styles[Int.random(in: 0..<3, using: &random)])
      }
      let columns = Int.random(in: 8..<40, using: &random)
      let wrapped = line.wrapped(to: columns, indent: Int.random(in: 0..<4, using: &random))
      #expect(wrapped.allSatisfy { $0.description.displayWidth <= columns })
      for style in styles {
        #expect(Self.letters(wrapped, style) == Self.letters([line], style))
      }
    }
  }

  private static func letters(_ lines: [StyledLine], _ style: TextStyle) -> String {
    lines.flatMap(\.pieces).filter { $0.style == style }.map(\.text).joined().filter { $0 != " " }
  }
}
