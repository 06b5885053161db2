import CallArchive
import CallDrill
import CallModel
import CallProtocol
import CallReview
import Catalogue

/// `call110 drill plan`: what a trainee should drill next, from what failed in his own calls and drills.
enum DrillPlanCommand: Command {
  static let words = ["drill", "plan"]
  static let specification = CommandSpecification(
    words, .commandDrillPlan,
    options: [
      OptionSpecification("trainee", .required("ID"), .optionTrainee), ScenarioOption.specification,
      ProtocolOption.specification,
    ] + DayRange.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let trainee = try OperatorIdentifier(try invocation.required("trainee"))
    let document = try ProtocolOption.document(invocation)
    let days = try DayRange.bounds(invocation) ?? DayRange.ever
    let check = RuleCheck(document)
    let (calls, faults) = calls(of: trainee, in: days, check, invocation)
    let runs = finished(by: trainee, in: days, invocation)
    var best: [String: Int] = [:]
    for run in runs {
      let total = run.sheet(document)?.total ?? 0
      best[run.start.scenario] = max(best[run.start.scenario] ?? 0, total)
    }
    let plan = CoursePlan(
      calls + runs.flatMap { verdicts($0, check) }, best: best,
      scenarios: try ScenarioOption.all(invocation, document))
    DrillRunCommand.print(plan.rows, invocation)
    JournalFaults.report(faults, invocation.language)
    return .success
  }

  private static func calls(
    of trainee: OperatorIdentifier, in days: ClosedRange<CivilDate>, _ check: RuleCheck,
    _ invocation: Invocation
  ) -> (verdicts: [CoursePlan.Verdict], faults: Int) {
    var verdicts: [CoursePlan.Verdict] = []
    let faults = Archive(logs: invocation.logsDirectory).forEachDay(in: days) { _, calls in
      for call in calls where call.record.answer != nil && call.record.personnel == trainee {
        verdicts.append(verdict(check.check(call), of: call.call, isDrill: false))
      }
    }
    return (verdicts, faults.count)
  }

  /// Finished drills; what a contest keeps locked stays so until it is closed.
  private static func finished(
    by trainee: OperatorIdentifier, in days: ClosedRange<CivilDate>, _ invocation: Invocation
  ) -> [DrillRun] {
    let open = Set(Contest.all(logs: invocation.logsDirectory).filter { !$0.isClosed }.map(\.name))
    return DrillArchive(logs: invocation.logsDirectory).all().filter { run in
      run.start.trainee == trainee && run.outcome == .finished && days.contains(run.at.date)
        && !(run.start.contest.map { open.contains($0.name) } ?? false)
    }
  }

  /// A drill's calls, judged by the rules of real ones.
  private static func verdicts(_ run: DrillRun, _ check: RuleCheck) -> [CoursePlan.Verdict] {
    let events = run.events
    return Set(events.compactMap(\.call)).sorted().compactMap { call in
      guard let history = CallHistory(call, events), history.record.answer != nil else { return nil }
      return verdict(check.check(history), of: call, isDrill: true)
    }
  }

  private static func verdict(
    _ verdict: RuleVerdict, of call: CallIdentifier, isDrill: Bool
  ) -> CoursePlan.Verdict {
    CoursePlan.Verdict(
      call: call, isDrill: isDrill,
      judged: Set(verdict.marks.filter { $0.value != .notApplicable }.keys),
      failed: Set(verdict.marks.filter { $0.value == .no }.keys))
  }
}
