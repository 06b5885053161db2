import CallModel
import CallProtocol
import PlainText

/// What a caller makes of words said to him: what they ask for, what they tell him, what they are to him.
///
/// Pure and the same on every machine; the scorer hears with the same ears.
struct CallerHearing: Sendable {
  /// A question with what answers it.
  struct Question: Hashable, Sendable {
    /// The question's name in the data.
    let topic: String
    /// Where the answer belongs; nil when he has none.
    let owner: KnownFacts.Owner?
    /// Places in `KnownFacts.parts` that answer it; empty when the whole element does.
    let parts: [Int]
    /// What the question names is so, is not so, or it names nothing; only of a question for yes or no.
    let isSo: Bool?
    /// The elements it asks for, known or not.
    let asked: [ElementIdentifier]
    /// Whether it asks for one particular he does not know.
    let isUnknown: Bool

    /// Whether a part of the very element it asks for answers it.
    var isParticular: Bool { !parts.isEmpty && asked.contains { $0 == owner?.told } }

    /// The same, with whether what it names is so.
    func holding(_ isSo: Bool?) -> Question {
      Question(topic: topic, owner: owner, parts: parts, isSo: isSo, asked: asked, isUnknown: isUnknown)
    }
  }

  /// What one clause is to him.
  enum Act: Hashable, Sendable {
    case question(Question)
    case remark(HearingWords.Remark)
    /// Something was read back to him and is wrong: the parts that are right.
    case misheard(Question)
    /// A question he does not understand.
    case puzzled
    /// Words of a language he does not speak.
    case foreign

    /// Whether yes or no is clear.
    var isDecided: Bool {
      switch self {
      case .question(let question): question.isSo != nil
      case .misheard: true
      case .remark, .puzzled, .foreign: false
      }
    }
  }

  let words: HearingWords
  let facts: KnownFacts
  private let isEnglish: Bool
  let isComplaint: Bool

  /// The ears of the caller of `scenario`.
  init(_ scenario: DrillScenario, words: HearingWords = .shipped) {
    self.words = words
    facts = KnownFacts(scenario, words: words)
    isEnglish = scenario.language == "english"
    isComplaint = !scenario.complaint.isEmpty
  }

  /// What `text` is to him, clause by clause.
  func acts(in text: String) -> [Act] {
    let clauses = SpokenTokens.clauses(of: text, rewrites: words.rewrites)
    guard !clauses.isEmpty else { return [.puzzled] }
    if isForeign(clauses) { return [.foreign] }
    var acts: [Act] = []
    var isAsking = false
    for (index, clause) in clauses.enumerated() {
      // 往东跑的，对吗？ the mark of the question stands in a clause of its own.
      let next = index + 1 < clauses.count ? clauses[index + 1] : nil
      let isTagged = next.map { words.isTag($0.tokens) } ?? false
      if words.isTag(clause.tokens), index > 0 { continue }
      let found = self.acts(in: clause, isTagged: isTagged, isAsking: isAsking)
      isAsking = found.contains { if case .question = $0 { true } else { false } }
      acts += found
    }
    return isRude(clauses, acts: acts)
      ? [.remark(.insult)] : Self.settled(acts.isEmpty ? [.remark(.noted)] : acts)
  }

  /// A number nobody asks with: he is told a telephone.
  private static func isLongNumber(_ token: String) -> Bool {
    token.count >= 4 && token.allSatisfy { $0.isNumber }
  }

  /// Whether words that nothing else was found in are like those of insults.
  private func isRude(_ clauses: [SpokenTokens.Clause], acts: [Act]) -> Bool {
    guard acts.allSatisfy({ $0 == .remark(.noted) || $0 == .puzzled }),
      let rudest = clauses.map({ words.examples.rudeness(of: $0.tokens) }).max()
    else { return false }
    return rudest >= (acts.contains(.puzzled) ? Self.rudeQuestion : Self.rude)
  }

  static let readBackTopic = "read-back"

