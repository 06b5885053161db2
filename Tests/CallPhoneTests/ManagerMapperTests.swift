import CallModel
import Foundation
import Testing

@testable import CallPhone

@Suite struct ManagerMapperTests {
  private static let start = 1_795_340_000.0

  /// A message as the server sends it, with a time in seconds from the start.
  private func message(_ event: String, at seconds: Double? = 0, _ lines: [(String, String)])
    -> ManagerMessage
  {
    var message = ManagerMessage()
    message.append(line: Array("Event: \(event)".utf8))
    if let seconds {
      message.append(line: Array("Timestamp: \(String(format: "%.6f", Self.start + seconds))".utf8))
    }
    for (key, value) in lines { message.append(line: Array("\(key): \(value)".utf8)) }
    return message
  }

  private func newState(
    _ state: Int, leg: Int = 1, channel: String = "PJSIP/8001-00000001", at seconds: Double? = 0,
    caller: String = "19900000001"
  ) -> ManagerMessage {
    message(
      "Newstate", at: seconds,
      [
        ("Channel", channel), ("ChannelState", "\(state)"), ("ConnectedLineNum", caller),
        ("Uniqueid", "100.\(leg)"),
        ("Linkedid", "100.0"),
      ])
  }

  private func dial(
    _ event: String, _ status: String? = nil, leg: Int = 1, channel: String = "PJSIP/8001-00000001",
    from: String = "PJSIP/trunk-00000000", at seconds: Double? = 0
  ) -> ManagerMessage {
    message(
      event, at: seconds,
      [
        ("Channel", from), ("CallerIDNum", "19900000001"), ("Uniqueid", "100.0"), ("Linkedid", "100.0"),
        ("DestChannel", channel), ("DestUniqueid", "100.\(leg)"), ("DestLinkedid", "100.0"),
      ] + (status.map { [("DialStatus", $0)] } ?? []))
  }

  private func hangup(
    leg: Int = 1, channel: String = "PJSIP/8001-00000001", cause: Int, at seconds: Double? = 0
  ) -> ManagerMessage {
    message(
      "Hangup", at: seconds,
      [("Channel", channel), ("Uniqueid", "100.\(leg)"), ("Linkedid", "100.0"), ("Cause", "\(cause)")])
  }

  private func map(_ messages: [ManagerMessage], seats: SeatTable = .byExtension) -> [String] {
    var mapper = ManagerMapper(seats: seats, source: "s")
    return messages.flatMap { mapper.apply($0, at: ManagerMoment(wall: 1)) }.map(Self.words)
  }

  private static func words(_ event: PhoneEvent) -> String {
    let time = event.time.map { "\($0 - Int64(start) * 1_000)" } ?? "-"
    let more = [event.basis?.rawValue, event.reason?.rawValue].compactMap { $0 }
    return ([event.kind.rawValue, event.seat, time] + more).joined(separator: " ")
  }

