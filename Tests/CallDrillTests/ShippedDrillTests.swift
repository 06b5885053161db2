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
  func `falling into any trap loses exactly the points named`(scenario: DrillScenario) {
    #expect(!scenario.traps.isEmpty)
    for trap in scenario.traps {
      let name = "\(scenario.identifier) \(trap.name)"
      let script = BestHandling(scenario, document: DrillHarness.document).script(fallingInto: trap)
      let harness = DrillHarness(scenario).run(script)
      let own = harness.sheet.lines.first { $0.rule == "trap \(trap.name)" }
      #expect(!trap.fall.isEmpty && own?.given == 0 && own?.lost ?? 0 > 0, "\(name): no fall")
      #expect(
        trap.loses == 1_000 - harness.sheet.total,
        "\(name): \(ScoreSheet.text(1_000 - harness.sheet.total))\n\(harness.losses)")
    }
  }
}

extension DrillScenario: CustomTestStringConvertible {
  /// The scenario's name is enough in a test's report.
  public var testDescription: String { identifier }
}
