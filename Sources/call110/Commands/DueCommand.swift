import CallModel
import Catalogue
import PlainText

/// `call110 due DATE...`: by when complaints received on these days must be answered.
///
/// One line a date, `date<TAB>due date`, and `<TAB>provisional` when a year's arrangement is not published.
/// A date that is none is reported and the rest still runs.
enum DueCommand: Command {
  static let words = ["due"]
  static let specification = CommandSpecification(
    words, operands: ["DATE..."], .dueSummary,
    options: [CalendarFile.option, OptionSpecification("json", .none, .optionJSON)])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    var report = DueReport(
      calendar: try CalendarFile.calendar(for: invocation), asJSON: invocation.has("json"),
      language: invocation.language)
    for (index, operand) in invocation.operands.enumerated() {
      if operand == "-" {
        try readStandardInput(into: &report)
      } else {
        report.add(operand) { $0.located(operand: index + 1) }
      }
    }
    report.flush()
    return report.hasFaults ? .badData : .success
  }

  private static func readStandardInput(into report: inout DueReport) throws(InputFault) {
    var input = StandardInputLines()
    while let lines = try input.next() {
      for line in lines {
        let text = line.bytes.flatMap { String(validating: $0, as: UTF8.self) } ?? "?"
        guard !text.trimmed.isEmpty else { continue }
        report.add(text) { $0.located(file: "-", line: line.number) }
      }
      // Somebody may be typing the dates and waiting for each answer.
      report.flush()
    }
  }
}

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
    output += asJSON ? Self.json(date, deadline: deadline) : Self.row(date, deadline: deadline)
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

  private static func row(_ date: CivilDate, deadline: ReplyDeadline) -> String {
    "\(date)\t\(deadline.dueDate)\(deadline.isProvisional ? "\tprovisional" : "")\n"
  }

  private static func json(_ date: CivilDate, deadline: ReplyDeadline) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("date", date.description)
      writer.member("complaint_due", deadline.dueDate.description)
      writer.array("counted") { array in for day in deadline.countedDays { array.value(day.description) } }
      writer.array("years") { array in for year in deadline.calendarYears { array.value(Int64(year)) } }
      writer.member("provisional", deadline.isProvisional)
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
