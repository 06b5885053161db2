/// A complaint was given to a person to answer.
public struct ComplaintAssigned: Hashable, Sendable {
  /// Who answers it.
  public let to: OperatorIdentifier
  /// Why this person; may be empty.
  public let reason: String

  /// An assignment from its parts.
  public init(to: OperatorIdentifier, reason: String = "") {
    self.to = to
    self.reason = reason
  }
}
