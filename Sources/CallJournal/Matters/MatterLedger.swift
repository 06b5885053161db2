import CallModel
import Files

/// Finds what calls left to be done: complaints, promises, major matters, call-backs, shifts.
///
/// It reads only what is new since the last time, and remembers the rest in a cache below `cache/`. Each look
/// takes in the files of the last 14 days, by size and times, and whether a year or month has come; so it
/// depends on what is recent and on what is open, not on how much is on record. Older files are all looked
/// at by whoever asks for it with `reach`, and by any look when that was not done for a day. A file that only
/// grew is read on from where it ended, after checking that the new lines are linked to the old ones; any
/// other change makes it read everything again.
public struct MatterLedger: Sendable {
  /// How many days back files are expected to grow.
  static let growingDays = 14
  /// How long a look may rely on an earlier one at the files of older days, in ms: one day.
  public static let daily: Int64 = 86_400_000
  /// The same for what runs on beside the work, in ms: half an hour.
  public static let halfHourly: Int64 = 1_800_000
  /// How long settled entries of the callback list are kept, in ms: one week.
  static let settledCallbacks: Int64 = 7 * 86_400_000
  /// How long closed matters are kept, in ms, for facts that come late from another desk: one hour.
  static let patience: Int64 = 3_600_000

  let reader: JournalReader
  let logs: String
  let room: JournalRoom
  let cache: DerivedFile

  /// A ledger over the logs folder at `logs`.
  public init(logs: String, room: JournalRoom = .live) {
    reader = JournalReader(logs: logs)
    self.logs = logs
    self.room = room
    cache = MatterCache.file(logs: logs)
  }

  /// What is left to be done at `now`; without `everything` only complaints.
  ///
  /// The files of older days are looked at, too, when that was not done within `reach` ms; 0 asks for it.
  public func read(
    at now: WallInstant, everything: Bool = true, reach: Int64 = MatterLedger.daily
  ) -> MatterReading {
    var update = MatterUpdate(self, now: now)
    var rereading: MatterReading.Rereading?
    if let old = cache.open().flatMap({ MatterCache($0) }) {
      update.begin(with: old)
      update.run(reach: reach)
      if update.isDamaged || !update.isWhole(everything: everything) { rereading = .noCache }
      if update.isTakenBack { rereading = .writtenAgain }
      if update.changedFile != nil { rereading = .journalChanged }
    } else {
      rereading = .noCache
    }
    let changedFile = update.changedFile
    if rereading != nil {
      update = MatterUpdate(self, now: now)
      update.run(reach: reach)
    }
    let reading = update.finish(everything: everything, rereading: rereading, changedFile: changedFile)
    if update.isDirty, let sections = update.cache.sections { cache.write(sections) }
    return reading
  }

  /// All complaints ever received, read from the journals alone.
  public func allComplaints(at now: WallInstant) -> (calls: CallBook, faults: Int) {
    var update = MatterUpdate(self, now: now)
    update.run(reach: 0)
    return (CallBook(update.cache.complaints.compactMap(\.noted)), update.faults)
  }

  /// Everything ever written down about what one call left to be done.
  ///
  /// The call's own seat is read on the call's day and the next one, desks on every day since.
  public func history(of call: CallIdentifier) -> (facts: [Noted<RecordedEvent>], faults: Int) {
    let stored = storedHistory(of: call)
    let facts = stored.facts.compactMap(\.noted)
    return (facts.inOrder(), stored.unreadable + stored.faults + stored.facts.count - facts.count)
  }

  /// The same as it stands there: files that could not be read, and lines of the others that are none.
  func storedHistory(of call: CallIdentifier) -> (facts: [StoredFact], unreadable: Int, faults: Int) {
    var facts: [StoredFact] = []
    var (unreadable, faults) = (0, 0)
    let folders = reader.dayFolders(room, from: call.date)
    unreadable += folders.faults.count
    for day in folders.days {
      // What the seat itself handed in late, corrected or cancelled stands in its files of any later day.
      let paths = reader.files(room, on: day).paths.filter { $0.isDesk || $0.seat == call.seat }
      let repeated = RepeatedLines(in: paths, reader: reader)
      for path in paths {
        do {
          let scan = try FactScan(reader, path: path, from: nil, of: call, without: repeated[path])
          facts += scan.facts
          faults += scan.faults
        } catch {
          unreadable += 1
        }
      }
    }
    return (facts, unreadable, faults)
  }

  func look(at day: CivilDate) -> DayLook { DayLook(reader.store, room: room, day: day) }

  /// The print of a folder of the room, as `live/2026`; nil when there is none.
  func print(ofFolder path: String) -> FilePrint? {
    let names = path.split(separator: "/").map(String.init)
    // What cannot be opened has no print.
    guard let folder = try? reader.store.openFolder(names) else { return nil }
    defer { reader.store.operations.close(folder) }
    // Nor has what cannot be looked at.
    return (try? reader.store.operations.status(of: folder))?.print
  }

  /// The room's folder and those of its years, whose entries are years and months.
  var outerFolders: [String: FilePrint] {
    let paths = [room.rawValue] + reader.years(room).map { "\(room.rawValue)/\($0)" }
    return Dictionary(paths.compactMap { path in print(ofFolder: path).map { (path, $0) } }) { $1 }
  }
}

/// What the journals say is left to be done.
public struct MatterReading: Sendable {
  /// Why everything was read again and not only what is new.
  public enum Rereading: String, Sendable {
    /// There was no cache, or one that is not whole.
    case noCache = "no-cache"
    /// A journal was changed, removed or replaced below the cache.
    case journalChanged = "journal-changed"
    /// After a failed write a seat or desk wrote lines again that had been taken in already.
    case writtenAgain = "written-again"
  }

  /// The calls with something left to be done, and some that were settled a short while ago; only those with
  /// a complaint when only complaints were asked for.
  ///
  /// Of each only what decides that was read: the record in it is not the whole one.
  public let calls: CallBook
  /// Who works at which seat; empty when only complaints were asked for.
  public let shifts: ShiftBook
  /// What is on record of the callback list: the entries that are open, however old, and those settled in the
  /// last week; empty when only complaints were asked for.
  public let callbacks: [Noted<CallbackEvent>]
  /// Lines that could not be decoded, and files that could not be read.
  ///
  /// Something may be missing because of
  /// them.
  public let faults: Int
  /// Why everything was read again; nil when it was not.
  public let rereading: Rereading?
  /// The file that was changed, when one was.
  public let changedFile: String?
}
