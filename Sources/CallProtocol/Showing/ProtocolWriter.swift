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
      writer.write("complaint-field \(field.field.rawValue)", field.name)
    }
    for phrase in document.tabooPhrases { writer.write(phrase) }
    for category in document.categories { writer.write(category) }
    for level in document.levels { writer.write(level) }
    for language in document.languages {
      writer.write("language \(language.identifier)", language.name)
      writer.list("alias", language.aliases)
    }
    for prompt in document.safeChecks { writer.write("safe-check \(prompt.identifier)", prompt.text) }
    for prompt in document.placePrompts { writer.write("place-prompt \(prompt.identifier)", prompt.text) }
    for entry in document.referrals.entries { writer.write(entry) }
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func section(_ name: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append("[\(name)]")
  }

  private mutating func entry(_ key: String, _ value: String?) {
    if let value { lines.append("\(key) = \(value)") }
  }

  private mutating func list(_ key: String, _ items: [String], _ separator: String = "、") {
    if !items.isEmpty { entry(key, items.joined(separator: separator)) }
  }

  private mutating func names(_ name: Message) {
    entry("chinese", name.chinese)
    entry("english", name.english)
  }

  private mutating func write(_ section: String, _ name: Message) {
    self.section(section)
    names(name)
  }

  private mutating func writeSettings(_ document: ProtocolDocument) {
    write("protocol", document.name)
    entry("city", document.city.chinese)
    entry("city-english", document.city.english)
    entry("version", document.version)
    entry("greeting", document.greeting.identifier)
    entry("rings-allowed", String(document.ringLimit.ringsAllowed))
    entry("ring-cycle-ms", String(document.ringLimit.ringCycleMilliseconds))
    entry("complaint-reply-working-days", String(document.complaintReplyWorkingDays))
    entry("inspectors", document.inspectorsUnit.chinese)
    entry("inspectors-english", document.inspectorsUnit.english)
    list("inspectors-words", document.inspectorsWords)
  }

  private mutating func write(_ element: ElementDefinition) {
    write("element \(element.identifier.rawValue)", element.name)
    entry("meaning", element.meaning.chinese)
    entry("meaning-english", element.meaning.english)
    entry("question", element.questionPhrase)
    list("alias", element.aliases)
  }

  private mutating func write(_ phrase: PhraseDefinition) {
    section("phrase \(phrase.identifier)")
    entry("text", phrase.text)
    entry("english", phrase.english)
    entry("article", phrase.article.rawValue)
    entry("kind", phrase.kind.rawValue)
    entry("promise", phrase.promise?.rawValue)
    entry("key", phrase.functionKey.map { "F\($0)" })
    list("alias", phrase.aliases)
  }

  private mutating func write(_ branch: BranchDefinition) {
    write("branch \(branch.identifier.rawValue)", branch.name)
    entry("article", branch.article.rawValue)
    for moment in RequiredPhrase.Moment.allCases {
      let required = branch.requiredPhrases.filter { $0.moment == moment }
      list(moment.rawValue, required.map { $0.alternatives.joined(separator: " | ") })
    }
    list("deed", branch.requiredDeeds.map(\.rawValue))
    entry("key", branch.functionKey.map { "F\($0)" })
    list("alias", branch.aliases)
  }

  private mutating func write(_ phrase: TabooPhrase) {
    section("taboo \(phrase.identifier)")
    entry("text", phrase.text)
    list("also", phrase.variants, " | ")
    list("harmless", phrase.harmless, " | ")
    entry("except", phrase.exception.map { "\($0.branch.rawValue) \($0.deed.rawValue)" })
    entry("instead", phrase.instead.chinese)
    entry("instead-english", phrase.instead.english)
  }

  private mutating func write(_ category: CategoryDefinition) {
    write("category \(category.code)", category.name)
    entry("parent", category.parent)
    entry("kind", category.kind.rawValue)
    entry("level", category.defaultLevel.map(String.init))
    entry("source", category.source.rawValue)
  }

  private mutating func write(_ level: LevelDefinition) {
    write("level \(level.number)", level.name)
    entry("meaning", level.meaning.chinese)
    entry("meaning-english", level.meaning.english)
    entry("source", level.source.rawValue)
  }

  private mutating func write(_ referral: ReferralEntry) {
    section("referral \(referral.identifier)")
    entry("department", referral.department)
    entry("english", referral.english)
    list("matter", referral.matters)
    entry("answer", referral.answer)
    entry("address", referral.address)
    entry("telephone", referral.telephone)
    entry("hours", referral.hours)
    entry("checked", referral.lastChecked.description)
    entry("keeper", referral.keeper)
  }
}
