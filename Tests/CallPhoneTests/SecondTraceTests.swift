import CallArchive
import CallJournal
import CallModel
import CallPhone
import Foundation
import PhoneJournal
import PlainText
import TestSupport
import Testing

@testable import call110

/// One caller told of twice: by the telephone and by a person, or by two calls of which the second was
/// answered.
@Suite(.timeLimit(.minutes(20))) struct SecondTraceTests {
  private let folder = TemporaryDirectory()

  private func stage(_ source: String, hours: Int64) throws -> PhoneStage {
    try PhoneStage(
      logs: folder.path, source: source, from: JournalClock.system.now().milliseconds - hours * 3_600_000)
  }

  private func line(
    _ kind: PhoneEvent.Kind, _ call: String, from number: String = "", source: String,
    reason: PhoneEvent.EndReason? = nil, at time: Int64? = nil, seat: String = "01"
  ) throws -> PhoneEvent {
    try PhoneEvent(
      kind, call: call, seat: seat, leg: source == "hook" || kind.isOfCaller ? nil : call + ".1",
      caller: kind == .ring ? number : nil, time: time, source: source,
      basis: kind == .ring ? (time == nil ? .received : .alerting) : nil, reason: reason)
  }

  /// A caller rings seat 01 and gives up after three seconds.
  private func giveUp(_ stage: inout PhoneStage, call: String, from number: String) throws {
    let source = stage.source
    try stage.tell(try line(.ring, call, from: number, source: source, at: stage.now))
    try stage.wait(3)
    try stage.tell(try line(.end, call, source: source, reason: .abandoned, at: stage.now))
    if source != "hook" {
      try stage.tell(try line(.gone, call, source: source, reason: .abandoned, at: stage.now))
    }
  }

  /// A caller rings a seat, is answered after two seconds and talks for ten.
  private func talk(
    _ stage: inout PhoneStage, call: String, from number: String, seat: String = "01"
  ) throws {
    let source = stage.source
    try stage.tell(try line(.ring, call, from: number, source: source, at: stage.now, seat: seat))
    try stage.wait(2)
    try stage.tell(try line(.answer, call, source: source, at: stage.now, seat: seat))
    try stage.wait(10)
    try stage.tell(try line(.end, call, source: source, reason: .hangup, at: stage.now, seat: seat))
    if source != "hook" {
      try stage.tell(try line(.gone, call, source: source, reason: .hangup, at: stage.now))
    }
  }

  private var owed: [String] {
    CallbackBook.list(MatterLedger(logs: folder.path).read(at: JournalClock.system.now())).open
      .map(\.opened.number).sorted()
  }

  @Test(arguments: ["ami:t", "hook"], [["01"], ["02"], ["01", "02"], []])
  func `whoever is answered when he rings again is not to be rung back, whenever either was written`(
    source: String, phones: [String]
  ) throws {
    if source == "hook", phones.isEmpty { return }
    var stage = try stage(source, hours: 6)
    if source != "hook" { stage.startRecorder() }
    for phone in phones { try stage.open(phone, number: Int(phone) ?? 0) }
    // Whoever rings again at once, and long after he was put on the list.
    for (index, pause) in ([0, 1, 4, 8, 30, 90, 300] as [Int64]).enumerated() {
      try giveUp(&stage, call: "a\(index)", from: "1990000001\(index)")
      try giveUp(&stage, call: "b\(index)", from: "1990000002\(index)")
      try giveUp(&stage, call: "w\(index)", from: "")
      try stage.wait(pause)
      try talk(&stage, call: "c\(index)", from: "1990000001\(index)")
      try talk(&stage, call: "v\(index)", from: "")
    }
    try stage.pass(until: stage.now + 1_300_000, step: 15_000)
    // And whoever is started late finds nothing left to do.
    var late = CallerRecorder(
      logs: folder.path, source: source == "hook" ? nil : source, clock: SeatConsole.times(stage.clock)
    ) { Issue.record($0) }
    for second in 1...40 as ClosedRange<Int64> {
      let monotonic = 10_000_000 + second * 1_000
      late.turn(at: WallInstant(milliseconds: stage.now), monotonic: monotonic)
    }
    for console in stage.consoles { console.end() }
    #expect(owed == (Array(repeating: "", count: 7) + (0..<7).map { "1990000002\($0)" }).sorted())
    let records = stage.states.compactMap(\.record)
    #expect(records.count == 35 && Set(records.compactMap { $0.ring?.phoneCall }).count == 35)
    let closed = JournalReader(logs: folder.path)
    let closings = closed.dayFolders(.live).days.flatMap { closed.day($0, room: .live).entries }
      .filter { $0.entry.kind == "callback-close" }.compactMap { $0.entry.value["entry"]?.string }
    #expect(closings.count == 7 && Set(closings).count == 7, "\(closings)")
  }

  @Test(arguments: [true, false])
  func `an answer told long after he was put on the list takes him off it`(hasConsole: Bool) throws {
    var stage = try stage("ami:t", hours: 2)
    stage.startRecorder()
    if hasConsole { try stage.open("01", number: 1) }
    try stage.tell(try line(.ring, "c1", from: "19900000001", source: "ami:t", at: stage.now))
    let answered = stage.now + 3_000
    try stage.wait(4)
    try stage.tell(try line(.gone, "c1", source: "ami:t", reason: .abandoned, at: stage.now))
    try stage.wait(20)
    #expect(owed == ["19900000001"])
    try stage.tell(try line(.answer, "c1", source: "ami:t", at: answered))
    try stage.wait(40)
    for console in stage.consoles { console.end() }
    #expect(owed.isEmpty)
  }

  @Test func `whoever is answered by hand before he was put on the list does not stay on it`() throws {
    var stage = try stage("ami:t", hours: 2)
    stage.startRecorder()
    try stage.open("-", number: 1)
    try giveUp(&stage, call: "c1", from: "19900000001")
    stage.consoles[0].type("/ring 19900000001")
    stage.consoles[0].type("/answer")
    try stage.wait(60)
    for _ in 1...3 { stage.consoles[0].type("/hangup") }
    try stage.wait(60)
    for console in stage.consoles { console.end() }
    #expect(owed.isEmpty)
  }

  // MARK: paper

  /// The operator's own watch is some seconds off.
  private func paper(_ answered: Int64, number: String, off: Int64, lasts: Int64 = 10) -> String {
    func watch(_ time: Int64) -> String { WallInstant(milliseconds: time).display }
    let at = answered / 1_000 * 1_000 + off * 1_000
    return "operator: 041207\nanswered: \(watch(at))\nended: \(watch(at + lasts * 1_000))\n"
      + (number.isEmpty ? "" : "number: \(number)\n") + "\n"
  }

  private func enter(_ forms: String) throws -> String {
    let run = try ProgramRun(
      ["enter-paper", "--operator", "041299"], input: Array(forms.utf8),
      environment: ["CALL110_LOGS": folder.path, "CALL110_UI": "en"])
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    return run.output
  }

  private func report(_ records: [CallRecord]) throws -> String {
    let days = Set(records.map(\.id.date)).sorted()
    let range = [days.first, days.last].compactMap { $0?.description }
    return try ProgramRun(
      ["report", "range"] + range + ["--no-previous", "--format", "json"],
      environment: ["CALL110_LOGS": folder.path, "CALL110_UI": "en"]
    ).output
  }

  @Test(arguments: [true, false])
  func `a call on paper and the telephone's own record of it are one caller`(isPaperFirst: Bool) throws {
    var stage = try stage("hook", hours: 2)
    let began = stage.now
    // Twice the same number within minutes, and one that nobody wrote on paper.
    for (call, number) in [("c1", "19900000001"), ("c2", "19900000002"), ("c3", "19900000001")] {
      try talk(&stage, call: call, from: number)
      try stage.wait(300)
    }
    func write() throws -> String {
      try enter(
        paper(began + 2_000, number: "19900000001", off: 70)
          + paper(began + 626_000, number: "19900000001", off: -50)
          + paper(began + 314_000, number: "19900000003", off: 0))
    }
    var said = ""
    if isPaperFirst { said = try write() }
    try stage.open("02", number: 2)
    try stage.pass(until: stage.now + 1_300_000, step: 15_000)
    if !isPaperFirst { said = try write() }
    for console in stage.consoles { console.end() }
    let records = stage.states.compactMap(\.record)
    let own = records.filter { $0.id.seat.description == "phone" }
    let typed = records.filter { $0.id.seat.description == "paper" }
    #expect(typed.count == 3)
    if isPaperFirst {
      #expect(own.map { $0.ring?.phoneCall } == ["c2"])
    } else {
      #expect(own.count == 3)
      #expect(own.compactMap { $0.ring?.phoneCall } == ["c1", "c2", "c3"])
      #expect(typed.map { $0.ring?.phoneCall ?? "-" } == ["c1", "c3", "-"])
      #expect(said.contains("-phone-0001") && said.contains("-phone-0003"), "\(said)")
    }
    // Two callers, one of whom called twice, and one on paper whose number fits nobody.
    #expect(try report(records).contains("\"calls.all\",\"name\":\"calls\",\"value\":4,"))
  }

  @Test(arguments: [true, false])
  func `where nothing but the time says that two records are one, both stay and it is said`(
    isPaperFirst: Bool
  ) throws {
    var stage = try stage("hook", hours: 2)
    let began = stage.now
    try talk(&stage, call: "c1", from: "19900000001")
    try stage.wait(300)
    var said = ""
    func write() throws -> String { try enter(paper(began + 2_000, number: "", off: 20)) }
    if isPaperFirst { said = try write() }
    try stage.open("02", number: 2)
    try stage.pass(until: stage.now + 1_300_000, step: 15_000)
    if !isPaperFirst { said = try write() }
    for console in stage.consoles { console.end() }
    let records = stage.states.compactMap(\.record)
    let phone = try #require(records.first { $0.id.seat.description == "phone" })
    let typed = try #require(records.first { $0.id.seat.description == "paper" })
    #expect(records.count == 2)
    let (later, earlier) = isPaperFirst ? (phone, typed) : (typed, phone)
    #expect(later.links.map(\.call) == [earlier.id] && later.links.first?.reason == "time")
    #expect(isPaperFirst || said.contains(phone.id.description), "\(said)")
    #expect(try report(records).contains("\"calls.all\",\"name\":\"calls\",\"value\":2,"))
  }

  @Test func `a caller who gave up and called again on paper is not to be rung back`() throws {
    var stage = try stage("ami:t", hours: 2)
    stage.startRecorder()
    let began = stage.now
    try giveUp(&stage, call: "c1", from: "19900000001")
    try giveUp(&stage, call: "c2", from: "19900000002")
    try stage.wait(60)
    #expect(owed == ["19900000001", "19900000002"])
    _ = try enter(
      paper(began + 600_000, number: "19900000001", off: 0)
        + paper(began - 600_000, number: "19900000002", off: 0))
    #expect(owed == ["19900000002"])
    #expect(stage.states.compactMap(\.record).count == 4)
  }
}
