import CallModel
import CallPhone
import PlainText

/// Feeds one input to the readers of telephone systems and to the call machine.
///
/// The first byte chooses the reader and how the rest is cut into pieces. Whatever it holds, nothing may
/// trap; a leg that rang or was answered ends, once, and a caller goes once, also when the link breaks and
/// comes back in between; nobody waits, rings or talks for longer than any clock says he was there; what the
/// lines say does not depend on their order; no verdict stands without a ring and an answer of one leg at
/// that seat; after a long silence nobody rings, waits or talks any more.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let rest = Array(bytes.dropFirst())
  let step = Int(bytes[0] >> 2) + 1
  // Two numbers that differ in control characters only are one when written down.
  let isText = rest.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x0D }
  let events: [PhoneEvent]
  switch bytes[0] & 3 {
  case 0: events = lines(rest)
  case 1:
    events = EventSocketReplay.events(
      of: rest, seats: .byExtension, source: "s", step: step, hasCallers: true)
    if isText, !rest.contains(UInt8(ascii: "%")) { check(legs: events) }
  case 2:
    events = ManagerReplay().events(of: rest, seats: .byExtension, source: "s", step: step, hasCallers: true)
    if isText { check(legs: events) }
  default: events = broken(rest, step: step, isText: isText)
  }
  check(board: events)
  return 0
}

private func lines(_ bytes: [UInt8]) -> [PhoneEvent] {
  bytes.split(separator: 0x0A).compactMap { line in
    guard let event = try? PhoneEventLine.decode(Array(line)) else { return nil }
    guard (try? PhoneEventLine.decode(PhoneEventLine.encode(event))) == event else {
      fatalError("a line does not read back as itself")
    }
    return event
  }
}

private func check(legs events: [PhoneEvent]) {
  func name(_ event: PhoneEvent) -> String? { event.leg.map { $0 + "/" + event.call + "/" + event.seat } }
  var ended: Set<String> = []
  for event in events where event.kind == .end {
    guard let leg = name(event), ended.insert(leg).inserted else { fatalError("a leg ends twice") }
  }
  for event in events where event.kind == .ring || event.kind == .answer {
    guard let leg = name(event), ended.contains(leg) else { fatalError("a leg never ends") }
  }
  var gone: Set<String> = []
  for event in events where event.kind == .gone {
    guard gone.insert(event.call).inserted else { fatalError("a caller goes twice") }
  }
}

private func shape(_ call: PhoneCall) -> [String] {
  call.legs.map { "\($0.seat) \($0.identifier ?? "") \($0.isAnswered) \($0.reason?.rawValue ?? "")" }
}

/// What a bridge writes whose connection breaks after every fourth piece.
private func broken(_ bytes: [UInt8], step: Int, isText: Bool) -> [PhoneEvent] {
  let settings = BridgeSettings(
    user: "u", secret: "s", usesChallenge: false, seats: .byExtension, source: "s")
  var machine = BridgeMachine(settings: settings, random: SystemRandomNumberGenerator(), open: [])
  var ticks: Int64 = 1_000
  var now: ManagerMoment {
    ticks += 250
    return ManagerMoment(wall: 1_795_340_968_000 + ticks, monotonic: ticks)
  }
  var actions = machine.start(at: now)
  for (index, start) in stride(from: 0, to: bytes.count, by: step * 8).enumerated() {
    if index.isMultiple(of: 4) {
      actions += machine.disconnected(at: now)
      ticks += 20_000
      actions += machine.tick(at: now) + machine.connected(at: now)
      let greeting =
        "Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nMessage: Authentication accepted\r\n\r\n"
      actions += machine.received(Array(greeting.utf8), at: now)
    }
    actions += machine.received(Array(bytes[start..<min(bytes.count, start + step * 8)]), at: now)
    actions += machine.tick(at: now)
  }
  actions += machine.stop(at: now)
  let events = actions.flatMap { if case .write(let events) = $0 { events } else { [PhoneEvent]() } }
  if isText { check(brokenLegs: events) }
  return events
}

