import CallModel
import Catalogue
import PlainText

extension ErrorWords {
  /// `FILE:LINE: words`, one line a fault.
  static func calendar(_ fault: CalendarFileFault) -> Message {
    let path = SafeText(fault.path).description
    let lines = fault.faults.map { calendar($0).located(file: path, line: $0.line) }
    return Message(lines.map(\.chinese).joined(separator: "\n"), lines.map(\.english).joined(separator: "\n"))
  }

  /// What is wrong with one line.
  static func calendar(_ fault: WorkingCalendarFault) -> Message {
    switch fault.kind {
    case .tooLarge(let limit): .calendarTooLarge(limit: limit)
    case .notUTF8: .calendarNotUTF8
    case .controlCharacter: .calendarControlCharacter
    case .fieldCount(let count): .calendarFieldCount(count)
    case .badDate(let text): .calendarBadDate(text)
    case .unknownKind(let text): .calendarUnknownKind(text)
    case .badHoliday(let limit): .calendarBadHoliday(limit: limit)
    case .repeatedDate(let date, let line): .calendarRepeatedDate(date.description, firstLine: line)
    case .workOnWeekday(let date): .calendarWorkOnWeekday(date.description, .weekday(date.weekday.rawValue))
    case .offOnWeekend(let date): .calendarOffOnWeekend(date.description, .weekday(date.weekday.rawValue))
    case .holidayMissing(let date): .calendarHolidayMissing(date.description)
    case .noDays: .calendarNoDays
    }
  }

  /// Why a file cannot be used.
  static func input(_ fault: InputFault) -> (message: Message, status: ExitStatus) {
    switch fault.kind {
    case .cannotRead(let number): (.cannotReadFile(fault.path, errorNumber: Int(number)), .noInput)
    case .notAFile: (.notAFile(fault.path), .noInput)
    case .tooLarge(let limit): (.fileTooLarge(fault.path, limit: limit), .badData)
    }
  }
}
