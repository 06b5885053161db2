import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

@Suite struct ManagerReplayTests {
  /// What `expected.json` says of one event.
  struct Expected: Decodable, Hashable {
    let ev: String
    let call: String
    let seat: String
    let t: Int64?
    let from: String?
    let basis: String?
    let why: String?
    let ring_ms: Int64?

    /// For an order that does not depend on which leg's lines come first.
    var words: String {
      let parts: [String?] = [
        call, seat, t.map { "\($0)" }, ev, from, basis, why, ring_ms.map { "\($0)" },
      ]
      return parts.map { $0 ?? "-" }.joined(separator: " ")
    }
  }

  /// The events sorted: the order of lines of different legs is free.
  static func sorted(_ events: [Expected]) -> [String] { events.map(\.words).sorted() }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func expectations() throws -> [String: [Expected]] {
    let data = try Data(contentsOf: folder.appending(path: "expected.json"))
    return try JSONDecoder().decode([String: [Expected]].self, from: data)
  }

  static func transcript(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static func timing(_ name: String) throws -> ManagerReplay {
    let path = folder.appending(path: name.replacing(".txt", with: ".timing.jsonl"))
    return try ManagerReplay(timing: Array(try Data(contentsOf: path)))
  }

  /// The events in the words of `expected.json`; the ringing time is made of the two lines as a reader makes
  /// it.
  static func described(_ events: [PhoneEvent]) -> [Expected] {
    var rings: [String: Int64] = [:]
    return events.map { event in
      let leg = event.leg ?? event.call + " " + event.seat
      if event.kind == .ring { rings[leg] = event.time }
      let isAnswer = event.kind == .answer
      let ring = isAnswer ? rings[leg].flatMap { start in event.time.map { $0 - start } } : nil
      return Expected(
        ev: event.kind.rawValue, call: event.call, seat: event.seat, t: event.time, from: event.caller,
        basis: event.basis?.rawValue, why: event.reason?.rawValue, ring_ms: ring)
    }
  }

  static let names = (try? expectations().keys.sorted()) ?? []

  @Test func `the transcripts are there`() {
    #expect(Self.names.count == 53)
  }

  @Test(arguments: names)
  func `a transcript gives the expected events, whole, byte by byte and in recorded pieces`(name: String)
    throws
  {
    let expected = try #require(try Self.expectations()[name])
    let bytes = try Self.transcript(name)
    let replay = try Self.timing(name)
    for step in [Int.max, 1, 7] {
      let events = replay.events(of: bytes, seats: .byExtension, source: "ami:test", step: step)
      #expect(Self.sorted(Self.described(events)) == Self.sorted(expected))
    }
  }

  @Test(arguments: names)
  func `a transcript with its own timestamps needs no timing`(name: String) throws {
    guard !name.hasPrefix("e8"), !name.hasPrefix("e5b") else { return }
    let events = ManagerReplay().events(of: try Self.transcript(name), seats: .byExtension, source: "")
    #expect(Self.sorted(Self.described(events)) == Self.sorted(try #require(try Self.expectations()[name])))
  }

  @Test(arguments: names)
  func `every answered leg is judged by its own ring, whatever the order of the lines`(name: String) throws {
    var random = SplitMix(seed: 12)
    let expected = try #require(try Self.expectations()[name])
    let events = try Self.timing(name).events(
      of: try Self.transcript(name), seats: .byExtension, source: "ami", hasCallers: true)
    for seat in Set(expected.map(\.seat)) {
      var board = PhoneBoard(seats: [seat])
      for event in (events + events).shuffled(using: &random) {
        board.apply(event, receivedAt: WallInstant(milliseconds: event.writtenAt ?? event.time ?? 0))
      }
      for call in Set(expected.map(\.call)) {
        let known = expected.filter { $0.seat == seat && $0.call == call }
        let answers = known.filter { $0.ev == "answer" }.compactMap(\.t).sorted()
        let ring = known.filter { $0.ev == "answer" }.max { ($0.t ?? 0) < ($1.t ?? 0) }?.ring_ms
        let found = board.call(.init(source: "ami", call: call))
        let legs = found?.legs.filter { $0.seat == seat } ?? []
        #expect(legs.filter(\.isAnswered).count == answers.count)
        #expect(legs.count == known.filter { $0.ev == "end" }.count)
        let timing = board.timing(for: .init(source: "ami", call: call))?.timing
        #expect(timing?.ringMilliseconds == ring)
        if timing != nil {
          #expect(answers.last == board.timing(for: found?.key ?? .init(source: "", call: ""))?.answerTime)
        }
      }
    }
  }

  @Test func `without any clock the times are left out and nothing is invented`() throws {
    let events = ManagerReplay().events(
      of: try Self.transcript("e8-no-timestamps-debug-sequence.txt"), seats: .byExtension, source: "")
    #expect(events.map(\.kind) == [.ring, .answer, .end])
    #expect(events.allSatisfy { $0.time == nil })
  }
}
