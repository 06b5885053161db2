import CallArchive
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
      OptionSpecification("blind", .required("N"), .optionBlind),
      OptionSpecification("judge", .required("ID"), .optionJudge), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    if let name = invocation.value("contest") { return try judge(name, for: invocation) }
    let (run, document) = try find(invocation)
    guard let review = DrillReview(run, document: document) else {
      throw DrillCommandFault.scenarioChanged(run.start.drill)
    }
    DrillRunCommand.print(review.rows, for: invocation)
    return .success
  }

  /// What a blind number said and did, for a judge: no names, no scores, no best handling.
  private static func judge(_ name: String, for invocation: Invocation) throws -> ExitStatus {
    let (contest, blind) = try judged(name, for: invocation)
    let document = try ProtocolOption.document(invocation)
    for run in contest.runs(blind: blind) {
      let number = (contest.scenarios.firstIndex(of: run.start.scenario) ?? 0) + 1
      let rows = DrillReview(run, document: document)?.timeline ?? []
      DrillRunCommand.print(
        [.contestPaper(number), .drillOutcome(run.outcome.rawValue)] + rows, for: invocation)
    }
    return .success
  }

  /// The contest of this name and the blind number asked for; while it is open, for judges only.
  static func judged(
    _ name: String, for invocation: Invocation
  ) throws -> (contest: Contest, blind: Int) {
    let contest = try Contest.find(name, in: DrillArchive(logs: invocation.logsDirectory))
    if !contest.isClosed { try contest.admit(try OperatorIdentifier(try invocation.required("judge"))) }
    let blind = try invocation.integer("blind", in: 101...9_999) ?? 0
    _ = try contest.trainee(blind: blind)
    return (contest, blind)
  }

  /// The drill the operand names; one of a contest only when that is closed.
  static func find(_ invocation: Invocation) throws -> (DrillRun, ProtocolDocument) {
    guard let operand = invocation.operands.first else {
      throw CommandLineFault.badOperand(name: "ID", expected: "20261122-drill-0001")
    }
    let drill = try CallIdentifier(operand)
    let archive = DrillArchive(logs: invocation.logsDirectory)
    guard let run = archive.run(drill) else { throw DrillCommandFault.unknownDrill(drill) }
    if let contest = Contest.lock(on: run, in: archive) { throw ContestFault.open(contest) }
    return (run, try ProtocolOption.document(invocation))
  }
}