/// A leg may be lost and found again, and is over once.
private func check(brokenLegs events: [PhoneEvent]) {
  var last: [String: PhoneEvent] = [:]
  for event in events {
    guard let leg = event.leg.map({ $0 + "/" + event.call + "/" + event.seat }) else { continue }
    if let before = last[leg], before.kind == .end, before.reason != .lost {
      fatalError("a leg goes on after its end")
    }
    last[leg] = event
  }
  guard last.values.allSatisfy({ $0.kind == .end }) else { fatalError("a leg never ends") }
}

/// From the first line about a call to the last, in ms, by the clock that says longest.
private func span(_ events: [PhoneEvent]) -> Int64 {
  func span(_ moments: [Int64]) -> Int64 { (moments.max() ?? 0) - (moments.min() ?? 0) }
  return max(
    span(events.compactMap(\.time)), span(events.compactMap(\.uptime)), span(events.compactMap(\.writtenAt)))
}

private func check(_ call: PhoneCall, lines: [PhoneEvent]) {
  let longest = span(lines)
  let waited = call.waitedMilliseconds ?? 0
  guard waited <= longest, (call.lastedMilliseconds ?? 0) <= longest else {
    fatalError("a caller waits or stays for longer than there are lines about him")
  }
  // Seat and leg of an answer: one that was told, or one of which nothing but the end of a conversation was.
  for leg in call.legs where leg.isAnswered {
    let own = lines.filter {
      $0.seat == leg.seat && (leg.identifier == nil || $0.leg == nil || $0.leg == leg.identifier)
    }
    guard own.contains(where: { $0.kind == .answer || $0.kind == .end && $0.reason == .hangup }) else {
      fatalError("a leg is answered of which nobody said so")
    }
  }
  let isOpen = call.legs.contains { $0.isAnswered && !$0.isEnded }
  guard !(call.hasGone && call.wasAnswered && call.wasTakenElsewhere) else {
    fatalError("a caller has two ends")
  }
  guard !(isOpen && call.isOver && !call.hasGone) else {
    fatalError("a call is over in which somebody talks")
  }
}

private func check(_ timing: RingTiming, at seats: Set<String>, lines: [PhoneEvent]) {
  guard timing.verdict != .unknown else { return }
  let isJudged = seats.contains { seat in
    let own = lines.filter { $0.seat == seat }
    let rings = own.filter { $0.kind == .ring }
    return own.contains { answer in
      answer.kind == .answer && rings.contains { $0.leg == nil || answer.leg == nil || $0.leg == answer.leg }
    }
  }
  guard isJudged else { fatalError("a verdict without a ring at that seat") }
  // Moments of receipt are all the same here.
  guard timing.ringMilliseconds.map({ (0...max(0, span(lines))).contains($0) }) ?? true else {
    fatalError("it rings for longer than there are lines about it")
  }
}

private func check(board events: [PhoneEvent]) {
  guard events.count < 200 else { return }
  let seats = Set(events.map(\.seat).filter { !$0.isEmpty }.prefix(2))
  var (one, other) = (PhoneBoard(seats: seats), PhoneBoard(seats: seats))
  var now = WallInstant(milliseconds: 1_795_340_968_000)
  for event in events { one.apply(event, receivedAt: now, isBacklog: true) }
  for event in events.reversed() + events { other.apply(event, receivedAt: now, isBacklog: true) }
  for (key, lines) in Dictionary(grouping: events, by: { PhoneCall.Key(source: $0.source, call: $0.call) }) {
    guard let call = one.call(key), let same = other.call(key) else { continue }
    guard shape(call) == shape(same), one.standing(of: call) == other.standing(of: same) else {
      fatalError("the order of lines matters")
    }
    check(call, lines: lines)
    if let timing = one.timing(for: key)?.timing { check(timing, at: seats, lines: lines) }
  }
  // Seven hours of silence, in steps no clock is thought to have been set by.
  for _ in 0..<840 {
    now = now.adding(milliseconds: 30_000)
    one.expire(now: now)
  }
  guard one.waiting().count == 0, one.ringingHere.isEmpty, one.talkingHere.isEmpty else {
    fatalError("somebody rings, waits or talks for ever")
  }
}
