import CallModel
import CallProtocol
import Catalogue
import PlainText

/// Makes a scenario of its parts and reports everything that does not fit.
struct ScenarioBuilder {
  static let elementKeys = ElementIdentifier.allCases.map(\.rawValue)
  static let headKeys: [String] =
    [
      "chinese", "english", "base", "sets", "article", "mood", "moods", "language", "number", "received",
      "shape",
      "opening", "gives", "back-opening", "again", "again-opening", "branches", "may", "category", "level",
      "told", "refer", "say", "knows", "voice", "advise", "place-within", "dispatch-within", "patience",
      "gives-up", "vary",
    ] + elementKeys + elementKeys.map { $0 + "-first" }
    + ComplaintField.allCases.map { "field-" + $0.rawValue }

  let parts: DrillParts
  let document: ProtocolDocument
  var faults: DrillFaults

  init(_ parts: DrillParts, document: ProtocolDocument, faults: DrillFaults) {
    self.parts = parts
    self.document = document
    self.faults = faults
  }

  var head: DrillSection { parts.head }

  /// The scenario; what is missing is filled with something harmless, since its faults keep it from being
  /// used.
  mutating func build() -> DrillScenario? {
    checkKeys()
    let source = parts.text
    let traps = parts.others.filter { $0.kind == .trap }.map { trap($0) }
    if traps.isEmpty { faults.add(.missingKey("[trap ...]"), at: head.line) }
    let title = Message(required("chinese"), required("english"))
    let opening = lines("opening")
    let shape = word("shape", orElse: DrillScenario.Shape.ordinary)
    if opening.isEmpty, shape != .abandoned { faults.add(.missingKey("opening"), at: head.line) }
    checkVariations()
    checkEffects()
    return DrillScenario(
      identifier: head.name, title: title, articles: articles(), sets: list("sets"),
      mood: word("mood", orElse: CallerMood.calm), otherMoods: otherMoods(), language: languageName(),
      number: head.value("number") ?? "",
      received: received(), shape: shape, opening: opening, openingGives: elements(head, key: "gives"),
      backOpening: lines("back-opening"), againSeconds: optionalNumber("again", in: 1...600),
      againOpening: split("again-opening", at: "|"), facts: facts(), complaint: complaintFacts(),
      knows: knows(),
      voice: word("voice", orElse: CallerVoice.man),
      branches: branches("branches"), mayBranches: branches("may"), categories: categories(),
      levels: levels(), told: told(),
      referrals: referrals(), say: phrases(),
      advice: split("advise", at: "|"), placeSeconds: number("place-within", in: 5...600, orElse: 60),
      dispatchSeconds: number("dispatch-within", in: 5...900, orElse: 100),
      patienceSeconds: number("patience", in: 5...600, orElse: 45),
      ringSeconds: number("gives-up", in: 1...120, orElse: 40),
      traps: traps, cues: parts.others.filter { $0.kind == .cue }.map { cue($0) },
      earlier: parts.others.filter { $0.kind == .earlier }.map { earlier($0) }, source: source,
      digest: FileDigest.hexadecimal(of: Array(source.utf8)))
  }

  private mutating func checkKeys() {
    let allowed: [DrillSection.Kind: [String]] = [
      .scenario: Self.headKeys, .trap: ["chinese", "english", "instead", "avoid", "fall", "loses", "remove"],
      .cue: ["after", "on", "say", "gives", "does", "becomes", "remove"],
      .earlier: ["minutes", "number", "where", "what", "unit", "remove"],
    ]
    for section in [head] + parts.others {
      let keys = allowed[section.kind] ?? []
      for entry in section.entries where !keys.contains(entry.key) {
        faults.add(.unknownKey(SafeText(entry.key, limit: 40).description, allowed: keys), at: entry.line)
      }
    }
  }

  /// Keys that change nothing without another: words said first of what he never says, a day of receipt
  /// without a complaint.
  private mutating func checkEffects() {
    func isThere(_ keys: [String]) -> Bool { keys.contains { head.entry($0) != nil } }
    let needs: [(key: String, others: [String])] =
      Self.elementKeys.map { ($0 + "-first", [$0]) }
      + [("again-opening", ["again"]), ("received", ComplaintField.allCases.map { "field-" + $0.rawValue })]
    for (key, others) in needs where !isThere(others) {
      guard let entry = head.entry(key) else { continue }
      faults.add(.withoutEffect(key, without: others.joined(separator: " / ")), at: entry.line)
    }
    for element in elements(head, key: "gives") where head.entry(element.rawValue) == nil {
      faults.add(
        .withoutEffect("gives", without: element.rawValue), at: head.entry("gives")?.line ?? head.line)
    }
  }

