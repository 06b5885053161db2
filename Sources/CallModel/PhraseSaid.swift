/// A sentence said to the caller.
public struct PhraseSaid: Hashable, Sendable {
  /// The prescribed phrase's id; nil for the operator's own words.
  public let phrase: String?
  /// The words.
  public let text: String

  /// A sentence from its parts.
  public init(phrase: String?, text: String) {
    self.phrase = phrase
    self.text = text
  }
}
