/// One event that matters for what a call leaves to be done: of the call itself or written by a desk.
public struct MatterFact: Hashable, Sendable {
  /// Where the event comes from.
  public enum Event: Hashable, Sendable {
    /// An event of the call.
    case call(CallEvent)
    /// An event of a desk.
    case desk(MatterEvent)
  }

  /// The call.
  public let call: CallIdentifier
  /// When it was written down.
  public let at: WallInstant
  /// Who wrote it down.
  public let personnel: OperatorIdentifier
  /// The seat or desk at which it was written down.
  public let desk: SeatIdentifier
  /// What happened.
  public let event: Event

  /// A fact from its parts.
  public init(
    call: CallIdentifier, at: WallInstant, personnel: OperatorIdentifier, desk: SeatIdentifier, event: Event
  ) {
    self.call = call
    self.at = at
    self.personnel = personnel
    self.desk = desk
    self.event = event
  }

  /// Facts in the order in which they happened; of two at one moment and desk the one given first stays
  /// first.
  public static func ordered(_ facts: [MatterFact]) -> [MatterFact] {
    facts.enumerated().sorted { left, right in
      (left.element.at, left.element.desk, left.offset) < (right.element.at, right.element.desk, right.offset)
    }.map(\.element)
  }
}
