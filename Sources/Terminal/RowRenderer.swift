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
  func clipped(_ line: StyledLine) -> String { line.wrapped(to: columns).first.map(row) ?? "" }

  /// As many rows as the line needs.
  func wrapped(_ line: StyledLine) -> [String] { line.wrapped(to: columns).map(row) }

  private func row(_ line: StyledLine) -> String {
    line.pieces.map { piece in
      let begin = begin(piece.style)
      return begin + piece.text + (begin.isEmpty ? "" : "\u{1B}[0m")
    }
    .joined()
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
