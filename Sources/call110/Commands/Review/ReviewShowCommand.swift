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
      return nothing(.reviewNone, format: format, invocation: invocation)
    }
    if desk.book.awaitsSecond(call) {
      return nothing(.reviewHidden, format: format, invocation: invocation)
    }
    let found = desk.archive.call(call)
    JournalFaults.report(found.faults.count, language: invocation.language)
    let record = found.history?.record
    let shown = reviewed.masked(.record, with: record)
    StandardStreams.output(format.text(ReviewTable.table(shown, language: invocation.language)))
    return .success
  }

  /// Says why there is nothing to show; beside an empty list where a program reads.
  private static func nothing(
    _ message: Message, format: TableFormat, invocation: Invocation
  ) -> ExitStatus {
    let words = message.text(invocation.language) + "\n"
    switch format {
    case .text: StandardStreams.output(words)
    case .csv, .json:
      StandardStreams.error(words)
      if case .json = format { StandardStreams.json([]) }
    }
    return .success
  }
}