  /// Says nothing twice; with a question among them, remarks that ask for nothing need no word.
  private static func settled(_ acts: [Act]) -> [Act] {
    var seen: Set<Act> = []
    let once = acts.filter { seen.insert($0).inserted }
    if once.contains(.remark(.repeat)) { return [.remark(.repeat)] }
    let bad = once.filter { act in
      if case .remark(let remark) = act { [.cruel, .insult, .cold].contains(remark) } else { false }
    }
    if let worst = bad.first { return [worst] }
    let readBack = once.compactMap { act -> KnownFacts.Owner? in
      switch act {
      case .question(let question): question.topic == Self.readBackTopic ? question.owner : nil
      case .misheard(let question): question.owner
      case .remark, .puzzled, .foreign: nil
      }
    }
    let understood = once.filter { act in
      // 核对一下地址, and then the address: read back, nothing is asked.
      if case .question(let question) = act, question.topic != Self.readBackTopic, let owner = question.owner
      {
        return !readBack.contains(owner)
      }
      return act != .puzzled
    }
    let asks = understood.contains { act in
      switch act {
      case .question, .misheard: true
      case .remark, .puzzled, .foreign: false
      }
    }
    guard asks else { return understood.isEmpty ? once : understood }
    return understood.filter { act in
      guard case .remark(let remark) = act else { return true }
      return [.calming, .civility].contains(remark)
    }
  }

  private func isForeign(_ clauses: [SpokenTokens.Clause]) -> Bool {
    let tokens = clauses.flatMap(\.tokens)
    let latin = tokens.count { $0.contains { $0.isLetter } && $0.first?.isASCII == true }
    let other = tokens.count { $0.first?.isASCII == false }
    // A name or two in the other script is no other language.
    return isEnglish ? other > latin * 2 : latin >= 3 && latin > other
  }

  // MARK: One clause

