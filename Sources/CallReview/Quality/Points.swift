/// Points of an assessment, exact to a hundredth.
public struct Points: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// In hundredths.
  public let hundredths: Int

  /// Points from hundredths.
  public init(hundredths: Int) {
    self.hundredths = hundredths
  }

  /// Whole points.
  public init(_ points: Int) {
    hundredths = points * 100
  }

  /// No points.
  public static let zero = Points(0)

  /// `weight` × `part` ÷ `whole`, rounded half up to a hundredth; nothing when `whole` is 0.
  public static func share(_ weight: Points, _ part: Int, of whole: Int) -> Points {
    guard whole > 0 else { return zero }
    return Points(hundredths: (2 * weight.hundredths * part + whole) / (2 * whole))
  }

  /// Added.
  public static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }

  /// Taken away.
  public static func - (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths - right.hundredths)
  }

  /// Fewer come first.
  public static func < (left: Points, right: Points) -> Bool { left.hundredths < right.hundredths }

  /// `98.25`, `-1.50`.
  public var description: String {
    let size = hundredths.magnitude
    return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
  }
}
