import CallModel
import Files
import PlainText

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
      // In what cannot be opened there is no file to go on in; `verify` finds the link that is then missing.
      guard let yearFolder = try? store.operations.openFolder(year, in: root) else { continue }
      defer { store.operations.close(yearFolder) }
      for month in numbers(in: yearFolder, digits: 2) {
        // The same for a month.
        guard let monthFolder = try? store.operations.openFolder(month, in: yearFolder) else { continue }
        defer { store.operations.close(monthFolder) }
        for day in numbers(in: monthFolder, digits: 2) {
          guard let date = CivilDate(year + month + day) else { continue }
          looked += 1
          for path in paths(in: monthFolder, day: day, date: date, listing: looked <= Self.listedDays) {
            guard try body(path) else { return }
          }
        }
      }
    }
  }

  private func paths(in month: Int32, day: String, date: CivilDate, listing: Bool) -> [JournalPath] {
    // The same for a day.
    guard let folder = try? store.operations.openFolder(day, in: month) else { return [] }
    defer { store.operations.close(folder) }
    let first = JournalPath(room: room, date: date, seat: seat)
    // A first file that cannot be looked at cannot be gone on in either.
    if !listing, (try? store.operations.status(of: first.name, in: folder)) == nil { return [] }
    // Names that cannot be read are files that cannot be gone on in.
    let names = (try? store.operations.names(in: folder)) ?? []
    return names.compactMap { JournalPath(room: room, date: date, name: $0) }
      .filter { $0.seat == seat }.sorted { $0.segment > $1.segment }
  }

  private func numbers(in folder: Int32, digits: Int) -> [String] {
    // As above: what cannot be read cannot be gone on in.
    ((try? store.operations.names(in: folder)) ?? [])
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
  /// The end that a spool file notes, and whether a file has it.
  var noted: ChainPoint?
  private(set) var metNoted = false
  /// The spool files that wait, and those of them of which a journal says that they were replayed.
  var spools: Set<String> = []
  private(set) var replayed: Set<String> = []

  var skippedNames: [String] { skippedPaths.map(\.description) }

  init(today: CivilDate) {
    self.today = today
  }

  /// Looks at a line that was just followed.
  mutating func follow(_ line: RawLine, finder: FileEndFinder) {
    if let noted, finder.sound == noted { metNoted = true }
    // A damaged line says of no spool that it was taken in.
    guard !spools.isEmpty, let entry = try? JournalEntry(line: line.bytes), entry.kind == ReplayMark.kind,
      let name = entry.value["spool"]?.string, spools.contains(name)
    else { return }
    replayed.insert(name)
  }
}
