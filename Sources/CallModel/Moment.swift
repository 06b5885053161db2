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
