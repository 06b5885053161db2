import CallModel
import CallPhone
import PlainText
import Testing

@Suite struct PhoneEventLineTests {
  private func decode(_ text: String) throws(PhoneEventFault) -> PhoneEvent {
    try PhoneEventLine.decode(Array(text.utf8))
  }

  @Test func `what is written is read back the same`() throws {
    let events = [
      try PhoneEvent(
        .ring, call: "1795340968.0", seat: "8001", caller: "19900000001", name: "张三", time: 1_795_340_968_504,
        writtenAt: 1_795_340_968_505, uptime: 77, source: "ami:pbx1", basis: .alerting, errorMilliseconds: 60,
        ringsSeen: 2),
      try PhoneEvent(.answer, call: "a\"\\b", seat: "01", time: 1, source: "x"),
      try PhoneEvent(.end, call: "c", seat: "s", reason: .elsewhere, recording: "2026/11/22/x.wav"),
      try PhoneEvent(.ring, call: "c", seat: "s", caller: ""),
    ]
    for event in events { #expect(try PhoneEventLine.decode(PhoneEventLine.encode(event)) == event) }
  }

  @Test func `the line has the documented form`() throws {
    let event = try PhoneEvent(
      .ring, call: "1795340968.0", seat: "8001", caller: "19900000001", time: 1_795_340_968_504,
      writtenAt: 1_795_340_968_505, source: "ami:pbx1", basis: .alerting)
    #expect(
      String(decoding: PhoneEventLine.encode(event), as: UTF8.self)
        == #"{"v":1,"ev":"ring","call":"1795340968.0","seat":"8001","from":"19900000001","t":1795340968504,"#
        + #""src":"ami:pbx1","basis":"alerting","at":1795340968505}"#)
  }

  @Test func `no event written is longer than two kilobytes`() throws {
    let long = String(repeating: "\"", count: 10_000)
    let event = try PhoneEvent(
      .ring, call: String(repeating: "\"", count: 64), seat: String(repeating: "\\", count: 32), caller: long,
      name: long, time: .max, writtenAt: 1, uptime: 1, source: long, basis: .alerting, errorMilliseconds: 1,
      recording: String(repeating: "\"", count: 256), ringsSeen: 1)
    #expect(PhoneEventLine.encode(event).count <= 2_048)
  }

  @Test func `controls in names and numbers do not get through`() throws {
    let event = try decode(
      #"{"v":1,"ev":"ring","call":"c","seat":"1","from":"\u001b[3m199\u0000\u202e01","name":"甲\r\n\u009b2J"}"#
    )
    #expect(event.caller == "[3m19901")
    #expect(event.name == "甲 2J")
    #expect(PhoneEventLine.encode(event).allSatisfy { $0 >= 0x20 && $0 != 0x7F })
  }

  @Test func `carriage return, byte order mark and unknown members do no harm`() throws {
    let event = try decode("\u{FEFF}{\"v\":1,\"ev\":\"answer\",\"call\":7,\"seat\":8001,\"new\":[1]}\r")
    #expect(event.call == "7" && event.seat == "8001")
  }

  @Test func `figures out of range are taken as not sent`() throws {
    let event = try decode(
      #"{"v":1,"ev":"ring","call":"c","seat":1,"t":-1,"at":9223372036854775807,"err_ms":-5,"rings_seen":-1}"#
    )
    #expect(
      event.time == nil && event.writtenAt == nil && event.errorMilliseconds == nil && event.ringsSeen == nil)
  }

  @Test(arguments: [
    (#"{"v":2,"ev":"ring","call":"c","seat":"1"}"#, PhoneEventFault.otherVersion(2)),
    (#"{"v":1,"ev":"hold","call":"c","seat":"1"}"#, .unknownKind),
    (#"{"v":1,"call":"c","seat":"1"}"#, .unknownKind),
    (#"{"ev":"ring","call":"c","seat":"1"}"#, .badField("v")),
    (#"{"v":1,"ev":"ring","seat":"1"}"#, .badField("call")),
    (#"{"v":1,"ev":"ring","call":"","seat":"1"}"#, .badField("call")),
    (#"{"v":1,"ev":"ring","call":"\u0007","seat":"1"}"#, .badField("call")),
    (#"{"v":1,"ev":"ring","call":"c"}"#, .badField("seat")), ("[1]", .notJSON(.unexpectedByte)),
    ("{\"v\":1,\"ev\":\"ring\u{0}\"}", .notJSON(.badString)), ("", .notJSON(.unexpectedEnd)),
  ])
  func `what is no event says why`(line: String, fault: PhoneEventFault) {
    #expect(throws: fault) { try decode(line) }
  }

  @Test func `invalid UTF-8 and endless lines are faults`() {
    #expect(throws: PhoneEventFault.notJSON(.badString)) {
      try PhoneEventLine.decode(Array(#"{"v":1,"ev":""#.utf8) + [0xE4, 0xB8] + Array(#""}"#.utf8))
    }
    #expect(throws: PhoneEventFault.tooLong) {
      try PhoneEventLine.decode(Array(repeating: 0x20, count: 1_000_000))
    }
  }

  @Test func `a call number too long is refused, never cut`() {
    #expect(throws: PhoneEventFault.badField("call")) {
      try PhoneEvent(.ring, call: String(repeating: "9", count: 65), seat: "1")
    }
  }
}
