import CallModel
import Catalogue
import PlainText

/// What the console looks up. Names may be typed full-width, in any case, and in Chinese or English.
extension ProtocolDocument {
  /// The phrase with this identifier.
  public func phrase(_ identifier: String) -> PhraseDefinition? {
    phrases.first { $0.identifier == identifier }
  }

  /// The question for an element; nil when the protocol has none.
  public func phrase(forPromptOf element: ElementIdentifier) -> PhraseDefinition? {
    self.element(element).questionPhrase.flatMap { phrase($0) }
  }

  /// The phrase said by a function key, 1 to 12.
  public func phrase(functionKey: Int) -> PhraseDefinition? {
    phrases.first { $0.functionKey == functionKey }
  }

  /// The phrase with this identifier, alias, function key (`F2`) or wording, punctuation aside; the wording
  /// as this person says it.
  public func phrase(named name: String, by personnel: OperatorIdentifier? = nil) -> PhraseDefinition? {
    let wanted = name.lookupForm
    if wanted.hasPrefix("f"), let key = Int(wanted.dropFirst()) { return phrase(functionKey: key) }
    if let found = phrases.first(where: { $0.identifier == wanted || $0.aliases.hasName(wanted) }) {
      return found
    }
    let spoken = wanted.spokenForm
    guard !spoken.isEmpty else { return nil }
    func said(_ phrase: PhraseDefinition, _ language: UserLanguage) -> String {
      personnel.map { wording(of: phrase, by: $0, language: language) } ?? phrase.text(language)
    }
    return phrases.first {
      said($0, .chinese).spokenForm == spoken || said($0, .english).lookupForm.spokenForm == spoken
    }
  }

  /// The phrases of a kind, in the file's order.
  public func phrases(of kind: PhraseKind) -> [PhraseDefinition] { phrases.filter { $0.kind == kind } }

  /// The definition of an element; every protocol has all eight.
  public func element(_ identifier: ElementIdentifier) -> ElementDefinition {
    elements.first { $0.identifier == identifier } ?? elements[0]
  }

  /// The element called so: `where`, `何地`, `地点`.
  public func element(alias name: String) -> ElementDefinition? {
    let wanted = name.lookupForm
    return elements.first { $0.identifier.rawValue == wanted || $0.name.hasName(wanted) }
      ?? elements.first { $0.aliases.hasName(wanted) }
  }

  /// The definition of a branch; every protocol has all seven.
  public func branch(_ identifier: BranchIdentifier) -> BranchDefinition {
    branches.first { $0.identifier == identifier } ?? branches[0]
  }

  /// The branch called so: `complaint`, `投诉`.
  public func branch(named name: String) -> BranchDefinition? {
    let wanted = name.lookupForm
    return branches.first { $0.identifier.rawValue == wanted || $0.name.hasName(wanted) }
      ?? branches.first { $0.aliases.hasName(wanted) }
  }

  /// The branch entered by a function key, 1 to 12.
  public func branch(functionKey: Int) -> BranchDefinition? {
    branches.first { $0.functionKey == functionKey }
  }

  /// The branches a call is judged by: those `entered`, and the one that its category stands for
  /// (`CategoryKind.branch`), in this order.
  public func branches(entered: [BranchIdentifier], category code: String?) -> [BranchIdentifier] {
    guard let branch = code.flatMap(category)?.kind.branch, !entered.contains(branch) else { return entered }
    return entered + [branch]
  }

  /// The branches that require a phrase.
  public func branches(requiring phrase: String) -> [BranchDefinition] {
    branches.filter { $0.requiredPhrases.contains { $0.alternatives.contains(phrase) } }
  }

  /// The category with this code.
  public func category(code: String) -> CategoryDefinition? {
    (categoryPositions[code] ?? categoryPositions[code.lookupForm]).map { categories[$0] }
  }

