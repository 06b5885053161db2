/// What became of events given to a `RecordSink`.
public enum Acknowledgement: Hashable, Sendable {
  /// They are on disk.
  case recorded
  /// They are on disk in a second place, and will be put into the journal when it can be written again.
  case spooled
  /// They are in memory only: the call taker must write on paper.
  case inMemory
}
