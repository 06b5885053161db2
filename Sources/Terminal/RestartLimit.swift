/// Decides whether a console that died is started again, and after what pause.
struct RestartLimit {
  /// What to do after a death.
  enum Decision: Hashable {
    /// Start again after so many milliseconds.
    case restart(afterMilliseconds: Int)
    /// It makes no sense any more.
    case giveUp
  }

  /// Deaths that are one too many.
  static let deaths = 5
  /// Within this time, in ms.
  static let window: Int64 = 10_000

  private var times: [Int64] = []

  /// Takes note of a death.
  mutating func died(now: Int64) -> Decision {
    times = times.filter { now - $0 < Self.window } + [now]
    if times.count >= Self.deaths { return .giveUp }
    return .restart(afterMilliseconds: times.count == 1 ? 0 : 100 << (times.count - 2))
  }
}
