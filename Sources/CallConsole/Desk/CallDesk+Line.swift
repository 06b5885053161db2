import CallModel
import CallProtocol
import Catalogue

extension CallDesk {
  /// How long before the telephone's ring a call told by key may have been answered and still be the same, in
  /// ms: the telephone's word comes late, never early.
  private static let keyLead: Int64 = 1_500

  /// Takes in what came over the line.
  ///
  /// What carries the telephone system's id of a call goes to that call and to no other. The open field and
  /// half-typed text stay as they are.
  public mutating func take(_ news: LineNews) -> [DeskEffect] {
    let now = clock.now()
    var effects: [DeskEffect]
    switch news {
    case .ringing(let ring, let elapsed): effects = takeRing(ring, since: now.earlier(by: elapsed))
    case .incoming(let ring, let elapsed): effects = takeIncoming(ring, since: now.earlier(by: elapsed))
    case .answered(let answered, let phoneCall): effects = takeAnswer(answered, phoneCall: phoneCall)
    case .stopped(let ending, let phoneCall): effects = takeStop(ending, phoneCall: phoneCall)
    case .unanswered(let phoneCall): effects = takeStop(nil, phoneCall: phoneCall)
    case .recorded(let recording, let phoneCall): effects = attach(recording, phoneCall: phoneCall)
    case .unconfirmed(let phoneCall): effects = takeUnconfirmed(phoneCall)
    case .callerHungUp: effects = takeHangUp(at: now)
    case .hungUp(let phoneCall, let elapsed, let talked):
      effects = takeHangUp(of: phoneCall, at: now.earlier(by: elapsed), talked: talked)
    case .unheard(let phoneCall): effects = takeUnheard(phoneCall)
    case .missed(let phoneCall): effects = takeMissed(phoneCall)
    case .left(let phoneCall, let hasGivenUp, let elapsed):
      effects = takeLeft(phoneCall, hasGivenUp: hasGivenUp, at: now.earlier(by: elapsed))
    case .spoken(let words): effects = [DeskEffect(.notice, message: .callerSays(words))]
    case .told(let effect): effects = [effect]
    }
    return effects + settle()
  }

  // MARK: Whose it is

  /// Does something for the open record of this call, on the screen or beside it; nil when there is none.
  mutating func with(
    _ phoneCall: String, _ work: (inout CallDesk) -> [DeskEffect]
  ) -> [DeskEffect]? {
    if record?.ring?.phoneCall == phoneCall { return work(&self) }
    guard let index = others.firstIndex(where: { $0.record?.ring?.phoneCall == phoneCall }) else {
      return nil
    }
    return aside(index, work)
  }

  /// Does something for the call that only the key has told of and that may be the one the telephone has been
  /// ringing for since `rang`; nil when there is none.
  ///
  /// Another number than the one that was typed is another caller.
  private mutating func withKeyed(
    _ ring: RingSeen, since rang: Moment, _ work: (inout CallDesk) -> [DeskEffect]
  ) -> [DeskEffect]? {
    func mayBe(_ call: DeskCall) -> Bool {
      guard call.session.isToldByKey, !Self.isOther(ring.number, than: call.record?.number) else {
        return false
      }
      // What is talked in a call that was opened again may count from later than its answer.
      if let record = call.record, !record.reopenings.isEmpty, let answered = record.answeredAt {
        return rang.wall <= answered.adding(milliseconds: Self.keyLead)
      }
      return call.session.answeredAt.map { rang.monotonic <= $0 + Self.keyLead } ?? true
    }
    if mayBe(front) { return work(&self) }
    return others.firstIndex(where: mayBe).map { aside($0, work) }
  }

  /// Whether two numbers are those of two callers: both are known, and they differ.
  private static func isOther(_ number: String, than known: String?) -> Bool {
    guard let known, !known.isEmpty, !number.isEmpty else { return false }
    return number != known
  }

  // MARK: Rings

  private mutating func takeRing(_ ring: RingSeen, since: Moment) -> [DeskEffect] {
    guard session.isTalking || front.isDialled else { return self.ring(ring, at: since) }
    return add(NextCall(ring: ring, rangAt: since))
  }

