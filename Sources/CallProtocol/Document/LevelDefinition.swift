import Catalogue

/// One of the four levels of a call (警情等级).
///
/// No public definition exists, so the meaning is the centre's own.
public struct LevelDefinition: Hashable, Sendable {
  /// 1 (highest) to 4.
  public let number: Int
  /// Its name: 一级, Level 1.
  public let name: Message
  /// When it is used.
  public let meaning: Message
  /// Where the meaning comes from.
  public let source: RuleSource
}
