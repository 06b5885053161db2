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

/// Why a writer was not opened.
///
/// Disk trouble is not among the reasons: with that a writer opens and holds events.
public enum JournalOpenFault: Error, Hashable, Sendable {
  /// Another program writes as this seat.
  case seatBusy(SeatIdentifier)
  /// The seat's records belong to another system account, which is not root: what this one wrote as the seat
  /// would wait in its spool for ever.
  case seatOfAnother(SeatIdentifier, account: String)
}

/// An event that happened and is not yet on the disk, with the moment at which it happened.
struct HeldEvent: Hashable, Sendable {
  let at: WallInstant
  let milliseconds: Int64
  let operatorOnDuty: OperatorIdentifier
  let draft: JournalDraft
  /// The spool file that keeps it too.
  var spool: String?
}
