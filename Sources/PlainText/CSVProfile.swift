/// Two ways of writing CSV, for programs and for spreadsheets.
public enum CSVProfile: String, CaseIterable, Sendable {
  /// RFC 4180 with LF, no byte order mark, every character as it is.
  case plain
  /// For spreadsheets: byte order mark, CRLF, long and zero-led digits as text, formulas defused by a leading
  /// `'`.
  case excel

  /// What ends a row.
  var rowEnd: String { self == .excel ? "\r\n" : "\n" }
}
