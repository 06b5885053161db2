import CallConsole
import CallJournal
import CallModel

/// The live clock: the system's wall clock and its monotonic clock.
struct SystemClock: ConsoleClock {
  private let clock = JournalClock.system

  func now() -> Moment { Moment(wall: clock.now(), monotonic: clock.monotonicMilliseconds()) }
}
