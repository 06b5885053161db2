import Catalogue
import PlainText

extension String {
  /// The text cut into lines of at most `columns`, between words where there are any, and never before a
  /// closing mark.
  func wrapped(to columns: Int, first: String = "", next: String = "") -> [String] {
    var lines: [String] = []
    var line = first
    var hasContent = false
    for piece in Self.pieces(self) {
      var rest = piece
      if hasContent, line.displayWidth + rest.trimmedAtEnd.displayWidth > columns {
        lines.append(line)
        line = next
      }
      // What does not fit into a whole line by itself is cut.
      while line.displayWidth + rest.trimmedAtEnd.displayWidth > columns {
        let head = rest.clipped(to: columns - line.displayWidth)
        guard !head.isEmpty else { break }
        lines.append(line + head)
        rest.removeFirst(head.count)
        line = next
      }
      line += rest
      hasContent = true
    }
    // A space that stands over the edge would be taken for text that does not fit.
    return (lines + [line]).map(\.trimmedAtEnd)
  }

  /// Words with the spaces behind them; a Chinese character with the marks that must not begin or end a line.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var joins = false
    for character in text {
      let isNarrow = String(character).displayWidth <= 1
      let stays = Punctuation.closing.contains(character) || character == " "
      let continues = isNarrow && joins && pieces.last?.last != " "
      if let last = pieces.last, stays || continues || last.last.map(Punctuation.opening.contains) == true {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      joins = isNarrow
    }
    return pieces
  }
}
