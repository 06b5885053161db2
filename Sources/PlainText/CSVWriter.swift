/// Writes CSV (RFC 4180).
public struct CSVWriter: Sendable {
  /// The text so far.
  public private(set) var text: String
  private let profile: CSVProfile

  /// An empty table.
  public init(_ profile: CSVProfile = .plain) {
    self.profile = profile
    text = profile == .excel ? "\u{FEFF}" : ""
  }

  /// Adds a row.
  public mutating func row(_ cells: [String]) {
    // A single empty cell would be an empty line, which readers skip.
    if cells == [""] { text += "\"\"" } else { text += cells.map(cell).joined(separator: ",") }
    text += profile.rowEnd
  }

  /// The text so far, which is then forgotten; for writing in pieces.
  public mutating func take() -> String {
    defer { text = "" }
    return text
  }

  /// Whether a spreadsheet would take the cell for a formula, or for a number of which it drops digits.
  ///
  /// Triggers are those of OWASP's CSV injection list, with the full-width forms an East Asian spreadsheet
  /// may take for the same, and `'`, so that the guard can be taken off again.
  public static func needsGuard(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first else { return false }
    if "=+-@\t\r\n|%'\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\u{2212}".unicodeScalars.contains(first) { return true }
    let digits = cell.utf8
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return digits.count >= 12 || (digits.count > 1 && digits.first == 0x30)
  }

  private func cell(_ cell: String) -> String {
    let guarded = profile == .excel && Self.needsGuard(cell) ? "'" + cell : cell
    let special: (Unicode.Scalar) -> Bool = { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    let isSpaced = guarded.first?.isWhitespace == true || guarded.last?.isWhitespace == true
    guard isSpaced || guarded.unicodeScalars.contains(where: special) else { return guarded }
    var quoted = "\""
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
