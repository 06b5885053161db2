import CallModel
import CallReview
import Catalogue
import Glibc
import PlainText

/// Asks a reviewer the questions of a score card, on a terminal or from a pipe, and keeps every answer on
/// the disk.
struct ReviewDialogue {
  private var walk: ScoreWalk
  private let draft: ReviewDraft?
  private let language: UserLanguage

  /// A dialogue that goes on where `draft` ends; without one answers are not kept.
  init(_ walk: ScoreWalk, draft: ReviewDraft?, language: UserLanguage) {
    self.walk = walk
    self.draft = draft
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
        guard let more = try source.next() else { return leave() }
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
    // On a terminal the end of the input leaves the cursor behind the prompt.
    if isatty(STDIN_FILENO) == 1 { StandardStreams.output("\n") }
    print(.reviewLeft(kept: count))
    return nil
  }

  private func prompt() {
    if let question = walk.question {
      for finding in question.findings { print(.reviewFinding(finding.detail)) }
      print(.reviewEvidence(question.evidence.map(\.description)))
    }
    // A person types behind the prompt; a pipe's lines are not echoed, so the prompt ends its own line.
    let end = isatty(STDIN_FILENO) == 1 ? "" : "\n"
    StandardStreams.output(SafeText(walk.prompt.text(language)).description + end)
  }

  private func print(_ row: Message) {
    StandardStreams.output(SafeText(row.text(language), limit: 20_000).description + "\n")
  }
}
