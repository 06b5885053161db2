/// A sentence said, with its time.
public struct PhraseRecord: Hashable, Sendable {
  /// The prescribed phrase's id; nil for the operator's own words.
  public let phrase: String?
  /// The words.
  public let text: String
  /// Milliseconds since the answer; nil before it.
  public let offsetMilliseconds: Int64?
}
