import CallModel

/// A fact about the call-back list, with when and by whom it was written down.
public struct HistoricCallback: Hashable, Sendable {
  /// The fact.
  public let event: CallbackEvent
  /// When.
  public let at: WallInstant
  /// Who.
  public let personnel: OperatorIdentifier

  /// A fact from its parts.
  public init(_ event: CallbackEvent, at: WallInstant, personnel: OperatorIdentifier) {
    self.event = event
    self.at = at
    self.personnel = personnel
  }
}
