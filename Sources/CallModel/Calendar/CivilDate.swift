/// A day of the Gregorian calendar, without a time zone.
///
/// Years 1 to 9999.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The days of the week, Monday first (ISO 8601).
  public enum Weekday: Int, CaseIterable, Comparable, Sendable {
    /// The first day of the week.
    case monday = 1
    /// The second day.
    case tuesday
    /// The third day.
    case wednesday
    /// The fourth day.
    case thursday
    /// The fifth day.
    case friday
    /// The sixth day, a rest day unless made a working day.
    case saturday
    /// The seventh day, a rest day unless made a working day.
    case sunday

    /// Monday comes first.
    public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
  }

  /// Days since 1970-01-01, negative before.
  public let dayNumber: Int

  /// The day `dayNumber` days after 1970-01-01.
  public init(dayNumber: Int) {
    self.dayNumber = dayNumber
  }

  /// The day with these parts; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// The day written as `2026-11-22` or `20261122` (ISO 8601); nil for anything else.
  public init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8)
    let compact: [UInt8]
    if digits.count == 10, digits[4] == 0x2D, digits[7] == 0x2D {
      compact = Array(digits[0..<4] + digits[5..<7] + digits[8..<10])
    } else {
      compact = digits
    }
    guard compact.count == 8, compact.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = compact.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// Year, month and day.
  public var parts: (year: Int, month: Int, day: Int) {
    // Days to civil, proleptic Gregorian, counted from 0000-03-01 so that the leap day ends a year.
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The year of the Gregorian calendar, four digits.
  public var year: Int { parts.year }

  /// The day of the week.
  public var weekday: Weekday {
    let index = (dayNumber % 7 + 7 + 3) % 7 + 1
    return Weekday(rawValue: index) ?? .monday
  }

  /// The day `days` later, or earlier when negative.
  public func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

  /// `2026-11-22`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `20261122`, as used in ids and file names.
  public var compact: String {
    let (year, month, day) = parts
    return padded(year, 4) + padded(month, 2) + padded(day, 2)
  }

  /// Earlier days come first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

  private static func daysInMonth(year: Int, month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// `number` in decimal with zeros in front, at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

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
