/// A person began to work at a seat.
public struct ShiftStarted: Hashable, Sendable {
  /// The seat.
  public let seat: SeatIdentifier
  /// Who works there from now on.
  public let personnel: OperatorIdentifier
  /// Who was relieved; nil when the seat was empty.
  public let relieved: OperatorIdentifier?

  /// A start from its parts.
  public init(seat: SeatIdentifier, personnel: OperatorIdentifier, relieved: OperatorIdentifier? = nil) {
    self.seat = seat
    self.personnel = personnel
    self.relieved = relieved
  }
}
