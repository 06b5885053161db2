import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// Carries one command out.
  mutating func perform(_ name: ConsoleCommand.Name, argument: String) -> [DeskEffect] {
    (front.shownKey, front.unlistedUnit) = (nil, nil)
    if let effects = performNamed(name, argument: argument) { return effects }
    if let element = name.element { return give(element, text: argument) }
    if let field = name.complaintField { return complain(field, text: argument) }
    let now = clock.now()
    switch name {
    case .ring: return tellRing(argument.halfWidth, at: now)
    case .callback: return callBack(argument)
    case .answer: return answerPhone(argument)
    case .other: return other(argument)
    case .said: return said(argument)
    case .ask: return asked(argument)
    case .branch: return enterBranch(argument)
    case .leave: return leaveBranch(argument)
    case .link: return linkCall(argument)
    case .same: return sameOrNot(argument)
    case .silent: return beginSafeCheck()
    case .notify, .chase, .department, .feedback: return notify(argument, purpose: name.purpose)
    case .search: return searchDirectory(argument)
    case .refer: return refer(argument)
    case .question: return commit(session.question(openQuestion(argument), at: now))
    case .category: return categorise(argument)
    case .level: return grade(argument, asksBack: hasScreen)
    case .language: return speak(argument)
    case .note: return commit(session.note(argument, at: now))
    case .cutoff: return cutOff()
    case .hangup: return hangUp()
    case .reopen: return reopen(argument)
    case .cancel: return cancel(argument)
    case .amend: return amend(argument)
    case .back: return goBack()
    case .undo: return undo()
    case .move: return moveAnswer(argument)
    case .status: return status()
    case .show: return showCall(argument)
    case .major: return major(argument)
    case .shift: return shift(argument)
    case .help: return help(argument)
    case .quit: return quit()
    // The words of elements and of a complaint's fields are dealt with above.
    case .when, .where, .what, .who, .why, .object, .result, .contact, .name, .address, .workunit, .phone,
      .against, .about, .confidential, .happening:
      return []
    }
  }

  /// The answer to an element; without words it only opens the element's prompt.
  mutating func give(_ element: ElementIdentifier, text: String) -> [DeskEffect] {
    guard !text.isEmpty else {
      guard session.isTalking else { return commit(session.give(element, text: text, at: clock.now())) }
      show(.element(element))
      return []
    }
    if let asked = askAbout(number: text, as: element) { return asked }
    let answer = element == .where ? place(entered: text) : (text: text, typed: nil)
    front.completed = nil
    let effects = commit(session.give(element, text: answer.text, typed: answer.typed, at: clock.now()))
    if open == .element(element), session.isTalking { show(nextField) }
    return effects + warning(of: answer.text, as: element)
  }

  /// A field of the complaint; without words it only opens the field's prompt.
  mutating func complain(_ field: ComplaintField, text: String) -> [DeskEffect] {
    guard !text.isEmpty else {
      guard session.isTalking else { return commit(session.complain(field, text: text, at: clock.now())) }
      show(.complaint(field))
      return []
    }
    let value = field.isChoice ? Self.yesOrNo(text) ?? text : text
    let effects = commit(session.complain(field, text: value, at: clock.now()))
    if open == .complaint(field), session.isTalking {
      show(nextComplaintField.map(OpenField.complaint) ?? nextField)
    }
    return effects
  }

  static func yesOrNo(_ text: String) -> String? {
    let word = text.halfWidth.lowercased()
    for answer in ComplaintField.choices {
      let name = Message.name(of: answer)
      if [answer, String(answer.prefix(1)), name.chinese].contains(word) { return answer }
    }
    return nil
  }

  /// What the number that rings called about in the last 24 hours, for those who have no panel to look at.
  func earlierCalls() -> [DeskEffect] {
    guard session.isRinging, let record, let earlier = earlierCall(from: record.number, other: record.id)
    else { return [] }
    return [DeskEffect(.notice, message: earlier)]
  }

  /// What the same number called about in the last day, and that it harassed or complained ever before, in
  /// one line; nil when it did not.
  func earlierCall(from number: String, other present: CallIdentifier?) -> Message? {
    guard !number.isEmpty else { return nil }
    let now = clock.now().wall
    let marks = recent.marks(of: number) { call in
      document.branches(entered: call.branches, category: call.category)
    }
    let latest = recent.latest(from: number, before: now, other: present).map { call in
      earlier(call, marks: marks, now: now)
    }
    let known = latest == nil ? [] : marks
    let past = numbers?.past(of: number)?.latest ?? [:]
    let older = NumberPast.branches.filter { !known.contains($0) }.compactMap { branch in
      past[branch].map { (words.name(branch), $0.description) }
    }
    let parts = [latest, older.isEmpty ? nil : Message.numberPast(older)].compactMap { $0 }
    return parts.dropFirst().reduce(parts.first) { $0?.joined($1) }
  }

  /// What an earlier call of the same number was about, and who was sent.
  func earlier(_ call: RecentCall, marks: [BranchIdentifier], now: WallInstant) -> Message {
    .earlierCall(
      clock: call.beganAt.clock(seenOn: now.date), matter: matter(of: call),
      units: units(of: call), marks: .list(marks.map(words.name)))
  }

  private func matter(of call: RecentCall) -> Message {
    let noted = [call.matter, call.place].filter { !$0.isEmpty }
    guard noted.isEmpty else { return .verbatim(noted.joined(separator: " / ")) }
    return .nothingNoted(
      seat: call.id.seat.description, isAnswered: call.wasAnswered, ending: call.ending?.rawValue)
  }

  /// Somebody rings of whom only the key tells; he comes before whoever is being rung back.
  private mutating func tellRing(_ number: String, at now: Moment) -> [DeskEffect] {
    if rings.isEmpty { leaveDialled() }
    return ring(RingSeen(number: number), at: now) + earlierCalls()
  }

  private mutating func answerPhone(_ argument: String) -> [DeskEffect] {
    let digits = argument.halfWidth
    guard digits.isEmpty || Self.rings(digits) != nil else {
      return [DeskEffect(.error, message: .ringsExpected)]
    }
    if takesRingFirst { leaveDialled() }
    let rung = record == nil && !rings.isEmpty
    return rung
      ? answerNext(rings: Int(digits)) : commit(session.answer(rings: Int(digits), at: clock.now()))
  }

  /// Words said: a phrase by id, alias, key or wording; anything else are the operator's own words.
  mutating func said(_ argument: String) -> [DeskEffect] {
    if let key = functionKey(argument) { return book(key) }
    if let phrase = document.phrase(named: argument, by: session.personnel) { return say(phrase) }
    let situation = record.map(RequirementCheck(document).situation) ?? WordingSituation()
    let taboo = document.wordingGuard.findings(in: argument, situation: situation).map(\.taboo)
    return commit(session.say(words: argument, taboo: taboo, at: clock.now()))
  }

  /// `F7` names a key whose sentence was said: for a branch that is the next one not said yet.
  private func functionKey(_ text: String) -> Int? {
    let name = text.halfWidth.uppercased()
    guard name.hasPrefix("F"), let key = Int(name.dropFirst()), (1...12).contains(key) else { return nil }
    return key
  }

  private mutating func asked(_ argument: String) -> [DeskEffect] {
    let element: ElementIdentifier?
    if argument.isEmpty, case .element(let open) = open {
      element = open
    } else {
      element =
        document.element(alias: argument)?.identifier ?? (argument.isEmpty ? record?.firstOpenElement : nil)
    }
    guard let element else { return [DeskEffect(.error, message: .valueNeeded)] }
    return commit(session.ask(element, at: clock.now()))
  }

  private mutating func enterBranch(_ argument: String) -> [DeskEffect] {
    guard let branch = document.branch(named: argument)?.identifier else {
      return commit(.notice(argument.isEmpty ? .valueNeeded : .unknownBranch))
    }
    return enter(branch)
  }

  /// Enters a branch and opens what it asks for next.
  mutating func enter(_ branch: BranchIdentifier) -> [DeskEffect] {
    let effects = commit(session.enter(branch, at: clock.now()))
    guard session.isTalking else { return effects }
    return effects + guide(into: branch)
  }

  /// Opens what a branch in force needs next: candidates, the directory, the complaint's fields, a unit.
  mutating func guide(into branch: BranchIdentifier) -> [DeskEffect] {
    switch branch {
    case .repeat: return offerCandidates()
    case .referral:
      show(.referral)
      return []
    case .complaint:
      show(nextComplaintField.map(OpenField.complaint) ?? nextField)
      return []
    case .urgent:
      show(.unit(nil))
      return []
    case .anxious, .rude, .harassment: return []
    }
  }

  private mutating func leaveBranch(_ argument: String) -> [DeskEffect] {
    guard let branch = document.branch(named: argument)?.identifier else {
      return commit(.notice(.unknownBranch))
    }
    let effects = commit(session.leave(branch, at: clock.now()))
    // What the branch asked for is asked no more: the next answer would open it again.
    if open.isOf(branch), record?.branches.contains(branch) == false { show(nextField) }
    return effects
  }

  private mutating func notify(_ argument: String, purpose: NotificationPurpose?) -> [DeskEffect] {
    guard !argument.isEmpty else {
      guard session.isTalking else {
        return commit(session.notify(unit: "", text: "", purpose: nil, at: clock.now()))
      }
      show(.unit(purpose))
      return []
    }
    switch unitTold(argument, from: proposedUnits) {
    case .told(let unit, let text) where purpose != .feedback || !text.isEmpty:
      return commit(session.notify(unit: unit, text: text, purpose: purpose, at: clock.now()))
    case .nobody, .told: return commit(.notice(.valueNeeded))
    case .numberOutside(let number, let longest):
      return [DeskEffect(.error, message: .notInList(number, longest: longest))]
    }
  }

  /// The fields in the order they are offered: the matter first, then the four of article 7.
  var nextComplaintField: ComplaintField? {
    ComplaintField.offered.first { record?.complaint?.fields[$0] == nil }
  }
}
