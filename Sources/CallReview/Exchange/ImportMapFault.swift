/// What is wrong with a map file.
public struct ImportMapFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The line is no `column = field`.
    case noEqualsSign
    /// There is no such field.
    case unknownField(String)
    /// The bytes are not UTF-8.
    case notUTF8
  }

  /// The line, from 1.
  public let line: Int
  /// What is wrong.
  public let kind: Kind
}
