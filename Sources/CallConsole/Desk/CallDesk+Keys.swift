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
  public mutating func press(_ key: ConsoleKey) -> [DeskEffect] {
    let effects: [DeskEffect]
    switch key {
    case .function(let number): effects = pressFunction(number)
    case .escape:
      show(nextField)
      effects = []
    case .up, .shiftTab: effects = move(by: -1)
    case .down: effects = move(by: 1)
    case .tab: effects = markAsked()
    case .swap: effects = swapCalls()
    // The console fetches lines back with them.
    case .pageUp, .pageDown: effects = []
    }
    return effects + settle()
  }

  private mutating func pressFunction(_ number: Int) -> [DeskEffect] {
    if number == Self.endKey { return beginClosing() }
    guard session.isTalking else { return commit(.notice(session.isRinging ? .notAnswered : .noCall)) }
    if number == Self.unitKey {
      show(.unit(nil))
      return []
    }
    if let phrase = document.phrase(functionKey: number) { return say(afterRepeats(of: phrase)) }
    if let branch = document.branch(functionKey: number) { return pressBranch(branch) }
    return []
  }

  /// Consent asked for already: the same key says the farewell.
  private func afterRepeats(of phrase: PhraseDefinition) -> PhraseDefinition {
    guard phrase.kind == .consent, record?.wasSaid(phrase.identifier) == true else { return phrase }
    return document.phrases.first { $0.kind == .farewell } ?? phrase
  }

  private mutating func say(_ phrase: PhraseDefinition) -> [DeskEffect] {
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

  /// Enters a branch, or, when it is in force, says the next of its sentences that was not said yet.
  private mutating func pressBranch(_ branch: BranchDefinition) -> [DeskEffect] {
    guard let record else { return [] }
    let isNew = !record.branches.contains(branch.identifier)
    var effects = isNew ? commit(session.enter(branch.identifier, at: clock.now())) : []
    if let next = RequirementCheck(document).unsaidPhrases(of: branch.identifier, in: record).first?
      .alternatives.first
    {
      effects += commit(session.say(phrase: next, at: clock.now()))
    }
    return effects + guide(into: branch.identifier)
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
  private mutating func markAsked() -> [DeskEffect] {
    guard case .element(let element) = open else { return [] }
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
    var rows: [Message] = [.field(.headingCall, .verbatim(record.id.description))]
    if let answer = record.answer { rows.append(words.timing(answer.timing)) }
    for element in ElementIdentifier.allCases {
      let known = record.element(element)
      rows.append(
        .eventAnswer(
          words.name(element), state: known.state.rawValue, text: known.text, previous: known.previous.last))
    }
    if !record.branches.isEmpty {
      rows.append(.field(.headingBranches, .list(record.branches.map(words.name))))
    }
    rows += record.notifications.map {
      .eventNotify(
        unit: $0.notification.unit, purpose: $0.notification.purpose.rawValue, text: $0.notification.text)
    }
    rows += record.openPromises.map { .promiseOpened($0.promise.kind.rawValue) }
    return rows.map { DeskEffect(.item, message: $0) }
      + (missing.map { [DeskEffect(.warning, message: $0)] } ?? [])
  }

  /// Commands and keys, from the same table the reader uses.
  func help() -> [DeskEffect] {
    let commands = CommandWords.all.map { row in
      let typed = ("/" + row.name + " " + row.argument).fitted(to: 28)
      let aliases = row.aliases.map { "/" + $0 }.joined(separator: " ")
      return Message("\(typed)\(row.summary.chinese)  \(aliases)", "\(typed)\(row.summary.english)")
    }
    return (commands + [.helpKeys, .helpAnswer]).map { DeskEffect(.item, message: $0) }
  }

  func quit() -> [DeskEffect] {
    !isBusy ? [DeskEffect(.quit, message: .goodbye)] : [DeskEffect(.error, message: .quitDuringCall)]
  }
}
