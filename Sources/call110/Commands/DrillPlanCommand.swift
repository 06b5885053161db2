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
    let (calls, faults) = calls(of: trainee, in: days, by: check, for: invocation)
    let runs = finished(by: trainee, in: days, for: invocation)
    var best: [String: Int] = [:]
    for run in runs {
      let total = run.sheet(document)?.total ?? 0
      best[run.start.scenario] = max(best[run.start.scenario] ?? 0, total)
    }
    let plan = CoursePlan(
      calls + runs.flatMap { verdicts($0.events, by: check, isDrill: true) }, best: best,
      practised: try practised(ScenarioOption.all(invocation, document: document), by: document, by: check))
    DrillRunCommand.print(plan.rows, for: invocation)
    JournalFaults.report(faults, language: invocation.language)
    return .success
  }

  /// What the rules of real calls judge in each scenario when it is handled as well as can be.
  static func practised(
    _ scenarios: [DrillScenario], by document: ProtocolDocument, by check: RuleCheck
  ) throws -> [String: Set<QualityItem>] {
    let (trainee, seat) = (try OperatorIdentifier("000000"), try SeatIdentifier("drill"))
    return scenarios.reduce(into: [:]) { practised, scenario in
      let rehearsal = DrillRehearsal(scenario, document: document, trainee: trainee, seat: seat)
        .run(BestHandling(scenario, document: document).script)
      practised[scenario.identifier] = verdicts(rehearsal.events, by: check, isDrill: true)
        .reduce(into: []) { $0.formUnion($1.judged) }
    }
  }

  private static func calls(
    of trainee: OperatorIdentifier, in days: ClosedRange<CivilDate>, by check: RuleCheck,
    for invocation: Invocation
  ) -> (verdicts: [CoursePlan.Verdict], faults: Int) {
    var verdicts: [CoursePlan.Verdict] = []
    let faults = Archive(logs: invocation.logsDirectory).forEachDay(in: days) { _, calls in
      for call in calls where call.record.answer != nil && call.record.personnel == trainee {
        verdicts.append(verdict(check.check(call), of: call.call, isDrill: false))
      }
    }
    return (verdicts, faults.count)
  }

  /// Finished drills, without those of open contests.
  private static func finished(
    by trainee: OperatorIdentifier, in days: ClosedRange<CivilDate>, for invocation: Invocation
  ) -> [DrillRun] {
    let archive = DrillArchive(logs: invocation.logsDirectory)
    JournalFaults.report(archive.unreadable.count, language: invocation.language)
    return archive.unlocked().filter { run in
      run.start.trainee == trainee && run.outcome == .finished && days.contains(run.at.date)
    }
  }

  /// The answered calls of a drill, judged by the rules of real ones.
  private static func verdicts(
    _ events: [Noted<RecordedEvent>], by check: RuleCheck, isDrill: Bool
  ) -> [CoursePlan.Verdict] {
    Set(events.compactMap(\.call)).sorted().compactMap { call in
      guard let history = CallHistory(call, events: events), history.record.answer != nil else { return nil }
      return verdict(check.check(history), of: call, isDrill: isDrill)
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
