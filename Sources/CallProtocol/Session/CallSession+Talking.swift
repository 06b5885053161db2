import CallModel
import Catalogue

/// What is said and asked while a call is going on, and what is noted beside it.
extension CallSession {
  /// A prescribed phrase was said.
  ///
  /// A question counts for `element` when it is one of the elements it asks for.
  public mutating func say(
    phrase identifier: String, about element: ElementIdentifier? = nil, at moment: Moment
  ) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard let phrase = document.phrase(identifier) else { return .notice(.unknownPhrase) }
    var outcome = SessionOutcome()
    if let branch = branchOpened(by: identifier, record: record) {
      enterBranch(branch, moment: moment, outcome: &outcome)
    }
    let said = document.wording(of: phrase, by: personnel)
    emit(.phrase(PhraseSaid(phrase: identifier, text: said)), moment: moment, outcome: &outcome)
    if let asked = askedElement(by: identifier, preferred: element, record: record) {
      emit(.ask(asked), moment: moment, outcome: &outcome)
    }
    if let kind = phrase.promise { promise(kind, by: identifier, moment: moment, outcome: &outcome) }
    return outcome
  }

  /// The operator's own words were said; the wording guard has looked at them.
  public mutating func say(words: String, taboo: [String], at moment: Moment) -> SessionOutcome {
    guard isTalking else { return .notice(needsCall) }
    guard !words.isEmpty else { return .notice(.valueNeeded) }
    var outcome = SessionOutcome()
    emit(.phrase(PhraseSaid(phrase: nil, text: words)), moment: moment, outcome: &outcome)
    for identifier in taboo {
      emit(.wording(identifier), moment: moment, outcome: &outcome)
      outcome.notices.append(.taboo(identifier: identifier))
    }
    return outcome
  }

  /// An element was asked for, in whatever words.
  public mutating func ask(_ element: ElementIdentifier, at moment: Moment) -> SessionOutcome {
    guard isTalking else { return .notice(needsCall) }
    var outcome = SessionOutcome()
    emit(.ask(element), moment: moment, outcome: &outcome)
    return outcome
  }

  /// The answer to an element: words, `?` for "does not know", `!` for "will not say" (full-width too).
  ///
  /// `typed` is what was typed where `text` was chosen for it.
  public mutating func give(
    _ element: ElementIdentifier, text: String, typed: String? = nil, at moment: Moment
  ) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard !text.isEmpty else { return .notice(.valueNeeded) }
    let known = record.element(element)
    let answer = Answer(text, before: known.state.isSettled ? known.text : nil)
    if answer.state == known.state && answer.text == known.text || answer.isSame {
      return .notice(.unchanged)
    }
    var outcome = SessionOutcome()
    emit(
      .element(
        ElementAnswer(
          element: element, state: answer.state, text: answer.text, previous: answer.previous, typed: typed)),
      moment: moment, outcome: &outcome)
    if element == .where && answer.state == .unknown { outcome.notices.append(.offerPlacePrompts) }
    return outcome
  }

  /// The branch a sentence belongs to, when no branch in force asks for it.
  private func branchOpened(by phrase: String, record: CallRecord) -> BranchIdentifier? {
    let branches = document.branches(requiring: phrase).map(\.identifier)
    return branches.contains(where: record.branches.contains) ? nil : branches.first
  }

  private func askedElement(
    by phrase: String, preferred: ElementIdentifier?, record: CallRecord
  ) -> ElementIdentifier? {
    let asked = document.elements.filter { $0.questionPhrase == phrase }.map(\.identifier)
    if let preferred, asked.contains(preferred) { return preferred }
    return asked.first { !record.element($0).state.isSettled } ?? asked.first
  }

  private mutating func promise(
    _ kind: PromiseKind, by phrase: String, moment: Moment, outcome: inout SessionOutcome
  ) {
    guard let record, !record.openPromises.contains(where: { $0.promise.kind == kind }) else { return }
    let number = record.promises.count + 1
    emit(.promise(PromiseMade(number: number, kind: kind, phrase: phrase)), moment: moment, outcome: &outcome)
    outcome.notices.append(.promised(kind))
    // The unit may have been told before the caller was: said the first time, the promise is kept already.
    let isFirst = !record.promises.contains { $0.promise.kind == kind }
    let deed = record.notifications.last { document.keeps(kind, by: $0.notification) }
    if isFirst, let deed {
      emit(
        .kept(PromiseKept(number: number, deed: deed.notification.unit)), moment: moment, outcome: &outcome)
      outcome.notices.append(.kept(kind))
    }
  }

  /// The category was chosen by its code.
  public mutating func categorise(code: String, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard let category = document.category(code: code) else { return .notice(.unknownCategory) }
    let chosen = CategoryChosen(code: category.code, name: category.name.chinese)
    if record.category == chosen { return .notice(.unchanged) }
    var outcome = SessionOutcome()
    emit(.category(chosen), moment: moment, outcome: &outcome)
    return outcome
  }

  /// The level was chosen.
  ///
  /// Level 1, the highest of every protocol, owes that somebody is sent or told: it stands among the open
  /// promises until that is done, also after the end.
  public mutating func grade(level: Int, at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    guard document.levels.contains(where: { $0.number == level }) else { return .notice(.unknownLevel) }
    if record.level == level { return .notice(.unchanged) }
    var outcome = SessionOutcome()
    emit(.level(level), moment: moment, outcome: &outcome)
    followLevel(level, moment: moment, outcome: &outcome)
    return outcome
  }

  /// What a level owes, however it came to be that of the call.
  private mutating func followLevel(_ level: Int, moment: Moment, outcome: inout SessionOutcome) {
    guard let record else { return }
    if level != 1 {
      settleHelp(by: document.level(level)?.name.chinese ?? "", moment: moment, outcome: &outcome)
    } else if !wasHelped(record) {
      promise(.help, by: "", moment: moment, outcome: &outcome)
    }
  }

  /// Whether somebody was sent or told who can help, or was to the call that this one repeats.
  func wasHelped(_ record: CallRecord) -> Bool {
    record.repeats != nil || record.notifications.contains { document.keeps(.help, by: $0.notification) }
  }

  /// The spoken language was noted, by its id in the protocol.
  public mutating func speak(language: String, at moment: Moment) -> SessionOutcome {
    guard isTalking else { return .notice(needsCall) }
    guard document.languages.contains(where: { $0.identifier == language }) else {
      return .notice(.unknownLanguage)
    }
    var outcome = SessionOutcome()
    emit(.language(language), moment: moment, outcome: &outcome)
    return outcome
  }

  /// A remark.
  public mutating func note(_ text: String, at moment: Moment) -> SessionOutcome {
    guard talkingRecord != nil else { return .notice(needsCall) }
    guard !text.isEmpty else { return .notice(.valueNeeded) }
    var outcome = SessionOutcome()
    emit(.note(text), moment: moment, outcome: &outcome)
    return outcome
  }

  /// Deeds of this call are taken back: `events`, in the order they were recorded, in a call whose record was
  /// `before` them.
  public mutating func undo(_ events: [CallEvent], before: CallRecord, at moment: Moment) -> SessionOutcome {
    guard isTalking else { return .notice(needsCall) }
    guard let taken = DeedsUndone(events, before: before) else { return SessionOutcome() }
    var outcome = SessionOutcome()
    emit(.undone(taken), moment: moment, outcome: &outcome)
    return outcome
  }

  /// Something known is corrected with a reason, in the call.
  public mutating func correct(
    field: String, text: String, reason: String, at moment: Moment
  ) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    return amendment(field: field, text: text, reason: reason, of: record) { session, amendment in
      var outcome = SessionOutcome()
      session.emit(.amend(amendment), moment: moment, outcome: &outcome)
      if amendment.field == Amendment.level, let level = Int(amendment.text) {
        session.followLevel(level, moment: moment, outcome: &outcome)
      }
      return outcome
    }
  }

  /// The caller is silent or whispers: a remark says so, once, and the safe check is offered.
  public mutating func silent(at moment: Moment) -> SessionOutcome {
    guard let record = talkingRecord else { return .notice(needsCall) }
    var outcome = SessionOutcome()
    if !record.isSilent { emit(.note(Message.silentCaller.chinese), moment: moment, outcome: &outcome) }
    outcome.notices.append(.offerSafeCheck)
    return outcome
  }
}
