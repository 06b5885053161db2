import CallArchive
import CallModel
import CallProtocol
import Catalogue

/// `call110 major report ID --to WHO --how HOW`: notes that a person in charge was told of a major matter.
enum MajorReportCommand: Command {
  static let words = ["major", "report"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandMajorReport,
    options: [
      OptionSpecification("to", .required("WHO"), .optionReportTo),
      OptionSpecification("how", .required("HOW"), .optionHow),
      OptionSpecification("text", .required("TEXT"), .optionText),
      OptionSpecification("at", .required("TIME"), .optionAt),
      ProtocolOption.specification,
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let person = try DeskText.required("to", invocation: invocation)
    let report = MajorReported(
      to: person, isToInspectors: try ProtocolOption.document(invocation).isInspectors(person),
      how: try DeskText.required("how", invocation: invocation),
      text: DeskText.optional("text", invocation: invocation),
      reportedAt: try DeskText.moment("at", invocation: invocation, now: DeskLedger(invocation).now))
    return try CallStepCommand.run(invocation, events: [.majorReported(report)])
  }
}
