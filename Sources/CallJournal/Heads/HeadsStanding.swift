import CallModel
import Files

/// Whether the ends of journals leave this machine by themselves, as far as the account that asks can tell.
public enum HeadsStanding: Hashable, Sendable {
  /// After so many times the site's interval without anything leaving, what changed meanwhile is late.
  private static let patience: Int64 = 3

  /// The site has not said that they do.
  case stay
  /// What the site says cannot be followed.
  case unusable(HeadsSettingsFault)
  /// They leave every so many seconds; `last` is when this account's did, nil when that is not known.
  case leave(every: Int, last: WallInstant?)
  /// They are to leave, and what this account wrote does not: since `last`, nil when nothing ever did.
  case late(every: Int, last: WallInstant?)

  /// How it stands with the records below `logs`.
  public init(
    logs: String, at now: WallInstant, operations: any FileOperations = SystemFileOperations()
  ) {
    let settings: HeadsSettings
    do throws(HeadsSettingsFault) {
      guard let found = try HeadsSettings.read(logs: logs, operations: operations) else {
        self = .stay
        return
      }
      settings = found
    } catch {
      self = .unusable(error)
      return
    }
    let outbox = HeadsOutbox(logs: logs, operations: operations)
    let last = outbox.lastSent
    let limit = Int64(settings.seconds) * 1_000 * Self.patience
    let isDue = last.map { now.milliseconds - $0.milliseconds > limit } ?? true
    self =
      isDue && outbox.hasUnsent(on: now.date)
      ? .late(every: settings.seconds, last: last) : .leave(every: settings.seconds, last: last)
  }

  /// Whether somebody has to look after it: they are to leave and do not.
  public var isTrouble: Bool {
    switch self {
    case .stay, .leave: false
    case .unusable, .late: true
    }
  }
}
