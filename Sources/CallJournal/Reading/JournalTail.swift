import CallModel
import Files

/// Follows the growing files of one day, such as those of the other seats; each poll gives what is new.
///
/// Cheap to ask often: a file that has not grown costs one look at its size. What a seat writes again after a
/// disk fault, in a new segment, comes once, the first time.
public struct JournalTail: Sendable {
  private let reader: JournalReader
  private let room: JournalRoom
  private let ownSeat: SeatIdentifier?
  private var date: CivilDate?
  private var places: [JournalPath: FileContents] = [:]
  /// What stood behind the link of each later segment that says it repeats.
  private var given: [JournalPath: Set<LineSaid>] = [:]

  /// A tail that leaves out the files of `excluding`.
  public init(_ reader: JournalReader, room: JournalRoom, excluding seat: SeatIdentifier? = nil) {
    self.reader = reader
    self.room = room
    ownSeat = seat
  }

  /// Everything written to the files of `date` since the last poll.
  ///
  /// Another date begins at its files' beginnings.
  public mutating func poll(on date: CivilDate) -> JournalContents {
    if self.date != date {
      (places, given) = ([:], [:])
      self.date = date
    }
    let (paths, faults) = reader.files(room, on: date)
    var contents = JournalContents()
    contents.faults = faults
    for path in paths where path.seat != ownSeat { poll(path, into: &contents) }
    return contents
  }

  private mutating func poll(_ path: JournalPath, into contents: inout JournalContents) {
    var file = places[path] ?? FileContents(path)
    do {
      guard try reader.size(of: path) > file.offset else { return }
      // A line without its LF is still being written.
      try reader.forEachRun(of: path, from: file.offset) { file.takeWhole($0) == $0.count }
    } catch {
      file.contents.faults.append(JournalFault(error))
    }
    if path.segment > 1 { leaveOutGiven(&file.contents, of: path) }
    contents.append(file.contents)
    file.contents = JournalContents()
    places[path] = file
  }

  /// Takes away the entries of a later segment that were given already, from the file that it repeats.
  private mutating func leaveOutGiven(_ contents: inout JournalContents, of path: JournalPath) {
    if given[path] == nil, !contents.entries.isEmpty {
      // Of what cannot be read nothing was given.
      given[path] = (try? reader.unacknowledged(before: path)) ?? []
    }
    guard let lines = given[path], !lines.isEmpty else { return }
    contents.entries.removeAll { lines.contains(LineSaid($0.entry)) }
  }
}
