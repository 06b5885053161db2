/// A sentence said to the caller promised something.
public struct PromiseMade: Hashable, Sendable {
  /// Its number within the call, from 1.
  public let number: Int
  /// What was promised.
  public let kind: PromiseKind
  /// The id of the phrase that promised it.
  public let phrase: String

  /// A promise from its parts.
  public init(number: Int, kind: PromiseKind, phrase: String) {
    self.number = number
    self.kind = kind
    self.phrase = phrase
  }
}
