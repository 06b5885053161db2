import Catalogue

/// Words said to a caller that a service position must never use.
///
/// A warning; nothing is ever blocked for it.
public struct WordingFinding: Hashable, Sendable {
  /// The identifier of the taboo phrase.
  public let taboo: String
  /// The taboo phrase as the norm lists it.
  public let text: String
  /// Where it stands in the text that was said.
  public let range: Range<String.Index>
  /// What to say instead.
  public let instead: Message
}
