import CallModel
import CallPhone
import TestSupport
import Testing

/// Rings at one seat for one caller, told apart with and without the source's own numbers.
@Suite struct PhoneLegTests {
  private static let start: Int64 = 1_795_340_968_000
  private let key = PhoneCall.Key(source: "s", call: "c")

  private func line(
    _ kind: PhoneEvent.Kind, _ offset: Int64, seat: String = "01", leg: String? = nil,
    _ reason: PhoneEvent.EndReason? = nil, passedOn: Bool = false
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: "c", seat: seat, leg: leg, caller: kind == .ring ? "19900000012" : nil,
      time: Self.start + offset, writtenAt: Self.start + offset + 3, source: "s",
      basis: kind == .ring ? .alerting : nil, reason: reason, isPassedOn: passedOn)
  }

  private func board(_ events: [PhoneEvent], seats: Set<String> = ["01"], until offset: Int64) -> PhoneBoard {
    var board = PhoneBoard(seats: seats)
    for event in events {
      board.apply(event, receivedAt: WallInstant(milliseconds: Self.start + offset), isBacklog: true)
    }
    return board
  }

  /// A seat that rings twice, in the ways it can come to that; the last ring is answered after 3,001 ms.
  private static let secondRings: [(PhoneEvent.EndReason, Int64)] = [
    (.noanswer, 6_000), (.noanswer, 0), (.busy, 2_000), (.hangup, 12_000), (.elsewhere, 1),
  ]

  @Test(arguments: secondRings, [true, false])
  func `a seat rung again is judged by the ring it answered`(
    first: (PhoneEvent.EndReason, Int64), named: Bool
  ) throws {
    let (reason, gap) = first
    var events = [try line(.ring, 17, leg: named ? "a" : nil)]
    if reason == .hangup { events.append(try line(.answer, 2_017, leg: named ? "a" : nil)) }
    events.append(
      try line(.end, 6_017, leg: named ? "a" : nil, reason, passedOn: reason == .hangup))
    let again = 6_017 + gap
    if again > 6_017 || named {
      events.append(try line(.ring, again, leg: named ? "b" : nil))
      events.append(try line(.answer, again + 3_001, leg: named ? "b" : nil))
    } else {
      // At the same moment by a coarse clock: the end still comes before the new ring.
      events.append(try line(.ring, 6_017))
      events.append(try line(.answer, 9_018))
    }
    var random = SplitMix(seed: UInt64(gap) + 1)
    for _ in 0..<60 {
      let board = board((events + events).shuffled(using: &random), until: again + 4_000)
      let call = try #require(board.call(key))
      #expect(call.legs.map(\.isAnswered) == [reason == .hangup, true])
      #expect(call.legs.first?.reason == reason && board.standing(of: call) == .talkingHere)
      let timing = try #require(board.timing(for: key)?.timing)
      #expect(timing.ringMilliseconds == 3_001 && timing.verdict == .within)
      #expect(timing.waitMilliseconds ?? 0 >= 2_000)
    }
  }

  @Test func `the second ring shows, however often it rang before`() throws {
    for rings in 1...6 {
      var events: [PhoneEvent] = []
      for number in 0..<rings {
        events.append(try line(.ring, Int64(number) * 20_000 + 1))
        if number < rings - 1 { events.append(try line(.end, Int64(number) * 20_000 + 15_001, .noanswer)) }
      }
      let now = Int64(rings - 1) * 20_000 + 2_001
      let board = board(events, until: now)
      let call = try #require(board.call(key))
      #expect(board.standing(of: call) == .ringingHere)
      #expect(
        board.ringingMilliseconds(of: call) == 2_000 - 3 || board.ringingMilliseconds(of: call) == 1_997)
    }
  }

  @Test func `two telephones at one seat: the loser's end is not the caller's`() throws {
    let events = [
      try line(.ring, 1, leg: "a"), try line(.ring, 2, leg: "b"), try line(.answer, 4_002, leg: "b"),
      try line(.end, 4_003, leg: "a", .elsewhere),
    ]
    let board = board(events, until: 6_000)
    #expect(board.talkingHere.map(\.key) == [key])
    var ended = board
    ended.apply(
      try line(.end, 9_000, leg: "b", .hangup), receivedAt: WallInstant(milliseconds: Self.start + 9_100))
    #expect(ended.talkingHere.isEmpty && ended.candidates.count == 1)
  }

  @Test func `a caller is over when he has gone, and not before where that is told`() throws {
    let vain = [try line(.ring, 1, leg: "a"), try line(.end, 2_001, leg: "a", .busy)]
    var board = board(vain, until: 2_001)
    for second in 3...120 { board.expire(now: WallInstant(milliseconds: Self.start + Int64(second) * 1_000)) }
    #expect(board.call(key).map { board.standing(of: $0) } == .betweenSeats)
    board.apply(
      try line(.gone, 120_001, .abandoned), receivedAt: WallInstant(milliseconds: Self.start + 120_010))
    #expect(board.abandoned.map(\.waitedMilliseconds) == [120_000])
    #expect(board.abandoned.first?.wasRefused == true)
  }

  @Test(arguments: [PhoneEvent.EndReason.hangup, .lost, .busy, .noanswer, .abandoned])
  func `whatever ended it, a caller nobody answered is called back`(reason: PhoneEvent.EndReason) throws {
    var board = board([try line(.ring, 1), try line(.end, 5_001, reason)], until: 5_001)
    #expect(board.ringingHere.isEmpty)
    for second in 6...70 { board.expire(now: WallInstant(milliseconds: Self.start + Int64(second) * 1_000)) }
    // The true wait, not how long it took to be sure.
    #expect(board.abandoned.map(\.waitedMilliseconds) == [5_000])
    #expect(board.abandoned.map(\.caller) == ["19900000012"])
  }

  @Test func `a recording told by whichever line is the call's`() throws {
    let late = try PhoneEvent(
      .end, call: "c", seat: "01", time: Self.start + 90_000, source: "s", recording: "r.wav")
    let events = [
      try line(.ring, 1, leg: "a"), try line(.answer, 2_001, leg: "a"),
      try line(.end, 9_001, leg: "a", .hangup), late,
    ]
    let call = try #require(board(events, until: 91_000).call(key))
    #expect(call.recording == "r.wav" && call.legs.count == 1 && call.legs.first?.reason == .hangup)
  }
}
