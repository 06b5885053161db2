import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

/// The same recordings as other telephone systems would have sent them: cut off, filtered, without times, and
/// with other events in between.
@Suite struct ManagerVariationTests {
  private typealias Expected = ManagerReplayTests.Expected

  /// A transcript as its messages; the greeting stands in front of the first.
  private static func messages(_ name: String) throws -> [String] {
    let text = String(decoding: try ManagerReplayTests.transcript(name), as: UTF8.self)
    return text.components(separatedBy: "\r\n\r\n").filter { !$0.isEmpty }
  }

  private static func bytes(_ messages: [String]) -> [UInt8] {
    Array(messages.map { $0 + "\r\n\r\n" }.joined().utf8)
  }

  /// The kind of a message, `Newstate` or `Response`.
  private static func kind(_ message: String) -> String {
    let lines = message.components(separatedBy: "\r\n")
    return lines.compactMap { $0.hasPrefix("Event: ") ? String($0.dropFirst(7)) : nil }.first ?? "Response"
  }

  private static func expected(_ name: String) throws -> [Expected] {
    try #require(try ManagerReplayTests.expectations()[name])
  }

  private static func sorted(_ events: [Expected]) -> [String] { ManagerReplayTests.sorted(events) }

  private static func events(_ messages: [String]) -> [Expected] {
    ManagerReplayTests.described(
      ManagerReplay().events(of: bytes(messages), seats: .byExtension, source: ""))
  }

  private static let names = ManagerReplayTests.names.filter { !$0.hasPrefix("e8") && !$0.hasPrefix("e5b") }

