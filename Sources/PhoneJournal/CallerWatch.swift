import CallConsole
import CallJournal
import CallModel
import Catalogue
import ConsoleJournal
import Glibc
import Synchronization

/// Puts the callers nobody answered on record where no bridge does, on a thread of the console's process, so
/// that no key waits for it.
///
/// A class because the thread and the console share it; what the console is to be told stands behind a lock.
package final class CallerWatch: Sendable {
  /// Time between two looks.
  private static let pause = timespec(tv_sec: 1, tv_nsec: 0)
  /// How much longer than the bridge consoles wait, in ms: each another time, so that one of them does the
  /// work and the others find it done.
  private static let grace: ClosedRange<Int64> = 5_000...25_000

  private let faults = Mutex<[Message]>([])
  private let logs: String
  private let words: @Sendable (any Error) -> Message

  /// A watch over the callers of the event files below `logs`; nothing is read before `start`.
  ///
  /// `words` says what a console is told of an error.
  package init(logs: String, words: @escaping @Sendable (any Error) -> Message) {
    self.logs = logs
    self.words = words
  }

  /// Starts the thread.
  package func start() {
    BackgroundThread.start { [self] in watch() }
  }

  /// What went wrong since the last look, each fault once.
  func poll() -> [LineNews] {
    faults.withLock { faults in
      defer { faults = [] }
      return faults.map { .told(DeskEffect(.warning, message: $0)) }
    }
  }

  private func watch() {
    let grace = Int64.random(in: Self.grace)
    var recorder = CallerRecorder(logs: logs, source: nil, grace: grace) { [self] error in
      let message = words(error)
      faults.withLock { $0.append(message) }
    }
    while true {
      let clock = JournalClock.system
      recorder.turn(at: clock.now(), monotonic: clock.monotonicMilliseconds())
      var pause = Self.pause
      nanosleep(&pause, nil)
    }
  }
}
