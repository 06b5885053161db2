import Catalogue

/// The score of one drill: every rule with its points.
///
/// Same log and same scenario give the same sheet.
public struct ScoreSheet: Hashable, Sendable {
  /// The scenario's name.
  public let scenario: String
  /// The scenario's digest.
  public let digest: String
  /// Every rule, in the order of the aspects; deductions follow the rules of their aspect.
  public let lines: [ScoreLine]

  /// Tenths of a point, 0 to 1000.
  public var total: Int { min(1_000, max(0, lines.reduce(0) { $0 + $1.given })) }

  /// Tenths of a point in one aspect; negative when more was taken than given.
  public func points(_ aspect: DrillAspect) -> Int {
    lines.reduce(0) { $1.aspect == aspect ? $0 + $1.given : $0 }
  }

  /// The aspect with the smallest share of its points; the first of several.
  public var weakest: DrillAspect {
    DrillAspect.allCases.min {
      points($0) * $1.maximum < points($1) * $0.maximum
    } ?? .attitude
  }

  /// `97.5` for 975.
  public static func text(_ tenths: Int) -> String {
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

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
