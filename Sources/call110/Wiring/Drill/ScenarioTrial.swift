import CallDrill
import CallModel
import CallProtocol

/// A scenario played through in memory as its author means it, to find what can never be met.
///
/// The best handling must get the full score, with every seed; handled as a trap's `fall` says the trap must
/// be lost, at the price the file names.
struct ScenarioTrial {
  /// What cannot be met, in the order it was found.
  private(set) var faults: [DrillFault] = []

  private let scenario: DrillScenario
  private let outcome: ScenarioReader.Outcome
  private let file: String
  private let document: ProtocolDocument
  private let trainee: OperatorIdentifier
  private let seat: SeatIdentifier

  /// Seeds tried besides the scenario as it stands.
  private static let seeds: ClosedRange<UInt64> = 1...3

  init(
    _ scenario: DrillScenario, of outcome: ScenarioReader.Outcome, file: String, document: ProtocolDocument
  ) throws {
    self.scenario = scenario
    self.outcome = outcome
    self.file = file
    self.document = document
    trainee = try OperatorIdentifier("000000")
    seat = try SeatIdentifier("drill")
    tryBest()
    guard faults.isEmpty else { return }
    for trap in scenario.traps where !trap.fall.isEmpty { tryFall(trap) }
  }

  private mutating func tryBest() {
    let varied = Self.seeds.map { ScenarioVariation.vary(scenario, seed: $0, document: document) }
    for played in [scenario] + varied {
      let sheet = sheet(of: played, by: BestHandling(played, document: document).script)
      guard sheet.total < 1_000 else { continue }
      for line in sheet.lines where line.lost > 0 {
        let problem = DrillFault.Problem.bestHandlingLoses(
          rule: line.rule, tenths: line.lost, reason: line.reason)
        add(outcome.fault(problem, in: scenario, file: file))
      }
      return
    }
  }

  private mutating func tryFall(_ trap: DrillTrap) {
    let script = BestHandling(scenario, document: document).script(fallingInto: trap)
    let sheet = sheet(of: scenario, by: script)
    guard let own = sheet.lines.first(where: { $0.rule == "trap \(trap.name)" }), own.lost > 0 else {
      return add(outcome.fault(.fallMissesTrap, in: scenario, trap: trap, key: "fall", file: file))
    }
    let actual = 1_000 - sheet.total
    guard let stated = trap.loses, stated != actual else { return }
    let problem = DrillFault.Problem.wrongPrice(stated: stated, actual: actual)
    add(outcome.fault(problem, in: scenario, trap: trap, key: "loses", file: file))
  }

  private mutating func add(_ fault: DrillFault?) {
    if let fault { faults.append(fault) }
  }

  private func sheet(of scenario: DrillScenario, by script: [String]) -> ScoreSheet {
    DrillRehearsal(scenario, document: document, trainee: trainee, seat: seat).run(script).sheet
  }
}
