/// Which numbers of calls a seat has given, so that none is given twice.
///
/// Numbers count from 1 on every day. Where it is not known what was given on a day, because its records
/// cannot be read or the clock stands on a day that nobody looked into, numbers come from the moment itself:
/// 200,000 and the hour, minute and second, which no counted number of that day reaches.
public struct CallNumbers: Hashable, Sendable {
  private static let momentBase = 200_000

  private var last: [CivilDate: Int] = [:]
  /// From this day on it is known what was given; nil when nothing is known.
  private var knownFrom: CivilDate?

  /// Nothing given from `day` on; with nil nothing is known of any day.
  public init(knownFrom day: CivilDate?) { knownFrom = day }

  /// The seat gave this number.
  public mutating func note(_ call: CallIdentifier) {
    last[call.date] = max(last[call.date] ?? 0, call.number)
  }

  /// What was given may be more than what is known.
  public mutating func doubt() { knownFrom = nil }

  /// The number of the next call that begins at `moment`.
  public func next(at moment: WallInstant) -> Int {
    let known = last[moment.date] ?? 0
    if known >= Self.momentBase || knownFrom.map({ $0 <= moment.date }) ?? false { return known + 1 }
    let second = Int(moment.millisecondOfDay / 1_000)
    return Self.momentBase + second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60
  }
}
