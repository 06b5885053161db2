import CallModel
import CallProtocol
import Catalogue
import PlainText

/// What is done about a call whose number stands in front: also when it is closed.
extension CallDesk {
  /// What is typed behind a command that may name a call: the call, and the rest.
  static func named(_ argument: String) -> (call: CallIdentifier?, rest: String) {
    let first = argument.prefix { !$0.isWhitespace }
    guard let call = CallIdentifier(ifValid: String(first).halfWidth) else { return (nil, argument) }
    return (call, String(argument.dropFirst(first.count)).trimmed)
  }

  /// A closed call of this seat, of this run or an earlier one; nil when there is none of this number.
  func closedCall(_ call: CallIdentifier) -> CallRecord? {
    if let closed = session.lastClosed, closed.id == call { return closed }
    return closedCalls[call] ?? pastCalls?.record(of: call)
  }

  /// Whether the telephone's call has a closed record at this seat.
  func isClosed(_ phoneCall: String) -> Bool {
    closedPhoneCalls[phoneCall] != nil || closedBefore[phoneCall] != nil
  }

  /// The closed record of the telephone's call; nil when it has none at this seat.
  func closedRecord(of phoneCall: String) -> CallRecord? {
    closedPhoneCalls[phoneCall] ?? closedBefore[phoneCall].flatMap(closedCall)
  }

  /// The place of an open call beside the one on the screen.
  private func placeBeside(of call: CallIdentifier) -> Int? { others.firstIndex { $0.record?.id == call } }

  private func isOpenHere(_ call: CallIdentifier) -> Bool {
    record?.id == call || placeBeside(of: call) != nil
  }

  /// Whether a line is about a call that it names and that is not the one on the screen.
  func isAboutNamedCall(_ name: ConsoleCommand.Name, argument: String) -> Bool {
    name.isForClosed && Self.named(argument).call != nil
  }

