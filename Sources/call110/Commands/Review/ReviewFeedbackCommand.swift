import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 review feedback ID`: a reviewer tells the person about the call.
enum ReviewFeedbackCommand: Command {
  static let words = ["review", "feedback"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandReviewFeedback,
    options: [
      OptionSpecification("reviewer", .required("ID"), .optionReviewer),
      OptionSpecification("text", .required("TEXT"), .optionReviewText),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let reviewer = try Person.required("reviewer", invocation: invocation)
    let text = try ReviewDesk.words("text", invocation: invocation)
    let desk = ReviewDesk(invocation)
    let call = try desk.call(invocation).call
    guard desk.book.calls[call]?.cards.contains(where: { $0.personnel == reviewer }) == true else {
      throw ReviewFault.noCard(call)
    }
    try desk.record(.feedback(text), call: call, by: reviewer)
    return ReviewDesk.said(call, invocation: invocation)
  }
}
