import CallModel
import Catalogue

/// The options the shift commands have in common.
enum ShiftOptions {
  /// `--seat`.
  static let seat = OptionSpecification("seat", .required("SEAT"), .optionSeat)

  /// The seat the invocation names.
  static func seat(_ invocation: Invocation) throws -> SeatIdentifier {
    try SeatIdentifier(try invocation.required("seat"))
  }

  /// The step's events, or why there are none as the error that is put into words.
  static func step(_ body: () throws(ShiftFault) -> [MatterEvent]) throws(DeskFault) -> [MatterEvent] {
    do throws(ShiftFault) { return try body() } catch { throw .shift(error) }
  }
}
