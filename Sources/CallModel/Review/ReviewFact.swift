/// A review event with who, when and where it stands.
public struct ReviewFact: Hashable, Sendable {
  /// The event.
  public let event: ReviewEvent
  /// The call it is about; nil for draws and for commendations without one.
  public let call: CallIdentifier?
  /// When.
  public let at: WallInstant
  /// Who.
  public let personnel: OperatorIdentifier
  /// The journal line, `file:line`.
  public let place: String

  /// A fact from its parts.
  public init(
    _ event: ReviewEvent, call: CallIdentifier?, at: WallInstant, personnel: OperatorIdentifier, place: String
  ) {
    self.event = event
    self.call = call
    self.at = at
    self.personnel = personnel
    self.place = place
  }
}
