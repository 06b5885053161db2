/// An appeal was decided, by somebody who was not part of it.
public struct AppealDecided: Hashable, Sendable {
  /// The item appealed against.
  public let item: QualityItem
  /// Whether the appeal was right: the item no longer counts against the person.
  public let isUpheld: Bool
  /// Why.
  public let reason: String

  /// A decision from its parts.
  public init(item: QualityItem, isUpheld: Bool, reason: String) {
    self.item = item
    self.isUpheld = isUpheld
    self.reason = reason
  }
}
