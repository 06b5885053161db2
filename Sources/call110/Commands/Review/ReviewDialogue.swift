import CallModel
import CallReview
import Catalogue
import Glibc
import PlainText

/// Asks a reviewer the questions of a score card, on a terminal or from a pipe, and keeps every answer on
/// the disk.
struct ReviewDialogue {
  private var walk: ScoreWalk
  /// How many lines of evidence are shown in words; the rest by their places.
  private static let shownEvidence = 4

  private let draft: ReviewDraft?
  private let lines: [RecordPlace: Message]
  private let language: UserLanguage

  /// A dialogue that goes on where `draft` ends; without one answers are not kept.
  ///
  /// `lines` says what stands in the call's journal lines.
  init(_ walk: ScoreWalk, draft: ReviewDraft?, lines: [RecordPlace: Message], language: UserLanguage) {
    self.walk = walk
    self.draft = draft
    self.lines = lines
    self.language = language
    resume()
  }

  /// Asks until the card is full; nil when the reviewer left or the lines ended.
  mutating func run() throws -> ScoreCardFilled? {
    var source = StandardInputLines()
    var pending: [StandardInputLines.Line] = []
    while true {
      prompt()
      while pending.isEmpty {
        guard let more = try source.next() else {
          // On a terminal the end of the input leaves the cursor behind the prompt.
          if isatty(STDIN_FILENO) == 1 { StandardStreams.output("\n") }
          return leave()
        }
        pending = more
      }
      let line = String(decoding: pending.removeFirst().bytes ?? [], as: UTF8.self)
      switch walk.take(line) {
      case .next: keep(line)
      case .again(let message): print(message)
      case .finished(let card): return card
      case .left: return leave()
      }
    }
  }

  /// Takes the kept lines as if they were typed now.
  private mutating func resume() {
    guard let draft else { return print(.reviewDraftNotKept) }
    guard let kept = draft.read(), !kept.lines.isEmpty else { return draft.begin(walk.items) }
    guard kept.items == walk.items else {
      print(.reviewDraftOutdated)
      return draft.begin(walk.items)
    }
    for line in kept.lines { _ = walk.take(line) }
    print(.reviewResumed(walk.progress.done, of: walk.progress.all))
    for answer in walk.given {
      print(
        .reviewAnswered(
          .qualityItem(answer.item.rawValue), .scoreMark(answer.mark.rawValue), remark: answer.remark))
    }
  }

  private func keep(_ line: String) {
    guard let draft, draft.isKept else { return }
    draft.add(line)
    if !draft.isKept { print(.reviewDraftNotKept) }
  }

  private func leave() -> ScoreCardFilled? {
    let count = draft?.isKept == true ? walk.progress.done : 0
    if count == 0 { draft?.remove() }
    print(.reviewLeft(kept: count))
    return nil
  }

  private func prompt() {
    if let question = walk.question {
      for finding in question.findings { print(.reviewFinding(finding.detail)) }
      for place in question.evidence.prefix(Self.shownEvidence) {
        print(.reviewEvidence(place.description, lines[place] ?? .verbatim("")))
      }
      let rest = question.evidence.dropFirst(Self.shownEvidence)
      if !rest.isEmpty { print(.reviewMoreEvidence(rest.map(\.description))) }
    }
    // A person types behind the prompt; a pipe's lines are not echoed, so the prompt ends its own line.
    let end = isatty(STDIN_FILENO) == 1 ? "" : "\n"
    StandardStreams.output(SafeText(walk.prompt.text(language)).description + end)
  }

  private func print(_ row: Message) {
    StandardStreams.output(SafeText(row.text(language), limit: 20_000).description + "\n")
  }
}
