import CallModel

/// What the telephone system says of the calls going on when the link comes up.
extension ManagerMapper {
  /// Takes up what an earlier run of the bridge left open: `open` are the lines of legs without an end and of
  /// callers who may still be there, in any order.
  ///
  /// Only legs the telephone system numbers itself can be found again.
  public mutating func resume(_ open: [PhoneEvent]) {
    for event in open.sorted(by: { ($0.time ?? 0) < ($1.time ?? 0) }) {
      switch event.kind {
      case .ring, .answer: resume(leg: event)
      case .wait: note(event.call) { $0.isQueued = true }
      case .end: if event.reason == .hangup { note(event.call) { $0.lastAnswer = $0.lastAnswer ?? 0 } }
      case .gone: continue
      }
      note(event.call) { ($0.isKnown, $0.isCarriedOver) = (true, true) }
    }
  }

  private mutating func resume(leg event: PhoneEvent) {
    guard let unique = event.leg else { return }
    var leg =
      interrupted[unique]
      ?? ManagerLeg(unique: unique, seat: event.seat, device: "", call: event.call, number: count)
    leg.isCarriedOver = true
    if event.kind == .ring {
      leg.hasRung = true
      leg.ringTime = leg.ringTime ?? event.time
      leg.caller = event.caller ?? leg.caller
    } else {
      leg.isAnswered = true
      leg.answerTime = leg.answerTime ?? event.time
      note(leg.call) { $0.lastAnswer = $0.lastAnswer ?? 0 }
    }
    interrupted[unique] = leg
  }

  /// One channel of the list.
  mutating func snapshot(_ message: ManagerMessage, context: Context) -> [PhoneEvent] {
    guard let unique = message.identifier("Uniqueid"), let channel = message["Channel"],
      !finished.contains(unique)
    else { return [] }
    listed.insert(unique)
    if let bridge = message.identifier("BridgeId"), bridges.count < Self.maximumLegs {
      bridges[bridge, default: []].insert(unique)
    }
    if message.identifier("Linkedid") == unique { begin(unique, channel: channel, message: message) }
    guard legs[unique] == nil else { return [] }
    if let known = interrupted.removeValue(forKey: unique) {
      return takeUp(known, channel: channel, message: message, context: context)
    }
    guard message["ChannelState"] == "5", unique != message.identifier("Linkedid"), !channel.hasSuffix(";2"),
      var leg = make(unique, channel: channel, call: message.identifier("Linkedid") ?? unique)
    else { return [] }
    leg.caller = CallerText.number(message["ConnectedLineNum"])
    leg.name = CallerText.name(message["ConnectedLineName"], number: leg.caller)
    // Whole seconds since the channel was made: on average half a second more than the phone has rung.
    let time = context.now.map { $0.wall + context.offset - Self.seconds(message["Duration"]) * 1_000 - 500 }
    leg.hasRung = true
    leg.ringTime = time
    legs[unique] = leg
    return [
      event(.ring, leg: leg, time: time, context: context, basis: .snapshot, error: 1_000 + context.delay)
    ].compactMap { $0 }
  }

  /// A leg that was there before the link broke goes on, with the times known of it.
  private mutating func takeUp(
    _ known: ManagerLeg, channel: String, message: ManagerMessage, context: Context
  ) -> [PhoneEvent] {
    var leg = ManagerLeg(
      unique: known.unique, seat: known.seat, device: ManagerLeg.device(of: channel), call: known.call,
      number: count)
    (leg.caller, leg.name, leg.dialler) = (known.caller, known.name, known.dialler)
    (leg.dialedAt, leg.ringTime, leg.answerTime) = (known.dialedAt, known.ringTime, known.answerTime)
    (leg.hasRung, leg.isAnswered, leg.isCarriedOver) = (true, known.isAnswered, true)
    legs[leg.unique] = leg
    note(leg.call) { $0.isKnown = true }
    if known.isAnswered {
      return [event(.answer, leg: leg, time: known.answerTime, context: context)].compactMap { $0 }
    }
    guard message["ChannelState"] == "6" else {
      return [event(.ring, leg: leg, time: known.ringTime, context: context, basis: .snapshot, error: 1_000)]
        .compactMap { $0 }
    }
    // Picked up while nobody listened: at some moment since it rang.
    let time = context.now.map { $0.wall + context.offset }
    leg.isAnswered = true
    leg.answerTime = time
    legs[leg.unique] = leg
    let number = count
    note(leg.call) { $0.lastAnswer = number }
    let since = leg.ringTime.flatMap { start in time.map { max(0, $0 - start) } } ?? 0
    return [event(.answer, leg: leg, time: time, context: context, error: since + 1_000)].compactMap { $0 }
  }

  /// The list is complete: what it does not name is no more.
  mutating func snapshotComplete(_ context: Context) -> [PhoneEvent] {
    let over = interrupted.values.sorted { ($0.number, $0.unique) < ($1.number, $1.unique) }
    interrupted = [:]
    for leg in over { finish(leg.unique) }
    let time = context.now.map { $0.wall + context.offset } ?? lastTime
    let ends = over.compactMap {
      event(.end, leg: $0, time: time, context: context, reason: $0.isAnswered ? .hangup : .lost)
    }
    let absent = calls.filter { $0.value.isCarriedOver && !listed.contains($0.key) }
    let gone = absent.sorted { $0.value.number < $1.value.number }.compactMap { call in
      // The number was a text when its first line was written.
      try? PhoneEvent(
        .gone, call: call.key, time: time, writtenAt: context.now?.wall, uptime: context.now?.monotonic,
        source: source, reason: call.value.lastAnswer == nil ? .lost : .hangup)
    }
    for call in absent.keys { calls[call] = nil }
    listed = []
    return ends + gone
  }

  /// The seconds in `00:01:05`.
  private static func seconds(_ duration: String?) -> Int64 {
    let parts = (duration ?? "").split(separator: ":").map { Int64($0) ?? 0 }
    return parts.prefix(3).reduce(0) { min($0, 100_000) * 60 + min(max($1, 0), 100_000) }
  }
}
