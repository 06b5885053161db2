import CallJournal
import CallModel
import CallReview
import Files
import Glibc
import Synchronization

/// Reads a period's journals on all processors and folds them into a report's tallies.
///
/// Folders are taken from the latest day to the earliest: what was written about a call later is known when
/// the call is counted. Memory does not grow with the period.
public struct ReportScan: Sendable {
  /// The path of the logs folder.
  public let logs: String
  /// Live or drill.
  public let room: JournalRoom
  /// Whether derived files are read and made.
  public let usesCache: Bool
  /// Whether every line's digest is checked.
  public let verifies: Bool

  /// A scan of the logs folder at `logs`.
  public init(logs: String, room: JournalRoom = .live, usesCache: Bool = true, verifies: Bool = false) {
    self.logs = logs
    self.room = room
    self.usesCache = usesCache
    self.verifies = verifies
  }

  /// The tallies of the calls of `days`, as of a moment: what was typed in or written about them later
  /// counts, however much later, as far as it was on record then.
  ///
  /// `progress` is told of every folder done, out of how many.
  public func fold(
    _ days: ClosedRange<CivilDate>, asOf moment: ReportMoment, grouping: ReportFold.Grouping? = nil,
    table: RequirementTable, progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) -> ReportFold {
    let range = Int32(days.lowerBound.dayNumber)...Int32(days.upperBound.dayNumber)
    let empty = ReportFold(
      days: range, today: Int32(moment.day.dayNumber), grouping: grouping, table: table)
    let operations = SystemFileOperations()
    let folder: Int32
    do throws(SystemFault) {
      folder = try operations.openFolder(path: logs)
    } catch {
      var fold = empty
      if error.code != ENOENT { fold.leaveOut([LeftOut(file: ".", line: 0, reason: "unreadable")]) }
      return fold
    }
    defer { operations.close(folder) }
    let list = FolderList(logs: folder, room: room, from: days.lowerBound, until: moment.lastFolder)
    let job = ReportJob(
      scan: self, folder: folder, list: list, days: days, moment: moment, empty: empty)
    var result = empty
    result.leaveOut(list.faults + job.shortened)
    for fold in job.run(progress) { result.merge(fold) }
    result.finish()
    return result
  }

  /// What was entered about the calls of `days` after one moment and up to another.
  public func entries(
    about days: ClosedRange<CivilDate>, after earliest: WallInstant, until moment: ReportMoment
  ) -> LaterEntries {
    let range = Int32(days.lowerBound.dayNumber)...Int32(days.upperBound.dayNumber)
    var entries = LaterEntries()
    let operations = SystemFileOperations()
    // The report itself tells of a folder that cannot be read.
    guard let folder = try? operations.openFolder(path: logs) else { return entries }
    defer { operations.close(folder) }
    // A seat's clock may be a day behind.
    let first = earliest.date.adding(days: -1)
    let list = FolderList(logs: folder, room: room, from: first, until: moment.lastFolder)
    let scanner = DayScanner(logs: logs, verifying: false, latest: moment.latest, after: earliest)
    for date in list.months.flatMap(\.folders) where date >= first {
      var day = DayFacts(folder: date)
      let folder = DayFolder(logs: folder, room: room, date: date)
      guard folder.descriptor >= 0 else { continue }
      scanner.scan(folder.paths, folder: folder.descriptor, purpose: .everything, into: &day)
      entries.add(day, about: range)
    }
    return entries
  }
}

/// The folders of days that there are, month by month.
struct FolderList: Sendable {
  /// The months from the one of the first day on, earliest first: each month's first day, and all its
  /// folders.
  private(set) var months: [(first: CivilDate, folders: [CivilDate])] = []
  /// Folders of years and months that cannot be read: what they hold is not known.
  private var failures: [(folder: String, fault: SystemFault)] = []

  /// The folders of the month of `day` and of all later ones, up to `last` or to the last there is.
  init(logs: Int32, room: JournalRoom, from day: CivilDate, until last: CivilDate?) {
    let first = day.compact.prefix(6)
    for year in names([room.rawValue], digits: 4, in: logs) where year >= first.prefix(4) {
      for month in names([room.rawValue, year], digits: 2, in: logs) where year + month >= first {
        guard let start = CivilDate(year + month + "01"), start <= last ?? start else { continue }
        let folders = names([room.rawValue, year, month], digits: 2, in: logs)
          .compactMap { CivilDate(year + month + $0) }.filter { $0 <= last ?? $0 }
        if !folders.isEmpty { months.append((start, folders)) }
      }
    }
  }

  /// The folders that cannot be read, as a report tells them.
  var faults: [LeftOut] { failures.map { LeftOut(file: $0.folder, line: 0, reason: "unreadable") } }

  /// The same as a reader of journals tells them, each with the system's reason.
  var journalFaults: [JournalFault] {
    failures.map { JournalFault(file: $0.folder, line: nil, kind: .unreadable($0.fault)) }
  }

  private mutating func names(_ path: [String], digits: Int, in logs: Int32) -> [String] {
    let operations = SystemFileOperations()
    do throws(SystemFault) {
      let folder = try operations.openFolder(path, in: logs)
      defer { operations.close(folder) }
      return try operations.names(in: folder).filter { name in
        name.utf8.count == digits && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }.sorted()
    } catch {
      if error.code != ENOENT {
        failures.append((path.joined(separator: "/"), error))
      }
      return []
    }
  }
}