  private func acts(in clause: SpokenTokens.Clause, isTagged: Bool, isAsking: Bool) -> [Act] {
    let remarkHits = words.remarks.hits(in: clause.tokens)
    let remarks = Self.strongest(remarkHits.filter { $0.meaning != .question && $0.meaning != .nothing })
    let everyAsking = words.asking.hits(in: clause.tokens)
    let asking = Self.strongest(everyAsking, per: { _ in "" })
    let topics = Self.strongest(
      words.topics.hits(in: clause.tokens).filter { hit in
        // A field of a complaint is asked of complainants, and no wording cuts through a word that asks.
        (isComplaint || !hit.meaning.elements.isEmpty)
          && !asking.contains { $0.range.overlaps(hit.range) && !hit.range.contains($0.range) }
      }, per: { $0.name })
    // What a longer wording of the other kind holds is not heard: 有没有病史 is no insult.
    // Nor is what a question holds that asks with a word of its own: 待在哪 is no 待在这里.
    let heard = remarks.filter { remark in
      !topics.contains { topic in
        topic.range.overlaps(remark.range)
          && (topic.weight > remark.weight
            || !Self.aboveQuestions.contains(remark.meaning)
              && asking.contains { topic.range.contains($0.range) })
      }
    }
    let asked = topics.filter { topic in
      !heard.contains { $0.range.overlaps(topic.range) && $0.weight >= topic.weight }
    }
    let bad = heard.map(\.meaning).first { [.cruel, .insult, .cold].contains($0) }
    if let bad { return [.remark(bad)] }
    if words.isScolding(clause.tokens) { return [.remark(.insult)] }
    if !clause.isMarkedQuestion, !isTagged, words.isOrder(clause.tokens) {
      return heard.isEmpty ? [.remark(.advice)] : heard.map { .remark($0.meaning) }
    }
    let covered = Set(asked.flatMap(\.range)).count
    // 我把信息发给各所 holds a word of requests and asks for nothing.
    let isRequest =
      remarkHits.contains { $0.meaning == .question }
      && !(words.isOwnDeed(clause.tokens) && everyAsking.isEmpty && !isPolar(clause))
    let isMarked =
      clause.isMarkedQuestion || isTagged || isRequest || words.isAlternating(clause.tokens)
    let isShort =
      !asked.isEmpty && covered * 10 >= clause.tokens.count * 6 && !words.isOwnDeed(clause.tokens)
    // \u{4E3A}\u{4E86} asks for nothing, \u{4E3A}\u{4E86}\u{4EC0}\u{4E48} does.
    let isNothing =
      remarkHits.contains { hit in
        hit.meaning == .nothing
          && !(asked.map { ($0.weight, $0.range) } + everyAsking.map { ($0.weight, $0.range) }).contains {
            $0 > hit.weight && $1.contains(hit.range)
          }
      } && !clause.isMarkedQuestion && !isTagged && !words.isSoft(clause.tokens)
    if isNothing { return [.remark(.nothing)] }
    // What names a subject of its own is asked about that; the rest is held against all he knows.
    let isReadBack = isTagged || words.isConfirming(clause.tokens)
    if isReadBack, let back = readBack(clause, kind: .tagged) { return [back] }
    if asked.isEmpty || holdsNumbers(of: clause.slots), heard.isEmpty, isHeldUp(clause),
      let back = readBack(clause, kind: .leading), back.isDecided
    {
      return [back]
    }
    if asked.isEmpty, words.isLeading(clause.tokens), let back = readBack(clause, kind: .leading) {
      guard case .question(let question) = back else { return [back] }
      // Some words of a fact are no question for it.
      let likeliest = words.examples.opinion(on: clause.tokens)?.likeliest()?.element
      if question.isSo != nil || likeliest == question.owner?.told {
        return [weighed(question, in: clause, isPlain: question.isSo != nil)]
      }
    }
    let isHeading = heard.isEmpty && words.isHeading(clause.tokens)
    if isMarked || isShort || isHeading || isAsking && !asked.isEmpty {
      let acts = questions(clause, asked: asked, heard: heard.map(\.meaning), asking: asking.map(\.range))
      return isTagged ? acts.map(confirmed(clause)) : acts
    }
    guard heard.isEmpty else { return heard.map { .remark($0.meaning) } }
    return told(clause, asked: asked, asking: asking.map(\.range))
  }

  /// What a clause is that bears no mark of a question: read back, asked all the same, or told.
  private func told(
    _ clause: SpokenTokens.Clause, asked: [PatternTable<HearingWords.Topic>.Hit], asking: [Range<Int>]
  ) -> [Act] {
    if let back = readBack(clause, kind: .plain) { return [back] }
    let likely = likely(clause)
    // 救护车出来了 tells that something is done.
    let isAsked =
      likely.map { likely in asked.contains { $0.meaning.elements.contains(likely) } } == true
      && clause.tokens.last != "\u{4E86}" && !clause.tokens.contains(where: Self.isLongNumber)
    let isOwn = words.isOwnDeed(clause.tokens)
    let isSoft = words.isSoft(clause.tokens)
    if asked.isEmpty ? isSoft && !isOwn && likely != nil : isSoft || isAsked && !isOwn {
      return questions(clause, asked: asked, heard: [], asking: asking)
    }
    return [.remark(.noted)]
  }

  /// Whether a statement is made a question by its mark alone.
  func isHeldUp(_ clause: SpokenTokens.Clause) -> Bool {
    clause.isMarkedQuestion && !words.isPolar(clause.tokens) && !words.isOffering(clause.tokens)
      && words.asking.hits(in: clause.tokens).isEmpty
  }

  /// Whether yes or no would be an answer.
  func isPolar(_ clause: SpokenTokens.Clause) -> Bool { words.isPolar(clause.tokens) || isHeldUp(clause) }

