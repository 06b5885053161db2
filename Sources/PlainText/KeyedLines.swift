/// Files of lines `key = value` that people write: UTF-8, `#` begins a comment line, empty lines say nothing.
///
/// What the keys may be and what is wrong with a value, each kind of file says by itself.
public enum KeyedLines {
  /// The lines that say something, numbered from 1 as an editor does; nil when the bytes are no UTF-8.
  public static func lines(of bytes: [UInt8]) -> [(number: Int, text: String)]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.fileLines.enumerated().filter { !$1.isEmpty && !$1.hasPrefix("#") }.map { ($0 + 1, $1) }
  }

  /// What stands on the two sides of an equals sign, without the spaces around; nil when there is none.
  ///
  /// The first sign counts, so that a value may hold more of them; with `last` the last one, where the key is
  /// somebody else's heading.
  public static func sides(
    of line: some StringProtocol, last: Bool = false
  ) -> (key: String, value: String)? {
    guard let sign = last ? line.lastIndex(of: "=") : line.firstIndex(of: "=") else { return nil }
    return (line[..<sign].trimmed, line[line.index(after: sign)...].trimmed)
  }
}
