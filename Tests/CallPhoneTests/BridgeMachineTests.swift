import CallModel
import CallPhone
import TestSupport
import Testing

@Suite struct BridgeMachineTests {
  /// A machine with a clock that only moves when told, and everything it wanted.
  fileprivate struct Bench {
    var machine: BridgeMachine
    var ticks: Int64 = 0
    var actions: [BridgeAction] = []

    init(
      challenge: Bool = false, seats: SeatTable = .byExtension, seed: UInt64 = 1, previous: String = "",
      open: [PhoneEvent] = []
    ) {
      let settings = BridgeSettings(
        user: "110console", secret: "s3cret", usesChallenge: challenge, seats: seats, source: "ami:t")
      machine = BridgeMachine(
        settings: settings, random: SplitMix(seed: seed),
        previous: BridgeCallCounter(statusFile: Array(previous.utf8)), open: open)
    }

    var now: ManagerMoment { ManagerMoment(wall: 1_795_340_000_000 + ticks, monotonic: ticks) }

    /// Gives one input; what it made of it.
    @discardableResult
    mutating func give(_ input: (inout BridgeMachine, ManagerMoment) -> [BridgeAction]) -> [BridgeAction] {
      let new = input(&machine, now)
      actions += new
      return new
    }

    @discardableResult
    mutating func receive(_ text: String) -> [BridgeAction] {
      let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
      return give { $0.received(bytes, at: $1) }
    }

    /// Lets time pass in steps of half a second.
    @discardableResult
    mutating func wait(_ milliseconds: Int64) -> [BridgeAction] {
      var new: [BridgeAction] = []
      let end = ticks + milliseconds
      while ticks < end {
        ticks = min(end, ticks + 500)
        new += give { $0.tick(at: $1) }
      }
      return new
    }

    mutating func connect() {
      give { $0.connected(at: $1) }
      receive("Asterisk Call Manager/9.0.0\n")
    }

    mutating func logIn(processed: Int = 5, started: String = "10:04:26") {
      connect()
      receive("Response: Success\nActionID: 110-Login-1\nMessage: Authentication accepted\n\n")
      receive(BridgeMachineTests.count(processed, started: started))
    }

    /// Answers the pings among `sent`.
    mutating func pong(_ sent: [BridgeAction]) {
      for text in sent.compactMap(\.text) where text.contains("Action: Ping") {
        guard let identifier = text.split(separator: "ActionID: ").last?.prefix(while: { $0 != "\r\n" })
        else { continue }
        receive("Response: Success\nActionID: \(identifier)\nPing: Pong\nTimestamp: 1795340000.5\n\n")
      }
    }

    var sent: [String] { actions.compactMap(\.text) }
    var notices: [BridgeNotice] {
      actions.compactMap { if case .notice(let notice) = $0 { notice } else { nil } }
    }
    var events: [PhoneEvent] { actions.flatMap(\.written) }
    var status: BridgeStatus? {
      actions.reversed().lazy.compactMap { if case .report(let status) = $0 { status } else { nil } }.first
    }
  }

  static func count(_ processed: Int, started: String = "10:04:26") -> String {
    "Response: Success\nActionID: 110-CoreStatus-3\nCoreStartupDate: 2026-11-22\n"
      + "CoreStartupTime: \(started)\nCoreProcessedCalls: \(processed)\n\n"
  }

  private let ring =
    "Event: Newstate\nTimestamp: 1795340000.000000\nChannel: PJSIP/8001-1\nChannelState: 5\n"
    + "ConnectedLineNum: 19900000001\nUniqueid: 1.1\nLinkedid: 1.0\n\n"

  fileprivate func up(previous: String = "") -> Bench {
    var bench = Bench(previous: previous)
    bench.give { $0.start(at: $1) }
    bench.logIn()
    bench.pong(bench.actions)
    return bench
  }

