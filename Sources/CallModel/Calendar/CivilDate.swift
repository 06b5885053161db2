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
    var text = String(text)
    guard let date = text.withUTF8({ CivilDate(bytes: $0[...]) }) else { return nil }
    self = date
  }

  /// The same from the text's bytes.
  init?(bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let first = bytes.startIndex
    let hasHyphens = bytes.count == 10
    guard hasHyphens || bytes.count == 8 else { return nil }
    if hasHyphens, bytes[first + 4] != 0x2D || bytes[first + 7] != 0x2D { return nil }
    let month = first + (hasHyphens ? 5 : 4)
    let day = month + (hasHyphens ? 3 : 2)
    guard let year = decimal(bytes[first..<(first + 4)]), let month = decimal(bytes[month..<(month + 2)]),
      let day = decimal(bytes[day..<(day + 2)])
    else { return nil }
    self.init(year: year, month: month, day: day)
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
    FixedText.string(length: 10) { write(to: &$0, hyphens: true) }
  }

  func write(to text: inout FixedText, hyphens: Bool) {
    let (year, month, day) = parts
    text.number(year, width: 4)
    if hyphens { text.byte("-") }
    text.number(month, width: 2)
    if hyphens { text.byte("-") }
    text.number(day, width: 2)
  }

  /// `20261122`, as used in ids and file names.
  public var compact: String {
    FixedText.string(length: 8) { write(to: &$0, hyphens: false) }
  }

  /// Earlier days come first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

  private static func daysInMonth(year: Int, month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2 { return isLeap ? 29 : 28 }
    // Thirty days have April, June, September and November.
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
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

/// The number in these bytes, at most 18; nil when one is no digit or there are none.
func decimal(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
  guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
  var number = 0
  for byte in bytes {
    guard byte &- 0x30 < 10 else { return nil }
    number = number * 10 + Int(byte &- 0x30)
  }
  return number
}

/// A text of fixed form, such as a moment, written digit by digit: they are written by the million.
struct FixedText {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  private init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  /// The text of at most `length` bytes that `body` writes; what has no room is left out.
  static func string(length: Int, body: (inout FixedText) -> Void) -> String {
    String(unsafeUninitializedCapacity: length + 16) { buffer in
      var text = FixedText(buffer)
      body(&text)
      return text.count
    }
  }

  /// A plain character.
  mutating func byte(_ scalar: Unicode.Scalar) {
    guard count < bytes.count, let byte = UInt8(exactly: scalar.value) else { return }
    bytes.initializeElement(at: count, to: byte)
    count += 1
  }

  /// A number in decimal with zeros in front, at least `width` digits.
  mutating func number(_ number: Int, width: Int) {
    if number < 0 { byte("-") }
    var (rest, digits) = (number.magnitude, number < 0 ? 1 : 0)
    repeat {
      rest /= 10
      digits += 1
    } while rest > 0
    let places = max(width, digits) - (number < 0 ? 1 : 0)
    var power: UInt = 1
    for _ in 1..<max(2, places) where places > 1 { power *= 10 }
    rest = number.magnitude
    for _ in 0..<places {
      byte(Unicode.Scalar(UInt8(0x30 + rest / power % 10)))
      power = max(1, power / 10)
    }
  }
}

/// `number` in decimal with zeros in front, at least `width` digits.
func padded(_ number: Int, width: Int) -> String {
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
