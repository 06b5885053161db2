/// Something in the journals that a report could not count, with its place and the reason.
public struct LeftOut: Hashable, Comparable, Sendable {
  /// The file below the logs folder.
  public let file: String
  /// The line, from 1; 0 when the whole file is meant.
  public let line: Int64
  /// Why, as a stored word: `malformed`, `unreadable`, `wrong-number`, `broken-link`, `torn`, ...
  public let reason: String

  /// A place from its parts.
  public init(file: String, line: Int64, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// By file, then line, then reason.
  public static func < (left: LeftOut, right: LeftOut) -> Bool {
    (left.file, left.line, left.reason) < (right.file, right.line, right.reason)
  }
}
