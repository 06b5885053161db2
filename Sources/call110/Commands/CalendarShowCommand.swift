import CallModel
import Catalogue
import PlainText

/// `call110 calendar show YEAR`: the days of a year that differ from the plain week.
enum CalendarShowCommand: Command {
  static let words = ["calendar", "show"]
  static let specification = CommandSpecification(
    words, operands: ["YEAR"], .calendarShowSummary,
    options: [CalendarFile.option, OptionSpecification("json", .none, .optionJSON)])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let number = Int(invocation.operands.joined().halfWidth), (1...9_999).contains(number) else {
      throw CommandLineFault.badOperand(name: "YEAR", expected: "1–9999")
    }
    let year = try CalendarFile.calendar(for: invocation).year(number)
    if invocation.has("json") {
      StandardStreams.json([json(year)])
    } else {
      StandardStreams.output(table(year, language: invocation.language))
    }
    return .success
  }

  private static func table(_ year: CalendarYear, language: UserLanguage) -> String {
    let heading = Message.calendarYear(
      year.year, isPublished: year.isPublished, workingDays: year.workingDayCount)
    var lines = [heading.text(language)]
    if !year.source.isEmpty { lines.append(Message.calendarSource(year.source).text(language)) }
    for day in year.days {
      let weekday = Message.weekday(day.date.weekday.rawValue).text(language).fitted(to: 4)
      let kind = Message.calendarKind(day.kind.rawValue).text(language).fitted(to: 9)
      lines.append("\(day.date)  \(weekday)  \(kind)  \(Message.holiday(day.holiday).text(language))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(_ year: CalendarYear) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("year", year.year)
      writer.member("published", year.isPublished)
      writer.member("working_days", year.workingDayCount)
      writer.member("source", year.source)
      writer.array("days") { array in
        for day in year.days {
          array.object { object in
            object.member("date", day.date.description)
            object.member("kind", day.kind.rawValue)
            object.member("holiday", day.holiday)
          }
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
