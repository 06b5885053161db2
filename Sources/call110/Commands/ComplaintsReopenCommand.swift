import CallArchive
import CallModel
import CallProtocol
import Catalogue

/// `call110 complaints reopen ID --why TEXT`: the complainant is not content; the days are counted again from
/// today.
enum ComplaintsReopenCommand: Command {
  static let words = ["complaints", "reopen"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandComplaintsReopen,
    options: [
      OptionSpecification("why", .required("TEXT"), .optionWhy), CalendarFile.option,
      ProtocolOption.specification,
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let reason = try DeskText.required("why", invocation: invocation)
    let calendar = try CalendarFile.calendar(for: invocation)
    let days = try ProtocolOption.document(invocation).complaintReplyWorkingDays
    return try ComplaintStepCommand.run(invocation) { (complaint, now) throws(ComplaintFault) in
      let deadline = ReplyDeadline(receivedAt: now, workingDays: days, calendar: calendar)
      return try complaint.reopen(reason: reason, deadline: ComplaintOpened(deadline))
    }
  }
}
