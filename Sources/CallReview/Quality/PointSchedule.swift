import CallModel

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
  public func replacing(_ item: QualityItem, _ points: Points) -> PointSchedule {
    var changed = self
    changed.weights[item] = points
    return changed
  }
}
