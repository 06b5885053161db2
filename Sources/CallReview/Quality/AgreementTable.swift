import CallModel

/// How often two reviewers gave which marks to the same item of the same call.
public struct AgreementTable: Hashable, Sendable {
  private struct Pair: Hashable {
    let first: ScoreMark
    let second: ScoreMark
  }

  private var counts: [Pair: Int] = [:]

  /// Nothing compared yet.
  public init() {}

  /// Adds one comparison, or several alike.
  public mutating func add(_ first: ScoreMark, _ second: ScoreMark, count: Int = 1) {
    counts[Pair(first: first, second: second), default: 0] += count
  }

  /// How many items were compared.
  public var total: Int { counts.values.reduce(0, +) }

  /// How many of them got the same mark.
  public var agreed: Int { counts.filter { $0.key.first == $0.key.second }.values.reduce(0, +) }

  /// The share agreed, 0 to 1; nil when nothing was compared.
  public var share: Double? { total == 0 ? nil : Double(agreed) / Double(total) }

  /// Cohen's kappa (Cohen 1960): agreement beyond what the two reviewers' habits alone would give.
  ///
  /// Nil when nothing was compared, or when both gave one and the same mark throughout, where it is not
  /// defined.
  public var kappa: Double? {
    let expected = ScoreMark.allCases.reduce(0) { sum, mark in
      let first = counts.filter { $0.key.first == mark }.values.reduce(0, +)
      let second = counts.filter { $0.key.second == mark }.values.reduce(0, +)
      return sum + first * second
    }
    let square = total * total
    guard square > expected else { return nil }
    return Double(agreed * total - expected) / Double(square - expected)
  }
}
