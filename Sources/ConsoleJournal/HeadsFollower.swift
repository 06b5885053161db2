import CallConsole
import CallJournal
import Catalogue
import Glibc
import Synchronization

/// Lets the ends of journals leave this machine beside the console's work, as the site's settings say;
/// without settings nothing leaves.
///
/// A class because the thread and the console share it; what there is to tell stands behind a lock.
package final class HeadsFollower: Sendable {
  /// How long it waits where the site says nothing that can be followed, in s: that may change at any time.
  private static let idle = 10

  private let logs: String
  private let outbox: HeadsOutbox
  private let deliver: @Sendable ([String], HeadsSettings) -> Message?
  private let trouble = Mutex<(now: Message?, told: Message?)>((nil, nil))

  /// A follower of the records below `logs`; `deliver` sends lines and says why it could not, or nil.
  package init(logs: String, deliver: @escaping @Sendable ([String], HeadsSettings) -> Message?) {
    self.logs = logs
    self.deliver = deliver
    outbox = HeadsOutbox(logs: logs)
  }

  /// Starts the thread.
  package func start() {
    BackgroundThread.start { [self] in
      while true { sleep(UInt32(step())) }
    }
  }

  /// Sends what is due, or with `isLast` whatever did not leave yet; gives how many seconds to wait.
  @discardableResult
  package func step(isLast: Bool = false) -> Int {
    let settings: HeadsSettings
    do throws(HeadsSettingsFault) {
      guard let found = try HeadsSettings.read(logs: logs) else {
        note(nil)
        return Self.idle
      }
      settings = found
    } catch {
      note(JournalWords.describe(HeadsStanding.unusable(error)))
      return Self.idle
    }
    let every = isLast ? 0 : settings.seconds
    switch outbox.send(at: JournalClock.system.now(), every: every, deliver: { deliver($0, settings) }) {
    case .notDue: break
    case .sent: note(nil)
    case .failed(let reason): note(.headsNotSent(reason))
    }
    return settings.seconds
  }

  private func note(_ message: Message?) { trouble.withLock { $0.now = message } }

  /// What is to be told of it since the last time: each trouble once, and that it is over.
  package func takeNews() -> [DeskEffect] {
    let (now, told) = trouble.withLock { trouble in
      defer { trouble.told = trouble.now }
      return trouble
    }
    guard now != told else { return [] }
    return [now.map { DeskEffect(.warning, message: $0) } ?? DeskEffect(.notice, message: .headsLeaveAgain)]
  }
}
