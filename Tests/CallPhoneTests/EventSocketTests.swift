import CallModel
import CallPhone
import TestSupport
import Testing

/// FreeSWITCH's event socket, by its documentation: streams of one inbound caller `a` and legs to seats.
@Suite struct EventSocketTests {
  private static let start: Int64 = 1_795_340_968

  /// One event as the socket sends it, at so many ms from the start.
  private static func event(_ name: String, at offset: Int64, _ lines: [(String, String)]) -> String {
    let time = start * 1_000_000 + offset * 1_000
    let all = [("Event-Name", name), ("Core-UUID", "core-1"), ("Event-Date-Timestamp", "\(time)")] + lines
    let body = all.map { "\($0): \($1.replacing(" ", with: "%20"))\n" }.joined() + "\n"
    return "Content-Length: \(body.utf8.count)\nContent-Type: text/event-plain\n\n\(body)"
  }

  private static func caller(_ name: String, at offset: Int64, _ more: [(String, String)] = []) -> String {
    event(
      name, at: offset,
      [
        ("Unique-ID", "a"), ("Channel-Call-UUID", "a"), ("Call-Direction", "inbound"),
        ("Channel-Name", "sofia/external/19900000001@10.0.0.9"),
        ("Caller-Caller-ID-Number", "%2B8619900000001"),
      ] + more)
  }

  private static func leg(
    _ name: String, _ unique: String, _ seat: String, at offset: Int64, _ more: [(String, String)] = []
  ) -> String {
    event(
      name, at: offset,
      [
        ("Unique-ID", unique), ("Channel-Call-UUID", "a"), ("Call-Direction", "outbound"),
        ("Other-Leg-Unique-ID", "a"), ("Channel-Name", "sofia/internal/\(seat)@10.0.0.5:5060"),
        ("Caller-Caller-ID-Number", "%2B8619900000001"),
      ] + more)
  }

  private static func hangup(_ cause: String) -> [(String, String)] { [("Hangup-Cause", cause)] }

  private static let greeting =
    "Content-Type: auth/request\n\nContent-Type: command/reply\nReply-Text: +OK accepted\n\n"

