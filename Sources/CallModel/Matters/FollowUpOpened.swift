/// Somebody has to ask a dissatisfied person what was wrong.
public struct FollowUpOpened: Hashable, Sendable {
  /// How long there is for it, in ms: 24 hours.
  public static let reach: Int64 = 86_400_000

  /// By when.
  public let due: WallInstant
  /// Who does it.
  public let to: OperatorIdentifier

  /// A follow-up from its parts.
  public init(due: WallInstant, to: OperatorIdentifier) {
    self.due = due
    self.to = to
  }
}
