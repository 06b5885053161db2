import CallModel
import Files
import Glibc

/// Reads journals.
///
/// It never throws on content: a bad line is a fault, and the lines after it are read and marked.
///
/// It takes no lock and never blocks a writer.
public struct JournalReader: Sendable {
  let store: JournalStore

  /// A reader of the logs folder at `logs`.
  public init(logs: String, operations: any FileOperations = SystemFileOperations()) {
    store = JournalStore(logs: logs, operations: operations)
  }

  /// The journal files of a day, in the order of seat and segment.
  public func files(
    _ room: JournalRoom, on date: CivilDate
  ) -> (paths: [JournalPath], faults: [JournalFault]) {
    do {
      return (try DayFolder(room, date: date, store: store).journals, [])
    } catch {
      return ([], Self.isMissing(error) ? [] : [JournalFault(error)])
    }
  }

  /// The days that have a folder, earliest first; with `first` only that day and later ones.
  ///
  /// With them come the folders of years and months that could not be read: of their days nothing is known.
  public func dayFolders(
    _ room: JournalRoom, from first: CivilDate? = nil
  ) -> (days: [CivilDate], faults: [JournalFault]) {
    let least = first?.compact ?? ""
    var (days, faults): ([CivilDate], [JournalFault]) = ([], [])
    func inner(_ folders: [String], length: Int) -> [String] {
      names([room.rawValue] + folders, length: length, faults: &faults)
    }
    for year in inner([], length: 4) where year >= least.prefix(4) {
      for month in inner([year], length: 2) where year + month >= least.prefix(6) {
        for day in inner([year, month], length: 2) where year + month + day >= least {
          if let date = CivilDate(year + month + day) { days.append(date) }
        }
      }
    }
    return (days.sorted(), faults)
  }

  /// The years that have a folder, earliest first.
  func years(_ room: JournalRoom) -> [String] {
    var faults: [JournalFault] = []
    return names([room.rawValue], length: 4, faults: &faults)
  }

  /// Everything of one file.
  public func contents(of path: JournalPath) -> JournalContents { contents(of: path, keeping: .events) }

  /// What `keeping` says of one file; all lines are followed and checked.
  ///
  /// `end` is given where each line ends and the next one begins.
  package func contents(
    of path: JournalPath, keeping: KeptLines, end: (Int64) -> Void = { _ in }
  ) -> JournalContents {
    var file = FileContents(path, keeping: keeping)
    do {
      try forEachRun(of: path) { lines in
        for line in lines { end(line.end) }
        return file.take(lines)
      }
    } catch {
      file.contents.faults.append(JournalFault(error))
    }
    file.contents.faults = withoutKeptEnds(file.contents.faults, of: path)
    guard !file.shortened.isEmpty else { return file.contents }
    return completed(file.contents, path: path, calls: file.shortened)
  }

  /// The contents with all lines of these calls, which were kept only in part.
  ///
  /// The file is followed once more; what is wrong in it is told once.
  private func completed(
    _ contents: JournalContents, path: JournalPath, calls: Set<CallIdentifier>
  ) -> JournalContents {
    var rest = FileContents(path, keeping: .calls(calls))
    do {
      try forEachRun(of: path) { rest.take($0) }
    } catch {
      rest.contents.faults.append(JournalFault(error))
    }
    rest.contents.faults = withoutKeptEnds(rest.contents.faults, of: path)
    var whole = contents
    whole.entries.removeAll { $0.entry.call.map(calls.contains) ?? false }
    whole.entries += rest.contents.entries
    whole.entries.sort { $0.line < $1.line }
    whole.faults += rest.contents.faults.filter { !contents.faults.contains($0) }
    return whole
  }

  /// Everything one seat wrote on a day, in all its segments.
  public func day(_ date: CivilDate, seat: SeatIdentifier, room: JournalRoom) -> JournalContents {
    day(date, room: room) { $0.seat == seat }
  }

