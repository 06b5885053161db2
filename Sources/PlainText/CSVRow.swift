/// One row of a CSV file.
public struct CSVRow: Hashable, Sendable {
  /// What is wrong with a row.
  public enum Fault: Hashable, Sendable {
    /// A quoted cell never ends.
    case unclosedQuote
    /// Something stands between a closing quote and the next comma.
    case textAfterQuote
    /// The bytes are not UTF-8.
    case notUTF8
    /// A cell is longer than any that is kept.
    case tooLong
  }

  /// The line it begins on, from 1.
  public let line: Int
  /// Its cells.
  public let cells: [String]
  /// What is wrong with it; nil when nothing is.
  public let fault: Fault?
}
