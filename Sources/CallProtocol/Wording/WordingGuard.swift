import CallModel
import Catalogue
import PlainText

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

  /// A guard that looks for these phrases.
  init(_ phrases: [TabooPhrase]) {
    self.phrases = phrases
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
          !isHarmless(form.phrase, hit: start..<end, tokens: tokens)
        else { continue }
        hits.append(Hit(tokens: start..<end, phrase: form.phrase))
      }
    }
    return hits
  }

  private func isHarmless(_ phrase: Int, hit: Range<Int>, tokens: [WordingTokens.Token]) -> Bool {
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

/// Words said to a caller that a service position must never use.
///
/// A warning; nothing is ever blocked for it.
public struct WordingFinding: Hashable, Sendable {
  /// The identifier of the taboo phrase.
  public let taboo: String
  /// The taboo phrase as the norm lists it.
  public let text: String
  /// Where it stands in the text that was said.
  public let range: Range<String.Index>
  /// What to say instead.
  public let instead: Message
}

/// What the wording guard knows of the call.
public struct WordingSituation: Hashable, Sendable {
  /// The branches the call is in.
  public let branches: Set<BranchIdentifier>
  /// The deeds that are on record.
  public let deeds: Set<BranchDeed>

  /// A situation; without branches and deeds the plain taking of a call.
  public init(branches: Set<BranchIdentifier> = [], deeds: Set<BranchDeed> = []) {
    self.branches = branches
    self.deeds = deeds
  }

  /// Whether the words are right after all.
  func allows(_ exception: TabooPhrase.Exception) -> Bool {
    branches.contains(exception.branch) && deeds.contains(exception.deed)
  }

  /// The situation in which a referral with address and telephone has just been spoken.
  var withCompleteReferral: WordingSituation {
    WordingSituation(branches: branches.union([.referral]), deeds: deeds.union([.addressAndTelephone]))
  }
}

/// Recognises a referral with address and telephone in what was said.
enum ReferralSpeech {
  /// Whether both are in the sentence: a road or house number, and a number one can dial.
  static func isComplete(_ text: String) -> Bool {
    let plain = text.halfWidth
    return hasTelephone(plain) && hasAddress(plain)
  }

  /// Five digits or more, hyphens aside, or one of the three-digit emergency numbers.
  private static func hasTelephone(_ text: String) -> Bool {
    let runs = text.filter { $0 != "-" }.split { !$0.isASCII || !$0.isNumber }
    return runs.contains { $0.count >= 5 || ["119", "120", "122"].contains($0) }
  }

  private static func hasAddress(_ text: String) -> Bool {
    let characters = Array(text)
    return characters.indices.dropFirst().contains { index in
      switch characters[index] {
      case "路", "街", "巷", "弄", "镇", "村": true
      case "号", "楼", "幢", "室": characters[index - 1].isNumber
      default: false
      }
    }
  }
}
