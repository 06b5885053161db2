import CallArchive
import CallModel
import Catalogue

/// `call110 complaints reply ID --by WHO --how HOW --text TEXT`: notes the answer given to the complainant.
enum ComplaintsReplyCommand: Command {
  static let words = ["complaints", "reply"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandComplaintsReply,
    options: [
      OptionSpecification("by", .required("WHO"), .optionBy),
      OptionSpecification("how", .required("HOW"), .optionHow),
      OptionSpecification("text", .required("TEXT"), .optionText),
      OptionSpecification("at", .required("TIME"), .optionAt),
      OptionSpecification("proof", .required("TEXT"), .optionProof),
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let by = try DeskText.required("by", invocation: invocation)
    let how = try DeskText.required("how", invocation: invocation)
    let text = try DeskText.required("text", invocation: invocation)
    let proof = DeskText.optional("proof", invocation: invocation)
    let at = try DeskText.moment("at", invocation: invocation, now: DeskLedger(invocation).now)
    return try ComplaintStepCommand.run(invocation) { (complaint, now) throws(ComplaintFault) in
      try complaint.reply(
        ComplaintReplied(by: by, how: how, text: text, repliedAt: at, proof: proof), now: now)
    }
  }
}
