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
