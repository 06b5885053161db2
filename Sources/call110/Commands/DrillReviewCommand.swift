import CallDrill
import CallModel
import CallProtocol
import Catalogue

/// `call110 drill review`: what was said and done, what was missed, what the best handling would have been.
enum DrillReviewCommand: Command {
  static let words = ["drill", "review"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandDrillReview, options: [ProtocolOption.specification])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let (run, document) = try find(invocation)
    guard let review = DrillReview(run, document: document) else {
      throw DrillCommandFault.scenarioChanged(run.start.drill)
    }
    DrillRunCommand.print(review.rows, invocation)
    return .success
  }

  /// The drill the operand names.
  static func find(_ invocation: Invocation) throws -> (DrillRun, ProtocolDocument) {
    let drill = try CallIdentifier(invocation.operands[0])
    guard let run = DrillArchive(logs: invocation.logsDirectory).run(drill) else {
      throw DrillCommandFault.unknownDrill(drill)
    }
    return (run, try ProtocolOption.document(invocation))
  }
}
