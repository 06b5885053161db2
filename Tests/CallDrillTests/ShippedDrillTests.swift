import CallDrill
import CallModel
import Catalogue
import Foundation
import PlainText
import CallProtocol
import Testing

@testable import call110

@Suite struct ShippedDrillTests {
  @Test func `the shipped scenarios have no fault`() {
    let outcome = ShippedDrills.read(DrillHarness.document)
    #expect(outcome.faults.map { "\($0.place) \($0.problem)" } == [])
  }

  @Test func `no scenario teaches a number that was withdrawn`() {
    for scenario in DrillHarness.scenarios {
      let whole = String(describing: scenario)
      #expect(!whole.contains("12369") && !whole.contains("12305"), "\(scenario.identifier)")
    }
  }

  @Test(arguments: DrillHarness.scenarios) func `the best handling scores 100`(scenario: DrillScenario) {
    let harness = DrillHarness(scenario)
    harness.run(BestHandling(scenario, document: DrillHarness.document).script)
    #expect(harness.sheet.total == 1_000, "\(scenario.identifier)\n\(harness.losses)")
  }

  @Test(arguments: DrillHarness.scenarios)
  func `the best handling runs as it is printed, in both languages`(scenario: DrillScenario) throws {
    let harness = DrillHarness(scenario).run(["@ring"])
    let start = try #require(harness.start)
    let runs = DrillRun.runs(in: [(WallInstant(milliseconds: 0), start)])
    let review = try #require(runs.first.flatMap { DrillReview($0, document: DrillHarness.document) })
    for rows in [review.best.map(\.chinese), review.best.map(\.english)] {
      let printed = DrillHarness(scenario).run(rows.map { String($0.drop { $0 == " " }) })
      #expect(printed.sheet.total == 1_000, "\(scenario.identifier)\n\(printed.losses)")
    }
  }

  @Test func `scenarios written by the description alone can be drilled to the full score`() throws {
    let bytes = try Data(contentsOf: DrillFixture.folder.appending(path: "guide.drills"))
    let outcome = ScenarioReader.read(Array(bytes), file: "guide.drills", document: DrillHarness.document)
    #expect(outcome.faults.map { "\($0.place) \($0.problem)" } == [] && outcome.scenarios.count == 3)
    for scenario in outcome.scenarios {
      let harness = DrillHarness(scenario)
      harness.run(BestHandling(scenario, document: DrillHarness.document).script)
      #expect(harness.sheet.total == 1_000, "\(scenario.identifier)\n\(harness.losses)")
      for trap in scenario.traps {
        let script = BestHandling(scenario, document: DrillHarness.document).script(fallingInto: trap)
        #expect(DrillHarness(scenario).run(script).sheet.total < 1_000, "\(trap.name)")
      }
    }
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
        "LOSES \(name): \(ScoreSheet.text(1_000 - harness.sheet.total))\n\(harness.losses)")
    }
  }
}

extension DrillScenario: CustomTestStringConvertible {
  /// The scenario's name is enough in a test's report.
  public var testDescription: String { identifier }
}