  /// A stream and the lines it means.
  private static let streams: [(stream: String, lines: [String])] = [
    (
      caller("CHANNEL_CREATE", at: 0) + leg("CHANNEL_CREATE", "b", "8001", at: 20)
        + leg("CHANNEL_PROGRESS", "b", "8001", at: 50) + leg("CHANNEL_ANSWER", "b", "8001", at: 7_054)
        + caller("CHANNEL_ANSWER", at: 7_060)
        + leg("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 9_000, hangup("NORMAL_CLEARING"))
        + caller("CHANNEL_HANGUP_COMPLETE", at: 9_001, hangup("NORMAL_CLEARING")),
      ["ring 8001 50 alerting", "answer 8001 7054", "end 8001 9000 hangup", "gone  9001 hangup"]
    ),
    (
      // Two seats; the caller gives up.
      caller("CHANNEL_CREATE", at: 0) + leg("CHANNEL_CREATE", "b", "8001", at: 20)
        + leg("CHANNEL_CREATE", "c", "8002", at: 21) + leg("CHANNEL_PROGRESS", "b", "8001", at: 50)
        + leg("CHANNEL_PROGRESS", "c", "8002", at: 51)
        + caller("CHANNEL_HANGUP", at: 5_000, hangup("ORIGINATOR_CANCEL"))
        + leg("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 5_002, hangup("ORIGINATOR_CANCEL"))
        + leg("CHANNEL_HANGUP_COMPLETE", "c", "8002", at: 5_003, hangup("ORIGINATOR_CANCEL"))
        + caller("CHANNEL_HANGUP_COMPLETE", at: 5_004, hangup("ORIGINATOR_CANCEL")),
      [
        "ring 8001 50 alerting", "ring 8002 51 alerting", "gone  5000 abandoned", "end 8001 5002 abandoned",
        "end 8002 5003 abandoned",
      ]
    ),
    (
      // A queue: one seat times out, is busy, then another answers while the first loses the race.
      caller("CHANNEL_CREATE", at: 0)
        + event(
          "CUSTOM", at: 10,
          [
            ("Event-Subclass", "callcenter::info"), ("CC-Action", "member-queue-start"), ("CC-Queue", "q110"),
            ("CC-Member-Session-UUID", "a"), ("CC-Member-CID-Number", "19900000001"),
          ]) + leg("CHANNEL_CREATE", "b", "8001", at: 20) + leg("CHANNEL_PROGRESS", "b", "8001", at: 50)
        + leg("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 6_000, hangup("NO_ANSWER"))
        + leg("CHANNEL_CREATE", "c", "8001", at: 6_100) + leg("CHANNEL_PROGRESS", "c", "8001", at: 6_120)
        + leg("CHANNEL_HANGUP_COMPLETE", "c", "8001", at: 7_000, hangup("USER_BUSY"))
        + leg("CHANNEL_CREATE", "d", "8001", at: 7_100) + leg("CHANNEL_CREATE", "e", "8002", at: 7_101)
        + leg("CHANNEL_PROGRESS", "d", "8001", at: 7_120)
        + leg("CHANNEL_PROGRESS_MEDIA", "e", "8002", at: 7_130)
        + leg("CHANNEL_ANSWER", "e", "8002", at: 9_000)
        + leg("CHANNEL_HANGUP_COMPLETE", "d", "8001", at: 9_001, hangup("LOSE_RACE"))
        + leg("CHANNEL_HANGUP_COMPLETE", "e", "8002", at: 12_000, hangup("BLIND_TRANSFER"))
        + leg("CHANNEL_CREATE", "f", "8003", at: 12_010) + leg("CHANNEL_PROGRESS", "f", "8003", at: 12_020)
        + leg("CHANNEL_ANSWER", "f", "8003", at: 14_000)
        + leg("CHANNEL_HANGUP_COMPLETE", "f", "8003", at: 15_000, hangup("NORMAL_CLEARING"))
        + caller("CHANNEL_HANGUP_COMPLETE", at: 15_001, hangup("NORMAL_CLEARING")),
      [
        "wait  10", "ring 8001 50 alerting", "end 8001 6000 noanswer", "ring 8001 6120 alerting",
        "end 8001 7000 busy", "ring 8001 7120 alerting", "ring 8002 7101 dialed", "answer 8002 9000",
        "end 8001 9001 elsewhere", "end 8002 12000 hangup passed", "ring 8003 12020 alerting",
        "answer 8003 14000",
        "end 8003 15000 hangup", "gone  15001 hangup",
      ]
    ),
    (
      // A telephone passes its caller on by REFER: it is a call of its own by then and clears normally.
      caller("CHANNEL_CREATE", at: 0) + leg("CHANNEL_CREATE", "b", "8001", at: 1)
        + leg("CHANNEL_PROGRESS", "b", "8001", at: 2) + leg("CHANNEL_ANSWER", "b", "8001", at: 2_000)
        + own("CHANNEL_HANGUP", "b", "8001", at: 5_040, hangup("NORMAL_CLEARING") + referred)
        + own("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 5_040, hangup("NORMAL_CLEARING") + referred)
        + leg("CHANNEL_CREATE", "c", "8002", at: 5_041) + leg("CHANNEL_PROGRESS", "c", "8002", at: 5_042)
        + leg("CHANNEL_ANSWER", "c", "8002", at: 7_060)
        + caller("CHANNEL_HANGUP", at: 14_040, hangup("NORMAL_CLEARING"))
        + leg("CHANNEL_HANGUP", "c", "8002", at: 14_060, hangup("NORMAL_CLEARING"))
        + own("CHANNEL_HANGUP_COMPLETE", "c", "8002", at: 14_060, hangup("NORMAL_CLEARING"))
        + caller("CHANNEL_HANGUP_COMPLETE", at: 14_061, hangup("NORMAL_CLEARING")),
      [
        "ring 8001 2 alerting", "answer 8001 2000", "end 8001 5040 hangup passed", "ring 8002 5042 alerting",
        "answer 8002 7060", "gone  14040 hangup", "end 8002 14060 hangup",
      ]
    ),
    (
      // Another telephone takes the caller who rings, and he is parked and taken once more.
      caller("CHANNEL_CREATE", at: 0) + leg("CHANNEL_CREATE", "b", "8001", at: 1)
        + leg("CHANNEL_PROGRESS", "b", "8001", at: 2)
        + own("CHANNEL_CREATE", "c", "8002", at: 4_080, direction: "inbound")
        + own("CHANNEL_ANSWER", "c", "8002", at: 4_080, direction: "inbound")
        + caller("CHANNEL_ANSWER", at: 4_080)
        + leg("CHANNEL_HANGUP", "b", "8001", at: 4_080, hangup("PICKED_OFF"))
        + leg("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 4_080, hangup("PICKED_OFF"))
        + own("CHANNEL_BRIDGE", "c", "8002", at: 4_120, bridged("c"), direction: "inbound")
        + own("CHANNEL_HANGUP", "c", "8002", at: 6_000, hangup("NORMAL_CLEARING"), direction: "inbound")
        + own(
          "CHANNEL_HANGUP_COMPLETE", "c", "8002", at: 6_000, hangup("NORMAL_CLEARING"), direction: "inbound")
        + own("CHANNEL_CREATE", "d", "8003", at: 8_000, direction: "inbound")
        + own("CHANNEL_ANSWER", "d", "8003", at: 8_000, direction: "inbound")
        + own("CHANNEL_BRIDGE", "d", "8003", at: 8_040, bridged("d"), direction: "inbound")
        + own("CHANNEL_HANGUP", "d", "8003", at: 9_000, hangup("NORMAL_CLEARING"), direction: "inbound")
        + caller("CHANNEL_HANGUP", at: 9_000, hangup("NORMAL_CLEARING"))
        + own(
          "CHANNEL_HANGUP_COMPLETE", "d", "8003", at: 9_000, hangup("NORMAL_CLEARING"), direction: "inbound")
        + caller("CHANNEL_HANGUP_COMPLETE", at: 9_001, hangup("NORMAL_CLEARING")),
      [
        "ring 8001 2 alerting", "end 8001 4080 elsewhere", "answer 8002 4120", "end 8002 6000 hangup",
        "answer 8003 8040", "gone  9000 hangup", "end 8003 9000 hangup",
      ]
    ),
    (
      // The telephone system takes the caller away (transferred or parked from elsewhere): it hangs up on the
      // telephone while he stays; with the second one it is he who goes, and the third hangs up itself.
      caller("CHANNEL_CREATE", at: 0) + leg("CHANNEL_CREATE", "b", "8001", at: 1)
        + leg("CHANNEL_PROGRESS", "b", "8001", at: 2) + leg("CHANNEL_ANSWER", "b", "8001", at: 2_000)
        + caller("CHANNEL_ANSWER", at: 2_001)
        + leg("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 5_000, hangup("NORMAL_CLEARING") + put("send_bye"))
        + leg("CHANNEL_CREATE", "c", "8003", at: 5_010) + leg("CHANNEL_PROGRESS", "c", "8003", at: 5_020)
        + leg("CHANNEL_ANSWER", "c", "8003", at: 6_000)
        + leg("CHANNEL_HANGUP_COMPLETE", "c", "8003", at: 7_000, hangup("NORMAL_CLEARING") + put("recv_bye"))
        + leg("CHANNEL_CREATE", "d", "8002", at: 7_010) + leg("CHANNEL_PROGRESS", "d", "8002", at: 7_020)
        + leg("CHANNEL_ANSWER", "d", "8002", at: 8_000)
        + caller("CHANNEL_HANGUP", at: 9_000, hangup("NORMAL_CLEARING"))
        + leg("CHANNEL_HANGUP_COMPLETE", "d", "8002", at: 9_001, hangup("NORMAL_CLEARING") + put("send_bye"))
        + caller("CHANNEL_HANGUP_COMPLETE", at: 9_002, hangup("NORMAL_CLEARING")),
      [
        "ring 8001 2 alerting", "answer 8001 2000", "end 8001 5000 hangup passed", "ring 8003 5020 alerting",
        "answer 8003 6000", "end 8003 7000 hangup", "ring 8002 7020 alerting", "answer 8002 8000",
        "gone  9000 hangup", "end 8002 9001 hangup",
      ]
    ),
    (
      // A colleague is called and told of the caller, whom the first telephone leaves to him by hanging up.
      caller("CHANNEL_CREATE", at: 0) + leg("CHANNEL_CREATE", "b", "8001", at: 1)
        + leg("CHANNEL_PROGRESS", "b", "8001", at: 2) + leg("CHANNEL_ANSWER", "b", "8001", at: 2_000)
        + caller("CHANNEL_ANSWER", at: 2_001) + leg("CHANNEL_CREATE", "c", "8002", at: 4_000)
        + leg("CHANNEL_PROGRESS", "c", "8002", at: 4_010) + leg("CHANNEL_ANSWER", "c", "8002", at: 6_000)
        + leg("CHANNEL_HANGUP_COMPLETE", "b", "8001", at: 8_000, hangup("NORMAL_CLEARING") + put("recv_bye"))
        + leg("CHANNEL_HANGUP_COMPLETE", "c", "8002", at: 9_000, hangup("NORMAL_CLEARING") + put("recv_bye"))
        + caller("CHANNEL_HANGUP_COMPLETE", at: 9_002, hangup("NORMAL_CLEARING")),
      [
        "ring 8001 2 alerting", "answer 8001 2000", "ring 8002 4010 alerting", "answer 8002 6000",
        "end 8001 8000 hangup passed", "end 8002 9000 hangup", "gone  9002 hangup",
      ]
    ),
  ]

  /// Who ended the conversation with a telephone.
  private static func put(_ disposition: String) -> [(String, String)] {
    [("variable_sip_hangup_disposition", disposition)]
  }

  private static let referred = [("variable_endpoint_disposition", "BLIND_TRANSFER")]

  /// Both sides of a bridge of this telephone and the caller.
  private static func bridged(_ unique: String) -> [(String, String)] {
    [
      ("Bridge-A-Unique-ID", unique), ("Bridge-B-Unique-ID", "a"), ("Other-Leg-Unique-ID", "a"),
      ("Other-Leg-Channel-Name", "sofia/external/19900000001@10.0.0.9"),
    ]
  }

  /// A telephone that is a call of its own.
  private static func own(
    _ name: String, _ unique: String, _ seat: String, at offset: Int64, _ more: [(String, String)] = [],
    direction: String = "outbound"
  ) -> String {
    event(
      name, at: offset,
      [
        ("Unique-ID", unique), ("Channel-Call-UUID", unique), ("Call-Direction", direction),
        ("Channel-Name", "sofia/internal/\(seat)@10.0.0.5:5060"), ("Caller-Caller-ID-Number", seat),
      ] + more)
  }

  private static func words(_ event: PhoneEvent) -> String {
    let time = event.time.map { "\($0 - start * 1_000)" } ?? "-"
    let passed = event.isPassedOn ? "passed" : nil
    let more = [event.basis?.rawValue, event.reason?.rawValue, passed].compactMap { $0 }
    return ([event.kind.rawValue, event.seat, time] + more).joined(separator: " ")
  }

  @Test(arguments: streams.indices, [Int.max, 1, 7])
  func `a stream gives its lines, whole and in pieces`(index: Int, step: Int) {
    let (stream, lines) = Self.streams[index]
    let bytes = Array((Self.greeting + stream).utf8)
    let events = EventSocketReplay.events(
      of: bytes, seats: .byExtension, source: "esl", step: step, hasCallers: true)
    #expect(events.map(Self.words).sorted() == lines.sorted())
    #expect(events.allSatisfy { $0.call == "a" })
    #expect(events.filter { $0.kind == .ring }.allSatisfy { $0.caller == "+8619900000001" })
  }

  @Test func `a message too large is passed over, and what follows is read`() {
    var stream = EventSocketStream()
    let large =
      "Content-Length: 300000\nContent-Type: text/event-plain\n\n" + String(repeating: "x", count: 300_000)
    var messages = stream.feed(Array(large.utf8))
    messages += stream.feed(Array(Self.greeting.utf8))
    #expect(messages.map(\.contentType) == ["auth/request", "command/reply"] && stream.dropped == 1)
    #expect(stream.feed(Array("Content-Length: -5\nContent-Type: x\n\n".utf8)).isEmpty && stream.dropped == 2)
  }

  @Test func `login, list, silence and a refused password`() {
    let settings = BridgeSettings(
      user: "", secret: "ClueCon", usesChallenge: false, seats: .byExtension, source: "esl")
    func moment(_ ticks: Int64) -> ManagerMoment {
      ManagerMoment(wall: Self.start * 1_000 + ticks, monotonic: ticks)
    }
    func sent(_ actions: [BridgeAction]) -> [String] {
      actions.compactMap {
        if case .send(let bytes) = $0 { String(decoding: bytes, as: UTF8.self) } else { nil }
      }
    }
    var machine = EventSocketMachine(settings: settings, random: SplitMix(seed: 1))
    #expect(machine.start(at: moment(0)).contains(.connect))
    _ = machine.connected(at: moment(1))
    let asked = machine.received(Array("Content-Type: auth/request\n\n".utf8), at: moment(2))
    #expect(sent(asked) == ["auth ClueCon\n\n"])
    let live = machine.received(
      Array("Content-Type: command/reply\nReply-Text: +OK accepted\n\n".utf8), at: moment(3))
    #expect(live.contains(.notice(.connected)))
    #expect(sent(live).map { $0.prefix(9) } == ["event pla", "api show ", "api statu"])
    let list =
      #"{"row_count":2,"rows":[{"uuid":"a","direction":"inbound","created_epoch":"\#(Self.start - 12)","#
      + #""name":"sofia/external/x@h","callstate":"RINGING","cid_num":"19900000001","call_uuid":"a"},"#
      + #"{"uuid":"b","direction":"outbound","created_epoch":"\#(Self.start - 8)","#
      + #""name":"sofia/internal/8001@h","callstate":"RINGING","cid_num":"19900000001","call_uuid":"a"}]}"#
    let known = machine.received(
      Array("Content-Type: api/response\nContent-Length: \(list.utf8.count)\n\n\(list)".utf8), at: moment(10))
    let events = known.flatMap { action -> [PhoneEvent] in
      if case .write(let events) = action { events } else { [] }
    }
    #expect(events.map(\.kind) == [.ring] && events.first?.basis == .snapshot && events.first?.seat == "8001")
    var actions: [BridgeAction] = []
    for tick in stride(from: Int64(500), through: 12_000, by: 500) {
      actions += machine.tick(at: moment(tick))
    }
    #expect(actions.contains(.notice(.unanswered)) && actions.contains(.close))
    var refused = EventSocketMachine(settings: settings, random: SplitMix(seed: 1))
    _ = refused.start(at: moment(0))
    _ = refused.connected(at: moment(1))
    _ = refused.received(Array("Content-Type: auth/request\n\n".utf8), at: moment(2))
    let no = refused.received(
      Array("Content-Type: command/reply\nReply-Text: -ERR invalid\n\n".utf8), at: moment(3))
    #expect(no.contains(.notice(.refused)) && no.contains(.close))
  }

  /// What the telephones did in a recording of a real FreeSWITCH 1.11 with a `mod_callcenter` queue, ms from
  /// the first event; of its header lines those are kept that the bridge reads.
  private static let queue: [[String]] = [
    // Rings for four seconds, answered, the caller hangs up.
    ["wait  0", "ring 01 100 alerting", "answer 01 4100", "gone  9000 hangup", "end 01 9040 hangup"],
    // Rings for six seconds in vain, cannot be reached after that, the caller gives up.
    ["wait  21800", "ring 01 21900 alerting", "end 01 28180 noanswer", "gone  35800 abandoned"],
    // Refused after one and a half seconds, rung again, answered after three.
    [
      "wait  48500", "ring 01 48500 alerting", "end 01 50040 busy", "ring 01 51240 alerting",
      "answer 01 54240",
      "gone  60520 hangup", "end 01 60520 hangup",
    ],
    // The caller gives up after five seconds.
    ["wait  73220", "ring 01 73320 alerting", "gone  78260 abandoned", "end 01 78260 abandoned"],
    // The dial plan rings it in vain and cannot reach it after that.
    ["ring 01 89900 alerting", "end 01 92180 noanswer", "gone  93200 abandoned"],
  ]

  @Test func `of a real queue every agent's ring and answer is the caller's who waits for it`() throws {
    let seats = try SeatTable("sofia/internal/8001 = 01\n")
    let bytes = try ManagerReplayTests.transcript("freeswitch-queue.txt")
    let events = EventSocketReplay.events(of: bytes, seats: seats, source: "esl", hasCallers: true)
    let start = events.compactMap(\.time).min() ?? 0
    let calls = Dictionary(grouping: events, by: \.call).values
      .sorted { ($0.first?.time ?? 0) < ($1.first?.time ?? 0) }
    let found = calls.map { lines in
      lines.sorted { ($0.time ?? 0) < ($1.time ?? 0) }.map { event in
        let passed = event.isPassedOn ? "passed" : nil
        let more = [event.basis?.rawValue, event.reason?.rawValue, passed].compactMap { $0 }
        return ([event.kind.rawValue, event.seat, "\((event.time ?? 0) - start)"] + more)
          .joined(separator: " ")
      }.sorted()
    }
    #expect(found == Self.queue.map { $0.sorted() })
    #expect(events.filter { $0.kind == .ring }.allSatisfy { $0.caller == "19900000001" })
    var board = PhoneBoard(seats: ["01"])
    for event in events {
      board.apply(event, receivedAt: WallInstant(milliseconds: start + 200_000), isBacklog: true)
    }
    #expect(board.abandoned.map(\.waitedMilliseconds) == [14_000, 5_040, 3_300])
  }

  /// One machine that has logged in, and what it was told; with what an earlier run left.
  private struct Socket {
    var machine: EventSocketMachine
    var notices: [BridgeNotice] = []
    var ticks: Int64 = 0

    init(previous: BridgeCallCounter = .init(), seats: SeatTable = .byExtension) {
      let settings = BridgeSettings(
        user: "", secret: "ClueCon", usesChallenge: false, seats: seats, source: "esl")
      machine = EventSocketMachine(settings: settings, random: SplitMix(seed: 1), previous: previous)
      give { $0.start(at: $1) }
      connect()
    }

    mutating func give(_ input: (inout EventSocketMachine, ManagerMoment) -> [BridgeAction]) {
      ticks += 10
      let moment = ManagerMoment(wall: EventSocketTests.start * 1_000 + ticks, monotonic: ticks)
      for case .notice(let notice) in input(&machine, moment) { notices.append(notice) }
    }

    mutating func connect() {
      give { $0.connected(at: $1) }
      receive(EventSocketTests.greeting)
    }

    /// The connection breaks and comes back.
    mutating func reconnect() {
      give { $0.disconnected(at: $1) }
      ticks += 2_000
      give { $0.tick(at: $1) }
      connect()
    }

    mutating func receive(_ text: String) { give { $0.received(Array(text.utf8), at: $1) } }

    mutating func beat(_ sessions: Int, core: String = "core-1") {
      receive(
        EventSocketTests.event("HEARTBEAT", at: ticks, [("Session-Since-Startup", "\(sessions)")])
          .replacing("core-1", with: core))
    }
  }

  @Test func `channels that came and went while the link was down are counted`() {
    var socket = Socket()
    socket.beat(10)
    socket.receive(Self.caller("CHANNEL_CREATE", at: 0) + Self.leg("CHANNEL_CREATE", "b", "8001", at: 10))
    #expect(socket.machine.currentStatus.heardCalls == 2)
    socket.reconnect()
    socket.beat(17)
    #expect(socket.notices.contains(.unseen(5, .channels)))
    #expect(socket.machine.currentStatus.unseenCalls == 5)
    // While it listens, what it heard is what there was.
    socket.receive(Self.caller("CHANNEL_CREATE", at: 0).replacing("Unique-ID: a", with: "Unique-ID: c"))
    socket.beat(18)
    #expect(socket.machine.currentStatus.unseenCalls == 5)
  }

  @Test func `what an earlier run heard of was seen, and a system started anew is noticed`() {
    let left = #"{"v":1,"started":"core-1","processed_calls":3,"heard_calls":2}"#
    var same = Socket(previous: BridgeCallCounter(statusFile: Array(left.utf8)))
    same.beat(5)
    #expect(!same.notices.contains { if case .unseen = $0 { true } else { false } })
    var more = Socket(previous: BridgeCallCounter(statusFile: Array(left.utf8)))
    more.beat(9)
    #expect(more.notices.contains(.unseen(4, .channels)))
    var anew = Socket(previous: BridgeCallCounter(statusFile: Array(left.utf8)))
    anew.beat(2, core: "core-2")
    #expect(anew.notices.contains(.restarted) && anew.notices.contains(.unseen(2, .channels)))
    anew.beat(3, core: "core-3")
    #expect(anew.notices.count { $0 == .restarted } == 2 && anew.machine.currentStatus.restarts == 2)
  }

  @Test func `a socket that tells of no seat while channels come and go is silent, and says what it saw`()
    throws
  {
    var socket = Socket(seats: try SeatTable("sofia/internal/8001 = 01\n"))
    socket.beat(4)
    socket.receive(Self.caller("CHANNEL_CREATE", at: 0) + Self.leg("CHANNEL_CREATE", "b", "9009", at: 10))
    socket.beat(6)
    socket.beat(6)
    #expect(socket.machine.currentStatus.state == .silent)
    let unmapped = socket.notices.compactMap { if case .silent(let unmapped) = $0 { unmapped } else { nil } }
    #expect(unmapped == [["sofia/internal/9009"]])
    socket.receive(Self.leg("CHANNEL_CREATE", "c", "8001", at: 20))
    #expect(socket.machine.currentStatus.state == .up)
  }

  @Test func `what a telephone system that stood still does in one go has a wider bound`() {
    let settings = BridgeSettings(
      user: "", secret: "ClueCon", usesChallenge: false, seats: .byExtension, source: "esl")
    func moment(_ ticks: Int64) -> ManagerMoment {
      ManagerMoment(wall: Self.start * 1_000 + ticks, monotonic: ticks)
    }
    func errors(_ actions: [BridgeAction]) -> [Int64?] {
      actions.flatMap { action -> [PhoneEvent] in
        if case .write(let events) = action { events } else { [] }
      }.map(\.errorMilliseconds)
    }
    var machine = EventSocketMachine(settings: settings, random: SplitMix(seed: 1))
    _ = machine.start(at: moment(0))
    _ = machine.connected(at: moment(1))
    _ = machine.received(Array(Self.greeting.utf8), at: moment(2))
    let reply = "Content-Type: api/response\nContent-Length: 2\n\n{}"
    // The list, and then the status: six seconds late.
    _ = machine.received(Array(reply.utf8), at: moment(10))
    _ = machine.received(Array(reply.utf8), at: moment(6_010))
    let late = machine.received(
      Array((Self.caller("CHANNEL_CREATE", at: 0) + Self.leg("CHANNEL_CREATE", "b", "8001", at: 10)).utf8)
        + Array(Self.leg("CHANNEL_PROGRESS", "b", "8001", at: 50).utf8), at: moment(6_020))
    #expect(errors(late).allSatisfy { $0 ?? 0 >= 6_000 } && !errors(late).isEmpty)
    _ = machine.tick(at: moment(7_500))
    _ = machine.received(Array(reply.utf8), at: moment(7_510))
    let answered = machine.received(
      Array(Self.leg("CHANNEL_ANSWER", "b", "8001", at: 8_000).utf8), at: moment(8_001))
    #expect(errors(answered) == [nil])
  }
}
