import CallArchive
import CallJournal
import CallModel
import CallPhone
import Foundation
import PhoneJournal
import TestSupport
import Testing

@testable import call110

/// Recorded streams from the server's bytes to what is on record: bridge, event file, consoles and whoever
/// records, journals, and what the program says of them.
@Suite(.timeLimit(.minutes(20))) struct StreamToRecordTests {
  private typealias Expected = ManagerReplayTests.Expected

  /// At which of the telephones of a recording a console is open.
  enum Consoles: CaseIterable { case all, first, none }

  /// What the telephones really did with one caller.
  private struct Caller {
    let call: String
    let events: [Expected]

    /// When he was first heard of, and from when on nobody heard of him.
    var began: Int64 { events.compactMap(\.t).min() ?? 0 }
    var ended: Int64 { events.compactMap(\.t).max() ?? 0 }
    var answers: [Expected] { events.filter { $0.ev == "answer" }.sorted { ($0.t ?? 0) < ($1.t ?? 0) } }
    var number: String {
      events.lazy.filter { $0.ev == "ring" }.compactMap(\.from).first { !$0.isEmpty } ?? ""
    }
    /// How long he waited until the first answer, in ms; from when the first telephone rang.
    var wait: Int64 { (answers.first?.t ?? ended) - began }
  }

  /// Plays a recording to consoles at `phones` and to its bridge; every call on record.
  private func play(_ events: [PhoneEvent], to phones: [String], in logs: String) throws -> [CallRecord] {
    let sorted = events.sorted { ($0.time ?? 0) < ($1.time ?? 0) }
    let start = (sorted.first?.time ?? 1_795_340_000_000) - 5_000
    var stage = try PhoneStage(logs: logs, source: "ami", from: start)
    stage.startRecorder()
    for (index, phone) in phones.enumerated() { try stage.open(phone, number: index + 1) }
    try stage.pass(until: start + 1_000)
    for event in sorted {
      try stage.pass(until: event.time ?? start)
      try stage.tell(event)
    }
    try stage.pass(until: stage.clock.milliseconds + 3_000)
    for index in stage.consoles.indices { stage.consoles[index].closeAll() }
    try stage.pass(until: stage.clock.milliseconds + 1_000_000, step: 15_000)
    for console in stage.consoles { console.end() }
    return stage.states.compactMap(\.record)
  }

  @Test(arguments: ManagerReplayTests.names, Consoles.allCases)
  func `every answer has its record and verdict, every caller exactly one trace`(
    name: String, consoles: Consoles
  ) throws {
    let expected = try #require(try ManagerReplayTests.expectations()[name])
    let events = try ManagerReplayTests.timing(name).events(
      of: try ManagerReplayTests.transcript(name), seats: .byExtension, source: "ami", hasCallers: true)
    let folder = TemporaryDirectory()
    let all = Set(expected.map(\.seat)).sorted()
    let phones =
      switch consoles {
      case .all: all
      case .first: Array(all.prefix(1))
      case .none: [String]()
      }
    let records = try play(events, to: phones, in: folder.path)
    let byCall = Dictionary(grouping: records) { $0.ring?.phoneCall ?? "?" }
    let callers = Dictionary(grouping: expected, by: \.call).map { Caller(call: $0, events: $1) }
    #expect(Set(byCall.keys) == Set(callers.map(\.call)))
    for caller in callers { check(caller, byCall[caller.call] ?? [], phones) }
    let list = CallbackBook.list(MatterLedger(logs: folder.path).read(at: JournalClock.system.now()))
    let unanswered = callers.filter(\.answers.isEmpty)
    let owed = list.open.map { "\($0.opened.number) \($0.opened.call?.description ?? "-")" }.sorted()
    let lost = unanswered.map { "\($0.number) \(byCall[$0.call]?.first?.id.description ?? "?")" }.sorted()
    #expect(owed == lost)
    try checkProgram(folder.path, records, unanswered: unanswered.count)
  }

  /// One caller's records: one a console that answered him, again where he came back to a closed one, or one
  /// in all.
  private func check(_ caller: Caller, _ records: [CallRecord], _ phones: [String]) {
    let comment = Comment(rawValue: caller.call)
    let seats = records.map(\.id.seat.description)
    let open = caller.answers.filter { phones.contains($0.seat) }
    let taken = open.compactMap { phones.firstIndex(of: $0.seat) }.map { "0\($0 + 1)" }
    #expect(seats.sorted() == (taken.isEmpty ? ["phone"] : taken.sorted()), comment)
    for record in records {
      let ownSeat = record.id.seat.description
      let before = records.count { $0.id.seat.description == ownSeat && $0.id < record.id }
      #expect(record.number == caller.number && record.endedAt != nil, comment)
      #expect(record.ending == (caller.answers.isEmpty ? .abandoned : .finished), comment)
      guard let first = caller.answers.first else {
        let waited = record.endedAt.map { $0.milliseconds - record.beganAt.milliseconds } ?? -1
        // A queue may have had him before the first telephone rang.
        #expect((caller.wait - 50...caller.wait + 3_000).contains(waited), comment)
        continue
      }
      // One caller stays one: the greeting is asked of who spoke to him first.
      let isFirst = taken.isEmpty || before == 0 && seat(of: first, phones) == ownSeat
      #expect(record.ring?.isPassedOn == !isFirst, comment)
      let asksGreeting = isFirst && !taken.isEmpty
      #expect(record.breaches.contains { $0.rule == .greetingMissing } == asksGreeting, comment)
      // A seat is judged by the ring it answered, whoever records for closed seats by the first.
      let own = open.filter { seat(of: $0, phones) == ownSeat }.dropFirst(before).first ?? first
      let timing = record.answer?.timing
      #expect(timing?.ringMilliseconds == own.ring_ms, comment)
      #expect(timing?.source == (own.ring_ms == nil ? .unknown : .measured), comment)
      #expect((timing?.verdict == .late) == ((own.ring_ms ?? 0) >= 15_050), comment)
      #expect((timing?.verdict == .within) == (own.ring_ms.map { $0 < 14_000 } ?? false), comment)
      #expect((caller.wait - 50...caller.wait + 8_000).contains(timing?.waitMilliseconds ?? -1), comment)
    }
  }

  private func seat(of answer: Expected, _ phones: [String]) -> String? {
    phones.firstIndex(of: answer.seat).map { "0\($0 + 1)" }
  }

  /// What the program says of the day.
  private func checkProgram(_ logs: String, _ records: [CallRecord], unanswered: Int) throws {
    guard let shown = records.first, let last = records.last else { return }
    func run(_ words: [String]) throws -> String {
      try ProgramRun(words, environment: ["CALL110_LOGS": logs, "CALL110_UI": "en"]).output
    }
    let call = try run(["calls", "show", shown.id.description, "--json"])
    #expect(call.contains("\"phone_call\":\"\(shown.ring?.phoneCall ?? "?")\""))
    let days = [shown, last].map(\.id.date.description)
    let report = try run(["report", "range"] + days + ["--no-previous", "--format", "json"])
    let passedOn = records.count { $0.ring?.isPassedOn == true }
    #expect(report.contains("\"calls.all\",\"name\":\"calls\",\"value\":\(records.count - passedOn),"))
    #expect(report.contains("\"calls.passed-on\",\"name\":\"transferred (separate)\",\"value\":\(passedOn),"))
    #expect(report.contains("\"name\":\"abandoned\",\"value\":{\"part\":\(unanswered),"))
  }
}