  @Test func `a headset that answers by itself has its call as upper bound`() {
    #expect(
      map([
        dial("DialBegin", at: 1), newState(6, at: 1.2), dial("DialEnd", "ANSWER", at: 1.2),
        hangup(cause: 16, at: 9),
      ])
        == ["ring 8001 1000 dialed", "answer 8001 1200", "end 8001 9000 hangup"])
  }

  @Test func `ringing after progress gives the better line as well`() {
    #expect(
      map([dial("DialBegin"), dial("DialState", "PROGRESS", at: 1), newState(5, at: 2), newState(6, at: 4)])
        == ["ring 8001 0 dialed", "ring 8001 2000 alerting", "answer 8001 4000"])
  }

  @Test func `a seat that refuses is busy and never rang`() {
    #expect(
      map([dial("DialBegin"), dial("DialEnd", "BUSY", at: 0.1), hangup(cause: 17, at: 0.2)]) == [
        "end 8001 200 busy"
      ])
  }

  @Test func `a seat that refuses while it rings is busy`() {
    #expect(
      map([newState(5), dial("DialEnd", "BUSY", at: 2), hangup(cause: 17, at: 2)])
        == ["ring 8001 0 alerting", "end 8001 2000 busy"])
  }

  @Test func `a loser cancelled before the winner is announced is no abandoned call`() {
    let two = "PJSIP/8002-00000002"
    #expect(
      map([
        newState(5), newState(5, leg: 2, channel: two), dial("DialEnd", "CANCEL", at: 4),
        dial("DialEnd", "ANSWER", leg: 2, channel: two, at: 4), newState(6, leg: 2, channel: two, at: 4),
        hangup(cause: 0, at: 4.01),
      ]) == ["ring 8001 0 alerting", "ring 8002 0 alerting", "answer 8002 4000", "end 8001 4010 elsewhere"])
  }

  @Test func `every message doubled changes nothing`() {
    let messages = [
      dial("DialBegin"), newState(5), dial("DialState", "RINGING"), dial("DialEnd", "NOANSWER", at: 4),
      dial("DialEnd", "CANCEL", at: 4), hangup(cause: 0, at: 4),
    ]
    #expect(map(messages.flatMap { [$0, $0] }) == map(messages))
    #expect(map(messages) == ["ring 8001 0 alerting", "end 8001 4000 noanswer"])
  }

  @Test func `a member that times out behind a Local channel was not abandoned`() {
    let local = "Local/8001@q-00000003;1"
    #expect(
      map([
        dial("DialBegin", leg: 8, channel: local), dial("DialBegin", from: "Local/8001@q-00000003;2"),
        newState(5),
        newState(5, leg: 8, channel: local), dial("DialEnd", "NOANSWER", leg: 8, channel: local, at: 10),
        dial("DialEnd", "CANCEL", from: "Local/8001@q-00000003;2", at: 10), hangup(cause: 0, at: 10),
      ]) == ["ring 8001 0 alerting", "end 8001 10000 noanswer"])
  }

  @Test func `a trunk that is answered by an announcement is no answer`() {
    let trunk = message(
      "Newstate",
      [
        ("Channel", "PJSIP/trunk-00000000"), ("ChannelState", "6"), ("Uniqueid", "100.0"),
        ("Linkedid", "100.0"),
      ])
    #expect(map([trunk, newState(5, at: 3)]) == ["ring 8001 3000 alerting"])
  }

  @Test func `a line that rings on both legs counts the seat's only`() {
    let trunk = message(
      "Newstate",
      [("Channel", "DAHDI/1-1"), ("ChannelState", "5"), ("Uniqueid", "100.0"), ("Linkedid", "100.0")])
    #expect(map([trunk, newState(5)]) == ["ring 8001 0 alerting"])
  }

  @Test func `two seats that answer one call are both told`() {
    let two = "PJSIP/8002-00000002"
    #expect(
      map([
        newState(5), newState(5, leg: 2, channel: two), newState(6, at: 3),
        newState(6, leg: 2, channel: two, at: 3),
      ])
      .filter { $0.hasPrefix("answer") }.count == 2)
  }

  @Test func `an old manager without Linkedid names the call by the caller's leg`() {
    let begin = message(
      "Dial",
      [
        ("SubEvent", "Begin"), ("Channel", "SIP/trunk-1"), ("Destination", "SIP/8001-2"),
        ("CallerIDNum", "19900000001"),
        ("UniqueID", "7.1"), ("DestUniqueID", "7.2"),
      ])
    let ring = message(
      "Newstate", at: 1, [("Channel", "SIP/8001-2"), ("ChannelState", "5"), ("Uniqueid", "7.2")])
    var mapper = ManagerMapper(seats: .byExtension, source: "s")
    let events = [begin, ring].flatMap { mapper.apply($0, at: nil) }
    #expect(events.map(\.call) == ["7.1"] && events.map(\.caller) == ["19900000001"])
  }

  @Test func `a broken link closes what is open, in order, as lost`() throws {
    var mapper = ManagerMapper(seats: .byExtension, source: "s")
    _ = mapper.apply(newState(5), at: nil)
    _ = mapper.apply(newState(5, leg: 2, channel: "PJSIP/8002-00000002"), at: nil)
    _ = mapper.apply(dial("DialBegin", leg: 3, channel: "PJSIP/8003-00000003"), at: nil)
    let lost = mapper.close(at: ManagerMoment(wall: Int64(Self.start) * 1_000 + 5_000), offset: 20)
    #expect(lost.map(Self.words) == ["end 8001 5020 lost", "end 8002 5020 lost"])
    #expect(mapper.close(at: nil).isEmpty)
  }

  @Test func `a table decides which telephones are seats and which are only seen`() throws {
    let seats = try SeatTable(
      "\u{FEFF}# desk\r\nPJSIP/8001 = 03  # by the window\r\n\nLocal/answer7@seats=07\n")
    var mapper = ManagerMapper(seats: seats, source: "s")
    var events = mapper.apply(newState(5), at: nil)
    events += mapper.apply(newState(5, leg: 2, channel: "PJSIP/8002-00000002"), at: nil)
    events += mapper.apply(newState(5, leg: 3, channel: "Local/answer7@seats-00000001;1"), at: nil)
    events += mapper.apply(newState(5, leg: 4, channel: "Local/answer7@seats-00000001;2"), at: nil)
    #expect(events.map(\.seat) == ["03", "07"])
    #expect(mapper.unmapped == ["PJSIP/8002"])
  }

  @Test(arguments: [
    ("PJSIP/8001", SeatTable.Fault(kind: .form, line: 1)), ("a = b\n= c", .init(kind: .form, line: 2)),
    ("a = b = c", .init(kind: .form, line: 1)), ("a=1\n\na=2", .init(kind: .repeated, line: 3)),
    ("# none\n", .init(kind: .empty, line: 0)),
  ])
  func `a wrong table says where`(text: String, fault: SeatTable.Fault) {
    #expect(throws: fault) { try SeatTable(text) }
  }

  @Test func `a slow telephone system widens the error bound`() throws {
    var mapper = ManagerMapper(seats: .byExtension, source: "s")
    let ring = mapper.apply(newState(5), at: nil)
    let answer = mapper.apply(newState(6, at: 7), at: nil, delay: 3_000)
    #expect(ring.first?.errorMilliseconds == nil && answer.first?.errorMilliseconds == 3_000)
  }

  @Test(arguments: [
    ("<unknown>", ""), ("Unavailable", ""), ("restricted", ""), ("unknown", ""), ("\"Restricted\"", ""),
    ("anonymous", ""), ("Anonymous", ""), ("", ""), ("+8619900000001", "+8619900000001"),
    ("199\u{1B}[2J01", "199[2J01"),
  ])
  func `a number is taken as delivered or as withheld`(raw: String, number: String) {
    #expect(CallerText.number(raw) == number)
  }

  @Test(arguments: [
    ("张三", "张三"), (#"O\'Neil \"Bob\" \\"#, #"O'Neil "Bob" \"#), ("a\\nb", "a b"), ("<unknown>", nil),
    ("19900000001", nil),
    ("\\", nil),
  ])
  func `a name is unescaped`(raw: String, name: String?) {
    #expect(CallerText.name(raw, number: "19900000001") == name)
  }

  @Test func `what is remembered stays bounded`() {
    var mapper = ManagerMapper(seats: .byExtension, source: "s")
    for leg in 1...20_000 { _ = mapper.apply(newState(5, leg: leg), at: nil) }
    #expect(mapper.close(at: nil).count <= ManagerMapper.maximumLegs)
  }
}