  @Test(arguments: names)
  func `a connection cut anywhere gives what was known, and every open leg as lost`(name: String) throws {
    let expected = try #require(try ManagerReplayTests.expectations()[name])
    let whole = try ManagerReplayTests.transcript(name)
    for cut in stride(from: 1, to: whole.count, by: 997) {
      let found = ManagerReplay().events(of: Array(whole[..<cut]), seats: .byExtension, source: "")
      let known = found.filter { $0.reason != .lost }
      let words = Set(expected.map { "\($0.ev) \($0.call) \($0.seat) \($0.t ?? 0) \($0.why ?? "")" })
      for event in known {
        let reason = event.reason?.rawValue ?? ""
        #expect(
          words.contains("\(event.kind) \(event.call) \(event.seat) \(event.time ?? 0) \(reason)"),
          "\(name) cut at \(cut): \(event)")
      }
      let lost = found.filter { $0.reason == .lost }
      let open = Set(known.map(\.leg)).subtracting(known.filter { $0.kind == .end }.map(\.leg))
      #expect(lost.allSatisfy { $0.kind == .end } && Set(lost.map(\.leg)) == open && lost.count == open.count)
    }
  }

  @Test(arguments: names)
  func `a server that filters all but the needed events tells the same`(name: String) throws {
    let needed: Set = [
      "Newstate", "DialBegin", "DialState", "DialEnd", "Hangup", "HangupRequest", "Newchannel", "Pickup",
      "ParkedCall", "UnParkedCall", "BlindTransfer", "AttendedTransfer", "BridgeEnter", "BridgeLeave",
      "QueueCallerJoin",
    ]
    let some = try Self.messages(name).filter { needed.contains(Self.kind($0)) }
    #expect(Self.sorted(Self.events(some)) == Self.sorted(try Self.expected(name)))
  }

  @Test(arguments: names)
  func `dial events alone tell the same within the error bound`(name: String) throws {
    let some = try Self.messages(name).filter { Self.kind($0) != "Newstate" }
    let expected = try #require(try ManagerReplayTests.expectations()[name])
    let found = Self.events(some)
    func words(_ events: [Expected]) -> Set<String> {
      Set(events.map { "\($0.ev) \($0.call) \($0.seat) \($0.why ?? "")" })
    }
    #expect(words(found) == words(expected))
    for event in expected {
      let same = found.filter { $0.ev == event.ev && $0.call == event.call && $0.seat == event.seat }
      #expect(same.contains { abs(($0.t ?? 0) - (event.t ?? 0)) <= 50 })
    }
  }

  @Test(arguments: names)
  func `states and hang-ups alone tell every ring and answer of a telephone`(name: String) throws {
    // An old manager's 183 has no state of its own: without dial events nothing is known of such a ring.
    // And who takes a caller from elsewhere has no ring of his own.
    guard !["a4", "k5", "k6", "f1", "f3", "h4"].contains(where: name.hasPrefix) else { return }
    let some = try Self.messages(name).filter { ["Newstate", "Hangup"].contains(Self.kind($0)) }
    func wanted(_ events: [Expected]) -> [Expected] {
      events.filter { $0.ev != "end" && $0.seat.allSatisfy(\.isNumber) }
        .sorted { ($0.t ?? 0, $0.seat) < ($1.t ?? 0, $1.seat) }
    }
    func words(_ event: Expected) -> String { "\(event.ev) \(event.call) \(event.seat)" }
    let (found, expected) = (wanted(Self.events(some)), wanted(try Self.expected(name)))
    #expect(found.map(words).sorted() == expected.map(words).sorted())
    // Of two witnesses of one ring a few ms apart only one is left.
    for event in expected {
      #expect(found.contains { words($0) == words(event) && abs(($0.t ?? 0) - (event.t ?? 0)) <= 5 })
    }
  }

  @Test(arguments: names)
  func `other events in between change nothing`(name: String) throws {
    let between = try Self.messages(name).flatMap { message -> [String] in
      let lines = message.components(separatedBy: "\r\n").filter { !$0.hasPrefix("Event: ") }
      let rest = lines.filter { !$0.hasPrefix("Asterisk Call Manager") }.joined(separator: "\r\n")
      let others = [
        "Event: VarSet\r\nVariable: RINGTIME_MS\r\nValue: 1\r\n" + rest,
        "Event: UserEvent\r\nUserEvent: Ring\r\nExten: 110\r\nExten: 8001\r\nChannelState: 6\r\n" + rest,
        "Event: Cdr\r\nAnswerTime: 2026-11-22 09:00:00\r\nChannelState: 5\r\n" + rest,
      ]
      return Self.kind(message) == "Response" ? [message] : [message] + others
    }
    #expect(Self.sorted(Self.events(between)) == Self.sorted(try Self.expected(name)))
  }

  @Test(arguments: names)
  func `bare line feeds and every message twice change nothing`(name: String) throws {
    let expected = try Self.expected(name)
    let text = String(decoding: try ManagerReplayTests.transcript(name), as: UTF8.self)
    let bare = Array(text.replacing("\r\n", with: "\n").utf8)
    let events = ManagerReplay().events(of: bare, seats: .byExtension, source: "")
    #expect(Self.sorted(ManagerReplayTests.described(events)) == Self.sorted(expected))
    let twice = try Self.messages(name).flatMap { Self.kind($0) == "Response" ? [$0] : [$0, $0] }
    #expect(Self.sorted(Self.events(twice)) == Self.sorted(expected))
  }

  /// The bytes without their `Timestamp` lines, and the times of the pieces that are left.
  private static func withoutTimes(_ name: String) throws -> (bytes: [UInt8], timing: [UInt8]) {
    let whole = try ManagerReplayTests.transcript(name)
    var kept: [UInt8] = []
    var places = [0]
    for line in whole.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let isTime = line.starts(with: Array("Timestamp: ".utf8))
      for byte in Array(line) + [0x0A] {
        if !isTime { kept.append(byte) }
        places.append(kept.count)
      }
    }
    let file = ManagerReplayTests.folder.appending(path: name.replacing(".txt", with: ".timing.jsonl"))
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        value["k"] as? String == "rx", let start = value["off"] as? Int, let length = value["len"] as? Int,
        let wall = value["wall"] as? Double, start + length < places.count
      else { return String?.none }
      let (from, to) = (places[start], places[start + length])
      return "{\"k\":\"rx\",\"off\":\(from),\"len\":\(to - from),\"wall\":\(wall)}"
    }
    return (kept, Array(lines.joined(separator: "\n").utf8))
  }

  @Test(arguments: names)
  func `a server that sends no times is measured by receipt`(name: String) throws {
    let (bytes, timing) = try Self.withoutTimes(name)
    let expected = try #require(try ManagerReplayTests.expectations()[name])
    let events = try ManagerReplay(timing: timing).events(of: bytes, seats: .byExtension, source: "")
    let found = ManagerReplayTests.described(events)
    func words(_ event: Expected) -> String { "\(event.ev) \(event.seat) \(event.why ?? "")" }
    #expect(found.map(words).sorted() == expected.map(words).sorted())
    for event in expected {
      let same = found.filter { words($0) == words(event) }
      #expect(same.contains { abs(($0.ring_ms ?? 0) - (event.ring_ms ?? 0)) <= 50 })
    }
  }

  @Test(arguments: names)
  func `a message whose numbers are empty makes no telephone and ends none`(name: String) throws {
    let messages = try Self.messages(name)
    var random = SplitMix(seed: UInt64(messages.count))
    for key in ["Uniqueid: ", "Linkedid: ", "DestUniqueid: ", "DestLinkedid: "] {
      for _ in 0..<4 {
        let index = Int.random(in: messages.indices, using: &random)
        var torn = messages
        torn[index] = messages[index].split(separator: "\r\n", omittingEmptySubsequences: false)
          .map { $0.hasPrefix(key) ? key : String($0) }.joined(separator: "\r\n")
        let bytes = Array((torn.joined(separator: "\r\n\r\n") + "\r\n\r\n").utf8)
        let events = ManagerReplay().events(of: bytes, seats: .byExtension, source: "", hasCallers: true)
        #expect(events.allSatisfy { $0.kind.isOfCaller || $0.leg != nil })
        let ends = events.filter { $0.kind == .end }.map { "\($0.call) \($0.leg ?? "")" }
        #expect(Set(ends).count == ends.count)
      }
    }
  }

  @Test func `a caller who gives up behind Local members has abandoned every telephone`() throws {
    let name = "c5-freepbx-style-local-members-seat2-answers.txt"
    let ringing = try Self.messages(name).prefix { !$0.contains("ChannelState: 6") }
    func message(_ event: String, at time: String, _ fields: [(String, String)]) -> String {
      ([("Event", event), ("Timestamp", "1795342035.\(time)")] + fields).map { "\($0): \($1)" }
        .joined(separator: "\r\n")
    }
    func dialEnd(_ from: String, _ to: String, _ unique: String) -> String {
      message(
        "DialEnd", at: "100000",
        [
          ("Channel", from), ("Linkedid", "1795342023.3"), ("DestChannel", to), ("DestChannelState", "5"),
          ("DestUniqueid", unique), ("DestLinkedid", "1795342023.3"), ("DialStatus", "CANCEL"),
        ])
    }
    func hangup(_ channel: String, _ unique: String, _ cause: Int) -> String {
      message(
        "Hangup", at: "200000",
        [
          ("Channel", channel), ("ChannelState", "5"), ("Uniqueid", unique), ("Linkedid", "1795342023.3"),
          ("Cause", "\(cause)"),
        ])
    }
    let caller = "PJSIP/anonymous-00000003"
    let ends = [
      dialEnd(caller, "Local/8002@fq-00000000;1", "1795342023.4"),
      dialEnd(caller, "Local/8001@fq-00000001;1", "1795342023.6"),
      hangup("Local/8002@fq-00000000;1", "1795342023.4", 0), hangup(caller, "1795342023.3", 127),
      dialEnd("Local/8002@fq-00000000;2", "PJSIP/8002-00000004", "1795342023.8"),
      hangup("PJSIP/8002-00000004", "1795342023.8", 0), hangup("PJSIP/8001-00000005", "1795342023.9", 0),
    ]
    let events = Self.events(ringing + ends)
    #expect(events.map(\.ev) == ["ring", "ring", "end", "end"])
    #expect(events.suffix(2).map(\.why) == ["abandoned", "abandoned"])
    #expect(Set(events.map(\.seat)) == ["8001", "8002"])
  }
}