  private mutating func takeIncoming(_ ring: RingSeen, since: Moment) -> [DeskEffect] {
    // Read again after an interruption, or told late: this call has its record.
    if let phoneCall = ring.phoneCall, isKnown(ring, as: phoneCall) {
      noteRing(of: phoneCall, since: since)
      return complete(ring, of: phoneCall, since: since)
    }
    // The operator was faster with the key: the phone's word adds the number to that call.
    let now = clock.now()
    return withKeyed(ring, since: since) { $0.identify(ring, since: since, at: now) }
      ?? add(NextCall(ring: ring, rangAt: since))
  }

  private mutating func identify(_ ring: RingSeen, since: Moment, at now: Moment) -> [DeskEffect] {
    front.rangAt = since
    return commit(session.identify(ring, at: now))
  }

  /// What was not known of a call yet: its number, told behind its answer.
  private mutating func complete(_ ring: RingSeen, of phoneCall: String, since: Moment) -> [DeskEffect] {
    if let index = rings.firstIndex(where: { $0.ring.phoneCall == phoneCall }) {
      if rings[index].ring.number.isEmpty { rings[index].ring = ring }
      return []
    }
    if let open = with(phoneCall, { $0.completeOpen(ring, since: since) }) {
      // It was taken for the call a key had told of, and is another caller's.
      let isOthers = with(phoneCall, { _ in [] }) == nil
      return open + (isOthers ? add(NextCall(ring: ring, rangAt: since)) : [])
    }
    guard let closed = closedRecord(of: phoneCall), closed.number.isEmpty else { return [] }
    let now = clock.now()
    return onClosed(closed) { $0.commit($0.session.identifyClosed(ring.number, at: now)) }
  }

  private mutating func completeOpen(_ ring: RingSeen, since: Moment) -> [DeskEffect] {
    guard let record else { return [] }
    let now = clock.now()
    // He rings once more, whom this seat was not put through to before.
    if front.isUnheard { front.rangAt = since }
    if Self.isOther(ring.number, than: record.number) {
      return record.answer?.reported == nil ? [] : commit(session.disown(at: now))
    }
    guard record.number.isEmpty, !ring.number.isEmpty else { return [] }
    // Its line came behind that of the answer: when it began to ring cannot be told by it.
    if record.answer?.timing.source == .unknown { front.rangAt = nil }
    return commit(session.identify(ring, at: now)) + earlierCalls()
  }

  /// A console started again is told once more when it began to ring for a call on record.
  private mutating func noteRing(of phoneCall: String, since: Moment) {
    let isOpen = with(phoneCall) { desk in
      // A line behind that of the answer, the first to tell the number, tells nothing of when it rang.
      let isBehind = desk.record?.number.isEmpty == true && desk.record?.answer?.timing.source == .unknown
      if !isBehind { desk.front.rangAt = desk.front.rangAt ?? since }
      return []
    }
    guard isOpen == nil else { return }
    if let closed = closedBefore[phoneCall] { rangAt[closed] = rangAt[closed] ?? since }
    noteNextRing(ofClosed: phoneCall, since: since)
  }

  /// Somebody whom this seat was not put through to, and whose record a key has closed, rings once more: what
  /// the telephone tells of his answer counts from this ring, also when the record is opened again for it.
  private mutating func noteNextRing(ofClosed phoneCall: String, since: Moment) {
    guard let closed = closedPhoneCalls[phoneCall], closed.answer?.timing.source != .measured else { return }
    if let known = rangAt[closed.id], known.monotonic >= since.monotonic { return }
    rangAt[closed.id] = since
  }

  /// A caller who was spoken to, and whose record here is closed, is known no more when he rings again.
  private func isKnown(_ ring: RingSeen, as phoneCall: String) -> Bool {
    (isClosed(phoneCall) && !ring.isPassedOn)
      || rings.contains { $0.ring.phoneCall == phoneCall }
      || ([front] + others).contains { $0.record?.ring?.phoneCall == phoneCall }
  }

  private mutating func add(_ next: NextCall) -> [DeskEffect] {
    let shown = ringOnScreen.flatMap { $0.text.isEmpty ? nil : $0.ring }
    rings.append(next)
    if let phoneCall = next.ring.phoneCall { unconfirmedSince[phoneCall] = nil }
    rings.sort { $0.rangAt.monotonic < $1.rangAt.monotonic }
    // The one who is being written of stays on the screen, whoever is told late to ring longer.
    if let shown, let index = rings.firstIndex(where: { $0.ring.isSame(as: shown) }) {
      rings.insert(rings.remove(at: index), at: 0)
    }
    showAgain(next.ring)
    return isBusy ? [DeskEffect(.warning, message: .secondCallRings(next.ring.number))] : []
  }

