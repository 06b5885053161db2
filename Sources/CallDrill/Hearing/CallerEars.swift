import CallModel

/// One caller's ears: what he made of the words said to him, remembered, since scoring asks for the same
/// words again and again; it changes no answer.
public struct CallerEars: Sendable {
  let hearing: CallerHearing
  private var heard: [String: [CallerHearing.Act]] = [:]
  private let truths: [DrillFact: AnswerMatch.Truth]

  /// The ears of the caller of `scenario`.
  public init(_ scenario: DrillScenario) {
    hearing = CallerHearing(scenario)
    let facts = Set(scenario.facts.values).union(scenario.complaint.values)
    truths = Dictionary(
      uniqueKeysWithValues: facts.map { ($0, AnswerMatch.Truth($0.truths, spoken: $0.spoken)) })
  }

  /// What is true of a fact, taken apart.
  func truth(of fact: DrillFact) -> AnswerMatch.Truth {
    truths[fact] ?? AnswerMatch.Truth(fact.truths, spoken: fact.spoken)
  }

  /// How many wordings callers know for an element in a language.
  package static func wordings(
    for element: ElementIdentifier, in language: HearingWords.WordingLanguage
  ) -> Int {
    HearingWords.shipped.wordingCounts[element]?[language] ?? 0
  }

  /// What the words are to him.
  func acts(in text: String) -> [CallerHearing.Act] { heard[text] ?? hearing.acts(in: text) }

  /// The same for words said to him, which he remembers.
  mutating func listen(to text: String) -> [CallerHearing.Act] {
    let acts = acts(in: text)
    heard[text] = acts
    return acts
  }
}
