import PlainText
import Testing

@testable import CallModel

/// A deed that was taken back is, for the record, one that was never done.
@Suite struct DeedsUndoneTests {
  private let person: OperatorIdentifier
  private let call: CallIdentifier

  init() throws {
    person = try OperatorIdentifier("041207")
    call = try CallIdentifier("20261122-03-0007")
  }

  private func noted(_ event: CallEvent, at offset: Int64 = 1_000) -> Noted<CallEvent> {
    Noted(
      event, call: call, at: WallInstant(milliseconds: 7 + offset), offsetMilliseconds: offset,
      personnel: person)
  }

  private func record(_ events: [CallEvent]) -> CallRecord {
    var record = CallRecord(id: call, first: noted(.ring(RingSeen(number: "19900000001"))))
    record.apply(noted(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))))
    for event in events { record.apply(noted(event)) }
    return record
  }

  /// Calls in which every kind of deed has been done before, once, and none has.
  private var pasts: [[CallEvent]] {
    get throws { [[], try CallEventCodingTests.events.filter(\.kind.isDeed)] }
  }

  @Test func `every kind of deed, taken back, leaves the record as it was`() throws {
    for past in try pasts {
      let before = record(past)
      for event in try CallEventCodingTests.events where event.kind.isDeed && event.kind != .element {
        let taken = try #require(DeedsUndone([event], before: before))
        var after = before
        after.apply(noted(event))
        after.apply(noted(.undone(taken), at: 2_000))
        // A promise kept twice is kept; one that is reopened says so.
        if event.kind == .kept, !past.isEmpty { continue }
        #expect(after == before, "\(event.kind)")
      }
    }
  }

  @Test(arguments: [
    ([], ElementState.given, nil), ([ElementState.unknown], .given, nil), ([.refused], .unknown, nil),
    ([.given], .corrected, "一"), ([.given], .unknown, "一"),
  ])
  func `an answer taken back leaves what was known of its element before`(
    past: [ElementState], state: ElementState, previous: String?
  ) throws {
    let known = past.map {
      CallEvent.element(ElementAnswer(element: .who, state: $0, text: $0 == .given ? "一" : ""))
    }
    for asked in [[], [CallEvent.ask(.who)]] {
      let before = record(asked + known)
      let text = state == .unknown ? "" : "二"
      let event = CallEvent.element(
        ElementAnswer(element: .who, state: state, text: text, previous: previous))
      var after = before
      after.apply(noted(event, at: 3_000))
      after.apply(noted(.undone(try #require(DeedsUndone([event], before: before))), at: 5_000))
      #expect(after == before)
    }
  }

  @Test func `what was typed for a place, or that the telephone told it, stands again with the answer`()
    throws
  {
    for known in [
      ElementAnswer(element: .where, state: .given, text: "晋陵中路", typed: "jlzl"),
      ElementAnswer(element: .contact, state: .given, text: "19900000001", isFromPhone: true),
    ] {
      let before = record([.element(known)])
      for previous in [known.text, nil] {
        let event = CallEvent.element(
          ElementAnswer(
            element: known.element, state: previous == nil ? .unknown : .corrected,
            text: previous == nil ? "" : "别处", previous: previous))
        var after = before
        after.apply(noted(event, at: 3_000))
        #expect(after.element(known.element).typed == nil && !after.element(known.element).isFromPhone)
        after.apply(noted(.undone(try #require(DeedsUndone([event], before: before))), at: 5_000))
        #expect(after == before)
      }
    }
  }

  @Test func `what one key did is taken back as one, the last first`() throws {
    let deeds: [CallEvent] = [
      .branchEntered(.urgent), .phrase(PhraseSaid(phrase: "urgent-police", text: "请不要着急，我们马上派民警来")),
      .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police")),
      .notify(UnitNotified(unit: "天宁所", purpose: .dispatch)), .kept(PromiseKept(number: 1, deed: "天宁所")),
    ]
    let before = record([])
    var after = record(deeds)
    after.apply(noted(.undone(try #require(DeedsUndone(deeds, before: before)))))
    #expect(after == before)
  }

  @Test func `what no operator did cannot be taken back`() throws {
    let before = record([])
    for event in try CallEventCodingTests.events where !event.kind.isDeed {
      #expect(DeedsUndone([event], before: before) == nil, "\(event.kind)")
      #expect(DeedsUndone([.note("注"), event], before: before) == nil, "\(event.kind)")
    }
    #expect(DeedsUndone([], before: before) == nil)
  }

  @Test func `a line that takes back what cannot be read takes back nothing`() throws {
    for inner in [
      #"{"ev":"end","d":{"ending":"finished"}}"#, #"{"ev":"phrase","d":{}}"#, #"{"ev":"note"}"#, "7",
    ] {
      let payload = try JSONReader.parse(Array(#"{"undone":[\#(inner)],"stands":[]}"#.utf8))
      #expect(CallEvent(.undone, payload: payload) == nil, "\(inner)")
    }
  }

  @Test func `the state of a call tells nothing of a deed taken back`() throws {
    let day = try #require(CivilDate("2026-11-25"))
    let deeds: [CallEvent] = [
      .branchEntered(.complaint), .complaint(ComplaintOpened(due: day, counted: [day], isProvisional: false)),
      .complaintField(ComplaintAnswer(field: .happening, state: .given, text: "yes")), .level(1),
      .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police")),
    ]
    let start: [CallEvent] = [
      .ring(RingSeen(number: "1")), .answer(CallAnswered(timing: .unknown(limit: RingLimit()))),
    ]
    func state(_ events: [CallEvent]) -> CallState? {
      CallState(call, events: events.map { noted($0).replacing(RecordedEvent.call($0)) })
    }
    let done = try #require(state(start + deeds))
    #expect(done.isOpen && done.major != nil && done.inspection != nil)
    let taken = CallEvent.undone(try #require(DeedsUndone(deeds, before: record([]))))
    let undone = try #require(state(start + deeds + [taken]))
    #expect(!undone.isOpen && undone.major == nil && undone.inspection == nil)
    #expect(undone.complaint.map { $0.state == .withdrawn } != false)
    #expect(undone.record == state(start)?.record)
  }

  @Test func `evidence names no line of a deed taken back`() throws {
    let said = CallEvent.phrase(PhraseSaid(phrase: "greeting", text: "你好，常州110"))
    let taken = CallEvent.undone(try #require(DeedsUndone([said], before: record([]))))
    let lines = [said, .note("注"), taken, said].map { noted($0).replacing(CallTrace($0)) }
    #expect(lines.withoutUndone().map(\.event.kind) == [.note, .phrase])
  }
}
