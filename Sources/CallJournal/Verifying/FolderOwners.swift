import CallModel
import Files

/// Whose the folders of journals are, and what they let others do: the owner of a folder can remove any file
/// in it, and without the sticky bit so can everybody who may write there.
struct FolderOwners {
  private let store: JournalStore
  /// Who owns the records' folder, and root: they may own any folder in it.
  private let keepers: Set<UInt32>
  /// Folders looked at already.
  private var known: Set<String> = []

  init(_ store: JournalStore) {
    self.store = store
    let owner = Self.status([], store: store)?.owner
    keepers = Set([0, owner].compactMap { $0 })
  }

  /// What is wrong with the records' folder itself and the folders of a room, a year, a month and a day, each
  /// told once; `writers` are the accounts whose journals lie in the day's.
  mutating func look(_ room: JournalRoom, at day: CivilDate, writers: Set<UInt32>) -> [VerifyFinding] {
    let path = JournalPath.folders(room, date: day)
    return (0...path.count).flatMap { depth in look(Array(path.prefix(depth)), writers: writers) }
  }

  private mutating func look(_ path: [String], writers: Set<UInt32>) -> [VerifyFinding] {
    let place = path.isEmpty ? "." : path.joined(separator: "/")
    // One that cannot be looked at is told by who reads its journals.
    guard known.insert(place).inserted, let status = Self.status(path, store: store) else { return [] }
    var kinds: [VerifyFinding.Kind] = []
    let isSticky = status.mode & 0o1000 != 0
    if status.mode & 0o002 != 0 || status.mode & 0o020 != 0 && !isSticky {
      kinds.append(.looseFolder(mode: status.mode))
    }
    if !keepers.contains(status.owner), !writers.contains(status.owner) {
      kinds.append(.folderOwner(status.owner))
    }
    return kinds.map { VerifyFinding(file: place, line: nil, kind: $0) }
  }

  private static func status(_ path: [String], store: JournalStore) -> FileStatus? {
    // As above.
    guard let folder = try? store.openFolder(path) else { return nil }
    defer { store.operations.close(folder) }
    // As above.
    return try? store.operations.status(of: folder)
  }
}
