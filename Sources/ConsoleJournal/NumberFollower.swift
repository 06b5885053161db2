import CallConsole
import CallJournal
import CallModel
import Glibc
import Synchronization

/// Keeps the numbers that harassed or complained at hand, read on a thread of its own with low priority, so
/// that neither the start nor a key waits for years of records.
///
/// A class because the thread and the console share it; what was found stands behind a lock.
package final class NumberFollower: NumberBook, Sendable {
  /// Time between two looks, in s: what is younger than a day is known from `HistoryFollower`.
  private static let pause = 3_600
  /// How long the thread leaves the machine to the first prompt, in ns.
  private static let head = 250_000_000
  /// The longest a console without a terminal waits for the first reading, in steps of 5 ms.
  private static let patience = 60

  private let marks = Mutex<NumberMarks?>(nil)
  private let isRead = Mutex(false)
  private let ledger: NumberLedger
  private let waitsForFirst: Bool

  /// A follower of the logs folder at `logs`; nothing is read before `start`.
  ///
  /// With `waitsForFirst` a question waits a moment for the first reading: scripts then get the same answer
  /// every time, unless there are years to read and no cache.
  package init(logs: String, waitsForFirst: Bool = false) {
    ledger = NumberLedger(logs: logs)
    self.waitsForFirst = waitsForFirst
  }

  package func past(of number: String) -> NumberPast? {
    if waitsForFirst, !number.isEmpty { waitForFirst() }
    return marks.withLock { $0 }?.past(of: number)
  }

  /// Starts the thread.
  package func start() {
    BackgroundThread.start { [self] in
      var head = timespec(tv_sec: 0, tv_nsec: waitsForFirst ? 0 : Self.head)
      nanosleep(&head, nil)
      follow()
    }
  }

  private func follow() {
    while true {
      let all = ledger.read { found in marks.withLock { $0 = found } }
      marks.withLock { $0 = all }
      isRead.withLock { $0 = true }
      var pause = timespec(tv_sec: Self.pause, tv_nsec: 0)
      nanosleep(&pause, nil)
    }
  }

  private func waitForFirst() {
    for _ in 0..<Self.patience where !isRead.withLock({ $0 }) {
      var step = timespec(tv_sec: 0, tv_nsec: 5_000_000)
      nanosleep(&step, nil)
    }
  }
}
