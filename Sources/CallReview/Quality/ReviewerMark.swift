import CallModel

/// Who gave which mark, and where it is written.
public struct ReviewerMark: Hashable, Sendable {
  /// The reviewer.
  public let reviewer: OperatorIdentifier
  /// The mark.
  public let mark: ScoreMark
  /// The journal line of the card, `file:line`.
  public let place: String
}
