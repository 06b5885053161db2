import CallModel
import CallProtocol
import Foundation
import GeneratedYear
import Testing

/// Whether the second caller of an incident is told of the first, and others are left in peace.
@Suite struct AlikeCallTests {
  private static let matcher = ProtocolReader.readShipped().document?.categoryMatcher

  private static func kinds(_ matter: String) -> [String] {
    matter.isEmpty ? [] : matcher?.proposals(for: matter).map(\.code) ?? []
  }

  @Test(arguments: [12_000])
  func `clusters of a generated year are found by the second call`(calls: Int) throws {
    let from = try #require(CivilDate("2026-01-01"))
    let plan = YearPlan(calls: calls, from: from, days: 365, seats: 1, seed: 5)
    var year = ClusterYear(
      plan, seat: try SeatIdentifier("01"), personnel: try OperatorIdentifier("041207"))
    var recent = RecentCalls()
    var clusters: [CallIdentifier: Int] = [:]
    // Two callers ring within seconds: of the first one only what he has said by then is known.
    var pending: [(call: CallIdentifier, event: Noted<CallEvent>)] = []
    var tally = (seconds: 0, found: 0, strangers: 0, bothered: 0)
    for call in try year.calls() {
      let id = call.id
      if let last = call.events.first?.at { recent.forget(before: last) }
      let asked = try #require(call.events.last { $0.event.kind == .element })
      for (call, event) in pending where event.at <= asked.at {
        recent.apply(
          Noted(.call(event.event), call: call, at: event.at, personnel: event.personnel, desk: call.seat))
      }
      pending.removeAll { $0.event.at <= asked.at }
      let place = text(.where, call)
      let question = RepeatQuestion(
        call: id, number: number(call), place: place, kinds: Set(Self.kinds(text(.what, call))), at: asked.at)
      var weighed = 0
      let offered = recent.alike(to: question) { call in
        weighed += 1
        return Self.kinds(call.matter)
      }
      // The operator waits meanwhile: no word is weighed of calls that cannot be offered.
      #expect(weighed <= recent.candidates(for: question, limit: .max).count)
      if call.caller == 2 {
        tally.seconds += 1
        if offered.contains(where: { clusters[$0.call.id] == call.cluster }) { tally.found += 1 }
      } else if call.cluster == nil {
        tally.strangers += 1
        if !offered.isEmpty { tally.bothered += 1 }
      }
      if let cluster = call.cluster { clusters[id] = cluster }
      pending += call.events.map { (id, $0) }
    }
    let found = 100 * Double(tally.found) / Double(max(1, tally.seconds))
    let wrong = 100 * Double(tally.bothered) / Double(max(1, tally.strangers))
    let shares = String(format: "%.1f %% found, %.2f %% false", found, wrong)
    print("clusters: \(shares), \(calls) calls in \(plan.days) days: \(tally)")
    #expect(found >= 90 && wrong < 2)
    #expect(tally.seconds > 100)
  }

  private func text(_ element: ElementIdentifier, _ call: ClusterYear.Call) -> String {
    for event in call.events {
      if case .element(let answer) = event.event, answer.element == element { return answer.text }
    }
    return ""
  }

  private func number(_ call: ClusterYear.Call) -> String {
    for event in call.events { if case .ring(let ring) = event.event { return ring.number } }
    return ""
  }
}
