import CallArchive
import CallModel
import Catalogue

/// `call110 review commend ID`: a commendation adds points to the person's month.
enum ReviewCommendCommand: Command {
  static let words = ["review", "commend"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandReviewCommend,
    options: [
      OptionSpecification("points", .required("N"), .optionPoints),
      OptionSpecification("reason", .required("TEXT"), .optionReason),
      OptionSpecification("call", .required("ID"), .optionCall),
      OptionSpecification("by", .required("ID"), .optionReviewBy),
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let person = try OperatorIdentifier(invocation.operands[0])
    let judge = try Person.required("by", invocation: invocation)
    guard judge != person else { throw ReviewFault.partOfIt }
    guard let points = try invocation.integer("points", in: 1...10) else {
      throw CommandLineFault.missingOption("points", command: "review commend")
    }
    let reason = try ReviewDesk.words("reason", invocation: invocation)
    let call = try invocation.value("call").map { try CallIdentifier($0) }
    let event = ReviewEvent.commend(Commendation(person: person, points: points, reason: reason))
    try ReviewDesk(invocation).record(event, call: call, by: judge)
    StandardStreams.output(Message.reviewRecorded(person.description).text(invocation.language) + "\n")
    return .success
  }
}
