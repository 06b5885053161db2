import PlainText

/// Columns aligned by what a character takes on a terminal; a Chinese one takes two.
public struct TextTable: Sendable {
  /// On which side a column is flush.
  public enum Alignment: Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  private let alignments: [Alignment]
  private let widest: [Int]
  private var rows: [[String]] = []

  /// An empty table; a column is never wider than its number in `widest`.
  public init(alignments: [Alignment], widest: [Int]) {
    self.alignments = alignments
    self.widest = widest
  }

  /// Adds a row.
  ///
  /// What cannot be shown on a terminal is removed from its cells.
  public mutating func add(_ cells: [String]) {
    rows.append(cells.map { SafeText($0).description })
  }

  /// The rows, two spaces between columns, no spaces at their ends.
  public var lines: [String] {
    let widths = alignments.indices.map { column in
      min(widest[column], rows.map { $0.indices.contains(column) ? $0[column].displayWidth : 0 }.max() ?? 0)
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let fitted = cell.displayWidth > widths[column] ? cell.fitted(to: widths[column]) : cell
        return fitted.padded(to: widths[column], atStart: alignments[column] == .right)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
