import Catalogue

/// A mistake the scenario invites, and what shows that it was not made.
public struct DrillTrap: Hashable, Sendable {
  /// Its name within the scenario.
  public let name: String
  /// What the trap is and what is right.
  public let meaning: Message
  /// All of these must hold.
  public let instead: [DrillCondition]
  /// None of these may hold.
  public let avoid: [DrillCondition]
  /// How the best handling is changed to fall into it: `-TEXT` drops the lines with the text, `+LINE` adds
  /// one before the end, `TEXT => OTHER` replaces text.
  public let fall: [String]
  /// What falling into it costs, in tenths of a point; nil when the file does not say.
  public let loses: Int?
}
