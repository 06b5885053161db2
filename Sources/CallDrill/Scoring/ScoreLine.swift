import Catalogue

/// Points given or taken by one rule, with the reason and the journal line that shows it.
public struct ScoreLine: Hashable, Sendable {
  /// The aspect it counts for.
  public let aspect: DrillAspect
  /// The rule's name, such as `greeting`, `element where`, `taboo`.
  public let rule: String
  /// What was asked or done, in both languages.
  public let reason: Message
  /// Tenths of a point given; negative when taken.
  public let given: Int
  /// Tenths of a point there were to be had; 0 for a deduction.
  public let maximum: Int
  /// The line of the journal; nil when what was asked for never happened.
  public let line: Int64?

  /// Tenths of a point lost by this rule.
  public var lost: Int { maximum - given }
}
