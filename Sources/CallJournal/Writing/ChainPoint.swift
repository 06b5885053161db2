/// A place in a seat's chain: a file, how much of it, and the digest of the line that ends there.
public struct ChainPoint: Hashable, Sendable {
  /// The file.
  public let path: JournalPath
  /// How many lines.
  public let lines: Int64
  /// How many bytes those lines take.
  public let bytes: Int64
  /// The digest of the last of them; when there is none, what the first one is linked to.
  public let head: LineDigest

  /// A point from its parts.
  public init(path: JournalPath, lines: Int64, bytes: Int64, head: LineDigest) {
    self.path = path
    self.lines = lines
    self.bytes = bytes
    self.head = head
  }
}
