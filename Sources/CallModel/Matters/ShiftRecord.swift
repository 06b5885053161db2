/// One person's work at one seat, from start to end.
public struct ShiftRecord: Hashable, Sendable {
  /// The seat.
  public let seat: SeatIdentifier
  /// Who worked there.
  public let personnel: OperatorIdentifier
  /// When it began.
  public let startedAt: WallInstant
  /// Who was relieved; nil when the seat was empty.
  public let relieved: OperatorIdentifier?
  /// When it ended; nil while it goes on.
  public internal(set) var endedAt: WallInstant?
  /// Who took over; nil when the seat was left empty.
  public internal(set) var successor: OperatorIdentifier?
  /// Calls on paper that were still to be typed in at its end.
  public internal(set) var paperCalls = 0

  /// Whether `at` lies within it.
  public func contains(_ at: WallInstant) -> Bool {
    at >= startedAt && (endedAt.map { at <= $0 } ?? true)
  }
}
