import CallModel

/// One question of a score card: the item, what the rules propose, and the journal lines it rests on.
public struct ScoreQuestion: Hashable, Sendable {
  /// The item.
  public let item: QualityItem
  /// What the rules say; nil where only a person can judge.
  public let proposal: ScoreMark?
  /// What the rules found.
  public let findings: [CallFinding]
  /// The journal lines.
  public let evidence: [RecordPlace]

  /// The questions about a call: the six aspects first, then every rule that applies to it.
  public static func all(for call: CallHistory, _ verdict: RuleVerdict) -> [ScoreQuestion] {
    // A person judges an aspect from the whole call: its first line and its last.
    let ends = [call.events.first?.place, call.closing].compactMap { $0 }
    let aspects = QualityItem.aspects.map {
      ScoreQuestion(item: $0, proposal: nil, findings: [], evidence: ends)
    }
    let rules = QualityItem.rules.compactMap { item -> ScoreQuestion? in
      guard let mark = verdict.marks[item], mark.isJudged else { return nil }
      let found = verdict.evidence(of: item)
      let evidence = found.isEmpty ? call.closing.map { [$0] } ?? [] : found
      return ScoreQuestion(
        item: item, proposal: mark, findings: verdict.findings(of: item), evidence: evidence)
    }
    return aspects + rules
  }
}
