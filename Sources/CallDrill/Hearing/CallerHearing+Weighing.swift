import CallModel
import PlainText

/// Wordings weighed against what was said before, and against the facts themselves.
extension CallerHearing {
  /// The element that words like these ask for, when that is beyond doubt and he knows it.
  func likely(_ clause: SpokenTokens.Clause) -> ElementIdentifier? {
    guard !isComplaint, let likeliest = words.examples.opinion(on: clause.tokens)?.likeliest() else {
      return nil
    }
    return likeliest.lead >= Self.beyondDoubt && facts.whole[.element(likeliest.element)] != nil
      ? likeliest.element : nil
  }

  /// By how many sixteenths of a bit one element is likelier than any other before that counts.
  static let beyondDoubt = 256

  /// What the wordings make of a clause, weighed against questions asked before: the same, what those mostly
  /// asked for where it is so much likelier that the wordings misheard, or he asks again.
  ///
  /// `isPlain` when a wording names a particular he knows or asks with a word of its own.
  func weighed(
    _ question: Question, of topic: HearingWords.Topic? = nil, in clause: SpokenTokens.Clause, isPlain: Bool
  ) -> Act {
    let told = Set(question.asked + [question.owner?.told].compactMap { $0 })
    guard !isComplaint, !told.isEmpty, let opinion = words.examples.opinion(on: clause.tokens),
      let likeliest = opinion.likeliest()?.element, facts.whole[.element(likeliest)] != nil
    else { return .question(question) }
    let lead = opinion.lead(of: likeliest, over: told)
    let isFar =
      question.owner?.told.map { opinion.lead(of: likeliest, over: [$0]) >= Self.overWordings } == true
    if isFar, !question.parts.isEmpty, question.asked.contains(likeliest) {
      // The same particular of what is so much likelier, where he knows it of that.
      let own = topic.map { answer($0.asked(of: likeliest), in: clause) }
      return .question(own.flatMap { $0.parts.isEmpty ? nil : $0 } ?? question)
    }
    // He understood what particular is asked for, and does not know it.
    if question.isUnknown, lead < Self.beyondDoubt, !isFar { return .question(question) }
    // Far likelier than the element that is told, it counts even where the same wording asks for both.
    if isFar || lead >= (isPlain ? Self.overWordings : Self.beyondDoubt) {
      return isFamiliar(clause, with: likeliest) && (lead >= 700 || !isPolar(clause))
        ? .question(answer(HearingWords.Topic(likeliest), in: clause)) : .puzzled
    }
    return lead >= (isPlain ? Self.doubtPlain : Self.doubt) || isGuess(question, in: clause, by: opinion)
      ? .puzzled : .question(question)
  }

  /// Whether all he knows of an element would be told though most of the words were never asked with it, and
  /// what was does not speak for it by far.
  private func isGuess(
    _ question: Question, in clause: SpokenTokens.Clause, by opinion: SpokenExamples.Opinion
  ) -> Bool {
    guard question.parts.isEmpty, !question.isUnknown, question.isSo == nil,
      let told = question.owner?.told
    else { return false }
    let others = Set(ElementIdentifier.allCases).subtracting([told])
    return opinion.lead(of: told, over: others) < Self.doubtPlain
      && !isFamiliar(clause, with: told, by: 334)
  }

  /// Whether nearly all the words say something was asked with of this element before: what is new in them
  /// may be what they ask for.
  func isFamiliar(_ clause: SpokenTokens.Clause, with element: ElementIdentifier, by: Int = 750) -> Bool {
    words.examples.familiarity(of: clause.tokens, with: element, leavingOut: words.common) >= by
  }

  /// By how many sixteenths of a bit another element is likelier before he asks again; `doubtPlain` and
  /// `overWordings` stand where the wording is plain.
  static let doubt = 64
  static let doubtPlain = 300
  static let overWordings = 520

  /// The part that has most in common with the words, or speaks of the same; nil when that is next to
  /// nothing.
  func nearestPart(to clause: SpokenTokens.Clause, asks: Bool) -> Int? {
    let subjects = KnownFacts.subjects(of: clause.slots)
    let ranked = facts.parts.indices.map { index -> (index: Int, overlap: Int) in
      let part = facts.parts[index]
      let shared = part.subjects.intersection(subjects).reduce(0) { $0 + ($1.hasPrefix("=") ? 1 : 3) }
      let isOutcome = part.owner == .element(.result) && words.isPolar(clause.tokens)
      return (index, words.overlap(clause.tokens, with: part.tokens) + shared + (isOutcome ? 1 : 0))
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
}
