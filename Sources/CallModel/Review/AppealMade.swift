/// The person whose call it is does not accept a mark.
public struct AppealMade: Hashable, Sendable {
  /// The item appealed against.
  public let item: QualityItem
  /// Why.
  public let reason: String

  /// An appeal from its parts.
  public init(item: QualityItem, reason: String) {
    self.item = item
    self.reason = reason
  }
}
