import CallModel
import PlainText
import Testing

@Suite struct CallEventCodingTests {
  /// At least one event of every kind, with everything that may be absent once there and once not.
  static var events: [CallEvent] {
    get throws {
      let limit = RingLimit()
      let measured = RingTiming(
        source: .measured, basis: .alerting, ringMilliseconds: 7_004, waitMilliseconds: 9_000,
        errorMilliseconds: 50,
        limit: limit)
      let reported = RingTiming.counted(rings: 2, limit: limit)
      let call = try CallIdentifier("20261122-03-0007")
      let day = try #require(CivilDate("2026-11-25"))
      return [
        .ring(RingSeen(number: "")),
        .ring(RingSeen(number: "19900000001", name: "张某", isFromPhone: true, phoneCall: "1795340968.0")),
        .answer(CallAnswered(timing: .unknown(limit: limit))),
        .answer(CallAnswered(timing: measured, reported: reported, recording: "r-1.wav")),
        .phrase(PhraseSaid(phrase: "greeting", text: "你好，常州110")),
        .phrase(PhraseSaid(phrase: nil, text: "请讲")),
        .ask(.where), .element(ElementAnswer(element: .when, state: .given, text: "刚才")),
        .element(ElementAnswer(element: .where, state: .corrected, text: "189\"号\\\n", previous: "187号")),
        .element(ElementAnswer(element: .where, state: .given, text: "晋陵中路", typed: "jl\"zl")),
        .element(ElementAnswer(element: .contact, state: .given, text: "19900000001", isFromPhone: true)),
        .branchEntered(.repeat), .branchLeft(.harassment),
        .link(CallLink(call: call, relation: .related, reason: "number+time")),
        .notify(UnitNotified(unit: "天宁所", purpose: .chase, text: "值班长")),
        .refer(ReferralGiven(department: "某中心", address: nil, telephone: nil)),
        .refer(ReferralGiven(department: "某中心", address: "某路1号", telephone: "0519-00000001", answer: "带证件")),
        .question(OpenQuestion(text: "去哪里办", keeper: "某科")),
        .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police")),
        .kept(PromiseKept(number: 1, deed: "天宁所")),
        .complaint(ComplaintOpened(due: day, counted: [day.adding(days: -1), day], isProvisional: true)),
        .complaintField(ComplaintAnswer(field: .workUnit, state: .refused, text: "", previous: "某厂")),
        .breach(BreachNoted(rule: .harassmentSentenceMissing, detail: "harassment")), .wording("what-hurry"),
        .category(CategoryChosen(code: "100300", name: "抢夺")), .level(2), .language("mandarin"), .note("备注"),
        .resumed, .amend(Amendment(field: "where", previous: "一", text: "二", reason: "听错")),
        .undone(
          DeedsUndone(
            undone: [.note("备\"注"), .element(ElementAnswer(element: .who, state: .unknown, text: ""))],
            stands: [.level(3)])),
        .reopened(CallReopened(reason: "挂早了", isOnLine: true)),
        .reopened(CallReopened(reason: "挂早了", isOnLine: false, leftAfter: 4_000)),
        .reopened(CallReopened(reason: "挂早了", isOnLine: nil)), .cancelled("误按"),
        .unentered([UnenteredText(field: "where", text: "红梅"), UnenteredText(field: "unit:", text: "天")]),
        .end(.cutOff), .end(.cancelled),
      ]
    }
  }

