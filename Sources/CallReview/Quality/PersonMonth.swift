import CallModel

/// What one person's calls of a month add up to, before points.
public struct PersonMonth: Hashable, Sendable {
  /// Answered calls.
  public private(set) var calls = 0
  /// Calls a person has reviewed.
  public private(set) var reviewed = 0
  /// The items.
  public private(set) var items: [QualityItem: ItemTally] = [:]

  /// No calls yet.
  public init() {}

  /// Adds a call with what the rules say of it and what reviewers wrote.
  ///
  /// A reviewer's mark replaces the rule's; an item whose appeal was upheld no longer fails.
  public mutating func add(_ call: CallIdentifier, _ verdict: RuleVerdict, _ review: ReviewedCall?) {
    calls += 1
    if review?.firstCard != nil { reviewed += 1 }
    for item in QualityItem.allCases {
      let said = review?.mark(of: item)
      guard var mark = said ?? verdict.marks[item], mark.isJudged else { continue }
      if mark == .no, review?.upheld.contains(item) == true { mark = .yes }
      var tally = items[item] ?? ItemTally()
      tally.judged += 1
      if mark == .no {
        tally.failed.append(FailedCall(call: call, evidence: Self.evidence(item, verdict, review)))
      }
      if mark == .exceeds { tally.exceeding.append(call) }
      items[item] = tally
    }
  }

  private static func evidence(_ item: QualityItem, _ verdict: RuleVerdict, _ review: ReviewedCall?)
    -> [String]
  {
    let lines = verdict.evidence(of: item).map(\.description)
    return lines + [review?.firstCard, review?.secondCard].compactMap { $0?.place }
  }
}
