import CallModel
import PlainText

/// The seats of a centre, if it lists them: the file `seats` in the logs folder, a seat a line, `#` begins a
/// comment.
enum SeatList {
  private static let largestFile = 65_536

  /// Throws when the centre lists its seats and `seat` is not among them.
  static func check(_ seat: SeatIdentifier, logs: String) throws {
    guard let bytes = try? InputFile.read(logs + "/seats", limit: largestFile) else { return }
    let seats = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.prefix { $0 != "#" }.trimmed }
      .filter { !$0.isEmpty }
    guard seats.isEmpty || seats.contains(seat.description) else {
      throw UnknownSeat(seat: seat, known: seats.compactMap { try? SeatIdentifier($0) })
    }
  }
}
