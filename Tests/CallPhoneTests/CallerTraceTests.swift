import CallArchive
import CallJournal
import CallModel
import CallPhone
import Foundation
import PhoneJournal
import PlainText
import Synchronization
import TestSupport
import Testing

@testable import call110

/// Calls in random legal orders of events: every caller leaves exactly one trace.
@Suite(.timeLimit(.minutes(20))) struct CallerTraceTests {
  /// What became of a generated caller.
  private enum Fate: CaseIterable {
    case answered, abandoned, refused, queued, passedOn, parked
    /// A seat picks up and hangs up before he is put through; he gives up, or another seat or the same one
    /// takes him.
    case putDown, putDownTaken, putDownTakenHere
  }

  private struct Caller {
    let call: String
    let fate: Fate
    let wait: Int64
    let events: [PhoneEvent]
    /// When he left, ms since 1970.
    var left: Int64 { events.compactMap(\.time).max() ?? 0 }
    var isUnanswered: Bool { [.abandoned, .refused, .queued, .putDown].contains(fate) }
    /// Whether a seat picked up and hung up before he was put through.
    var wasPutDown: Bool { [.putDown, .putDownTaken, .putDownTakenHere].contains(fate) }
  }

  /// Makes the lines of one caller's call, with the times they happen at.
  private struct Maker {
    var random: SplitMix
    let call: String
    var time: Int64
    var events: [PhoneEvent] = []
    var legs = 0

    /// Nobody calls twice.
    private var number: String { "199" + String(("0000000" + call.dropFirst()).suffix(8)) }

    mutating func pause(_ range: ClosedRange<Int64>) { time += Int64.random(in: range, using: &random) }

    mutating func add(
      _ kind: PhoneEvent.Kind, _ seat: String = "", _ leg: String? = nil,
      _ reason: PhoneEvent.EndReason? = nil, passedOn: Bool = false
    ) throws {
      events.append(
        try PhoneEvent(
          kind, call: call, seat: seat, leg: leg, caller: kind == .ring ? number : nil,
          time: time, writtenAt: time + 2, source: "ami:t", basis: kind == .ring ? .alerting : nil,
          reason: reason, isPassedOn: passedOn))
    }

    /// A seat rings, in vain or not; its number.
    mutating func ring(_ seat: String) throws -> String {
      legs += 1
      let leg = "\(call).\(legs)"
      try add(.ring, seat, leg)
      pause(200...25_000)
      return leg
    }

    mutating func talk(_ seat: String, passesOn: Bool = false) throws {
      let leg = try ring(seat)
      try add(.answer, seat, leg)
      pause(500...60_000)
      try add(.end, seat, leg, .hangup, passedOn: passesOn)
    }

    mutating func putDown(_ seat: String) throws {
      let leg = try ring(seat)
      try add(.answer, seat, leg)
      pause(500...5_000)
      try add(.end, seat, leg, .noanswer)
      pause(500...20_000)
    }

    mutating func vain(_ reason: PhoneEvent.EndReason) throws {
      let seat = ["01", "02", "03"].randomElement(using: &random) ?? "01"
      let leg = try ring(seat)
      try add(.end, seat, leg, reason)
      if reason != .abandoned { pause(0...5_000) }
    }
  }

  private static func caller(_ number: Int, seed: UInt64, from start: Int64? = nil) throws -> Caller {
    var random = SplitMix(seed: seed &* 1_000_003 &+ UInt64(number))
    let fate = Fate.allCases.randomElement(using: &random) ?? .answered
    let start = start ?? 1_795_340_968_000 + Int64(number) * 137
    var maker = Maker(random: random, call: "c\(number)", time: start)
    if fate == .queued || Bool.random(using: &random) {
      try maker.add(.wait)
      // Some wait longer than any telephone rings.
      maker.pause(number.isMultiple(of: 25) ? 700_000...1_500_000 : 1...9_000)
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) where fate != .queued {
      try maker.vain(fate == .refused ? .busy : [.busy, .noanswer].randomElement(using: &random) ?? .busy)
    }
    switch fate {
    case .answered: try maker.talk("01")
    case .abandoned: try maker.vain(.abandoned)
    case .refused: try maker.vain(.busy)
    case .queued: break
    case .passedOn:
      try maker.talk("01", passesOn: true)
      try maker.talk("02")
    case .parked:
      try maker.talk("01", passesOn: true)
      maker.pause(1_000...20_000)
      try maker.talk("01")
    case .putDown:
      try maker.putDown("01")
      if Bool.random(using: &maker.random) { try maker.vain(.abandoned) }
    case .putDownTaken, .putDownTakenHere:
      try maker.putDown("01")
      try maker.talk(fate == .putDownTaken ? "02" : "01")
    }
    let ended = maker.events.filter { $0.kind == .end && $0.reason == .hangup }.compactMap(\.leg)
    let answer = maker.events.first { $0.kind == .answer && ended.contains($0.leg ?? "") }?.time
    let wait = (answer ?? maker.time) - (maker.events.first?.time ?? start)
    try maker.add(.gone, "", nil, answer == nil ? .abandoned : .hangup)
    return Caller(call: maker.call, fate: fate, wait: wait, events: maker.events)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `of a thousand callers each has one end, whichever seat looks and whatever the order`(seed: UInt64)
    throws
  {
    let callers = try (0..<1_000).map { try Self.caller($0, seed: seed) }
    var random = SplitMix(seed: seed)
    var board = PhoneBoard(seats: [["01"], ["02"], ["01", "03"], []].randomElement(using: &random) ?? [])
    let lines = callers.flatMap { $0.events + ($0.events.count.isMultiple(of: 2) ? $0.events : []) }
    for event in lines.shuffled(using: &random) {
      board.apply(event, receivedAt: WallInstant(milliseconds: 1_795_341_500_000), isBacklog: true)
    }
    for caller in callers {
      let call = try #require(board.call(.init(source: "ami:t", call: caller.call)))
      let standing = board.standing(of: call)
      #expect((standing == .abandoned) == caller.isUnanswered, "\(caller.fate) is \(standing)")
      #expect([.abandoned, .answeredElsewhere, .finishedHere].contains(standing))
      #expect(abs((call.waitedMilliseconds ?? -1) - caller.wait) <= 1_000)
      #expect(call.wasRefused == (caller.fate == .refused))
      let picked = caller.events.count { $0.kind == .answer }
      #expect(call.legs.count(where: \.isAnswered) == picked - (caller.wasPutDown ? 1 : 0))
      let rangHere = caller.events.contains { $0.kind == .ring && board.seats.contains($0.seat) }
      let timing = board.timing(for: call.key)
      #expect(timing == nil || rangHere)
      for leg in call.legs where leg.isAnswered { #expect(leg.isEnded && leg.reason == .hangup) }
    }
  }

  @Test(arguments: [true, false])
  func `a bridge puts every caller nobody answered on record once, also when it starts late`(late: Bool)
    throws
  {
    let folder = TemporaryDirectory()
    let callers = try (0..<1_000).map { try Self.caller($0, seed: 9) }
    let lines = callers.flatMap(\.events).sorted { ($0.time ?? 0) < ($1.time ?? 0) }
    let now = JournalClock.system.now()
    var recorder = CallerRecorder(logs: folder.path, source: "ami:t") { Issue.record($0) }
    // Time goes on: what happened long before the start is not forgotten before it is on record.
    func turn(_ recorder: inout CallerRecorder, _ monotonic: Int64) {
      recorder.turn(at: now.adding(milliseconds: monotonic), monotonic: monotonic)
    }
    if !late { turn(&recorder, 0) }
    for piece in stride(from: 0, to: lines.count, by: 50) {
      try PhoneEventFile.append(
        lines[piece..<min(lines.count, piece + 50)].map(PhoneEventLine.encode), logs: folder.path,
        day: now.date)
      if !late { turn(&recorder, Int64(piece)) }
    }
    for second in 1...30 as ClosedRange<Int64> { turn(&recorder, 10_000 + second * 1_000) }
    // And once more by a bridge that was started again.
    var again = CallerRecorder(logs: folder.path, source: "ami:t") { Issue.record($0) }
    for second in 1...30 as ClosedRange<Int64> { turn(&again, 50_000 + second * 1_000) }
    // The consoles have long had their time.
    for second in 1...40 as ClosedRange<Int64> { turn(&again, 1_000_000 + second * 1_000) }

    // The last of them may be written behind midnight.
    let reader = JournalReader(logs: folder.path)
    let days = reader.dayFolders(.live).days
    let entries = days.flatMap { reader.day($0, room: .live).entries.map(\.entry) }
    let rings = entries.filter { $0.kind == "ring" }.compactMap { $0.value["phone_call"]?.string }
    let unanswered = callers.filter(\.isUnanswered)
    #expect(rings.sorted() == callers.map(\.call).sorted())
    #expect(entries.count { $0.kind == "end" } == callers.count)
    let list = CallbackBook.list(MatterLedger(logs: folder.path).read(at: now))
    let waits = list.open.compactMap(\.opened.waitMilliseconds).sorted()
    #expect(waits.count == unanswered.count)
    for (found, expected) in zip(waits, unanswered.map(\.wait).sorted()) {
      #expect(abs(found - expected) <= 1_000)
    }
    // The time of each is that of his giving up, however late it was written.
    guard late else { return }
    let times = list.open.map(\.openedAt.milliseconds).sorted()
    for (found, expected) in zip(times, unanswered.map(\.left).sorted()) {
      #expect(abs(found - expected) <= 1_000)
    }
  }

  @Test func `a caller of whom nothing more is heard while it rings is put on record, too`() throws {
    let folder = TemporaryDirectory()
    let clock = TestClock(milliseconds: JournalClock.system.now().milliseconds - 3_600_000)
    var stage = try PhoneStage(logs: folder.path, source: "hook", from: clock.milliseconds)
    try stage.open("01", number: 1)
    try stage.tell(
      try PhoneEvent(.ring, call: "h1", seat: "02", caller: "19900000001", source: "hook", basis: .received))
    try stage.pass(until: stage.clock.milliseconds + 590_000, step: 15_000)
    #expect(stage.states.isEmpty)
    try stage.pass(until: stage.clock.milliseconds + 60_000, step: 1_000)
    for console in stage.consoles { console.end() }
    #expect(stage.states.compactMap(\.record?.ending) == [.abandoned])
    #expect(stage.states.first?.record?.number == "19900000001")
  }

  /// How the operator of a conversation told of by hooks is known to be done with it.
  enum HookWords: CaseIterable { case end, nothing, endOnly }

  @Test(arguments: HookWords.allCases, [true, false])
  func `with hooks only, a call answered at a seat without a console leaves its trace as well`(
    told: HookWords, isOpen: Bool
  ) throws {
    let folder = TemporaryDirectory()
    var stage = try PhoneStage(
      logs: folder.path, source: "hook", from: JournalClock.system.now().milliseconds - 12 * 3_600_000)
    func line(_ kind: PhoneEvent.Kind, _ reason: PhoneEvent.EndReason? = nil) throws -> PhoneEvent {
      try PhoneEvent(
        kind, call: "h1", seat: "01", caller: "19900000001", source: "hook",
        basis: kind == .ring ? .received : nil, reason: reason)
    }
    if isOpen { try stage.open("02", number: 2) }
    if told != .endOnly {
      try stage.tell(try line(.ring))
      try stage.pass(until: stage.clock.milliseconds + 4_000)
      try stage.tell(try line(.answer))
    }
    try stage.pass(until: stage.clock.milliseconds + 60_000)
    if told != .nothing { try stage.tell(try line(.end, .hangup)) }
    if !isOpen { try stage.open("02", number: 2) }
    try stage.pass(until: stage.clock.milliseconds + 600_000, step: 15_000)
    #expect(stage.states.isEmpty)
    let rest: Int64 = told == .nothing ? 7 * 3_600_000 : 600_000
    try stage.pass(until: stage.clock.milliseconds + rest, step: 15_000)
    for console in stage.consoles { console.end() }
    let records = stage.states.compactMap(\.record)
    #expect(records.map(\.ending) == [.finished] && records.map(\.id.seat.description) == ["phone"])
    let timing = records.first?.answer?.timing
    #expect(timing?.source == (told == .endOnly ? .unknown : .measured))
    #expect(told == .endOnly || abs((timing?.ringMilliseconds ?? -1) - 4_000) <= 1_000)
    #expect(told != .end || abs((records.first?.talkMilliseconds ?? -1) - 60_000) <= 1_000)
  }

  @Test(arguments: [true, false], [true, false])
  func `a call typed at a console without a telephone is not put on record once more`(
    isAnswered: Bool, isTypedWithNumber: Bool
  ) throws {
    let folder = TemporaryDirectory()
    var stage = try PhoneStage(
      logs: folder.path, source: "ami:t", from: JournalClock.system.now().milliseconds - 3_600_000)
    stage.startRecorder()
    // No telephone's name: what the bridge tells of seat 01 is not for this console.
    try stage.open("-", number: 1)
    func line(_ kind: PhoneEvent.Kind, _ call: Int, _ reason: PhoneEvent.EndReason? = nil) throws {
      try stage.tell(
        try PhoneEvent(
          kind, call: "c\(call)", seat: "01", leg: kind.isOfCaller ? nil : "c\(call).1",
          caller: kind == .ring ? "1990000000\(call)" : nil, time: stage.clock.milliseconds, source: "ami:t",
          basis: kind == .ring ? .alerting : nil, reason: reason))
    }
    func pass(_ seconds: Int64) throws { try stage.pass(until: stage.clock.milliseconds + seconds * 1_000) }
    // Two calls of the seat, and between them one nobody typed.
    for call in 1...3 {
      try line(.ring, call)
      try pass(3)
      if call != 2 { stage.consoles[0].type(isTypedWithNumber ? "/ring 1990000000\(call)" : "/ring") }
      try pass(2)
      if isAnswered {
        try line(.answer, call)
        if call != 2 { stage.consoles[0].type("/answer") }
        try pass(40)
      }
      try line(.end, call, isAnswered ? .hangup : .abandoned)
      try line(.gone, call, isAnswered ? .hangup : .abandoned)
      try pass(4)
      if call != 2, isAnswered { for _ in 1...3 { stage.consoles[0].type("/hangup") } }
      if call != 2, !isAnswered { stage.consoles[0].type("/cutoff") }
      try pass(70)
    }
    try stage.pass(until: stage.clock.milliseconds + 1_200_000, step: 15_000)
    for console in stage.consoles { console.end() }
    let records = stage.states.compactMap(\.record)
    #expect(records.map(\.id.seat.description).sorted() == ["01", "01", "phone"])
    #expect(records.first { $0.id.seat.description == "phone" }?.number == "19900000002")
  }

  @Test(arguments: [60_000, 1_500_000] as [Int64])
  func `calls answered at a seat while a record is open leave one trace each`(openFor: Int64) throws {
    let folder = TemporaryDirectory()
    var stage = try PhoneStage(
      logs: folder.path, source: "ami:t", from: JournalClock.system.now().milliseconds - 12 * 3_600_000)
    stage.startRecorder()
    try stage.open("01", number: 1)
    func line(
      _ kind: PhoneEvent.Kind, _ call: Int, _ reason: PhoneEvent.EndReason? = nil
    ) throws -> PhoneEvent {
      try PhoneEvent(
        kind, call: "c\(call)", seat: "01", leg: kind.isOfCaller ? nil : "c\(call).1",
        caller: "1990000\(1_000 + call)",
        time: stage.clock.milliseconds, source: "ami:t", basis: kind == .ring ? .alerting : nil,
        reason: reason)
    }
    func begin(_ call: Int) throws {
      try stage.tell(try line(.ring, call))
      try stage.pass(until: stage.clock.milliseconds + 2_000)
      try stage.tell(try line(.answer, call))
    }
    func end(_ call: Int) throws {
      try stage.pass(until: stage.clock.milliseconds + 8_000, step: 4_000)
      try stage.tell(try line(.end, call, .hangup))
      try stage.tell(try line(.gone, call, .hangup))
    }
    try begin(0)
    for call in 1...115 {
      try begin(call)
      try end(call)
    }
    try stage.pass(until: stage.clock.milliseconds + openFor, step: 15_000)
    try end(0)
    stage.consoles[0].closeAll()
    try stage.pass(until: stage.clock.milliseconds + 1_200_000, step: 15_000)
    stage.consoles[0].closeAll()
    for console in stage.consoles { console.end() }
    let calls = stage.states.compactMap { $0.record?.ring?.phoneCall }
    #expect(calls.sorted() == (0...115).map { "c\($0)" }.sorted())
    #expect(stage.states.allSatisfy { $0.record?.ending == .finished })
  }

  /// What a recorder complained of.
  ///
  /// A class because the recorder and the test share it.
  private final class Told: Sendable { let faults = Mutex<[String]>([]) }

  @Test func `a recorder at work elsewhere is no fault for a minute, and then it is told once`() throws {
    let folder = TemporaryDirectory()
    let now = JournalClock.system.now()
    let caller = try (0..<100).map { try Self.caller($0, seed: 9) }.first(where: \.isUnanswered)
    try PhoneEventFile.append(
      try #require(caller).events.map(PhoneEventLine.encode), logs: folder.path, day: now.date)
    let told = Told()
    var recorder = CallerRecorder(logs: folder.path, source: nil) { error in
      told.faults.withLock { $0.append("\(error)") }
    }
    func turn(_ seconds: ClosedRange<Int64>) {
      for second in seconds {
        recorder.turn(at: now.adding(milliseconds: second * 1_000), monotonic: second * 1_000)
      }
    }
    let other = try JournalWriter(
      logs: folder.path, room: .live, seat: SeatIdentifier(CallerDesk.seat),
      operatorOnDuty: OperatorIdentifier(CallerDesk.personnel))
    turn(0...50)
    #expect(told.faults.withLock { $0.isEmpty })
    turn(51...200)
    #expect(told.faults.withLock { $0.count } == 1)
    other.close()
    turn(201...220)
    // The last of them may be written behind midnight.
    let reader = JournalReader(logs: folder.path)
    let days = reader.dayFolders(.live).days
    let entries = days.flatMap { reader.day($0, room: .live).entries.map(\.entry) }
    #expect(entries.count { $0.kind == "end" } == 1)
  }

  /// How many call while one set of consoles is open: a thousand with all six.
  private static let callersOfSet = 167

  /// Which consoles are open while they call.
  enum Consoles: String, CaseIterable {
    case none, one, others, all, late, restarted
    var phones: [String] {
      switch self {
      case .none: []
      case .one: ["01"]
      case .others: ["02", "03"]
      case .all, .late, .restarted: ["01", "02", "03"]
      }
    }
  }

  /// A thousand callers one after the other, played to the consoles that are open.
  private func play(_ consoles: Consoles, in logs: String) throws -> (stage: PhoneStage, callers: [Caller]) {
    var random = SplitMix(seed: UInt64(consoles.phones.count + consoles.rawValue.utf8.count))
    var stage = try PhoneStage(
      logs: logs, source: "ami:t", from: JournalClock.system.now().milliseconds - 20 * 3_600_000)
    try shift(begins: stage.clock, in: logs)
    // A bridge that comes late finds everything in the event file.
    if consoles != .one { stage.startRecorder() }
    var callers: [Caller] = []
    for number in 0..<Self.callersOfSet {
      if number == (consoles == .late ? Self.callersOfSet / 3 : 0) {
        for phone in consoles.phones { try stage.open(phone, number: Int(phone) ?? 0) }
      }
      let start = stage.clock.milliseconds + Int64.random(in: 500...4_000, using: &random)
      let caller = try Self.caller(number, seed: 77, from: start)
      callers.append(caller)
      for event in caller.events {
        try stage.pass(until: event.time ?? 0, step: 15_000)
        try stage.tell(event)
        if consoles == .restarted, Int.random(in: 0..<20, using: &random) == 0 {
          let phone = consoles.phones.randomElement(using: &random) ?? "01"
          stage.close(phone)
          try stage.open(phone, number: Int(phone) ?? 0)
        }
      }
      // Whose caller was not put through may close the record long after, or at once.
      if caller.wasPutDown { try stage.pass(until: stage.clock.milliseconds + 20_000, step: 2_000) }
      for index in stage.consoles.indices { stage.consoles[index].close(caller.call) }
    }
    if stage.recorder == nil { stage.startRecorder() }
    try stage.pass(until: stage.clock.milliseconds + 1_200_000, step: 15_000)
    for console in stage.consoles { console.end() }
    return (stage, callers)
  }

  /// The person of the first seat begins to work before anybody calls.
  private func shift(begins clock: TestClock, in logs: String) throws {
    let (seat, personnel) = (try SeatIdentifier("01"), try OperatorIdentifier("041201"))
    let started = MatterEvent.shiftStarted(ShiftStarted(seat: seat, personnel: personnel))
    let writer = try JournalWriter(
      logs: logs, room: .live, seat: SeatIdentifier("desk-01"), operatorOnDuty: personnel,
      clock: SeatConsole.times(clock))
    defer { writer.close() }
    _ = try writer.append([JournalDraft(call: nil, kind: started.kind.rawValue, payload: started.payload)])
  }

  @Test(arguments: Consoles.allCases)
  func `a thousand callers leave one trace each for every reader, whichever consoles are open`(
    consoles: Consoles
  ) throws {
    let folder = TemporaryDirectory()
    let (stage, callers) = try play(consoles, in: folder.path)
    let records = stage.states.compactMap(\.record)
    let byCall = Dictionary(grouping: records) { $0.ring?.phoneCall ?? "?" }
    #expect(Set(byCall.keys) == Set(callers.map(\.call)))
    for caller in callers {
      let own = byCall[caller.call] ?? []
      let seats = own.map(\.id.seat.description)
      #expect(!seats.isEmpty, "\(caller.call) \(caller.fate)")
      // Beside the record of a seat that hung up too early there is one of what became of him.
      let told = own.filter { $0.ending != .elsewhere }
      #expect(caller.wasPutDown || told.count == own.count, "\(caller.call) \(caller.fate) \(seats)")
      let tellers = told.map(\.id.seat.description)
      // Who comes back to a seat that has closed his record has another one there, as passed on.
      let first = told.filter { $0.ring?.isPassedOn != true }.map(\.id.seat.description)
      #expect(Set(first).count == first.count, "\(caller.call) \(caller.fate) \(seats)")
      #expect(
        tellers == ["phone"] || !tellers.isEmpty && !tellers.contains("phone"), "\(caller.call) \(seats)")
      #expect(caller.wasPutDown ? told.count == 1 : true, "\(caller.call) \(caller.fate) \(seats)")
      for record in own where record.ending == .elsewhere { #expect(record.answer == nil) }
      for record in told {
        #expect((record.ending == .abandoned) == caller.isUnanswered, "\(caller.call) \(caller.fate)")
        let waited =
          caller.isUnanswered
          ? record.endedAt.map { $0.milliseconds - record.beganAt.milliseconds }
          : record.answer?.timing.waitMilliseconds
        #expect(abs((waited ?? -1) - caller.wait) <= 1_000, "\(caller.call) \(caller.fate) \(seats)")
        // Nobody talks for longer than he is there.
        let there = caller.left - (caller.events.first?.time ?? 0)
        #expect(record.talkMilliseconds ?? 0 <= there + 1_000, "\(caller.call) \(caller.fate) \(seats)")
      }
    }
    try checkReaders(folder.path, records, unanswered: callers.filter(\.isUnanswered))
  }

  /// What every command says of them.
  private func checkReaders(_ logs: String, _ records: [CallRecord], unanswered callers: [Caller]) throws {
    let unanswered = callers.count
    func run(_ words: [String]) throws -> String {
      try ProgramRun(words, environment: ["CALL110_LOGS": logs, "CALL110_UI": "en"]).output
    }
    func count(_ text: String, _ words: String) -> Int { text.components(separatedBy: words).count - 1 }
    let lost = records.filter { $0.ending == .abandoned }.map(\.id.description)
    let callbacks = try run(["callbacks", "--json"])
    #expect(count(callbacks, "\"entry\"") == unanswered)
    let matters = try run(["matters", "list", "--json"])
    #expect(count(matters, "\"call_back_since\"") == unanswered)
    try checkTimes(callbacks, "opened_at", unanswered: callers)
    try checkTimes(matters, "call_back_since", unanswered: callers)
    let waits = Self.rows(callbacks).compactMap { $0["wait_ms"]?.integer }
    #expect(waits.count == unanswered)
    for (found, expected) in zip(waits.sorted(), callers.map(\.wait).sorted()) {
      #expect(abs(found - expected) <= 1_000)
    }
    let log = try run(["shift", "log", "--seat", "01", "--operator", "041201"])
    let handed = try run(["shift", "take-over", "--seat", "01", "--operator", "041299"])
    func words(_ text: String) -> [Substring: Int] {
      let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
      return Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
    }
    let (rungBack, open, told, passedOn) = (words(callbacks), words(matters), words(log), words(handed))
    // Among the shift's calls, and among what is open.
    for id in lost.map({ Substring($0) }) {
      #expect(rungBack[id] ?? 0 >= 1 && open[id] == 1, "\(id)")
      #expect(told[id] == 2 && passedOn[id] == 2, "\(id)")
    }
    #expect(count(try run(["matters", "list", "--json"]), "\"call_back_since\"") == unanswered)
    try checkFigures(logs, records, unanswered: unanswered, run: run)
  }

  private static func rows(_ list: String) -> [JSONValue] {
    list.split(separator: "\n").compactMap { JSONReader.value(Array($0.utf8)) }
  }

  /// Since when a list says that somebody is to be rung back: since he gave up, whenever it was written.
  private func checkTimes(_ list: String, _ key: String, unanswered: [Caller]) throws {
    let times = Self.rows(list).compactMap { $0[key]?.string.flatMap { WallInstant($0) }?.milliseconds }
      .sorted()
    #expect(times.count == unanswered.count)
    for (found, expected) in zip(times, unanswered.map(\.left).sorted()) {
      #expect(abs(found - expected) <= 1_000, "\(key)")
    }
  }

  private func checkFigures(
    _ logs: String, _ records: [CallRecord], unanswered: Int, run: ([String]) throws -> String
  ) throws {
    let days = Set(records.map(\.id.date)).sorted()
    let range = [days.first, days.last].compactMap { $0?.description }
    let report = try run(["report", "range"] + range + ["--no-previous", "--format", "json"])
    // Whom a seat passed on called once.
    let passedOnTo = records.count { $0.ring?.isPassedOn == true }
    let figures = [
      "\"calls.all\",\"name\":\"calls\",\"value\":\(records.count - passedOnTo),",
      "\"name\":\"abandoned\",\"value\":{\"part\":\(unanswered),",
    ]
    for figure in figures { #expect(report.contains(figure), "\(report.prefix(1_000))") }
    let board = try run(["wallboard", "--once"]).split(separator: "\n").first { $0.contains("lost calls") }
    #expect(board?.split(separator: " ").contains("\(unanswered)") == true)
  }
}
