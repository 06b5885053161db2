import CallModel
import CallProtocol
import Catalogue

extension CallDesk {
  /// Takes in what came over the line.
  ///
  /// The open field and half-typed text stay as they are.
  public mutating func take(_ news: LineNews) -> [DeskEffect] {
    let now = clock.now()
    var effects: [DeskEffect]
    switch news {
    case .ringing(let ring, let elapsed): effects = takeRing(ring, since: now.earlier(by: elapsed))
    case .incoming(let ring, let elapsed): effects = takeIncoming(ring, since: now.earlier(by: elapsed))
    case .answered(let answered, let phoneCall):
      effects = takeAnswer(answered, phoneCall: phoneCall, now: now)
    case .stopped(let ending): effects = takeStop(ending, now: now)
    case .recorded(let recording, let phoneCall):
      effects = commit(session.attach(recording: recording, of: phoneCall, at: now))
    case .unconfirmed: effects = takeUnconfirmed()
    case .callerHungUp: effects = session.isTalking ? [DeskEffect(.warning, message: .callerHungUp)] : []
    case .hungUp(let phoneCall):
      noteEnd(ofNext: phoneCall, at: now)
      effects = session.isTalking && !isOther(phoneCall) ? [DeskEffect(.warning, message: .callerHungUp)] : []
    case .unheard(let phoneCall): effects = takeUnheard(phoneCall)
    case .left(let phoneCall, let hasGivenUp):
      effects = takeLeft(phoneCall, hasGivenUp: hasGivenUp, now: now)
    case .spoken(let words): effects = [DeskEffect(.notice, message: .callerSays(words))]
    case .told(let effect): effects = [effect]
    }
    effects += admitNext()
    settle()
    return effects
  }

  /// The record of a caller who was not put through stays open: he may be put through to this seat yet.
  private mutating func takeUnheard(_ phoneCall: String) -> [DeskEffect] {
    guard hasRecord(of: phoneCall) else { return [] }
    unheard = phoneCall
    return [DeskEffect(.warning, message: .callerStillWaits)]
  }

  /// Whether the record that is open, or the one closed last, is of this call.
  private func hasRecord(of phoneCall: String) -> Bool {
    [record, session.lastClosed].contains { $0?.ring?.phoneCall == phoneCall }
  }

  /// That record ends by itself, unless something was taken down in it: then the telephone may be wrong, and
  /// the operator decides.
  private mutating func takeLeft(_ phoneCall: String, hasGivenUp: Bool, now: Moment) -> [DeskEffect] {
    let isTold = hasGivenUp && hasRecord(of: phoneCall)
    let warning = isTold ? [DeskEffect(.warning, message: .callerGaveUpUnheard)] : []
    guard isUnheard, record?.ring?.phoneCall == phoneCall else { return warning }
    return warning + commit(session.cutOff(.elsewhere, at: now))
  }

  /// Whether the caller of the open record was not put through to this seat, and nothing was taken down.
  var isUnheard: Bool {
    guard session.isTalking, let record, let unheard, record.ring?.phoneCall == unheard else { return false }
    return record.isBlank
  }

  /// A call that waits for its record is over.
  private mutating func noteEnd(ofNext phoneCall: String, at now: Moment) {
    guard let next, next.ring.phoneCall == phoneCall, next.answered != nil, next.hungUpAt == nil else {
      return
    }
    self.next?.hungUpAt = now
  }

  /// How long after its end a call that waits for the record before it can still begin its own here, in ms;
  /// after that whoever records for seats without a record has it.
  public static let longestAdmission: Int64 = 840_000

  /// A call that was picked up while the record of the one before was still open begins as soon as that one
  /// is closed.
  mutating func admitNext() -> [DeskEffect] {
    guard let next, let answered = next.answered, record == nil else { return [] }
    self.next = nil
    if let over = next.hungUpAt, clock.now().monotonic - over.monotonic > Self.longestAdmission {
      return [DeskEffect(.warning, message: .nextCallRecordedElsewhere(next.ring.number))]
    }
    return begin(next) + commit(session.measure(answered, at: clock.now()))
  }

