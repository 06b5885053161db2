import CallModel

/// What a seat's telephone does: it rings, is picked up, and is done.
extension ManagerMapper {
  /// Causes of Q.850 by which a telephone says that it will not take the call: busy, no route, out of order,
  /// rejected, congestion.
  private static let refusals: Set<String> = ["3", "17", "20", "21", "27", "34", "38", "42"]

  /// `time` is given where the ringing began before this message.
  mutating func ring(_ leg: inout ManagerLeg, context: Context, at time: Int64? = nil) -> [PhoneEvent] {
    guard !leg.hasRung, !leg.isAnswered else { return [] }
    leg.hasRung = true
    leg.ringTime = time ?? context.time
    legs[leg.unique] = leg
    note(leg.call) { $0.isKnown = true }
    return [event(.ring, leg: leg, time: leg.ringTime, context: context, basis: .alerting)].compactMap { $0 }
  }

  /// Says that a telephone is called of which it is not known whether it rings.
  mutating func dialed(_ leg: inout ManagerLeg, context: Context) -> [PhoneEvent] {
    guard !leg.hasRung, !leg.saidDialed, !leg.isAnswered else { return [] }
    leg.saidDialed = true
    leg.ringTime = leg.dialedAt ?? context.time
    legs[leg.unique] = leg
    note(leg.call) { $0.isKnown = true }
    return [event(.ring, leg: leg, time: leg.ringTime, context: context, basis: .dialed)].compactMap { $0 }
  }

  /// `time` is given where it was picked up before this message.
  mutating func answer(_ leg: inout ManagerLeg, context: Context, at time: Int64? = nil) -> [PhoneEvent] {
    guard !leg.isAnswered else { return [] }
    var events = leg.dialedAt == nil ? [] : dialed(&leg, context: context)
    leg.isAnswered = true
    leg.answerTime = time ?? context.time
    legs[leg.unique] = leg
    let number = count
    legs[leg.unique]?.answerBefore = calls[leg.call]?.lastAnswer
    let heard = leg.isCallerKnown || leg.caller.isEmpty ? nil : (leg.caller, leg.name)
    note(leg.call) {
      // The number the dial plan showed to who answered first, which it may have changed.
      if let heard, $0.lastAnswer == nil { ($0.caller, $0.name) = heard }
      $0.lastAnswer = number
      $0.isKnown = true
    }
    events += resolve(leg.call, as: .elsewhere, context: context)
    let error = context.delay > 0 ? context.delay : nil
    events += [event(.answer, leg: leg, time: leg.answerTime, context: context, error: error)].compactMap {
      $0
    }
    return events
  }

  /// An agent who hangs up before the queue has put its caller through has not answered him: he waits on.
  ///
  /// Without the telephone system's own word for it, which takes more rights than the rest, by this: he is
  /// still there and never met the telephone, which is told, or may be where he waits in a queue.
  mutating func undo(_ leg: inout ManagerLeg) {
    guard leg.isAnswered, !leg.hasPassedOn, !leg.isCarriedOver, let call = calls[leg.call] else { return }
    let isTold = seesBridges && (tellsEveryBridge || call.isQueued)
    let neverMet = call.isPresent == true && isTold && !leg.hasMet
    leg.wasDumped = leg.wasDumped || neverMet
    if leg.wasDumped { calls[leg.call]?.lastAnswer = leg.answerBefore }
  }

  /// The telephone system says it itself, of the telephone or of the Local channel before it.
  mutating func dumped(_ message: ManagerMessage) {
    guard let unique = message.identifier("DestUniqueid") else { return }
    legs[unique]?.wasDumped = true
    guard let channel = message["DestChannel"], channel.hasSuffix(";1") else { return }
    let behind = channel.dropLast() + "2"
    for (unique, leg) in legs where leg.dialler.map({ $0 == behind }) == true {
      legs[unique]?.wasDumped = true
    }
  }

