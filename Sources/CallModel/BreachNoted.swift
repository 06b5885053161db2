/// A rule was broken and the record says so.
public struct BreachNoted: Hashable, Sendable {
  /// Which rule.
  public let rule: BreachRule
  /// What exactly: a phrase id, a department.
  public let detail: String

  /// A breach from its parts.
  public init(rule: BreachRule, detail: String = "") {
    self.rule = rule
    self.detail = detail
  }
}
