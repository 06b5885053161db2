import CallModel

/// The days a report is about, and the days it is compared with.
public struct ReportPeriod: Hashable, Sendable {
  /// The kinds of periods.
  public enum Kind: String, CaseIterable, Sendable {
    /// One day.
    case day
    /// Monday to Sunday.
    case week
    /// A month of the calendar.
    case month
    /// A year of the calendar.
    case year
    /// Any days.
    case range
  }

  /// Which kind.
  public let kind: Kind
  /// The days.
  public let days: ClosedRange<CivilDate>
  /// The days compared with: the period of the same kind before; for a range as many days before it.
  public let previous: ClosedRange<CivilDate>

  /// The period of a kind that holds `day`; for a range, the day alone.
  public init(_ kind: Kind, holding day: CivilDate) {
    let first = Self.first(kind, day)
    let before = Self.first(kind, first.adding(days: -1))
    self.kind = kind
    days = first...Self.last(kind, first)
    previous = before...first.adding(days: -1)
  }

  /// Any days.
  public init(_ days: ClosedRange<CivilDate>) {
    kind = .range
    self.days = days
    let count = days.upperBound.dayNumber - days.lowerBound.dayNumber + 1
    previous = days.lowerBound.adding(days: -count)...days.lowerBound.adding(days: -1)
  }

  private static func first(_ kind: Kind, _ day: CivilDate) -> CivilDate {
    let parts = day.parts
    return switch kind {
    case .day, .range: day
    case .week: day.adding(days: 1 - day.weekday.rawValue)
    case .month: day.adding(days: 1 - parts.day)
    case .year: CivilDate(year: parts.year, month: 1, day: 1) ?? day
    }
  }

  private static func last(_ kind: Kind, _ first: CivilDate) -> CivilDate {
    let parts = first.parts
    return switch kind {
    case .day, .range: first
    case .week: first.adding(days: 6)
    case .month:
      (CivilDate(year: parts.year + parts.month / 12, month: parts.month % 12 + 1, day: 1)
        ?? first.adding(days: 31)).adding(days: -1)
    case .year:
      (CivilDate(year: parts.year + 1, month: 1, day: 1) ?? first.adding(days: 365)).adding(days: -1)
    }
  }
}
