/// What the caller answered about one element.
public struct ElementAnswer: Hashable, Sendable {
  /// Which element.
  public let element: ElementIdentifier
  /// Given, unknown, refused or corrected.
  public let state: ElementState
  /// The words; empty when unknown or refused.
  public let text: String
  /// The value this one corrects; nil when there was none.
  public let previous: String?

  /// An answer from its parts.
  public init(element: ElementIdentifier, state: ElementState, text: String, previous: String? = nil) {
    self.element = element
    self.state = state
    self.text = text
    self.previous = previous
  }
}