  /// The categories whose code begins with `text`, or whose name contains it; an exact one comes first.
  public func categories(matching text: String) -> [CategoryDefinition] {
    let wanted = text.lookupForm
    guard !wanted.isEmpty else { return [] }
    let found = categories.filter {
      $0.code.hasPrefix(wanted) || $0.name.chinese.lookupForm.containsText(wanted)
        || $0.name.english.lookupForm.containsText(wanted)
    }
    let exact = found.filter { $0.code == wanted || $0.name.hasName(wanted) }
    return exact + found.filter { !exact.contains($0) }
  }

  /// Why a unit of this kind is told, unless it is chased.
  public func toldAs(_ kind: UnitKind) -> NotificationPurpose {
    unitKinds.first { $0.kind == kind }?.toldAs ?? .department
  }

  /// Whether telling a unit keeps a promise (article 4).
  ///
  /// It does when its kind keeps it; of one that is not listed, when the kind does that is told so. A chase
  /// keeps what was promised to be chased, whoever is chased.
  public func keeps(_ promise: PromiseKind, by told: UnitNotified) -> Bool {
    if told.purpose == .chase { return promise == .chase }
    let kind = told.kind ?? UnitKind(rawValue: told.purpose.rawValue)
    let definition =
      unitKinds.first { $0.kind == kind && $0.toldAs == told.purpose }
      ?? unitKinds.first { $0.toldAs == told.purpose }
    return definition?.keeps.contains(promise) == true
  }

  /// The unit of the list that was typed: by its code, by a name of it, or by a name with more behind it
  /// (天宁所巡逻三组); of several the one with the longest name.
  public func unit(typed text: String) -> UnitDefinition? {
    let wanted = text.lookupForm
    if let exact = units.first(where: { $0.code == wanted }) { return exact }
    let begun = units.compactMap { unit -> (unit: UnitDefinition, length: Int)? in
      let lengths = unit.names.map(\.lookupForm).filter { !$0.isEmpty && wanted.hasPrefix($0) }.map(\.count)
      return lengths.max().map { (unit, $0) }
    }
    // The first of equals: the file's order is the centre's.
    return begun.max { $0.length < $1.length }.flatMap { best in
      begun.first { $0.length == best.length }?.unit
    }
  }

  /// The name of a listed unit that a line begins with, blanks in it included, as it was typed; the longest.
  ///
  /// A name in Latin letters ends where the word does: "South" is not the beginning of "Southern".
  public func unitName(beginning line: String) -> String? {
    let lengths = units.flatMap(\.names).compactMap { name -> Int? in
      guard name.contains(" "), line.lookupForm.hasPrefix(name.lookupForm) else { return nil }
      let next = line.dropFirst(name.count).first
      return next.map { $0.isLetter || $0.isNumber } == true ? nil : name.count
    }
    return lengths.max().map { String(line.prefix($0)) }
  }

  /// A unit's name as records have it, whose English one was typed; any other name stays as it was typed.
  public func recordName(ofUnit typed: String) -> String {
    let wanted = typed.lookupForm
    return units.first { $0.name.english.lookupForm == wanted }?.name.chinese ?? typed
  }

  /// Whether the first of the units proposed may be taken without a word: it is of the place's district, or
  /// the only one of its kind.
  public func isUsual(_ unit: UnitDefinition, in proposed: [UnitDefinition], place: String) -> Bool {
    guard unit.code == proposed.first?.code else { return false }
    return unit.districts.contains { !$0.isEmpty && place.contains($0) }
      || proposed.count { $0.kind == unit.kind } == 1
  }

  /// The units whose code or one of whose names begins with what is typed, or contains it, or is of words
  /// that begin with those letters (tps, as 天宁所 is tns).
  public func units(matching text: String) -> [UnitDefinition] {
    let wanted = text.lookupForm
    guard !wanted.isEmpty else { return [] }
    let names = units.map { (unit: $0, forms: [$0.code] + $0.names.map(\.lookupForm)) }
    let begun = names.filter { $0.forms.contains { $0.hasPrefix(wanted) } }.map(\.unit)
    let containing = names.filter { $0.forms.contains { $0.containsText(wanted) } }.map(\.unit)
    let initials = units.filter { $0.initials.contains { $0.hasPrefix(wanted) } }
    return (begun + containing + initials).reduce(into: []) { found, unit in
      if !found.contains(unit) { found.append(unit) }
    }
  }