  /// The same with yes or no before it, since a clause behind it asks for that.
  private func confirmed(_ clause: SpokenTokens.Clause) -> (Act) -> Act {
    { act in
      guard case .question(let question) = act, question.isSo == nil, !question.isUnknown else { return act }
      let own = facts.parts.indices.filter { facts.parts[$0].owner == question.owner }
      return .question(
        question.holding(verdict(clause, parts: question.parts.isEmpty ? own : question.parts)))
    }
  }

  /// Of hits that overlap the one that says most; the earlier in the data of equals.
  private static func strongest<Meaning: Sendable>(
    _ hits: [PatternTable<Meaning>.Hit], per name: (Meaning) -> String = { "\($0)" }
  ) -> [PatternTable<Meaning>.Hit] {
    var kept: [PatternTable<Meaning>.Hit] = []
    for hit in hits.sorted(by: {
      ($1.weight, $0.order, $0.range.lowerBound) < ($0.weight, $1.order, $1.range.lowerBound)
    })
    where !kept.contains(where: {
      $0.range.overlaps(hit.range) && (name($0.meaning) == name(hit.meaning) || $0.weight > hit.weight)
    }) {
      kept.append(hit)
    }
    return kept
  }

  /// How much likelier words are an insult than anything else before they are taken so, in sixteenths of a
  /// bit; what seems to ask for something must be likelier.
  private static let rude = 128
  private static let rudeQuestion = 256

  private static let aboveQuestions: Set<HearingWords.Remark> = [
    .cruel, .insult, .cold, .repeat, .tap, .hear, .more,
  ]
  private static let beforeQuestions: Set<HearingWords.Remark> = [.repeat, .tap, .hear, .more]

  private func questions(
    _ clause: SpokenTokens.Clause, asked: [PatternTable<HearingWords.Topic>.Hit],
    heard: [HearingWords.Remark], asking: [Range<Int>]
  ) -> [Act] {
    let kept = heard.filter { [.calming, .civility].contains($0) }.map(Act.remark)
    if let first = heard.first(where: Self.beforeQuestions.contains) { return kept + [.remark(first)] }
    if asksOfNothingKnown(clause, asked: asked) { return kept + [.question(Self.unheardOf)] }
    if let place = nameOfPlace(clause, asked: asked) { return kept + [.question(place)] }
    if let offered = offered(clause, asked: asked) { return kept + [.question(offered)] }
    guard let chosen = choose(asked, in: clause, asking: asking) else { return kept + [.puzzled] }
    let answers = chosen.map { answer($0, in: clause) }
    let isOpen = answers.count == 1 && answers[0].isUnknown && !chosen[0].isNarrow
    let nearest = nearestPart(to: clause, asks: !asking.isEmpty)
    if answers.count == 1, !isOpen || nearest == nil {
      let own = asked.filter { $0.meaning.name == chosen[0].name }
      // The wording is all there is of the question.
      if own.contains(where: { $0.weight >= 4 && $0.range.count * 10 >= clause.tokens.count * 7 }) {
        return kept + [.question(answers[0])]
      }
      let isPlain = own.contains { hit in asking.contains { hit.range.contains($0) } }
      return kept + [
        weighed(answers[0], of: chosen[0], in: clause, isPlain: isPlain || !answers[0].parts.isEmpty)
      ]
    }
    if answers.count > 1 { return kept + answers.map { .question($0) } }
    if let nearest {
      let told = facts.parts[nearest].owner.told.map { [$0] } ?? []
      return kept + [weighed(question(of: [nearest], asked: told, in: clause), in: clause, isPlain: false)]
    }
    if !heard.isEmpty, !asks(clause) { return heard.map(Act.remark) }
    // That something is read back says nothing of what.
    let alone =
      words.isConfirming(clause.tokens)
      ? nil : likely(clause).flatMap { isFamiliar(clause, with: $0, by: 600) ? $0 : nil }
    let topic = words.nearest(to: clause.tokens) ?? alone.map(HearingWords.Topic.init)
    return [topic.map { .question(answer($0, in: clause)) } ?? .puzzled]
  }

