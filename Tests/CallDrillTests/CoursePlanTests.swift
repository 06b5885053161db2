import CallDrill
import CallModel
import CallReview
import TestSupport
import Testing

@testable import call110

@Suite struct CoursePlanTests {
  private static let practised: [String: Set<QualityItem>] =
    (try? DrillPlanCommand.practised(
      DrillHarness.scenarios, by: DrillHarness.document, by: RuleCheck(DrillHarness.document))) ?? [:]

  private func verdict(
    _ number: Int, isDrill: Bool = false, judged: Set<QualityItem> = [.greeting, .farewell],
    failed: Set<QualityItem> = []
  ) throws -> CoursePlan.Verdict {
    let seat = isDrill ? "drill" : "seat-03"
    return CoursePlan.Verdict(
      call: try CallIdentifier("20261122-\(seat)-000\(number)"), isDrill: isDrill, judged: judged,
      failed: failed
    )
  }

  @Test func `the weakest comes first, whether it failed in a call or in a drill`() throws {
    let plan = CoursePlan(
      [
        try verdict(1, failed: [.farewell]), try verdict(2),
        try verdict(1, isDrill: true, failed: [.greeting, .farewell]), try verdict(2, isDrill: true),
        try verdict(3, judged: [.complaintFields], failed: [.complaintFields]),
      ], best: [:], practised: Self.practised)
    #expect(plan.steps.map(\.item) == [.complaintFields, .farewell, .greeting])
    #expect(plan.calls == 3 && plan.drills == 2)
    let farewell = try #require(plan.steps.first { $0.item == .farewell })
    #expect(farewell.judged == 4 && farewell.calls.count == 1 && farewell.drills.count == 1)
  }

  @Test func `nothing wrong is said plainly and asks for no drill`() throws {
    let plan = CoursePlan([try verdict(1)], best: [:], practised: Self.practised)
    #expect(plan.steps.isEmpty && plan.rows.count == 2)
    #expect(CoursePlan([], best: [:], practised: [:]).rows.count == 2)
  }

  @Test func `scenarios not drilled come first, then those done worst`() throws {
    let failed = [try verdict(1, judged: [.hangUp], failed: [.hangUp])]
    let fresh = CoursePlan(failed, best: [:], practised: Self.practised)
    #expect(fresh.steps.first?.scenarios == ["flirting-caller", "singing-caller"])
    let drilled = CoursePlan(
      failed, best: ["flirting-caller": 900, "singing-caller": 400], practised: Self.practised)
    #expect(drilled.steps.first?.scenarios == ["singing-caller", "flirting-caller"])
  }

  @Test(arguments: QualityItem.rules)
  func `a shipped scenario practises whatever the rules can judge`(item: QualityItem) throws {
    let plan = CoursePlan(
      [try verdict(1, judged: [item], failed: [item])], best: [:], practised: Self.practised)
    #expect(plan.steps.first?.scenarios.isEmpty == false, "\(item)")
  }

  @Test func `a course is varied: no scenario stands twice while another would do`() throws {
    let items: Set<QualityItem> = Set(QualityItem.rules)
    let plan = CoursePlan(
      [try verdict(1, judged: items, failed: items)], best: [:], practised: Self.practised)
    var named: [String: Int] = [:]
    for step in plan.steps {
      let fitting = Self.practised.filter { $0.value.contains(step.item) }.keys
      let fewest = fitting.map { named[$0] ?? 0 }.sorted().prefix(step.scenarios.count)
      #expect(step.scenarios.map { named[$0] ?? 0 }.sorted() == Array(fewest), "\(step.item)")
      for name in step.scenarios { named[name, default: 0] += 1 }
    }
    #expect(named.count >= plan.steps.count)
  }

  @Test func `verdicts in any order make the same plan`() throws {
    var random = SplitMix(seed: 15)
    var verdicts: [CoursePlan.Verdict] = []
    for number in 1...9 {
      let failed = Set(QualityItem.rules.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
      verdicts.append(
        try verdict(number, isDrill: number % 2 == 0, judged: Set(QualityItem.rules), failed: failed))
    }
    let plan = CoursePlan(verdicts, best: [:], practised: Self.practised)
    for _ in 0..<10 {
      verdicts.shuffle(using: &random)
      let again = CoursePlan(verdicts, best: [:], practised: Self.practised)
      #expect(again.steps == plan.steps && again.rows == plan.rows)
    }
    #expect(
      zip(plan.steps, plan.steps.dropFirst()).allSatisfy { first, next in
        (first.calls.count + first.drills.count) * next.judged
          >= (next.calls.count + next.drills.count) * first.judged
      })
  }
}
