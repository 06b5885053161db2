import CallDrill
import CallModel
import CallProtocol
import Catalogue

/// `call110 drill review`: what was said and done, what was missed, what the best handling would have been.
enum DrillReviewCommand: Command {
  static let words = ["drill", "review"]
  static let specification = CommandSpecification(
    words, operands: ["[ID]"], .commandDrillReview,
    options: [
      OptionSpecification("contest", .required("NAME"), .optionJudgeContest),
      OptionSpecification("blind", .required("N"), .optionBlind), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    if let name = invocation.value("contest") { return try judge(name, invocation) }
    let (run, document) = try find(invocation)
    guard let review = DrillReview(run, document: document) else {
      throw DrillCommandFault.scenarioChanged(run.start.drill)
    }
    DrillRunCommand.print(review.rows, invocation)
    return .success
  }

  /// What a blind number said and did, for a judge: no names, no scores, no best handling.
  private static func judge(_ name: String, _ invocation: Invocation) throws -> ExitStatus {
    let contest = try Contest.find(name, logs: invocation.logsDirectory)
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    guard contest.trainee(blind: blind) != nil else { throw DrillCommandFault.unknownBlind(blind) }
    let document = try ProtocolOption.document(invocation)
    for run in contest.runs(blind: blind, logs: invocation.logsDirectory) {
      let number = (contest.scenarios.firstIndex(of: run.start.scenario) ?? 0) + 1
      let rows = DrillReview(run, document: document)?.timeline ?? []
      DrillRunCommand.print([.contestPaper(number), .drillOutcome(run.outcome.rawValue)] + rows, invocation)
    }
    return .success
  }

  /// The drill the operand names; one of a contest only when that is closed.
  static func find(_ invocation: Invocation) throws -> (DrillRun, ProtocolDocument) {
    guard let operand = invocation.operands.first else {
      throw CommandLineFault.badOperand(name: "ID", expected: "20261122-drill-0001")
    }
    let drill = try CallIdentifier(operand)
    guard let run = DrillArchive(logs: invocation.logsDirectory).run(drill) else {
      throw DrillCommandFault.unknownDrill(drill)
    }
    if let name = run.start.contest?.name,
      let contest = Contest.all(logs: invocation.logsDirectory).first(where: { $0.name == name }),
      !contest.isClosed
    {
      // A contest whose opening cannot be read is none that could still be open.
      throw DrillCommandFault.contestOpen(name)
    }
    return (run, try ProtocolOption.document(invocation))
  }
}
