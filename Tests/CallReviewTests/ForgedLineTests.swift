import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import CallScan
import Foundation
import PlainText
import TestSupport
import Testing

/// A line about a call, with a whole chain, in every place where it is not its writer's to say, and closing
/// lines behind the one that counts: no reader takes anything from it, and all readers agree.
///
/// `CallReaders` names the readers; every command of the program is tried in `ForgedLineCommandTests`.
@Suite(.timeLimit(.minutes(20))) struct ForgedLineTests {
  private static let call = "20261122-03-0001"

  /// What somebody writes about the call.
  struct Line: CustomTestStringConvertible, Sendable {
    let kind: String
    let payload: String

    var testDescription: String { kind }

    init(_ kind: String, _ payload: String) { (self.kind, self.payload) = (kind, payload) }
  }

  /// Where it stands.
  struct Place: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var room = "live"
    /// The file's name without its ending.
    var file = "seat-03"
    /// How many days after the call.
    var days = 0
    /// The time of day that it says.
    var clock = "15:00:00"
    /// Whether its writer may say of the call what closes it: then another line does already.
    var isOwn = false
  }

  private static let places: [Place] = [
    Place(testDescription: "behind it", isOwn: true),
    Place(testDescription: "in the day's second segment", file: "seat-03.2", isOwn: true),
    Place(testDescription: "on the next day", days: 1, isOwn: true),
    Place(testDescription: "three days later", days: 3, isOwn: true),
    Place(testDescription: "in the next month", days: 12, isOwn: true),
    Place(testDescription: "three days later, said to be earlier", days: 3, clock: "00:00:01", isOwn: true),
    Place(testDescription: "at another seat", file: "seat-05"),
    Place(testDescription: "at another seat, earlier", file: "seat-05", clock: "08:00:00"),
    Place(testDescription: "at another seat on the next day", file: "seat-05", days: 1),
    Place(testDescription: "at another seat three days later", file: "seat-05", days: 3),
    Place(testDescription: "at another seat in the next month", file: "seat-05", days: 12),
    Place(testDescription: "at another seat on the day before", file: "seat-05", days: -1),
    Place(testDescription: "on the day before", days: -1),
    Place(testDescription: "at a desk", file: "desk-duty"),
    Place(testDescription: "at a desk three days later", file: "desk-duty", days: 3),
    Place(testDescription: "at the desk for paper", file: "desk-paper"),
    Place(testDescription: "at the desk for paper three days later", file: "desk-paper-u1000", days: 3),
    Place(testDescription: "among the drills", room: "drill"),
    Place(testDescription: "among the imports", room: "import"),
    Place(testDescription: "at the desk of imports", room: "import", file: "desk-import"),
  ]

  /// Everything an own seat may say of its call, and a call of another system.
  private static let lines: [Line] = [
    Line("ring", #"{"from":"19900000077","name":"","by":"operator"}"#),
    Line("element", #"{"ms":9,"element":"where","state":"given","text":"兰园路口"}"#),
    Line("category", #"{"ms":9,"code":"200100","name":"别的"}"#), Line("level", #"{"ms":9,"level":1}"#),
    Line("promise", #"{"ms":9,"promise":7,"kind":"dispatch","phrase":"urgent-police"}"#),
    Line("branch", #"{"ms":9,"branch":"harassment"}"#), Line("note", #"{"ms":9,"text":"兰园路口"}"#),
    Line("complaint", #"{"ms":9,"due":"2026-11-25","counted":["2026-11-25"],"provisional":false}"#),
    Line("link", #"{"ms":9,"to":"20261122-05-0001","relation":"same","reason":"x"}"#),
    Line(
      "notify", #"{"ms":9,"unit":"天宁所","purpose":"dispatch","kind":"officers","text":"","unlisted":false}"#),
  ]

  // MARK: The folder

  private let place = TemporaryDirectory()
  private let document: ProtocolDocument

  init() throws { document = try required(ProtocolReader.readShipped().document) }

  private var logs: String { place.path }

  private func day(_ offset: Int) throws -> CivilDate {
    try required(CivilDate("2026-11-22")).adding(days: offset)
  }

  /// Adds a line to a file.
  private func write(_ line: Line, _ where: Place, call: String? = call) throws {
    try HandWrittenJournal(logs: logs).write(
      line.kind, line.payload, of: call, file: `where`.file, in: `where`.room, on: try day(`where`.days),
      at: `where`.clock)
  }

  private static let before: [(clock: String, line: Line)] = [
    ("09:00:00", Line("ring", #"{"from":"19900000001","name":"","by":"operator"}"#)),
    (
      "09:00:05",
      Line(
        "answer",
        #"{"ms":0,"timing":{"source":"reported","basis":"count","ring_ms":5000,"ring":2,"err_ms":0,"#
          + #""rings_allowed":3,"ring_cycle_ms":5000,"limit_ms":15000,"verdict":"within"}}"#)
    ),
    ("09:00:06", Line("phrase", #"{"ms":1000,"phrase":"greeting","text":"你好，常州110"}"#)),
    ("09:00:20", Line("element", #"{"ms":15000,"element":"where","state":"given","text":"晋陵中路189号"}"#)),
    ("09:00:40", Line("category", #"{"ms":35000,"code":"100300","name":"抢夺"}"#)),
    ("09:00:41", Line("level", #"{"ms":36000,"level":2}"#)),
  ]

  private func writeBefore(_ days: Int = 0) throws {
    for (clock, line) in Self.before {
      try write(line, Place(testDescription: "", days: days, clock: clock))
    }
  }

  /// The closing line of the call as its lines so far make it, or with other particulars.
  private func end(_ ending: CallEnding, changed: Bool = false, at clock: String = "09:00:50") throws -> Line
  {
    let call = try CallIdentifier(Self.call)
    let now = try required(WallInstant("2026-11-22T\(clock).000+08:00"))
    var text = try HandWrittenJournal(logs: logs).end(ending, of: call, folders: [call.date], at: now)
    if changed {
      text = text.replacing("晋陵中路189号", with: "兰园路口").replacing("100300", with: "200100")
        .replacing("19900000001", with: "19900000077")
        .replacing(#""branches":[]"#, with: #""branches":["harassment"]"#)
    }
    return Line("end", text)
  }

  // MARK: The readers

  private var readers: CallReaders {
    get throws {
      CallReaders(logs: logs, call: try CallIdentifier(Self.call), document: document, numbers: Self.numbers)
    }
  }

  private static let numbers = ["19900000001", "19900000077"]

  private func told() throws -> [String: String] { try readers.told(words: ["晋陵中路", "兰园路口"]) }

  private func counted() throws -> [String: String] { try readers.counted() }

  private func verdict() -> [VerifyFinding] {
    JournalRoom.allCases.flatMap { JournalVerifier(logs: logs, room: $0).verify(.all).findings }
  }

  /// Which readers say something else than before, and what.
  private func differences(_ before: [String: String], _ after: [String: String]) -> [String] {
    Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
      .map { "\($0): \(before[$0] ?? "nothing") now \(after[$0] ?? "nothing")" }
  }

  private func expectNothing(from line: Line, in place: Place) throws {
    let (told, counted) = (try told(), try counted())
    try write(line, place)
    let changed = differences(told, try self.told()) + differences(counted, try self.counted())
    #expect(changed == [], "\(line.kind) \(place.testDescription): \(changed.joined(separator: "; "))")
    let isFound = verdict().contains { finding in
      switch finding.kind {
      case .fault(.foreignCall), .secondEnd, .secondRing: finding.severity == .damaged
      default: false
      }
    }
    #expect(isFound || place.room == "drill", "\(line.kind) \(place.testDescription)")
  }

  @Test(arguments: places)
  func `a closing line behind the one that counts, or of another writer, counts nowhere`(
    place: Place
  ) throws {
    try writeBefore()
    try write(try end(.finished), Place(testDescription: "", clock: "09:00:50"))
    try expectNothing(from: try end(.cutOff, changed: true), in: place)
  }

  @Test(arguments: places.filter { !$0.isOwn && $0.room != "drill" })
  func `nobody says anything of a call that is not his to say`(place: Place) throws {
    try writeBefore()
    try write(try end(.finished), Place(testDescription: "", clock: "09:00:50"))
    // A desk that corrects a level says what that promises.
    let isDesk = place.room == "live" && place.file.hasPrefix("desk-")
    for line in Self.lines where !isDesk || line.kind != "promise" {
      try expectNothing(from: line, in: place)
    }
  }

  @Test(arguments: places.filter { !$0.isOwn && $0.room != "drill" })
  func `nobody ends a call of another seat, or makes one of it`(place: Place) throws {
    if place.days >= 0 { try writeBefore() }
    try expectNothing(from: try end(.abandoned, changed: true), in: place)
  }

  @Test func `a call of another system is none among real calls`() throws {
    try writeBefore()
    let record = try end(.finished).payload.dropFirst(1).drop { $0 != "{" }
    try expectNothing(
      from: Line("import-call", #"{"source":"x","line":1,"key":"k","digest":"d","record":"# + record),
      in: Place(testDescription: "live"))
  }

  @Test(arguments: places.filter(\.isOwn), [CallEnding.finished, .cutOff])
  func `a call whose end was handed in late is one call of its own day for every reader`(
    place: Place, ending: CallEnding
  ) throws {
    try writeBefore()
    try write(try end(ending), place)
    let told = try told()
    let expected = "\(Self.call) \(ending.rawValue) 100300 晋陵中路189号 19900000001 [] 0 0 0 2"
    for (reader, text) in told {
      if reader.hasPrefix("export") || reader == "assessment" { continue }
      #expect(text == (reader.contains("兰园") ? "" : expected), "\(reader) \(place.testDescription)")
    }
    for (reader, text) in try counted() where reader.hasPrefix("report") {
      #expect(text == "[(key: \"100300\", value: 1)] 1 0", "\(reader) \(place.testDescription)")
    }
    #expect(try counted()["call-backs"] == (ending == .cutOff ? Self.call : ""))
  }
}
