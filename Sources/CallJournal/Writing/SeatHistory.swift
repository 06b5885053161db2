import CallModel
import Files
import Glibc

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
  ///
  /// A folder that is there and cannot be read is a fault: a history that cannot be read is not an empty one.
  func forEach(_ body: (JournalPath) throws(JournalFileFault) -> Bool) throws(JournalFileFault) {
    var looked = 0
    let root = try store.openFolder([room.rawValue])
    defer { store.operations.close(root) }
    for year in try numbers(in: root, digits: 4, place: room.rawValue) {
      let yearPlace = "\(room.rawValue)/\(year)"
      guard let yearFolder = try open(year, in: root, place: yearPlace) else { continue }
      defer { store.operations.close(yearFolder) }
      for month in try numbers(in: yearFolder, digits: 2, place: yearPlace) {
        let monthPlace = "\(yearPlace)/\(month)"
        guard let monthFolder = try open(month, in: yearFolder, place: monthPlace) else { continue }
        defer { store.operations.close(monthFolder) }
        for day in try numbers(in: monthFolder, digits: 2, place: monthPlace) {
          guard let date = CivilDate(year + month + day) else { continue }
          looked += 1
          for path in try paths(in: monthFolder, day: day, date: date, listing: looked <= Self.listedDays) {
            guard try body(path) else { return }
          }
        }
      }
    }
  }

  private func paths(
    in month: Int32, day: String, date: CivilDate, listing: Bool
  ) throws(JournalFileFault) -> [JournalPath] {
    let first = JournalPath(room: room, date: date, seat: seat)
    let place = first.folders.joined(separator: "/")
    guard let folder = try open(day, in: month, place: place) else { return [] }
    defer { store.operations.close(folder) }
    if !listing {
      do throws(SystemFault) { _ = try store.operations.status(of: first.name, in: folder) } catch {
        if error.code == ENOENT { return [] }
        throw .system(error, place: first.description)
      }
    }
    let names = try store.at(place) { () throws(SystemFault) in try store.operations.names(in: folder) }
    return names.compactMap { JournalPath(room: room, date: date, name: $0) }
      .filter { $0.seat == seat }.sorted { $0.segment > $1.segment }
  }

  /// Opens a folder; nil when it was removed meanwhile, or is none of ours.
  private func open(_ name: String, in folder: Int32, place: String) throws(JournalFileFault) -> Int32? {
    do throws(SystemFault) { return try store.operations.openFolder(name, in: folder) } catch {
      if [ENOENT, ENOTDIR, ELOOP].contains(error.code) { return nil }
      throw .system(error, place: place)
    }
  }

  private func numbers(in folder: Int32, digits: Int, place: String) throws(JournalFileFault) -> [String] {
    try store.at(place) { () throws(SystemFault) in try store.operations.names(in: folder) }
      .filter { $0.utf8.count == digits && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .sorted(by: >)
  }
}

/// What is looked for, and what was met, while a writer looks for the end of its seat's chain.
struct PlaceSearch {
  let today: CivilDate
  /// Where the chain goes on.
  var found: JournalWriter.Place?
  /// A file of today without any line, to be used once the file before it is known.
  var empty: OpenJournal?
  /// What was passed over.
  var skipped: [JournalFileFault] = []
  var skippedPaths: [JournalPath] = []

  var skippedNames: [String] { skippedPaths.map(\.description) }

  init(today: CivilDate) {
    self.today = today
  }
}