  /// `ending` is nil where nobody knows what became of the caller; he is nobody's here.
  private mutating func takeStop(_ ending: CallEnding?, phoneCall: String?) -> [DeskEffect] {
    let (now, isOnScreen) = (clock.now(), record?.ring?.phoneCall == phoneCall)
    func stop(_ desk: inout CallDesk) -> [DeskEffect] {
      if desk.session.isRinging {
        return desk.front.isDialled ? [] : desk.commit(desk.session.cutOff(ending ?? .elsewhere, at: now))
      }
      let told = ending == .abandoned ? desk.takeGivenUp(at: now) : []
      return isOnScreen ? told : []
    }
    guard let phoneCall else {
      rings.removeAll { $0.ring.phoneCall == nil }
      return stop(&self)
    }
    unconfirmedSince[phoneCall] = nil
    if let index = rings.firstIndex(where: { $0.ring.phoneCall == phoneCall }) {
      return endRing(rings.remove(at: index), ending)
    }
    return with(phoneCall, stop) ?? []
  }

  /// A ring the phone told of goes from the screen; a ring the operator began stays, it is his.
  private mutating func takeUnconfirmed(_ phoneCall: String) -> [DeskEffect] {
    guard let index = rings.firstIndex(where: { $0.ring.phoneCall == phoneCall }) else { return [] }
    let (ring, rangAt) = (rings[index].ring, rings[index].rangAt)
    rings.remove(at: index)
    // He may be answered yet, and talks from his own ring on.
    unconfirmedSince[phoneCall] = rangAt
    let unconfirmed = DeskEffect(.warning, message: .ringUnconfirmed(ring.number))
    guard let text = takeText(of: ring) else { return [unconfirmed] }
    keep(RingText(ring: ring, text: text))
    return [unconfirmed, DeskEffect(.warning, message: .typedForRing(ring.number, text: text))]
  }

  /// The operator answers a call the phone told of; its timing is reported until the phone's own word comes.
  mutating func answerNext(rings count: Int?) -> [DeskEffect] {
    guard record == nil, !rings.isEmpty else { return [] }
    let next = rings.removeFirst()
    claimFront(for: next.ring)
    return begin(next) + commit(session.answer(rings: count, at: clock.now()))
  }

  /// A ring becomes a record, and settles the caller's own entries of the call-back list.
  ///
  /// What is known of the number is said here too: the ringing row that showed it goes with the answer.
  private mutating func begin(_ call: NextCall) -> [DeskEffect] {
    front.rangAt = call.rangAt
    return ring(call.ring, at: call.rangAt) + earlierCalls()
  }

  // MARK: Answers

  private mutating func takeAnswer(_ answered: CallAnswered, phoneCall: String?) -> [DeskEffect] {
    guard let phoneCall else { return measure(answered) }
    if let effects = with(phoneCall, { $0.measure(answered) }) { return effects }
    let now = clock.now()
    let index = rings.firstIndex { $0.ring.phoneCall == phoneCall }
    if index == nil, let closed = closedRecord(of: phoneCall) { return measure(answered, of: closed) }
    let unannounced = NextCall(
      ring: RingSeen(number: "", isFromPhone: true, phoneCall: phoneCall),
      rangAt: unconfirmedSince.removeValue(forKey: phoneCall)
        ?? now.earlier(by: answered.timing.ringMilliseconds ?? 0))
    if index == nil {
      let known = withKeyed(unannounced.ring, since: unannounced.rangAt) { desk in
        desk.identify(unannounced.ring, since: unannounced.rangAt, at: now) + desk.measure(answered)
      }
      if let known { return known }
    }
    let next = index.map { rings.remove(at: $0) } ?? unannounced
    // Who is spoken to comes before somebody who is still being rung back.
    leaveDialled()
    let isSecond = record != nil
    let effects = beside { desk in
      desk.claimFront(for: next.ring)
      let begun = desk.begin(next)
      // The answer may have been while no console was there.
      let start = desk.answered(by: answered.timing, rangAt: desk.front.rangAt)
      let measured = desk.commit(desk.session.measure(answered, from: start, at: now))
      return begun + measured + desk.fileRingText()
    }
    return effects + (isSecond ? [DeskEffect(.warning, message: .secondCallAnswered(next.ring.number))] : [])
  }

