import CallModel
import CallPhone
import PlainText

/// Feeds one input to the readers of telephone systems and to the call machine.
///
/// The first byte chooses the reader and how the rest is cut into pieces. Whatever it holds, nothing may
/// trap; a leg that rang or was answered ends, once, and a caller goes once; nobody talks for longer than he
/// was there; what the lines say does not depend on their order; no verdict stands without a ring at that
/// seat.
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
  default:
    events = ManagerReplay().events(of: rest, seats: .byExtension, source: "s", step: step, hasCallers: true)
    if isText { check(legs: events) }
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

private func check(board events: [PhoneEvent]) {
  guard events.count < 200 else { return }
  let seats = Set(events.map(\.seat).filter { !$0.isEmpty }.prefix(2))
  var (one, other) = (PhoneBoard(seats: seats), PhoneBoard(seats: seats))
  let now = WallInstant(milliseconds: 1_795_340_968_000)
  for event in events { one.apply(event, receivedAt: now, isBacklog: true) }
  for event in events.reversed() + events { other.apply(event, receivedAt: now, isBacklog: true) }
  for key in Set(events.map { PhoneCall.Key(source: $0.source, call: $0.call) }) {
    guard let call = one.call(key), let same = other.call(key) else { continue }
    guard shape(call) == shape(same), one.standing(of: call) == other.standing(of: same) else {
      fatalError("the order of lines matters")
    }
    let talked = call.lastedMilliseconds.map { lasted in lasted - (call.waitedMilliseconds ?? 0) }
    if let talked, let lasted = call.lastedMilliseconds, talked > lasted {
      fatalError("somebody talks for longer than he is there")
    }
    guard let timing = one.timing(for: key)?.timing, timing.verdict != .unknown else { continue }
    guard events.contains(where: { $0.kind == .ring && seats.contains($0.seat) && $0.call == key.call })
    else {
      fatalError("a verdict without a ring")
    }
  }
}
