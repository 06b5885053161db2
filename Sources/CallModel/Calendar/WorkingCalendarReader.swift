import PlainText

/// Reads the calendar format: one day a line, `2026-02-14<TAB>work<TAB>春节`, UTF-8; `#` begins a comment line.
///
/// It never throws: what can be read is in the calendar, everything that cannot is in the faults.
public struct WorkingCalendarReader {
  /// The largest file read, in bytes; a century of years is a tenth of it.
  public static let maximumBytes = 1_000_000
  /// The longest name of a holiday, in characters.
  public static let maximumHolidayLength = 40

  /// Days that are holidays in every year (放假办法: New Year's Day, Labour Day, National Day), as month and day.
  ///
  /// A published year in which one of them is a working day was not written down as a whole.
  private static let fixedHolidays = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]

  private var source: String?
  private var days: [CalendarDay] = []
  private var lines: [CivilDate: Int] = [:]
  private var faults: [WorkingCalendarFault] = []

  private init() {}

  /// The calendar in `bytes` and all faults, in the order of their lines.
  ///
  /// `name` is the source of the years when the file has no comment.
  public static func read(
    _ bytes: [UInt8], name: String
  ) -> (calendar: WorkingCalendar, faults: [WorkingCalendarFault]) {
    guard bytes.count <= maximumBytes else {
      return (WorkingCalendar(), [WorkingCalendarFault(kind: .tooLarge(limit: maximumBytes), line: 1)])
    }
    var reader = WorkingCalendarReader()
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes[3...] : bytes[...]
    let pieces = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() { reader.readLine(piece, number: index + 1) }
    return reader.finish(name: name)
  }

  private mutating func readLine(_ bytes: ArraySlice<UInt8>, number: Int) {
    // Files come from Windows desks, too.
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else { return fail(.notUTF8, line: number) }
    let isBlank = text.allSatisfy { $0 == " " || $0 == "\t" }
    guard !isBlank else { return }
    if text.hasPrefix("#") { return readComment(text) }
    guard text.unicodeScalars.allSatisfy({ $0 == "\t" || SafeText.isAllowed($0) }) else {
      return fail(.controlCharacter, line: number)
    }
    readDay(text.split(separator: "\t", omittingEmptySubsequences: false), number: number)
  }

  private mutating func readComment(_ text: String) {
    let words = text.drop { $0 == "#" || $0 == " " }
    if source == nil, !words.isEmpty { source = SafeText(String(words), limit: 200).description }
  }

  private mutating func readDay(_ fields: [Substring], number: Int) {
    guard fields.count == 3 else { return fail(.fieldCount(fields.count), line: number) }
    guard let date = CivilDate(fields[0]) else {
      return fail(.badDate(String(fields[0].prefix(20))), line: number)
    }
    guard let kind = CalendarDay.Kind(rawValue: String(fields[1])) else {
      return fail(.unknownKind(String(fields[1].prefix(20))), line: number)
    }
    guard (1...Self.maximumHolidayLength).contains(fields[2].count) else {
      return fail(.badHoliday(limit: Self.maximumHolidayLength), line: number)
    }
    if let firstLine = lines[date] { return fail(.repeatedDate(date, firstLine: firstLine), line: number) }
    lines[date] = number
    let isWeekend = date.weekday >= .saturday
    if kind == .work, !isWeekend { return fail(.workOnWeekday(date), line: number) }
    if kind == .off, isWeekend { return fail(.offOnWeekend(date), line: number) }
    days.append(CalendarDay(date: date, kind: kind, holiday: String(fields[2])))
  }

  private mutating func finish(
    name: String
  ) -> (calendar: WorkingCalendar, faults: [WorkingCalendarFault]) {
    let years = Dictionary(grouping: days, by: \.date.year).map { year, days in
      CalendarYear(year: year, source: source ?? SafeText(name, limit: 200).description, days: days)
    }
    for year in years where year.isPublished { checkHolidays(of: year) }
    if days.isEmpty, faults.isEmpty { fail(.noDays, line: 1) }
    // A line has at most one fault of its own, but a missing holiday is told at its year's first line.
    let ordered = faults.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
    return (WorkingCalendar(years: years), ordered.map(\.element))
  }

  private mutating func checkHolidays(of year: CalendarYear) {
    let firstLine = year.days.compactMap { lines[$0.date] }.min() ?? 1
    for (month, day) in Self.fixedHolidays {
      guard let date = CivilDate(year: year.year, month: month, day: day), lines[date] == nil else {
        continue
      }
      if year.isWorkingDay(date) { fail(.holidayMissing(date), line: firstLine) }
    }
  }

  private mutating func fail(_ kind: WorkingCalendarFault.Kind, line: Int) {
    faults.append(WorkingCalendarFault(kind: kind, line: line))
  }
}
