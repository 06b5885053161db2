import CallModel
import Files

/// Follows the growing files of one day, such as those of the other seats; each poll gives what is new.
///
/// Cheap to ask often: a file that has not grown costs one look at its size. After a disk fault at a seat an
/// event can come twice, the second time from a new segment.
public struct JournalTail: Sendable {
  private let reader: JournalReader
  private let room: JournalRoom
  private let ownSeat: SeatIdentifier?
  private var date: CivilDate?
  private var places: [JournalPath: FileContents] = [:]

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
      places = [:]
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
    contents.append(file.contents)
    file.contents = JournalContents()
    places[path] = file
  }
}
