import CallModel
import Catalogue
import PlainText

/// Walks a reviewer through a score card, a typed line a question; a pure machine, so that a pipe can drive
/// it too.
public struct ScoreWalk: Sendable {
  /// What a line led to.
  public enum Step: Hashable, Sendable {
    /// The next question stands.
    case next
    /// The line was not understood; the same question stands.
    case again(Message)
    /// All is answered.
    case finished(ScoreCardFilled)
    /// The reviewer left; nothing is recorded.
    case left
  }

  private let person: OperatorIdentifier
  private let isSecond: Bool
  private let questions: [ScoreQuestion]
  private var answers: [MarkedItem] = []

  /// A walk over these questions about a call of `person`.
  public init(_ questions: [ScoreQuestion], person: OperatorIdentifier, isSecond: Bool) {
    self.questions = questions
    self.person = person
    self.isSecond = isSecond
  }

  /// The question that stands; nil when only the closing remark is left.
  public var question: ScoreQuestion? { answers.count < questions.count ? questions[answers.count] : nil }

  /// How many are answered, and how many there are.
  public var progress: (done: Int, all: Int) { (answers.count, questions.count) }

  /// The answers given so far.
  public var given: [MarkedItem] { answers }

  /// The items asked about, in order: answers kept from another time belong to the same ones or to none.
  public var items: [QualityItem] { questions.map(\.item) }

  /// The words that stand before the reviewer's answer.
  public var prompt: Message {
    guard let question else { return .reviewPromptRemark }
    return .reviewPrompt(
      number: answers.count + 1, of: questions.count, item: .qualityItem(question.item.rawValue),
      proposal: question.proposal.map { .scoreMark($0.rawValue) })
  }

  /// Takes what the reviewer typed.
  public mutating func take(_ line: String) -> Step {
    let text = SafeText(line).description.trimmed
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let word = (words.first ?? "").halfWidth.lowercased()
    if Message.reviewLeaveWords.contains(word) { return .left }
    if Message.reviewBackWords.contains(word), words.count == 1 {
      if !answers.isEmpty { answers.removeLast() }
      return .next
    }
    guard let question else {
      return .finished(ScoreCardFilled(person: person, isSecond: isSecond, items: answers, remark: text))
    }
    guard let mark = word.isEmpty ? question.proposal : Message.scoreMarkWords[word].flatMap(ScoreMark.init)
    else {
      return .again(.reviewMarkExpected)
    }
    answers.append(
      MarkedItem(
        item: question.item, mark: mark, remark: words.count > 1 ? words[1].trimmed : "",
        evidence: question.evidence.map(\.description)))
    return .next
  }
}

/// One question of a score card: the item, what the rules propose, and the journal lines it rests on.
public struct ScoreQuestion: Hashable, Sendable {
  /// What is asked about.
  public let item: QualityItem
  /// What the rules say; nil where only a person can judge.
  public let proposal: ScoreMark?
  /// What the rules found.
  public let findings: [CallFinding]
  /// The journal lines.
  public let evidence: [RecordPlace]

  /// The questions about a call: the six aspects first, then every rule that applies to it.
  public static func all(for call: CallHistory, verdict: RuleVerdict) -> [ScoreQuestion] {
    // A person judges an aspect from the whole call: its first line and its last.
    let closing = call.traced.closing
    let ends = [call.events.first?.place, closing].compactMap { $0 }
    let aspects = QualityItem.aspects.map {
      ScoreQuestion(item: $0, proposal: nil, findings: [], evidence: ends)
    }
    let rules = QualityItem.rules.compactMap { item -> ScoreQuestion? in
      guard let mark = verdict.marks[item], mark.isJudged else { return nil }
      let found = verdict.evidence(of: item)
      let evidence = found.isEmpty ? closing.map { [$0] } ?? [] : found
      return ScoreQuestion(
        item: item, proposal: mark, findings: verdict.findings(of: item), evidence: evidence)
    }
    return aspects + rules
  }
}
