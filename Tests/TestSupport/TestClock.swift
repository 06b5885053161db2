import Synchronization

/// A clock that moves only when it is told to; wall and monotonic milliseconds move together unless one is
/// set.
///
/// A class because the code under test and the test share it.
public final class TestClock: Sendable {
  private let wall: Mutex<Int64>
  private let monotonic = Mutex<Int64>(0)

  /// A clock that shows `milliseconds` since 1970; the default is 2026-11-22 09:00 China Standard Time.
  public init(milliseconds: Int64 = 1_795_309_200_000) {
    wall = Mutex(milliseconds)
  }

  /// The wall clock, milliseconds since 1970.
  public var milliseconds: Int64 { wall.withLock { $0 } }

  /// The monotonic clock, milliseconds.
  public var monotonicMilliseconds: Int64 { monotonic.withLock { $0 } }

  /// Lets time pass.
  public func advance(milliseconds: Int64) {
    wall.withLock { $0 += milliseconds }
    monotonic.withLock { $0 += milliseconds }
  }

  /// Sets the wall clock alone, as an administrator or a time server does.
  public func set(milliseconds: Int64) { wall.withLock { $0 = milliseconds } }
}
