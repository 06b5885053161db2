import CallModel
import Files

/// Follows the growing files of one day, such as those of the other seats; each poll gives what is new.
///
/// Cheap to ask often: a file that has not grown costs one look at its size. After a disk fault at a seat an
/// event can come twice, the second time from a new segment.
public struct JournalTail: Sendable {
  private struct Place: Sendable {
    var offset: Int64 = 0
    var check: LineCheck
    var isSound = true
  }

  private let reader: JournalReader
  private let room: JournalRoom
  private let ownSeat: SeatIdentifier?
  private var date: CivilDate?
  private var places: [JournalPath: Place] = [:]

  /// A tail that leaves out the files of `excluding`.
  public init(_ reader: JournalReader, _ room: JournalRoom, excluding seat: SeatIdentifier? = nil) {
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
    var place = places[path] ?? Place(check: LineCheck(seat: path.seat.description, after: nil))
    let file = path.description
    var memory = EntryMemory()
    do {
      guard try reader.size(of: path) > place.offset else { return }
      try reader.forEachLine(of: path, from: place.offset) { line in
        // A line without its LF is still being written.
        guard line.isTerminated else { return false }
        place.offset = line.end
        let (finding, envelope) = place.check.follow(line)
        if let fault = JournalFault(finding, file: file, line: place.check.lines) {
          contents.faults.append(fault)
          place.isSound = false
        }
        JournalReader.add(
          line, envelope, place.check.lines, finding, path, place.isSound, &memory, to: &contents)
        return true
      }
    } catch {
      contents.faults.append(JournalFault(error))
    }
    places[path] = place
  }
}
