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

  /// The place of an open call beside the one on the screen.
  private func placeBeside(of call: CallIdentifier) -> Int? { others.firstIndex { $0.record?.id == call } }

  private func isOpenHere(_ call: CallIdentifier) -> Bool {
    record?.id == call || placeBeside(of: call) != nil
  }

  /// Whether a line is about a call that it names and that is not the one on the screen.
  func isAboutNamedCall(_ name: ConsoleCommand.Name, argument: String) -> Bool {
    name.isForClosed && Self.named(argument).call != nil
  }

  /// A deed in the call that is named; nil when the command takes none or none is named, and what is there
  /// to be done is in the call on the screen.
  mutating func performNamed(_ name: ConsoleCommand.Name, argument: String) -> [DeskEffect]? {
    guard name.isForClosed else { return nil }
    let (named, rest) = Self.named(argument)
    guard let call = named else {
      // Nothing done behind the end of a call goes to the one closed last unsaid.
      guard record == nil, let last = session.lastClosed else { return nil }
      return [DeskEffect(.error, message: .closedNeedsId(last.id.description))]
    }
    if record?.id == call { return perform(name, argument: rest) }
    if let index = placeBeside(of: call) {
      guard !rest.isEmpty else { return commit(.notice(.valueNeeded)) }
      return aside(index) { $0.perform(name, argument: rest) }
    }
    guard let closed = closedCall(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    return add(name, argument: rest, to: closed)
  }

  /// Writes a deed behind the end of a closed call.
  private mutating func add(
    _ name: ConsoleCommand.Name, argument: String, to closed: CallRecord
  ) -> [DeskEffect] {
    let now = clock.now()
    let keeper = name == .question ? openQuestion(argument) : nil
    let referral = name == .refer ? referral(argument) : nil
    if name == .refer, referral == nil { return commit(.notice(.unknownDepartment)) }
    return onClosed(closed) { desk in
      desk.commit(
        desk.session.late(closed) { session in
          switch name {
          case .note: return session.note(argument, at: now)
          case .refer: return referral.map { session.refer($0, at: now) } ?? SessionOutcome()
          case .question: return keeper.map { session.question($0, at: now) } ?? SessionOutcome()
          case .notify, .chase, .department, .feedback:
            guard let told = Told(argument, purpose: name.purpose) else { return .notice(.valueNeeded) }
            return session.notify(unit: told.unit, text: told.text, purpose: told.purpose, at: now)
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

  /// A unit with what it was told, or told.
  struct Told {
    let unit: String
    let text: String
    let purpose: NotificationPurpose?

    /// Nil where no unit is named, or a unit's own word lacks.
    init?(_ argument: String, purpose: NotificationPurpose?) {
      let unit = String(argument.prefix { !$0.isWhitespace })
      let text = String(argument.dropFirst(unit.count)).trimmed
      // A mark for "not known" is nobody's name.
      guard !unit.isEmpty, !["?", "!"].contains(unit.halfWidth), purpose != .feedback || !text.isEmpty else {
        return nil
      }
      (self.unit, self.text, self.purpose) = (unit, text, purpose)
    }
  }

  // MARK: Opened again, or none

  /// `[CALL] WHY`: a call of today that was closed too early, else the one closed last, is open again and on
  /// the screen, with what was typed in it and never entered.
  ///
  /// With a call on the screen the number must be written, so that a reason meant for one caller never opens
  /// the record of another.
  mutating func reopen(_ argument: String) -> [DeskEffect] {
    let (named, reason) = Self.named(argument)
    guard let call = named ?? session.lastClosed?.id else { return commit(.notice(.noCall)) }
    if named == nil, let open = record?.id {
      return [
        DeskEffect(.error, message: .reopenNeedsId(open: open.description, closed: call.description))
      ]
    }
    if isOpenHere(call) { return [DeskEffect(.error, message: .callStillOpen(call.description))] }
    guard let closed = closedCall(call) else {
      return [DeskEffect(.error, message: .callNotHere(call.description))]
    }
    let (isOnLine, leftAt) = line(of: closed)
    let now = clock.now()
    let isBeside = record != nil
    let effects = beside { desk in
      let outcome = desk.session.reopen(
        closed, reason: reason, isOnLine: isOnLine, leftAt: leftAt, at: now)
      if !outcome.events.isEmpty {
        desk.front.texts = Self.texts(of: closed)
        // The telephone's answer may come yet, and then counts from its ring.
        desk.front.rangAt = desk.rangAt[call]
        // It may have come behind the end, of a call that a key had told of too early.
        if let answer = closed.answer, answer.reported != nil { desk.talkFrom(answer.timing) }
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
    return (closedPhoneCalls[phoneCall] == nil ? nil : true, nil)
  }

  /// `[CALL] WHY`: there was no such call; without a number the one on the screen, else the one closed last.
  mutating func cancel(_ argument: String) -> [DeskEffect] {
    let (named, reason) = Self.named(argument)
    let now = clock.now()
    guard let call = named ?? record?.id ?? session.lastClosed?.id else { return commit(.notice(.noCall)) }
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

extension ConsoleCommand.Name {
  /// Whether it can be done in a call that is named, also behind its end.
  var isForClosed: Bool {
    switch self {
    case .notify, .chase, .department, .feedback, .note, .refer, .question: true
    case .ring, .callback, .answer, .other, .said, .ask, .when, .where, .what, .who, .why, .object, .result,
      .contact, .branch, .leave, .link, .same, .silent, .search, .name, .address, .workunit, .phone, .against,
      .about, .confidential, .happening, .category, .level, .language, .cutoff, .hangup, .reopen, .cancel,
      .amend, .back, .undo, .move, .status, .show, .major, .shift, .help, .quit:
      false
    }
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
