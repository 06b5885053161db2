/// A sentence a branch requires; where the norm offers several, any one of them will do.
public struct RequiredPhrase: Hashable, Sendable {
  /// By when it must have been said.
  public enum Moment: String, CaseIterable, Hashable, Sendable {
    /// At any moment of the call.
    case atAll = "say"
    /// Before the call taker hangs up: without it, hanging up is a breach.
    case beforeHangUp = "say-before-hang-up"
  }

  /// The phrases' identifiers, at least one; saying one is enough.
  public let alternatives: [String]
  /// By when.
  public let moment: Moment

  /// Whether it is met when the phrases in `said` have been said.
  public func isMet(by said: Set<String>) -> Bool { alternatives.contains { said.contains($0) } }
}
