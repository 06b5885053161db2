import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import TestSupport
import Testing

/// A call of which lines were handed in days late stands in later folders: whichever lines, and however much
/// later, everybody tells of it as if they had been written at once.
@Suite(.timeLimit(.minutes(20))) struct LateHandingTests {
  /// What was handed in late of the call.
  enum Part: String, CaseIterable, Sendable {
    case nothing, ring, end, all
    /// Of a call that was opened again: all since then.
    case reopening
    /// The same, and it goes on.
    case goingOn
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let part: Part
    let days: Int
    let ending: CallEnding
    /// Whether nobody else wrote anything on the call's day.
    let isAlone: Bool

    var testDescription: String {
      "\(part.rawValue) \(days) days late, \(ending.rawValue)\(isAlone ? ", alone" : "")"
    }
  }

  private static let cases: [Case] = Part.allCases.flatMap { part in
    [1, 2, 10, 35].flatMap { days in
      [CallEnding.finished, .cutOff].flatMap { ending in
        [false, true].map { Case(part: part, days: days, ending: ending, isAlone: $0) }
      }
    }
  }

  private let document: ProtocolDocument

  init() throws { document = try required(ProtocolReader.readShipped().document) }

  private static let before: [(clock: String, kind: String, payload: String)] = [
    (
      "09:00:05", "answer",
      #"{"ms":0,"timing":{"source":"reported","basis":"count","ring_ms":5000,"ring":2,"err_ms":0,"#
        + #""rings_allowed":3,"ring_cycle_ms":5000,"limit_ms":15000,"verdict":"within"}}"#
    ),
    ("09:00:06", "phrase", #"{"ms":1000,"phrase":"greeting","text":"你好，常州110"}"#),
    ("09:00:20", "element", #"{"ms":15000,"element":"where","state":"given","text":"晋陵中路189号"}"#),
    ("09:00:30", "promise", #"{"ms":25000,"promise":1,"kind":"dispatch","phrase":"urgent-police"}"#),
    ("09:00:40", "category", #"{"ms":35000,"code":"100300","name":"抢夺"}"#),
    ("09:00:41", "level", #"{"ms":36000,"level":2}"#),
  ]

  /// A folder with the call, `late` days late as far as the case says.
  private struct Centre {
    let place = TemporaryDirectory(inMemory: true)
    let call: CallIdentifier
    var logs: String { place.path }
    var journal: HandWrittenJournal { HandWrittenJournal(logs: logs) }

    func day(_ offset: Int) -> CivilDate { call.date.adding(days: offset) }

    func write(_ kind: String, _ payload: String, late days: Int, at clock: String) throws {
      try journal.write(kind, payload, of: call.description, file: "seat-03", on: day(days), at: clock)
    }

    func end(_ ending: CallEnding, late days: Int, at clock: String) throws {
      let now = try required(WallInstant("\(day(0))T\(clock).000+08:00"))
      let payload = try journal.end(ending, of: call, folders: (0...days).map(day), at: now)
      try write("end", payload, late: days, at: clock)
    }
  }

  private func centre(_ test: Case, late days: Int) throws -> Centre {
    let centre = Centre(call: try CallIdentifier("20261122-03-0002"))
    if !test.isAlone { try others(centre) }
    func late(_ parts: Set<Part>) -> Int { parts.contains(test.part) ? days : 0 }
    try centre.write(
      "ring", #"{"from":"19900000001","name":"","by":"operator"}"#, late: late([.ring, .all]), at: "09:00:00")
    for (clock, kind, payload) in Self.before {
      try centre.write(kind, payload, late: late([.all]), at: clock)
    }
    let isReopened = [.reopening, .goingOn].contains(test.part)
    try centre.end(
      isReopened ? .cutOff : test.ending, late: late([.end, .all]), at: "09:00:50")
    // A desk did something on the day of the call, when that was on record.
    if test.part != .all {
      try centre.journal.write(
        "deed", #"{"matter":"promise","promise":1,"unit":"天宁所","text":""}"#, of: centre.call.description,
        file: "desk-duty", on: centre.day(0), at: "12:00:00")
    }
    guard isReopened else { return centre }
    try centre.write("reopened", #"{"ms":60000,"why":"挂早了"}"#, late: days, at: "12:30:00")
    try centre.write(
      "element", #"{"ms":61000,"element":"where","state":"corrected","text":"红梅新村3号","was":"晋陵中路189号"}"#,
      late: days, at: "12:30:01")
    if test.part == .reopening { try centre.end(test.ending, late: days, at: "12:30:09") }
    return centre
  }

  /// Another call of the seat on that day, and others of other seats there and later.
  private func others(_ centre: Centre) throws {
    for (call, days) in [("20261122-03-0001", 0), ("20261122-04-0001", 0), ("20261125-04-0001", 3)] {
      let other = Centre(call: try CallIdentifier(call))
      let file = "seat-\(other.call.seat)"
      try centre.journal.write(
        "ring", #"{"from":"19900000009","name":"","by":"operator"}"#, of: call, file: file,
        on: centre.day(days),
        at: "08:00:00")
      let now = WallInstant(date: centre.day(days), millisecondOfDay: 8 * 3_600_000 + 9_000)
      let end = try centre.journal.end(.abandoned, of: other.call, folders: [centre.day(days)], at: now)
      try centre.journal.write("end", end, of: call, file: file, on: centre.day(days), at: "08:00:09")
    }
  }

  private func readers(_ centre: Centre) -> CallReaders {
    CallReaders(logs: centre.logs, call: centre.call, document: document, numbers: ["19900000001"])
  }

  @Test(arguments: cases) func `whatever was handed in late, everybody tells of the call as if at once`(
    test: Case
  ) throws {
    let words = ["晋陵中路", "红梅新村"]
    let (late, once) = (readers(try centre(test, late: test.days)), readers(try centre(test, late: 0)))
    let (told, expected) = (try late.told(words: words), try once.told(words: words))
    for (reader, text) in expected where reader != "assessment" {
      #expect(told[reader] == text, "\(reader): \(test.testDescription)")
    }
    let (counted, counts) = (try late.counted(), try once.counted())
    // A board of that afternoon cannot know what was not handed in then.
    for (reader, text) in counts where reader != "wallboard" {
      #expect(counted[reader] == text, "\(reader): \(test.testDescription)")
    }
    #expect(JournalVerifier(logs: late.logs, room: .live).verify(.all).worst <= .torn)
  }
}
