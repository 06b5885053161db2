import CallModel
import CallProtocol
import Catalogue

extension CallDesk {
  /// Carries a line or key out; whatever it records in the call on the screen is taken back as one.
  mutating func asOneDeed(_ work: (inout CallDesk) -> [DeskEffect]) -> [DeskEffect] {
    let (serial, before, field) = (front.serial, record, open)
    front.collected = []
    let (wasLeaving, wasQuestionShown) = (front.leavesReferral, front.isQuestionShown)
    let asked = front.askedNumber
    let effects = work(&self)
    if wasLeaving { front.leavesReferral = false }
    if wasQuestionShown { front.isQuestionShown = false }
    if asked != nil, front.askedNumber == asked { front.askedNumber = nil }
    if front.serial == serial {
      front.forgetOffer(behind: front.collected)
      front.keepDeed(since: before, field: field)
    }
    return effects + settle()
  }

  /// What the present line or key has recorded so far is a deed of its own, taken back apart from what
  /// follows.
  mutating func endDeed(since before: CallRecord?) { front.keepDeed(since: before, field: open) }

  /// Takes the last deed of this call back by an event that says so; the field it was done in is open again,
  /// with the answer that was given there on the line.
  mutating func undo() -> [DeskEffect] {
    if let told = resultTold ?? (front.deeds.isEmpty ? front.told : nil) { return takeBack(told) }
    guard session.isTalking else { return commit(.notice(session.isRinging ? .notAnswered : .noCall)) }
    guard let deed = front.deeds.popLast() else {
      return [DeskEffect(.error, message: .nothingToUndo(record?.id.description ?? ""))]
    }
    let effects = commit(session.undo(deed.events, before: deed.before, at: clock.now()))
    front.collected = []
    front.offer = .nothing
    if case .element(let answer) = deed.events.last {
      show(.element(answer.element))
      front.keep(answer.text)
    } else {
      show(deed.field)
    }
    return effects
  }

  /// The answer just given goes to the element it belongs to.
  mutating func moveAnswer(_ argument: String) -> [DeskEffect] {
    guard session.isTalking else { return commit(.notice(session.isRinging ? .notAnswered : .noCall)) }
    guard let element = document.element(alias: argument)?.identifier else {
      return commit(.notice(.valueNeeded))
    }
    guard let deed = front.deeds.last, deed.events.count == 1, case .element(let answer) = deed.events[0],
      answer.element != element, !answer.text.isEmpty
    else { return [DeskEffect(.error, message: .nothingToMove(record?.id.description ?? ""))] }
    front.deeds.removeLast()
    let now = clock.now()
    let effects = commit(session.undo(deed.events, before: deed.before, at: now))
    let before = record
    front.collected = []
    let moved = commit(session.give(element, text: answer.text, at: now))
    // Taken back, it is the answer where it stands now; where it stood before it was a slip.
    front.keepDeed(since: before, field: .element(element))
    show(nextField)
    let known = before?.element(element)
    let told = Message.answerMoved(
      answer.text, from: words.name(answer.element), to: words.name(element),
      before: known?.state.isSettled == true ? known?.words : nil)
    return effects + moved + [DeskEffect(.notice, message: told)]
  }
}

extension ElementRecord {
  /// What it was answered with.
  fileprivate var words: Message { text.isEmpty ? .name(of: state.rawValue) : .verbatim(text) }
}
