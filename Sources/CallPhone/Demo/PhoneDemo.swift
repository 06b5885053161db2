import CallModel

/// A busy hour of invented calls: the same seed always gives the same calls.
///
/// Answered here and elsewhere, given up, passed on, refused; bursts, callers who ring again, withheld
/// numbers and a few names. The numbers 199 0000 00xx belong to nobody.
public struct PhoneDemo: Sendable {
  /// One event and when it happens.
  public struct Step: Hashable, Sendable {
    /// Milliseconds from the beginning.
    public let offset: Int64
    /// What happens.
    public let kind: PhoneEvent.Kind
    /// The number of the call, from 1.
    public let call: Int
    /// The seat at which it rings.
    public let seat: String
    /// The caller's number.
    public let caller: String
    /// The caller's name.
    public let name: String?
    /// Why it ended.
    public let reason: PhoneEvent.EndReason?

    /// The event as it would be written at `time`; `began` is the moment the demonstration began, in s since
    /// 1970.
    public func event(at time: Int64, began: Int64, uptime: Int64?) throws(PhoneEventFault) -> PhoneEvent {
      let isRing = kind == .ring
      return try PhoneEvent(
        kind, call: "\(began).\(call)", seat: seat, caller: isRing ? caller : nil, name: isRing ? name : nil,
        time: time, writtenAt: time, uptime: uptime, source: PhoneDemo.source,
        basis: isRing ? .alerting : nil,
        reason: reason, recording: kind == .end && reason == .hangup ? "demo-\(began)-\(call)" : nil)
    }
  }

  /// The name of the source of a demonstration's events.
  public static let source = "demo"

  private let seats: [String]
  private let names: [String]
  private var random: DemoRandom
  private var steps: [Step] = []
  private var callers: [String] = []
  private var calls = 0
  /// Until when each seat talks, in ms from the beginning.
  private var busy: [String: Int64] = [:]

  /// The steps of a demonstration of so many minutes at these seats, earliest first; a few callers have one
  /// of `names`.
  public static func steps(seed: UInt64, minutes: Int, seats: [String], names: [String]) -> [Step] {
    guard !seats.isEmpty, minutes > 0 else { return [] }
    var demo = PhoneDemo(seed: seed, seats: seats, names: names)
    demo.fill(until: Int64(minutes) * 60_000)
    let order = demo.steps.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    return order.map(\.element)
  }

  private init(seed: UInt64, seats: [String], names: [String]) {
    self.seats = seats
    self.names = names
    random = DemoRandom(seed: seed)
  }

  private mutating func fill(until end: Int64) {
    var offset: Int64 = 2_000
    while offset < end {
      // Now and then everybody calls at once: one accident, many telephones.
      let burst = Int.random(in: 0..<12, using: &random) == 0 ? Int.random(in: 4...7, using: &random) : 1
      for _ in 0..<burst {
        addCall(at: offset)
        offset += Int64.random(in: burst > 1 ? 700...3_000 : 20_000...80_000, using: &random)
      }
    }
  }

  private mutating func addCall(at offset: Int64) {
    calls += 1
    let caller = nextCaller()
    let name = Int.random(in: 0..<14, using: &random) == 0 ? names.randomElement(using: &random) : nil
    // A telephone in use does not ring; when all are in use, the first that is free again rings.
    let free = seats.filter { busy[$0, default: 0] <= offset }
    guard !free.isEmpty else {
      return addCall(at: (busy.values.min() ?? offset) + 1_000, caller: caller, name: name)
    }
    addCall(at: offset, caller: caller, name: name)
  }

