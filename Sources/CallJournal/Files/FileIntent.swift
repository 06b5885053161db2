/// What a file is opened for.
///
/// Every intent refuses symbolic links and never waits on a FIFO.
public enum FileIntent: Hashable, Sendable {
  /// Reading.
  case read
  /// Reading, and writing at the end.
  case append
  /// The same for a file that must not exist yet.
  case create
  /// The same, made when it is not there.
  case appendOrCreate
}
