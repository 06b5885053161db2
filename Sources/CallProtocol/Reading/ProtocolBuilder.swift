import CallModel
import Catalogue

/// Turns raw sections into a protocol and reports whatever does not fit.
///
/// After a fault a stand-in value is used, so that every fault is found at once; the result is then dropped.
struct ProtocolBuilder {
  var faults: FaultCollector
  /// Who has which function key.
  var functionKeys: [Int: SourcePosition] = [:]
  let sections: [SectionKind: [RawSection]]
  let phraseNames: Set<String>
  let categoriesByCode: [String: RawSection]

  /// Keys the console uses itself: F8 notifies a unit, F9 ends the call.
  static let reservedFunctionKeys: Set<Int> = [8, 9]

  init(sections: [RawSection], faults: FaultCollector) {
    self.faults = faults
    self.sections = Dictionary(grouping: sections, by: \.kind)
    phraseNames = Set((self.sections[.phrase] ?? []).map(\.name))
    categoriesByCode = Dictionary(
      (self.sections[.category] ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The protocol; nil when anything is wrong.
  ///
  /// Without a digest it is the shipped one, of which the late parts and the digest are left for later.
  mutating func document(digest: String?) -> ProtocolDocument? {
    checkPresence()
    let head = sections[.protocol]?.first
    let phrases = all(.phrase).map { phrase($0) }
    checkPhraseKinds(phrases)
    let greetingName = head.map { reference($0, key: "greeting", kind: .phrase, names: phraseNames) } ?? ""
    let parts = DocumentParts(
      elements: all(.element).map { element($0) },
      branches: all(.branch).map { branch($0) },
      categories: all(.category).map { category($0) },
      levels: all(.level).map { level($0) }.sorted { $0.number < $1.number },
      languages: all(.language).map { language($0) },
      complaintFields: all(.complaintField).map { complaintField($0) },
      safeChecks: all(.safeCheck).map { prompt($0) },
      placePrompts: all(.placePrompt).map { prompt($0) },
      unitKinds: all(.unitKind).map { unitKind($0) },
      units: all(.unit).map { unit($0) })
    let settings = head.map { self.settings($0) }
    let denials = settings?.denials ?? DenialDefinition()
    let lateParts: LateParts.Source =
      digest == nil ? .shipped : readLateParts(parts.categories, denials: denials)
    guard faults.faults.isEmpty, let settings,
      let greeting = phrases.first(where: { $0.identifier == greetingName })
    else { return nil }
    return ProtocolDocument(
      settings: settings, greeting: greeting, phrases: phrases, parts: parts,
      lateParts: lateParts,
      digest: digest)
  }

  private mutating func readLateParts(
    _ categories: [CategoryDefinition], denials: DenialDefinition
  ) -> LateParts.Source {
    let parts = lateParts()
    let found = Denials(denials, dangers: parts.dangers)
    return .read(
      parts, CategoryMatcher(categories, words: parts.everydayWords, denials: found),
      DangerWords(parts.dangers, denials: found))
  }

  /// The taboo phrases, the everyday words and the departments, checked.
  mutating func lateParts() -> LateParts {
    var words: [String: [String]] = [:]
    for section in all(.category) { words[section.name] = everydayWords(section) }
    return LateParts(
      tabooPhrases: all(.taboo).map { taboo($0) }, everydayWords: words,
      dangers: all(.danger).map { danger($0) }, referrals: all(.referral).map { referral($0) })
  }

  func all(_ kind: SectionKind) -> [RawSection] { sections[kind] ?? [] }

  private mutating func checkPresence() {
    require(.protocol, names: [""])
    require(.element, names: ElementIdentifier.allCases.map(\.rawValue))
    require(.branch, names: BranchIdentifier.allCases.map(\.rawValue))
    require(.complaintField, names: ComplaintField.prescribed.map(\.rawValue))
    require(.level, names: SectionKind.level.names ?? [])
    require(.unitKind, names: SectionKind.unitKind.names ?? [])
    for kind in [SectionKind.phrase, .taboo, .category, .language, .safeCheck, .placePrompt, .referral]
    where all(kind).isEmpty {
      faults.add(.missingSection(kind: kind.rawValue, name: "..."))
    }
  }

  private mutating func require(_ kind: SectionKind, names: [String]) {
    let present = Set(all(kind).map(\.name))
    for name in names where !present.contains(name) {
      faults.add(.missingSection(kind: kind.rawValue, name: name))
    }
  }

  private mutating func checkPhraseKinds(_ phrases: [PhraseDefinition]) {
    let kinds = Set(phrases.map(\.kind))
    for kind in PhraseKind.required where !kinds.contains(kind) {
      faults.add(.missingPhraseKind(kind.rawValue))
    }
  }
}

/// The lists of a protocol on their way from the builder into the document.
struct DocumentParts {
  let elements: [ElementDefinition]
  let branches: [BranchDefinition]
  let categories: [CategoryDefinition]
  let levels: [LevelDefinition]
  let languages: [LanguageDefinition]
  let complaintFields: [ComplaintFieldDefinition]
  let safeChecks: [PromptDefinition]
  let placePrompts: [PromptDefinition]
  let unitKinds: [UnitKindDefinition]
  let units: [UnitDefinition]
}

/// What the section `[protocol]` says, on its way from the builder into the document.
struct DocumentSettings {
  let name: Message
  let city: Message
  let version: String
  let ringLimit: RingLimit
  let complaintReplyWorkingDays: Int
  let inspectorsUnit: Message
  let inspectorsWords: [String]
  let denials: DenialDefinition
}
