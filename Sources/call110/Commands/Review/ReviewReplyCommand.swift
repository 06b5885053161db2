import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 review reply ID`: the person answers the feedback; the answer is part of the record.
enum ReviewReplyCommand: Command {
  static let words = ["review", "reply"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandReviewReply,
    options: [
      OptionSpecification("operator", .required("ID"), .optionOperator),
      OptionSpecification("text", .required("TEXT"), .optionReviewText),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let person = try Person.required("operator", invocation: invocation)
    let text = try ReviewDesk.words("text", invocation: invocation)
    let desk = ReviewDesk(invocation)
    let call = try desk.call(invocation)
    guard call.record.personnel == person else { throw ReviewFault.notTheirCall(call.call) }
    try desk.record(.reply(text), call: call.call, by: person)
    return ReviewDesk.said(call.call, invocation: invocation)
  }
}
