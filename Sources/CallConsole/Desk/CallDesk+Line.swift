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
    case .spoken(let words): effects = [DeskEffect(.notice, message: .callerSays(words))]
    case .told(let effect): effects = [effect]
    }
    effects += admitNext()
    settle()
    return effects
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
    guard record == nil || isOther(phoneCall) else {
      let known = record?.answer?.timing
      let effects = commit(session.measure(answered, at: now))
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

  /// Whether the call with this id of the telephone system is the one going on or the one closed last.
  private func isRecorded(_ phoneCall: String?) -> Bool {
    guard let phoneCall else { return false }
    let open = session.isTalking ? record?.ring?.phoneCall : nil
    return open == phoneCall || session.lastClosed?.ring?.phoneCall == phoneCall
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
