/// A correction made after the call was closed.
public struct Amendment: Hashable, Sendable {
  /// The field in which a recording is added that became known after the end.
  public static let recording = "recording"

  /// What is corrected: an element's id, `category`, `level`, `language`, `number`, `note`, `recording`, or a
  /// complaint field.
  public let field: String
  /// The value before.
  public let previous: String
  /// The value from now on.
  public let text: String
  /// The reason given.
  public let reason: String

  /// An amendment from its parts.
  public init(field: String, previous: String, text: String, reason: String) {
    self.field = field
    self.previous = previous
    self.text = text
    self.reason = reason
  }
}
