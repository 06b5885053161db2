import CallJournal
import Glibc
import Synchronization

/// A bar with the time left, on standard error, only on a terminal and only when the work takes over a
/// second.
///
/// A class because the threads that do the work share it.
final class ProgressBar: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = JournalClock.system.monotonicMilliseconds()
  private let state = Mutex((isDrawn: false, last: Int64(0), most: 0))

  /// Notes that `done` parts of `all` are done.
  ///
  /// May be called from any thread.
  func note(_ done: Int, _ all: Int) {
    guard isShown else { return }
    let now = JournalClock.system.monotonicMilliseconds()
    state.withLock { state in
      state.most = done < all / 10 ? done : max(state.most, done)
      guard now - start > 1_000, now - state.last > 100 else { return }
      (state.last, state.isDrawn) = (now, true)
      draw(state.most, max(1, all), elapsed: now - start)
    }
  }

  /// Takes the bar away.
  func clear() {
    if state.withLock({ $0.isDrawn }) { StandardStreams.error("\r\u{1B}[K") }
  }

  private func draw(_ done: Int, _ all: Int, elapsed: Int64) {
    let filled = done * 30 / all
    let left = done > 0 ? elapsed * Int64(all - done) / Int64(done) / 1_000 : 0
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
    StandardStreams.error("\r[\(bar)] \(done * 100 / all)% \(left)s\u{1B}[K")
  }
}
