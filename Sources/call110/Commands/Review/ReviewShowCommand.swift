import CallArchive
import CallModel
import CallReview
import Catalogue

/// `call110 review show ID`: the cards of a call and what followed, the caller's data in them hidden.
enum ReviewShowCommand: Command {
  static let words = ["review", "show"]
  static let specification = CommandSpecification(
    words, operands: ["ID"], .commandReviewShow, options: TableFormat.specifications)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let format = try TableFormat(invocation)
    let call = try CallIdentifier(invocation.operands[0])
    let desk = ReviewDesk(invocation)
    guard let reviewed = desk.book.calls[call] else {
      StandardStreams.output(Message.reviewNone.text(invocation.language) + "\n")
      return .success
    }
    if desk.book.awaitsSecond(call) {
      StandardStreams.output(Message.reviewHidden.text(invocation.language) + "\n")
      return .success
    }
    let record = desk.archive.call(call).history?.record
    let shown = reviewed.masked(.record, with: record)
    StandardStreams.output(format.text(ReviewTable.table(shown, invocation.language)))
    return .success
  }
}