  /// The phone's timing of the call on the screen.
  private mutating func measure(_ answered: CallAnswered) -> [DeskEffect] {
    let known = record?.answer?.timing
    let isAgain = front.isUnheard && known?.source == .measured
    (front.isUnheard, front.gaveUpAt) = (false, nil)
    let now = clock.now()
    let start = isAgain ? nil : self.answered(by: answered.timing, rangAt: front.rangAt)
    let effects = commit(session.measure(answered, from: start, isAgain: isAgain, at: now))
    return effects + contradiction(known, measured: answered.timing)
  }

  /// Talked is from the telephone's answer on, however long before or after it the key was pressed: when that
  /// was, of a call for which it began to ring at `rangAt`; nil when it does not tell.
  func answered(by timing: RingTiming, rangAt: Moment?) -> Moment? {
    guard timing.source == .measured, let rangAt, let ringing = timing.ringMilliseconds else { return nil }
    return rangAt.earlier(by: -min(ringing, clock.now().monotonic - rangAt.monotonic))
  }

  private mutating func measure(_ answered: CallAnswered, of closed: CallRecord) -> [DeskEffect] {
    let now = clock.now()
    return onClosed(closed) { $0.commit($0.session.measureClosed(answered, at: now)) }
      + contradiction(closed.answer?.timing, measured: answered.timing)
  }

  private mutating func attach(_ recording: String, phoneCall: String) -> [DeskEffect] {
    let now = clock.now()
    func attach(_ desk: inout CallDesk) -> [DeskEffect] {
      desk.commit(desk.session.attach(recording: recording, of: phoneCall, at: now))
    }
    if let effects = with(phoneCall, attach) { return effects }
    let closed = closedRecord(of: phoneCall) ?? session.lastClosed
    return closed.map { onClosed($0, attach) } ?? []
  }

  /// Does something for a closed call as for the one closed last, which stays that.
  mutating func onClosed(
    _ closed: CallRecord, _ work: (inout CallDesk) -> [DeskEffect]
  ) -> [DeskEffect] {
    let last = session.lastClosed
    session.remember(closed: closed)
    let effects = work(&self)
    if let changed = session.lastClosed, let phoneCall = changed.ring?.phoneCall,
      closedPhoneCalls[phoneCall]?.id == changed.id
    {
      closedPhoneCalls[phoneCall] = changed
    }
    // Another seat's call is never the one closed here last.
    if last != nil || closed.id.seat != session.seat, last?.id != closed.id {
      session.remember(closed: last)
    }
    return effects
  }

  /// A reported timing that the measured one contradicts is kept, and said.
  private func contradiction(_ reported: RingTiming?, measured: RingTiming) -> [DeskEffect] {
    guard let reported, reported.source == .reported, measured.source == .measured,
      reported.verdict != measured.verdict
    else { return [] }
    return [DeskEffect(.warning, message: .timingsContradict)]
  }

  // MARK: Ends

  mutating func takeHangUp(at moment: Moment) -> [DeskEffect] {
    session.callerHungUp(at: moment) ? [DeskEffect(.warning, message: .callerHungUp)] : []
  }

  /// It is said when he is the one on the screen; of another his row tells it.
  private mutating func takeHangUp(of phoneCall: String, at moment: Moment, talked: Int64?) -> [DeskEffect] {
    let isOnScreen = record?.ring?.phoneCall == phoneCall
    if callersGone[phoneCall] == nil { callersGone[phoneCall] = moment }
    let told = with(phoneCall) { desk in
      let told = desk.takeHangUp(at: moment)
      if let talked { desk.session.correctTalk(to: talked) }
      return told
    }
    guard isOnScreen else { return [] }
    let closed = closeAfterPutDown()
    return closed.isEmpty ? told ?? [] : closed
  }

  /// Also the one of a caller another seat has by now.
  func isKnownClosed(_ phoneCall: String) -> Bool {
    isClosed(phoneCall) || session.lastClosed?.ring?.phoneCall == phoneCall
  }
}
