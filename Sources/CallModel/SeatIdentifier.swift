/// A call-taking seat (接警席位号, such as `03`) or a desk that writes records (such as `desk-duty`).
///
/// 1 to 32 of `a-z 0-9 -`, so that it can never leave the logs folder when it becomes part of a file name.
public struct SeatIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The identifier as written.
  public let description: String

  /// The seat written as `text`.
  public init(_ text: some StringProtocol) throws(IdentifierFault) {
    guard isPlainIdentifier(text) else { throw IdentifierFault(kind: .seat) }
    description = String(text)
  }

  /// In the order of their texts.
  public static func < (left: SeatIdentifier, right: SeatIdentifier) -> Bool {
    left.description < right.description
  }
}
