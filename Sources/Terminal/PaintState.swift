/// When the screen is to be painted next, and what of it.
struct PaintState {
  /// Rows now standing above the prompt.
  var rowsAbove = 0
  /// What those rows show.
  var shownRows: [String] = []
  /// Whether the whole screen is to be drawn from memory.
  private(set) var wantsAll = false
  /// Whether readline has drawn since the last paint.
  var wasEdited = false
  private var isWanted = false
  private var isUrgent = false
  private var last: Int64 = .min / 2

  /// Something changed that can wait a little.
  mutating func want() { isWanted = true }

  /// Something changed that somebody typed for.
  mutating func wantNow() {
    isWanted = true
    isUrgent = true
  }

  /// Everything is to be drawn anew.
  mutating func wantAll() {
    wantNow()
    wantsAll = true
  }

  /// Draws an edited line again within a second.
  ///
  /// readline takes characters newer than glibc's table, and parts of joined ones, for narrower than they
  /// are.
  mutating func heal(_ now: Int64) {
    if wasEdited && now - last >= 1_000 { want() }
  }

  /// When to paint; nil when nothing is wanted.
  func due(_ now: Int64) -> Int64? {
    guard isWanted else { return nil }
    return isUrgent ? now : max(now, last + TerminalRunner.paintMilliseconds)
  }

  /// A paint has been made.
  mutating func done(_ now: Int64) {
    isWanted = false
    isUrgent = false
    wantsAll = false
    wasEdited = false
    last = now
  }
}
