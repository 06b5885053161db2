/// A police unit or another department was told of the call.
public struct UnitNotified: Hashable, Sendable {
  /// Who was told.
  public let unit: String
  /// Why.
  public let purpose: NotificationPurpose
  /// What was said, or to whom; may be empty.
  public let text: String

  /// A notification from its parts.
  public init(unit: String, purpose: NotificationPurpose, text: String = "") {
    self.unit = unit
    self.purpose = purpose
    self.text = text
  }
}
