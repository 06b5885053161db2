import CallModel
import CallPhone
import Foundation
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
  }

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
      let leg = event.call + " " + event.seat
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
    #expect(Self.names.count == 31)
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
      #expect(Self.described(events) == expected)
    }
  }

  @Test(arguments: names)
  func `a transcript with its own timestamps needs no timing`(name: String) throws {
    guard !name.hasPrefix("e8"), !name.hasPrefix("e5b") else { return }
    let events = ManagerReplay().events(of: try Self.transcript(name), seats: .byExtension, source: "")
    #expect(Self.described(events) == (try Self.expectations()[name]))
  }

  @Test func `without any clock the times are left out and nothing is invented`() throws {
    let events = ManagerReplay().events(
      of: try Self.transcript("e8-no-timestamps-debug-sequence.txt"), seats: .byExtension, source: "")
    #expect(events.map(\.kind) == [.ring, .answer, .end])
    #expect(events.allSatisfy { $0.time == nil })
  }
}
