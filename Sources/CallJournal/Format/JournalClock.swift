import CallModel
import Glibc

/// The two clocks a writer needs, as values, so that tests and drills bring their own.
public struct JournalClock: Sendable {
  /// The moment on the wall clock.
  public let now: @Sendable () -> WallInstant
  /// Milliseconds of a clock that never goes back; its zero means nothing.
  public let monotonicMilliseconds: @Sendable () -> Int64

  /// Clocks from their two readings.
  public init(
    now: @escaping @Sendable () -> WallInstant, monotonicMilliseconds: @escaping @Sendable () -> Int64
  ) {
    self.now = now
    self.monotonicMilliseconds = monotonicMilliseconds
  }

  /// The machine's clocks: CLOCK_REALTIME and CLOCK_MONOTONIC.
  public static let system = JournalClock(
    now: { WallInstant(milliseconds: read(CLOCK_REALTIME)) }, monotonicMilliseconds: { read(CLOCK_MONOTONIC) }
  )

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return 0 }
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
