import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

/// Streams in the form of an Asterisk 22, made here: what seats do with a caller they have.
@Suite struct TransferStreamTests {
  /// One channel, as the manager names it.
  private struct Channel {
    var name: String
    let unique: String
    var linked: String
    let number: String
    var other = "<unknown>"
    var state = 0

    init(_ name: String, _ unique: String, call: String? = nil, number: String, other: String = "<unknown>") {
      (self.name, self.unique, linked, self.number) = (name, unique, call ?? unique, number)
      self.other = other
    }

    func lines(_ prefix: String = "") -> [(String, String)] {
      [
        ("Channel", name), ("ChannelState", "\(state)"), ("CallerIDNum", number),
        ("CallerIDName", "<unknown>"), ("ConnectedLineNum", other), ("ConnectedLineName", "<unknown>"),
        ("Uniqueid", unique), ("Linkedid", linked),
      ].map { (prefix + $0.0, $0.1) }
    }
  }

  /// Writes the messages of an exchange, each a few ms after the one before.
  private struct Exchange {
    static let start: Int64 = 1_795_340_000_000
    var text = "Asterisk Call Manager/11.0.0\r\n"
    var time = Exchange.start

    mutating func event(_ name: String, _ lines: [(String, String)]) {
      time += 1
      let stamp = "\(time / 1_000)." + String(String(time % 1_000 + 1_000).dropFirst()) + "000"
      let all = [("Event", name), ("Privilege", "call,all"), ("Timestamp", stamp)] + lines
      text += all.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
    }

    mutating func pass(_ seconds: Int64) { time += seconds * 1_000 }

    mutating func new(_ channel: inout Channel, state: Int) {
      channel.state = state
      event("Newchannel", channel.lines())
    }

    mutating func state(_ channel: inout Channel, _ state: Int) {
      channel.state = state
      event("Newstate", channel.lines())
    }

    /// `from` calls the telephone of `to`, which rings.
    mutating func dial(_ from: Channel, _ to: inout Channel) {
      new(&to, state: 0)
      event("DialBegin", from.lines() + to.lines("Dest"))
      event("DialState", from.lines() + to.lines("Dest") + [("DialStatus", "RINGING")])
      state(&to, 5)
    }

    mutating func pickUp(_ from: inout Channel, _ to: inout Channel, bridge: String) {
      state(&to, 6)
      event("DialEnd", from.lines() + to.lines("Dest") + [("DialStatus", "ANSWER")])
      if from.state != 6 { state(&from, 6) }
      enter(to, bridge)
      enter(from, bridge)
    }

    mutating func enter(_ channel: Channel, _ bridge: String, type: String = "basic", swap: Channel? = nil) {
      event("BridgeEnter", Self.bridge(bridge, type) + channel.lines() + swapped(swap))
    }

    private func swapped(_ channel: Channel?) -> [(String, String)] {
      channel.map { [("SwapUniqueid", $0.unique)] } ?? []
    }

    mutating func leave(_ channel: Channel, _ bridge: String, type: String = "basic") {
      event("BridgeLeave", Self.bridge(bridge, type) + channel.lines())
    }

    static func bridge(_ name: String, _ type: String) -> [(String, String)] {
      let technology = ["basic": "simple_bridge", "base": "softmix"][type] ?? "holding_bridge"
      return [("BridgeUniqueid", name), ("BridgeType", type), ("BridgeTechnology", technology)]
    }

    mutating func hangUp(_ channel: Channel, isOwn: Bool = false, cause: Int = 16) {
      if isOwn { event("HangupRequest", channel.lines() + [("Cause", "\(cause)")]) }
      event("Hangup", channel.lines() + [("Cause", "\(cause)"), ("Cause-txt", "Normal Clearing")])
    }

    /// A seat's channel without a dial plan is moved: a channel comes and goes in its stead.
    mutating func move(_ channel: Channel, number: Int) {
      var other = Channel("AsyncGoto/\(channel.name)", "300.\(number)", number: channel.number)
      new(&other, state: 6)
      for (name, new, unique) in [
        (channel.name, channel.name + "<MASQ>", channel.unique), (other.name, channel.name, channel.unique),
        (channel.name + "<MASQ>", other.name + "<ZOMBIE>", other.unique),
      ] {
        event("Rename", [("Channel", name), ("Newname", new), ("Uniqueid", unique)])
      }
      other.name += "<ZOMBIE>"
      hangUp(other)
    }
  }

