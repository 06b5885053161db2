import CallModel
import PlainText

/// How many points an item is worth.
///
/// The norm asks for itemised points and gives no figures: these are the program's own and a centre replaces
/// them.
public struct PointSchedule: Hashable, Sendable {
  /// What a month begins with.
  public static let full = Points(100)
  /// The most that commendations and exceeding marks can add in a month.
  public static let mostBonus = Points(10)
  /// What each mark "exceeds" adds.
  public static let exceeding = Points(hundredths: 50)

  private var weights: [QualityItem: Points]

  /// The program's own figures.
  public static let standard = PointSchedule(weights: [
    .attitude: Points(10), .skill: Points(10), .knowledge: Points(10), .unexpected: Points(5),
    .overall: Points(5), .mindset: Points(5), .rings: Points(10), .greeting: Points(10),
    .elements: Points(10),
    .branchPhrases: Points(10), .branchDeeds: Points(10), .complaintFields: Points(5), .hangUp: Points(10),
    .promises: Points(10), .taboo: Points(20), .consent: Points(3), .farewell: Points(3),
    .category: Points(3),
    .level: Points(3),
  ])

  private init(weights: [QualityItem: Points]) {
    self.weights = weights
  }

  /// What is deducted when an item fails in every call it applies to.
  public func weight(of item: QualityItem) -> Points { weights[item] ?? .zero }

  /// The schedule with another figure for an item.
  public func replacing(_ item: QualityItem, points: Points) -> PointSchedule {
    var changed = self
    changed.weights[item] = points
    return changed
  }
}

extension PointSchedule {
  /// The program's own figures, with those that a centre's file gives: lines `item = points`, `#` begins a
  /// comment line.
  public init(file bytes: [UInt8]) throws(PointFileFault) {
    guard let lines = KeyedLines.lines(of: bytes) else { throw PointFileFault(line: 1, kind: .notUTF8) }
    self = .standard
    for (number, line) in lines { self = try adding(line, number: number) }
  }

  private func adding(_ line: String, number: Int) throws(PointFileFault) -> PointSchedule {
    guard let (name, value) = KeyedLines.sides(of: line), !value.contains("=") else {
      throw PointFileFault(line: number, kind: .noEqualsSign)
    }
    guard let item = QualityItem(rawValue: name) else {
      throw PointFileFault(line: number, kind: .unknownItem(SafeText(name, limit: 60).description))
    }
    guard let points = Self.points(value.halfWidth) else {
      throw PointFileFault(line: number, kind: .badPoints)
    }
    return replacing(item, points: points)
  }

  /// `10`, `2.5`, `0.25`.
  private static func points(_ text: String) -> Points? {
    guard let match = text.wholeMatch(of: #/([0-9]{1,3})(?:\.([0-9]{1,2}))?/#), let whole = Int(match.1)
    else {
      return nil
    }
    let decimals = match.2.map { $0.count == 1 ? $0 + "0" : $0 } ?? "00"
    let hundredths = whole * 100 + (Int(decimals) ?? 0)
    return hundredths <= 10_000 ? Points(hundredths: hundredths) : nil
  }
}

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
