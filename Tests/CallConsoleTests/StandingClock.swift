import CallConsole
import CallModel
import Synchronization

/// A clock that moves only when told to; both hands move together.
final class StandingClock: ConsoleClock {
  private let moment: Mutex<Moment>

  init(_ wall: WallInstant) {
    moment = Mutex(Moment(wall: wall, monotonic: 1_000_000))
  }

  func now() -> Moment { moment.withLock { $0 } }

  /// Moves both hands.
  func advance(milliseconds: Int64) {
    moment.withLock {
      $0 = Moment(wall: $0.wall.adding(milliseconds: milliseconds), monotonic: $0.monotonic + milliseconds)
    }
  }

  /// Sets the wall hand only, as a clock that is set by hand.
  func setWall(_ wall: WallInstant) {
    moment.withLock { $0 = Moment(wall: wall, monotonic: $0.monotonic) }
  }
}
