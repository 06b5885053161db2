import CallConsole
import PlainText

/// Makes terminal rows of styled lines: clipped or wrapped at a width, with SGR sequences where colour is
/// allowed.
struct RowRenderer {
  /// Columns a row may take.
  let columns: Int
  /// Whether styles become SGR sequences.
  let usesColour: Bool

  /// One row; what does not fit is left out.
  func clipped(_ line: StyledLine) -> String { rows(of: line, most: 1).first ?? "" }

  /// As many rows as the line needs.
  func wrapped(_ line: StyledLine) -> [String] { rows(of: line, most: .max) }

  private func rows(of line: StyledLine, most: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var used = 0
    for piece in line.pieces {
      let begin = begin(piece.style)
      let end = begin.isEmpty ? "" : "\u{1B}[0m"
      row += begin
      for character in piece.text {
        let width = String(character).displayWidth
        if used + width > columns {
          rows.append(row + end)
          if rows.count == most { return rows }
          row = begin
          used = 0
        }
        row.append(character)
        used += width
      }
      row += end
    }
    return rows + [row]
  }

  private func begin(_ style: TextStyle) -> String {
    guard usesColour else { return "" }
    return switch style {
    case .plain: ""
    case .strong: "\u{1B}[1m"
    case .faint: "\u{1B}[2m"
    case .good: "\u{1B}[32m"
    case .warning: "\u{1B}[33m"
    case .alarm: "\u{1B}[1;7m"
    }
  }
}
