import PlainText

/// Compares the telephone system's own count of calls with the calls that were heard of: the only honest way
/// to notice that some went by, for the manager's events carry no number that could show a gap.
public struct BridgeCallCounter: Hashable, Sendable {
  /// What a new count says.
  struct Finding: Hashable {
    var wasRestarted = false
    var unseen: Int64 = 0
    var isSilent = false
  }

  private var systemStarted: String?
  private var processed: Int64?
  /// How many calls had been heard of when `processed` was counted.
  private var heard = 0
  private var isFirstOfLink = true
  /// The count at which this link began, and whether it had grown at the count before.
  private var linkBegan: Int64?
  private var hadGrown = false

  /// A counter that knows nothing yet.
  public init() {}

  /// What an earlier run left in its status file.
  public init(statusFile bytes: [UInt8]) {
    guard let value = JSONReader.value(bytes) else { return }
    systemStarted = value["started"]?.string
    let counted = value["processed_calls"]?.integer.flatMap { $0 >= 0 ? $0 : nil }
    // What was heard of after that count is no unseen call either.
    processed = counted.map { $0 &+ max(0, value["heard_calls"]?.integer ?? 0) }
  }

  /// How many of `started` calls were heard of since the last count.
  func heard(since started: Int) -> Int64 { Int64(started - heard) }

  /// The link has come up; `started` calls have been heard of so far.
  mutating func linkUp(started: Int) {
    isFirstOfLink = true
    linkBegan = nil
    hadGrown = false
  }

  /// Takes in a count.
  mutating func update(
    processed new: Int64, systemStarted started: String, startedCalls: Int, hasSeenSeat: Bool
  ) -> Finding {
    var finding = Finding()
    if let before = systemStarted, before != started {
      finding.wasRestarted = true
      finding.unseen = isFirstOfLink ? max(0, new) : 0
    } else if isFirstOfLink, let processed {
      finding.unseen = max(0, new &- processed &- Int64(startedCalls - heard))
    }
    let base = linkBegan ?? new
    linkBegan = base
    finding.isSilent = hadGrown && !hasSeenSeat
    hadGrown = new > base
    isFirstOfLink = false
    systemStarted = started
    processed = new
    heard = startedCalls
    return finding
  }
}
