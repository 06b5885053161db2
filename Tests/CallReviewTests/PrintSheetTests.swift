import CallModel
import CallReview
import Catalogue
import PlainText
import TestSupport
import Testing

/// Sheets as text: 78 columns, in which a Chinese character takes two.
@Suite struct PrintSheetTests {
  private static let alphabet = Array("的一是在不了有和人这，。「」、；：（）abcXYZ 019 -/e\u{301}😀")

  private static func text(_ random: inout SplitMix, upTo length: Int) -> String {
    let count = Int.random(in: 0...length, using: &random)
    return String((0..<count).compactMap { _ in alphabet.randomElement(using: &random) }).trimmed
  }

  private static func message(_ random: inout SplitMix, upTo length: Int) -> Message {
    let text = text(&random, upTo: length)
    return Message(text, text)
  }

  private static func solid(_ text: some StringProtocol) -> String {
    String(text.filter { !$0.isWhitespace })
  }

  @Test func `no line of any text is wider than the paper, and nothing of it is lost`() {
    var random = SplitMix(seed: 78)
    for _ in 0..<2_000 {
      let words = Self.message(&random, upTo: 300)
      let raw = Self.text(&random, upTo: 200)
      for block in [PrintBlock.paragraph(words), .sentences([words]), .verbatim([raw])] {
        let lines = PrintSheet(title: Message("标题", "title"), blocks: [block]).text(.chinese)
          .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.displayWidth <= PrintSheet.textColumns })
        let body = Self.solid(lines.dropFirst(2).joined())
        switch block {
        case .verbatim: #expect(body == Self.solid(raw))
        case .sentences: #expect(body == "*" + Self.solid(words.chinese))
        default: #expect(body == Self.solid(words.chinese))
        }
      }
    }
  }

  @Test func `the columns of a table stand below each other whatever is in them`() {
    var random = SplitMix(seed: 4)
    for _ in 0..<500 {
      let widths = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        Int.random(in: 4...14, using: &random)
      }
      let columns = widths.map { PrintBlock.Column(Message("列", "c"), width: $0) }
      let rows = (0..<5).map { _ in widths.map { _ in Self.message(&random, upTo: 40) } }
      let sheet = PrintSheet(title: Message("标题", "title"), blocks: [.table(columns, rows)])
      let lines = sheet.text(.chinese).split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
      for line in lines {
        var start = 0
        for width in widths.dropLast() {
          // Cut there, exactly the columns asked for must come out, and a gap behind them.
          let end = start + width
          let head = String(line).clipped(to: end)
          if line.displayWidth > end {
            #expect(head.displayWidth == end, "\(line)")
            #expect(String(line).clipped(to: end + 1) == head + " ", "\(line)")
          }
          start = end + 1
        }
        #expect(line.displayWidth <= PrintSheet.textColumns)
      }
      let written = rows.flatMap { $0 }.map(\.chinese).joined() + widths.map { _ in "列" }.joined()
      #expect(Self.solid(lines.joined()).sorted() == Self.solid(written).sorted(), "\(lines)")
    }
  }
}
