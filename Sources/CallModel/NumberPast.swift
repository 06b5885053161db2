/// What the next call taker should know of a telephone number before answering: that it harassed or
/// complained, and on which day last.
public struct NumberPast: Hashable, Sendable {
  /// The branches that are told, in the order in which they are.
  public static let branches: [BranchIdentifier] = [.harassment, .complaint]

  /// The day of the latest call of each kind.
  public private(set) var latest: [BranchIdentifier: CivilDate] = [:]

  /// Nothing known.
  public init() {}

  /// Takes in that a call of `date` was in `branch`.
  public mutating func note(_ branch: BranchIdentifier, on date: CivilDate) {
    latest[branch] = max(latest[branch] ?? date, date)
  }
}
