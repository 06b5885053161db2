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

/// Now, on two clocks: the wall clock to say when, the monotonic clock to say how long.
public struct Moment: Hashable, Sendable {
  /// The wall clock.
  public let wall: WallInstant
  /// A clock that never jumps, in ms from an arbitrary start.
  public let monotonic: Int64

  /// A moment from its two readings.
  public init(wall: WallInstant, monotonic: Int64) {
    self.wall = wall
    self.monotonic = monotonic
  }

  /// The moment `milliseconds` before this one, on both clocks.
  public func earlier(by milliseconds: Int64) -> Moment {
    Moment(wall: wall.adding(milliseconds: -milliseconds), monotonic: monotonic - milliseconds)
  }
}
