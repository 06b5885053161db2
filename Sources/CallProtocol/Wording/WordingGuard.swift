import CallModel

/// Finds taboo phrases in what the operator said to the caller.
///
/// It warns, it never blocks.
public struct WordingGuard: Sendable {
  private struct Form: Sendable {
    let pattern: WordingPattern
    /// The phrase's place in `phrases`.
    let phrase: Int
  }

  private struct Hit {
    let tokens: Range<Int>
    let phrase: Int
  }

  private let phrases: [TabooPhrase]
  private let forms: [Unicode.Scalar: [Form]]
  private let harmless: [[WordingPattern]]

  /// A guard that looks for the protocol's taboo phrases.
  public init(_ document: ProtocolDocument) {
    phrases = document.tabooPhrases
    harmless = phrases.map { $0.harmless.map(WordingPattern.init) }
    var forms: [Unicode.Scalar: [Form]] = [:]
    for (index, phrase) in phrases.enumerated() {
      for pattern in phrase.patterns {
        guard let first = pattern.first else { continue }
        forms[first, default: []].append(Form(pattern: pattern, phrase: index))
      }
    }
    self.forms = forms
  }

  /// The taboo phrases in `text`, in the order they stand; of overlapping ones only the longest.
  ///
  /// A sentence that itself carries an address and a telephone is a referral with both of them told.
  public func findings(
    in text: String, situation: WordingSituation = WordingSituation()
  ) -> [WordingFinding] {
    let said = WordingTokens(text)
    var found = hits(said.tokens)
    guard !found.isEmpty else { return [] }
    let situation = ReferralSpeech.isComplete(text) ? situation.withCompleteReferral : situation
    found.removeAll { phrases[$0.phrase].exception.map(situation.allows) ?? false }
    return longest(found).map { hit in
      let phrase = phrases[hit.phrase]
      let (first, last) = (said.ranges[hit.tokens.lowerBound], said.ranges[hit.tokens.upperBound - 1])
      return WordingFinding(
        taboo: phrase.identifier, text: phrase.text, range: first.lowerBound..<last.upperBound,
        instead: phrase.instead)
    }
  }

  private func hits(_ tokens: [WordingTokens.Token]) -> [Hit] {
    var hits: [Hit] = []
    for (start, token) in tokens.enumerated() {
      guard case .character(let scalar) = token else { continue }
      for form in forms[scalar] ?? [] {
        guard let end = WordingMatcher(form.pattern, in: tokens).end(from: start), end > start,
          !isHarmless(form.phrase, start..<end, tokens)
        else { continue }
        hits.append(Hit(tokens: start..<end, phrase: form.phrase))
      }
    }
    return hits
  }

  private func isHarmless(_ phrase: Int, _ hit: Range<Int>, _ tokens: [WordingTokens.Token]) -> Bool {
    harmless[phrase].contains { pattern in
      let matcher = WordingMatcher(pattern, in: tokens)
      return (max(0, hit.lowerBound - 8)...hit.lowerBound).contains { start in
        (matcher.end(from: start) ?? 0) >= hit.upperBound
      }
    }
  }

  private func longest(_ hits: [Hit]) -> [Hit] {
    var kept: [Hit] = []
    let ranked = hits.sorted { left, right in
      (right.tokens.count, left.phrase) < (left.tokens.count, right.phrase)
    }
    for hit in ranked where !kept.contains(where: { $0.tokens.overlaps(hit.tokens) }) { kept.append(hit) }
    return kept.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}
