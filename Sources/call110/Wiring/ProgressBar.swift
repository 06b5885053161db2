import CallJournal
import Catalogue
import Glibc
import Synchronization

/// A bar with the time left, on standard error, only on a terminal and only when the work takes over a
/// second.
///
/// A class because the threads that do the work share it.
final class ProgressBar: Sendable {
  private static let cells = 30

  private let isShown = isatty(STDERR_FILENO) == 1
  private let language: UserLanguage
  private let start = JournalClock.system.monotonicMilliseconds()
  private let state = Mutex((isDrawn: false, last: Int64(0), most: 0))

  /// A bar for work that begins now.
  init(_ language: UserLanguage) {
    self.language = language
  }

  /// Notes that `done` of `all` is done.
  ///
  /// May be called from any thread.
  func note(_ done: Int, all: Int) { note(part: 0, of: 1)(done, all) }

  /// The same for one part of the work, when it is done in `parts` parts one after another.
  func note(part: Int, of parts: Int) -> @Sendable (_ done: Int, _ all: Int) -> Void {
    { done, all in self.note(permille: (part * 1_000 + done * 1_000 / max(1, all)) / parts) }
  }

  private func note(permille: Int) {
    guard isShown else { return }
    let now = JournalClock.system.monotonicMilliseconds()
    state.withLock { state in
      state.most = max(state.most, permille)
      guard now - start > 1_000, now - state.last > 100 else { return }
      (state.last, state.isDrawn) = (now, true)
      draw(min(1_000, state.most), elapsed: now - start)
    }
  }

  /// Takes the bar away.
  func clear() {
    let isDrawn = state.withLock { state in
      defer { state.isDrawn = false }
      return state.isDrawn
    }
    if isDrawn { StandardStreams.error("\r\u{1B}[K") }
  }

  private func draw(_ permille: Int, elapsed: Int64) {
    let filled = permille * Self.cells / 1_000
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.cells - filled)
    // Rounded up: it never says that nothing is left while something is.
    let left = permille > 0 ? (elapsed * Int64(1_000 - permille) / Int64(permille) + 999) / 1_000 : nil
    let words = Message.progress(percent: permille / 10, secondsLeft: left).text(language)
    StandardStreams.error("\r[\(bar)] \(words)\u{1B}[K")
  }
}
