/// Why bytes are not a journal line.
public enum LineFault: Error, Hashable, Sendable {
  /// The line does not have the fixed form; the text names the part that is wrong (`v`, `n`, `at`, `d` ...).
  case malformed(part: String)
  /// The line is of a format version this program does not know.
  case unknownVersion(Int64)
  /// The line is longer than `JournalFormat.maximumLineBytes`; the number is its length in bytes.
  case tooLong(Int64)
}