  /// A variation names text that the scenario has, and at least one other wording.
  private mutating func checkVariations() {
    for entry in head.entries where entry.key == "vary" {
      let variation = ScenarioVariation.Choice(entry.value)
      let isUsed = variation.map { choice in
        choice.original.allSatisfy { form in
          parts.entries.contains { $0.key != "vary" && $0.value.contains(form) }
        }
      }
      if isUsed != true { faults.add(.badVariation, at: entry.line) }
    }
  }

  // MARK: Parts

  private mutating func trap(_ section: DrillSection) -> DrillTrap {
    let instead = conditions(section, key: "instead")
    if instead.isEmpty { faults.add(.missingKey("instead"), at: section.line) }
    return DrillTrap(
      name: section.name,
      meaning: Message(required("chinese", in: section), required("english", in: section)),
      instead: instead, avoid: conditions(section, key: "avoid"),
      fall: section.entries.filter { $0.key == "fall" }.map(\.value), loses: tenths(section))
  }

  private mutating func tenths(_ section: DrillSection) -> Int? {
    guard let entry = section.entry("loses") else { return nil }
    let pieces = entry.value.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let whole = Int(pieces[0]), (0...100).contains(whole),
      let tenth = pieces.count == 2 ? Int(pieces[1]) : 0, (0...9).contains(tenth)
    else {
      faults.add(.badNumber("loses", range: 0...100), at: entry.line)
      return nil
    }
    return whole * 10 + tenth
  }

  private mutating func cue(_ section: DrillSection) -> DrillCue {
    var trigger = DrillCue.Trigger.after(0)
    if let after = section.entry("after") {
      trigger = .after(Int64(whole(after, in: 0...3_600) ?? 0) * 1_000)
    } else if let on = conditions(section, key: "on").first {
      trigger = .on(on)
    } else if section.entry("on") == nil {
      faults.add(.missingKey("after / on"), at: section.line)
    }
    var deed: DrillCue.Deed?
    if let entry = section.entry("does") {
      deed = DrillCue.Deed(rawValue: entry.value)
      if deed == nil {
        faults.add(.badWord("does", expected: DrillCue.Deed.allCases.map(\.rawValue)), at: entry.line)
      }
    }
    var becomes: CallerMood?
    if let entry = section.entry("becomes") {
      becomes = CallerMood(rawValue: entry.value)
      if becomes == nil {
        faults.add(.badWord("becomes", expected: CallerMood.allCases.map(\.rawValue)), at: entry.line)
      }
    }
    return DrillCue(
      name: section.name, trigger: trigger, words: section.value("say") ?? "",
      gives: elements(section, key: "gives"), deed: deed, becomes: becomes)
  }

  private mutating func earlier(_ section: DrillSection) -> EarlierCall {
    let minutes = section.entry("minutes").flatMap { whole($0, in: 1...1_400) } ?? 0
    if section.entry("minutes") == nil { faults.add(.missingKey("minutes"), at: section.line) }
    return EarlierCall(
      minutes: minutes, number: section.value("number") ?? "", place: required("where", in: section),
      matter: required("what", in: section), unit: section.value("unit") ?? "")
  }

  mutating func conditions(_ section: DrillSection, key: String) -> [DrillCondition] {
    section.entries.filter { $0.key == key }.compactMap { entry in
      guard let condition = DrillCondition(entry.value) else {
        faults.add(.badCondition(key, verbs: DrillCondition.verbs), at: entry.line)
        return nil
      }
      if let name = unknownName(in: condition) {
        faults.add(.unknownReference(key, name: SafeText(name, limit: 40).description), at: entry.line)
      }
      return condition
    }
  }

  private func unknownName(in condition: DrillCondition) -> String? {
    switch condition {
    case .said(let phrase): document.phrase(phrase) == nil ? phrase : nil
    case .category(let code): document.category(code: code) == nil ? code : nil
    case .referred(let entry): document.referrals.entry(named: entry) == nil ? entry : nil
    case .language(let name): document.languages.contains { $0.identifier == name } ? nil : name
    case .level(let level): document.level(level) == nil ? String(level) : nil
    case .told(let unit): document.isUnit(unit) ? nil : unit
    case .asked, .element, .field, .branch, .linked, .words, .advised, .toldBefore, .toldWithin, .calledBack,
      .due, .ended:
      nil
    }
  }
}
