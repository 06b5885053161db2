import CallModel
import CallProtocol
import CallReview
import Catalogue
import Glibc
import PlainText

/// `call110 review next`: walks a reviewer through the score card of the next drawn call.
enum ReviewNextCommand: Command {
  static let specification = CommandSpecification(
    ["review", "next"], .commandReviewNext,
    options: [
      OptionSpecification("reviewer", .required("ID"), .optionReviewer), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let reviewer = try Person.required("reviewer", invocation)
    let desk = ReviewDesk(invocation)
    guard let next = desk.book.next(for: reviewer) else {
      StandardStreams.output(Message.reviewNothingLeft.text(invocation.language) + "\n")
      return .success
    }
    guard let call = desk.archive.call(next.sampled.call).history else {
      throw CallLookupFault.notFound(next.sampled.call)
    }
    let document = try ProtocolOption.document(invocation)
    show(call, isSecond: next.isSecond, document, invocation.language)
    let questions = ScoreQuestion.all(for: call, RuleCheck(document).check(call))
    var walk = ScoreWalk(questions, person: next.sampled.person, isSecond: next.isSecond)
    guard let card = try ask(&walk, invocation.language) else {
      StandardStreams.output(Message.reviewLeft.text(invocation.language) + "\n")
      return .found
    }
    try desk.record(.card(card), call: call.call, by: reviewer)
    StandardStreams.output(Message.reviewRecorded(call.call.description).text(invocation.language) + "\n")
    return .success
  }

  private static func show(
    _ call: CallHistory, isSecond: Bool, _ document: ProtocolDocument, _ language: UserLanguage
  ) {
    let sheet = CallSheet(call.record.masked(.record), document: document)
    let rows = [.reviewOf(call.call.description, isSecond: isSecond)] + sheet.rows
    for row in rows { print(row, language) }
  }

  /// Asks until the card is full; nil when the reviewer left or the lines ended.
  private static func ask(_ walk: inout ScoreWalk, _ language: UserLanguage) throws -> ScoreCardFilled? {
    var source = StandardInputLines()
    var pending: [StandardInputLines.Line] = []
    while true {
      prompt(walk, language)
      while pending.isEmpty {
        guard let more = try source.next() else { return nil }
        pending = more
      }
      let line = pending.removeFirst()
      switch walk.take(String(decoding: line.bytes ?? [], as: UTF8.self)) {
      case .next: continue
      case .again(let message): print(message, language)
      case .finished(let card): return card
      case .left: return nil
      }
    }
  }

  private static func prompt(_ walk: ScoreWalk, _ language: UserLanguage) {
    if let question = walk.question {
      for finding in question.findings { print(.reviewFinding(finding.detail), language) }
      print(.reviewEvidence(question.evidence.map(\.description)), language)
    }
    // A person types behind the prompt; a pipe's lines are not echoed, so the prompt ends its own line.
    let end = isatty(STDIN_FILENO) == 1 ? "" : "\n"
    StandardStreams.output(SafeText(walk.prompt.text(language)).description + end)
  }

  private static func print(_ row: Message, _ language: UserLanguage) {
    StandardStreams.output(SafeText(row.text(language), limit: 20_000).description + "\n")
  }
}
