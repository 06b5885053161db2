/// Something the writer met and dealt with; shown once, and also on record.
public enum JournalNotice: Hashable, Sendable {
  /// An unfinished end was set aside.
  case recovered(RecoveredTail)
  /// A new segment was started, and why.
  case segment(JournalPath, SegmentReason)
  /// Events that had waited are in the journal now.
  case replayed(events: Int)
}
