import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// The key that asks for the unit told.
  public static let unitKey = 8
  /// The key that begins the end of the call.
  public static let endKey = 9

  /// What a key does.
  ///
  /// Text that stands half-typed is the caller's business; no key changes it.
  public mutating func press(_ key: ConsoleKey) -> [DeskEffect] { asOneDeed { $0.carryOut(key) } }

  private mutating func carryOut(_ key: ConsoleKey) -> [DeskEffect] {
    let unlisted = front.unlistedUnit
    front.unlistedUnit = nil
    if case .function(let number) = key { return pressFunction(number) }
    let isCovered = sentenceOnScreen != nil
    front.shownKey = nil
    switch key {
    case .function, .pageUp, .pageDown: return []
    case .escape:
      show(nextField)
      if let unlisted, front.texts[open] == nil { front.keep(unlisted) }
      return []
    case .up, .shiftTab: return move(by: -1)
    case .down: return move(by: 1)
    case .tab: return markAsked(isCovered: isCovered)
    case .swap: return swapCalls()
    case .undo: return undo()
    }
  }

  /// A sentence that is on the screen is booked by its key; any other is shown first, so that nothing counts
  /// as said that nobody could read out.
  private mutating func pressFunction(_ number: Int) -> [DeskEffect] {
    let isShown = [sentenceOnScreen, promiseDue, closingDue].contains { $0?.key == number }
    let closes = closingDue?.key == number
    front.shownKey = nil
    if number == Self.endKey { return beginClosing() }
    guard session.isTalking else { return commit(.notice(session.isRinging ? .notAnswered : .noCall)) }
    if number == Self.unitKey {
      show(.unit(nil))
      return []
    }
    if isShown {
      let effects = book(number)
      if closes { show(.closing) }
      return effects
    }
    if let branch = document.branch(functionKey: number)?.identifier { return open(branch, key: number) }
    if sentence(of: number) != nil { front.shownKey = number }
    return []
  }

  /// The branch is in force at once, and what it asks for is open; its sentence is shown.
  private mutating func open(_ branch: BranchIdentifier, key: Int) -> [DeskEffect] {
    let isNew = record?.branches.contains(branch) == false
    let effects = isNew ? commit(session.enter(branch, at: clock.now())) : []
    if sentence(of: key) != nil { front.shownKey = key }
    return effects + guide(into: branch)
  }

  /// The sentence that is due now and stands on the screen, with its key: the greeting, a complaint's next
  /// one, at the end the question for consent and the farewell.
  var dueSentence: (phrase: PhraseDefinition, key: Int)? {
    // Who has hung up hears nothing any more.
    guard let record, session.isTalking, !session.hasHungUp, !front.isQuestionShown else { return nil }
    let greeting = document.greeting
    if RequirementCheck.asksGreeting(of: record), !record.wasSaid(greeting.identifier) {
      return greeting.functionKey.map { (greeting, $0) }
    }
    switch open {
    case .complaint:
      let key = document.branches.first { $0.identifier == .complaint }?.functionKey
      return key.flatMap { key in sentence(of: key).map { ($0, key) } }
    case .closing: return closingSentence(of: record)
    case .idle, .ringing, .element, .unit, .referral, .link, .category, .level, .note: return nil
    }
  }

  /// What must be said before hanging up, else the question for consent, and the farewell once it was asked;
  /// the last two are of one key.
  private func closingSentence(of record: CallRecord) -> (phrase: PhraseDefinition, key: Int)? {
    if let due = sentenceBeforeHangUp(of: record) { return due }
    guard let consent = document.phrases.first(where: { $0.kind == .consent }),
      let key = consent.functionKey,
      !RequirementCheck(document).isHarassment(record)
    else { return nil }
    let farewell = document.phrases.first { $0.kind == .farewell }
    let next = record.wasSaid(consent.identifier) ? farewell : consent
    return next.flatMap { record.wasSaid($0.identifier) ? nil : ($0, key) }
  }

  /// The sentence that ends the call, once nothing else is lacking: it stands on the screen beside the
  /// question of the open element, and its key begins the end.
  public var closingDue: (phrase: PhraseDefinition, key: Int)? {
    guard let record, session.isTalking, open.isOfCaller, dueSentence == nil, front.shownKey == nil,
      lacking.allSatisfy(isOfEnd)
    else { return nil }
    return closingSentence(of: record)
  }

  /// Whether what is lacking is said at the end only.
  private func isOfEnd(_ requirement: Requirement) -> Bool {
    guard case .phrase(let alternatives, nil) = requirement else { return false }
    return alternatives.contains { name in
      [.consent, .farewell].contains(document.phrase(name)?.kind)
    }
  }

  /// The first sentence that must come before hanging up (article 6) and was not said.
  private func sentenceBeforeHangUp(of record: CallRecord) -> (phrase: PhraseDefinition, key: Int)? {
    let unsaid = RequirementCheck(document).unsaidBeforeHangUp(in: record)
    return unsaid.lazy.compactMap(document.phrase).compactMap { phrase in
      phrase.functionKey.map { (phrase, $0) }
    }.first
  }

  /// The sentence that promises police, once place and matter are known and the matter is one that police are
  /// sent to at once: it stands on the screen beside the question of the open element.
  public var promiseDue: (phrase: PhraseDefinition, key: Int)? {
    guard let record, session.isTalking, !session.hasHungUp, open.isOfCaller, dueSentence == nil,
      front.shownKey == nil,
      record.element(.where).state.isSettled, record.element(.what).state.isSettled,
      let kind = record.category.flatMap({ document.category(code: $0.code) }) ?? front.proposals.kinds.first,
      record.level ?? kind.defaultLevel ?? .max <= Self.urgentLevel,
      document.units(for: kind, place: record.element(.where).text).first?.kind == .officers,
      let phrase = document.phrases.first(where: { $0.promise == .dispatch && $0.functionKey != nil }),
      let key = phrase.functionKey, !record.wasSaid(phrase.identifier)
    else { return nil }
    return (phrase, key)
  }

  /// The lowest level of matters that police are sent to at once.
  private static let urgentLevel = 2

  /// Whether a key says the consent and the farewell at the end, which follow with a press each.
  func closes(with key: Int) -> Bool { open == .closing && front.shownKey == nil && dueSentence?.key == key }

  /// What stands on the screen to be said: a sentence asked for by its key, else the one that is due.
  public var sentenceOnScreen: (phrase: PhraseDefinition, key: Int)? {
    front.shownKey.flatMap { key in sentence(of: key).map { ($0, key) } } ?? dueSentence
  }

  /// The sentence a key books next; nil when all of its branch are said.
  private func sentence(of key: Int) -> PhraseDefinition? {
    if let phrase = document.phrase(functionKey: key) { return afterRepeats(of: phrase) }
    guard let branch = document.branch(functionKey: key)?.identifier, let record else { return nil }
    let unsaid = RequirementCheck(document).unsaidPhrases(of: branch, in: record)
    return unsaid.first?.alternatives.first.flatMap { document.phrase($0) }
  }

  /// Consent asked for already: the same key says the farewell.
  private func afterRepeats(of phrase: PhraseDefinition) -> PhraseDefinition {
    guard phrase.kind == .consent, record?.wasSaid(phrase.identifier) == true else { return phrase }
    return document.phrases.first { $0.kind == .farewell } ?? phrase
  }

  /// Books a key's sentence as said.
  mutating func book(_ key: Int) -> [DeskEffect] {
    front.shownKey = nil
    if key == Self.endKey || key == Self.unitKey { return pressFunction(key) }
    guard session.isTalking else { return commit(.notice(session.isRinging ? .notAnswered : .noCall)) }
    if let phrase = document.phrase(functionKey: key) {
      return say(afterRepeats(of: phrase)) + closeAfterPutDown()
    }
    if let branch = document.branch(functionKey: key) { return pressBranch(branch) }
    return []
  }

  /// A sentence was said: it is booked, and what its branch asks for next is open, however it was told.
  mutating func say(_ phrase: PhraseDefinition) -> [DeskEffect] {
    let element: ElementIdentifier? = if case .element(let element) = open { element } else { nil }
    let before = Set(record?.branches ?? [])
    let effects = commit(session.say(phrase: phrase.identifier, about: element, at: clock.now()))
    let entered = record?.branches.first { !before.contains($0) }
    if phrase.promise == .notifyDepartment {
      show(.unit(.department))
      return effects
    }
    return effects + (entered.map { guide(into: $0) } ?? [])
  }

  /// Enters a branch unless it is in force, and says the next of its sentences that was not said yet.
  private mutating func pressBranch(_ branch: BranchDefinition) -> [DeskEffect] {
    guard let record else { return [] }
    let isNew = !record.branches.contains(branch.identifier)
    var effects = isNew ? commit(session.enter(branch.identifier, at: clock.now())) : []
    if let next = RequirementCheck(document).unsaidPhrases(of: branch.identifier, in: record).first?
      .alternatives.first
    {
      effects += commit(session.say(phrase: next, at: clock.now()))
    }
    // Earlier calls are offered until one of them was linked.
    let isLinked = branch.identifier == .repeat && record.repeats != nil
    return isLinked ? effects : effects + guide(into: branch.identifier)
  }

  private mutating func move(by step: Int) -> [DeskEffect] {
    guard session.isTalking else { return [] }
    let all = ElementIdentifier.allCases
    guard case .element(let element) = open, let index = all.firstIndex(of: element) else {
      show(nextField)
      return []
    }
    show(.element(all[(index + step + all.count) % all.count]))
    return []
  }

  /// The prescribed question of the open element was asked; without one, that it was asked in other words.
  ///
  /// Where a sentence stands in its place the question is shown first, and the next press books it.
  private mutating func markAsked(isCovered: Bool) -> [DeskEffect] {
    guard case .element(let element) = open else { return [] }
    if isCovered {
      front.isQuestionShown = true
      return []
    }
    if let effects = askSafeQuestion() { return effects }
    if let phrase = document.element(element).questionPhrase {
      return commit(session.say(phrase: phrase, about: element, at: clock.now()))
    }
    return commit(session.ask(element, at: clock.now()))
  }
}

