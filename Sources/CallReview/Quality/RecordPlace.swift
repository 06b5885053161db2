/// A line of a journal, as evidence: `live/2026/11/22/seat-03.jsonl:17`.
public struct RecordPlace: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The file below the logs folder.
  public let file: String
  /// The line, from 1.
  public let line: Int64
  /// Whether the chain held up to this line when it was read.
  public let isVerified: Bool

  /// A place from its parts.
  public init(file: String, line: Int64, isVerified: Bool) {
    self.file = file
    self.line = line
    self.isVerified = isVerified
  }

  /// `file:line`, with ` ?` behind it when the chain did not hold.
  public var description: String { "\(file):\(line)" + (isVerified ? "" : " ?") }

  /// By file, then line.
  public static func < (left: RecordPlace, right: RecordPlace) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}