  /// The end of a leg that was written about, now or when it is known why.
  mutating func end(_ leg: ManagerLeg, cause: String?, context: Context) -> [PhoneEvent] {
    if let reason = reason(leg, cause: cause) {
      return [event(.end, leg: leg, time: context.time, context: context, reason: reason)].compactMap { $0 }
    }
    note(leg.call) { $0.pending.append(.init(leg: leg, time: context.time)) }
    undecided.insert(leg.call)
    return []
  }

  /// Why a telephone is done with the call; nil while that depends on whether the caller stays.
  private func reason(_ leg: ManagerLeg, cause: String?) -> PhoneEvent.EndReason? {
    if leg.isAnswered { return leg.wasDumped ? .noanswer : .hangup }
    if leg.wasPickedUp || cause == "26" { return .elsewhere }
    if leg.wasForwarded { return .noanswer }
    if leg.wasRefused || cause.map(Self.refusals.contains) == true { return .busy }
    if leg.timedOut { return .noanswer }
    guard let call = calls[leg.call] else { return .abandoned }
    if let answered = call.lastAnswer, answered > leg.number { return .elsewhere }
    return call.isPresent == true ? nil : .abandoned
  }

  /// The telephones of a call that stopped ringing, now that it is known why.
  mutating func resolve(
    _ call: String, as reason: PhoneEvent.EndReason, context: Context
  ) -> [PhoneEvent] {
    guard undecided.remove(call) != nil, let pending = calls[call]?.pending else { return [] }
    calls[call]?.pending = []
    return pending.compactMap {
      event(.end, leg: $0.leg, time: $0.time, context: context, reason: reason)
    }
  }

  /// What stopped ringing long enough ago, while its caller is still there, has rung in vain.
  mutating func settle(_ context: Context, time: Int64) -> [PhoneEvent] {
    guard !undecided.isEmpty else { return [] }
    let due = undecided.filter { call in
      calls[call]?.pending.contains { $0.time.map { time - $0 >= Self.settleAfter } ?? true } ?? true
    }
    return due.sorted().flatMap { resolve($0, as: .noanswer, context: context) }
  }

  /// The link is gone: every leg still open is lost, as far as is known.
  public mutating func close(at now: ManagerMoment?, offset: Int64 = 0) -> [PhoneEvent] {
    let context = Context(message: nil, now: now, delay: 0, offset: offset)
    let time = now.map { $0.wall + offset } ?? lastTime
    var events = time.map { settle(context, time: $0) } ?? []
    for call in undecided.sorted() { events += resolve(call, as: .lost, context: context) }
    let open = legs.values.filter(\.isKnown).sorted { ($0.number, $0.unique) < ($1.number, $1.unique) }
    for leg in open { interrupted[leg.unique] = leg }
    (legs, bridges, originators, listed) = ([:], [:], [:], [])
    calls = calls.filter(\.value.isKnown).mapValues { call in
      var call = call
      (call.isPresent, call.isCarriedOver) = (nil, true)
      return call
    }
    hasSeenSeat = false
    return events + open.compactMap { event(.end, leg: $0, time: time, context: context, reason: .lost) }
  }

  func event(
    _ kind: PhoneEvent.Kind, leg: ManagerLeg, time: Int64?, context: Context,
    basis: RingTiming.Basis? = nil, error: Int64? = nil, reason: PhoneEvent.EndReason? = nil
  ) -> PhoneEvent? {
    let isRing = kind == .ring
    let rang = kind == .answer ? leg.ringTime.flatMap { start in time.map { $0 - start } } : nil
    let slow = isRing && context.delay > 0 ? 50 + context.delay : nil
    let bound = error ?? slow ?? (isRing && context.isCoarse ? 1_000 : nil)
    // A call or seat that is no text at all was refused when the leg was made; there is nothing to say about
    // it.
    return try? PhoneEvent(
      kind, call: leg.call, seat: leg.seat, leg: leg.unique, caller: isRing ? leg.caller : nil,
      name: isRing ? leg.name : nil, time: time, writtenAt: context.now?.wall,
      uptime: context.now?.monotonic, source: source, basis: basis, errorMilliseconds: bound,
      reason: reason, isPassedOn: leg.hasPassedOn, ringMilliseconds: rang)
  }
}
