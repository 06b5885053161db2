import CallModel
import Testing

@Suite struct RepeatCandidateTests {
  private let start = WallInstant(milliseconds: 1_795_340_968_504)

  private func calls(_ facts: [(id: String, number: String, place: String, minutesAgo: Int64)]) throws
    -> RecentCalls
  {
    let personnel = try OperatorIdentifier("041207")
    var calls = RecentCalls()
    for fact in facts {
      let at = start.adding(milliseconds: -fact.minutesAgo * 60_000)
      let call = try CallIdentifier(fact.id)
      let events: [CallEvent] = [
        .ring(RingSeen(number: fact.number)), .answer(CallAnswered(timing: .unknown(limit: RingLimit()))),
        .element(ElementAnswer(element: .where, state: .given, text: fact.place)),
      ]
      for event in events {
        calls.apply(Noted(.call(event), call: call, at: at, personnel: personnel, desk: call.seat))
      }
    }
    return calls
  }

  private func question(number: String, place: String) throws -> RepeatQuestion {
    RepeatQuestion(call: try CallIdentifier("20261122-03-0099"), number: number, place: place, at: start)
  }

  @Test func `same number and place come before same place alone, and strangers are not offered`() throws {
    let calls = try calls([
      ("20261122-01-0001", "19900000001", "滨河夜市烧烤摊", 12), ("20261122-02-0001", "19900000002", "滨河夜市 烧烤摊", 5),
      ("20261122-02-0002", "19900000003", "锦绣花园9-201", 1),
      ("20261121-02-0003", "19900000001", "滨河夜市烧烤摊", 1_500),
    ])
    let found = calls.candidates(for: try question(number: "19900000001", place: "滨河夜市烧烤摊"))
    #expect(found.map(\.call.id.description) == ["20261122-01-0001", "20261122-02-0001"])
    #expect(found.map(\.reason) == ["number+place+time", "place+time"])
  }

  @Test func `a withheld number is nobody's number`() throws {
    let calls = try calls([("20261122-01-0001", "", "甲地", 12)])
    #expect(calls.candidates(for: try question(number: "", place: "乙处")).isEmpty)
    #expect(calls.latest(from: "", before: start, other: nil) == nil)
  }

  @Test func `calls older than a day are forgotten unless a promise is open`() throws {
    var calls = try calls([("20261121-01-0001", "1", "甲", 1_500), ("20261121-01-0002", "2", "乙", 1_500)])
    let call = try CallIdentifier("20261121-01-0002")
    calls.apply(
      Noted(
        .call(.promise(PromiseMade(number: 1, kind: .chase, phrase: "urging"))), call: call, at: start,
        personnel: try OperatorIdentifier("041207"), desk: call.seat))
    calls.forget(before: start)
    #expect(calls.count == 1)
    #expect(calls.withOpenPromises.map(\.id.description) == ["20261121-01-0002"])
    let deed = MatterDeed(matter: .promise, promise: 1, unit: "天宁所")
    calls.apply(
      Noted(
        .desk(.deed(deed)), call: call, at: start, personnel: try OperatorIdentifier("060001"),
        desk: try SeatIdentifier("desk-duty")))
    #expect(calls.withOpenPromises.isEmpty, "kept at a desk")
  }
}
