/// Which days are working days: the plain Monday-to-Friday week and, for the years known, where they differ
/// from it.
public struct WorkingCalendar: Hashable, Sendable {
  /// The years known, by number.
  public let years: [Int: CalendarYear]

  /// A calendar of these years.
  public init(years: [CalendarYear] = []) {
    self.years = Dictionary(years.map { ($0.year, $0) }) { first, _ in first }
  }

  /// Mainland China, as shipped with the program.
  ///
  /// Read when first used and not before, so that it costs a start nothing.
  public static let china = WorkingCalendarReader.read(
    PackageResources.working_days_china_tsv, name: "working-days-china.tsv"
  ).calendar

  /// The year; a year not known has no days that differ and is not published.
  public func year(_ year: Int) -> CalendarYear {
    years[year] ?? CalendarYear(year: year, source: "", days: [])
  }

  /// Whether offices work on `date`.
  public func isWorkingDay(_ date: CivilDate) -> Bool {
    year(date.year).isWorkingDay(date)
  }

  /// This calendar with the years of `site` put in: a year in both is taken from `site` as a whole.
  public func replacingYears(from site: WorkingCalendar) -> WorkingCalendar {
    WorkingCalendar(years: Array(years.merging(site.years) { $1 }.values))
  }
}

/// The days of one year that differ from the plain week, and who says so.
public struct CalendarYear: Hashable, Sendable {
  /// The year of the notice, such as 2026; days of it alone are listed.
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

/// What is wrong with a line of a calendar file.
public struct WorkingCalendarFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The file is larger than this many bytes; none of it was read.
    case tooLarge(limit: Int)
    /// The line is not UTF-8.
    case notUTF8
    /// The line holds control characters or characters that change the direction of writing.
    case controlCharacter
    /// The line has this many fields between tabs instead of three.
    case fieldCount(Int)
    /// The first field is no date.
    case badDate(String)
    /// The second field is none of `off`, `work` and `statutory`.
    case unknownKind(String)
    /// The third field, the holiday, is empty or longer than this many characters.
    case badHoliday(limit: Int)
    /// The date stands in an earlier line already.
    case repeatedDate(CivilDate, firstLine: Int)
    /// A Monday to Friday is marked `work`: it is a working day anyway, so the date is probably wrong.
    case workOnWeekday(CivilDate)
    /// A Saturday or Sunday is marked `off`: it is a rest day anyway, so the date is probably wrong.
    case offOnWeekend(CivilDate)
    /// A day that the law makes a holiday would be a working day: the year is not given as a whole.
    case holidayMissing(CivilDate)
    /// The file holds no day at all.
    case noDays
  }

  /// What is wrong.
  public let kind: Kind
  /// The line, from 1.
  public let line: Int
}
