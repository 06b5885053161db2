import CallModel

/// Finds a seat's files, newest day first, without reading them: a look into each day folder, no scan of
/// history.
struct SeatHistory {
  /// In how many of the newest day folders all names are read; in older ones only the day's first file is
  /// looked for.
  private static let listedDays = 31

  let store: JournalStore
  let room: JournalRoom
  let seat: SeatIdentifier

  /// Gives the seat's files to `body`, newest first, until it returns false.
  func forEach(_ body: (JournalPath) throws(JournalFileFault) -> Bool) throws(JournalFileFault) {
    var looked = 0
    let root = try store.openFolder([room.rawValue])
    defer { store.operations.close(root) }
    for year in numbers(in: root, digits: 4) {
      guard let yearFolder = try? store.operations.openFolder(year, in: root) else { continue }
      defer { store.operations.close(yearFolder) }
      for month in numbers(in: yearFolder, digits: 2) {
        guard let monthFolder = try? store.operations.openFolder(month, in: yearFolder) else { continue }
        defer { store.operations.close(monthFolder) }
        for day in numbers(in: monthFolder, digits: 2) {
          guard let date = CivilDate(year + month + day) else { continue }
          looked += 1
          for path in paths(in: monthFolder, day, date, listing: looked <= Self.listedDays) {
            guard try body(path) else { return }
          }
        }
      }
    }
  }

  private func paths(in month: Int32, _ day: String, _ date: CivilDate, listing: Bool) -> [JournalPath] {
    guard let folder = try? store.operations.openFolder(day, in: month) else { return [] }
    defer { store.operations.close(folder) }
    let first = JournalPath(room: room, date: date, seat: seat)
    if !listing, (try? store.operations.status(of: first.name, in: folder)) == nil { return [] }
    let names = (try? store.operations.names(in: folder)) ?? []
    return names.compactMap { JournalPath(room: room, date: date, name: $0) }
      .filter { $0.seat == seat }.sorted { $0.segment > $1.segment }
  }

  private func numbers(in folder: Int32, digits: Int) -> [String] {
    ((try? store.operations.names(in: folder)) ?? [])
      .filter { $0.utf8.count == digits && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .sorted(by: >)
  }
}
