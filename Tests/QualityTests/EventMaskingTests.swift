import CallModel
import CallReview
import Testing

/// A call shown event by event hides what its record hides.
@Suite struct EventMaskingTests {
  @Test func `numbers, contacts and complaint fields are hidden in every event that carries them`() {
    let secret = "19900000001"
    let events: [CallEvent] = [
      .ring(RingSeen(number: secret)),
      .element(ElementAnswer(element: .contact, state: .corrected, text: "本机 \(secret)", previous: secret)),
      .complaintField(ComplaintAnswer(field: .telephone, state: .given, text: secret)), .note("回拨 \(secret)"),
      .phrase(PhraseSaid(phrase: nil, text: "您的号码是\(secret)")), .question(OpenQuestion(text: "查\(secret)")),
      .notify(UnitNotified(unit: "天宁所", purpose: .dispatch, text: "联系\(secret)")),
      .amend(Amendment(field: "number", previous: secret, text: secret, reason: "听错")),
      .kept(PromiseKept(number: 1, deed: "已告知\(secret)")),
      .breach(BreachNoted(rule: .greetingMissing, detail: secret)),
      .refer(ReferralGiven(department: "公证处", address: "x路1号", telephone: "12345", answer: "回电\(secret)")),
      .answer(CallAnswered(timing: .counted(rings: 1, limit: RingLimit()), recording: "in-\(secret)-1")),
    ]
    let masker = Masker(.record)
    for event in events {
      let shown = String(decoding: event.masked(by: masker).payload(offsetMilliseconds: nil), as: UTF8.self)
      #expect(!shown.contains(secret), "\(event.kind)")
      #expect(event.masked(by: Masker(.none)) == event)
    }
  }

  @Test func `steps of desks keep everything but what is hidden`() throws {
    let at = WallInstant(milliseconds: 1_795_340_968_504)
    let operatorOnDuty = try OperatorIdentifier("041207")
    let events: [MatterEvent] = [
      .assigned(ComplaintAssigned(to: operatorOnDuty, reason: "轮值")),
      .replied(ComplaintReplied(by: "王某", how: "电话", text: "已道歉", repliedAt: at)),
      .deed(MatterDeed(matter: .promise, promise: 2, unit: "天宁所", text: "已派", doneAt: at)),
      .handedOver(HolderChanged(from: operatorOnDuty, to: operatorOnDuty, reason: "换岗")), .majorMarked("聚集"),
      .majorReported(MajorReported(to: "督察支队", isToInspectors: true, how: "电话", text: "已说", reportedAt: at)),
      .rated(RatingGiven(grade: .satisfied, by: "本人", how: "回访", text: "好")),
    ]
    // None of these words is personal data, so that hiding it changes nothing at all.
    for event in events { #expect(event.masked(by: Masker(.list)) == event) }
  }

  @Test func `the place of the incident stays readable in one record`() {
    let event = CallEvent.element(ElementAnswer(element: .where, state: .given, text: "晋陵中路189号"))
    #expect(event.masked(by: Masker(.record, knowing: [event])) == event)
  }
}
