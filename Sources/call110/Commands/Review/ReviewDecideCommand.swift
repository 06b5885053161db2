import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 review decide ID`: somebody who was not part of it decides an appeal.
enum ReviewDecideCommand: Command {
  static let words = ["review", "decide"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandReviewDecide,
    options: [
      OptionSpecification("by", .required("ID"), .optionReviewBy),
      OptionSpecification("item", .required("ITEM"), .optionItem),
      OptionSpecification("outcome", .required("upheld|dismissed"), .optionOutcome),
      OptionSpecification("reason", .required("TEXT"), .optionReason),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let judge = try Person.required("by", invocation: invocation)
    let item = try ReviewDesk.item(invocation)
    let outcome = try invocation.required("outcome")
    guard ["upheld", "dismissed"].contains(outcome) else {
      throw CommandLineFault.badValue(option: "outcome", expected: "upheld|dismissed")
    }
    let reason = try ReviewDesk.words("reason", invocation: invocation)
    let desk = ReviewDesk(invocation)
    let call = try desk.call(invocation)
    let reviewed = desk.book.calls[call.call]
    guard reviewed?.openAppeals.contains(item) == true else { throw ReviewFault.noAppeal(call.call) }
    let isReviewer = reviewed?.cards.contains { $0.personnel == judge } == true
    guard judge != call.record.personnel, !isReviewer else { throw ReviewFault.partOfIt }
    let decision = AppealDecided(item: item, isUpheld: outcome == "upheld", reason: reason)
    try desk.record(.decision(decision), call: call.call, by: judge)
    return ReviewDesk.said(call.call, invocation: invocation)
  }
}
