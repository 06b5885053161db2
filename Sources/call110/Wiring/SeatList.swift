import CallModel
import PlainText

/// The seats of a centre, if it lists them: the file `seats` in the logs folder, a seat a line, `#` begins a
/// comment.
enum SeatList {
  private static let largestFile = 65_536

  /// The seats listed; empty when the centre lists none.
  static func seats(logs: String) -> [String] {
    // Most centres have no such list.
    guard let bytes = try? InputFile.read(logs + "/seats", limit: largestFile) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.prefix { $0 != "#" }.trimmed }
      .filter { !$0.isEmpty }
  }

  /// Throws when the centre lists its seats and `seat` is not among them.
  static func check(_ seat: SeatIdentifier, logs: String) throws {
    let seats = seats(logs: logs)
    guard seats.isEmpty || seats.contains(seat.description) else {
      throw UnknownSeat(seat: seat, known: seats.compactMap { SeatIdentifier(ifValid: $0) })
    }
  }
}
