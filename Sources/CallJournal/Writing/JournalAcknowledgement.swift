import CallModel

/// What became of an append.
public struct JournalAcknowledgement: Hashable, Sendable {
  /// Where the events are now.
  public enum Standing: Hashable, Sendable {
    /// On the disk: written and synchronized, in these lines of this file. Only this may be shown as
    /// recorded.
    case recorded(JournalPath, lines: ClosedRange<Int64>)
    /// Not in the journal. They wait in memory and, when `spooled`, in the spool folder too.
    case held(spooled: Bool)
  }

  /// When they happened, on the wall clock; the same moment for all lines of one append.
  public let at: WallInstant
  /// When they happened, in milliseconds since the writer started.
  public let milliseconds: Int64
  /// Where they are now.
  public let standing: Standing

  /// Whether they are on the disk.
  public var isRecorded: Bool {
    if case .recorded = standing { return true }
    return false
  }
}
