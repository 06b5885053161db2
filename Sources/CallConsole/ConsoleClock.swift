import CallModel

/// The time, as a port: the live clock asks the system, a test's stands still.
public protocol ConsoleClock: Sendable {
  /// Now, on both clocks.
  func now() -> Moment
}
