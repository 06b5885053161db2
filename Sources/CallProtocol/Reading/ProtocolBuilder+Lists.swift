import CallModel
import Catalogue

/// Reading whole sections of what is chosen from.
extension ProtocolBuilder {
  mutating func category(_ section: RawSection) -> CategoryDefinition {
    let parent = self.parent(section)
    let own = section.entry("kind").flatMap { word($0, type: CategoryKind.self) }
    if parent == nil { _ = required(section, key: "kind") }
    let inherited = parent?.entry("kind").flatMap { CategoryKind(rawValue: $0.value) }
    let level = optional(section, key: "level")
    let source = required(section, key: "source").flatMap { word($0, type: RuleSource.self) }
    return CategoryDefinition(
      code: section.name,
      name: message(section, chinese: "chinese", english: "english"),
      parent: parent?.name,
      kind: own ?? inherited ?? .other,
      defaultLevel: level.map { number($0, in: 1...4) },
      source: source ?? .local,
      send: units(section, parent: parent))
  }

  /// The kinds of units a category sends: its own, else those of its class.
  private mutating func units(_ section: RawSection, parent: RawSection?) -> [UnitKind] {
    guard let holder = section.entry("send") == nil ? parent : section, let entry = holder.entry("send")
    else {
      return []
    }
    var kinds: [UnitKind] = []
    // What a class says is faulted where it stands, once.
    for item in list(holder, key: "send") {
      let kind =
        holder.name == section.name ? word(item, of: entry, type: UnitKind.self) : UnitKind(rawValue: item)
      if let kind { kinds.append(kind) }
    }
    return kinds
  }

  /// The words a category is found by: the section's own, and those a centre adds to it.
  mutating func everydayWords(_ section: RawSection) -> [String] {
    words(section, key: "words") + words(section, key: "more-words")
  }

  /// A list of everyday words; every one of them must have something to look for.
  private mutating func words(_ section: RawSection, key: String) -> [String] {
    let words = list(section, key: key)
    if let entry = section.entry(key), words.contains(where: { EverydayWord($0) == nil }) {
      faults.add(.emptyPattern(key), at: entry.position)
    }
    return words
  }

  mutating func danger(_ section: RawSection) -> DangerDefinition {
    DangerDefinition(
      identifier: section.name,
      name: message(section, chinese: "chinese", english: "english"),
      level: required(section, key: "level").map { number($0, in: 1...4) } ?? 1,
      words: required(section, key: "words") == nil ? [] : words(section, key: "words"),
      harmless: words(section, key: "harmless"))
  }

  mutating func unitKind(_ section: RawSection) -> UnitKindDefinition {
    let keeps = list(section, key: "keeps")
    return UnitKindDefinition(
      kind: UnitKind(rawValue: section.name) ?? .department,
      name: message(section, chinese: "chinese", english: "english"),
      toldAs: required(section, key: "told-as").flatMap { word($0, type: NotificationPurpose.self) }
        ?? .department,
      keeps: section.entry("keeps").map { entry in
        keeps.compactMap { word($0, of: entry, type: PromiseKind.self) }
      } ?? [])
  }

  mutating func unit(_ section: RawSection) -> UnitDefinition {
    let telephone = optional(section, key: "telephone")
    if let telephone, !Self.isTelephone(telephone.value) {
      faults.add(.badTelephone("telephone"), at: telephone.position)
    }
    return UnitDefinition(
      code: section.name,
      name: message(section, chinese: "chinese", english: "english"),
      aliases: list(section, key: "alias"),
      kind: required(section, key: "kind").flatMap { word($0, type: UnitKind.self) } ?? .officers,
      telephone: telephone?.value,
      districts: list(section, key: "district"))
  }

  /// The class a category belongs to; a class has no parent itself.
  private mutating func parent(_ section: RawSection) -> RawSection? {
    guard let entry = optional(section, key: "parent") else { return nil }
    guard let parent = categoriesByCode[entry.value] else {
      check(entry.value, of: entry, kind: .category, names: [])
      return section
    }
    if optional(parent, key: "parent") != nil {
      faults.add(.parentIsNoClass(name: parent.name), at: entry.position)
    }
    return parent
  }

  mutating func level(_ section: RawSection) -> LevelDefinition {
    let source = required(section, key: "source").flatMap { word($0, type: RuleSource.self) }
    return LevelDefinition(
      number: Int(section.name) ?? 4,
      name: message(section, chinese: "chinese", english: "english"),
      meaning: message(section, chinese: "meaning", english: "meaning-english"),
      source: source ?? .local)
  }

  mutating func language(_ section: RawSection) -> LanguageDefinition {
    LanguageDefinition(
      identifier: section.name, name: message(section, chinese: "chinese", english: "english"),
      aliases: list(section, key: "alias"))
  }

  mutating func complaintField(_ section: RawSection) -> ComplaintFieldDefinition {
    ComplaintFieldDefinition(
      field: ComplaintField(rawValue: section.name) ?? .about,
      name: message(section, chinese: "chinese", english: "english"))
  }

  mutating func prompt(_ section: RawSection) -> PromptDefinition {
    PromptDefinition(identifier: section.name, text: message(section, chinese: "chinese", english: "english"))
  }

  mutating func referral(_ section: RawSection) -> ReferralEntry {
    for key in ["address", "telephone"] where section.entry(key) == nil && !section.refusedKeys.contains(key)
    {
      faults.add(.referralWithout(key), at: section.position)
    }
    if let entry = section.entry("telephone"), !Self.isTelephone(entry.value) {
      faults.add(.badTelephone("telephone"), at: entry.position)
    }
    if required(section, key: "matter") != nil, list(section, key: "matter").isEmpty {
      faults.add(.emptyValue("matter"), at: section.entry("matter")?.position)
    }
    let isExample = isExample(section)
    return ReferralEntry(
      identifier: section.name,
      department: text(section, key: "department"),
      english: text(section, key: "english"),
      matters: list(section, key: "matter"),
      answer: text(section, key: "answer"),
      address: section.entry("address")?.value ?? "",
      telephone: section.entry("telephone")?.value ?? "",
      hours: text(section, key: "hours"),
      isExample: isExample,
      lastChecked: isExample ? nil : date(section, key: "checked"),
      keeper: text(section, key: "keeper"))
  }

  /// `example = yes`: nobody has confirmed the entry; a site that writes `checked` over it has.
  private mutating func isExample(_ section: RawSection) -> Bool {
    guard let entry = section.entry("example") else { return false }
    if entry.value == "no" { return false }
    if entry.value != "yes" { faults.add(.badWord("example", expected: ["yes", "no"]), at: entry.position) }
    return section.entry("checked") == nil
  }

  /// At least three digits, and nothing a person could not read out as a number.
  static func isTelephone(_ text: String) -> Bool {
    var digits = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits += 1
      case " ", "-", "+", "(", ")", "/", "、", "，", "或", "转": continue
      default: return false
      }
    }
    return digits >= 3
  }
}
