import CallModel
import CallProtocol
import PlainText

/// Single values of a scenario's sections.
extension ScenarioBuilder {
  mutating func required(_ key: String, in section: DrillSection? = nil) -> String {
    let section = section ?? head
    if let value = section.value(key) { return value }
    faults.add(.missingKey(key), at: section.line)
    return ""
  }

  /// A list, divided by `、`, `,` or `，`.
  func list(_ key: String, in section: DrillSection? = nil) -> [String] {
    let marks: Set<Character> = ["\u{3001}", ",", "\u{FF0C}"]
    return ((section ?? head).value(key) ?? "").split { marks.contains($0) }.map { String($0).trimmed }
      .filter { !$0.isEmpty }
  }

  func split(_ key: String, at separator: Character) -> [String] {
    (head.value(key) ?? "").split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// The values of a key that may stand several times, one line each.
  func lines(_ key: String) -> [String] { head.entries.filter { $0.key == key }.map(\.value) }

  mutating func whole(_ entry: DrillSection.Entry, in range: ClosedRange<Int>) -> Int? {
    guard let number = Int(entry.value), range.contains(number) else {
      faults.add(.badNumber(entry.key, range: range), at: entry.line)
      return nil
    }
    return number
  }

  mutating func optionalNumber(_ key: String, in range: ClosedRange<Int>) -> Int? {
    head.entry(key).flatMap { whole($0, in: range) }
  }

  mutating func number(_ key: String, in range: ClosedRange<Int>, orElse usual: Int) -> Int {
    optionalNumber(key, in: range) ?? usual
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(_ key: String, orElse usual: Word) -> Word
  where Word.RawValue == String {
    guard let entry = head.entry(key) else { return usual }
    if let word = Word(rawValue: entry.value) { return word }
    faults.add(.badWord(key, expected: Word.allCases.map(\.rawValue)), at: entry.line)
    return usual
  }

  mutating func elements(_ section: DrillSection, key: String) -> [ElementIdentifier] {
    list(key, in: section).compactMap { name in
      let element = ElementIdentifier(rawValue: name)
      if element == nil {
        faults.add(.badWord(key, expected: Self.elementKeys), at: section.entry(key)?.line)
      }
      return element
    }
  }

  mutating func branches(_ key: String) -> [BranchIdentifier] {
    list(key).compactMap { name in
      let branch = BranchIdentifier(rawValue: name)
      if branch == nil {
        faults.add(
          .badWord(key, expected: BranchIdentifier.allCases.map(\.rawValue)), at: head.entry(key)?.line)
      }
      return branch
    }
  }

  /// Tempers a seed may choose: none that would call for other sentences than those that are scored.
  mutating func otherMoods() -> [CallerMood] {
    guard let entry = head.entry("moods") else { return [] }
    let isCalmingScored =
      list("branches").contains(BranchIdentifier.anxious.rawValue) || list("say").contains("calming")
    let own = head.value("mood").map { CallerMood(rawValue: $0) } ?? .calm
    let allowed = CallerMood.allCases.filter { $0.isInterchangeable && ($0.isScattered || !isCalmingScored) }
    return list("moods").compactMap { name in
      let mood = allowed.first { $0.rawValue == name }
      if mood == nil || own.map({ $0.isInterchangeable || $0 == .foreign }) != true {
        faults.add(.badWord("moods", expected: allowed.map(\.rawValue)), at: entry.line)
      }
      return mood
    }
  }

  mutating func articles() -> [Int] {
    if head.entry("article") == nil { faults.add(.missingKey("article"), at: head.line) }
    return list("article").compactMap { text in
      let number = Int(text).flatMap { (1...7).contains($0) ? $0 : nil }
      if number == nil { faults.add(.badNumber("article", range: 1...7), at: head.entry("article")?.line) }
      return number
    }
  }

  mutating func levels() -> [Int] {
    if head.entry("level") == nil { faults.add(.missingKey("level"), at: head.line) }
    return list("level").compactMap { text in
      guard let number = Int(text), document.level(number) != nil else {
        faults.add(.unknownReference("level", name: text), at: head.entry("level")?.line)
        return nil
      }
      return number
    }
  }

  mutating func categories() -> [String] {
    if head.entry("category") == nil { faults.add(.missingKey("category"), at: head.line) }
    return known("category") { $0.category(code: $1) != nil }
  }

  mutating func referrals() -> [String] { known("refer") { $0.referrals.entry(named: $1) != nil } }

  /// Groups of units, of each of which one is to be told.
  mutating func told() -> [[String]] {
    let groups = list("told").map { $0.split(separator: "|").map { String($0).trimmed } }
    for name in groups.flatMap({ $0 }) where !document.isUnit(name) {
      faults.add(
        .unknownReference("told", name: SafeText(name, limit: 40).description), at: head.entry("told")?.line)
    }
    return groups
  }

  mutating func phrases() -> [String] { known("say") { $0.phrase($1) != nil } }

  private mutating func known(_ key: String, isKnown: (ProtocolDocument, String) -> Bool) -> [String] {
    list(key).filter { name in
      if isKnown(document, name) { return true }
      faults.add(
        .unknownReference(key, name: SafeText(name, limit: 40).description), at: head.entry(key)?.line)
      return false
    }
  }

  mutating func languageName() -> String {
    guard let entry = head.entry("language") else { return document.languages.first?.identifier ?? "" }
    if !document.languages.contains(where: { $0.identifier == entry.value }) {
      faults.add(.badWord("language", expected: document.languages.map(\.identifier)), at: entry.line)
    }
    return entry.value
  }

  mutating func received() -> CivilDate? {
    guard let entry = head.entry("received") else { return nil }
    let date = CivilDate(entry.value)
    if date == nil { faults.add(.badDate("received"), at: entry.line) }
    return date
  }

  // MARK: Facts

  mutating func facts() -> [ElementIdentifier: DrillFact] {
    var facts: [ElementIdentifier: DrillFact] = [:]
    for element in ElementIdentifier.allCases {
      guard let value = head.value(element.rawValue) else { continue }
      facts[element] = fact(value, first: head.value(element.rawValue + "-first"))
    }
    return facts
  }

  /// `ELEMENT | what he says`, several times.
  mutating func knows() -> [DrillDetail] {
    head.entries.filter { $0.key == "knows" }.compactMap { entry in
      let parts = entry.value.split(separator: "|", maxSplits: 1).map { String($0).trimmed }
      guard parts.count == 2, let element = ElementIdentifier(rawValue: parts[0]), !parts[1].isEmpty else {
        faults.add(.badWord("knows", expected: Self.elementKeys.map { $0 + " | ..." }), at: entry.line)
        return nil
      }
      return DrillDetail(element: element, spoken: parts[1])
    }
  }

  mutating func complaintFacts() -> [ComplaintField: DrillFact] {
    var facts: [ComplaintField: DrillFact] = [:]
    for field in ComplaintField.allCases {
      if let value = head.value("field-" + field.rawValue) { facts[field] = fact(value, first: nil) }
    }
    return facts
  }

  /// `truth / other truth | what he says`; `?` as truth means that he cannot know.
  private func fact(_ value: String, first: String?) -> DrillFact {
    let parts = value.split(separator: "|", maxSplits: 1).map { String($0).trimmed }
    let truth = parts.first ?? ""
    let truths = truth.split(separator: "/").map { String($0).trimmed }.filter { !$0.isEmpty }
    let isUnknown = truth.halfWidth == "?"
    return DrillFact(
      truths: isUnknown ? [] : truths, spoken: parts.count > 1 ? parts[1] : truths.first ?? "",
      spokenFirst: first)
  }
}

extension ProtocolDocument {
  /// Whether anybody can be told by this name: what one is told for, a kind of unit, or a department of the
  /// directory.
  func isUnit(_ name: String) -> Bool {
    NotificationPurpose(rawValue: name) != nil || !FactWords.shipped.kinds(ofUnit: name).isEmpty
      || referrals.entry(named: name) != nil
  }
}
