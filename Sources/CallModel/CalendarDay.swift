/// A day on which offices do not keep to the plain Monday-to-Friday week.
public struct CalendarDay: Hashable, Sendable {
  /// How the day differs.
  ///
  /// The raw values are the words of the calendar format.
  public enum Kind: String, CaseIterable, Sendable {
    /// A weekday on which offices rest.
    case off
    /// A Saturday or Sunday on which offices work.
    case work
    /// A holiday fixed by law, known before the year's arrangement is published; offices rest.
    case statutory
  }

  /// The day.
  public let date: CivilDate
  /// How it differs.
  public let kind: Kind
  /// The holiday it belongs to, such as `春节`.
  public let holiday: String

  /// A day from its three parts.
  public init(date: CivilDate, kind: Kind, holiday: String) {
    self.date = date
    self.kind = kind
    self.holiday = holiday
  }
}
