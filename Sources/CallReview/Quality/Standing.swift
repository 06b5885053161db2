import CallModel

/// One person's place in a quarter or a year: the mean of the months with calls, each month beside it.
public struct Standing: Hashable, Sendable {
  /// Who.
  public let person: OperatorIdentifier
  /// The months with calls, in order.
  public let months: [Assessment]
  /// The mean of the months' points, rounded half up to a hundredth.
  public let mean: Points
  /// The months' points added up.
  public let sum: Points
  /// The place, 1 the best; people with the same mean share it, and the next place is skipped.
  public let rank: Int

  /// The standings of these assessments, best first, equals by id.
  public static func rank(_ assessments: [Assessment]) -> [Standing] {
    let people = Dictionary(grouping: assessments, by: \.person).map { person, months in
      let months = months.sorted { $0.month < $1.month }
      let sum = months.reduce(Points.zero) { $0 + $1.total }
      return (person: person, months: months, sum: sum, mean: Points.share(sum, 1, of: months.count))
    }
    return people.map { one in
      let better = people.count { $0.mean > one.mean }
      return Standing(
        person: one.person, months: one.months, mean: one.mean, sum: one.sum, rank: better + 1)
    }.sorted { ($1.mean, $0.person) < ($0.mean, $1.person) }
  }
}
