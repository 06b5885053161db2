import PlainText

/// How alike two told places are, from 0 to 1000 (per mille): whether two callers speak of one spot.
///
/// Names are compared by sound, because the two were typed by two people. Numbers decide more than letters:
/// 12号 and 300号 of one road are two spots, 12号 and 16号 may be one. A road without a number says little, an
/// estate or a shop without one a good deal.
public struct PlaceLikeness: Sendable {
  /// From here on the two are taken for one spot.
  public static let samePlace = 850
  /// From here on they may be one spot.
  public static let maybeSame = 600

  /// 0 nothing in common, 1000 the same.
  public let permille: Int

  /// The likeness of two places as they were told.
  public init(_ told: String, _ other: String) {
    let (left, right) = (PlaceProposal.withoutTyped(told), PlaceProposal.withoutTyped(other))
    let (first, second) = (PlaceExpression(left), PlaceExpression(right))
    if left.isEmpty || right.isEmpty {
      permille = 0
    } else if let one = first.pole, let other = second.pole {
      permille = one == other ? 1_000 : 200
    } else if TextSimilarity(left, right).permille == 1_000 {
      permille = 1_000
    } else {
      let names = Self.names(first, second)
      permille = names < Self.maybeSame ? names : Self.numbers(first, second) * names / 1_000
    }
  }

  /// How alike the names are; of a crossing both roads count, whichever is told first.
  private static func names(_ first: PlaceExpression, _ second: PlaceExpression) -> Int {
    let best = first.names.map { name in second.names.map { sounds(name, $0) }.max() ?? 0 }
    guard let highest = best.max() else { return 0 }
    guard first.isCrossing, second.isCrossing else { return highest }
    return best.reduce(0, +) / max(best.count, second.names.count)
  }

  /// How alike two names sound: the Dice coefficient of neighbouring sounds, at least 900 where one stands
  /// whole in the other.
  private static func sounds(_ left: String, _ right: String) -> Int {
    let (first, second) = (PlaceToken.tokens(left).map(\.sound), PlaceToken.tokens(right).map(\.sound))
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    if first == second { return 1_000 }
    let (short, long) = first.count < second.count ? (first, second) : (second, first)
    if short.count >= 2, (0...(long.count - short.count)).contains(where: { long[$0...].starts(with: short) })
    {
      return 900
    }
    var pairs: [[UInt16]: Int] = [:]
    for index in first.indices.dropLast() { pairs[[first[index], first[index + 1]], default: 0] += 1 }
    var common = 0
    for index in second.indices.dropLast() {
      if let count = pairs[[second[index], second[index + 1]]], count > 0 {
        pairs[[second[index], second[index + 1]]] = count - 1
        common += 1
      }
    }
    let total = first.count + second.count - 2
    return total == 0 ? 0 : 2_000 * common / total
  }

  /// What the numbers leave of the likeness of the names.
  private static func numbers(_ first: PlaceExpression, _ second: PlaceExpression) -> Int {
    let isRoad = (first.names + second.names).contains(where: PlaceExpression.isRoad)
    if first.isCrossing && second.isCrossing { return 1_000 }
    switch (first.number, second.number) {
    case (let one?, let other?):
      let distance = abs(one - other)
      // Buildings of an estate are one place to those who look on from outside.
      if !isRoad { return distance == 0 ? 1_000 : 870 }
      return distance == 0 ? 1_000 : distance <= 10 ? 920 : distance <= 30 ? 700 : 250
    case (nil, nil): return isRoad ? 650 : 950
    case (.some, nil), (nil, .some): return isRoad ? 650 : 900
    }
  }
}
