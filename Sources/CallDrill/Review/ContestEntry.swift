import CallModel

/// One contestant with his drills and the judges' marks.
public struct ContestEntry: Hashable, Sendable {
  /// The blind number judges know him by.
  public let blind: Int
  /// Who he is; printed only after the judging.
  public let trainee: OperatorIdentifier
  /// The score of each scenario finished, in tenths, by scenario.
  public let scores: [String: Int]
  /// Every judge's marks, each 0 to 100, by judge.
  public let marks: [String: [Int]]

  /// An entry from its parts.
  public init(blind: Int, trainee: OperatorIdentifier, scores: [String: Int], marks: [String: [Int]]) {
    self.blind = blind
    self.trainee = trainee
    self.scores = scores
    self.marks = marks
  }

  /// The mean of the judges' totals, in tenths; nil without marks.
  public var judged: Int? {
    let totals = marks.values.map { $0.reduce(0, +) }
    return totals.isEmpty ? nil : totals.reduce(0, +) * 10 / totals.count
  }

  /// How far the judges' totals are apart, in points; nil with fewer than two judges.
  public var spread: Int? {
    let totals = marks.values.map { $0.reduce(0, +) }
    guard totals.count > 1, let low = totals.min(), let high = totals.max() else { return nil }
    return high - low
  }
}
