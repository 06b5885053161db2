/// When something reached the bridge: by the wall clock, to place it, and by the monotonic clock, to measure
/// with.
public struct ManagerMoment: Hashable, Sendable {
  /// Milliseconds since 1970 by this machine's wall clock.
  public let wall: Int64
  /// Milliseconds on this machine's monotonic clock; nil in a recording.
  public let monotonic: Int64?

  /// A moment from its two clocks.
  public init(wall: Int64, monotonic: Int64? = nil) {
    self.wall = wall
    self.monotonic = monotonic
  }
}
