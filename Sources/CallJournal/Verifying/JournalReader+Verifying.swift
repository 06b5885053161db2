import CallModel

extension JournalReader {
  /// One file read for verification; nil when it is not there.
  func scan(_ path: JournalPath) -> FileScan? {
    guard let folder = try? store.openFolder(path.folders) else { return nil }
    defer { store.operations.close(folder) }
    guard (try? store.operations.status(of: path.name, in: folder)) != nil else { return nil }
    return FileScanner.scan(path, store)
  }

  /// Names in a day's folder that are neither journals nor ends set aside.
  func unknownNames(_ room: JournalRoom, on date: CivilDate) -> [String] {
    let folders = JournalPath.folders(room, date)
    guard let folder = try? store.openFolder(folders) else { return [] }
    defer { store.operations.close(folder) }
    let names = (try? store.operations.names(in: folder)) ?? []
    return names.filter { !Self.isKnown($0, room, date) }.sorted().map {
      folders.joined(separator: "/") + "/" + $0
    }
  }

  private static func isKnown(_ name: String, _ room: JournalRoom, _ date: CivilDate) -> Bool {
    if JournalPath(room: room, date: date, name: name) != nil { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix("torn-"), parts.count > 2 else { return false }
    return JournalPath(room: room, date: date, name: parts.dropLast().joined(separator: ".")) != nil
  }
}