  /// The units to propose for a call: by what its category sends, those of the place's district first.
  ///
  /// Without a category the officers; a unit of another district is never proposed where the district is
  /// known.
  /// Told as a department, only those that are: a promise to tell one is kept by no other.
  public func units(
    for category: CategoryDefinition?, place: String, toldAs purpose: NotificationPurpose? = nil
  ) -> [UnitDefinition] {
    let sent = category?.send ?? [.officers]
    let departments = purpose == .department ? unitKinds.map(\.kind).filter { toldAs($0) == .department } : []
    let kinds =
      purpose == .department
      ? sent.filter(departments.contains) + departments.filter { !sent.contains($0) } : sent
    let known = units.flatMap(\.districts).contains { !$0.isEmpty && place.contains($0) }
    return kinds.flatMap { kind in
      let all = units.filter { $0.kind == kind }
      let local = all.filter { $0.districts.contains { place.contains($0) } }
      return local + all.filter { $0.districts.isEmpty || !known && !local.contains($0) }
    }
  }

  /// Whether a unit or person told, as it was typed, is the inspectors.
  public func isInspectors(_ unit: String) -> Bool {
    if self.unit(typed: unit)?.kind == .inspectors { return true }
    let wanted = unit.lookupForm
    return (inspectorsWords + [inspectorsUnit.chinese, inspectorsUnit.english])
      .contains { wanted.containsText($0.lookupForm) }
  }

  /// The level with this number.
  public func level(_ number: Int) -> LevelDefinition? { levels.first { $0.number == number } }

  /// The language called so: `mandarin`, `普通话`, `国语`.
  public func language(named name: String) -> LanguageDefinition? {
    let wanted = name.lookupForm
    return languages.first {
      $0.identifier == wanted || $0.name.hasName(wanted) || $0.aliases.hasName(wanted)
    }
  }
}

extension CallRecord {
  /// Whether the caller was found to be silent or whispering.
  public var isSilent: Bool { notes.contains(Message.silentCaller.chinese) }

  /// The same with its category's name as the protocol has it, where only the code is on record.
  ///
  /// Corrections of old left no name; the record does not change otherwise.
  public func named(by document: ProtocolDocument) -> CallRecord {
    guard let category, category.name.isEmpty, let known = document.category(code: category.code) else {
      return self
    }
    var named = self
    let chosen = CategoryChosen(code: category.code, name: known.name.chinese)
    named.apply(
      Noted<CallEvent>(.category(chosen), at: beganAt, offsetMilliseconds: nil, personnel: personnel))
    return named
  }
}

extension Message {
  /// Whether one of the two wordings is `wanted`, which is already in its look-up form.
  func hasName(_ wanted: String) -> Bool { chinese.lookupForm == wanted || english.lookupForm == wanted }
}

extension [String] {
  /// Whether one of the names is `wanted`, which is already in its look-up form.
  func hasName(_ wanted: String) -> Bool { contains { $0.lookupForm == wanted } }
}

extension StringProtocol {
  /// The text as names are compared: half-width, lower case, without spaces at its ends.
  var lookupForm: String { halfWidth.lowercased().trimmed }

  /// The words of a search: split at spaces and punctuation, half-width, lower case.
  var searchWords: [String] {
    lookupForm.split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The text with everything but letters and digits left out, as sentences are compared.
  var spokenForm: String { lookupForm.filter { $0.isLetter || $0.isNumber } }

  /// Whether `other` occurs in this text, scalar by scalar; an empty text occurs nowhere.
  func containsText(_ other: some StringProtocol) -> Bool {
    let (text, wanted) = (Array(utf8), Array(other.utf8))
    guard !wanted.isEmpty, wanted.count <= text.count else { return false }
    // UTF-8 is self-synchronising: equal bytes are equal characters.
    return (0...(text.count - wanted.count)).contains { start in
      text[start] == wanted[0] && text[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