  /// A queue's agent is rung for three seconds, picks up and hangs up two seconds later, before the caller is
  /// put through; then he is rung again.
  private static func dumped(saysSo: Bool, answersAgain: Bool) -> String {
    var exchange = Exchange()
    var (early, other) = (
      Channel("PJSIP/trunk-9", "90.0", number: "19900000009"),
      Channel("PJSIP/8009-9", "90.1", call: "90.0", number: "8009")
    )
    if !saysSo {
      // That somebody was put through before shows that putting through is told.
      exchange.new(&early, state: 4)
      exchange.dial(early, &other)
      exchange.pickUp(&early, &other, bridge: "b9")
      exchange.hangUp(other)
      exchange.hangUp(early)
    }
    var caller = Channel("PJSIP/trunk-1", "1.0", number: "19900000001")
    exchange.new(&caller, state: 4)
    exchange.state(&caller, 6)
    exchange.event("QueueCallerJoin", caller.lines() + [("Queue", "q"), ("Position", "1")])
    exchange.pass(1)
    var seat = Channel("PJSIP/8001-1", "1.1", call: "1.0", number: "8001", other: "19900000001")
    exchange.dial(caller, &seat)
    exchange.pass(3)
    exchange.state(&seat, 6)
    exchange.event("DialEnd", caller.lines() + seat.lines("Dest") + [("DialStatus", "ANSWER")])
    exchange.pass(2)
    exchange.event("HangupRequest", seat.lines())
    if saysSo { exchange.event("AgentDump", caller.lines() + seat.lines("Dest") + [("Queue", "q")]) }
    exchange.hangUp(seat)
    exchange.pass(1)
    var again = Channel("PJSIP/8001-2", "1.2", call: "1.0", number: "8001", other: "19900000001")
    exchange.dial(caller, &again)
    exchange.pass(10)
    if answersAgain {
      exchange.pickUp(&caller, &again, bridge: "b1")
      exchange.pass(20)
      exchange.hangUp(again)
      exchange.hangUp(caller)
    } else {
      exchange.hangUp(caller, isOwn: true)
      exchange.hangUp(again)
    }
    return exchange.text
  }

  @Test(arguments: [true, false], [true, false])
  func `an agent who hangs up before the caller is put through is rung again, and judged by that ring`(
    saysSo: Bool, answersAgain: Bool
  ) throws {
    let bytes = Array(Self.dumped(saysSo: saysSo, answersAgain: answersAgain).utf8)
    let events = ManagerReplay().events(of: bytes, seats: .byExtension, source: "ami", hasCallers: true)
      .filter { $0.call == "1.0" }
    let own = events.filter { $0.seat == "8001" }
    #expect(own.count { $0.kind == .ring } == 2 && own.count { $0.kind == .answer } == (answersAgain ? 2 : 1))
    #expect(own.first { $0.kind == .end }?.reason == .noanswer)
    #expect(own.last?.reason == (answersAgain ? .hangup : .abandoned))
    #expect(events.last { $0.kind == .gone }?.reason == (answersAgain ? .hangup : .abandoned))
    var board = PhoneBoard(seats: ["8001"])
    var standings: [PhoneCall.Standing] = []
    for event in events.sorted(by: { ($0.time ?? 0) < ($1.time ?? 0) }) {
      let change = board.apply(event, receivedAt: WallInstant(milliseconds: event.time ?? 0))
      if let change { standings.append(change.after) }
    }
    let end: [PhoneCall.Standing] = answersAgain ? [.talkingHere, .finishedHere] : [.abandoned]
    #expect(standings == [.betweenSeats, .ringingHere, .talkingHere, .betweenSeats, .ringingHere] + end)
    let timing = board.timing(for: .init(source: "ami", call: "1.0"))?.timing
    #expect(answersAgain ? abs((timing?.ringMilliseconds ?? 0) - 10_000) <= 20 : timing == nil)
    // Nobody spoke to him before.
    #expect(!answersAgain || abs((timing?.waitMilliseconds ?? 0) - 17_000) <= 50)
    #expect(answersAgain || abs((board.abandoned.first?.waitedMilliseconds ?? 0) - 17_000) <= 50)
  }

