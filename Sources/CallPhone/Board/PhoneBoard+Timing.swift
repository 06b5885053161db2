import CallModel

extension PhoneBoard {
  /// How the answer at this console's seat was measured; nil when this seat has not answered the call.
  ///
  /// Without a ring line, or with times that cannot be believed, the timing is `unknown` and nothing is
  /// guessed.
  public func timing(for key: PhoneCall.Key) -> MeasuredAnswer? {
    guard let call = call(key), let leg = answeredLeg(call) else { return nil }
    return measured(leg, of: call)
  }

  /// How the first answer at any seat was measured; nil when no seat has answered.
  public func firstTiming(of call: PhoneCall) -> MeasuredAnswer? {
    call.legs.first { $0.takenAt != nil }.flatMap { measured($0, of: call) }
  }

  private func measured(_ leg: PhoneLeg, of call: PhoneCall) -> MeasuredAnswer? {
    guard let answer = leg.takenAt else { return nil }
    let interval = leg.ring.flatMap { PhoneInterval(from: $0, to: answer, limit: limit) }
    return MeasuredAnswer(
      timing: ringTiming(interval, ring: leg.ring?.event, wait: waitMilliseconds(call, until: answer)),
      clockStepped: interval?.clockStepped ?? false, key: call.key, seat: leg.seat, caller: call.caller,
      name: call.name,
      recording: call.recording, ringTime: leg.ring?.event.time, answerTime: answer.event.time,
      answeredAt: answer.receivedAt, ringsSeen: leg.ring?.event.ringsSeen ?? answer.event.ringsSeen)
  }

  /// How long this console's seat spoke to the caller, in ms, by the best clock that has both moments; nil
  /// while it does, and where none can tell.
  public func talkMilliseconds(of call: PhoneCall) -> Int64? {
    guard let leg = answeredLeg(call), let answer = leg.takenAt, let end = leg.end ?? call.gone else {
      return nil
    }
    return PhoneInterval.between(answer, last: end)
  }

  /// How long the phone of this console's seat has been ringing, in ms; nil when it is not ringing.
  public func ringingMilliseconds(of call: PhoneCall) -> Int64? {
    standing(of: call) == .ringingHere ? millisecondsSinceRing(of: call) : nil
  }

  /// How long ago the phone of this console's seat began to ring, in ms: the ring that goes on, else the last
  /// one; nil when it never rang.
  public func millisecondsSinceRing(of call: PhoneCall) -> Int64? {
    let here = call.legs.filter { seats.contains($0.seat) }
    let began = here.filter(\.isRinging).compactMap { $0.ring?.tick }.min() ?? here.last?.ring?.tick
    return began.map { max(0, tick - $0) }
  }

  /// How long ago this console's seat's part in a conversation ended, in ms, also in one whose answer was not
  /// told; nil while it goes on.
  public func millisecondsSinceEnd(of call: PhoneCall) -> Int64? {
    let here = call.legs.filter { seats.contains($0.seat) }
    let own = here.last(where: \.isAnswered) ?? here.last(where: \.hungUpUnanswered)
    return own?.end.map { max(0, tick - $0.tick) }
  }

  /// The leg this seat answered last: a seat that was rung again for the same caller is judged by the ring it
  /// answered.
  private func answeredLeg(_ call: PhoneCall) -> PhoneLeg? {
    call.legs.last { seats.contains($0.seat) && $0.takenAt != nil }
  }

  private func ringTiming(_ interval: PhoneInterval?, ring: PhoneEvent?, wait: Int64?) -> RingTiming {
    guard let interval, let ring else {
      return RingTiming(
        source: .unknown, basis: .none, ringMilliseconds: nil, waitMilliseconds: wait, limit: limit)
    }
    return RingTiming(
      source: .measured, basis: interval.judgedBasis(ring, limit: limit),
      ringMilliseconds: interval.milliseconds, waitMilliseconds: wait,
      errorMilliseconds: interval.errorMilliseconds, limit: limit)
  }