  /// Everything written on a day, seat after seat.
  public func day(_ date: CivilDate, room: JournalRoom) -> JournalContents {
    day(date, room: room) { _ in true }
  }

  private func day(
    _ date: CivilDate, room: JournalRoom, isWanted: (JournalPath) -> Bool
  ) -> JournalContents {
    let (paths, faults) = files(room, on: date)
    return whole(paths.filter(isWanted).map(contents), faults: faults)
  }

  /// What a day's files say together, each read by `contents(of:)`, in the order of `files`; `faults` are
  /// those of the folder.
  package func whole(_ files: [JournalContents], faults: [JournalFault]) -> JournalContents {
    var contents = JournalContents()
    contents.faults = faults
    contents.entries.reserveCapacity(files.reduce(0) { $0 + $1.entries.count })
    var witnessed = WitnessedEnds()
    for file in files {
      for placed in file.entries { witnessed.note(placed) }
      contents.append(file)
    }
    contents.faults += witnessed.shortened(self)
    return contents.withoutRepeats(self)
  }

  /// Gives every line of a file to `body` as bytes, until it returns false.
  ///
  /// The bytes live only during the call.
  public func forEachRawLine(
    of path: JournalPath, body: (_ line: UnsafeRawBufferPointer, _ isTerminated: Bool) -> Bool
  ) throws(JournalFileFault) {
    try forEachLine(of: path) { body($0.bytes, $0.isTerminated) }
  }

  func size(of path: JournalPath) throws(JournalFileFault) -> Int64 { try status(of: path).size }

  func status(of path: JournalPath) throws(JournalFileFault) -> FileStatus {
    let folder = try store.openFolder(path.folders)
    defer { store.operations.close(folder) }
    return try store.at(path.description) { () throws(SystemFault) in
      try store.operations.status(of: path.name, in: folder)
    }
  }

  func forEachLine(
    of path: JournalPath, from offset: Int64 = 0, body: (RawLine) -> Bool
  ) throws(JournalFileFault) {
    try withFile(path) { (descriptor, _) throws(SystemFault) in
      try store.lines(of: descriptor).forEach(from: offset, body: body)
    }
  }

  /// The same with the lines of a piece of the file together.
  func forEachRun(
    of path: JournalPath, from offset: Int64 = 0, body: ([RawLine]) -> Bool
  ) throws(JournalFileFault) {
    try withFile(path) { (descriptor, _) throws(SystemFault) in
      try store.lines(of: descriptor).forEachRun(from: offset, body: body)
    }
  }

  /// Opens a journal for reading and gives its descriptor and size to `body`.
  func withFile<Result>(
    _ path: JournalPath, body: (_ descriptor: Int32, _ size: Int64) throws(SystemFault) -> Result
  ) throws(JournalFileFault) -> Result {
    let folder = try store.openFolder(path.folders)
    defer { store.operations.close(folder) }
    let (descriptor, status) = try store.openRegular(
      path.name, in: folder, for: .read, place: path.description)
    defer { store.operations.close(descriptor) }
    return try store.at(path.description) { () throws(SystemFault) in try body(descriptor, status.size) }
  }

  /// The names of so many digits in a folder; none in one that is not there.
  private func names(_ folders: [String], length: Int, faults: inout [JournalFault]) -> [String] {
    do throws(JournalFileFault) {
      let folder = try store.openFolder(folders)
      defer { store.operations.close(folder) }
      let names = try store.at(folders.joined(separator: "/")) { () throws(SystemFault) in
        try store.operations.names(in: folder)
      }
      return names.filter { $0.utf8.count == length && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        .sorted()
    } catch {
      if !Self.isMissing(error) { faults.append(JournalFault(error)) }
      return []
    }
  }

  static func isMissing(_ fault: JournalFileFault) -> Bool {
    if case .system(let system, _) = fault { return system.code == ENOENT }
    return false
  }
}
