/// What is wrong with a line of a paper form.
public struct PaperFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// There is no colon.
    case noColon
    /// There is no such key.
    case unknownKey(String)
    /// The value is no time of the form needed.
    case badTime(key: String)
    /// The value is not what the key needs.
    case badValue(key: String)
    /// A key that every call needs is missing.
    case missing(key: String)
    /// The call would end before it was answered, or be answered before it rang.
    case wrongOrder(key: String)
    /// The call would be in the future.
    case inFuture
  }

  /// What is wrong.
  public let kind: Kind
  /// The line, from 1; of a missing key the first line of the call.
  public let line: Int
}
