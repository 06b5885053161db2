import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 review appeal ID`: the person does not accept that an item failed.
enum ReviewAppealCommand: Command {
  static let words = ["review", "appeal"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandReviewAppeal,
    options: [
      OptionSpecification("operator", .required("ID"), .optionOperator),
      OptionSpecification("item", .required("ITEM"), .optionItem),
      OptionSpecification("reason", .required("TEXT"), .optionReason), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let person = try Person.required("operator", invocation: invocation)
    let item = try ReviewDesk.item(invocation)
    let reason = try ReviewDesk.words("reason", invocation: invocation)
    let desk = ReviewDesk(invocation)
    let call = try desk.call(invocation)
    guard call.record.personnel == person else { throw ReviewFault.notTheirCall(call.call) }
    let verdict = RuleCheck(try ProtocolOption.document(invocation)).check(call)
    // A card that must stay hidden until the second one is done cannot be felt out by appeals either.
    let cards = desk.book.awaitsSecond(call.call) ? [] : desk.book.calls[call.call]?.cards ?? []
    let isMarkedDown = cards.contains { $0.event.mark(of: item) == .no }
    guard isMarkedDown || verdict.marks[item] == .no else { throw ReviewFault.notFailed(call.call) }
    try desk.record(.appeal(AppealMade(item: item, reason: reason)), call: call.call, by: person)
    return ReviewDesk.said(call.call, invocation: invocation)
  }
}
