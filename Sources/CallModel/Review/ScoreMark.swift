/// What a reviewer, or the rule check, says of one item of a score card.
public enum ScoreMark: String, CaseIterable, Hashable, Sendable {
  /// Done as the norm asks.
  case yes
  /// Not done, or not as the norm asks.
  case no
  /// The item did not arise in this call.
  case notApplicable = "na"
  /// Better than the norm asks.
  case exceeds

  /// Whether the mark counts among those an item is judged by.
  public var isJudged: Bool { self != .notApplicable }
}
