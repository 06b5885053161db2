import CallModel
import Catalogue

/// What a trainee should drill next, from what he really did wrong in calls and drills: the same rules in
/// both, the weakest first.
public struct CoursePlan: Sendable {
  /// What the rules say of one call, real or drilled.
  public struct Verdict: Hashable, Sendable {
    /// The call, or the drill.
    public let call: CallIdentifier
    /// Whether it was a drill.
    public let isDrill: Bool
    /// The items the rules judged in it.
    public let judged: Set<QualityItem>
    /// Those of them that failed.
    public let failed: Set<QualityItem>

    /// A verdict from its parts; what failed was judged.
    public init(call: CallIdentifier, isDrill: Bool, judged: Set<QualityItem>, failed: Set<QualityItem>) {
      self.call = call
      self.isDrill = isDrill
      self.judged = judged.union(failed)
      self.failed = failed
    }
  }

  /// One thing to practise.
  public struct Step: Hashable, Sendable {
    /// What failed.
    public let item: QualityItem
    /// In how many calls and drills it was judged.
    public let judged: Int
    /// The calls it failed in, the latest first.
    public let calls: [CallIdentifier]
    /// The drills it failed in, the latest first.
    public let drills: [CallIdentifier]
    /// Scenarios that ask for it: those no earlier step names, of them those not drilled yet, then those done
    /// worst.
    public fileprivate(set) var scenarios: [String] = []

    var failed: Int { calls.count + drills.count }
    /// How often it fails, in thousandths.
    var permille: Int { failed * 1_000 / max(1, judged) }
  }

  /// The steps, the weakest first; empty when nothing failed.
  public let steps: [Step]
  /// How many calls were looked at.
  public let calls: Int
  /// How many drills were looked at.
  public let drills: Int

  /// A step names so many scenarios at most.
  static let scenariosAStep = 3
  /// A row names so many calls or drills at most.
  static let callsARow = 3

  /// The plan; `best` is the best score of each scenario he has drilled, in tenths, `practised` what the
  /// rules judge in each scenario.
  public init(_ verdicts: [Verdict], best: [String: Int], practised: [String: Set<QualityItem>]) {
    calls = verdicts.count { !$0.isDrill }
    drills = verdicts.count { $0.isDrill }
    let latest = verdicts.sorted { $1.call < $0.call }
    let weakest = QualityItem.rules.compactMap { item -> Step? in
      let failed = latest.filter { $0.failed.contains(item) }
      guard !failed.isEmpty else { return nil }
      return Step(
        item: item, judged: latest.count { $0.judged.contains(item) },
        calls: failed.filter { !$0.isDrill }.map(\.call), drills: failed.filter(\.isDrill).map(\.call))
    }.sorted { left, right in
      (right.permille, right.failed, left.item.rawValue) < (left.permille, left.failed, right.item.rawValue)
    }
    // A course is varied: what one step names comes last in the next.
    var named: [String: Int] = [:]
    steps = weakest.map { step in
      func rank(_ name: String) -> (Int, Int, String) { (named[name] ?? 0, best[name] ?? -1, name) }
      let fitting = practised.keys.filter { practised[$0]?.contains(step.item) ?? false }
      var step = step
      step.scenarios = Array(fitting.sorted { rank($0) < rank($1) }.prefix(Self.scenariosAStep))
      for name in step.scenarios { named[name, default: 0] += 1 }
      return step
    }
  }

  /// The rows: what was looked at, then each step with its evidence and what to run.
  public var rows: [Message] {
    let head = Message.coursePlanHeading(calls: calls, drills: drills)
    guard !steps.isEmpty else { return [head, .coursePlanNothing] }
    return [head]
      + steps.enumerated().flatMap { index, step in
        let evidence = (step.calls + step.drills).prefix(Self.callsARow).map(\.description)
        return [
          .coursePlanStep(
            index + 1, .qualityItem(step.item.rawValue), failed: step.failed, judged: step.judged),
          .coursePlanEvidence(evidence.joined(separator: " "), more: step.failed - evidence.count),
        ] + step.scenarios.map(Message.coursePlanScenario)
      }
  }
}
