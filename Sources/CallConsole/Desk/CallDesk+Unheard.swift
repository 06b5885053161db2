import CallModel
import CallProtocol
import Catalogue

/// A caller this seat was not put through to, although a key or a lifted receiver opened his record: he hung
/// up in that moment, or another seat has him.
extension CallDesk {
  /// The record of a caller who was not put through stays open: he may be put through to this seat yet.
  mutating func takeUnheard(_ phoneCall: String) -> [DeskEffect] {
    let warning = DeskEffect(.warning, message: .callerStillWaits)
    let isOpen = with(phoneCall) { desk in
      desk.front.isUnheard = true
      return []
    }
    return isOpen != nil || isKnownClosed(phoneCall) ? [warning] : []
  }

  /// A key told of an answer: the record stays open for a while, lines may come late.
  mutating func takeMissed(_ phoneCall: String) -> [DeskEffect] {
    let told = with(phoneCall) { desk in
      guard desk.isToldByKeyOnly, !desk.front.isUnheard else { return [] }
      desk.front.isUnheard = true
      return [DeskEffect(.warning, message: .notPutThrough)]
    }
    return told ?? []
  }

  /// It stopped ringing behind a key that told of an answer: nobody is on the line there.
  mutating func takeGivenUp(at moment: Moment) -> [DeskEffect] {
    isToldByKeyOnly ? noteGivenUp(at: moment) : []
  }

  private mutating func noteGivenUp(at moment: Moment) -> [DeskEffect] {
    front.gaveUpAt = front.gaveUpAt ?? moment
    if let phoneCall = record?.ring?.phoneCall { callersGone[phoneCall] = callersGone[phoneCall] ?? moment }
    return takeHangUp(at: moment)
  }

  /// Whether the call on the screen was answered by a key, and the telephone has told of no answer.
  private var isToldByKeyOnly: Bool {
    session.isTalking && record?.answer?.timing.source != .measured
  }

  /// That record ends by itself, unless something was taken down or typed in it since the answer: then the
  /// telephone may be wrong, and the operator decides.
  mutating func takeLeft(_ phoneCall: String, hasGivenUp: Bool, at moment: Moment) -> [DeskEffect] {
    let isOnScreen = record?.ring?.phoneCall == phoneCall
    let ended = with(phoneCall) { desk in
      if desk.isToldByKeyOnly { desk.front.isUnheard = true }
      let told = hasGivenUp && desk.front.isUnheard ? desk.noteGivenUp(at: moment) : []
      if desk.front.isNothingTold { return desk.commit(desk.endUnheard()) }
      return isOnScreen ? told : []
    }
    let isOwn = with(phoneCall) { _ in [] } != nil || closedRecord(of: phoneCall)?.ending == .abandoned
    let isTold = hasGivenUp && (ended != nil || isKnownClosed(phoneCall))
    let words = isOwn ? Message.callerGaveUp : .callerGaveUpUnheard
    return (isTold ? [DeskEffect(.warning, message: words)] : []) + (ended ?? [])
  }

  /// Closes the record by the operator's word, as what the caller was; what stands half-typed in it is a
  /// remark, for he has no other field.
  mutating func closeUnheard() -> [DeskEffect] {
    let now = clock.now()
    let typed = front.texts.filter { field, text in
      field != .idle && !text.isEmpty && record.map { Self.isAbout(another: $0.id, line: text) } == false
    }
    let noted = typed.sorted { $0.key.name < $1.key.name }.flatMap { field, text in
      front.texts[field] = nil
      return commit(session.note(text, at: now))
    }
    return noted + commit(endUnheard())
  }

  /// Another seat has him, or he is on record there: he is owed nothing here.
  ///
  /// Of a receiver that was lifted and put down in vain, with nothing taken down, only the telephone can tell
  /// how long he had waited by then; his record is the one of the seat `phone`.
  private mutating func endUnheard() -> SessionOutcome {
    let isBlankLifted = front.isBlankUnheard && !isToldByKeyOnly
    guard let gaveUpAt = front.gaveUpAt, !isBlankLifted, !isOnRecordElsewhere else {
      return session.cutOff(.elsewhere, at: clock.now())
    }
    return session.cutOff(.abandoned, at: gaveUpAt)
  }

  /// Whether another seat's record tells, or is going to tell, that the caller on the screen gave up: two
  /// hands may have pressed a key for him.
  private var isOnRecordElsewhere: Bool {
    guard let own = record, let phoneCall = own.ring?.phoneCall else { return false }
    let known = recent.calls(ofPhoneCall: phoneCall, since: own.beganAt, to: clock.now().wall)
    return known.contains { other in
      guard other.id != own.id else { return false }
      return other.ending == .abandoned || other.ending == nil && other.id < own.id
    }
  }
}
