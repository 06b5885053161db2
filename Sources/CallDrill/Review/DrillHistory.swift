import CallModel
import CallProtocol
import Catalogue

/// A trainee's drills over time: progress by week, the weakest aspect, and what to drill next.
public struct DrillHistory: Sendable {
  /// One finished drill.
  public struct Entry: Sendable {
    /// The drill.
    public let run: DrillRun
    /// The 100 points of this drill with their reasons.
    public let sheet: ScoreSheet
  }

  /// One week with drills.
  public struct Week: Hashable, Sendable {
    /// The first day of the week, as GB/T 7408 counts weeks.
    public let monday: CivilDate
    /// How many drills were finished.
    public let count: Int
    /// Their mean score, in tenths.
    public let mean: Int
  }

  /// Finished drills, oldest first.
  public let entries: [Entry]
  /// Drills not finished.
  public let unfinished: Int

  /// The history of the trainee's drills in `runs`.
  public init(_ runs: [DrillRun], of trainee: OperatorIdentifier, document: ProtocolDocument) {
    let own = runs.filter { $0.start.trainee == trainee }.sorted { $0.at < $1.at }
    entries = own.filter { $0.outcome == .finished }.compactMap { run in
      run.sheet(document).map { Entry(run: run, sheet: $0) }
    }
    unfinished = own.count { $0.outcome != .finished }
  }

  /// Weeks in order, those without a drill left out.
  public var weeks: [Week] {
    let groups = Dictionary(grouping: entries) { entry in
      let date = entry.run.at.date
      return date.adding(days: -(date.weekday.rawValue - CivilDate.Weekday.monday.rawValue))
    }
    return groups.sorted { $0.key < $1.key }.map { monday, entries in
      Week(
        monday: monday, count: entries.count,
        mean: entries.reduce(0) { $0 + $1.sheet.total } / entries.count)
    }
  }

  /// The aspect with the smallest share of its points over the last ten drills; nil without drills.
  public var weakest: DrillAspect? {
    let last = entries.suffix(10)
    guard !last.isEmpty else { return nil }
    func share(_ aspect: DrillAspect) -> Int {
      last.reduce(0) { $0 + $1.sheet.points(aspect) } * 1_000 / (aspect.maximum * last.count)
    }
    return DrillAspect.allCases.min { share($0) < share($1) }
  }

  /// Scenarios to drill next: those not drilled yet whose rules weigh most on the weakest aspect, then those
  /// done worst.
  public func next(_ scenarios: [DrillScenario]) -> DrillScenario? {
    var best: [String: Int] = [:]
    for entry in entries {
      best[entry.run.start.scenario] = max(best[entry.run.start.scenario] ?? 0, entry.sheet.total)
    }
    let fresh = scenarios.filter { best[$0.identifier] == nil }
    guard fresh.isEmpty else { return fresh.max { weight($0) < weight($1) } }
    return scenarios.min { best[$0.identifier] ?? 0 < best[$1.identifier] ?? 0 }
  }

  private func weight(_ scenario: DrillScenario) -> Int {
    switch weakest {
    case .attitude: scenario.mood == .calm ? 0 : 2 + scenario.branches.count
    case .skill: scenario.facts.count + scenario.complaint.count
    case .knowledge: scenario.branches.count * 2 + scenario.referrals.count
    case .unexpected: scenario.traps.count + scenario.cues.count
    case .overall: scenario.told.count
    case .mindset: scenario.branches.contains(.complaint) || scenario.branches.contains(.repeat) ? 2 : 1
    case nil: scenario.sets.contains("basic") ? 1 : 0
    }
  }

  /// The rows: drills, weeks as bars, aspects, advice.
  public func rows(next: DrillScenario?) -> [Message] {
    var rows: [Message] = [.drillHistoryHeading(finished: entries.count, unfinished: unfinished)]
    rows += entries.map { entry in
      let score = ScoreSheet.text(entry.sheet.total)
      return .verbatim(
        "  \(entry.run.at.display)  \(entry.run.start.drill)  \(score)  \(entry.run.start.scenario)")
    }
    if !weeks.isEmpty { rows.append(.drillWeeks) }
    rows += weeks.map { week in
      let bar = String(repeating: "#", count: week.mean / 25)
      return .verbatim("  \(week.monday)  \(bar) \(ScoreSheet.text(week.mean)) (\(week.count))")
    }
    if let weakest { rows.append(.drillWeakest(.drillAspect(weakest.rawValue))) }
    if let next { rows.append(.drillNext(next.identifier)) }
    return rows
  }
}
