import Catalogue

/// A question offered beside the prescribed ones: a yes/no safe check, or a help to find the place.
public struct PromptDefinition: Hashable, Sendable {
  /// The name in records, such as `lamp-post`.
  public let identifier: String
  /// The question.
  ///
  /// It is local, never prescribed.
  public let text: Message
}
