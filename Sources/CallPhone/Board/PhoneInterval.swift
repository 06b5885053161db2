import CallModel

/// The time between two events of one seat or call, with what it may be relied on for.
///
/// The rules, in order: the source's own two times; if they disagree with the writer's clock by more than
/// 1,000 ms, or are missing, the writer's (its monotonic clock before its wall clock); last, the times of
/// receipt.
struct PhoneInterval: Hashable, Sendable {
  /// The longest ringing believed, in ms.
  static let longest: Int64 = 600_000
  /// How far two clocks may differ over one ringing before one of them is taken to have been set, in ms.
  static let tolerance: Int64 = 1_000

  let milliseconds: Int64
  let basis: RingTiming.Basis
  let errorMilliseconds: Int64
  let clockStepped: Bool

  /// The interval from `ring` to `answer`; nil when no two times of one clock give a believable one.
  init?(from ring: PhoneLeg.Witness, to answer: PhoneLeg.Witness) {
    let source = Self.difference(ring.event.time, answer.event.time)
    let witness =
      Self.difference(ring.event.uptime, answer.event.uptime)
      ?? Self.difference(ring.event.writtenAt, answer.event.writtenAt)
    let error = Self.error(ring.event) + (answer.event.errorMilliseconds ?? 0)
    if let source = Self.believable(source), Self.agree(source, witness) || Self.believable(witness) == nil {
      milliseconds = source
      basis = ring.event.basis ?? .alerting
      errorMilliseconds = error
      clockStepped = !Self.agree(source, witness)
      return
    }
    let received = Self.difference(ring.receivedAt.milliseconds, answer.receivedAt.milliseconds)
    guard let fallback = Self.believable(witness) ?? Self.believable(witness == nil ? received : nil) else {
      return nil
    }
    milliseconds = fallback
    basis = .received
    errorMilliseconds = max(error, Self.defaultError(.received))
    clockStepped = source != nil
  }

  /// The basis to judge by.
  ///
  /// A seat only known to be called gives an upper bound, which can prove an answer in time but never a late
  /// one; measured by receipt it must keep its error bound as well.
  func judgedBasis(_ ring: PhoneEvent, limit: RingLimit) -> RingTiming.Basis {
    guard ring.basis == .dialed, basis == .received else { return basis }
    return milliseconds < limit.milliseconds ? .received : .dialed
  }

  /// The uncertainty of a basis that says nothing else, in ms.
  static func defaultError(_ basis: RingTiming.Basis) -> Int64 {
    switch basis {
    case .received: 500
    case .snapshot: 1_000
    // The bell began later than that, never earlier.
    case .dialed: 0
    default: 50
    }
  }

  private static func error(_ ring: PhoneEvent) -> Int64 {
    ring.errorMilliseconds ?? defaultError(ring.basis ?? (ring.time == nil ? .received : .alerting))
  }

  private static func difference(_ start: Int64?, _ end: Int64?) -> Int64? {
    guard let start, let end else { return nil }
    return end - start
  }

  private static func believable(_ milliseconds: Int64?) -> Int64? {
    milliseconds.flatMap { (0...longest).contains($0) ? $0 : nil }
  }

  private static func agree(_ source: Int64, _ witness: Int64?) -> Bool {
    guard let witness else { return true }
    return abs(source - witness) <= tolerance
  }
}
