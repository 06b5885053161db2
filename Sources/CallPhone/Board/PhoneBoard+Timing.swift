import CallModel

extension PhoneBoard {
  /// How the answer at this console's seat was measured; nil when this seat has not answered the call.
  ///
  /// Without a ring line, or with times that cannot be believed, the timing is `unknown` and nothing is
  /// guessed.
  public func timing(for key: PhoneCall.Key) -> MeasuredAnswer? {
    guard let call = call(key), let (seat, leg, answer) = answeredLeg(call) else { return nil }
    let interval = leg.ring.flatMap { PhoneInterval(from: $0, to: answer) }
    return MeasuredAnswer(
      timing: ringTiming(interval, leg.ring?.event, wait: waitMilliseconds(call, until: answer)),
      clockStepped: interval?.clockStepped ?? false, key: key, seat: seat, caller: call.caller,
      name: call.name,
      recording: call.recording, ringTime: leg.ring?.event.time, answerTime: answer.event.time,
      answeredAt: answer.receivedAt, ringsSeen: leg.ring?.event.ringsSeen ?? answer.event.ringsSeen)
  }

  /// How long the phone of this console's seat has been ringing, in ms; nil when it is not ringing.
  public func ringingMilliseconds(of call: PhoneCall) -> Int64? {
    guard standing(of: call) == .ringingHere else { return nil }
    let began = call.legs.filter { seats.contains($0.key) && $0.value.isRinging }.values.compactMap {
      $0.ring?.tick
    }
    return began.min().map { max(0, tick - $0) }
  }

  private func answeredLeg(_ call: PhoneCall) -> (String, PhoneLeg, PhoneLeg.Witness)? {
    for seat in seats.sorted() {
      if let leg = call.legs[seat], let answer = leg.answer { return (seat, leg, answer) }
    }
    return nil
  }

  private func ringTiming(_ interval: PhoneInterval?, _ ring: PhoneEvent?, wait: Int64?) -> RingTiming {
    guard let interval, let ring else {
      return RingTiming(
        source: .unknown, basis: .none, ringMilliseconds: nil, waitMilliseconds: wait, limit: limit)
    }
    return RingTiming(
      source: .measured, basis: interval.judgedBasis(ring, limit: limit),
      ringMilliseconds: interval.milliseconds,
      waitMilliseconds: wait.map { max($0, interval.milliseconds) },
      errorMilliseconds: interval.errorMilliseconds, limit: limit)
  }

  /// From the first ring at any seat to `answer`, in ms.
  private func waitMilliseconds(_ call: PhoneCall, until answer: PhoneLeg.Witness) -> Int64? {
    call.legs.values.compactMap { leg in
      leg.ring.flatMap { PhoneInterval(from: $0, to: answer) }?.milliseconds
    }.max()
  }
}

/// How an answer at this console's seat was measured, with everything needed to store and judge it again.
public struct MeasuredAnswer: Hashable, Sendable {
  /// The figures and the verdict.
  public let timing: RingTiming
  /// Whether a clock was set while the phone rang; the figure then comes from another clock.
  public let clockStepped: Bool
  /// Which call.
  public let key: PhoneCall.Key
  /// The seat or extension that answered.
  public let seat: String
  /// The caller's number, empty when withheld.
  public let caller: String
  /// The caller's name.
  public let name: String?
  /// The recording.
  public let recording: String?
  /// When the ringing began, ms since 1970 by the source's clock.
  public let ringTime: Int64?
  /// When the call was answered, ms since 1970 by the source's clock.
  public let answerTime: Int64?
  /// When the answer became known here.
  public let answeredAt: WallInstant
  /// The bells the source itself counted.
  public let ringsSeen: Int?
}

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
