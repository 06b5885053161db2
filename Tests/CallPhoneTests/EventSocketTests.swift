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
        "end 8001 9001 elsewhere", "end 8002 12000 hangup", "ring 8003 12020 alerting", "answer 8003 14000",
        "end 8003 15000 hangup", "gone  15001 hangup",
      ]
    ),
  ]

  private static func words(_ event: PhoneEvent) -> String {
    let time = event.time.map { "\($0 - start * 1_000)" } ?? "-"
    let more = [event.basis?.rawValue, event.reason?.rawValue].compactMap { $0 }
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
    #expect(events.filter(\.isPassedOn).map(\.seat) == (index == 2 ? ["8002"] : []))
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
