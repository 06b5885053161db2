import CallModel
import CallPhone
import TestSupport
import Testing

@Suite struct PhoneBoardTests {
  private static let start: Int64 = 1_795_340_968_000
  private let key = PhoneCall.Key(source: "ami:pbx1", call: "c1")

  private func event(
    _ kind: PhoneEvent.Kind, _ seat: String, at offset: Int64, call: String = "c1", caller: String? = nil,
    basis: RingTiming.Basis? = nil, error: Int64? = nil, reason: PhoneEvent.EndReason? = nil,
    writtenAt: Int64? = nil, uptime: Int64? = nil, hasTime: Bool = true, recording: String? = nil
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: call, seat: seat, caller: caller, time: hasTime ? Self.start + offset : nil,
      writtenAt: Self.start + (writtenAt ?? offset), uptime: uptime, source: "ami:pbx1", basis: basis,
      errorMilliseconds: error, reason: reason, recording: recording)
  }

  private func wall(_ offset: Int64) -> WallInstant { WallInstant(milliseconds: Self.start + offset) }

  private func board(_ events: [PhoneEvent], limit: RingLimit = RingLimit()) -> PhoneBoard {
    var board = PhoneBoard(seats: ["8001"], limit: limit)
    for event in events {
      board.apply(event, receivedAt: WallInstant(milliseconds: event.writtenAt ?? Self.start))
    }
    return board
  }

  @Test func `a ring shows, an answer moves it, an end clears it`() throws {
    var board = PhoneBoard(seats: ["8001"])
    let ring = try event(.ring, "8001", at: 0, caller: "19900000001", basis: .alerting)
    #expect(board.apply(ring, receivedAt: wall(3)) == PhoneChange(key: key, before: nil, after: .ringingHere))
    board.expire(now: wall(6_303))
    let ringing = try #require(board.ringingHere.first)
    #expect(ringing.caller == "19900000001")
    #expect(board.ringingMilliseconds(of: ringing) == 6_303)
    let answer = try event(.answer, "8001", at: 7_004)
    #expect(board.apply(answer, receivedAt: wall(7_010))?.after == .talkingHere)
    #expect(board.ringingHere.isEmpty && board.waiting().count == 0 && board.talkingHere.count == 1)
    board.apply(try event(.end, "8001", at: 9_000, reason: .hangup), receivedAt: wall(9_000))
    #expect(board.talkingHere.isEmpty && board.candidates.count == 1)
    board.attach(key)
    #expect(board.candidates.isEmpty)
    for second in 1...13 { board.expire(now: wall(20_000 + Int64(second) * 10_000)) }
    #expect(board.candidates.isEmpty)
  }

  @Test func `the queue has everybody who waits, with the longest wait`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8002", at: 0, call: "a", basis: .alerting), receivedAt: wall(0))
    board.apply(try event(.ring, "8001", at: 4_000, call: "b", basis: .alerting), receivedAt: wall(4_000))
    board.apply(try event(.ring, "8001", at: 5_000, call: "a", basis: .alerting), receivedAt: wall(5_000))
    board.expire(now: wall(9_000))
    #expect(board.waiting() == (2, 9_000, nil))
    #expect(board.waiting { $0.call == "a" } == (1, 9_000, nil))
    #expect(board.waiting { $0.call == "b" }.count == 1 && board.waiting { $0.call == "b" }.longest < 9_000)
    #expect(board.ringingHere.map { board.ringingMilliseconds(of: $0) } == [4_000, 5_000])
  }

  @Test func `a call answered elsewhere disappears even when its own end was lost`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: 0, basis: .alerting), receivedAt: wall(0))
    board.apply(try event(.ring, "8002", at: 0, basis: .alerting), receivedAt: wall(0))
    let change = board.apply(try event(.answer, "8002", at: 3_000), receivedAt: wall(3_000))
    #expect(change == PhoneChange(key: key, before: .ringingHere, after: .answeredElsewhere))
    #expect(board.answeredElsewhere.count == 1 && board.timing(for: key) == nil)
  }

  @Test func `a call that is passed on rings here after another seat answered it`() throws {
    let board = board([
      try event(.ring, "8002", at: 0), try event(.answer, "8002", at: 3_000),
      try event(.ring, "8001", at: 9_000),
    ])
    #expect(board.ringingHere.count == 1)
  }

  @Test func `a caller who gives up is abandoned, one between two seats still waits`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: 0, basis: .alerting), receivedAt: wall(0))
    let change = board.apply(try event(.end, "8001", at: 4_000, reason: .noanswer), receivedAt: wall(4_000))
    #expect(change?.after == .betweenSeats)
    #expect(board.waiting().count == 1)
    board.apply(try event(.ring, "8002", at: 5_000, basis: .alerting), receivedAt: wall(5_000))
    board.apply(try event(.end, "8002", at: 8_000, reason: .abandoned), receivedAt: wall(8_000))
    #expect(board.abandoned.map(\.key) == [key])
    #expect(board.waiting().count == 0)
  }

  @Test func `nobody taking over for a minute is an abandoned call`() throws {
    var board = board([
      try event(.ring, "8001", at: 0), try event(.end, "8001", at: 4_000, reason: .noanswer),
    ])
    #expect(board.expire(now: wall(30_000)).isEmpty)
    #expect(board.expire(now: wall(59_999)).isEmpty)
    #expect(board.expire(now: wall(64_000)).map(\.after) == [.abandoned])
  }

  @Test func `what time changes is told once, however many other events come meanwhile`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: 0), receivedAt: wall(0))
    board.apply(try event(.end, "8001", at: 1_000, reason: .noanswer), receivedAt: wall(1_000))
    var told: [PhoneChange] = []
    for step in 6...400 {
      let offset = Int64(step) * 200
      let other = try event(.ring, "8009", at: offset, call: "other-\(step % 7)")
      board.apply(other, receivedAt: wall(offset))
      told += board.expire(now: wall(offset)).filter { $0.key == key }
    }
    #expect(told == [PhoneChange(key: key, before: .betweenSeats, after: .abandoned)])
  }

  @Test func `a call comes back after a broken link, measured from its first ring`() throws {
    let board = board([
      try event(.ring, "8001", at: 0, basis: .alerting), try event(.end, "8001", at: 2_000, reason: .lost),
      try event(.ring, "8001", at: 300, basis: .snapshot, writtenAt: 5_800),
    ])
    #expect(board.ringingHere.count == 1)
    var answered = board
    answered.apply(try event(.answer, "8001", at: 9_000), receivedAt: wall(9_000))
    let timing = try #require(answered.timing(for: key)?.timing)
    #expect(timing.ringMilliseconds == 9_000 && timing.basis == .alerting && timing.verdict == .within)
  }

  @Test func `seat ring and caller's wait are two figures`() throws {
    let board = board([
      try event(.ring, "8002", at: 0, basis: .alerting),
      try event(.end, "8002", at: 10_000, reason: .noanswer),
      try event(.ring, "8001", at: 11_004, caller: "19900000002", basis: .alerting),
      try event(.answer, "8001", at: 15_008, recording: "r1"),
    ])
    let answer = try #require(board.timing(for: key))
    #expect(answer.timing.ringMilliseconds == 4_004 && answer.timing.waitMilliseconds == 15_008)
    #expect(answer.timing.verdict == .within && answer.timing.source == .measured)
    #expect(answer.recording == "r1" && answer.caller == "19900000002" && answer.seat == "8001")
    #expect(answer.ringTime == Self.start + 11_004 && answer.answerTime == Self.start + 15_008)
  }

  static let thresholds: [(RingTiming.Basis, Int64?, Int64, RingTiming.Verdict)] = [
    (.alerting, 0, 14_999, .within), (.alerting, 0, 15_000, .late), (.alerting, 0, 15_001, .late),
    (.alerting, nil, 14_949, .within), (.alerting, nil, 14_950, .undetermined),
    (.alerting, nil, 15_049, .undetermined),
    (.alerting, nil, 15_050, .late), (.dialed, nil, 14_999, .within), (.dialed, nil, 15_000, .undetermined),
    (.dialed, nil, 15_001, .undetermined), (.dialed, 1, 14_999, .undetermined),
    (.dialed, 1, 14_998, .within), (.snapshot, nil, 13_999, .within),
    (.snapshot, nil, 14_000, .undetermined),
    (.snapshot, nil, 15_999, .undetermined), (.snapshot, nil, 16_000, .late),
    (.received, nil, 14_499, .within),
    (.received, nil, 14_500, .undetermined), (.received, nil, 15_499, .undetermined),
    (.received, nil, 15_500, .late),
    (.received, 1, 14_999, .undetermined), (.received, 1, 15_001, .late), (.snapshot, 0, 15_000, .late),
  ]

  @Test(arguments: thresholds)
  func `the limit holds on every basis and error bound`(
    basis: RingTiming.Basis, error: Int64?, milliseconds: Int64, verdict: RingTiming.Verdict
  ) throws {
    let board = board([
      try event(.ring, "8001", at: 0, basis: basis, error: error),
      try event(.answer, "8001", at: milliseconds),
    ])
    #expect(board.timing(for: key)?.timing.verdict == verdict)
  }

  @Test(arguments: [
    (2, 6_000, 11_949, RingTiming.Verdict.within), (2, 6_000, 12_050, .late), (3, 3_000, 9_050, .late),
  ])
  func `other cadences have other limits`(rings: Int, cycle: Int64, ring: Int64, verdict: RingTiming.Verdict)
    throws
  {
    let limit = RingLimit(ringsAllowed: rings, ringCycleMilliseconds: cycle)
    let board = board([try event(.ring, "8001", at: 0), try event(.answer, "8001", at: ring)], limit: limit)
    #expect(board.timing(for: key)?.timing.verdict == verdict)
    #expect(board.timing(for: key)?.timing.limit == limit)
  }

  @Test func `never within when the error bound reaches the limit`() throws {
    var random = SplitMix(seed: 4)
    for _ in 0..<3_000 {
      let basis = PhoneEvent.bases.randomElement(using: &random) ?? .alerting
      let ring = Int64.random(in: 0...30_000, using: &random)
      let errors = (Int64.random(in: 0...4_000, using: &random), Int64.random(in: 0...4_000, using: &random))
      let hasTime = Bool.random(using: &random)
      let stepped = Bool.random(using: &random) ? Int64.random(in: -20_000...20_000, using: &random) : 0
      let board = board([
        try event(.ring, "8001", at: 0, basis: basis, error: errors.0, hasTime: hasTime),
        try event(
          .answer, "8001", at: ring, error: errors.1, writtenAt: max(0, ring + stepped), hasTime: hasTime),
      ])
      let timing = try #require(board.timing(for: key)?.timing)
      let figure = timing.ringMilliseconds ?? 0
      if timing.verdict == .within { #expect(figure + errors.0 + errors.1 < 15_000) }
      #expect(timing.errorMilliseconds >= errors.0 + errors.1 || timing.verdict == .unknown)
      if timing.verdict == .late { #expect(figure - timing.errorMilliseconds >= 15_000) }
    }
  }

  @Test func `an upper bound without times proves nothing it cannot`() throws {
    for (ring, verdict) in [
      (14_400, RingTiming.Verdict.within), (14_700, .undetermined), (16_000, .undetermined),
    ] {
      let board = board([
        try event(.ring, "8001", at: 0, basis: .dialed, hasTime: false),
        try event(.answer, "8001", at: Int64(ring), hasTime: false),
      ])
      #expect(board.timing(for: key)?.timing.verdict == verdict)
    }
  }

  @Test func `a clock set while it rang is noticed and the other clock is used`() throws {
    let jumped = board([
      try event(.ring, "8001", at: 0, basis: .alerting),
      try event(.answer, "8001", at: 3_607_003, writtenAt: 7_000),
    ])
    let answer = try #require(jumped.timing(for: key))
    #expect(
      answer.clockStepped && answer.timing.ringMilliseconds == 7_000 && answer.timing.basis == .received)
    #expect(answer.timing.errorMilliseconds == 500)
  }

  @Test(arguments: [(1_000, false), (1_001, true), (-1_001, true), (6_000, true)])
  func `two clocks may differ by a second and no more`(difference: Int64, stepped: Bool) throws {
    let board = board([
      try event(.ring, "8001", at: 0, basis: .alerting),
      try event(.answer, "8001", at: 8_000 + difference, writtenAt: 8_000),
    ])
    let answer = try #require(board.timing(for: key))
    #expect(answer.clockStepped == stepped)
    #expect(answer.timing.ringMilliseconds == 8_000 + difference)
    // Neither clock is believed against the other: no pass and no late answer.
    #expect(answer.timing.verdict == (stepped ? .undetermined : .within))
  }

  @Test(
    arguments: [
      // What the source says, what the writer saw: delivered together, and a writer that stood still.
      (17_005, 0), (30_001, 0), (4_002, 17_000), (4_002, 21_000), (14_001, 16_500), (16_500, 14_001),
    ] as [(Int64, Int64)])
  func `lines that came late keep the source's own times and prove nothing`(source: Int64, writer: Int64)
    throws
  {
    let board = board([
      try event(.ring, "8001", at: 0, basis: .alerting),
      try event(.answer, "8001", at: source, writtenAt: writer),
    ])
    let timing = try #require(board.timing(for: key)?.timing)
    #expect(timing.ringMilliseconds == source && timing.verdict == .undetermined)
  }

  @Test func `times in whole seconds are good to a second`() throws {
    for (answer, verdict) in [(13_000, RingTiming.Verdict.within), (14_000, .undetermined), (16_000, .late)] {
      let board = board([
        try event(.ring, "8001", at: 0, basis: .alerting), try event(.answer, "8001", at: Int64(answer)),
      ])
      let timing = try #require(board.timing(for: key)?.timing)
      #expect(timing.errorMilliseconds == 1_000 && timing.verdict == verdict)
    }
  }

  @Test func `a writer's clock that is set changes no duration`() throws {
    let withMonotonic = board([
      try event(.ring, "8001", at: 0, basis: .alerting, uptime: 100),
      try event(.answer, "8001", at: 7_000, writtenAt: -3_000, uptime: 7_101),
    ])
    #expect(withMonotonic.timing(for: key)?.timing.ringMilliseconds == 7_000)
    #expect(withMonotonic.timing(for: key)?.clockStepped == false)
    let hooks = board([
      try event(.ring, "8001", at: 0, uptime: 100, hasTime: false),
      try event(.answer, "8001", at: 3_600_000, uptime: 7_100, hasTime: false),
    ])
    #expect(hooks.timing(for: key)?.timing.ringMilliseconds == 7_000)
    #expect(hooks.timing(for: key)?.timing.basis == .received)
  }

  @Test func `times that cannot be are no figure`() throws {
    let backwards = board([
      try event(.ring, "8001", at: 9_000, basis: .alerting), try event(.answer, "8001", at: 1_000),
    ])
    #expect(backwards.timing(for: key)?.timing.verdict == .unknown)
    let missingRing = board([try event(.answer, "8001", at: 1_000)])
    #expect(missingRing.timing(for: key)?.timing.source == .unknown)
  }

  @Test func `the console's own clock may jump without ageing a ringing phone`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: 0, basis: .alerting), receivedAt: wall(0))
    board.expire(now: wall(1_000))
    board.expire(now: wall(3_601_000))
    board.expire(now: wall(-3_600_000))
    board.expire(now: wall(-3_599_000))
    let call = try #require(board.ringingHere.first)
    #expect(board.ringingMilliseconds(of: call) == 2_000)
  }

  @Test func `a phone of which nothing more is heard stops ringing after ten minutes`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: 0, basis: .alerting), receivedAt: wall(0))
    for second in 1..<600 { #expect(board.expire(now: wall(Int64(second) * 1_000)).isEmpty) }
    #expect(board.expire(now: wall(600_000)).map(\.after) == [.stale])
    #expect(board.ringingHere.isEmpty)
  }

  @Test func `old lines found at the start do not ring again`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: 0), receivedAt: wall(900_000), isBacklog: true)
    #expect(board.ringingHere.isEmpty)
    board.apply(try event(.ring, "8001", at: 890_000, call: "c2"), receivedAt: wall(900_000), isBacklog: true)
    #expect(board.ringingHere.map { board.ringingMilliseconds(of: $0) } == [10_000])
  }

  @Test func `a source whose clock is wrong by hours rings all the same`() throws {
    var board = PhoneBoard(seats: ["8001"])
    board.apply(try event(.ring, "8001", at: -7_200_000), receivedAt: wall(0))
    #expect(board.ringingHere.count == 1)
  }

  @Test func `shuffled and doubled lines give the same result`() throws {
    let events = [
      try event(.ring, "8002", at: 0, basis: .alerting),
      try event(.ring, "8001", at: 2, caller: "1", basis: .dialed),
      try event(.ring, "8001", at: 20, caller: "19900000003", basis: .alerting),
      try event(.answer, "8001", at: 6_000), try event(.answer, "8002", at: 6_300),
      try event(.end, "8002", at: 6_400, reason: .elsewhere),
      try event(.end, "8001", at: 9_000, reason: .lost),
      try event(.end, "8001", at: 12_000, reason: .hangup, recording: "r"),
    ]
    let expected = board(events)
    let reference = try #require(expected.timing(for: key))
    #expect(reference.timing.ringMilliseconds == 5_980)
    var random = SplitMix(seed: 7)
    for _ in 0..<300 {
      let shuffled = board((events + events).shuffled(using: &random))
      let call = try #require(shuffled.call(key))
      #expect(shuffled.standing(of: call) == .finishedHere)
      let timing = try #require(shuffled.timing(for: key))
      #expect(timing.timing == reference.timing && timing.caller == reference.caller)
      #expect(timing.recording == reference.recording)
    }
  }

  @Test func `any line dropped gives no crash and no false pass`() throws {
    let events = [
      try event(.ring, "8002", at: 0, basis: .alerting),
      try event(.end, "8002", at: 10_000, reason: .noanswer),
      try event(.ring, "8001", at: 10_500, basis: .alerting), try event(.answer, "8001", at: 28_000),
      try event(.end, "8001", at: 29_000, reason: .hangup),
    ]
    for mask in 0..<(1 << events.count) {
      let kept = events.indices.filter { mask >> $0 & 1 == 1 }.map { events[$0] }
      #expect(board(kept).timing(for: key)?.timing.verdict != .within)
    }
  }

  @Test func `two answers to one call are both kept`() throws {
    let events = [
      try event(.ring, "8001", at: 0), try event(.ring, "8002", at: 0), try event(.answer, "8002", at: 3_000),
      try event(.answer, "8001", at: 3_001),
    ]
    let board = board(events)
    #expect(board.talkingHere.count == 1)
    #expect(board.call(key)?.legs.count { $0.isAnswered } == 2)
  }

  @Test func `a flood is bounded and the newest calls are kept`() throws {
    var board = PhoneBoard(seats: ["8001"])
    for number in 0..<10_000 {
      let offset = Int64(number) * 10
      board.apply(try event(.ring, "8002", at: offset, call: "c\(number)"), receivedAt: wall(offset))
      if number % 100 == 0 { board.expire(now: wall(offset)) }
    }
    board.expire(now: wall(100_000))
    #expect(board.waiting().count <= PhoneBoard.maximumCalls)
    #expect(board.call(PhoneCall.Key(source: "ami:pbx1", call: "c9999")) != nil)
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `what is counted without a look at the calls is what the calls say`(seed: UInt64) throws {
    var dice = SplitMix(seed: seed)
    var board = PhoneBoard(seats: ["8001"])
    let keys = (0..<30).map { PhoneCall.Key(source: "ami:pbx1", call: "c\($0)") }
    var offset: Int64 = 0
    for _ in 0..<300 {
      // Some steps are short, some so long that callers are given up meanwhile.
      offset += Bool.random(using: &dice) ? 50 : Int64.random(in: 0...70_000, using: &dice) / 4
      let key = keys.randomElement(using: &dice) ?? self.key
      let kind = PhoneEvent.Kind.allCases.randomElement(using: &dice) ?? .ring
      let seat = kind.isOfCaller ? "" : ["8001", "8002", "8003"].randomElement(using: &dice) ?? "8001"
      let reason = PhoneEvent.EndReason.allCases.randomElement(using: &dice)
      let isEnd = kind == .end || kind == .gone
      board.apply(
        try event(kind, seat, at: offset, call: key.call, reason: isEnd ? reason : nil),
        receivedAt: wall(offset))
      if Int.random(in: 0..<4, using: &dice) == 0 { board.expire(now: wall(offset)) }
      if Int.random(in: 0..<9, using: &dice) == 0 { board.attach(key) }
      let calls = keys.compactMap(board.call)
      let waiting = calls.filter { board.standing(of: $0).isWaiting }
      let counted = board.waiting()
      #expect(counted.count == waiting.count)
      #expect(counted.longest == waiting.map(board.waitMilliseconds).max() ?? 0)
      #expect(Set(board.ringingHere) == Set(calls.filter { board.standing(of: $0) == .ringingHere }))
      #expect(Set(board.talkingHere) == Set(calls.filter { board.standing(of: $0) == .talkingHere }))
      let taken = calls.filter(\.isAttached).map(\.key).sorted()
      #expect(keys.flatMap { board.attached(number: $0.call) }.sorted() == taken)
    }
  }

  @Test func `when there is too much, few are forgotten at once`() throws {
    var board = PhoneBoard(seats: ["8001"])
    var (known, fewest) = (0, Int.max)
    for number in 0..<6_000 {
      let offset = Int64(number)
      board.apply(try event(.ring, "8002", at: offset, call: "c\(number)"), receivedAt: wall(offset))
      known += 1
      board.expire(now: wall(offset))
      let left = board.waiting().count
      #expect(known - left <= PhoneBoard.maximumCalls / 16)
      known = left
      if number > PhoneBoard.maximumCalls { fewest = min(fewest, left) }
    }
    #expect(fewest > PhoneBoard.maximumCalls * 9 / 10)
  }
}
