/// What the caller answered about one field of a complaint.
public struct ComplaintAnswer: Hashable, Sendable {
  /// Which field.
  public let field: ComplaintField
  /// Given, unknown, refused or corrected.
  public let state: ElementState
  /// The words; empty when unknown or refused.
  public let text: String
  /// The value this one corrects; nil when there was none.
  public let previous: String?

  /// An answer from its parts.
  public init(field: ComplaintField, state: ElementState, text: String, previous: String? = nil) {
    self.field = field
    self.state = state
    self.text = text
    self.previous = previous
  }
}
