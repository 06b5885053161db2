/// A person who uses the program (接警员编号): 1 to 32 of `a-z 0-9 -`.
public struct OperatorIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let description: String

  /// The person written as `text`.
  public init(_ text: some StringProtocol) throws(IdentifierFault) {
    guard isPlainIdentifier(text) else { throw IdentifierFault(kind: .personnel) }
    description = String(text)
  }

  /// In the order of their texts.
  public static func < (left: OperatorIdentifier, right: OperatorIdentifier) -> Bool {
    left.description < right.description
  }
}
