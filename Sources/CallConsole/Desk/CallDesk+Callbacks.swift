import CallModel
import CallProtocol
import Catalogue
import PlainText

extension CallDesk {
  /// Puts a caller on the call-back list, once whatever number of seats see it.
  mutating func openCallback(_ entry: String, opened: CallbackOpened) -> [DeskEffect] {
    if let known = callbacks.entries[entry], !known.isBrokenOffAgain(by: opened) { return [] }
    return write(.opened(entry: entry, opened), message: .callbackOpened(opened.number))
  }

  /// What the end of a call means for the list: cut off or abandoned opens an entry; who was sent help needs
  /// none.
  mutating func callbackEffects(of events: [Noted<CallEvent>], record: CallRecord) -> [DeskEffect] {
    var effects: [DeskEffect] = []
    for event in events {
      switch event.event {
      case .end where record.ring?.isOutgoing == true && record.answer == nil: effects += tried(record)
      case .answer where record.ring?.isOutgoing == true: effects += reached(record)
      case .end(let ending) where ending.leavesCallBack:
        effects += open(CallbackOpened(record, ending: ending), record: record)
      case .end(.finished) where !record.reopenings.isEmpty: effects += settle(record)
      case .answer: effects += calledAgain(record)
      // The line itself says it: see `callbackEvents`.
      case .cancelled:
        let closed = CallbackEvent.closed(entry: record.id.description, .cancelled)
        callbacks.apply(event.replacing(closed))
      case .ring, .phrase, .ask, .element, .branchEntered, .branchLeft, .link, .notify, .refer, .question,
        .promise, .kept, .complaint, .complaintField, .breach, .wording, .category, .level, .language,
        .note, .resumed, .amend, .undone, .reopened, .unentered, .end:
        break
      }
    }
    return effects
  }

  private mutating func open(_ opened: CallbackOpened, record: CallRecord) -> [DeskEffect] {
    let entry = record.id.description
    var effects = openCallback(entry, opened: opened)
    let sent = record.notifications.last { $0.notification.purpose == .dispatch }?.notification.unit
    guard let sent else { return effects }
    // Somebody on the way does not hear what went on when the line broke.
    if let told = danger(toldIn: record) {
      effects.append(
        DeskEffect(
          .warning, message: .callbackInDanger(word: told.word, unit: words.unit(sent), number: record.number)
        ))
    } else {
      effects += write(.closed(entry: entry, .sent(unit: sent)), message: .callbackSent(words.unit(sent)))
    }
    return effects
  }

  /// A call that had been cut off was opened again and came to its end: nobody waits any more.
  private mutating func settle(_ record: CallRecord) -> [DeskEffect] {
    let entry = record.id.description
    guard callbacks.entries[entry]?.isOpen == true else { return [] }
    return write(.tried(entry: entry, .reached), message: .callbackReached)
      + write(.closed(entry: entry, .reached), message: .callbackReached)
  }

  /// The caller rings again: his own entries are settled, with a link to this call.
  private mutating func calledAgain(_ record: CallRecord) -> [DeskEffect] {
    callbacks.open(number: record.number).filter { $0.entry != record.id.description }.flatMap { entry in
      let rang = entry.openedAt.clock(seenOn: clock.now().wall.date)
      return write(.closed(entry: entry.entry, .calledAgain(record.id)), message: .callbackCalledAgain(rang))
    }
  }

  /// Writes an event of the list down, and says so.
  mutating func write(_ event: CallbackEvent, message: Message) -> [DeskEffect] {
    acknowledgement = note(event)
    callbacks.apply(Noted(event, at: clock.now().wall, personnel: session.personnel))
    let message = isNamed(event) ? message.about(name(of: event.entry)) : message
    let isSafe = acknowledgement == .recorded
    return [
      DeskEffect(
        isSafe ? .recorded : .notRecorded,
        message: isSafe ? .recorded(message) : Message.notRecorded.joined(message, separator: ": "))
    ]
  }
}

extension CallDesk {
  /// What settles an entry, or opens it again, says whose it is: it may be that of no call on the screen.
  private func isNamed(_ event: CallbackEvent) -> Bool {
    switch event {
    case .closed, .undone: true
    case .opened, .tried: false
    }
  }

  /// The call an entry is for; where it has no record, its number.
  private func name(of entry: String) -> String {
    let opened = callbacks.entries[entry]?.opened
    let call = CallIdentifier(ifValid: entry) ?? opened?.call
    return call?.description ?? opened?.number ?? entry
  }

  /// A major matter: of the call named, else of the one going on.
  mutating func major(_ argument: String) -> [DeskEffect] {
    guard let matters else { return [DeskEffect(.error, message: .mattersElsewhere)] }
    if !session.isTalking, !MatterCommands.namesCall(argument) { return refusalWithoutId() }
    return matters.major(
      argument, call: record?.id, at: clock.now().wall, isInspectors: document.isInspectors)
  }

  /// What is owed, or the change of shift at this seat.
  mutating func shift(_ argument: String) -> [DeskEffect] {
    guard let matters else { return [DeskEffect(.error, message: .mattersElsewhere)] }
    let (effects, relief) = matters.shift(
      argument, seat: session.seat, personnel: session.personnel, inCall: openCalls, board: board)
    if let relief {
      session.takeOver(by: relief)
      takeOverSink(relief)
    }
    return effects
  }
}
