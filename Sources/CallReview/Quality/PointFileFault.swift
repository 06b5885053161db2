/// What is wrong with a file of points.
public struct PointFileFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The line is no `item = points`.
    case noEqualsSign
    /// There is no such item.
    case unknownItem(String)
    /// The points are no number from 0 to 100 with at most two decimals.
    case badPoints
    /// The bytes are not UTF-8.
    case notUTF8
  }

  /// The line, from 1.
  public let line: Int
  /// What is wrong.
  public let kind: Kind
}
