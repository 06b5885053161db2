import CallModel
import Glibc

/// Writes one seat's journal: appends lines, synchronizes them, and only then says that they are recorded.
///
/// A class because it owns a locked descriptor that must be given back exactly once. It is used by one thread at a time.
/// Disk trouble is never thrown: the events are held, `condition` says so, and they are written when the disk is back.
public final class JournalWriter {
  /// Live or drill.
  public let room: JournalRoom
  /// The seat or desk that writes.
  public let seat: SeatIdentifier
  /// Who is on duty there; lines appended from now on carry it.
  public var operatorOnDuty: OperatorIdentifier
  /// How recording is going.
  public internal(set) var condition: JournalCondition = .recording
  /// What was met and dealt with since the last `takeNotices`.
  var notices: [JournalNotice] = []

  let store: JournalStore
  let clock: JournalClock
  private let startMilliseconds: Int64

  /// Where the next line goes.
  enum Place {
    /// Nothing is known: the disk could not be looked at.
    case unknown
    /// Into a new file that begins with this.
    case newFile(SegmentStart)
    /// Behind this file's end. `start` is set while the file has no line yet.
    case file(OpenJournal, start: SegmentStart?)
  }

  var place = Place.unknown
  /// The descriptor that holds the seat's lock; -1 when it is not held.
  var lockDescriptor: Int32 = -1
  /// Events that happened and are not on the disk, oldest first.
  var held: [HeldEvent] = []
  /// How many of them have waited since an append before this one.
  var waiting = 0
  /// Ends set aside of which no line tells yet.
  var unrecordedTails: [RecoveredTail] = []

  /// A writer for `seat` in the logs folder at `logs`, which is made when it is missing.
  ///
  /// It throws only when another program writes as this seat.
  public init(
    logs: String, room: JournalRoom, seat: SeatIdentifier, operatorOnDuty: OperatorIdentifier,
    clock: JournalClock = .system, spool: String? = nil,
    operations: any FileOperations = SystemFileOperations()
  ) throws(JournalOpenFault) {
    self.room = room
    self.seat = seat
    self.operatorOnDuty = operatorOnDuty
    self.clock = clock
    store = JournalStore(logs: logs, operations: operations)
    startMilliseconds = clock.monotonicMilliseconds()
    do {
      try attach()
    } catch {
      if Self.meansBusy(error) { throw .seatBusy(seat) }
      condition = .notRecording(error, events: 0, spooled: 0)
    }
  }

  deinit {
    releaseDescriptors()
  }

  /// Milliseconds since this writer started.
  public var elapsedMilliseconds: Int64 { max(0, clock.monotonicMilliseconds() - startMilliseconds) }

  /// Writes the drafts as one line each, in one write and one fdatasync, and returns when they are on the disk or held.
  ///
  /// An empty list writes what is still held, if the disk takes it.
  /// It throws, having written nothing, only when a draft itself cannot be written.
  @discardableResult
  public func append(_ drafts: [JournalDraft]) throws(JournalDraftFault) -> JournalAcknowledgement {
    for draft in drafts { if let fault = draft.fault { throw fault } }
    let at = clock.now()
    let milliseconds = elapsedMilliseconds
    held += drafts.map {
      HeldEvent(at: at, milliseconds: milliseconds, operatorOnDuty: operatorOnDuty, draft: $0)
    }
    return JournalAcknowledgement(
      at: at, milliseconds: milliseconds, standing: recordHeld(new: drafts.count, on: at.date))
  }

  /// What the writer met and dealt with since this was asked last.
  public func takeNotices() -> [JournalNotice] {
    defer { notices = [] }
    return notices
  }

  /// Gives the seat back. Events still held are tried once more before.
  public func close() {
    if !held.isEmpty { _ = recordHeld(new: 0, on: clock.now().date) }
    releaseDescriptors()
    place = .unknown
  }

  private func recordHeld(new: Int, on day: CivilDate) -> JournalAcknowledgement.Standing {
    do {
      let (path, lines) = try commitHeld(on: day)
      condition = .recording
      return .recorded(
        path, lines: max(lines.lowerBound, lines.upperBound - Int64(max(0, new - 1)))...lines.upperBound)
    } catch {
      waiting = held.count
      condition = .notRecording(error, events: held.count, spooled: 0)
      return .held(spooled: false)
    }
  }

  private func releaseDescriptors() {
    if case .file(let file, _) = place { store.operations.close(file.descriptor) }
    if lockDescriptor >= 0 { store.operations.close(lockDescriptor) }
    lockDescriptor = -1
  }

  private static func meansBusy(_ fault: JournalFileFault) -> Bool {
    if case .system(let system, _) = fault {
      return system.operation == .lock && system.code == EWOULDBLOCK
    }
    return false
  }
}
