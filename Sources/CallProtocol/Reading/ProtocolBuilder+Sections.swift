import CallModel
import Catalogue

/// Reading whole sections of what is said and asked.
extension ProtocolBuilder {
  mutating func settings(_ section: RawSection) -> DocumentSettings {
    let rings = required(section, "rings-allowed").map { number($0, in: 1...20) }
    let cycle = required(section, "ring-cycle-ms").map { number($0, in: 1_000...60_000) }
    let days = required(section, "complaint-reply-working-days").map { number($0, in: 1...30) }
    return DocumentSettings(
      name: message(section, "chinese", "english"),
      city: message(section, "city", "city-english"),
      version: text(section, "version"),
      ringLimit: RingLimit(ringsAllowed: rings ?? 3, ringCycleMilliseconds: Int64(cycle ?? 5_000)),
      complaintReplyWorkingDays: days ?? 3,
      inspectorsUnit: message(section, "inspectors", "inspectors-english"),
      inspectorsWords: list(section, "inspectors-words"))
  }

  mutating func element(_ section: RawSection) -> ElementDefinition {
    if let question = optional(section, "question") {
      check(question.value, of: question, .phrase, phraseNames)
    }
    return ElementDefinition(
      identifier: ElementIdentifier(rawValue: section.name) ?? .what,
      name: message(section, "chinese", "english"),
      meaning: message(section, "meaning", "meaning-english"),
      questionPhrase: optional(section, "question")?.value,
      aliases: list(section, "alias"))
  }

  mutating func phrase(_ section: RawSection) -> PhraseDefinition {
    let article = required(section, "article").flatMap { word($0, ProtocolArticle.self) }
    let kind = required(section, "kind").flatMap { word($0, PhraseKind.self) }
    let text = text(section, "text")
    return PhraseDefinition(
      identifier: section.name,
      text: text,
      english: optional(section, "english")?.value ?? text,
      article: article ?? .local,
      kind: kind ?? .other,
      aliases: list(section, "alias"),
      promise: optional(section, "promise").flatMap { word($0, PromiseKind.self) },
      functionKey: functionKey(section))
  }

  mutating func branch(_ section: RawSection) -> BranchDefinition {
    let article = required(section, "article").flatMap { word($0, ProtocolArticle.self) }
    return BranchDefinition(
      identifier: BranchIdentifier(rawValue: section.name) ?? .anxious,
      name: message(section, "chinese", "english"),
      article: article ?? .local,
      aliases: list(section, "alias"),
      requiredPhrases: RequiredPhrase.Moment.allCases.flatMap { requirements(section, $0) },
      requiredDeeds: deeds(section),
      functionKey: functionKey(section))
  }

  private mutating func requirements(
    _ section: RawSection, _ moment: RequiredPhrase.Moment
  ) -> [RequiredPhrase] {
    guard let entry = optional(section, moment.rawValue) else { return [] }
    var requirements: [RequiredPhrase] = []
    for item in list(section, moment.rawValue) {
      let names = Self.split(item) { $0 == "|" }
      for name in names { check(name, of: entry, .phrase, phraseNames) }
      if !names.isEmpty { requirements.append(RequiredPhrase(alternatives: names, moment: moment)) }
    }
    return requirements
  }

  private mutating func deeds(_ section: RawSection) -> [BranchDeed] {
    guard let entry = optional(section, "deed") else { return [] }
    var deeds: [BranchDeed] = []
    for item in list(section, "deed") {
      if let deed = word(item, of: entry, BranchDeed.self) { deeds.append(deed) }
    }
    return deeds
  }

  mutating func taboo(_ section: RawSection) -> TabooPhrase {
    let text = self.text(section, "text")
    let variants = alternatives(section, "also")
    checkPatterns(section, "text", [text])
    checkPatterns(section, "also", variants)
    checkPatterns(section, "harmless", alternatives(section, "harmless"))
    return TabooPhrase(
      identifier: section.name,
      text: text,
      variants: variants,
      harmless: alternatives(section, "harmless"),
      exception: exception(section),
      instead: message(section, "instead", "instead-english"))
  }

  private mutating func checkPatterns(_ section: RawSection, _ key: String, _ patterns: [String]) {
    guard let entry = section.entry(key) else { return }
    for pattern in patterns where !WordingPattern(pattern).isUsable {
      faults.add(.emptyPattern(key), at: entry.position)
    }
  }

  /// `except = BRANCH DEED`.
  private mutating func exception(_ section: RawSection) -> TabooPhrase.Exception? {
    guard let entry = optional(section, "except") else { return nil }
    let words = entry.value.split(separator: " ").map(String.init)
    let branch = word(words.first ?? "", of: entry, BranchIdentifier.self)
    let deed = word(words.dropFirst().joined(separator: " "), of: entry, BranchDeed.self)
    guard let branch, let deed else { return nil }
    return TabooPhrase.Exception(branch: branch, deed: deed)
  }
}
