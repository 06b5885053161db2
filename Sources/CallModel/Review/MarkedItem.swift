/// One item of a filled score card.
public struct MarkedItem: Hashable, Sendable {
  /// Which item.
  public let item: QualityItem
  /// The mark.
  public let mark: ScoreMark
  /// The reviewer's remark; empty when there is none.
  public let remark: String
  /// The journal lines it rests on, `file:line`.
  public let evidence: [String]

  /// A marked item from its parts.
  public init(item: QualityItem, mark: ScoreMark, remark: String = "", evidence: [String] = []) {
    self.item = item
    self.mark = mark
    self.remark = remark
    self.evidence = evidence
  }
}
