import CallModel
import Catalogue

/// Reading whole sections of what is said and asked.
extension ProtocolBuilder {
  mutating func settings(_ section: RawSection) -> DocumentSettings {
    let rings = required(section, key: "rings-allowed").map { number($0, in: 1...20) }
    let cycle = required(section, key: "ring-cycle-ms").map { number($0, in: 1_000...60_000) }
    let days = required(section, key: "complaint-reply-working-days").map { number($0, in: 1...30) }
    return DocumentSettings(
      name: message(section, chinese: "chinese", english: "english"),
      city: message(section, chinese: "city", english: "city-english"),
      version: text(section, key: "version"),
      ringLimit: RingLimit(ringsAllowed: rings ?? 3, ringCycleMilliseconds: Int64(cycle ?? 5_000)),
      complaintReplyWorkingDays: days ?? 3,
      inspectorsUnit: message(section, chinese: "inspectors", english: "inspectors-english"),
      inspectorsWords: list(section, key: "inspectors-words"),
      denials: DenialDefinition { list(section, key: $0) })
  }

  mutating func element(_ section: RawSection) -> ElementDefinition {
    if let question = optional(section, key: "question") {
      check(question.value, of: question, kind: .phrase, names: phraseNames)
    }
    return ElementDefinition(
      identifier: ElementIdentifier(rawValue: section.name) ?? .what,
      name: message(section, chinese: "chinese", english: "english"),
      meaning: message(section, chinese: "meaning", english: "meaning-english"),
      questionPhrase: optional(section, key: "question")?.value,
      aliases: list(section, key: "alias"))
  }

  mutating func phrase(_ section: RawSection) -> PhraseDefinition {
    let article = required(section, key: "article").flatMap { word($0, type: ProtocolArticle.self) }
    let kind = required(section, key: "kind").flatMap { word($0, type: PhraseKind.self) }
    let text = text(section, key: "text")
    for key in ["text", "english"] { checkPlaceholders(section, key: key) }
    return PhraseDefinition(
      identifier: section.name,
      text: text,
      english: optional(section, key: "english")?.value ?? text,
      article: article ?? .local,
      kind: kind ?? .other,
      aliases: list(section, key: "alias"),
      promise: optional(section, key: "promise").flatMap { word($0, type: PromiseKind.self) },
      functionKey: functionKey(section))
  }

  /// Braces in a sentence are for what the place fills in, and nothing else.
  private mutating func checkPlaceholders(_ section: RawSection, key: String) {
    guard let entry = section.entry(key), !PhrasePlaceholder.unknown(in: entry.value).isEmpty else { return }
    faults.add(.badWord(key, expected: PhrasePlaceholder.allCases.map(\.rawValue)), at: entry.position)
  }

  mutating func branch(_ section: RawSection) -> BranchDefinition {
    let article = required(section, key: "article").flatMap { word($0, type: ProtocolArticle.self) }
    return BranchDefinition(
      identifier: BranchIdentifier(rawValue: section.name) ?? .anxious,
      name: message(section, chinese: "chinese", english: "english"),
      article: article ?? .local,
      aliases: list(section, key: "alias"),
      requiredPhrases: RequiredPhrase.Moment.allCases.flatMap { requirements(section, moment: $0) },
      requiredDeeds: deeds(section),
      functionKey: functionKey(section))
  }

  private mutating func requirements(
    _ section: RawSection, moment: RequiredPhrase.Moment
  ) -> [RequiredPhrase] {
    guard let entry = optional(section, key: moment.rawValue) else { return [] }
    var requirements: [RequiredPhrase] = []
    for item in list(section, key: moment.rawValue) {
      let names = Self.split(item) { $0 == "|" }
      for name in names { check(name, of: entry, kind: .phrase, names: phraseNames) }
      if !names.isEmpty { requirements.append(RequiredPhrase(alternatives: names, moment: moment)) }
    }
    return requirements
  }

  private mutating func deeds(_ section: RawSection) -> [BranchDeed] {
    guard let entry = optional(section, key: "deed") else { return [] }
    var deeds: [BranchDeed] = []
    for item in list(section, key: "deed") {
      if let deed = word(item, of: entry, type: BranchDeed.self) { deeds.append(deed) }
    }
    return deeds
  }

  mutating func taboo(_ section: RawSection) -> TabooPhrase {
    let text = self.text(section, key: "text")
    let variants = alternatives(section, key: "also")
    checkPatterns(section, key: "text", patterns: [text])
    checkPatterns(section, key: "also", patterns: variants)
    checkPatterns(section, key: "harmless", patterns: alternatives(section, key: "harmless"))
    return TabooPhrase(
      identifier: section.name,
      text: text,
      variants: variants,
      harmless: alternatives(section, key: "harmless"),
      exception: exception(section),
      instead: message(section, chinese: "instead", english: "instead-english"))
  }

  private mutating func checkPatterns(_ section: RawSection, key: String, patterns: [String]) {
    guard let entry = section.entry(key) else { return }
    for pattern in patterns where !WordingPattern(pattern).isUsable {
      faults.add(.emptyPattern(key), at: entry.position)
    }
  }

  /// `except = BRANCH DEED`.
  private mutating func exception(_ section: RawSection) -> TabooPhrase.Exception? {
    guard let entry = optional(section, key: "except") else { return nil }
    let words = entry.value.split(separator: " ").map(String.init)
    let branch = word(words.first ?? "", of: entry, type: BranchIdentifier.self)
    let deed = word(words.dropFirst().joined(separator: " "), of: entry, type: BranchDeed.self)
    guard let branch, let deed else { return nil }
    return TabooPhrase.Exception(branch: branch, deed: deed)
  }
}
