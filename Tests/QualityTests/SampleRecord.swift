import CallModel

/// A call with personal data in every field that can hold some.
enum SampleRecord {
  static func make(_ call: String = "20261122-03-0001", person: String = "041207") throws -> CallRecord {
    let personnel = try OperatorIdentifier(person)
    let start = WallInstant(milliseconds: 1_795_310_131_000)
    var offset: Int64 = 0
    func timed(_ event: CallEvent) -> Noted<CallEvent> {
      offset += 1_000
      return Noted<CallEvent>(
        event, at: start.adding(milliseconds: offset), offsetMilliseconds: offset, personnel: personnel)
    }
    let ring = RingSeen(number: "19900000001", name: "张三")
    var record = CallRecord(id: try CallIdentifier(call), first: timed(.ring(ring)))
    for event in events() { record.apply(timed(event)) }
    return record
  }

  private static func events() -> [CallEvent] {
    let due = CivilDate("2026-11-25") ?? CivilDate(dayNumber: 0)
    func given(_ element: ElementIdentifier, _ text: String) -> CallEvent {
      .element(ElementAnswer(element: element, state: .given, text: text))
    }
    func field(_ field: ComplaintField, _ text: String) -> CallEvent {
      .complaintField(ComplaintAnswer(field: field, state: .given, text: text, previous: text))
    }
    return [
      .answer(CallAnswered(timing: .counted(rings: 2, limit: RingLimit()), recording: "rec-1")),
      .phrase(PhraseSaid(phrase: "greeting", text: "你好，常州110")),
      given(.where, "晋陵中路189号"), given(.what, "有人抢包, 打我19900000003"), given(.contact, "张三 19900000002"),
      .element(ElementAnswer(element: .when, state: .unknown, text: "")), .ask(.why),
      .category(
        CategoryChosen(code: "100300", name: "抢夺")), .level(2), .language("mandarin"),
      .branchEntered(.complaint),
      field(.name, "李四"), field(.address, "文化宫5号"), field(.workUnit, "常州第一纺织厂"),
      field(.telephone, "19900000003"),
      .complaint(ComplaintOpened(due: due, counted: [due], isProvisional: false)), .note("回拨19900000004"),
      .amend(Amendment(field: "where", previous: "晋陵中路189号", text: "晋陵中路189号", reason: "我叫李四")),
      .amend(Amendment(field: "where", previous: "晋陵中路189号", text: "晋陵中路189号", reason: "")),
      .notify(UnitNotified(unit: "天宁所", purpose: .dispatch, text: "联系19900000002")), .end(.finished),
    ]
  }
}
