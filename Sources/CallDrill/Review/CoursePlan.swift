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
    /// Scenarios that ask for it: those not drilled yet, then those done worst.
    public let scenarios: [String]

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

  /// The plan; `best` is the best score of each scenario he has drilled, in tenths.
  public init(_ verdicts: [Verdict], best: [String: Int], scenarios: [DrillScenario]) {
    calls = verdicts.count { !$0.isDrill }
    drills = verdicts.count { $0.isDrill }
    let latest = verdicts.sorted { $1.call < $0.call }
    steps = QualityItem.rules.compactMap { item -> Step? in
      let failed = latest.filter { $0.failed.contains(item) }
      guard !failed.isEmpty else { return nil }
      let fitting = scenarios.filter { $0.practises(item) }.sorted { left, right in
        (best[left.identifier] ?? -1, left.identifier) < (best[right.identifier] ?? -1, right.identifier)
      }
      return Step(
        item: item, judged: latest.count { $0.judged.contains(item) },
        calls: failed.filter { !$0.isDrill }.map(\.call), drills: failed.filter(\.isDrill).map(\.call),
        scenarios: fitting.prefix(Self.scenariosAStep).map(\.identifier))
    }.sorted { left, right in
      (right.permille, right.failed, left.item.rawValue) < (left.permille, left.failed, right.item.rawValue)
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

extension DrillScenario {
  /// Whether the rules judge the item in a drill of this scenario.
  func practises(_ item: QualityItem) -> Bool {
    switch item {
    case .rings, .greeting, .category, .level: true
    case .elements: facts.count >= ElementIdentifier.allCases.count / 2
    case .branchPhrases: branches.contains { $0 != .harassment }
    case .branchDeeds: !referrals.isEmpty || branches.contains { [.repeat, .urgent, .referral].contains($0) }
    case .complaintFields: !complaint.isEmpty
    case .hangUp: branches.contains(.harassment)
    case .promises: branches.contains { [.repeat, .complaint].contains($0) }
    case .taboo: mood != .calm
    case .consent, .farewell: needsFarewell
    case .attitude, .skill, .knowledge, .unexpected, .overall, .mindset: false
    }
  }
}
