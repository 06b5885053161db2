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
  }

  let words: HearingWords
  let facts: KnownFacts
  private let isEnglish: Bool
  private let isComplaint: Bool

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
    return isRude(clauses, acts) ? [.remark(.insult)] : Self.settled(acts.isEmpty ? [.remark(.noted)] : acts)
  }

  /// Whether words that nothing else was found in are like those of insults.
  private func isRude(_ clauses: [SpokenTokens.Clause], _ acts: [Act]) -> Bool {
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
    if !clause.isMarkedQuestion, !isTagged, words.isOrder(clause.tokens) {
      return heard.isEmpty ? [.remark(.advice)] : heard.map { .remark($0.meaning) }
    }
    let covered = Set(asked.flatMap(\.range)).count
    let isMarked =
      clause.isMarkedQuestion || isTagged || remarkHits.contains { $0.meaning == .question }
      || words.isAlternating(clause.tokens)
    let isShort = !asked.isEmpty && covered * 10 >= clause.tokens.count * 6
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
    if isReadBack, let back = readBack(clause, .tagged) { return [back] }
    if asked.isEmpty, words.isLeading(clause.tokens), let back = readBack(clause, .leading) {
      guard case .question(let question) = back else { return [back] }
      return [weighed(question, clause, isPlain: question.isSo != nil)]
    }
    let isHeading = heard.isEmpty && words.isHeading(clause.tokens)
    if isMarked || isShort || isHeading || isAsking && !asked.isEmpty {
      let acts = questions(clause, asked, heard.map(\.meaning), asking.map(\.range))
      return isTagged ? acts.map(confirmed(clause)) : acts
    }
    guard heard.isEmpty else { return heard.map { .remark($0.meaning) } }
    if let back = readBack(clause, .plain) { return [back] }
    let likely = likely(clause)
    // 救护车出来了 tells that something is done.
    let isAsked =
      likely.map { likely in asked.contains { $0.meaning.elements.contains(likely) } } == true
      && clause.tokens.last != "\u{4E86}"
    let isOwn = words.isOwnDeed(clause.tokens)
    let isSoft = words.isSoft(clause.tokens)
    if asked.isEmpty ? isSoft && !isOwn && likely != nil : isSoft || isAsked && !isOwn {
      return questions(clause, asked, [], asking.map(\.range))
    }
    return [.remark(.noted)]
  }

  /// The same with yes or no before it, since a clause behind it asks for that.
  private func confirmed(_ clause: SpokenTokens.Clause) -> (Act) -> Act {
    { act in
      guard case .question(let question) = act, question.isSo == nil, !question.isUnknown else { return act }
      let own = facts.parts.indices.filter { facts.parts[$0].owner == question.owner }
      return .question(question.holding(verdict(clause, question.parts.isEmpty ? own : question.parts)))
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
    _ clause: SpokenTokens.Clause, _ asked: [PatternTable<HearingWords.Topic>.Hit],
    _ heard: [HearingWords.Remark], _ asking: [Range<Int>]
  ) -> [Act] {
    let kept = heard.filter { [.calming, .civility].contains($0) }.map(Act.remark)
    if let first = heard.first(where: Self.beforeQuestions.contains) { return kept + [.remark(first)] }
    if asksOfNothingKnown(clause, asked) { return kept + [.question(Self.unheardOf)] }
    guard let chosen = choose(asked, clause, asking) else { return kept + [.puzzled] }
    let answers = chosen.map { answer($0, clause) }
    let isOpen = answers.count == 1 && answers[0].isUnknown && !chosen[0].isNarrow
    let nearest = nearestPart(to: clause, asks: !asking.isEmpty)
    if answers.count == 1, !isOpen || nearest == nil {
      let isPlain = asked.contains { hit in
        hit.meaning.name == chosen[0].name && asking.contains { hit.range.contains($0) }
      }
      return kept + [weighed(answers[0], clause, isPlain: isPlain || !answers[0].parts.isEmpty)]
    }
    if answers.count > 1 { return kept + answers.map { .question($0) } }
    if let nearest {
      let told = facts.parts[nearest].owner.told.map { [$0] } ?? []
      return kept + [weighed(question(of: [nearest], asked: told, clause), clause, isPlain: false)]
    }
    if !heard.isEmpty, !asks(clause) { return heard.map(Act.remark) }
    // That something is read back says nothing of what.
    let alone = words.isConfirming(clause.tokens) ? nil : likely(clause)
    let topic = words.nearest(to: clause.tokens) ?? alone.map(HearingWords.Topic.init)
    return [topic.map { .question(answer($0, clause)) } ?? .puzzled]
  }

  /// Asked for something that is none of his facts: he does not know.
  private static let unheardOf = Question(
    topic: "", owner: nil, parts: [], isSo: nil, asked: [], isUnknown: true)

  /// Whether it asks whether there is something (有没有疤) of which no wording and none of his facts speaks.
  private func asksOfNothingKnown(
    _ clause: SpokenTokens.Clause, _ asked: [PatternTable<HearingWords.Topic>.Hit]
  ) -> Bool {
    guard !isComplaint, asked.isEmpty, likely(clause) == nil,
      let named = words.whatMayBe(in: clause.tokens)
    else { return false }
    return !facts.parts.contains { words.overlap(Array(clause.tokens[named]), $0.tokens) > 0 }
  }

  /// Whether the clause asks whatever else it holds.
  private func asks(_ clause: SpokenTokens.Clause) -> Bool {
    clause.isMarkedQuestion || words.isAlternating(clause.tokens)
  }

  /// The element that words like these ask for, when that is beyond doubt and he knows it.
  private func likely(_ clause: SpokenTokens.Clause) -> ElementIdentifier? {
    guard !isComplaint, let likeliest = words.examples.opinion(on: clause.tokens)?.likeliest() else {
      return nil
    }
    return likeliest.lead >= Self.beyondDoubt && facts.whole[.element(likeliest.element)] != nil
      ? likeliest.element : nil
  }

  /// By how many sixteenths of a bit one element is likelier than any other before that counts.
  private static let beyondDoubt = 256

  /// What the wordings make of a clause, weighed against questions asked before: the same, what those mostly
  /// asked for where it is so much likelier that the wordings misheard, or he asks again.
  ///
  /// `isPlain` when a wording names a particular he knows or asks with a word of its own.
  private func weighed(_ question: Question, _ clause: SpokenTokens.Clause, isPlain: Bool) -> Act {
    let told = Set(question.asked + [question.owner?.told].compactMap { $0 })
    guard !isComplaint, !told.isEmpty, let opinion = words.examples.opinion(on: clause.tokens),
      let likeliest = opinion.likeliest()?.element, facts.whole[.element(likeliest)] != nil
    else { return .question(question) }
    let lead = opinion.lead(of: likeliest, over: told)
    // Far likelier than the element that is told, it counts even where the same wording asks for both.
    if let own = question.owner?.told, opinion.lead(of: likeliest, over: [own]) >= Self.overWordings {
      return .question(answer(HearingWords.Topic(likeliest), clause))
    }
    // He understood what particular is asked for, and does not know it.
    if question.isUnknown, lead < Self.beyondDoubt { return .question(question) }
    if lead >= (isPlain ? Self.overWordings : Self.beyondDoubt) {
      return .question(answer(HearingWords.Topic(likeliest), clause))
    }
    return lead >= (isPlain ? Self.doubtPlain : Self.doubt) ? .puzzled : .question(question)
  }

  /// By how many sixteenths of a bit another element is likelier before he asks again; `doubtPlain` and
  /// `overWordings` stand where the wording is plain.
  private static let doubt = 64
  private static let doubtPlain = 300
  private static let overWordings = 520

  /// The part that has most in common with the words, or speaks of the same; nil when that is next to
  /// nothing.
  private func nearestPart(to clause: SpokenTokens.Clause, asks: Bool) -> Int? {
    let subjects = KnownFacts.subjects(of: clause.text)
    let ranked = facts.parts.indices.map { index -> (index: Int, overlap: Int) in
      let part = facts.parts[index]
      let shared = part.subjects.intersection(subjects).reduce(0) { $0 + ($1.hasPrefix("=") ? 1 : 3) }
      let isOutcome = part.owner == .element(.result) && words.isPolar(clause.tokens)
      return (index, words.overlap(clause.tokens, part.tokens) + shared + (isOutcome ? 1 : 0))
    }
    // Of equals the shorter says it more plainly.
    func length(_ index: Int) -> Int { facts.parts[index].tokens.count }
    let best = ranked.filter { $0.overlap >= 3 }.max { left, right in
      (left.overlap, length(right.index), right.index) < (right.overlap, length(left.index), left.index)
    }
    // Where parts of two elements fit a word that asks as well, he asks rather than guesses.
    guard let best,
      !asks
        || !ranked.contains(where: {
          $0.overlap == best.overlap && facts.parts[$0.index].owner != facts.parts[best.index].owner
        })
    else { return nil }
    return best.index
  }

  /// The questions of a clause: one, or several when a word between joins them or nothing stands between; nil
  /// when two are asked as plainly.
  private func choose(
    _ asked: [PatternTable<HearingWords.Topic>.Hit], _ clause: SpokenTokens.Clause, _ asking: [Range<Int>]
  ) -> [HearingWords.Topic]? {
    let ranked = asked.map { (hit: $0, score: score($0, clause, asking)) }
      .sorted { ($1.score, $0.hit.order) < ($0.score, $1.hit.order) }
    guard var best = ranked.first?.hit else { return [] }
    // Two elements asked for as plainly, with nothing that joins them: what such words mostly ask for, or he
    // asks rather than guesses.
    let rivals = ranked.filter { other in
      other.score == ranked[0].score && other.hit.meaning.elements != best.meaning.elements
        && !other.hit.range.overlaps(best.range) && !isNear(other.hit, best, clause)
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
      if chosen.contains(where: { isNear($0, hit, clause) }) { chosen.append(hit) }
    }
    return chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }.map(\.meaning)
  }

  /// Whether a word that joins, or in a complaint nothing at all, stands between two wordings.
  private func isNear(
    _ one: PatternTable<HearingWords.Topic>.Hit, _ other: PatternTable<HearingWords.Topic>.Hit,
    _ clause: SpokenTokens.Clause
  ) -> Bool {
    let (low, high) = one.range.lowerBound < other.range.lowerBound ? (one, other) : (other, one)
    let between = clause.tokens[low.range.upperBound..<max(low.range.upperBound, high.range.lowerBound)]
    return between.contains(where: words.isJoining)
      || between.isEmpty && low.meaning.elements != high.meaning.elements && isComplaint
  }

  private func score(
    _ hit: PatternTable<HearingWords.Topic>.Hit, _ clause: SpokenTokens.Clause, _ asking: [Range<Int>]
  ) -> Int {
    let asks = asking.contains { hit.range.contains($0) } ? 4 : 0
    let support = candidates(hit.meaning, clause).map { $0.score }.max() ?? 0
    let fits = hit.meaning.field != nil && hit.meaning.elements.isEmpty ? (isComplaint ? 2 : -8) : 0
    return asks + hit.weight * 2 + (hit.meaning.isParticular ? 1 : 0) + min(6, support) + fits
  }

  // MARK: What answers it

  /// Where a question is answered in this scenario, the likeliest first.
  private func owners(of topic: HearingWords.Topic) -> [KnownFacts.Owner] {
    let elements = topic.elements.map(KnownFacts.Owner.element).filter { facts.whole[$0] != nil }
    let field = topic.field.map(KnownFacts.Owner.field).flatMap { facts.whole[$0] == nil ? nil : $0 }
    if let field, isComplaint { return [field] + elements }
    guard isComplaint, elements.isEmpty else { return elements }
    let fields: [ElementIdentifier: [ComplaintField]] = [
      .what: [.about], .when: [.about], .why: [.about], .result: [.about], .who: [.against, .about],
      .where: [.address], .contact: [.telephone], .object: [.about],
    ]
    return topic.elements.flatMap { fields[$0] ?? [] }.map(KnownFacts.Owner.field).filter {
      facts.whole[$0] != nil
    }
  }

  /// Parts that may answer, with how well.
  private func candidates(
    _ topic: HearingWords.Topic, _ clause: SpokenTokens.Clause
  ) -> [(part: Int, score: Int)] {
    let owners = owners(of: topic)
    let mentioned = words.concepts(in: clause.tokens).subtracting(topic.concepts)
    return facts.parts.indices.compactMap { index in
      let part = facts.parts[index]
      let overlap = words.overlap(clause.tokens, part.tokens)
      let place = owners.firstIndex(of: part.owner).map { max(1, 3 - $0) } ?? 0
      let shared = part.concepts.intersection(mentioned).count
      if topic.isParticular {
        guard !part.concepts.isDisjoint(with: topic.concepts),
          place > 0 || overlap >= 2 && !topic.isNarrow
        else { return nil }
        return (index, 2 + place + (place > 0 ? Self.home : 0) + min(6, overlap) + 2 * shared)
      }
      // \u{706B}\u{8F66}\u{51E0}\u{70B9}\u{5F00}: a time that belongs to something else.
      let isOtherTime = topic.elements == [.when] && part.isTime && overlap >= Self.elsewhere
      guard place > 0 || isOtherTime else { return nil }
      return (index, place + min(8, overlap))
    }
  }

  /// How much an element a particular is asked of outweighs what the words have in common with another.
  private static let home = 3

  /// How much a time that belongs to another element has in common with the question for it.
  private static let elsewhere = 2

  private func answer(_ topic: HearingWords.Topic, _ clause: SpokenTokens.Clause) -> Question {
    let owners = owners(of: topic)
    let found = candidates(topic, clause)
    let best = found.map(\.score).max() ?? 0
    if topic.isParticular {
      let likeliest = found.filter { $0.score == best }.map(\.part)
      // Of equals what belongs where it is asked for first.
      let owner = owners.first { owner in likeliest.contains { facts.parts[$0].owner == owner } }
      let parts = together(
        likeliest.filter { owner == nil || facts.parts[$0].owner == owner }, of: topic)
      if !parts.isEmpty { return question(of: parts, topic: topic.name, asked: topic.elements, clause) }
      return Question(
        topic: topic.name, owner: topic.isNarrow ? nil : owners.first, parts: [], isSo: nil,
        asked: topic.isNarrow ? [] : Array(topic.elements.prefix(1)), isUnknown: true)
    }
    let own = found.filter { owners.contains(facts.parts[$0.part].owner) }.map(\.score).max() ?? 0
    if let other = found.first(where: { $0.score == best && !owners.contains(facts.parts[$0.part].owner) }),
      best > own
    {
      return question(of: [other.part], topic: topic.name, asked: topic.elements, clause)
    }
    let isSo = owners.first.flatMap { owner in
      words.isPolar(clause.tokens)
        ? verdict(clause, facts.parts.indices.filter { facts.parts[$0].owner == owner }) : nil
    }
    return Question(
      topic: topic.name, owner: owners.first, parts: [], isSo: isSo, asked: topic.elements, isUnknown: false)
  }

  /// With what he says of the same right behind it: two accounts, and their numbers.
  private func together(_ parts: [Int], of topic: HearingWords.Topic) -> [Int] {
    guard let last = parts.last, facts.parts.indices.contains(last + 1) else { return parts }
    let next = facts.parts[last + 1]
    let isMore = next.owner == facts.parts[last].owner && !next.concepts.isDisjoint(with: topic.concepts)
    return isMore ? parts + [last + 1] : parts
  }

  private func question(
    of parts: [Int], topic: String = "", asked: [ElementIdentifier], _ clause: SpokenTokens.Clause
  ) -> Question {
    let owner = parts.first.map { facts.parts[$0].owner }
    let own = parts.filter { facts.parts[$0].owner == owner }
    let isSo = words.isPolar(clause.tokens) ? verdict(clause, own) : nil
    return Question(topic: topic, owner: owner, parts: own, isSo: isSo, asked: asked, isUnknown: false)
  }
}

extension Range<Int> {
  /// Whether the other lies within.
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
