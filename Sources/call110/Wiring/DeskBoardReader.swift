import CallConsole
import CallJournal
import CallModel

/// Makes the board up when it is asked for, where nobody watches a screen.
///
/// A class because the port is one.
final class DeskBoardReader: DeskBoardFeed {
  private let ledger: MatterLedger

  /// A reader of the logs folder at `logs`.
  init(logs: String) {
    ledger = MatterLedger(logs: logs)
  }

  func current() -> DeskBoard? {
    let now = JournalClock.system.now()
    let reading = ledger.read(at: now)
    return DeskBoard(
      complaints: reading.complaints, matters: reading.matters, paperCalls: reading.shifts.paperCalls, at: now
    )
  }
}
