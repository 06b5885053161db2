/// The deed that keeps a promise is on record.
public struct PromiseKept: Hashable, Sendable {
  /// The promise's number within the call.
  public let number: Int
  /// The deed: the unit told, the reply given.
  public let deed: String

  /// A kept promise from its parts.
  public init(number: Int, deed: String) {
    self.number = number
    self.deed = deed
  }
}
