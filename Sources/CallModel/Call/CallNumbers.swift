/// Which numbers of calls a seat has given, so that none is given twice.
///
/// Numbers count from 1 on every day. Where it is not known what was given on a day, because its records
/// cannot be read or the clock stands on a day that nobody looked into, and where nothing keeps a number for
/// the seat's next program, numbers come from the moment itself: 200,000 and the hour, minute and second,
/// which no counted number of that day reaches. A day with one such number has only such numbers from then
/// on: counted on from it, one of a program that could keep nothing would be met again.
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

  /// What was given up to this day may be more than what is known.
  public mutating func doubt(until day: CivilDate) {
    knownFrom = knownFrom.map { max($0, day.adding(days: 1)) }
  }

  /// The next call of a seat, that begins at `moment`; nil when the day's numbers are used up.
  ///
  /// `isKept` puts it where the seat's next program finds it, whatever becomes of the call's own lines. What
  /// nothing keeps is not counted on.
  public func next(
    for seat: SeatIdentifier, at moment: WallInstant, isKept: (CallIdentifier) -> Bool
  ) -> CallIdentifier? {
    // Refused is only a number over the longest.
    let counted = try? CallIdentifier(date: moment.date, seat: seat, number: next(at: moment))
    guard let counted, counted.number < Self.momentBase, !isKept(counted) else { return counted }
    // As above.
    return try? CallIdentifier(date: moment.date, seat: seat, number: ofMoment(moment))
  }

  /// The number of the next call that begins at `moment`.
  public func next(at moment: WallInstant) -> Int {
    let known = last[moment.date] ?? 0
    let isCounted = known < Self.momentBase && knownFrom.map({ $0 <= moment.date }) ?? false
    return isCounted ? known + 1 : ofMoment(moment)
  }

  /// The number of the moment, or the one after the last when that is as large.
  private func ofMoment(_ moment: WallInstant) -> Int {
    let second = Int(moment.millisecondOfDay / 1_000)
    let number =
      Self.momentBase + second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60
    return max(number, (last[moment.date] ?? 0) + 1)
  }
}
