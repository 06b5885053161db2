import CallConsole
import CallJournal
import CallModel
import Glibc
import Synchronization

/// Makes the board up every few seconds on a thread of its own, so that neither the start nor a key waits for
/// it.
///
/// A class because the thread and the console share it; the board stands behind a lock.
package final class DeskBoardFollower: DeskBoardFeed, Sendable {
  /// Time between two looks.
  private static let pause = timespec(tv_sec: 5, tv_nsec: 0)

  private let board = Mutex<DeskBoard?>(nil)
  private let ledger: MatterLedger
  private let history: HistoryFollower

  /// A follower of the logs folder at `logs`; nothing is read before `start`.
  ///
  /// `history` is told who is to be rung back from days it does not follow.
  package init(logs: String, history: HistoryFollower) {
    ledger = MatterLedger(logs: logs)
    self.history = history
  }

  package func current() -> DeskBoard? { board.withLock { $0 } }

  /// Starts the thread.
  ///
  /// Signals stay with the main thread.
  package func start() {
    BackgroundThread.start { [self] in follow() }
  }

  private func follow() {
    var isFirst = true
    while true {
      let now = JournalClock.system.now()
      let reading = ledger.read(at: now, reach: MatterLedger.halfHourly)
      if isFirst { history.take(owed: reading.callbacks) }
      isFirst = false
      let fresh = DeskBoard(reading.calls, paperCalls: reading.shifts.paperCalls, at: now)
      board.withLock { $0 = fresh }
      var pause = Self.pause
      nanosleep(&pause, nil)
    }
  }
}

/// Makes the board up when it is asked for, where nobody watches a screen.
///
/// A class because the port is one.
package final class DeskBoardReader: DeskBoardFeed {
  private let ledger: MatterLedger

  /// A reader of the logs folder at `logs`.
  package init(logs: String) {
    ledger = MatterLedger(logs: logs)
  }

  package func current() -> DeskBoard? {
    let now = JournalClock.system.now()
    let reading = ledger.read(at: now)
    return DeskBoard(reading.calls, paperCalls: reading.shifts.paperCalls, at: now)
  }
}