  /// From the first ring at any seat, or from joining the queue, to the first answer anywhere, at latest
  /// `answer`, in ms: who is passed on has not waited while he was spoken to.
  ///
  /// A queue may hold a caller for longer than any telephone rings.
  private func waitMilliseconds(_ call: PhoneCall, until answer: PhoneLeg.Witness) -> Int64? {
    let first = call.legs.compactMap(\.takenAt).min { $0.moment < $1.moment } ?? answer
    let rung = call.legs.compactMap(\.waitedFrom).compactMap {
      PhoneInterval(from: $0, to: first)?.milliseconds
    }
    let queued = call.wait.flatMap { PhoneInterval.between($0, last: first) }
    return (rung + [queued].compactMap { $0 }.filter { $0 <= Self.longestConversation }).max()
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
  /// The recording's file name, as the telephone system told it; nil when it told none.
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
/// The rules, in order: the source's own two times; where they are missing or cannot be, the writer's (its
/// monotonic clock before its wall clock); last, the times of receipt. Where the source's times and the
/// writer's disagree by more than the error bound, the source's stand and the bound reaches the limit, so
/// that they prove nothing: lines may have come late, or a clock was set, and nobody can say which.
struct PhoneInterval: Hashable, Sendable {
  /// The longest ringing believed, in ms.
  static let longest: Int64 = 600_000
  /// How far two clocks may differ over one ringing before they contradict each other, in ms.
  static let tolerance: Int64 = 1_000

  let milliseconds: Int64
  let basis: RingTiming.Basis
  let errorMilliseconds: Int64
  /// Whether another clock says something else.
  let clockStepped: Bool

  /// The interval from `ring` to `answer`, to be judged by `limit`; nil when no two times of one clock give a
  /// believable one.
  init?(from ring: PhoneLeg.Witness, to answer: PhoneLeg.Witness, limit: RingLimit = RingLimit()) {
    let source = Self.difference(ring.event.time, end: answer.event.time)
    let witness = Self.witness(ring, last: answer)
    let error = Self.error(ring.event, answer: answer.event)
    if let source = Self.believable(source) {
      milliseconds = source
      basis = ring.event.basis ?? .alerting
      let apart = Self.believable(witness).map { abs(source - $0) } ?? (witness == nil ? 0 : .max)
      clockStepped = apart > max(Self.tolerance, error)
      let doubt = abs(limit.milliseconds - source) + 1
      errorMilliseconds = clockStepped ? max(error, doubt) : error
      return
    }
    let received = Self.difference(ring.receivedAt.milliseconds, end: answer.receivedAt.milliseconds)
    guard let fallback = Self.believable(witness) ?? Self.believable(witness == nil ? received : nil) else {
      return nil
    }
    milliseconds = fallback
    basis = .received
    errorMilliseconds = max(error, Self.defaultError(.received))
    clockStepped = source != nil
  }

  /// How long it was from one line to another, in ms, by the best clock both have; nil when they have none
  /// or it went backwards.
  static func between(_ first: PhoneLeg.Witness, last: PhoneLeg.Witness) -> Int64? {
    [
      difference(first.event.time, end: last.event.time), witness(first, last: last),
      difference(first.receivedAt.milliseconds, end: last.receivedAt.milliseconds),
    ].compactMap { $0 }.first { $0 >= 0 }
  }

  private static func witness(_ first: PhoneLeg.Witness, last: PhoneLeg.Witness) -> Int64? {
    difference(first.event.uptime, end: last.event.uptime)
      ?? difference(first.event.writtenAt, end: last.event.writtenAt)
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
    case .alerting, .keys, .count, .none: 50
    }
  }

  private static func error(_ ring: PhoneEvent, answer: PhoneEvent) -> Int64 {
    let basis = ring.basis ?? (ring.time == nil ? .received : .alerting)
    let usual = defaultError(basis)
    let isWhole = [ring.time, answer.time].allSatisfy { $0.map { $0 % 1_000 == 0 } ?? false }
    // Two times without a fraction are whole seconds, each cut off by anything up to one.
    let bound = ring.errorMilliseconds ?? (isWhole && basis != .dialed ? max(usual, 1_000) : usual)
    return bound + (answer.errorMilliseconds ?? 0)
  }

  private static func difference(_ start: Int64?, end: Int64?) -> Int64? {
    guard let start, let end else { return nil }
    return end - start
  }

  private static func believable(_ milliseconds: Int64?) -> Int64? {
    milliseconds.flatMap { (0...longest).contains($0) ? $0 : nil }
  }
}
