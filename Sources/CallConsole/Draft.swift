/// A half-typed line with what it belongs to, as found again after a crash or a lost terminal.
public struct Draft: Hashable, Sendable {
  /// What `ScreenChange.draftContext` last said.
  public let context: String
  /// The half-typed text.
  public let text: String

  /// A draft from its two parts.
  public init(context: String, text: String) {
    self.context = context
    self.text = text
  }
}
