import CallModel
import Catalogue

/// Writes a protocol back as one complete file, so that a centre can start from it.
///
/// Reading the text again gives the same protocol, its digest aside; comments are not kept.
public struct ProtocolWriter {
  private var lines: [String] = []

  private init() {}

  /// The file's text, UTF-8 with LF.
  public static func text(_ document: ProtocolDocument) -> String {
    var writer = ProtocolWriter()
    writer.writeSettings(document)
    for element in document.elements { writer.write(element) }
    for phrase in document.phrases { writer.write(phrase) }
    for branch in document.branches { writer.write(branch) }
    for field in document.complaintFields {
      writer.write("complaint-field \(field.field.rawValue)", name: field.name)
    }
    for phrase in document.tabooPhrases { writer.write(phrase) }
    for category in document.categories {
      writer.write(category, words: document.everydayWords(of: category.code))
    }
    for level in document.levels { writer.write(level) }
    for danger in document.dangers { writer.write(danger) }
    for language in document.languages {
      writer.write("language \(language.identifier)", name: language.name)
      writer.list("alias", items: language.aliases)
    }
    for prompt in document.safeChecks { writer.write("safe-check \(prompt.identifier)", name: prompt.text) }
    for prompt in document.placePrompts {
      writer.write("place-prompt \(prompt.identifier)", name: prompt.text)
    }
    for kind in document.unitKinds { writer.write(kind) }
    for unit in document.units { writer.write(unit) }
    for entry in document.referrals.entries { writer.write(entry) }
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func section(_ name: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append("[\(name)]")
  }

  private mutating func entry(_ key: String, value: String?) {
    if let value { lines.append("\(key) = \(value)") }
  }

  private mutating func list(_ key: String, items: [String], separator: String = "、") {
    if !items.isEmpty { entry(key, value: items.joined(separator: separator)) }
  }

  private mutating func names(_ name: Message) {
    entry("chinese", value: name.chinese)
    entry("english", value: name.english)
  }

  private mutating func write(_ section: String, name: Message) {
    self.section(section)
    names(name)
  }

  private mutating func writeSettings(_ document: ProtocolDocument) {
    write("protocol", name: document.name)
    entry("city", value: document.city.chinese)
    entry("city-english", value: document.city.english)
    entry("version", value: document.version)
    entry("greeting", value: document.greeting.identifier)
    entry("rings-allowed", value: String(document.ringLimit.ringsAllowed))
    entry("ring-cycle-ms", value: String(document.ringLimit.ringCycleMilliseconds))
    entry("complaint-reply-working-days", value: String(document.complaintReplyWorkingDays))
    entry("inspectors", value: document.inspectorsUnit.chinese)
    entry("inspectors-english", value: document.inspectorsUnit.english)
    list("inspectors-words", items: document.inspectorsWords)
    for denials in document.denials.lists { list(denials.key, items: denials.words) }
  }

  private mutating func write(_ element: ElementDefinition) {
    write("element \(element.identifier.rawValue)", name: element.name)
    entry("meaning", value: element.meaning.chinese)
    entry("meaning-english", value: element.meaning.english)
    entry("question", value: element.questionPhrase)
    list("alias", items: element.aliases)
  }

  private mutating func write(_ phrase: PhraseDefinition) {
    section("phrase \(phrase.identifier)")
    entry("text", value: phrase.text)
    entry("english", value: phrase.english)
    entry("article", value: phrase.article.rawValue)
    entry("kind", value: phrase.kind.rawValue)
    entry("promise", value: phrase.promise?.rawValue)
    entry("key", value: phrase.functionKey.map { "F\($0)" })
    list("alias", items: phrase.aliases)
  }

  private mutating func write(_ branch: BranchDefinition) {
    write("branch \(branch.identifier.rawValue)", name: branch.name)
    entry("article", value: branch.article.rawValue)
    for moment in RequiredPhrase.Moment.allCases {
      let required = branch.requiredPhrases.filter { $0.moment == moment }
      list(moment.rawValue, items: required.map { $0.alternatives.joined(separator: " | ") })
    }
    list("deed", items: branch.requiredDeeds.map(\.rawValue))
    entry("key", value: branch.functionKey.map { "F\($0)" })
    list("alias", items: branch.aliases)
  }

  private mutating func write(_ phrase: TabooPhrase) {
    section("taboo \(phrase.identifier)")
    entry("text", value: phrase.text)
    list("also", items: phrase.variants, separator: " | ")
    list("harmless", items: phrase.harmless, separator: " | ")
    entry("except", value: phrase.exception.map { "\($0.branch.rawValue) \($0.deed.rawValue)" })
    entry("instead", value: phrase.instead.chinese)
    entry("instead-english", value: phrase.instead.english)
  }

  private mutating func write(_ category: CategoryDefinition, words: [String]) {
    write("category \(category.code)", name: category.name)
    entry("parent", value: category.parent)
    entry("kind", value: category.kind.rawValue)
    entry("level", value: category.defaultLevel.map(String.init))
    entry("source", value: category.source.rawValue)
    list("send", items: category.send.map(\.rawValue))
    list("words", items: words)
  }

  private mutating func write(_ danger: DangerDefinition) {
    write("danger \(danger.identifier)", name: danger.name)
    entry("level", value: String(danger.level))
    list("words", items: danger.words)
    list("harmless", items: danger.harmless)
  }

  private mutating func write(_ kind: UnitKindDefinition) {
    write("unit-kind \(kind.kind.rawValue)", name: kind.name)
    entry("told-as", value: kind.toldAs.rawValue)
    list("keeps", items: kind.keeps.map(\.rawValue))
  }

  private mutating func write(_ unit: UnitDefinition) {
    write("unit \(unit.code)", name: unit.name)
    list("alias", items: unit.aliases)
    entry("kind", value: unit.kind.rawValue)
    entry("telephone", value: unit.telephone)
    list("district", items: unit.districts)
  }

  private mutating func write(_ level: LevelDefinition) {
    write("level \(level.number)", name: level.name)
    entry("meaning", value: level.meaning.chinese)
    entry("meaning-english", value: level.meaning.english)
    entry("source", value: level.source.rawValue)
  }

  private mutating func write(_ referral: ReferralEntry) {
    section("referral \(referral.identifier)")
    entry("department", value: referral.department)
    entry("english", value: referral.english)
    list("matter", items: referral.matters)
    entry("answer", value: referral.answer)
    entry("address", value: referral.address)
    entry("telephone", value: referral.telephone)
    entry("hours", value: referral.hours)
    entry("example", value: referral.isExample ? "yes" : nil)
    entry("checked", value: referral.lastChecked?.description)
    entry("keeper", value: referral.keeper)
  }
}
