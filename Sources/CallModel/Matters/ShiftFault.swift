/// Why a shift cannot start or end.
public enum ShiftFault: Error, Hashable, Sendable {
  /// Somebody else works at the seat: relieve, do not start.
  case seatTaken(SeatIdentifier, OperatorIdentifier)
  /// This person works at the seat already.
  case alreadyThere(SeatIdentifier)
  /// Nobody works at the seat.
  case seatEmpty(SeatIdentifier)
  /// Somebody else works at the seat.
  case notThere(SeatIdentifier, OperatorIdentifier)
}
