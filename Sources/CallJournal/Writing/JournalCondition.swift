/// How recording is going; what the console shows in its state line.
public enum JournalCondition: Hashable, Sendable {
  /// Everything is on the disk.
  case recording
  /// Everything is on the disk, and little space is left there: `freeBytes`.
  case lowSpace(freeBytes: Int64)
  /// The disk is full but for the reserve, which was given up for the call in progress.
  case reserveUsed(freeBytes: Int64)
  /// Nothing can be recorded: the operator must write on paper. `events` wait in memory; `spooled` of them
  /// also in the spool folder.
  case notRecording(JournalFileFault, events: Int, spooled: Int)

  /// Whether what is entered reaches the disk.
  public var isRecording: Bool {
    if case .notRecording = self { return false }
    return true
  }
}
