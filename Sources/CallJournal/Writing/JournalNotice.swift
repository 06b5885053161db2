/// Something the writer met and dealt with, for the console to show once; the journal tells of it too.
public enum JournalNotice: Hashable, Sendable {
  /// An unfinished end was set aside.
  case recovered(RecoveredTail)
  /// A new segment was started, and why.
  case segment(JournalPath, SegmentReason)
  /// Something at a journal's place was not touched, or could not be read.
  case skipped(JournalFileFault)
  /// Events that had waited are in the journal now.
  case replayed(events: Int)
  /// A spool file has lines that cannot be read; what could be read was replayed and the file is kept.
  case spoolDamaged(name: String)
}
