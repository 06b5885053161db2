import CallModel
import Foundation
import TestSupport
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

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `what is found by number and by hour is what a look at every call finds`(seed: UInt64) throws {
    var dice = SplitMix(seed: seed)
    let facts = (1...300).map { number in
      let minutes = Int64.random(in: 0...(seed.isMultiple(of: 2) ? 130 : 2_000), using: &dice)
      let place = "晋陵中路\(Int.random(in: 1...4, using: &dice) * 20)号"
      return (
        id: String(format: "20261122-%02d-%04d", number % 7 + 1, number),
        number: "1990000000\(Int.random(in: 0...9, using: &dice))", place: place, minutesAgo: minutes
      )
    }
    var calls = try calls(facts)
    for isForgotten in [false, true] {
      if isForgotten { calls.forget(before: start) }
      let left = facts.filter { !isForgotten || $0.minutesAgo <= 1_440 }
      #expect(calls.count == left.count)
      for number in Set(facts.map(\.number)) {
        let newest = left.filter { $0.number == number }.map(\.minutesAgo).min()
        let found = calls.latest(from: number, before: start, other: nil)
        #expect(found.map { (start.milliseconds - $0.beganAt.milliseconds) / 60_000 } == newest)
      }
      let question = try question(number: "19900000001", place: "晋陵中路60号")
      let all = calls.candidates(for: question, limit: 1_000)
        .filter { $0.isOfferedUnasked && $0.age <= 3_600_000 }
      let alike = calls.alike(to: question, limit: 1_000) { _ in [] }
      #expect(Set(alike.map(\.call.id)) == Set(all.map(\.call.id)))
      #expect(!alike.isEmpty || !seed.isMultiple(of: 2))
    }
  }
}