  /// Asked for something that is none of his facts: he does not know.
  static let unheardOf = Question(
    topic: "", owner: nil, parts: [], isSo: nil, asked: [], isUnknown: true)

  /// Whether it asks whether there is something (有没有疤) of which no wording and none of his facts speaks.
  private func asksOfNothingKnown(
    _ clause: SpokenTokens.Clause, asked: [PatternTable<HearingWords.Topic>.Hit]
  ) -> Bool {
    guard !isComplaint, asked.isEmpty, likely(clause) == nil,
      let named = words.whatMayBe(in: clause.tokens)
    else { return false }
    return !facts.parts.contains { words.overlap(Array(clause.tokens[named]), with: $0.tokens) > 0 }
  }

  /// Whether the clause asks whatever else it holds.
  func asks(_ clause: SpokenTokens.Clause) -> Bool {
    clause.isMarkedQuestion || words.isAlternating(clause.tokens)
  }

  /// The questions of a clause: one, or several when a word between joins them or nothing stands between; nil
  /// when two are asked as plainly.
  private func choose(
    _ asked: [PatternTable<HearingWords.Topic>.Hit], in clause: SpokenTokens.Clause, asking: [Range<Int>]
  ) -> [HearingWords.Topic]? {
    let ranked = asked.map { (hit: $0, score: score($0, in: clause, asking: asking)) }
      .sorted { ($1.score, $0.hit.order) < ($0.score, $1.hit.order) }
    guard var best = ranked.first?.hit else { return [] }
    // Two elements asked for as plainly, with nothing that joins them: what such words mostly ask for, or he
    // asks rather than guesses.
    let rivals = ranked.filter { other in
      other.score == ranked[0].score && other.hit.meaning.elements != best.meaning.elements
        && !other.hit.range.overlaps(best.range) && !isNear(other.hit, other: best, in: clause)
    }.map(\.hit)
    if !rivals.isEmpty {
      let likely = words.examples.opinion(on: clause.tokens)?.likeliest()?.element
      let mostly = ([best] + rivals).first { hit in likely.map(hit.meaning.elements.contains) ?? false }
      guard let mostly else { return nil }
      best = mostly
    }
    var chosen = [best]
    for (hit, _) in ranked where hit.meaning.name != best.meaning.name {
      guard !chosen.contains(where: { $0.range.overlaps(hit.range) || $0.meaning.name == hit.meaning.name })
      else { continue }
      if chosen.contains(where: { isNear($0, other: hit, in: clause) }) { chosen.append(hit) }
    }
    return chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }.map(\.meaning)
  }

  /// Whether a word that joins, or in a complaint nothing at all, stands between two wordings.
  private func isNear(
    _ one: PatternTable<HearingWords.Topic>.Hit, other: PatternTable<HearingWords.Topic>.Hit,
    in clause: SpokenTokens.Clause
  ) -> Bool {
    let (low, high) = one.range.lowerBound < other.range.lowerBound ? (one, other) : (other, one)
    let between = clause.tokens[low.range.upperBound..<max(low.range.upperBound, high.range.lowerBound)]
    return between.contains(where: words.isJoining)
      || between.isEmpty && low.meaning.elements != high.meaning.elements && isComplaint
  }

  private func score(
    _ hit: PatternTable<HearingWords.Topic>.Hit, in clause: SpokenTokens.Clause, asking: [Range<Int>]
  ) -> Int {
    let asks = asking.contains { hit.range.contains($0) } ? 4 : 0
    let support = candidates(hit.meaning, in: clause).map { $0.score }.max() ?? 0
    let fits = hit.meaning.field != nil && hit.meaning.elements.isEmpty ? (isComplaint ? 6 : -8) : 0
    return asks + hit.weight * 2 + (hit.meaning.isParticular ? 1 : 0) + min(6, support) + fits
  }

}

extension Range<Int> {
  /// Whether the other lies within.
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
