/// A reviewer has gone through a call and marked every item.
public struct ScoreCardFilled: Hashable, Sendable {
  /// The person whose call it is.
  public let person: OperatorIdentifier
  /// Whether this is the blind second review.
  public let isSecond: Bool
  /// The items in the order asked.
  public let items: [MarkedItem]
  /// What the reviewer says of the whole call; empty when nothing.
  public let remark: String

  /// A card from its parts.
  public init(person: OperatorIdentifier, isSecond: Bool, items: [MarkedItem], remark: String = "") {
    self.person = person
    self.isSecond = isSecond
    self.items = items
    self.remark = remark
  }

  /// The mark of an item; nil when it is not on the card.
  public func mark(of item: QualityItem) -> ScoreMark? { items.first { $0.item == item }?.mark }
}
