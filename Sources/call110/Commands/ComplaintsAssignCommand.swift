import CallArchive
import CallModel
import Catalogue

/// `call110 complaints assign ID --to PERSON`: gives a complaint to a person.
enum ComplaintsAssignCommand: Command {
  static let words = ["complaints", "assign"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandComplaintsAssign,
    options: [
      OptionSpecification("to", .required("ID"), .optionTo),
      OptionSpecification("why", .required("TEXT"), .optionWhy),
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let person = try OperatorIdentifier(try invocation.required("to"))
    let reason = DeskText.optional("why", invocation: invocation)
    return try ComplaintStepCommand.run(invocation) { (complaint, _) throws(ComplaintFault) in
      try complaint.assign(to: person, reason: reason)
    }
  }
}
