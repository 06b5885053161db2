import CallModel
import Catalogue
import PlainText

/// The output of `call110 due`: answers go to standard output in pieces, faults to standard error.
struct DueReport {
  let calendar: WorkingCalendar
  let asJSON: Bool
  let language: UserLanguage
  /// Whether a text was no date.
  private(set) var hasFaults = false

  private var output = ""

  init(calendar: WorkingCalendar, asJSON: Bool, language: UserLanguage) {
    self.calendar = calendar
    self.asJSON = asJSON
    self.language = language
  }

  /// Answers one text; `located` puts the text's place in front of what is wrong with it.
  mutating func add(_ text: String, located: (Message) -> Message) {
    guard let date = CivilDate(text.halfWidth.trimmed) else { return fail(located(.badDate)) }
    let deadline = ReplyDeadline(receivedAt: WallInstant(date: date), calendar: calendar)
    guard deadline.dueDate.year <= 9_999 else { return fail(located(.dateTooLate)) }
    output += asJSON ? Self.json(date, deadline) : Self.row(date, deadline)
  }

  /// Writes what has been answered so far.
  mutating func flush() {
    if !output.isEmpty { StandardStreams.output(output) }
    output = ""
  }

  private mutating func fail(_ message: Message) {
    hasFaults = true
    StandardStreams.error("call110: \(message.text(language))\n")
  }

  private static func row(_ date: CivilDate, _ deadline: ReplyDeadline) -> String {
    "\(date)\t\(deadline.dueDate)\(deadline.isProvisional ? "\tprovisional" : "")\n"
  }

  private static func json(_ date: CivilDate, _ deadline: ReplyDeadline) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("date", date.description)
      writer.member("due", deadline.dueDate.description)
      writer.array("counted") { array in for day in deadline.countedDays { array.value(day.description) } }
      writer.array("years") { array in for year in deadline.calendarYears { array.value(Int64(year)) } }
      writer.member("provisional", deadline.isProvisional)
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
