import CallModel
import Files
import Synchronization

/// Verifies journals: every line, every link between lines and files, and every checkpoint that others left.
///
/// Files are read once, several at a time; a few days are kept in memory for the checks between files.
public struct JournalVerifier: Sendable {
  /// How many days are read before their links are compared.
  private static let daysAtOnce = 4

  private let reader: JournalReader
  private let room: JournalRoom
  private let threads: Int

  /// A verifier of one room below the logs folder at `logs`; without a number of threads it uses as many as
  /// the machine runs at once.
  public init(
    logs: String, room: JournalRoom, threads: Int? = nil,
    operations: any FileOperations = SystemFileOperations()
  ) {
    reader = JournalReader(logs: logs, operations: operations)
    self.room = room
    self.threads = threads ?? ParallelWork.processors
  }

  /// Verifies what `scope` names, compares it with checkpoints from `outside`, and tells `progress` the days
  /// done and the days to do.
  public func verify(
    _ scope: VerifyScope, outside: [Checkpoint] = [], progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) -> VerifyReport {
    let (days, faults) = days(scope)
    let session = Mutex(VerifySession(reader: reader, room: room, scope: scope, outside: outside))
    session.withLock { $0.add(faults: faults) }
    var (next, scanned) = (
      DayFiles(days.prefix(Self.daysAtOnce), room: room, reader: reader), ScannedDays?.none
    )
    for start in stride(from: 0, to: days.count, by: Self.daysAtOnce) {
      let (here, before) = (next, scanned)
      let rest = days.dropFirst(start + Self.daysAtOnce).prefix(Self.daysAtOnce)
      let scans: [FileScan]
      (next, scans) = scan(here.files, listing: rest) {
        if let before { session.withLock { $0.add(before) } }
      }
      scanned = ScannedDays(days: here.days, findings: here.findings, scans: scans)
      progress(start + here.days.count, days.count)
    }
    return session.withLock { session in
      if let scanned { session.add(scanned) }
      return session.finish()
    }
  }

  private func days(_ scope: VerifyScope) -> (days: [CivilDate], faults: [JournalFault]) {
    let (days, faults) = reader.dayFolders(room)
    switch scope {
    case .day(let date): return (days.contains(date) ? [date] : [], faults)
    case .all: return (days, faults)
    }
  }

  /// Reads these files; one of the threads compares what was read before and looks up the files of the days
  /// after, so that none waits for another.
  private func scan(
    _ files: [(path: JournalPath, folder: DayFolder)], listing days: ArraySlice<CivilDate>,
    comparing: @escaping @Sendable () -> Void
  ) -> (next: DayFiles, scans: [FileScan]) {
    let next = Mutex(DayFiles())
    let scans = ParallelWork.map(files.count + 2, threads: threads) { step -> FileScan? in
      switch step {
      case 0: comparing()
      case 1: next.withLock { $0 = DayFiles(days, room: room, reader: reader) }
      default:
        let (path, folder) = files[step - 2]
        return FileScanner.scan(path, in: folder.descriptor, store: reader.store)
      }
      return nil
    }
    return (next.withLock { $0 }, scans.compactMap { $0 })
  }
}

/// What lies in the folders of some days.
struct DayFiles: Sendable {
  /// The days, in order.
  private(set) var days: [CivilDate] = []
  /// Their journals, each with its folder.
  private(set) var files: [(path: JournalPath, folder: DayFolder)] = []
  /// What is wrong with the folders, and names in them that no journal has.
  private(set) var findings: [VerifyFinding] = []

  init() {}

  init(_ days: ArraySlice<CivilDate>, room: JournalRoom, reader: JournalReader) {
    self.days = Array(days)
    for day in days {
      do throws(JournalFileFault) {
        let folder = try DayFolder(room, date: day, store: reader.store)
        files += folder.journals.map { ($0, folder) }
        findings += folder.unknownNames.map { VerifyFinding(file: $0, line: nil, kind: .unknownName) }
      } catch {
        guard !JournalReader.isMissing(error) else { continue }
        let fault = JournalFault(error)
        findings.append(VerifyFinding(file: fault.file, line: nil, kind: .fault(fault.kind)))
      }
    }
  }
}

/// The files of some days, read.
struct ScannedDays: Sendable {
  let days: [CivilDate]
  /// What is wrong with the days' folders.
  let findings: [VerifyFinding]
  /// The journals, in the order of their paths.
  let scans: [FileScan]
}

extension JournalReader {
  /// One file read for verification; nil when it is not there.
  func scan(_ path: JournalPath) -> FileScan? {
    // A file that cannot be reached counts as missing, which is a finding.
    guard let folder = try? store.openFolder(path.folders) else { return nil }
    defer { store.operations.close(folder) }
    // The same for one that cannot be looked at.
    guard (try? store.operations.status(of: path.name, in: folder)) != nil else { return nil }
    return FileScanner.scan(path, in: folder, store: store)
  }

  /// The account that a seat's lock belongs to; nil for root's, and where there is none.
  func lockOwner(of seat: SeatIdentifier, in room: JournalRoom) -> UInt32? {
    // Without its folder or lock the seat is nobody's yet.
    guard let folder = try? store.openFolder([room.rawValue]) else { return nil }
    defer { store.operations.close(folder) }
    // As above.
    let owner = try? store.operations.status(of: JournalPath.lockName(seat), in: folder).owner
    return owner == 0 ? nil : owner
  }
}