  @Test func `every kind of event is written and read back the same`() throws {
    // The answer of somebody rung back is taken back as a deed is.
    let answer = CallEvent.answer(CallAnswered(timing: .unknown(limit: RingLimit())))
    let events = try Self.events + [.undone(DeedsUndone(undone: [answer], stands: []))]
    #expect(Set(events.map(\.kind)) == Set(CallEvent.Kind.allCases))
    for event in events {
      for offset: Int64? in [nil, 0, 72_345] {
        let payload = try JSONReader.parse(event.payload(offsetMilliseconds: offset))
        let decoded = try #require(
          Noted(
            .call(event.kind), payload: payload, call: nil, at: WallInstant(milliseconds: 7),
            personnel: try OperatorIdentifier("041207"), desk: nil))
        #expect(decoded.event == .call(event))
        #expect(decoded.offsetMilliseconds == offset)
      }
    }
  }

  @Test func `a record is blank until something is taken down or done, also that somebody will not say`()
    throws
  {
    let silent: Set<CallEvent.Kind> = [.ring, .answer, .phrase, .ask, .breach, .wording, .resumed]
    let telling: Set<CallEvent.Kind> = [
      .element, .branchEntered, .link, .notify, .refer, .question, .promise, .complaint, .category, .level,
      .language, .note,
    ]
    let states: [ElementState] = [.given, .unknown, .refused, .corrected]
    let answers = states.map { CallEvent.element(ElementAnswer(element: .who, state: $0, text: "")) }
    for event in try Self.events + answers {
      let person = try OperatorIdentifier("041207")
      func noted(_ event: CallEvent) -> Noted<CallEvent> {
        Noted(event, at: WallInstant(milliseconds: 7), offsetMilliseconds: nil, personnel: person)
      }
      var record = CallRecord(
        id: try CallIdentifier("20261122-03-0007"), first: noted(.ring(RingSeen(number: ""))))
      record.apply(noted(.answer(CallAnswered(timing: .unknown(limit: RingLimit())))))
      #expect(record.isBlank)
      record.apply(noted(event))
      if silent.contains(event.kind) { #expect(record.isBlank, "\(event.kind)") }
      if telling.contains(event.kind) { #expect(!record.isBlank, "\(event)") }
    }
  }

  @Test func `an unknown kind and a payload that lacks something are no event`() throws {
    let empty = try JSONReader.parse(Array("{}".utf8))
    #expect(Sample.decoded("nonsense", empty) == nil)
    for kind in CallEvent.Kind.allCases where kind != .resumed {
      #expect(Sample.decoded(kind.rawValue, empty) == nil, "\(kind)")
      #expect(Sample.decoded(kind.rawValue, .null) == nil, "\(kind)")
    }
  }

  @Test func `figures out of range are refused or judged unknown and never trap`() throws {
    let text =
      #"{"timing":{"source":"measured","basis":"alerting","ring_ms":9223372036854775807,"#
      + #""err_ms":9223372036854775807,"rings_allowed":3,"ring_cycle_ms":5000}}"#
    let payload = try JSONReader.parse(Array(text.utf8))
    guard case .call(.answer(let answer))? = Sample.decoded("answer", payload) else {
      Issue.record("not read")
      return
    }
    #expect(answer.timing.verdict == .unknown)
    let absurd = #"{"timing":{"source":"measured","basis":"alerting","rings_allowed":9223372036854775807}}"#
    #expect(Sample.decoded("answer", try JSONReader.parse(Array(absurd.utf8))) == nil)
  }

  @Test func `the closing event carries the whole record`() throws {
    let call = try CallIdentifier("20261122-03-0007")
    let operatorOnDuty = try OperatorIdentifier("041207")
    let start = WallInstant(milliseconds: 1_795_340_968_504)
    var record: CallRecord?
    // A call that never was has lost its timing.
    let events = try Self.events.filter { $0.kind != .cancelled && $0 != .end(.cancelled) }
    for (index, event) in events.enumerated() {
      let timed = Noted<CallEvent>(
        event, at: start.adding(milliseconds: Int64(index) * 1_000), offsetMilliseconds: Int64(index) * 1_000,
        personnel: operatorOnDuty)
      if record?.apply(timed) == nil { record = CallRecord(id: call, first: timed) }
    }
    let whole = try #require(record)
    let payload = try JSONReader.parse(CallEvent.end(.finished).payload(offsetMilliseconds: 1, record: whole))
    let stored = try #require(payload["record"])
    #expect(stored["call_record_no"]?.string == "20261122-03-0007")
    #expect(stored["elements"]?["where"]?["text"]?.string == "二")
    #expect(stored["elements"]?["where"]?["was"]?.array?.count == 2)
    #expect(stored["reported"]?["verdict"]?.string == "within")
    #expect(stored["promises"]?.array?.first?["deed"]?.string == "天宁所")
    #expect(stored["complaint"]?["due"]?.string == "2026-11-25")
    #expect(stored["amendments"]?.array?.first?["by"]?.string == "041207")
  }
}