  /// The same behind a Local channel, as FreePBX makes queue members, heard by an account that hears of no
  /// queues: only the bridges tell that nobody was put through.
  private static func dumpedBehindLocal(answersAgain: Bool, isOptimized: Bool) -> Exchange {
    var exchange = Exchange()
    var caller = Channel("PJSIP/trunk-1", "1.0", number: "19900000001")
    exchange.new(&caller, state: 4)
    exchange.state(&caller, 6)
    exchange.pass(1)
    for attempt in 1...2 {
      let name = "Local/8001@seats-0000000\(attempt)"
      var one = Channel(name + ";1", "1.\(attempt)1", call: "1.0", number: "8001", other: "19900000001")
      var two = Channel(name + ";2", "1.\(attempt)2", call: "1.0", number: "19900000001")
      exchange.new(&one, state: 0)
      exchange.new(&two, state: 4)
      exchange.event("DialBegin", caller.lines() + one.lines("Dest"))
      var seat = Channel(
        "PJSIP/8001-\(attempt)", "1.\(attempt)3", call: "1.0", number: "8001", other: "19900000001")
      exchange.dial(two, &seat)
      exchange.state(&one, 5)
      exchange.pass(3)
      let takes = attempt == 2 && answersAgain
      if attempt == 2, !answersAgain {
        exchange.hangUp(caller, isOwn: true)
        exchange.hangUp(one)
        exchange.hangUp(two)
        exchange.hangUp(seat, cause: 0)
        continue
      }
      exchange.pickUp(&two, &seat, bridge: "b\(attempt)")
      exchange.state(&one, 6)
      exchange.event("DialEnd", caller.lines() + one.lines("Dest") + [("DialStatus", "ANSWER")])
      exchange.pass(2)
      if takes {
        exchange.enter(one, "c\(attempt)")
        exchange.enter(caller, "c\(attempt)")
        if isOptimized {
          exchange.leave(seat, "b2")
          exchange.enter(seat, "c2", swap: one)
          exchange.hangUp(one)
          exchange.hangUp(two)
        }
        exchange.pass(20)
      }
      exchange.hangUp(seat, isOwn: true)
      if !(takes && isOptimized) { for channel in [two, one] { exchange.hangUp(channel) } }
      if takes { exchange.hangUp(caller) }
      exchange.pass(1)
    }
    return exchange
  }