  /// A deed in the call that is named, and in no other; nil when none is named, or the command reads the
  /// number itself.
  mutating func performNamed(_ name: ConsoleCommand.Name, argument: String) -> [DeskEffect]? {
    let (named, rest) = Self.named(argument)
    guard let call = named else {
      // Nothing done behind the end of a call goes to the one closed last unsaid.
      guard name.isForClosed, record == nil, let last = session.lastClosed else { return nil }
      return [DeskEffect(.error, message: .closedNeedsId(last.id.description))]
    }
    switch name.reach {
    case .own: return nil
    case .none: return [DeskEffect(.error, message: .takesNoCall(name.rawValue))]
    case .open, .closed: break
    }
    if record?.id == call { return perform(name, argument: rest) }
    if let index = placeBeside(of: call) {
      guard !rest.isEmpty || !name.needsWords else { return commit(.notice(.valueNeeded)) }
      return asideByName(index) { $0.perform(name, argument: rest) }
    }
    guard let closed = closedCall(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    guard name.isForClosed else {
      return [DeskEffect(.error, message: .onlyWhileOpen(name.rawValue, call: call.description))]
    }
    return add(name, argument: rest, to: closed)
  }

  /// Does something in a call beside the one on the screen; every line that tells of it names the call.
  mutating func asideByName(
    _ index: Int, _ work: (inout CallDesk) -> [DeskEffect]
  ) -> [DeskEffect] {
    namesCalls = true
    defer { namesCalls = false }
    return aside(index, work)
  }

  /// `[CALL]`: the call that is named comes to the screen, else the other one.
  mutating func other(_ argument: String) -> [DeskEffect] {
    guard let call = Self.named(argument).call else { return swapCalls() }
    if record?.id == call { return [shown] }
    guard let index = placeBeside(of: call) else {
      return [DeskEffect(.error, message: .noOtherCall)]
    }
    bring(index)
    return [shown]
  }

  /// Writes a deed behind the end of a closed call.
  private mutating func add(
    _ name: ConsoleCommand.Name, argument: String, to closed: CallRecord
  ) -> [DeskEffect] {
    let now = clock.now()
    let keeper = name == .question ? openQuestion(argument) : nil
    let referral = name == .refer ? referral(argument) : nil
    if name == .refer, referral == nil { return commit(.notice(.unknownDepartment)) }
    let unit = unitTold(argument, from: [])
    if [.notify, .chase, .department, .feedback].contains(name),
      case .numberOutside(let number, let longest) = unit
    {
      return [DeskEffect(.error, message: .notInList(number, longest: longest))]
    }
    return onClosed(closed) { desk in
      desk.commit(
        desk.session.late(closed) { session in
          switch name {
          case .note: return session.note(argument, at: now)
          case .refer: return referral.map { session.refer($0, at: now) } ?? SessionOutcome()
          case .question: return keeper.map { session.question($0, at: now) } ?? SessionOutcome()
          case .notify, .chase, .department, .feedback:
            guard case .told(let unit, let text) = unit, name != .feedback || !text.isEmpty else {
              return .notice(.valueNeeded)
            }
            return session.notify(unit: unit, text: text, purpose: name.purpose, at: now)
          case .ring, .callback, .answer, .other, .said, .ask, .when, .where, .what, .who, .why, .object,
            .result, .contact, .branch, .leave, .link, .same, .silent, .search, .name, .address, .workunit,
            .phone, .against, .about, .confidential, .happening, .category, .level, .language, .cutoff,
            .hangup, .reopen, .cancel, .amend, .back, .undo, .move, .status, .show, .major, .shift, .help,
            .quit:
            return SessionOutcome()
          }
        })
    }
  }

  // MARK: Opened again, or none

  /// `[CALL] WHY`: a call of today that was closed too early, else the one closed last, is open again and on
  /// the screen, with what was typed in it and never entered.
  ///
  /// With a call on the screen, or when another one rang or was opened since, the number must be written, so
  /// that a reason meant for one caller never opens the record of another.
  mutating func reopen(_ argument: String) -> [DeskEffect] {
    let (named, reason) = Self.named(argument)
    guard let call = named ?? session.lastClosed?.id else {
      return commit(.notice(record == nil ? .noCall : .alreadyInCall))
    }
    if named == nil, let open = record?.id {
      return [
        DeskEffect(.error, message: .reopenNeedsId(open: open.description, closed: call.description))
      ]
    }
    if named == nil, !isSurelyMeant(call) { return [whichCall(.reopen)] }
    if isOpenHere(call) { return [DeskEffect(.error, message: .callStillOpen(call.description))] }
    readAhead(of: call)
    guard let closed = closedCall(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    let (isOnLine, leftAt) = line(of: closed)
    let now = clock.now()
    let isBeside = record != nil
    let effects = beside { desk in
      desk.front.noteToldUrged(by: closed)
      let measured = closed.answer.flatMap { $0.reported == nil ? nil : $0.timing }
      let start = measured.flatMap { desk.answered(by: $0, rangAt: desk.rangAt[call]) }
      let outcome = desk.session.reopen(
        closed, reason: reason, isOnLine: isOnLine, leftAt: leftAt, from: start, at: now)
      if !outcome.events.isEmpty {
        desk.front.texts = Self.texts(of: closed)
        // The telephone's answer may come yet, and then counts from its ring.
        desk.front.rangAt = desk.rangAt[call]
      }
      return desk.commit(outcome)
    }
    guard isBeside, let index = placeBeside(of: call) else { return effects }
    bring(index)
    return effects + [shown]
  }

  static func texts(of closed: CallRecord) -> [OpenField: String] {
    var texts: [OpenField: String] = [:]
    for item in closed.unentered { OpenField(recordName: item.field).map { texts[$0] = item.text } }
    return texts
  }

  /// Whether the telephone still has the caller of a closed call, and since when he is gone; nil where it
  /// tells nothing of him.
  private func line(of closed: CallRecord) -> (isOnLine: Bool?, leftAt: Moment?) {
    guard let phoneCall = closed.ring?.phoneCall else { return (nil, nil) }
    if let leftAt = callersGone[phoneCall] { return (false, leftAt) }
    return (isClosed(phoneCall) ? true : nil, nil)
  }

  /// `[CALL] WHY`: there was no such call; without a number the one on the screen, else the one closed last,
  /// where no other one can be meant.
  mutating func cancel(_ argument: String) -> [DeskEffect] {
    let (named, reason) = Self.named(argument)
    let now = clock.now()
    guard let call = named ?? record?.id ?? session.lastClosed?.id else { return commit(.notice(.noCall)) }
    if named == nil, !isSurelyMeant(call) { return [whichCall(.cancel)] }
    if record?.id == call { return commit(session.cancel(reason: reason, at: now)) }
    if let index = placeBeside(of: call) {
      return aside(index) { $0.commit($0.session.cancel(reason: reason, at: now)) }
    }
    guard let closed = closedCall(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    return onClosed(closed) { $0.commit($0.session.cancelClosed(reason: reason, at: now)) }
  }
}

// MARK: Which one is meant
extension CallDesk {
  /// Who closed a record so short a while before the one on the screen began may mean that one, in ms.
  private static let justClosed: Int64 = 300_000

  /// Whether what names no call can mean this one only, the one on the screen or closed last: nobody else
  /// rings, is beside it, was on the screen a moment ago, or rang since it was closed.
  private func isSurelyMeant(_ call: CallIdentifier) -> Bool {
    guard rings.isEmpty, openCalls.allSatisfy({ $0 == call }) else { return false }
    guard let record, record.id == call else { return closedAlone == call }
    guard let last = session.lastClosed, last.id != call, !last.isCancelled, let ended = last.endedAt
    else { return true }
    return record.beganAt.milliseconds - ended.milliseconds > Self.justClosed
  }

  /// Says that the number must be written, with those of the calls that may be meant.
  private func whichCall(_ name: ConsoleCommand.Name) -> DeskEffect {
    // Behind a ring that was given up the call before it is most likely meant.
    let spoken = closedCalls.values.filter { $0.answer != nil && $0.endedAt != nil }.max { $0.id < $1.id }
    let closed = Set([session.lastClosed, spoken].compactMap { $0?.id }).sorted(by: >)
    return DeskEffect(
      .error,
      message: .whichCall(
        name.rawValue, open: openCalls.map(\.description), closed: closed.map(\.description)))
  }

  /// Notes whether a call that was closed is the only one there was since.
  mutating func noteClosedAlone(_ events: [Noted<CallEvent>], of record: CallRecord) {
    guard record.id.seat == session.seat else { return }
    if record.phase != .ended {
      if closedAlone != record.id { closedAlone = nil }
      return
    }
    for case .end(let ending) in events.map(\.event) {
      let isAlone = rings.isEmpty && openCalls.allSatisfy { $0 == record.id }
      closedAlone = isAlone && isMeantBehind(ending) ? record.id : nil
    }
  }

  /// Whether behind such an end this call may be meant, and no other.
  ///
  /// Of a caller who was not spoken to nobody has closed the record: the one before may be meant.
  func isMeantBehind(_ ending: CallEnding) -> Bool {
    ![.abandoned, .elsewhere].contains(ending) || closedCalls.count <= 1
  }
}

extension ConsoleCommand.Name {
  /// What a call's number means that stands first behind a command.
  enum Reach {
    /// The deed is in that call, also behind its end.
    case closed
    /// The deed is in that call while it is open.
    case open
    /// The command reads the number itself.
    case own
    /// Nothing: the command is about no call that has a number.
    case none
  }

  /// What a call's number means that stands first behind it: no command does in one call what names another.
  var reach: Reach {
    switch self {
    case .notify, .chase, .department, .feedback, .note, .refer, .question: .closed
    case .said, .ask, .when, .where, .what, .who, .why, .object, .result, .contact, .branch, .leave, .silent,
      .name, .address, .workunit, .phone, .against, .about, .confidential, .happening, .category, .level,
      .language, .cutoff, .hangup, .back, .undo, .move, .status:
      .open
    case .callback, .other, .link, .same, .search, .reopen, .cancel, .amend, .show, .major, .shift, .help:
      .own
    case .ring, .answer, .quit: .none
    }
  }

  /// Whether it can be done in a call that is named, also behind its end.
  var isForClosed: Bool { reach == .closed }

  /// Whether it does nothing without words behind it.
  fileprivate var needsWords: Bool {
    isForClosed
      || CommandWords.all.contains { $0.name == rawValue && !$0.argument.isEmpty && $0.argument.first != "[" }
  }

  /// For what a unit is told by it; nil where the unit and the promises decide.
  var purpose: NotificationPurpose? {
    switch self {
    case .chase: .chase
    case .department: .department
    case .feedback: .feedback
    case .ring, .callback, .answer, .other, .said, .ask, .when, .where, .what, .who, .why, .object, .result,
      .contact, .branch, .leave, .link, .same, .silent, .notify, .search, .refer, .question, .name, .address,
      .workunit, .phone, .against, .about, .confidential, .happening, .category, .level, .language, .note,
      .cutoff, .hangup, .reopen, .cancel, .amend, .back, .undo, .move, .status, .show, .major, .shift, .help,
      .quit:
      nil
    }
  }
}
