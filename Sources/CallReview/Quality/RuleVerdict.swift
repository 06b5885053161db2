import CallModel

/// What the rules say of one call: a mark an item, and what was found.
public struct RuleVerdict: Hashable, Sendable {
  /// The marks of the items a rule can judge; `exceeds` is never among them.
  public let marks: [QualityItem: ScoreMark]
  /// What was found, in the order of the items.
  public let findings: [CallFinding]
  /// For items without findings: the lines that show that it was done.
  public let support: [QualityItem: [RecordPlace]]

  /// A verdict from its parts.
  public init(
    marks: [QualityItem: ScoreMark], findings: [CallFinding], support: [QualityItem: [RecordPlace]]
  ) {
    self.marks = marks
    self.findings = findings
    self.support = support
  }

  /// The findings of one item.
  public func findings(of item: QualityItem) -> [CallFinding] { findings.filter { $0.item == item } }

  /// The journal lines that speak about an item.
  public func evidence(of item: QualityItem) -> [RecordPlace] {
    let found = findings(of: item).flatMap(\.evidence)
    return found.isEmpty ? support[item] ?? [] : Set(found).sorted()
  }
}
