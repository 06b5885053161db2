/// Writes comma-separated values (RFC 4180) in one of two profiles.
public struct CSVWriter: Sendable {
  /// Whom the file is for.
  public enum Profile: String, CaseIterable, Sendable {
    /// Programs: UTF-8 without a mark, LF, every value as it is.
    case plain
    /// Spreadsheets: a byte order mark, CRLF, nothing that a spreadsheet takes for a formula, long numbers
    /// kept as text.
    case excel
  }

  /// A value of a row.
  public enum Cell: Sendable {
    /// Words.
    case text(String)
    /// An id or a telephone number: digits that are no number.
    case identifier(String)
    case number(String)
  }

  private let profile: Profile
  /// What was written so far.
  public private(set) var text: String

  /// An empty file.
  public init(_ profile: Profile) {
    self.profile = profile
    text = profile == .excel ? "\u{FEFF}" : ""
  }

  /// Writes a row.
  public mutating func row(_ cells: [Cell]) {
    text += cells.map(written).joined(separator: ",")
    text += profile == .excel ? "\r\n" : "\n"
  }

  /// Writes a row of words.
  public mutating func row(_ words: [String]) { row(words.map(Cell.text)) }

  private func written(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): quoted(profile == .excel ? guarded(text) : text)
    // ="0007" is how a spreadsheet is told that digits are no number.
    case .identifier(let text):
      profile == .excel && needsGuard(digits: text)
        ? quoted("=\"\(withoutQuotes(text))\"")
        : quoted(
          profile == .excel ? guarded(text) : text)
    case .number(let text): text
    }
  }

  private func withoutQuotes(_ text: String) -> String { text.filter { $0 != "\"" } }

  /// Whether a spreadsheet would take it for a number or a date and change it.
  private func needsGuard(digits text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// An apostrophe before anything that could be a formula (OWASP, CSV injection), and before an apostrophe,
  /// so that it can be taken off again.
  private func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"]
    return starts.contains(first) ? "'" + text : text
  }

  private func quoted(_ text: String) -> String {
    // Scalar by scalar: CR and LF together are one character, which would hide both.
    let needsQuotes =
      text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
      || text.first == " " || text.last == " "
    guard needsQuotes else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
