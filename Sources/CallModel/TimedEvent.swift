/// An event with its times: on the wall, and since the call was answered.
public struct TimedEvent: Hashable, Sendable {
  /// The fact.
  public let event: CallEvent
  /// When, on the wall clock.
  public let at: WallInstant
  /// Milliseconds since the call was answered, from a monotonic clock; nil before the answer.
  public let offsetMilliseconds: Int64?
  /// Who did it.
  public let personnel: OperatorIdentifier

  /// An event from its parts.
  public init(_ event: CallEvent, at: WallInstant, offsetMilliseconds: Int64?, personnel: OperatorIdentifier)
  {
    self.event = event
    self.at = at
    self.offsetMilliseconds = offsetMilliseconds
    self.personnel = personnel
  }
}
