import CallModel
import Catalogue

/// One of the eight things asked for in every call (protocol article 1).
public struct ElementDefinition: Hashable, Sendable {
  /// Which element.
  public let identifier: ElementIdentifier
  /// Its name: 何时, When.
  public let name: Message
  /// What it covers, for the help and the cards.
  public let meaning: Message
  /// The phrase that asks for it; nil when there is none.
  public let questionPhrase: String?
  /// Other names it is found by in commands.
  public let aliases: [String]
}
