/// What was read: entries in the order of the files and lines, and everything that was wrong.
public struct JournalContents: Hashable, Sendable {
  /// The entries, of every line that has the fixed form.
  public var entries: [PlacedEntry] = []
  /// What was wrong.
  public var faults: [JournalFault] = []

  /// Nothing read yet.
  public init() {}

  /// Adds what was read after this.
  public mutating func append(_ other: JournalContents) {
    entries += other.entries
    faults += other.faults
  }
}