  private mutating func addCall(at offset: Int64, caller: String, name: String?) {
    let free = seats.filter { busy[$0, default: 0] <= offset }
    let group = Array(
      free.shuffled(using: &random).prefix(Int.random(in: 1...min(3, free.count), using: &random)))
    // Whoever watches the first seat sees a call taken there at once.
    if calls == 1 {
      add(.ring, offset: offset, seat: seats[0], caller: caller, name: name)
      return answer([seats[0]], from: offset, after: 4_500, caller: caller, name: name)
    }
    for (index, seat) in group.enumerated() {
      add(.ring, offset: offset + Int64(index), seat: seat, caller: caller, name: name)
    }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<78: answer(group, from: offset, after: ringing(), caller: caller, name: name)
    case 78..<90: giveUp(group, from: offset, caller: caller, name: name)
    case 90..<96: passOn(group, from: offset, caller: caller, name: name)
    default: refuse(group, from: offset, caller: caller, name: name)
    }
  }

  /// Mostly two rings, sometimes too late.
  private mutating func ringing() -> Int64 {
    Int.random(in: 0..<10, using: &random) == 0
      ? Int64.random(in: 14_000...19_000, using: &random) : Int64.random(in: 2_500...9_500, using: &random)
  }

  private mutating func answer(
    _ group: [String], from offset: Int64, after ringing: Int64, caller: String, name: String?
  ) {
    let moment = offset + ringing
    // Who took another call meanwhile cannot take this one.
    guard let answering = group.first(where: { busy[$0, default: 0] <= offset }) else {
      for seat in group {
        add(.end, offset: moment, seat: seat, caller: caller, name: name, reason: .abandoned)
      }
      return
    }
    add(.answer, offset: moment, seat: answering, caller: caller, name: name)
    for seat in group where seat != answering {
      add(.end, offset: moment + 2, seat: seat, caller: caller, name: name, reason: .elsewhere)
    }
    let end = moment + Int64.random(in: 40_000...180_000, using: &random)
    busy[answering] = end
    add(.end, offset: end, seat: answering, caller: caller, name: name, reason: .hangup)
  }

  private mutating func giveUp(_ group: [String], from offset: Int64, caller: String, name: String?) {
    let moment = offset + Int64.random(in: 3_000...14_000, using: &random)
    for seat in group {
      add(.end, offset: moment, seat: seat, caller: caller, name: name, reason: .abandoned)
    }
  }

  private mutating func passOn(_ group: [String], from offset: Int64, caller: String, name: String?) {
    let moment = offset + 15_000
    for seat in group { add(.end, offset: moment, seat: seat, caller: caller, name: name, reason: .noanswer) }
    let next = seats.first { !group.contains($0) && busy[$0, default: 0] <= moment } ?? group[0]
    add(.ring, offset: moment + 400, seat: next, caller: caller, name: name)
    answer(
      [next], from: moment + 400, after: Int64.random(in: 2_000...6_000, using: &random), caller: caller,
      name: name)
  }

  private mutating func refuse(_ group: [String], from offset: Int64, caller: String, name: String?) {
    let moment = offset + Int64.random(in: 800...2_000, using: &random)
    add(.end, offset: moment, seat: group[0], caller: caller, name: name, reason: .busy)
    guard group.count > 1 else { return passOn(group, from: offset + 3_000, caller: caller, name: name) }
    answer(Array(group.dropFirst()), from: offset, after: ringing() + 2_000, caller: caller, name: name)
  }

  /// One in seven rings again, one in fifteen withholds the number.
  private mutating func nextCaller() -> String {
    if Int.random(in: 0..<15, using: &random) == 0 { return "" }
    if Int.random(in: 0..<7, using: &random) == 0, let again = callers.randomElement(using: &random) {
      return again
    }
    let digits = String(Int.random(in: 1...99, using: &random))
    let caller = "199000000" + (digits.count < 2 ? "0" : "") + digits
    callers.append(caller)
    return caller
  }

  private mutating func add(
    _ kind: PhoneEvent.Kind, offset: Int64, seat: String, caller: String, name: String?,
    reason: PhoneEvent.EndReason? = nil
  ) {
    steps.append(
      Step(offset: offset, kind: kind, call: calls, seat: seat, caller: caller, name: name, reason: reason))
  }
}

/// A random source with a seed (xorshift64*, Vigna 2016): the demonstration must be the same on every
/// machine.
struct DemoRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    // Zero would stay zero; and near seeds must not begin alike.
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    for _ in 0..<8 { _ = next() }
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
