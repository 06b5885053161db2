import CallConsole
import CallJournal
import CallModel
import Synchronization

/// The clock of a drill: the system's on a terminal, one that only the script moves when lines are piped in.
///
/// A class because desk, journal and caller share one time.
final class DrillClock: ConsoleClock {
  private let simulated: Mutex<Moment?>

  /// The system's clocks.
  init() { simulated = Mutex(nil) }

  /// A clock that stands at `start` until it is advanced.
  init(start: WallInstant) { simulated = Mutex(Moment(wall: start, monotonic: 0)) }

  /// Whether only the script moves it.
  var isSimulated: Bool { simulated.withLock { $0 } != nil }

  func now() -> Moment {
    if let moment = simulated.withLock({ $0 }) { return moment }
    let clock = JournalClock.system
    return Moment(wall: clock.now(), monotonic: clock.monotonicMilliseconds())
  }

  /// Lets time pass on a simulated clock.
  func advance(milliseconds: Int64) {
    simulated.withLock { moment in
      guard let before = moment else { return }
      moment = Moment(
        wall: before.wall.adding(milliseconds: milliseconds), monotonic: before.monotonic + milliseconds)
    }
  }

  /// The same time for a journal's writer.
  var forJournal: JournalClock {
    JournalClock(now: { self.now().wall }, monotonicMilliseconds: { self.now().monotonic })
  }
}
