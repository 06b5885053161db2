import CallJournal
import CallModel
import Files
import Glibc
import PlainText

/// The seats of a centre, if it lists them: the file `seats` in the logs folder, a seat a line, `#` begins a
/// comment.
enum SeatList {
  private static let largestFile = 65_536

  /// The seats listed; empty when the centre lists none.
  ///
  /// A list that cannot be read, or a line of it that names no seat, throws: it must not pass for no list.
  static func seats(logs: String) throws -> [SeatIdentifier] {
    let path = logs + "/seats"
    let bytes = try bytes(path)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return try lines.enumerated().compactMap { index, line in
      let name = line.prefix { $0 != "#" }.trimmed
      guard !name.isEmpty else { return nil }
      guard let seat = SeatIdentifier(ifValid: name) else { throw SeatListFault(path: path, line: index + 1) }
      return seat
    }
  }

  private static func bytes(_ path: String) throws(InputFault) -> [UInt8] {
    do throws(InputFault) {
      return try InputFile.read(path, limit: largestFile)
    } catch {
      // Most centres have no such list.
      guard error.kind == .cannotRead(errno: ENOENT) else { throw error }
      return []
    }
  }

  private static func canEnter(_ logs: String) -> Bool {
    let operations = SystemFileOperations()
    // Whether, not why: the journal tells that.
    guard let folder = try? operations.openFolder(path: logs) else { return false }
    operations.close(folder)
    return true
  }

  /// Throws when the name is one the program writes under itself, or the centre lists its seats and `seat` is
  /// not among them.
  static func check(_ seat: SeatIdentifier, logs: String) throws {
    let isPaper = seat.description == JournalPath.paperSeat
    let isPhone = seat.description == JournalPath.phoneSeat
    if isPaper || isPhone || LineOrigin.isDesk(seat) { throw ReservedSeat(seat: seat) }
    let seats: [SeatIdentifier]
    do { seats = try Self.seats(logs: logs) } catch is InputFault where !canEnter(logs) {
      // No list can be read where nothing can; calls are taken all the same, and the journal says why they
      // wait.
      return
    }
    guard seats.isEmpty || seats.contains(seat) else { throw UnknownSeat(seat: seat, known: seats) }
  }
}
