import CallModel
import Files

/// Verifies journals: every line, every link between lines and files, and every checkpoint that others left.
///
/// Files are read once, several at a time; a few days are kept in memory for the checks between files.
public struct JournalVerifier: Sendable {
  /// How many days are read before their links are compared.
  private static let daysAtOnce = 4

  private let reader: JournalReader
  private let room: JournalRoom
  private let threads: Int

  /// A verifier of one room below the logs folder at `logs`.
  public init(
    logs: String, room: JournalRoom, threads: Int = 2, operations: any FileOperations = SystemFileOperations()
  ) {
    reader = JournalReader(logs: logs, operations: operations)
    self.room = room
    self.threads = threads
  }

  /// Verifies what `scope` names, compares it with checkpoints from `outside`, and tells `progress` the days
  /// done and the days to do.
  public func verify(
    _ scope: VerifyScope, outside: [Checkpoint] = [], progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) -> VerifyReport {
    var session = VerifySession(reader: reader, room: room, scope: scope, outside: outside)
    let days = days(scope)
    for start in stride(from: 0, to: days.count, by: Self.daysAtOnce) {
      let some = Array(days[start..<min(start + Self.daysAtOnce, days.count)])
      session.add(days: some, scans: scan(some, session: &session))
      progress(start + some.count, days.count)
    }
    return session.finish()
  }

  private func days(_ scope: VerifyScope) -> [CivilDate] {
    switch scope {
    case .day(let date): reader.days(room).contains(date) ? [date] : []
    case .all: reader.days(room)
    }
  }

  private func scan(_ days: [CivilDate], session: inout VerifySession) -> [FileScan] {
    var paths: [JournalPath] = []
    for day in days {
      let (found, faults) = reader.files(room, on: day)
      paths += found
      session.add(faults: faults)
      session.add(unknownNames: reader.unknownNames(room, on: day))
    }
    let store = reader.store
    let all = paths
    return ParallelWork.map(all.count, threads: threads) { FileScanner.scan(all[$0], store: store) }
  }
}

extension JournalReader {
  /// One file read for verification; nil when it is not there.
  func scan(_ path: JournalPath) -> FileScan? {
    // A file that cannot be reached counts as missing, which is a finding.
    guard let folder = try? store.openFolder(path.folders) else { return nil }
    defer { store.operations.close(folder) }
    // The same for one that cannot be looked at.
    guard (try? store.operations.status(of: path.name, in: folder)) != nil else { return nil }
    return FileScanner.scan(path, store: store)
  }

  /// Names in a day's folder that are neither journals nor ends set aside.
  func unknownNames(_ room: JournalRoom, on date: CivilDate) -> [String] {
    let folders = JournalPath.folders(room, date: date)
    // A folder that cannot be read is a finding of those who read its journals.
    guard let folder = try? store.openFolder(folders) else { return [] }
    defer { store.operations.close(folder) }
    // The same for its names.
    let names = (try? store.operations.names(in: folder)) ?? []
    return names.filter { !Self.isKnown($0, room: room, date: date) }.sorted().map {
      folders.joined(separator: "/") + "/" + $0
    }
  }

  private static func isKnown(_ name: String, room: JournalRoom, date: CivilDate) -> Bool {
    if JournalPath(room: room, date: date, name: name) != nil { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix("torn-"), parts.count > 2 else { return false }
    return JournalPath(room: room, date: date, name: parts.dropLast().joined(separator: ".")) != nil
  }
}
