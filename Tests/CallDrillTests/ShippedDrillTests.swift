import CallDrill
import CallProtocol
import Testing

@Suite struct ShippedDrillTests {
  @Test func `the shipped scenarios have no fault`() {
    let outcome = ShippedDrills.read(DrillHarness.document)
    #expect(outcome.faults.map { "\($0.place) \($0.problem)" } == [])
  }

  @Test(arguments: DrillHarness.scenarios) func `the best handling scores 100`(scenario: DrillScenario) {
    let harness = DrillHarness(scenario)
    harness.run(BestHandling(scenario, document: DrillHarness.document).script)
    #expect(harness.sheet.total == 1_000, "\(scenario.identifier)\n\(harness.losses)")
  }

  @Test(arguments: DrillHarness.scenarios)
  func `falling into a trap loses exactly the points named`(scenario: DrillScenario) {
    var named = 0
    for trap in scenario.traps where !trap.fall.isEmpty {
      let script = BestHandling(scenario, document: DrillHarness.document).script(fallingInto: trap)
      let harness = DrillHarness(scenario)
      harness.run(script)
      #expect(
        trap.loses == 1_000 - harness.sheet.total, "\(scenario.identifier) \(trap.name)\n\(harness.losses)")
      named += 1
    }
    #expect(named > 0, "\(scenario.identifier) names no bad handling")
  }
}

extension DrillScenario: CustomTestStringConvertible {
  /// The scenario's name is enough in a test's report.
  public var testDescription: String { identifier }
}
