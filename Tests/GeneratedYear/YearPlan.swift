import CallModel
import Glibc

/// What to generate: how many calls, on which days, at how many seats.
public struct YearPlan: Sendable {
  /// All calls together.
  public var calls: Int
  /// The first day.
  public var from: CivilDate
  /// How many days.
  public var days: Int
  /// How many seats.
  public var seats: Int
  /// The seed; the same seed gives the same bytes.
  public var seed: UInt64
  /// From when on lines are of version 2 of the format, which says who wrote them; nil for none.
  public var upgradedAt: WallInstant?
  /// The account that those lines name: the one to which the files will belong.
  let account = Int(geteuid())

  /// A plan from its parts.
  public init(
    calls: Int, from: CivilDate, days: Int = 365, seats: Int = 24, seed: UInt64 = 1,
    upgradedAt: WallInstant? = nil
  ) {
    self.upgradedAt = upgradedAt
    self.calls = calls
    self.from = from
    self.days = days
    self.seats = seats
    self.seed = seed
  }

  /// Busy and quiet hours: calls an hour, in relation to each other.
  static let hours = [
    18, 12, 9, 7, 6, 8, 16, 34, 52, 60, 62, 58, 50, 48, 52, 56, 60, 66, 70, 68, 62, 52, 40, 28,
  ]

  /// How many calls a seat takes on a day, so that all of them add up to `calls` exactly.
  func callsPerSlot() -> [[Int]] {
    let weights = (0..<days).map { day in (0..<seats).map { weight(day: day, seat: $0) } }
    let total = weights.reduce(0) { $0 + $1.reduce(0, +) }
    var (before, sum) = (0, 0)
    return weights.map { day in
      day.map { weight in
        sum += weight
        let until = Int(Double(calls) * Double(sum) / Double(total))
        defer { before = until }
        return (sum == total ? calls : until) - before
      }
    }
  }

  private func weight(day: Int, seat: Int) -> Int {
    let date = from.adding(days: day)
    let week = [100, 98, 99, 101, 110, 116, 106][date.weekday.rawValue - 1]
    let month = [96, 94, 97, 99, 102, 106, 110, 109, 103, 101, 97, 98][date.parts.month - 1]
    return week * month * (seat % 8 < 5 ? 110 : 84)
  }
}