extension CallDesk {
  mutating func goBack() -> [DeskEffect] {
    guard let field = front.trail.popLast() else { return [] }
    open = field
    return []
  }

  /// The present call in a few lines: id and timing, elements, branches, promises, what is missing.
  func status() -> [DeskEffect] {
    guard let record else { return [DeskEffect(.notice, message: .waitingStatus(calls: callsToday))] }
    return rows(of: record) + (missing.map { [DeskEffect(.warning, message: $0)] } ?? [])
  }

  /// `[CALL]`: one call of this seat as it stands, the one on the screen or closed last when none is named;
  /// with what was typed in it and never entered, and how that is added.
  mutating func showCall(_ argument: String) -> [DeskEffect] {
    let named = Self.named(argument).call
    if !argument.isEmpty, named == nil { return [DeskEffect(.error, message: .callNotHere(argument))] }
    guard let call = named ?? record?.id ?? session.lastClosed?.id else { return commit(.notice(.noCall)) }
    let open = ([front] + others).lazy.compactMap(\.record).first { $0.id == call }
    guard let shown = open ?? closedCall(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    let course =
      shown.reopenings.map { CallEvent.reopened($0.reopened) }
      + (shown.cancellation.map { [.cancelled($0.reason)] } ?? [])
    let ending = shown.ending.map { [DeskEffect(.item, message: .name(of: $0.rawValue))] } ?? []
    let typed =
      shown.unentered.isEmpty
      ? [] : [DeskEffect(.warning, message: notEntered(Self.texts(of: shown), of: call))]
    let events = shown.notes.map { CallEvent.note($0) } + course
    return rows(of: shown) + events.map { DeskEffect(.item, message: words.message($0, of: call)) } + ending
      + typed
  }

  private func rows(of record: CallRecord) -> [DeskEffect] {
    var rows: [Message] = [.field(.headingCall, .verbatim(record.id.description))]
    if let answer = record.answer { rows.append(words.timing(answer.timing)) }
    for element in ElementIdentifier.allCases {
      let known = record.element(element)
      rows.append(
        .eventAnswer(
          words.name(element), state: known.state.rawValue, text: known.text, previous: known.previous.last,
          typed: known.typed, isFromPhone: known.isFromPhone))
    }
    if !record.branches.isEmpty {
      rows.append(.field(.headingBranches, .list(record.branches.map(words.name))))
    }
    rows += record.notifications.map { words.message($0.notification) }
    rows += record.openPromises.map { .promiseOpened($0.promise.kind.rawValue) }
    return rows.map { DeskEffect(.item, message: $0) }
  }

  func quit() -> [DeskEffect] {
    [quitRefusal.map { DeskEffect(.error, message: $0) } ?? DeskEffect(.quit, message: .goodbye)]
  }

  /// Why the console is not left now; nil while no record is open.
  var quitRefusal: Message? { isBusy ? .quitDuringCall(openCalls.map(\.description)) : nil }
}