  @Test func `a plain login asks for the events of calls, agents and the system and then for a snapshot`() {
    let bench = up()
    #expect(
      bench.sent.first == "Action: Login\r\nUsername: 110console\r\nSecret: s3cret\r\n"
        + "Events: call,system,agent\r\nActionID: 110-Login-1\r\n\r\n")
    #expect(
      bench.sent.dropFirst().map { $0.prefix { $0 != "\r\n" } }
        == [
          "Action: CoreSettings", "Action: CoreStatus", "Action: CoreShowChannels", "Action: QueueStatus",
          "Action: Ping",
        ])
    #expect(bench.status?.state == .up && bench.status?.interface == "9.0.0")
  }

  @Test func `a login by challenge keeps the secret off the wire`() {
    var bench = Bench(challenge: true)
    bench.give { $0.start(at: $1) }
    bench.connect()
    #expect(bench.sent == ["Action: Challenge\r\nAuthType: MD5\r\nActionID: 110-Challenge-1\r\n\r\n"])
    bench.receive("Response: Success\nActionID: 110-Challenge-1\nChallenge: 433858278\n\n")
    // md5("433858278s3cret")
    #expect(bench.sent.last?.contains("Key: 0abccb3bdf46a89101cff636a9b4c6ff\r\n") == true)
    #expect(!bench.sent.joined().contains("s3cret"))
  }

  @Test func `nothing that could start or end a call is ever sent`() {
    var bench = up()
    for minute in 0..<30 {
      bench.receive(ring.replacing("1.1", with: "\(minute).1"))
      let new = bench.wait(60_000)
      bench.pong(new)
      if minute % 7 == 3 { bench.give { $0.disconnected(at: $1) } }
      if bench.machineWantsConnection { bench.logIn() }
    }
    bench.give { $0.stop(at: $1) }
    let allowed: Set = [
      "Login", "CoreSettings", "CoreStatus", "CoreShowChannels", "QueueStatus", "Ping", "Logoff", "Challenge",
    ]
    let names = Set(
      bench.sent.compactMap { $0.split(separator: "\r\n").first?.dropFirst("Action: ".count) }.map(
        String.init))
    #expect(names.isSubset(of: allowed))
    #expect(bench.sent.allSatisfy { $0.utf8.count < 1_024 })
  }

  @Test func `a refused login waits a minute and says so`() {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    bench.connect()
    bench.receive("Response: Error\nActionID: 110-Login-1\nMessage: Authentication failed\n\n")
    #expect(bench.notices == [.refused] && bench.status?.state == .refused)
    #expect(!bench.wait(59_500).contains(.connect))
    #expect(bench.wait(500).contains(.connect))
  }

  @Test func `pauses grow to fifteen seconds, vary by a fifth and never end`() {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    var pauses: [Int64] = []
    for _ in 0..<40 {
      bench.give { $0.disconnected(at: $1) }
      let began = bench.ticks
      while !bench.give({ $0.tick(at: $1) }).contains(.connect) { bench.ticks += 50 }
      pauses.append(bench.ticks - began)
    }
    for (index, pause) in pauses.enumerated() {
      let nominal = BridgeTimes.pauses[min(index, 4)]
      #expect((nominal * 4 / 5...nominal * 6 / 5 + 50).contains(pause))
    }
    #expect(Set(pauses.dropFirst(4)).count > 5)
  }

  @Test func `a link that dies at once does not start over with short pauses, one that stood does`() {
    var bench = up()
    for _ in 0..<6 {
      bench.give { $0.disconnected(at: $1) }
      while !bench.give({ $0.tick(at: $1) }).contains(.connect) { bench.ticks += 100 }
      bench.logIn()
    }
    bench.give { $0.disconnected(at: $1) }
    #expect(bench.retries.last ?? 0 >= 12_000)
    while !bench.give({ $0.tick(at: $1) }).contains(.connect) { bench.ticks += 100 }
    bench.logIn()
    bench.pong(bench.actions.suffix(12))
    for _ in 0..<20 { bench.pong(bench.wait(5_000)) }
    bench.give { $0.disconnected(at: $1) }
    #expect(bench.retries.last ?? 99_000 <= 1_200)
  }

  @Test func `a connection that never comes about is given up after five seconds`() {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    #expect(!bench.wait(4_500).contains(.close))
    #expect(bench.wait(500).contains(.close))
  }

  @Test func `a server that greets and then says nothing is given up after ten seconds`() {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    bench.connect()
    #expect(!bench.wait(9_500).contains(.close))
    #expect(bench.wait(500).contains(.close))
  }

  @Test func `silence after login is found by the ping and closes what rings`() {
    var bench = up()
    bench.receive(ring)
    // While a telephone rings, a telephone system that stands still is found out soon.
    let asked = bench.wait(BridgeTimes.askWhileRinging)
    #expect(asked.compactMap(\.text).contains { $0.hasPrefix("Action: Ping") })
    let closed = bench.wait(10_000)
    #expect(closed.contains(.close) && closed.contains(.notice(.unanswered)))
    #expect(bench.events.map(\.kind) == [.ring, .end] && bench.events.last?.reason == .lost)
    #expect(bench.status?.state == .down)
  }

  @Test func `a broken connection in the middle of a message loses that message only`() {
    var bench = up()
    bench.receive(ring + "Event: Hangup\nUniqueid: 1.1\nCau")
    bench.give { $0.disconnected(at: $1) }
    bench.wait(2_000)
    bench.logIn()
    bench.receive(ring.replacing("1.1", with: "2.1"))
    #expect(bench.events.map(\.kind) == [.ring, .end, .ring])
  }

  @Test func `pings give the distance of the clocks`() {
    let bench = up()
    #expect(
      bench.machine.currentStatus.offsetMilliseconds == 500
        && bench.machine.currentStatus.pingMilliseconds == 0)
  }

  @Test func `an answer while the telephone system is slow has a wider bound`() {
    var bench = up()
    bench.receive(ring)
    let asked = bench.wait(BridgeTimes.askWhileRinging)
    bench.ticks += 6_000
    bench.receive(ring.replacing("ChannelState: 5", with: "ChannelState: 6"))
    #expect(bench.events.last?.errorMilliseconds == 6_000)
    bench.pong(asked)
    bench.receive(ring.replacing("1.1", with: "2.1"))
    #expect(bench.events.last?.errorMilliseconds == 6_050)
  }

  @Test func `calls that went by while the link was down are counted`() {
    var bench = up()
    bench.receive(
      "Event: Newchannel\nTimestamp: 1.0\nChannel: PJSIP/t-1\nChannelState: 4\n"
        + "Uniqueid: 1.0\nLinkedid: 1.0\n\n"
    )
    bench.give { $0.disconnected(at: $1) }
    bench.wait(2_000)
    bench.logIn(processed: 9)
    #expect(bench.notices.contains(.unseen(3, .calls)))
    #expect(bench.machine.currentStatus.unseenCalls == 3 && bench.machine.currentStatus.restarts == 0)
  }

  @Test func `calls that went by between two runs of the bridge are counted`() {
    let bench = up(previous: #"{"v":1,"started":"2026-11-22 10:04:26","processed_calls":4}"#)
    #expect(bench.notices.contains(.unseen(1, .calls)))
  }

  @Test func `a telephone system started anew is noticed`() {
    var bench = up()
    bench.give { $0.disconnected(at: $1) }
    bench.wait(2_000)
    bench.logIn(processed: 2, started: "11:00:00")
    #expect(bench.notices.contains(.restarted) && bench.notices.contains(.unseen(2, .calls)))
    #expect(bench.machine.currentStatus.restarts == 1)
  }

  @Test func `an account that hears nothing while calls go by is silent, and says what it saw`() throws {
    var bench = Bench(seats: try SeatTable("PJSIP/9001 = 01"))
    bench.give { $0.start(at: $1) }
    bench.logIn(processed: 5)
    bench.pong(bench.actions)
    bench.receive(ring)
    bench.receive(Self.count(6))
    #expect(bench.status?.state == .up)
    bench.receive(Self.count(6))
    #expect(bench.status?.state == .silent)
    #expect(bench.notices.contains(.silent(unmapped: ["PJSIP/8001"])))
    bench.receive(ring.replacing("8001", with: "9001").replacing("1.1", with: "3.1"))
    #expect(bench.status?.state == .up)
  }

  @Test(arguments: [
    ("Error", "Message: Permission denied", BridgeNotice.lacksReporting),
    // As of Asterisk 18.
    ("Success", "CoreStartupDate: 2026-11-22\nCoreCurrentCalls: 0", .countsNoCalls),
  ])
  func `who may not ask for the count, or asks one who does not count, is told so once`(
    response: String, more: String, notice: BridgeNotice
  ) {
    var bench = up()
    for _ in 0..<3 {
      bench.receive("Response: \(response)\nActionID: 110-CoreStatus-9\n\(more)\n\n")
    }
    #expect(bench.notices.filter { [.lacksReporting, .countsNoCalls].contains($0) } == [notice])
  }

  @Test func `events without times are said once`() {
    var bench = up()
    let bare = ring.replacing("Timestamp: 1795340000.000000\n", with: "")
    for leg in 1...3 { bench.receive(bare.replacing("1.1", with: "\(leg).1")) }
    #expect(bench.notices.filter { $0 == .lacksTimestamps }.count == 1)
    #expect(bench.events.allSatisfy { $0.time == bench.now.wall && $0.basis == .alerting })
  }

  @Test func `the status is written every five seconds, whatever the state`() {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    bench.give { $0.disconnected(at: $1) }
    let reports = bench.wait(60_000).filter { if case .report = $0 { true } else { false } }
    #expect(reports.count >= 12)
  }

  @Test func `ten thousand events at once become one write in the order they came`() {
    var bench = up()
    let flood = (0..<10_000).map { ring.replacing("1.1", with: "7.\($0)") }.joined()
    let actions = bench.receive(flood)
    let writes = actions.compactMap { if case .write(let events) = $0 { events } else { nil } }
    #expect(writes.count == 1 && writes.first?.count == 10_000)
  }

  @Test func `an orderly stop is announced and a stop of ours closes what is open`() {
    var bench = up()
    bench.receive(ring)
    bench.receive("Event: Shutdown\nShutdown: Cleanly\nRestart: False\n\n")
    #expect(bench.notices.last == .shutdown)
    bench.give { $0.stop(at: $1) }
    #expect(bench.events.last?.reason == .lost && bench.status?.state == .down)
    #expect(bench.sent.last?.hasPrefix("Action: Logoff") == true)
  }
}