  @Test(arguments: [true, false], [true, false])
  func `an agent behind a Local channel who hangs up too early is seen by the bridges alone`(
    answersAgain: Bool, isOptimized: Bool
  ) {
    let exchange = Self.dumpedBehindLocal(answersAgain: answersAgain, isOptimized: isOptimized)
    let again = answersAgain ? ["1.0 8001 answer", "1.0 8001 end hangup"] : ["1.0 8001 end abandoned"]
    let gone = answersAgain ? ["1.0 gone hangup"] : ["1.0 gone abandoned"]
    for step in [Int.max, 1] {
      #expect(
        Self.words(exchange, step: step).sorted()
          == ([
            "1.0 8001 ring 19900000001", "1.0 8001 answer", "1.0 8001 end noanswer",
            "1.0 8001 ring 19900000001",
          ] + again + gone).sorted())
    }
  }

  /// A caller whom seat 8001 answers after three seconds.
  private struct Talk {
    var exchange = Exchange()
    var caller: Channel
    var first = Channel("PJSIP/8001-00000002", "100.1", call: "100.0", number: "8001")

    init(number: String) {
      caller = Channel("PJSIP/trunk-00000001", "100.0", number: number)
      first.other = number
      exchange.new(&caller, state: 4)
      exchange.dial(caller, &first)
    }

    mutating func answer() {
      exchange.pass(3)
      exchange.pickUp(&caller, &first, bridge: "b1")
      exchange.pass(3)
    }
  }

  private static func talk(number: String = "19900000011") -> Talk {
    var talk = Talk(number: number)
    talk.answer()
    return talk
  }

  /// `seat kind reason >` in order, without times; `>` for passed on.
  private static func words(_ exchange: Exchange, step: Int = .max) -> [String] {
    events(exchange, step: step).map { event in
      let parts = [
        event.call, event.seat, event.kind.rawValue, event.reason?.rawValue ?? "",
        event.isPassedOn ? ">" : "", event.caller ?? "",
      ]
      return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  private static func events(_ exchange: Exchange, step: Int = .max) -> [PhoneEvent] {
    ManagerReplay().events(
      of: Array(exchange.text.utf8), seats: .byExtension, source: "ami:t", step: step, hasCallers: true)
  }

  private static func board(_ exchange: Exchange, seat: String) -> PhoneBoard {
    var board = PhoneBoard(seats: [seat])
    for event in events(exchange) {
      board.apply(event, receivedAt: WallInstant(milliseconds: event.time ?? 0))
    }
    return board
  }

  private static let key = PhoneCall.Key(source: "ami:t", call: "100.0")

  /// The seat asks a colleague on a second line.
  private static func consult(_ talk: inout Talk, asking: inout Channel, asked: inout Channel) {
    talk.exchange.new(&asking, state: 4)
    talk.exchange.dial(asking, &asked)
    talk.exchange.pass(2)
  }

  private static func second() -> Channel {
    Channel("PJSIP/8001-00000003", "100.2", number: "8001", other: "8002")
  }
  private static func asked() -> Channel {
    Channel("PJSIP/8002-00000004", "100.3", call: "100.2", number: "8002", other: "8001")
  }

  private static func attended(number: String, isMerged: Bool) -> Exchange {
    var talk = talk(number: number)
    var (asking, asked) = (second(), asked())
    consult(&talk, asking: &asking, asked: &asked)
    talk.exchange.pickUp(&asking, &asked, bridge: "b2")
    talk.exchange.pass(4)
    (asking.linked, asked.linked) = ("100.0", "100.0")
    if isMerged {
      talk.exchange.leave(asking, "b2")
      talk.exchange.leave(asked, "b2")
      talk.exchange.enter(asked, "b1", swap: talk.first)
    } else {
      talk.exchange.enter(talk.caller, "b2", swap: asking)
    }
    talk.exchange.event(
      "AttendedTransfer",
      [("Result", "Success")] + talk.first.lines("OrigTransferer") + [("OrigBridgeUniqueid", "b1")]
        + asking.lines("SecondTransferer") + [("SecondBridgeUniqueid", "b2")]
        + talk.caller.lines("Transferee") + asked.lines("TransferTarget")
        + [("DestType", "Bridge"), ("DestBridgeUniqueid", isMerged ? "b1" : "b2")])
    talk.exchange.hangUp(asking)
    talk.exchange.hangUp(talk.first)
    talk.exchange.pass(5)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(asked)
    return talk.exchange
  }

  @Test(arguments: ["19900000011", "<unknown>"], [true, false])
  func `an attended transfer stays the caller's call, with the caller's number`(
    number: String, isMerged: Bool
  ) {
    let from = number == "<unknown>" ? "" : " " + number
    let exchange = Self.attended(number: number, isMerged: isMerged)
    for step in [Int.max, 1] {
      #expect(
        Self.words(exchange, step: step) == [
          "100.0 8001 ring" + from, "100.0 8001 answer", "100.0 8002 ring" + from, "100.0 8002 answer",
          "100.0 8001 end hangup >", "100.0 gone hangup", "100.0 8002 end hangup",
        ])
    }
    for (seat, ring) in [("8001", 3_003), ("8002", 2_001)] as [(String, Int64)] {
      let board = Self.board(exchange, seat: seat)
      #expect(abs((board.timing(for: Self.key)?.timing.ringMilliseconds ?? 0) - ring) <= 5)
      #expect(board.call(Self.key)?.legs.count(where: \.isAnswered) == 2 && board.abandoned.isEmpty)
    }
  }

  @Test func `a colleague who was asked and hangs up leaves the caller where he is`() {
    var talk = Self.talk()
    var (asking, asked) = (Self.second(), Self.asked())
    Self.consult(&talk, asking: &asking, asked: &asked)
    talk.exchange.pickUp(&asking, &asked, bridge: "b2")
    talk.exchange.hangUp(asked, isOwn: true)
    talk.exchange.hangUp(asking)
    talk.exchange.pass(5)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(talk.first)
    #expect(
      Self.words(talk.exchange) == [
        "100.0 8001 ring 19900000011", "100.0 8001 answer", "100.0 8002 ring 19900000011",
        "100.0 8002 answer", "100.0 8002 end hangup", "100.0 gone hangup", "100.0 8001 end hangup",
      ])
  }

  @Test func `a colleague who does not answer rang in vain, and nobody gave up`() {
    var talk = Self.talk()
    var (asking, asked) = (Self.second(), Self.asked())
    Self.consult(&talk, asking: &asking, asked: &asked)
    talk.exchange.event("DialEnd", asking.lines() + asked.lines("Dest") + [("DialStatus", "CANCEL")])
    talk.exchange.hangUp(asked)
    talk.exchange.hangUp(asking, isOwn: true)
    talk.exchange.pass(5)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(talk.first)
    #expect(
      Self.words(talk.exchange).contains("100.0 8002 end noanswer")
        && Self.board(talk.exchange, seat: "8002").abandoned.isEmpty)
  }

  @Test(arguments: ["19900000011", "<unknown>"])
  func `a transfer by a feature code rings for the caller, not for the colleague`(number: String) {
    var talk = Self.talk(number: number)
    let from = number == "<unknown>" ? "" : " " + number
    var one = Channel("Local/8002@seats-00000000;1", "100.4", call: "100.0", number: "8002", other: "8001")
    var two = Channel("Local/8002@seats-00000000;2", "100.5", call: "100.0", number: "8001", other: "8002")
    var asked = Channel("PJSIP/8002-00000004", "100.6", call: "100.0", number: "8002", other: "8001")
    talk.exchange.leave(talk.first, "b1")
    talk.exchange.new(&one, state: 0)
    talk.exchange.new(&two, state: 4)
    talk.exchange.dial(two, &asked)
    talk.exchange.state(&one, 5)
    talk.exchange.pass(2)
    talk.exchange.pickUp(&two, &asked, bridge: "b3")
    talk.exchange.state(&one, 6)
    talk.exchange.enter(talk.first, "b2")
    talk.exchange.enter(one, "b2")
    talk.exchange.pass(3)
    talk.exchange.event(
      "AttendedTransfer",
      [("Result", "Success")] + talk.first.lines("OrigTransferer") + talk.first.lines("SecondTransferer")
        + talk.caller.lines("Transferee") + one.lines("TransferTarget")
        + [("DestType", "Bridge"), ("DestBridgeUniqueid", "b1")])
    talk.exchange.hangUp(talk.first)
    talk.exchange.enter(one, "b1")
    talk.exchange.enter(asked, "b1", swap: one)
    talk.exchange.hangUp(one)
    talk.exchange.hangUp(two)
    talk.exchange.pass(3)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(asked)
    #expect(
      Self.words(talk.exchange) == [
        "100.0 8001 ring" + from, "100.0 8001 answer", "100.0 8002 ring" + from, "100.0 8002 answer",
        "100.0 8001 end hangup >", "100.0 gone hangup", "100.0 8002 end hangup",
      ])
  }

  @Test func `a telephone that replaces another has the caller, and nobody hung up on him`() {
    var talk = Self.talk()
    var taker = Channel("PJSIP/8002-00000004", "100.4", number: "8002")
    talk.exchange.new(&taker, state: 4)
    talk.exchange.state(&taker, 6)
    taker.linked = "100.0"
    talk.exchange.enter(taker, "b1", swap: talk.first)
    talk.exchange.leave(talk.first, "b1")
    talk.exchange.hangUp(talk.first)
    talk.exchange.pass(3)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(taker)
    #expect(
      Self.words(talk.exchange) == [
        "100.0 8001 ring 19900000011", "100.0 8001 answer", "100.0 8002 answer", "100.0 8001 end hangup >",
        "100.0 gone hangup", "100.0 8002 end hangup",
      ])
  }

  @Test func `a telephone that replaces one that rings has picked the caller up`() {
    var talk = Talk(number: "19900000011")
    talk.exchange.pass(2)
    var taker = Channel("PJSIP/8002-00000004", "100.4", number: "8002")
    talk.exchange.new(&taker, state: 4)
    taker.linked = "100.0"
    talk.exchange.state(&taker, 6)
    talk.exchange.event("DialEnd", talk.caller.lines() + taker.lines("Dest") + [("DialStatus", "ANSWER")])
    talk.exchange.hangUp(talk.first, cause: 0)
    talk.exchange.enter(taker, "b1")
    talk.exchange.enter(talk.caller, "b1")
    talk.exchange.pass(3)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(taker)
    #expect(
      Self.words(talk.exchange) == [
        "100.0 8001 ring 19900000011", "100.0 8002 answer", "100.0 8001 end elsewhere", "100.0 gone hangup",
        "100.0 8002 end hangup",
      ])
  }

  @Test(arguments: [true, false])
  func `a caller redirected while it rings has not given up there`(staysForLong: Bool) {
    var talk = Talk(number: "19900000011")
    talk.exchange.pass(4)
    talk.exchange.event(
      "DialEnd", talk.caller.lines() + talk.first.lines("Dest") + [("DialStatus", "CANCEL")])
    talk.exchange.hangUp(talk.first, cause: 0)
    var other = Channel(
      "PJSIP/8002-00000004", "100.3", call: "100.0", number: "8002", other: "19900000011")
    if staysForLong { talk.exchange.pass(20) }
    talk.exchange.dial(talk.caller, &other)
    talk.exchange.pass(3)
    talk.exchange.pickUp(&talk.caller, &other, bridge: "b1")
    talk.exchange.pass(3)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(other)
    #expect(
      Self.words(talk.exchange) == [
        "100.0 8001 ring 19900000011", "100.0 8001 end noanswer", "100.0 8002 ring 19900000011",
        "100.0 8002 answer", "100.0 gone hangup", "100.0 8002 end hangup",
      ])
    #expect(Self.board(talk.exchange, seat: "8001").abandoned.isEmpty)
    let timing = Self.board(talk.exchange, seat: "8002").timing(for: Self.key)?.timing
    #expect(timing?.ringMilliseconds.map { (2_995...3_005).contains($0) } == true)
    #expect((timing?.waitMilliseconds ?? 0) >= (staysForLong ? 27_000 : 7_000))
  }

  @Test(arguments: ["dials", "is rung"])
  func `a seat that joins a conference has its own part in the caller's call`(how: String) {
    var talk = Self.talk()
    talk.exchange.leave(talk.caller, "b1")
    talk.exchange.enter(talk.caller, "c1", type: "base")
    talk.exchange.leave(talk.first, "b1")
    talk.exchange.move(talk.first, number: 1)
    talk.exchange.enter(talk.first, "c1", type: "base")
    var other = Channel("PJSIP/8002-00000004", "100.4", number: "8002")
    talk.exchange.new(&other, state: how == "dials" ? 4 : 0)
    if how == "is rung" {
      talk.exchange.state(&other, 5)
      talk.exchange.pass(4)
    }
    talk.exchange.state(&other, 6)
    other.linked = "100.0"
    talk.exchange.enter(other, "c1", type: "base")
    talk.exchange.pass(5)
    talk.exchange.hangUp(talk.first, isOwn: true)
    talk.exchange.pass(2)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(other, isOwn: true)
    let ring = how == "is rung" ? ["100.0 8002 ring 19900000011"] : []
    #expect(
      Self.words(talk.exchange) == ["100.0 8001 ring 19900000011", "100.0 8001 answer"] + ring + [
        "100.0 8002 answer", "100.0 8001 end hangup >", "100.0 gone hangup", "100.0 8002 end hangup",
      ])
    let timing = Self.board(talk.exchange, seat: "8002").timing(for: Self.key)?.timing
    #expect(timing?.ringMilliseconds.map { (3_995...4_005).contains($0) } == (ring.isEmpty ? nil : true))
  }

  @Test func `callers who wait in one place are nobody's, and who joins them waits too`() {
    var exchange = Exchange()
    var callers = [
      Channel("PJSIP/trunk-00000001", "100.0", number: "19900000011"),
      Channel("PJSIP/trunk-00000002", "200.0", number: "19900000012"),
    ]
    for index in callers.indices {
      exchange.new(&callers[index], state: 4)
      exchange.event("QueueCallerJoin", callers[index].lines() + [("Queue", "110"), ("Position", "1")])
      exchange.enter(callers[index], "h1", type: "holding")
    }
    var seat = Channel("PJSIP/8001-00000003", "300.0", number: "8001")
    exchange.new(&seat, state: 4)
    exchange.enter(seat, "h1", type: "holding")
    for caller in callers { exchange.hangUp(caller, isOwn: true) }
    #expect(
      Self.words(exchange) == [
        "100.0 wait 19900000011", "200.0 wait 19900000012", "100.0 gone abandoned", "200.0 gone abandoned",
      ])
  }

  @Test func `a seat that joins two callers and stays has passed nobody on`() {
    var talk = Self.talk()
    var (asking, asked) = (Self.second(), Self.asked())
    Self.consult(&talk, asking: &asking, asked: &asked)
    talk.exchange.pickUp(&asking, &asked, bridge: "b2")
    talk.exchange.event(
      "AttendedTransfer",
      [("Result", "Success")] + talk.first.lines("OrigTransferer") + asking.lines("SecondTransferer")
        + [("DestType", "Threeway"), ("DestBridgeUniqueid", "b1")])
    talk.exchange.pass(5)
    talk.exchange.hangUp(talk.caller, isOwn: true)
    talk.exchange.hangUp(talk.first)
    talk.exchange.hangUp(asked)
    #expect(!Self.words(talk.exchange).contains { $0.hasSuffix(">") })
  }
}
