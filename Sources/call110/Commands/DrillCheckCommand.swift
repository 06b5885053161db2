import CallDrill
import Catalogue

/// `call110 drill check`: every fault of a scenario file at once, and what can never be met when it is
/// played.
enum DrillCheckCommand: Command {
  static let words = ["drill", "check"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .commandDrillCheck, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let document = try ProtocolOption.document(invocation)
    let outcome = try ScenarioOption.read(invocation.operands[0], document: document)
    guard outcome.faults.isEmpty else { throw DrillCommandFault.rejected(outcome.faults) }
    let unmet = try outcome.scenarios.flatMap {
      try ScenarioTrial($0, of: outcome, file: invocation.operands[0], document: document).faults
    }
    guard unmet.isEmpty else { throw DrillCommandFault.rejected(unmet) }
    DrillRunCommand.print([.drillFileSound(outcome.scenarios.count)], for: invocation)
    return .success
  }
}
