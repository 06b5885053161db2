import CallModel
import Catalogue
import PlainText

/// `call110 due DATE...`: by when complaints received on these days must be answered.
///
/// One line a date, `date<TAB>due date`, and `<TAB>provisional` when a year's arrangement is not published.
/// A date that is none is reported and the rest still runs.
enum DueCommand: Command {
  static let specification = CommandSpecification(
    ["due"], operands: ["DATE..."], .dueSummary,
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
