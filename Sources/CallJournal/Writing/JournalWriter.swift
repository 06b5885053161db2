import CallModel
import Files
import Glibc

/// Writes one seat's journal: appends lines, synchronizes them, and only then says that they are recorded.
///
/// A class because it owns a locked descriptor that must be given back exactly once. It is used by one thread
/// at a time. Disk trouble is never thrown: the events are held, `condition` says so, and they are written
/// when the disk is back.
public final class JournalWriter {
  /// Live or drill.
  public let room: JournalRoom
  /// The seat or desk that writes.
  public let seat: SeatIdentifier
  /// Who is on duty there; lines appended from now on carry it.
  public var operatorOnDuty: OperatorIdentifier
  /// How recording is going.
  public internal(set) var condition: JournalCondition = .recording

  let store: JournalStore
  let clock: JournalClock
  let limits: JournalLimits
  let spool: Spool?
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
  /// How many of them have waited since before this append.
  var waiting = 0
  /// Ends set aside of which no line tells yet.
  var unrecordedTails: [RecoveredTail] = []
  var notices: [JournalNotice] = []
  /// The spool file that takes held events; nil when there is none.
  var spoolFile: (name: String, descriptor: Int32, owner: Spool.Owner)?
  /// Whether the spool failed while events are held; it is not tried again until they are recorded.
  var isSpoolBroken = false
  /// Spool files of which not all could be read.
  var damagedSpools: Set<String> = []
  var hasTakenPending = false
  /// Whether events of earlier programs wait of which it is not known whether the journals have them.
  var hasPending = false
  /// The calls this seat numbered, once the records' folder could be opened.
  var counter: CallCounter?
  /// The same from the spool's folder alone, until the records' folder can be opened.
  var spareCounter: CallCounter?
  /// Which folder of records this is, once it could be asked.
  var identity: FolderIdentity?
  var nextRetry: Int64 = 0
  var nextSpaceCheck: Int64 = 0
  var hasReserve = false
  /// Whether the last write found no space; then space is reserved before the next one.
  var isShortOfSpace = false
  var nextCheckpoint: Int64 = 0
  /// How far each other file was witnessed by this writer.
  var witnessed: [JournalPath: Int64] = [:]
  var hasRecorded = false

  /// A writer for `seat` in the logs folder at `logs`, which is made when it is missing; its parent must be
  /// there.
  ///
  /// `spool` is the folder for events that cannot be recorded, best on another disk; it is made when it is
  /// needed. It throws only when another program writes as this seat, or the seat is another account's.
  public init(
    logs: String, room: JournalRoom, seat: SeatIdentifier, operatorOnDuty: OperatorIdentifier,
    clock: JournalClock = .system, spool: String? = nil, limits: JournalLimits = JournalLimits(),
    operations: any FileOperations = SystemFileOperations()
  ) throws(JournalOpenFault) {
    self.room = room
    self.seat = seat
    self.operatorOnDuty = operatorOnDuty
    self.clock = clock
    self.limits = limits
    store = JournalStore(logs: logs, operations: operations)
    let store = self.store
    self.spool = spool.map { Spool(path: $0, room: room, seat: seat, store: store) }
    startMilliseconds = clock.monotonicMilliseconds()
    do {
      try attach()
    } catch {
      if Self.meansBusy(error) { throw .seatBusy(seat) }
      if let owner = otherOwner { throw .seatOfAnother(seat, account: owner) }
      // Where nothing can be written the folder may still say which one it is, and whose the spool is.
      if identity == nil { identity = FolderIdentity.of(store) }
      takePendingSpool()
      if counter == nil, let spool = self.spool, let identity {
        spareCounter = CallCounter(store: store, room: room, seat: seat, spool: spool, identity: identity)
      }
      fail(error)
    }
    if waiting > 0 || !unrecordedTails.isEmpty { _ = recordHeld(new: 0, on: clock.now().date) }
  }

  deinit {
    releaseDescriptors()
  }

  /// Milliseconds since this writer started.
  public var elapsedMilliseconds: Int64 { max(0, clock.monotonicMilliseconds() - startMilliseconds) }

  /// The end of this seat's chain as far as it is on the disk; nil before the first line of a new file.
  public var end: ChainPoint? {
    if case .file(let file, _) = place, file.point.lines > 0 { return file.point }
    return nil
  }

  /// Writes the drafts as one line each, in one write and one fdatasync; returns when they are on the disk or
  /// held.
  ///
  /// An empty list writes what is still held, if the disk takes it: call it now and then while `condition` is
  /// not recording. It throws, having written nothing, only when a draft itself cannot be written.
  @discardableResult
  public func append(_ drafts: [JournalDraft]) throws(JournalDraftFault) -> JournalAcknowledgement {
    for draft in drafts { if let fault = draft.fault { throw fault } }
    let at = clock.now()
    let milliseconds = elapsedMilliseconds
    for draft in drafts { if let call = draft.call { note(call) } }
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

  /// Tries once more what is still held, witnesses the other seats' files, and gives the seat back.
  ///
  /// What is held and not spooled is lost with the program; `condition` says so before.
  public func close() {
    nextRetry = 0
    if !held.isEmpty { _ = recordHeld(new: 0, on: clock.now().date) }
    if hasRecorded { leaveCheckpoints(all: true) }
    releaseDescriptors()
    place = .unknown
  }

  /// Lets go of everything as a killed program would: nothing is tried again and nothing is written.
  func abandon() {
    releaseDescriptors()
    place = .unknown
  }

  private func releaseDescriptors() {
    if case .file(let file, _) = place { store.operations.close(file.descriptor) }
    if let spoolFile { store.operations.close(spoolFile.descriptor) }
    if lockDescriptor >= 0 { store.operations.close(lockDescriptor) }
    counter?.close()
    spareCounter?.close()
    spoolFile = nil
    lockDescriptor = -1
  }

  static func meansBusy(_ fault: JournalFileFault) -> Bool {
    if case .system(let system, _) = fault { return system.operation == .lock && system.code == EWOULDBLOCK }
    return false
  }
}

/// The writer's settings about space and time.
public struct JournalLimits: Hashable, Sendable {
  /// Below this many free bytes the operator is warned; by default 1 GiB, about 7,000 seat-days of records.
  public var lowSpaceBytes: Int64 = 1 << 30
  /// How many bytes are kept back for the call in progress when the disk fills up; by default 1 MiB, some
  /// twenty calls.
  ///
  /// 0 keeps nothing back.
  public var reserveBytes: Int64 = 1 << 20
  /// While nothing can be recorded, the disk is tried again at most this often, in milliseconds.
  public var retryMilliseconds: Int64 = 5_000
  /// How often free space is looked at, in milliseconds.
  public var spaceCheckMilliseconds: Int64 = 5_000
  /// How often other seats' files are witnessed, in milliseconds; by default every 15 minutes.
  public var checkpointMilliseconds: Int64 = 900_000
  /// How many other files a regular checkpoint names; the first and the last one of a session name all of
  /// them.
  public var checkpointNeighbours = 2

  /// The default settings.
  public init() {}
}
