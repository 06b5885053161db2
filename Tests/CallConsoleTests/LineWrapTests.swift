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
      ("一", 1, 0, ["一"]), ("何地one two", 6, 0, ["何地", "one", "two"]), ("说了「110」", 7, 0, ["说了「", "110」"]),
      ("a no-answer|busy", 12, 0, ["a no-answer|", "busy"]), ("one two", 4, 0, ["one", "two"]),
      ("a, no-answer|busy", 30, 0, ["a, no-answer|busy"]),
    ] as [(String, Int, Int, [String])])
  func `a row ends between words or Chinese characters`(
    text: String, columns: Int, indent: Int, wanted: [String]
  ) {
    #expect(rows(text, columns, indent: indent) == wanted)
  }

  @Test func `no word of letters is cut in two, whatever stands before it`() {
    var random = SplitMix(seed: 17)
    let parts = [
      "何地", "晋陵中路189号", "“你好，常州110”", "「请问」", "unit", "a", "Tianning", "no-answer|busy", "(measured)", ",",
      " ",
      "  ", "；",
    ]
    for round in 0..<4_000 {
      let text = (0..<Int.random(in: 1..<30, using: &random)).map { _ in
        parts[Int.random(in: 0..<parts.count, using: &random)]
      }.joined(separator: Bool.random(using: &random) ? " " : "")
      let words = Self.words([text])
      let longest = words.map(\.count).max() ?? 0
      // Longer words than half a row may be broken at a joint.
      let columns = 2 * longest + Int.random(in: 6..<60, using: &random)
      let rows = StyledLine(text).wrapped(to: columns, indent: Int.random(in: 0..<4, using: &random))
      #expect(Self.words(rows.map(\.description)) == words, "\(round) \(columns): \(text)")
      #expect(rows.allSatisfy { $0.description.displayWidth <= columns })
    }
  }

  /// The runs of narrow characters in rows, in order.
  private static func words(_ rows: [String]) -> [String] {
    rows.flatMap { row in
      row.split { $0 == " " || String($0).displayWidth != 1 }.map(String.init)
    }
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