extension BridgeAction {
  fileprivate var written: [PhoneEvent] {
    if case .write(let events) = self { events } else { [] }
  }
  fileprivate var text: String? {
    if case .send(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
}

extension BridgeMachineTests.Bench {
  fileprivate var machineWantsConnection: Bool { actions.suffix(8).contains(.connect) }
  fileprivate var retries: [Int64] {
    notices.compactMap { if case .disconnected(let pause) = $0 { pause } else { nil } }
  }
}

/// What a bridge does about calls that went on, or ended, while nobody listened.
extension BridgeMachineTests {
  private static func line(_ kind: PhoneEvent.Kind, _ leg: String, at time: Int64) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: "1.0", seat: "8001", leg: leg, caller: kind == .ring ? "19900000001" : nil, time: time,
      writtenAt: time, source: "ami:t", basis: kind == .ring ? .alerting : nil)
  }

  private static func channel(_ unique: String, _ state: Int, call: String = "1.0") -> String {
    "Event: CoreShowChannel\nActionID: 110-CoreShowChannels-4\nChannel: PJSIP/8001-1\nChannelState: \(state)\n"
      + "ConnectedLineNum: 19900000001\nUniqueid: \(unique)\nLinkedid: \(call)\nDuration: 00:00:09\n\n"
  }

