/// Why a new journal file was started.
public enum SegmentReason: String, CaseIterable, Sendable {
  /// The first file this seat ever wrote.
  case first
  /// A new day.
  case day
  /// The file before could not be written or synchronized and is not touched again.
  case failed
  /// The file before is damaged.
  case damaged
  /// The file before has an unfinished end that could not be set aside.
  case torn
  /// The file before lies on a later day: the clock was set back.
  case clock
  /// The file before has lines of a newer format.
  case newer
  /// Events wait in the spool: the file before may hold less on the disk than it shows.
  case spool
  /// The file before disappeared while it was written.
  case removed
  /// What stands in the file's place is no journal of ours.
  case refused
}