  /// The operator answers a call the phone told of; its timing is reported until the phone's own word comes.
  mutating func answerNext(rings: Int?) -> [DeskEffect] {
    guard let next, record == nil else { return [] }
    self.next = nil
    return begin(next) + commit(session.answer(rings: rings, at: clock.now()))
  }

  /// A ring becomes a record, and settles the caller's own entries of the call-back list.
  ///
  /// What is known of the number is said here too: the ringing row that showed it goes with the answer.
  private mutating func begin(_ call: NextCall) -> [DeskEffect] {
    commit(session.ring(call.ring, at: call.rangAt)) + earlierCalls()
  }

  private mutating func takeRing(_ ring: RingSeen, since: Moment) -> [DeskEffect] {
    guard session.isTalking else { return commit(session.ring(ring, at: since)) }
    next = NextCall(ring: ring, rangAt: since, answered: nil)
    return []
  }

  private mutating func takeIncoming(_ ring: RingSeen, since: Moment) -> [DeskEffect] {
    // Read again after an interruption, or told late: this call has its record.
    if isRecorded(ring.phoneCall) { return [] }
    // The operator was faster with the key: the phone's word adds the number to that ring.
    if session.isRinging { return commit(session.ring(ring, at: since)) }
    next = NextCall(ring: ring, rangAt: since, answered: nil)
    return []
  }

  private mutating func takeAnswer(
    _ answered: CallAnswered, phoneCall: String?, now: Moment
  ) -> [DeskEffect] {
    let isAgain = unheard != nil && phoneCall == unheard
    if isAgain { unheard = nil }
    guard record == nil || isOther(phoneCall) else {
      let known = record?.answer?.timing
      let effects = commit(session.measure(answered, isAgain: isAgain, at: now))
      return effects + contradiction(known, measured: answered.timing)
    }
    if isRecorded(phoneCall) {
      let known = session.lastClosed?.answer?.timing
      return commit(session.measureClosed(answered, at: now))
        + contradiction(known, measured: answered.timing)
    }
    guard next != nil else { return record == nil ? commit(session.measure(answered, at: now)) : [] }
    next?.answered = answered
    return record == nil ? [] : [DeskEffect(.warning, message: .nextCallAnswered)]
  }

  /// Whether the call with this id of the telephone system is the one going on or the one closed last, unless
  /// that was closed as one this seat does not have.
  private func isRecorded(_ phoneCall: String?) -> Bool {
    guard let phoneCall else { return false }
    let open = session.isTalking ? record?.ring?.phoneCall : nil
    let closed = session.lastClosed.flatMap { $0.ending == .elsewhere ? nil : $0.ring?.phoneCall }
    return open == phoneCall || closed == phoneCall
  }

  /// Whether the phone's answer belongs to another call than the record that is open.
  private func isOther(_ phoneCall: String?) -> Bool {
    guard session.isTalking, let phoneCall, let known = record?.ring?.phoneCall else { return false }
    return known != phoneCall
  }

  /// A reported timing that the measured one contradicts is kept, and said.
  private func contradiction(_ reported: RingTiming?, measured: RingTiming) -> [DeskEffect] {
    guard let reported, reported.source == .reported, measured.source == .measured,
      reported.verdict != measured.verdict
    else { return [] }
    return [DeskEffect(.warning, message: .timingsContradict)]
  }

  /// A ring the phone told of goes from the screen; a ring the operator began stays, it is his.
  private mutating func takeUnconfirmed() -> [DeskEffect] {
    guard let ring = next?.ring, next?.answered == nil else { return [] }
    next = nil
    return [DeskEffect(.warning, message: .ringUnconfirmed(ring.number))]
  }

  private mutating func takeStop(_ ending: CallEnding, now: Moment) -> [DeskEffect] {
    if session.isRinging { return commit(session.cutOff(ending, at: now)) }
    if next?.answered == nil { next = nil }
    return []
  }
}
