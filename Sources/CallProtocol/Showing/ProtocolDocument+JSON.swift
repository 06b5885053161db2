import CallModel
import Catalogue
import PlainText

extension ProtocolDocument {
  /// The protocol as one JSON object without line ends, or only one part of it.
  public func json(part: ProtocolPart? = nil) -> [UInt8] {
    JSONWriter.object { writer in
      if part == nil { writeSettings(&writer) }
      for candidate in part.map({ [$0] }) ?? ProtocolPart.allCases { write(candidate, writer: &writer) }
    }
  }

  private func writeSettings(_ writer: inout JSONWriter) {
    writer.message("name", message: name)
    writer.message("city", message: city)
    writer.member("version", version)
    writer.member("digest", digest)
    writer.member("greeting", greeting.identifier)
    writer.member("rings_allowed", ringLimit.ringsAllowed)
    writer.member("ring_cycle_ms", ringLimit.ringCycleMilliseconds)
    writer.member("complaint_reply_working_days", complaintReplyWorkingDays)
    writer.message("inspectors", message: inspectorsUnit)
    writer.array("inspectors_words") { list in for word in inspectorsWords { list.value(word) } }
    write(denials, writer: &writer)
  }

  private func write(_ denials: DenialDefinition, writer: inout JSONWriter) {
    let lists: [(StaticString, [String])] = [
      ("denials", denials.before), ("denials_of_all", denials.ofAll), ("denials_behind", denials.behind),
      ("denials_harmless", denials.harmless), ("denials_deeds", denials.deeds),
      ("denials_links", denials.links), ("denials_fillers", denials.fillers),
    ]
    for (name, words) in lists { writer.array(name) { list in for word in words { list.value(word) } } }
  }

  private func write(_ part: ProtocolPart, writer: inout JSONWriter) {
    switch part {
    case .elements: writer.objects("elements", items: elements) { $0.element($1) }
    case .phrases: writer.objects("phrases", items: phrases) { $0.phrase($1) }
    case .branches: writer.objects("branches", items: branches) { $0.branch($1) }
    case .taboo: writer.objects("taboo", items: tabooPhrases) { $0.taboo($1) }
    case .complaint:
      writer.objects("complaint", items: complaintFields) { writer, field in
        writer.member("field", field.field.rawValue)
        writer.message("name", message: field.name)
      }
    case .categories:
      writer.objects("categories", items: categories) { $0.category($1, words: everydayWords(of: $1.code)) }
    case .levels:
      writer.objects("levels", items: levels) { writer, level in
        writer.member("level", level.number)
        writer.message("name", message: level.name)
        writer.message("meaning", message: level.meaning)
        writer.member("source", level.source.rawValue)
      }
    case .dangers: writer.objects("dangers", items: dangers) { $0.danger($1) }
    case .unitKinds: writer.objects("unit_kinds", items: unitKinds) { $0.unitKind($1) }
    case .units: writer.objects("units", items: units) { $0.unit($1) }
    case .languages:
      writer.objects("languages", items: languages) { writer, language in
        writer.member("id", language.identifier)
        writer.message("name", message: language.name)
        writer.texts("aliases", texts: language.aliases)
      }
    case .safeCheck: writer.objects("safe_check", items: safeChecks) { $0.prompt($1) }
    case .place: writer.objects("place", items: placePrompts) { $0.prompt($1) }
    case .referrals: writer.objects("referrals", items: referrals.entries) { $0.referral($1) }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func objects<Item>(
    _ key: StaticString, items: [Item], body: (inout JSONWriter, Item) -> Void
  ) {
    array(key) { writer in
      for item in items { writer.object { body(&$0, item) } }
    }
  }

  fileprivate mutating func message(_ key: StaticString, message: Message) {
    object(key) { writer in
      writer.member("zh", message.chinese)
      writer.member("en", message.english)
    }
  }

  fileprivate mutating func texts(_ key: StaticString, texts: [String]) {
    array(key) { writer in
      for text in texts { writer.value(text) }
    }
  }

  fileprivate mutating func element(_ element: ElementDefinition) {
    member("id", element.identifier.rawValue)
    message("name", message: element.name)
    message("meaning", message: element.meaning)
    member("question", element.questionPhrase)
    texts("aliases", texts: element.aliases)
  }

  fileprivate mutating func phrase(_ phrase: PhraseDefinition) {
    member("id", phrase.identifier)
    member("text", phrase.text)
    member("english", phrase.english)
    member("article", phrase.article.rawValue)
    member("prescribed", phrase.isPrescribed)
    member("kind", phrase.kind.rawValue)
    member("promise", phrase.promise?.rawValue)
    member("key", phrase.functionKey)
    texts("aliases", texts: phrase.aliases)
  }

  fileprivate mutating func branch(_ branch: BranchDefinition) {
    member("id", branch.identifier.rawValue)
    message("name", message: branch.name)
    member("article", branch.article.rawValue)
    objects("say", items: branch.requiredPhrases) { writer, required in
      writer.texts("any_of", texts: required.alternatives)
      writer.member("before_hang_up", required.moment == .beforeHangUp)
    }
    texts("deeds", texts: branch.requiredDeeds.map(\.rawValue))
    member("key", branch.functionKey)
    texts("aliases", texts: branch.aliases)
  }

  fileprivate mutating func taboo(_ phrase: TabooPhrase) {
    member("id", phrase.identifier)
    member("text", phrase.text)
    texts("also", texts: phrase.variants)
    texts("harmless", texts: phrase.harmless)
    if let exception = phrase.exception {
      object("except") { writer in
        writer.member("branch", exception.branch.rawValue)
        writer.member("deed", exception.deed.rawValue)
      }
    }
    message("instead", message: phrase.instead)
  }

  fileprivate mutating func category(_ category: CategoryDefinition, words: [String]) {
    member("code", category.code)
    message("name", message: category.name)
    member("parent", category.parent)
    member("kind", category.kind.rawValue)
    member("level", category.defaultLevel)
    member("source", category.source.rawValue)
    texts("send", texts: category.send.map(\.rawValue))
    texts("words", texts: words)
  }

  fileprivate mutating func danger(_ danger: DangerDefinition) {
    member("id", danger.identifier)
    message("name", message: danger.name)
    member("level", danger.level)
    texts("words", texts: danger.words)
    texts("harmless", texts: danger.harmless)
  }

  fileprivate mutating func unitKind(_ kind: UnitKindDefinition) {
    member("kind", kind.kind.rawValue)
    message("name", message: kind.name)
    member("told_as", kind.toldAs.rawValue)
    texts("keeps", texts: kind.keeps.map(\.rawValue))
  }

  fileprivate mutating func unit(_ unit: UnitDefinition) {
    member("code", unit.code)
    message("name", message: unit.name)
    texts("aliases", texts: unit.aliases)
    member("kind", unit.kind.rawValue)
    member("telephone", unit.telephone)
    texts("districts", texts: unit.districts)
  }

  fileprivate mutating func prompt(_ prompt: PromptDefinition) {
    member("id", prompt.identifier)
    message("text", message: prompt.text)
  }

  fileprivate mutating func referral(_ entry: ReferralEntry) {
    member("id", entry.identifier)
    member("department", entry.department)
    member("english", entry.english)
    texts("matters", texts: entry.matters)
    member("answer", entry.answer)
    member("address", entry.address)
    member("telephone", entry.telephone)
    member("hours", entry.hours)
    member("example", entry.isExample)
    member("checked", entry.lastChecked?.description)
    member("keeper", entry.keeper)
  }
}
