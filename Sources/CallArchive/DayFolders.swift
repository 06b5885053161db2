import CallJournal
import CallModel
import CallScan

/// Reads the folders of days one after the other, as much of them as is asked for.
///
/// Where records are asked for, the folders of past days are followed once: where their lines stand is kept.
struct DayFolders {
  private let reader: JournalReader
  private let room: JournalRoom
  private let seat: SeatIdentifier?
  private let kept: KeptLines
  private let lines: RecordLines?
  private let prints: RecordLines.Prints?
  private let known: [CivilDate: [RecordLines.File]]
  private var made: [CivilDate: [RecordLines.File]] = [:]

  /// The folders of these days; of one seat only its own files and the desks'.
  init(
    _ days: [CivilDate], logs: String, room: JournalRoom, seat: SeatIdentifier?, kept: KeptLines
  ) {
    reader = JournalReader(logs: logs)
    (self.room, self.seat, self.kept) = (room, seat, kept)
    if case .records(let kinds) = kept, room == .live, seat == nil {
      let lines = RecordLines(logs: logs, besides: kinds)
      let known = lines.files(of: days)
      (self.lines, self.known) = (lines, known)
      prints = lines.prints(of: days.filter { known[$0] == nil })
    } else {
      (lines, prints, known) = (nil, nil, [:])
    }
  }

  /// What the folders of these days say.
  mutating func read(_ days: [CivilDate]) -> [(CivilDate, JournalContents)] {
    let folders = days.map(folder)
    let tasks = folders.flatMap { folder in folder.files.map { (file: $0, kept: folder.kept) } }
    let reader = reader
    var files = Parallel.map(tasks.count) { reader.read(tasks[$0].file, keeping: tasks[$0].kept) }[...]
    return zip(days, folders).map { day, folder in
      let read = files.prefix(folder.files.count)
      files = files.dropFirst(folder.files.count)
      let found = read.compactMap(\.made)
      if folder.canBeKept, found.count == folder.files.count { made[day] = found }
      return (day, reader.whole(read.map(\.contents), faults: folder.faults))
    }
  }

  /// Keeps where the lines stand in what was read for the first time.
  func keep() {
    if let prints { lines?.keep(made, prints: prints) }
  }

  private struct Folder {
    var files: [KnownFile] = []
    var faults: [JournalFault] = []
    let kept: KeptLines
    var canBeKept = false
  }

  private func folder(_ day: CivilDate) -> Folder {
    if let known = known[day] {
      return Folder(files: known.map { KnownFile(path: $0.path, places: $0.places) }, kept: kept)
    }
    let (all, faults) = reader.files(room, on: day)
    let paths = all.filter { seat == nil || $0.isDesk || $0.seat == seat }
    let hasSegments = paths.contains { $0.segment > 1 }
    return Folder(
      files: paths.map { KnownFile(path: $0, places: nil) }, faults: faults,
      kept: kept.kept(withSegments: hasSegments), canBeKept: !hasSegments && faults.isEmpty)
  }
}

/// A file to be read, with the places of its lines when they are known.
private struct KnownFile: Sendable {
  let path: JournalPath
  let places: [LinePlace]?
}

extension JournalReader {
  fileprivate func read(
    _ file: KnownFile, keeping: KeptLines
  ) -> (contents: JournalContents, made: RecordLines.File?) {
    if let places = file.places, let contents = contents(of: file.path, at: places) { return (contents, nil) }
    let (contents, places) = placed(of: file.path, keeping: keeping)
    return (contents, places.map { RecordLines.File(path: file.path, places: $0) })
  }
}

extension KeptLines {
  /// What is kept of the files of a folder with later segments: one can say that it repeats what stands at
  /// the end of another file, closing lines among it, and then every line before them counts.
  fileprivate func kept(withSegments hasSegments: Bool) -> KeptLines {
    guard case .records = self, hasSegments else { return self }
    return .records(besides: Set(CallEvent.Kind.allCases))
  }
}
