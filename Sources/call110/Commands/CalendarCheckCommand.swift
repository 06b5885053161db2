import CallModel
import Catalogue
import PlainText

/// `call110 calendar check FILE`: every fault of a calendar file at once, each with its line.
enum CalendarCheckCommand: Command {
  static let words = ["calendar", "check"]
  static let specification = CommandSpecification(
    words, operands: ["FILE"], .calendarCheckSummary)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let path = invocation.operands.joined()
    let (calendar, faults) = try CalendarFile.read(path)
    guard faults.isEmpty else {
      // The faults are what was asked for, so they are output and no error message.
      let words = ErrorWords.calendar(CalendarFileFault(path: path, faults: faults))
      for line in words.text(invocation.language).split(separator: "\n") {
        StandardStreams.output(SafeText(String(line)).description + "\n")
      }
      return .badData
    }
    let published = list(calendar) { $0.isPublished }
    let statutory = list(calendar) { !$0.isPublished }
    let words = Message.calendarInOrder(published: published, statutoryOnly: statutory)
    StandardStreams.output(words.text(invocation.language) + "\n")
    return .success
  }

  private static func list(_ calendar: WorkingCalendar, where isListed: (CalendarYear) -> Bool) -> String {
    let years = calendar.years.values.filter(isListed).map(\.year).sorted()
    return years.isEmpty ? "-" : years.map { String($0) }.joined(separator: " ")
  }
}
