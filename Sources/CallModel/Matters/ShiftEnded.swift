/// A person ended work at a seat.
public struct ShiftEnded: Hashable, Sendable {
  /// The seat.
  public let seat: SeatIdentifier
  /// Who worked there.
  public let personnel: OperatorIdentifier
  /// Who took over; nil when the seat is empty now.
  public let successor: OperatorIdentifier?
  /// Calls on paper that are still to be typed in.
  public let paperCalls: Int

  /// An end from its parts.
  public init(
    seat: SeatIdentifier, personnel: OperatorIdentifier, successor: OperatorIdentifier? = nil,
    paperCalls: Int = 0
  ) {
    self.seat = seat
    self.personnel = personnel
    self.successor = successor
    self.paperCalls = paperCalls
  }
}
