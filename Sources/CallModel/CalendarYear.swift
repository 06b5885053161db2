/// The days of one year that differ from the plain week, and who says so.
public struct CalendarYear: Hashable, Sendable {
  /// The year.
  public let year: Int
  /// Where the days come from: the first comment of the file that gave them, else the file's name.
  public let source: String
  /// The days that differ, earliest first.
  public let days: [CalendarDay]

  private let kinds: [CivilDate: CalendarDay.Kind]

  /// A year from its days, in any order; days of other years are left out, and of two equal dates the first
  /// counts.
  public init(year: Int, source: String, days: [CalendarDay]) {
    self.year = year
    self.source = source
    self.days = days.filter { $0.date.year == year }.sorted { $0.date < $1.date }
    kinds = Dictionary(self.days.map { ($0.date, $0.kind) }) { first, _ in first }
  }

  /// Whether the official arrangement is known.
  ///
  /// Statutory days alone are not an arrangement.
  public var isPublished: Bool { days.contains { $0.kind != .statutory } }

  /// How many working days the year has, as far as known.
  public var workingDayCount: Int {
    guard let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else { return 0 }
    return (first.dayNumber...last.dayNumber).count { isWorkingDay(CivilDate(dayNumber: $0)) }
  }

  /// Whether offices work on `date`, which must be of this year.
  public func isWorkingDay(_ date: CivilDate) -> Bool {
    kinds[date].map { $0 == .work } ?? (date.weekday < .saturday)
  }
}
