/// A question nobody could answer from the directory; its keeper makes an agreed answer for it.
public struct OpenQuestion: Hashable, Sendable {
  /// The question in the operator's words.
  public let text: String
  /// Who keeps that part of the directory; empty when nobody is named.
  public let keeper: String

  /// A question from its parts.
  public init(text: String, keeper: String = "") {
    self.text = text
    self.keeper = keeper
  }
}
