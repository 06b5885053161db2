import CallArchive
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// `call110 review next`: walks a reviewer through the score card of the next drawn call.
enum ReviewNextCommand: Command {
  static let words = ["review", "next"]
  static let specification = CommandSpecification(
    words, .commandReviewNext,
    options: [
      OptionSpecification("reviewer", .required("ID"), .optionReviewer), ProtocolOption.specification,
    ])

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let reviewer = try Person.required("reviewer", invocation: invocation)
    let desk = ReviewDesk(invocation)
    let folders = ReviewDraft.folders(invocation)
    let begun = ReviewDraft.begun(by: reviewer, in: folders)
    let next = desk.book.next(
      for: reviewer, begun: begun.own, begunByOthers: begun.others, busy: begun.busy)
    guard let next else {
      print(.reviewNothingLeft, language: invocation.language)
      if !begun.busy.isEmpty { print(.reviewBusy(begun.busy.count), language: invocation.language) }
      return .success
    }
    guard let call = JournalFaults.call(next.sampled.call, for: invocation, proof: .chain).history else {
      throw CallLookupFault.notFound(next.sampled.call)
    }
    let document = try ProtocolOption.document(invocation)
    show(call, isSecond: next.isSecond, document: document, language: invocation.language)
    let questions = ScoreQuestion.all(for: call, verdict: RuleCheck(document).check(call))
    let walk = ScoreWalk(questions, person: next.sampled.person, isSecond: next.isSecond)
    let draft = ReviewDraft(call.call, reviewer: reviewer, in: folders)
    var dialogue = ReviewDialogue(
      walk, draft: draft, lines: lines(of: call, document: document), language: invocation.language)
    guard let card = try dialogue.run() else { return .found }
    let status = try record(card, of: call.call, by: reviewer, invocation: invocation)
    draft?.remove()
    return status
  }

  /// What every line of the call says, with personal data hidden as in its sheet.
  private static func lines(of call: CallHistory, document: ProtocolDocument) -> [RecordPlace: Message] {
    let words = EventWords(document)
    let masker = Masker(.record, knowing: call.events.map(\.event))
    let said = call.events.compactMap { noted in
      noted.place.map { ($0, words.message(noted.event.masked(by: masker), of: call.call)) }
    }
    return Dictionary(said) { first, _ in first }
  }

  /// Records the card: as the second one when somebody else recorded a first one meanwhile.
  private static func record(
    _ card: ScoreCardFilled, of call: CallIdentifier, by reviewer: OperatorIdentifier,
    invocation: Invocation
  ) throws -> ExitStatus {
    let desk = ReviewDesk(invocation)
    let cards = desk.book.calls[call]?.cards ?? []
    guard !cards.contains(where: { $0.personnel == reviewer }) else {
      print(.reviewRecordedMeanwhile(call.description), language: invocation.language)
      return .success
    }
    let standing = ScoreCardFilled(
      person: card.person, isSecond: !cards.isEmpty, items: card.items, remark: card.remark)
    try desk.record(.card(standing), call: call, by: reviewer)
    return ReviewDesk.said(call, invocation: invocation)
  }

  private static func show(
    _ call: CallHistory, isSecond: Bool, document: ProtocolDocument, language: UserLanguage
  ) {
    let sheet = CallSheet(call.record.masked(.record), document: document)
    let rows =
      [.reviewOf(call.call.description, isSecond: isSecond)] + sheet.rows
      + UndoneDeeds(call, extent: .record).rows(document)
    for row in rows { print(row, language: language) }
  }

  private static func print(_ row: Message, language: UserLanguage) {
    StandardStreams.output(SafeText(row.text(language), limit: 20_000).description + "\n")
  }
}
