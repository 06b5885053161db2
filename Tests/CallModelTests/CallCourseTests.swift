import PlainText
import Testing

@testable import CallModel

/// A call that was opened again, or never was, for the one fold that everybody reads.
@Suite struct CallCourseTests {
  private let person: OperatorIdentifier
  private let call: CallIdentifier

  init() throws {
    person = try OperatorIdentifier("041207")
    call = try CallIdentifier("20261122-03-0007")
  }

  private func noted(_ event: CallEvent, at offset: Int64) -> Noted<CallEvent> {
    Noted(
      event, call: call, at: WallInstant(milliseconds: 7_000 + offset), offsetMilliseconds: offset,
      personnel: person)
  }

  private var measured: CallEvent {
    .answer(
      CallAnswered(
        timing: RingTiming(
          source: .measured, basis: .alerting, ringMilliseconds: 7_004, limit: RingLimit())))
  }

  /// The events in order, a second each; a closing one carries the record as the fold has it.
  private func state(_ events: [CallEvent], carriesRecords: Bool = true) throws -> CallState {
    var record: CallRecord?
    let lines = events.enumerated().map { index, event -> Noted<RecordedEvent> in
      let line = noted(event, at: Int64(index) * 1_000)
      if record?.apply(line) == nil { record = CallRecord(id: call, first: line) }
      guard carriesRecords, case .end(let ending) = event, let record else {
        return line.replacing(.call(event))
      }
      return line.replacing(.closing(ending, record))
    }
    return try #require(CallState(call, events: lines))
  }

  private var talked: [CallEvent] {
    [
      .ring(RingSeen(number: "19900000001", isFromPhone: true, phoneCall: "a")), measured,
      .element(ElementAnswer(element: .where, state: .given, text: "甲地")),
      .breach(BreachNoted(rule: .greetingMissing)),
    ]
  }

  private let reopened = CallEvent.reopened(CallReopened(reason: "挂早了", isOnLine: true))

  @Test(arguments: [CallEnding.finished, .cutOff])
  func `an end behind a reopening counts, and one without it does not`(first: CallEnding) throws {
    for carries in [true, false] {
      let again = try state(
        talked + [.end(first), reopened, .note("补记"), .end(.finished)], carriesRecords: carries)
      let record = try #require(again.record)
      #expect(again.laterEnds == 0 && record.ending == .finished && record.notes == ["补记"])
      #expect(record.talkMilliseconds == 7_000 && record.answer?.timing.source == .measured)
      #expect(record.reopenings.map(\.reopened.reason) == ["挂早了"])
      #expect(again.callBackSince == nil)
      let twice = try state(talked + [.end(first), .note("伪"), .end(.finished)], carriesRecords: carries)
      #expect(twice.laterEnds == 1 && twice.record?.ending == first)
    }
  }

  @Test func `a reopened call goes on: no ending, no talk, no breach, nobody to ring back`() throws {
    let going = try state(talked + [.end(.cutOff), reopened])
    let record = try #require(going.record)
    #expect(record.phase == .answered && record.ending == nil && record.talkMilliseconds == nil)
    #expect(record.breaches.isEmpty && going.callBackSince == nil)
    #expect(record.answer?.timing.ringMilliseconds == 7_004)
    let cutAgain = try state(talked + [.end(.cutOff), reopened, .end(.cutOff)])
    #expect(cutAgain.callBackSince != nil)
  }

  @Test(arguments: [CallEnding.finished, .cutOff, .abandoned])
  func `a call that never was owes nothing and counts as answered by nobody`(ending: CallEnding) throws {
    let owed: [CallEvent] = [.level(1), .promise(PromiseMade(number: 1, kind: .help, phrase: ""))]
    let cancelled = CallEvent.cancelled("误按")
    for events in [
      talked + owed + [.end(ending), cancelled], talked + owed + [cancelled, .end(.cancelled)],
    ] {
      for carries in [true, false] {
        let state = try state(events, carriesRecords: carries)
        let record = try #require(state.record)
        #expect(record.ending == .cancelled && record.isCancelled && record.phase == .ended)
        #expect(record.answer == nil && record.talkMilliseconds == nil && record.breaches.isEmpty)
        #expect(!state.isOpen && state.callBackSince == nil && state.major == nil)
        #expect(RecentCall(state) == nil)
        #expect(record.cancellation?.reason == "误按")
      }
    }
  }

  @Test func `its entry of the callback list is settled by the line that cancels it`() throws {
    let line = noted(.cancelled("误按"), at: 9).replacing(RecordedEvent.call(.cancelled("误按")))
    #expect(line.callbackEvents.map(\.event) == [.closed(entry: call.description, .cancelled)])
    #expect(RecordedEvent.Kind.call(.cancelled).concerns.contains(.callback))
  }

  @Test func `what became of a call is written in its record and read back, and hidden like a remark`() throws
  {
    var record = try #require(try state(talked + [.end(.finished), reopened, .end(.finished)]).record)
    record.apply(noted(.unentered([UnenteredText(field: "where", text: "红梅")]), at: 9_000))
    record.apply(noted(.cancelled("误按"), at: 9_000))
    let written = JSONWriter.object { record.write(to: &$0) }
    #expect(CallRecord(try JSONReader.parse(written)) == record)
    let hidden = record.replacingTexts { _, text in String(repeating: "*", count: text.count) }
    #expect(hidden.cancellation?.reason == "**" && hidden.reopenings.first?.reopened.reason == "***")
    #expect(hidden.unentered.first?.text == "**")
  }

  @Test func `what was typed and never entered is offered until it is added`() throws {
    let left = CallEvent.unentered([
      UnenteredText(field: "where", text: "红梅"), UnenteredText(field: "unit:", text: "天宁"),
    ])
    let amended = CallEvent.amend(Amendment(field: "where", previous: "甲地", text: "红梅新村", reason: "补记"))
    #expect(try state(talked + [.end(.finished), left]).record?.unentered.count == 2)
    #expect(
      try state(talked + [.end(.finished), left, amended]).record?.unentered.map(\.field) == ["unit:"])
    #expect(try state(talked + [.end(.finished), left, reopened]).record?.unentered == [])
  }

  @Test func `evidence names no breach of a closing that was none`() {
    let lines = [
      CallEvent.breach(BreachNoted(rule: .greetingMissing)), .end(.finished), reopened, .end(.finished),
    ]
    .map { noted($0, at: 1).replacing(CallTrace($0)) }
    #expect(lines.withoutUndone().map(\.event.kind) == [.reopened, .end])
  }

  @Test(arguments: [
    ("e", [true]), ("ee", [true, false]), ("ere", [true, true, true]), ("eree", [true, true, true, false]),
    ("rere", [true, true, true, true]), ("eerre", [true, false, true, true, true]),
  ])
  func `ends are counted in one place`(lines: String, counted: [Bool]) {
    var ends = CountedEnds<String>()
    #expect(lines.map { ends.take($0 == "e" ? .end : .reopened, of: "a") } == counted)
    #expect(ends.hasEnded("a") == lines.hasSuffix("e") && !ends.hasEnded("b"))
  }
}