  private static let complete = "Event: CoreShowChannelsComplete\nEventList: Complete\n\n"

  /// A bridge started while the file has these lines open, given this list; the lines it writes.
  private static func resumed(_ open: [PhoneEvent], _ list: String) -> [PhoneEvent] {
    var bench = Bench(open: open)
    bench.give { $0.start(at: $1) }
    bench.logIn()
    bench.receive(list + complete)
    return bench.events
  }

  @Test func `what rang when the bridge was killed and is no more is ended`() throws {
    let ring = try Self.line(.ring, "1.1", at: 1_795_339_990_000)
    let ends = Self.resumed([ring], "")
    #expect(ends.map(\.kind) == [.end, .gone] && ends.first?.reason == .lost && ends.first?.leg == "1.1")
    var board = PhoneBoard(seats: ["8001"])
    for event in [ring] + ends {
      board.apply(event, receivedAt: WallInstant(milliseconds: 1_795_340_000_010), isBacklog: true)
    }
    #expect(board.ringingHere.isEmpty && board.abandoned.count == 1)
  }

  private static func caller(
    _ kind: PhoneEvent.Kind, reason: PhoneEvent.EndReason? = nil
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: "1.0", seat: "8001", leg: kind == .end ? "1.1" : nil, caller: "19900000001",
      time: 1_795_339_980_000, writtenAt: 1_795_339_980_000, source: "ami:t", reason: reason)
  }

  @Test func `who is spoken to when a bridge starts may be taken over by another seat after it`() throws {
    let open = [
      try Self.line(.ring, "1.1", at: 1_795_339_990_000),
      try Self.line(.answer, "1.1", at: 1_795_339_994_000),
    ]
    var bench = Bench(open: open)
    bench.give { $0.start(at: $1) }
    bench.logIn()
    let bridged = [Self.channel("1.0", 6).replacing("8001-1", with: "trunk-1"), Self.channel("1.1", 6)]
      .map { $0.replacing("Duration", with: "BridgeId: b1\nDuration") }.joined()
    bench.receive(bridged + Self.complete)
    let own = "Channel: PJSIP/8002-7\nUniqueid: 7.0\nLinkedid: 7.0\nCallerIDNum: 8002\n"
    bench.receive(
      "Event: Newchannel\nTimestamp: 1795340010.0\nChannelState: 4\n\(own)\n"
        + "Event: BridgeEnter\nTimestamp: 1795340011.0\nBridgeUniqueid: b1\nBridgeType: basic\n"
        + "BridgeTechnology: simple_bridge\nSwapUniqueid: 1.1\n\(own)\n")
    let taken = bench.events.last
    #expect(taken?.kind == .answer && taken?.seat == "8002" && taken?.call == "1.0")
  }

  @Test func `who waited in a queue when the bridge was killed and is no more has gone`() throws {
    let ends: [(PhoneEvent.EndReason?, PhoneEvent.EndReason)] = [
      (nil, .lost), (.noanswer, .lost), (.hangup, .hangup),
    ]
    for (end, gone) in ends {
      var open = [try Self.caller(.wait)]
      if let end { open.append(try Self.caller(.end, reason: end)) }
      let lines = Self.resumed(open, "")
      #expect(lines.map(\.kind) == [.gone] && lines.first?.reason == gone)
    }
    let still = Self.resumed([try Self.caller(.wait)], Self.channel("1.0", 6))
    #expect(still.isEmpty)
  }

  @Test func `what a bridge leaves open are its legs without an end and its callers who have not gone`()
    throws
  {
    let folder = TemporaryDirectory()
    let today = try #require(CivilDate("2026-11-22"))
    let lines = try [
      Self.caller(.wait), Self.line(.ring, "1.1", at: 1), Self.caller(.end, reason: .noanswer),
      Self.line(.ring, "1.2", at: 2),
    ]
    try PhoneEventFile.append(lines.map(PhoneEventLine.encode), logs: folder.path, day: today)
    func open() -> [PhoneEvent.Kind] {
      PhoneOpenLegs.read(logs: folder.path, today: today, source: "ami:t").map(\.kind)
    }
    #expect(Set(open()) == [.wait, .end, .ring] && open().count == 3)
    try PhoneEventFile.append(
      [PhoneEventLine.encode(try Self.caller(.gone, reason: .abandoned))], logs: folder.path, day: today)
    #expect(open() == [.ring])
    try PhoneEventFile.append(
      [PhoneEventLine.encode(try Self.caller(.end, reason: .hangup))], logs: folder.path, day: today)
    #expect(open() == [.ring])
  }

  @Test func `who waits in a queue at the start of a bridge is known by the queue's own list, once`() {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    bench.logIn()
    let queue =
      "Event: QueueParams\nQueue: q\nCalls: 1\nHoldtime: 40\n\n"
      + "Event: QueueEntry\nQueue: q\nPosition: 2\nUniqueid: 1.0\nCallerIDNum: 19900000001\nWait: 7\n\n"
    bench.receive(Self.channel("1.0", 6) + Self.complete + queue + queue)
    let now = bench.actions.isEmpty ? 0 : bench.events.first?.writtenAt ?? 0
    #expect(bench.events.map(\.kind) == [.wait])
    let wait = bench.events.first
    #expect(wait?.queue == "q" && wait?.position == 2 && wait?.announcedMilliseconds == 40_000)
    #expect(wait?.caller == "19900000001" && abs((wait?.time ?? 0) - now + 7_500) <= 1_000)
    #expect(wait?.errorMilliseconds == 1_000)
    // Who joins now is told the same; his own join counts, not the list behind it.
    bench.receive(
      "Event: QueueCallerJoin\nTimestamp: 1795340000.5\nQueue: q\nPosition: 3\nUniqueid: 2.0\nLinkedid: 2.0\n"
        + "CallerIDNum: 19900000002\n\n" + queue.replacing("1.0", with: "2.0"))
    #expect(bench.events.map(\.kind) == [.wait, .wait])
    #expect(bench.events.last?.position == 3 && bench.events.last?.announcedMilliseconds == 40_000)
    #expect(bench.events.last?.errorMilliseconds == nil)
  }

  @Test func `what is talked and is no more has been hung up`() throws {
    let open = [
      try Self.line(.ring, "1.1", at: 1_795_339_990_000),
      try Self.line(.answer, "1.1", at: 1_795_339_994_000),
    ]
    let ends = Self.resumed(open, "")
    #expect(ends.map(\.kind) == [.end, .gone] && ends.map(\.reason) == [.hangup, .hangup])
  }

  @Test func `what still rings goes on with the times it had`() throws {
    let ring = try Self.line(.ring, "1.1", at: 1_795_339_990_000)
    let lines = Self.resumed([ring], Self.channel("1.0", 4) + Self.channel("1.1", 5))
    #expect(lines.map(\.kind) == [.ring] && lines.first?.time == ring.time && lines.first?.leg == "1.1")
  }

  @Test func `what was picked up meanwhile is answered at an unknown moment, never in time or late`() throws {
    let ring = try Self.line(.ring, "1.1", at: 1_795_339_990_000)
    let lines = Self.resumed([ring], Self.channel("1.0", 6) + Self.channel("1.1", 6))
    #expect(lines.map(\.kind) == [.answer])
    var board = PhoneBoard(seats: ["8001"])
    for event in [ring] + lines {
      board.apply(event, receivedAt: WallInstant(milliseconds: 1_795_340_000_010), isBacklog: true)
    }
    let key = PhoneCall.Key(source: "ami:t", call: "1.0")
    #expect(board.timing(for: key)?.timing.verdict == .undetermined && board.talkingHere.count == 1)
  }

  @Test func `a call heard of before the restart was not missed`() {
    var bench = up(previous: #"{"v":1,"started":"2026-11-22 10:04:26","processed_calls":3,"heard_calls":2}"#)
    #expect(!bench.notices.contains { if case .unseen = $0 { true } else { false } })
    bench.receive(
      "Event: Newchannel\nTimestamp: 1.0\nChannel: PJSIP/t-1\nChannelState: 4\nUniqueid: 1.0\nLinkedid: 1.0\n\n"
    )
    #expect(bench.machine.currentStatus.heardCalls == 1)
  }

  @Test func `a ringing seat in the list alone does not prove that events are heard`() throws {
    var bench = Bench()
    bench.give { $0.start(at: $1) }
    bench.logIn(processed: 5)
    bench.pong(bench.actions)
    bench.receive(Self.channel("1.0", 4) + Self.channel("1.1", 5) + Self.complete)
    bench.receive(Self.count(6))
    bench.receive(Self.count(6))
    #expect(bench.status?.state == .silent)
  }
}
