import Catalogue

/// A category a call is filed under (警情类别).
public struct CategoryDefinition: Hashable, Sendable {
  /// Six digits, such as `100300`.
  public let code: String
  /// Its name: 抢夺, Snatching.
  public let name: Message
  /// The code of the class it belongs to; nil for a class itself.
  public let parent: String?
  /// What counting and rules go by.
  public let kind: CategoryKind
  /// The level offered, 1 (highest) to 4; nil when none is.
  public let defaultLevel: Int?
  /// Where the code comes from.
  public let source: RuleSource
}
