import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// A line without a slash: the answer to the open prompt.
  mutating func answer(_ text: String) -> [DeskEffect] {
    if text.isEmpty, let key = front.shownKey { return book(key) }
    let unlisted = front.unlistedUnit
    (front.shownKey, front.unlistedUnit) = (nil, nil)
    switch open {
    case .idle: return answerIdle(text)
    case .ringing:
      return text.isEmpty || Int(text.halfWidth) != nil ? perform(.answer, argument: text) : [notAnswered]
    case .element(let element): return answerElement(element, text: text)
    case .complaint(let field): return answerComplaint(field, text: text)
    case .unit(let purpose):
      return answerUnit(purpose, text: text.isEmpty ? unlisted ?? "" : text, isAsked: text.isEmpty)
    case .referral: return answerReferral(text)
    case .link: return answerLink(text)
    case .category: return answerCategory(text)
    case .level: return answerLevel(text)
    case .note:
      return text.isEmpty ? kindTakenByEnter.map { take($0) } ?? [] : perform(.note, argument: text)
    case .closing: return text.isEmpty ? hangUp() : perform(.note, argument: text)
    }
  }

  /// Whether a line is meant for a telephone that rings and not for the call it may become.
  func isForRinging(_ line: String) -> Bool {
    switch ConsoleCommand(line: line) {
    case .answer(let text): text.isEmpty || Self.rings(text) != nil
    case .unknown: false
    case .command(let name, let argument):
      isAboutNamedCall(name, argument: argument) || Self.isForRinging(name)
    }
  }

  private static func isForRinging(_ name: ConsoleCommand.Name) -> Bool {
    switch name {
    case .ring, .callback, .answer, .other, .undo, .cutoff, .hangup, .status, .show, .major, .shift, .help,
      .quit,
      .search, .amend, .reopen, .cancel:
      true
    case .said, .ask, .when, .where, .what, .who, .why, .object, .result, .contact, .branch, .leave, .link,
      .same, .silent, .notify, .chase, .department, .feedback, .refer, .question, .name, .address, .workunit,
      .phone,
      .against, .about, .confidential, .happening, .category, .level, .language, .note, .back, .move:
      false
    }
  }

  /// A count of rings, as typed to answer.
  static func rings(_ text: String) -> Int? {
    Int(text.halfWidth).flatMap { (1...99).contains($0) ? $0 : nil }
  }

  private var notAnswered: DeskEffect {
    let number = record?.number ?? rings.first?.ring.number ?? ""
    return DeskEffect(.error, message: .notAnswered(record?.id.description ?? "", number: number))
  }

  /// Enter tells that the phone rings; digits are the caller's number.
  private mutating func answerIdle(_ text: String) -> [DeskEffect] {
    guard text.isEmpty || Self.isNumber(text) else { return commit(.notice(.noCall)) }
    return perform(.ring, argument: text.halfWidth.filter { !$0.isWhitespace && $0 != "-" })
  }

  /// Whether a line is a telephone number, or a count, and nothing else.
  static func isNumber(_ text: String) -> Bool {
    let digits = text.halfWidth.filter { !$0.isWhitespace && $0 != "-" && $0 != "+" }
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Enter without words goes on to the next open element; nothing is recorded by it.
  private mutating func answerElement(_ element: ElementIdentifier, text: String) -> [DeskEffect] {
    guard !text.isEmpty else {
      show(front.skip(element))
      return []
    }
    if let effects = answerSafeQuestion(text) { return effects }
    return chooseByNumber(text, at: element) ?? give(element, text: text)
  }

  private mutating func answerComplaint(_ field: ComplaintField, text: String) -> [DeskEffect] {
    guard !text.isEmpty else {
      show(nextField)
      return []
    }
    return complain(field, text: text)
  }

  /// Takes a kind that stood on the screen, with the level it usually has.
  mutating func take(_ kind: CategoryDefinition) -> [DeskEffect] {
    commit(session.categorise(code: kind.code, at: clock.now())) + gradeUsually()
  }

  // MARK: Ending

  /// Offers what is needed before the end: category, level, then what is missing in one line.
  public mutating func beginClosing() -> [DeskEffect] {
    guard let record else { return commit(.notice(.noCall)) }
    guard session.isTalking else { return commit(.notice(.notAnswered)) }
    // Of whom nobody was put through to there is nothing to sort and nothing to say.
    if front.isUnheard {
      show(.closing)
      return []
    }
    if record.category == nil { return offerCategories("") }
    if record.level == nil { return offerLevels() }
    show(.closing)
    return missing.map { [DeskEffect(.warning, message: $0)] } ?? []
  }

  /// Closes the record; one of a caller who was not put through as what he was, and one that only rings is
  /// given up.
  mutating func hangUp() -> [DeskEffect] {
    if session.isRinging { return cutOff() }
    return front.isUnheard ? closeUnheard() : commit(session.hangUp(at: clock.now()))
  }

  /// Whether nothing is left to be done but to put down: the farewell was said, nothing is lacking, nothing
  /// stands half-typed; the telephone's word that it was put down then closes the record.
  public var endsByPutDown: Bool {
    guard let record, session.isTalking, open == .closing, front.shownKey == nil,
      record.ring?.phoneCall != nil, front.texts.values.allSatisfy(\.isEmpty)
    else { return false }
    return document.phrases(of: .farewell).contains { record.wasSaid($0.identifier) } && lacking.isEmpty
  }

  /// Closes the record of a caller whose telephone was put down, when nothing is left to be done.
  mutating func closeAfterPutDown() -> [DeskEffect] {
    session.hasHungUp && endsByPutDown ? hangUp() : []
  }

  /// The line went dead, or it stopped ringing: the operator's word counts unless the telephone tells that it
  /// rings on.
  mutating func cutOff() -> [DeskEffect] {
    if session.isRinging, let record, let ring = record.ring, ring.isFromPhone, ring.phoneCall != nil {
      return [DeskEffect(.error, message: .ringsOn(record.id.description, number: ring.number))]
    }
    return commit(session.cutOff(at: clock.now()))
  }

  /// Offers categories: those that fit the branches and the matter, or those found by `text`.
  ///
  /// Enter takes the first of the same list: never one of another that stands above it with the same number.
  mutating func offerCategories(_ text: String) -> [DeskEffect] {
    let suggestions = CategorySuggestions(document)
    let found = text.isEmpty ? suggestions.fitting(record) : suggestions.found(by: text)
    let offered = text.isEmpty ? suggestions.likely(for: record) : found
    guard !offered.isEmpty else { return commit(.notice(.unknownCategory)) }
    return list(offered, proposed: found)
  }

  /// Lists kinds to choose from by number, with the first of those proposed to be taken by Enter.
  private mutating func list(
    _ kinds: [CategoryDefinition], proposed: [CategoryDefinition]
  ) -> [DeskEffect] {
    front.offer = .categories(kinds, proposed: Array(proposed.prefix(Self.proposed)))
    show(.category)
    let items = kinds.enumerated().map { index, kind in
      Message.verbatim("\(index + 1) \(kind.code) ").joined(kind.name, separator: "")
    }
    let rows = hasScreen && items.count > CategorySuggestions.limit ? filled(items) : items
    return [DeskEffect(.notice, message: .categoryChoices)]
      + rows.map { DeskEffect(.item, message: Message.verbatim("  ").joined($0, separator: "")) }
  }

  /// Several items in a row, so that a long list stands on the screen whole.
  private func filled(_ items: [Message]) -> [Message] {
    items.reduce(into: [Message]()) { rows, item in
      if let longer = rows.last?.joined(item, separator: "  "),
        longer.text(language).displayWidth <= Self.rowWidth
      {
        rows[rows.count - 1] = longer
      } else {
        rows.append(item)
      }
    }
  }

  /// Columns of a row of a list on 80 columns, behind the clock and the margin.
  private static let rowWidth = 68

  /// A kind chosen by its number in the list; a class that has kinds lists them, those first that what
  /// happened speaks for.
  private mutating func choose(_ kind: CategoryDefinition) -> [DeskEffect] {
    let all = document.categories.filter { $0.parent == kind.code }
    guard !all.isEmpty else { return commit(session.categorise(code: kind.code, at: clock.now())) }
    let likely = CategorySuggestions(document).fitting(record).filter { $0.parent == kind.code }
    return list(likely + all.filter { !likely.contains($0) }, proposed: likely)
  }

  mutating func offerLevels() -> [DeskEffect] {
    show(.level)
    let rows = document.levels.map { level in
      DeskEffect(
        .item,
        message: Message.verbatim("  \(level.number) ").joined(level.name, separator: "").joined(
          level.meaning))
    }
    let usual = usualLevel
    return [DeskEffect(.notice, message: .levelChoices)] + rows
      + (usual.map { [DeskEffect(.notice, message: .usualLevel($0))] } ?? [])
  }

  private mutating func answerCategory(_ text: String) -> [DeskEffect] {
    // Enter alone takes the first that was proposed by what happened; without one nothing is chosen.
    let typed = text.isEmpty ? proposedCategories.first?.code ?? "" : text
    guard !typed.isEmpty else {
      return record?.level == nil ? offerLevels() : close()
    }
    let effects = categorise(typed)
    guard record?.category != nil, open == .category,
      effects.contains(where: { $0.kind == .recorded || $0.kind == .notRecorded })
    else { return effects }
    return effects + (text.isEmpty ? gradeUsually() : [])
      + (record?.level == nil ? offerLevels() : close())
  }

  /// The level that stood beside the kind taken by Enter goes with it, unless a word of danger to life speaks
  /// against it.
  private mutating func gradeUsually() -> [DeskEffect] {
    guard record?.level == nil, let usual = usualLevel, danger(against: usual) == nil else { return [] }
    return commit(session.grade(level: usual, at: clock.now()))
  }

  private mutating func answerLevel(_ text: String) -> [DeskEffect] {
    // Enter alone takes the level that the kind usually has, which stands on the screen with its meaning.
    let typed = text.isEmpty && record?.level == nil ? usualLevel.map(String.init) ?? "" : text
    let effects = typed.isEmpty ? [] : grade(typed, asksBack: true)
    if typed.isEmpty || record?.level != nil { return effects + close() }
    return effects
  }

  private mutating func close() -> [DeskEffect] {
    show(.closing)
    return missing.map { [DeskEffect(.warning, message: $0)] } ?? []
  }

  /// A category by number of the offer, code, or part of its name.
  mutating func categorise(_ argument: String) -> [DeskEffect] {
    let text = argument.halfWidth
    guard !text.isEmpty else { return session.isTalking ? offerCategories("") : commit(.notice(.noCall)) }
    if session.isTalking, let number = Self.listNumber(text) {
      // Without a list of its own the kinds that are proposed on the screen are meant.
      let kinds = choices.isEmpty ? proposedCategories : choices
      if kinds.indices.contains(number - 1) { return choose(kinds[number - 1]) }
      if document.category(code: text) == nil {
        return [DeskEffect(.error, message: .notInList(number, longest: kinds.count))]
      }
    }
    let found = CategorySuggestions(document).found(by: argument)
    if document.category(code: text) != nil || found.isEmpty || !session.isTalking {
      return commit(session.categorise(code: text, at: clock.now()))
    }
    if found.count == 1 { return commit(session.categorise(code: found[0].code, at: clock.now())) }
    return offerCategories(argument)
  }

  /// A level is asked about once where a word of danger to life speaks against it; one given with its command
  /// where nobody may be there to repeat it (a pipe) is taken at its word, and the danger is said.
  mutating func grade(_ argument: String, asksBack: Bool) -> [DeskEffect] {
    if argument.isEmpty, session.isTalking { return offerLevels() }
    let level = Int(argument.halfWidth) ?? -1
    let found = document.level(level) == nil ? nil : doubt(about: level)
    let recorded = found != nil && asksBack ? [] : commit(session.grade(level: level, at: clock.now()))
    guard let found else { return recorded }
    let told =
      asksBack
      ? Message.levelDoubted(
        word: found.word, danger: found.danger.name, usual: found.danger.level, chosen: level)
      : Message.levelBelow(
        word: found.word, danger: found.danger.name, usual: found.danger.level, chosen: level)
    return recorded + [DeskEffect(.warning, message: told)]
  }

  mutating func speak(_ argument: String) -> [DeskEffect] {
    let language = document.language(named: argument)?.identifier ?? ""
    return commit(session.speak(language: language, at: clock.now()))
  }
}
