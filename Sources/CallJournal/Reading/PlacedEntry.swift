/// An entry with the place it was read from.
public struct PlacedEntry: Hashable, Sendable {
  /// The file.
  public let path: JournalPath
  /// The line in the file, from 1, counted and not taken from the entry.
  public let line: Int64
  /// Whether the chain up to this line held when it was read.
  ///
  /// Without it the entry is shown, marked, and proves nothing.
  public let isVerified: Bool
  /// The entry.
  public let entry: JournalEntry

  /// An entry and its place.
  public init(path: JournalPath, line: Int64, isVerified: Bool, entry: JournalEntry) {
    self.path = path
    self.line = line
    self.isVerified = isVerified
    self.entry = entry
  }
}
