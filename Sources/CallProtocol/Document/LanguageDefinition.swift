import Catalogue

/// A language a call can be taken in (protocol article 1).
public struct LanguageDefinition: Hashable, Sendable {
  /// The name in records, such as `mandarin`.
  public let identifier: String
  /// Its name: 普通话, Mandarin.
  public let name: Message
  /// Other names it is found by.
  public let aliases: [String]
}
