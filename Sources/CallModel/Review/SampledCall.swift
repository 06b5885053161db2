/// A call that was drawn for review.
public struct SampledCall: Hashable, Sendable {
  /// Why it is in the sample.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The one call a person has at least in every week.
    case weekly
    /// The draw among all other calls.
    case draw
  }

  /// The call.
  public let call: CallIdentifier
  /// Whose call it is.
  public let person: OperatorIdentifier
  /// Why it is in.
  public let reason: Reason
  /// Whether two reviewers go through it, blind.
  public let isDouble: Bool

  /// A drawn call from its parts.
  public init(call: CallIdentifier, person: OperatorIdentifier, reason: Reason, isDouble: Bool) {
    self.call = call
    self.person = person
    self.reason = reason
    self.isDouble = isDouble
  }
}
