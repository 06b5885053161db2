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
  /// How many days after the period are looked at for what was written about its calls later.
  public static let daysAfter = 15

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

  private struct Shared {
    /// The next folder to scan, counted from the latest.
    var next = 0
    /// The next folder to fold.
    var fold = 0
    /// Folders read and not folded yet.
    var scanned: [Int: Scanned] = [:]
    var pending: [Int32: [ReportFold.Pending]] = [:]
    var folds: [ReportFold] = []
  }

  private struct Scanned {
    let day: DayFacts
    /// The calls that the day's summary counts; nil when it has none.
    let ordinary: OrdinaryCalls?
    /// What the folder says of calls of earlier days.
    let later: [Int32: [ReportFold.Pending]]

    init(_ day: DayFacts, _ ordinary: OrdinaryCalls? = nil) {
      self.day = day
      self.ordinary = ordinary
      later = ReportFold.Pending.all(in: day)
    }
  }

  /// The tallies of the calls of `days`.
  ///
  /// `progress` is told of every folder done, out of how many.
  ///
  /// `today` is the present day; nothing after it is looked at.
  public func fold(
    _ days: ClosedRange<CivilDate>, today: CivilDate, grouping: ReportFold.Grouping? = nil,
    table: RequirementTable, progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) -> ReportFold {
    let range = Int32(days.lowerBound.dayNumber)...Int32(days.upperBound.dayNumber)
    let empty = ReportFold(
      days: range, today: Int32(today.dayNumber), grouping: grouping, table: table)
    let folder = open(logs, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      var fold = empty
      if errno != ENOENT { fold.leaveOut([LeftOut(file: ".", line: 0, reason: "unreadable")]) }
      return fold
    }
    defer { close(folder) }
    let last = min(
      days.upperBound.dayNumber + Self.daysAfter, max(today.dayNumber + 1, days.upperBound.dayNumber))
    let folders = (days.lowerBound.dayNumber...max(days.lowerBound.dayNumber, last)).reversed()
      .map(CivilDate.init(dayNumber:))
    let shared = Mutex(Shared())
    let job = Job(scan: self, folder: folder, folders: folders, end: days.upperBound, empty: empty)
    Parallel.run {
      job.work(shared: { body in shared.withLock { body(&$0) } }, progress: progress)
    }
    var result = empty
    for fold in shared.withLock({ $0.folds }) { result.merge(fold) }
    result.finish()
    return result
  }

  /// One thread's part.
  private struct Job: Sendable {
    let scan: ReportScan
    let folder: Int32
    let folders: [CivilDate]
    let end: CivilDate
    let empty: ReportFold

    func work(shared: (_ body: (inout Shared) -> Void) -> Void, progress: (Int, Int) -> Void) {
      let scanner = DayScanner(verifying: scan.verifies)
      let known = KnownWords()
      var fold = empty
      while true {
        var index: Int?
        shared {
          if $0.next < folders.count {
            index = $0.next
            $0.next += 1
          }
        }
        guard let index else { break }
        // The day after the period may hold the end of a call over midnight.
        let purpose: DayScanner.Purpose = folders[index] <= end.adding(days: 1) ? .everything : .lates
        let day = scan.day(folders[index], in: folder, purpose, scanner, known)
        shared { $0.scanned[index] = day }
        foldReady(&fold, shared)
        progress(index + 1, folders.count)
      }
      foldReady(&fold, shared)
      shared { $0.folds.append(fold) }
    }

    /// Folds every folder whose later ones are all known.
    private func foldReady(_ fold: inout ReportFold, _ shared: (_ body: (inout Shared) -> Void) -> Void) {
      while true {
        var ready: (folder: Scanned, pending: [ReportFold.Pending])?
        shared { state in
          guard let scanned = state.scanned.removeValue(forKey: state.fold) else { return }
          state.fold += 1
          let date = Int32(scanned.day.folder.dayNumber)
          var before = state.pending[date - 1] ?? []
          // Calls typed in from paper may be of any earlier day.
          var earlier: Set<Int32> = []
          for fact in scanned.day.calls where fact.day < date - 1 { earlier.insert(fact.day) }
          for date in earlier { before += state.pending[date] ?? [] }
          ready = (scanned, (state.pending.removeValue(forKey: date) ?? []) + before)
          // What this folder says of its own calls is in `day` itself; the rest waits for the
          // folder of its call.
          for (day, later) in scanned.later { state.pending[day, default: []] += later }
        }
        guard let ready else { return }
        let (scanned, pending) = ready
        fold.add(scanned.day, pending: pending) {
          scanned.ordinary?.read(of: scanned.day) ?? scan.ordinary(scanned.day.folder, in: folder)
        }
      }
    }
  }

  private func day(
    _ date: CivilDate, in logs: Int32, _ purpose: DayScanner.Purpose, _ scanner: borrowing DayScanner,
    _ known: KnownWords
  ) -> Scanned {
    let cache =
      usesCache && room == .live && !verifies
      ? DayCache(logs: (self.logs, logs), known: known, operations: SystemFileOperations()) : nil
    if let kept = cache?.read(date) { return Scanned(kept.day, kept.ordinary) }
    var day = DayFacts(folder: date)
    let folder = DayFolder(logs: logs, room: room, date: date)
    if let fault = folder.fault {
      day.leftOut.append(LeftOut(file: "\(date)", line: 0, reason: fault))
    }
    guard folder.descriptor >= 0 else { return Scanned(day) }
    let before = cache == nil ? nil : folder.print(now: Int64(time(nil)))
    let witnessed = scanner.scan(
      folder.paths, folder: folder.descriptor, purpose: cache == nil ? purpose : .everything, into: &day)
    day.leftOut += witnessed.shortened(JournalReader(logs: self.logs)).map {
      LeftOut(file: $0.file, line: 0, reason: "shortened")
    }
    if let before, !before.isRecent, folder.print(now: 0)?.bytes == before.bytes {
      cache?.write(day, names: folder.names, print: before)
    }
    return Scanned(day)
  }

  /// The ordinary calls of a folder, scanned again because the derived file turned out to be damaged.
  private func ordinary(_ date: CivilDate, in logs: Int32) -> [CallFact] {
    var day = DayFacts(folder: date)
    let folder = DayFolder(logs: logs, room: room, date: date)
    DayScanner(verifying: false)
      .scan(folder.paths, folder: folder.descriptor, purpose: .everything, into: &day)
    return day.summarized().ordinary
  }
}

/// The calls that a derived file's summary counts, read only when one of them must be looked at.
struct OrdinaryCalls: Sendable {
  private let contents: DerivedContents
  private let section: Int

  /// The calls in a section of an open derived file.
  init(contents: DerivedContents, section: Int) {
    self.contents = contents
    self.section = section
  }

  /// The calls of `day`, by seat and number; nil when the file is not as it was written.
  func read(of day: DayFacts) -> [CallFact]? {
    guard let calls: [CallFact] = contents.values(section: section),
      calls.allSatisfy(day.namesOnlyItsWords)
    else { return nil }
    return calls
  }
}
