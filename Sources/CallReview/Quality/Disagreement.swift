import CallModel

/// An item that two reviewers of the same call marked differently.
public struct Disagreement: Hashable, Sendable {
  /// The call.
  public let call: CallIdentifier
  /// The item.
  public let item: QualityItem
  /// The first reviewer and mark.
  public let first: ReviewerMark
  /// The second reviewer and mark.
  public let second: ReviewerMark
}
