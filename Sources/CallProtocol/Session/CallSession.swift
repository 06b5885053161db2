import CallModel
import Catalogue
import PlainText

/// The call session of one seat: what happens on the phone and what the call taker enters, turned into
/// events.
///
/// A pure state machine: one method an input, each returning the events to write down and what to tell the
/// call taker. No input is ever refused for coming in the wrong order, except that a call must be answered
/// before it is worked on.
public struct CallSession: Sendable {
  /// Indirect: a session is copied with every look at a desk, and then copies no record.
  private indirect enum State: Sendable {
    case waiting
    case ringing(CallRecord, since: Moment)
    case talking(CallRecord, answered: Moment, hangUpWarned: Bool)
    /// Something is added to a closed call; no longer than that takes.
    case closed(CallRecord)
  }

  /// The protocol in force.
  public let document: ProtocolDocument
  /// Where the call is taken; part of the record's number.
  public let seat: SeatIdentifier
  /// What the seat knows beyond this call.
  public var memory: SeatMemory

  private var state = State.waiting
  /// When the caller's side went on hook; the talk is over then, whenever the record is closed.
  private var hungUpAt: Moment?
  let deadline: @Sendable (CivilDate) -> ComplaintOpened
  /// Whether it is a drill: what its directory tells is as good as confirmed, because nobody goes there.
  let isDrill: Bool

  /// A session with no call going on.
  ///
  /// `numbers` tells the numbers given at this seat; `deadline` gives the due day of a complaint received on
  /// a day.
  public init(
    document: ProtocolDocument, seat: SeatIdentifier, personnel: OperatorIdentifier,
    numbers: CallNumbers, isDrill: Bool = false,
    deadline: @escaping @Sendable (CivilDate) -> ComplaintOpened
  ) {
    self.isDrill = isDrill
    self.document = document
    self.seat = seat
    memory = SeatMemory(personnel: personnel, numbers: numbers)
    self.deadline = deadline
  }

  /// Who sits there.
  public var personnel: OperatorIdentifier { memory.personnel }
  /// The last call closed at this seat in this run; corrections go to it.
  public var lastClosed: CallRecord? { memory.lastClosed }

  /// A session at the same seat for another caller.
  public var another: CallSession {
    var session = self
    (session.state, session.hungUpAt) = (.waiting, nil)
    return session
  }

  /// The call ringing or going on.
  public var record: CallRecord? {
    switch state {
    case .waiting: nil
    case .ringing(let record, _): record
    case .talking(let record, _, _), .closed(let record): record
    }
  }

  /// Whether the phone rings at this seat.
  public var isRinging: Bool {
    if case .ringing = state { return true }
    return false
  }

  /// Whether a call is going on.
  public var isTalking: Bool {
    if case .talking = state { return true }
    return false
  }

  /// Milliseconds the phone has been ringing; nil when it is not.
  public func ringing(at moment: Moment) -> Int64? {
    if case .ringing(_, let since) = state { return moment.monotonic - since.monotonic }
    return nil
  }

  /// Milliseconds from the answer until now, or until the caller's side went on hook; nil when no call is
  /// going on.
  public func talking(at moment: Moment) -> Int64? { sinceAnswer(hungUpAt ?? moment) }

  /// Whether the caller's side went on hook.
  public var hasHungUp: Bool { isTalking && hungUpAt != nil }

  /// When the call was answered, on the monotonic clock, in ms; nil when none is going on.
  public var answeredAt: Int64? {
    if case .talking(_, let answered, _) = state { return answered.monotonic }
    return nil
  }

  /// The conversation began at another moment than the key said.
  private mutating func correctAnswer(to moment: Moment) {
    guard case .talking(let record, _, let isWarned) = state else { return }
    state = .talking(record, answered: moment, hangUpWarned: isWarned)
  }

  /// How long was talked until the caller's side went on hook, in ms, by the telephone's own clock.
  ///
  /// A figure far from what was seen here is of a clock that was set, and changes nothing.
  public mutating func correctTalk(to talked: Int64) {
    guard case .talking(_, let answered, _) = state, let hungUpAt else { return }
    let end = answered.earlier(by: -talked)
    guard abs(end.monotonic - hungUpAt.monotonic) <= Self.longestLateness else { return }
    self.hungUpAt = end
  }

  /// How late lines of the telephone may be, in ms.
  private static let longestLateness: Int64 = 30_000

  /// The caller's side went on hook in the middle of the conversation.
  ///
  /// The record stays open; whether this is the first word of it.
  @discardableResult
  public mutating func callerHungUp(at moment: Moment) -> Bool {
    guard isTalking, hungUpAt == nil else { return false }
    hungUpAt = moment
    return true
  }

  private func sinceAnswer(_ moment: Moment) -> Int64? {
    answeredAt.map { max(0, moment.monotonic - $0) }
  }

  // MARK: From the first ring to the answer

  /// The phone rings.
  ///
  /// The phone system's word adds the number to a ring that was told by key. `isKept` puts the call's number
  /// where the seat's next program finds it. A call that goes out names with its ring, in one write, whose
  /// call it is for: a console started again knows it then.
  public mutating func ring(
    _ ring: RingSeen, at moment: Moment, for link: CallLink? = nil,
    isKept: (CallIdentifier) -> Bool = { _ in true }
  ) -> SessionOutcome {
    if case .ringing = state, ring.isFromPhone, isToldByKey { return identify(ring, at: moment) }
    guard case .waiting = state,
      let id = memory.numbers.next(for: seat, at: moment.wall, isKept: isKept)
    else {
      return .notice(.alreadyInCall)
    }
    let first = Noted<CallEvent>(.ring(ring), at: moment.wall, offsetMilliseconds: nil, personnel: personnel)
    state = .ringing(CallRecord(id: id, first: first), since: moment)
    memory.numbers.note(id)
    var outcome = SessionOutcome(call: id, event: first, record: record)
    if let link { emit(.link(link), moment: moment, outcome: &outcome) }
    return outcome
  }

  /// Whether the caller rang in and only the operator's key has told of him so far.
  public var isToldByKey: Bool {
    guard let ring = record?.ring else { return record != nil }
    return !ring.isFromPhone && !ring.isOutgoing
  }

  /// The call is answered.
  ///
  /// With `measured` nil the timing is reported by the keys, or by `rings` when counted. What is talked
  /// counts from `start` on, or from now.
  public mutating func answer(
    measured: CallAnswered? = nil, rings: Int? = nil, from start: Moment? = nil, at moment: Moment
  ) -> SessionOutcome {
    if case .talking = state { return .notice(.alreadyInCall) }
    var outcome = SessionOutcome()
    if case .waiting = state {
      outcome = ring(RingSeen(number: ""), at: moment)
      outcome.events = []
    }
    guard case .ringing(let record, let since) = state else { return .notice(.alreadyInCall) }
    let isUnannounced = outcome.call != nil
    let answered = measured ?? reported(rings: rings, since: isUnannounced ? nil : since, at: moment)
    state = .talking(record, answered: start ?? moment, hangUpWarned: false)
    if isUnannounced, let ring = record.ring {
      emit(.ring(ring), moment: moment, outcome: &outcome, isNew: true)
    }
    emit(.answer(answered), moment: moment, outcome: &outcome)
    outcome.notices.append(.timing(answered.timing))
    return outcome
  }

  /// The phone system says how fast the call was answered; a timing reported before is kept beside it.
  ///
  /// A measured one stands, unless the seat answered the caller again whom it was not put through to before.
  /// What is talked counts from `start` on, where it is known, instead of from the key.
  public mutating func measure(
    _ answered: CallAnswered, from start: Moment? = nil, isAgain: Bool = false, at moment: Moment
  ) -> SessionOutcome {
    guard case .talking(let record, _, _) = state else {
      return answer(measured: answered, from: start, at: moment)
    }
    guard let known = record.answer, isAgain || known.timing.source != .measured else {
      return SessionOutcome()
    }
    // Only with a line that says so: a console started again counts from what is on record.
    if let start { correctAnswer(to: start) }
    let reported = known.timing.source == .reported ? known.timing : known.reported
    var outcome = SessionOutcome()
    emit(
      .answer(CallAnswered(timing: answered.timing, reported: reported, recording: answered.recording)),
      moment: moment,
      outcome: &outcome)
    return outcome
  }

  private func reported(rings: Int?, since: Moment?, at moment: Moment) -> CallAnswered {
    let limit = document.ringLimit
    // What the caller's telephone rang says nothing of the seat.
    if record?.ring?.isOutgoing == true { return CallAnswered(timing: .unknown(limit: limit)) }
    if let rings { return CallAnswered(timing: .counted(rings: rings, limit: limit)) }
    guard let since else { return CallAnswered(timing: .unknown(limit: limit)) }
    let elapsed = moment.monotonic - since.monotonic
    return CallAnswered(
      timing: RingTiming(source: .reported, basis: .keys, ringMilliseconds: elapsed, limit: limit))
  }

  // MARK: The end

  /// Hangs up.
  ///
  /// A sentence that must come before hanging up (article 6) is asked for once; then it is a breach.
  public mutating func hangUp(at moment: Moment) -> SessionOutcome {
    guard case .talking(let record, let answered, let isWarned) = state else { return .notice(needsCall) }
    let check = RequirementCheck(document)
    let unsaid = check.unsaidBeforeHangUp(in: record)
    if !unsaid.isEmpty && !isWarned {
      state = .talking(record, answered: answered, hangUpWarned: true)
      return .notice(.sayBeforeHangUp(phrases: unsaid))
    }
    var outcome = SessionOutcome()
    noteContactOfPhone(moment: moment, outcome: &outcome)
    for phrase in unsaid {
      breach(.harassmentSentenceMissing, detail: phrase, moment: moment, outcome: &outcome)
    }
    noteBreaches(record, moment: moment, outcome: &outcome)
    let missing = check.missing(in: self.record ?? record)
    if !missing.isEmpty { outcome.notices.append(.missing(missing)) }
    close(.finished, moment: moment, outcome: &outcome)
    return outcome
  }

  /// The line went dead: in a call it is cut off, while ringing it is abandoned; both are to be called back.
  public mutating func cutOff(_ ending: CallEnding? = nil, at moment: Moment) -> SessionOutcome {
    guard record != nil else { return .notice(.noCall) }
    var outcome = SessionOutcome()
    // Somebody rung back who does not answer has abandoned nothing.
    let unanswered: CallEnding = record?.ring?.isOutgoing == true ? .finished : .abandoned
    let ending = ending ?? (isRinging ? unanswered : .cutOff)
    if ending != .elsewhere, ending != .finished { outcome.notices.append(.callBack) }
    close(ending, moment: moment, outcome: &outcome)
    return outcome
  }

  /// Corrects something of the last closed call; old value, new value, who and why are all kept.
  public mutating func amend(
    field: String, text: String, reason: String, at moment: Moment
  ) -> SessionOutcome {
    guard let closed = lastClosed else { return .notice(text.isEmpty ? .valueNeeded : .noCall) }
    return amendment(field: field, text: text, reason: reason, of: closed) { session, amendment in
      var outcome = session.add(.amend(amendment), to: closed, at: moment)
      session.followLevel(amendment, at: moment, outcome: &outcome)
      return outcome
    }
  }

  /// A closed call whose level is corrected to 1 with nobody sent owes it like one that was graded so; the
  /// highest level taken back owes nothing.
  private mutating func followLevel(_ amendment: Amendment, at moment: Moment, outcome: inout SessionOutcome)
  {
    guard amendment.field == Amendment.level, let level = Int(amendment.text), let closed = outcome.record
    else { return }
    let open = closed.openPromises.first { $0.promise.kind == .help }
    var event: CallEvent?
    if level == 1, open == nil, !wasHelped(closed) {
      event = .promise(PromiseMade(number: closed.promises.count + 1, kind: .help, phrase: ""))
      outcome.notices.append(.promised(.help))
    } else if level != 1, let open {
      let deed = document.level(level)?.name.chinese ?? amendment.text
      event = .kept(PromiseKept(number: open.promise.number, deed: deed))
    }
    guard let event else { return }
    let further = add(event, to: closed, at: moment)
    outcome.events += further.events
    outcome.record = further.record
  }

  /// A correction that is one, given to `apply`; otherwise why it is none.
  mutating func amendment(
    field: String, text: String, reason: String, of record: CallRecord,
    apply: (inout CallSession, Amendment) -> SessionOutcome
  ) -> SessionOutcome {
    guard !text.isEmpty else { return .notice(.valueNeeded) }
    guard let previous = record.value(ofField: field) else { return .notice(.unknownField) }
    // A mark is the same in whatever width it was typed, and no value of what cannot be left unknown.
    let isMark = ElementState(mark: text.halfWidth) != nil
    let text = isMark ? text.halfWidth : text
    let category = field == Amendment.category ? document.category(code: text)?.name.chinese : nil
    let amendment = Amendment(
      field: field, previous: previous, text: text, reason: reason, name: category ?? "")
    if ComplaintField(amended: field)?.isChoice == true, amendment.mark == nil,
      !ComplaintField.choices.contains(text)
    {
      return .notice(.choiceNeeded)
    }
    if let refusal = refusal(of: text, as: field) { return .notice(refusal) }
    if isMark, amendment.mark == nil { return .notice(.valueNeeded) }
    if previous == text || amendment.mark.map({ $0 == record.state(ofField: field) }) == true {
      return .notice(.unchanged)
    }
    var outcome = apply(&self, amendment)
    if reason.isEmpty { outcome.notices.append(.reasonMissing) }
    return outcome
  }

  /// Why a correction is no value of its field; what may be chosen in a call may be chosen after it.
  private func refusal(of text: String, as field: String) -> SessionNotice? {
    switch field {
    case Amendment.category: document.category(code: text) == nil ? .unknownCategory : nil
    case Amendment.level: document.levels.contains { String($0.number) == text } ? nil : .unknownLevel
    case Amendment.language: document.languages.contains { $0.identifier == text } ? nil : .unknownLanguage
    default: nil
    }
  }

  /// Writes an event behind the end of a closed call.
  mutating func add(
    _ event: CallEvent, to closed: CallRecord, at moment: Moment
  ) -> SessionOutcome {
    let timed = Noted<CallEvent>(event, at: moment.wall, offsetMilliseconds: nil, personnel: personnel)
    var amended = closed
    amended.apply(timed)
    memory.lastClosed = amended
    return SessionOutcome(call: closed.id, event: timed, record: amended)
  }

  /// Returns to a call that was going on when the console ended without closing it: what is talked counts
  /// from where the events on record count it.
  public mutating func resume(_ record: CallRecord, at moment: Moment) -> SessionOutcome {
    guard case .waiting = state, record.phase != .ended else { return .notice(.alreadyInCall) }
    let began = record.talkingSince ?? record.answeredAt ?? record.beganAt
    let elapsed = max(0, moment.wall.milliseconds - began.milliseconds)
    let start = Moment(wall: began, monotonic: moment.monotonic - elapsed)
    if record.answeredAt == nil {
      state = .ringing(record, since: start)
    } else {
      state = .talking(record, answered: start, hangUpWarned: false)
      hungUpAt = record.callerLeftAfter.map { start.earlier(by: -$0) }
    }
    memory.numbers.note(record.id)
    var outcome = SessionOutcome()
    emit(.resumed, moment: moment, outcome: &outcome)
    return outcome
  }

  // MARK: After the end

  /// What was typed in the call closed last and never entered.
  public mutating func leave(unentered texts: [UnenteredText], at moment: Moment) -> SessionOutcome {
    guard let closed = lastClosed, !texts.isEmpty else { return SessionOutcome() }
    return add(.unentered(texts), to: closed, at: moment)
  }

  /// Opens a closed call again, with its timing as it was.
  ///
  /// `isOnLine` is whether the telephone still has the caller on the line, nil where it tells nothing of him;
  /// `leftAt` is when he went, where it told that; `start` when he was answered, where it told that behind
  /// the end, of a call that a key had told of too early.
  public mutating func reopen(
    _ closed: CallRecord, reason: String, isOnLine: Bool?, leftAt: Moment?, from start: Moment? = nil,
    at moment: Moment
  ) -> SessionOutcome {
    guard case .waiting = state else { return .notice(.alreadyInCall) }
    guard !reason.isEmpty else { return .notice(.reasonNeeded) }
    guard let ended = closed.endedAt, let talked = closed.talkMilliseconds else {
      return .notice(.refused(closed.isCancelled ? .cancelled : .notAnswered, closed.id))
    }
    guard Self.isStillOpened(closed, ended: ended, at: moment.wall) else {
      return .notice(.refused(.earlierDay, closed.id))
    }
    let sinceEnd = max(0, moment.wall.milliseconds - ended.milliseconds)
    let endedAt = moment.earlier(by: sinceEnd)
    // He had gone when the record was closed, or went since: what was talked ended at the earlier one.
    let stopped = leftAt.map { $0.monotonic < endedAt.monotonic ? $0 : endedAt } ?? endedAt
    let answered = start ?? stopped.earlier(by: talked)
    state = .talking(closed, answered: answered, hangUpWarned: false)
    // Who is gone talked until then; of one whom nothing tells of, a while later nobody is on the line.
    let isGone = isOnLine == false || isOnLine == nil && sinceEnd > Self.longestPause
    hungUpAt = isGone ? leftAt ?? endedAt : nil
    let leftAfter = hungUpAt.map { max(0, $0.monotonic - answered.monotonic) }
    var outcome = SessionOutcome()
    emit(
      .reopened(CallReopened(reason: reason, isOnLine: isOnLine, leftAfter: leftAfter)), moment: moment,
      outcome: &outcome)
    return outcome
  }

  /// Whether a closed call may be opened again: on the day of its end, and for half an hour over midnight.
  ///
  /// On a later day its record is in the books of the day it was closed on, and its lines stand in the
  /// folders of its own day and the next one only.
  private static func isStillOpened(_ closed: CallRecord, ended: WallInstant, at now: WallInstant) -> Bool {
    if ended.date == now.date { return true }
    let sinceEnd = now.milliseconds - ended.milliseconds
    return (0...longestOverMidnight).contains(sinceEnd) && now.date <= closed.id.date.adding(days: 1)
  }

  private static let longestOverMidnight: Int64 = 30 * 60_000

  /// How long after its end a caller no telephone tells of may still be on the line, in ms.
  private static let longestPause: Int64 = 120_000

  /// That somebody rung back was spoken to was a slip: his telephone rings on.
  public mutating func takeBackAnswer(at moment: Moment) -> SessionOutcome {
    guard case .talking(let record, _, _) = state, record.isOutgoing, let answer = record.answer else {
      return SessionOutcome()
    }
    var outcome = SessionOutcome()
    emit(.undone(DeedsUndone(undone: [.answer(answer)], stands: [])), moment: moment, outcome: &outcome)
    ringOn(since: record.beganAt, at: moment)
    return outcome
  }

  /// That nobody answered a call that went out was a slip: it is open again, and the telephone rings on.
  public mutating func takeBackEnd(
    of closed: CallRecord, reason: String, at moment: Moment
  ) -> SessionOutcome {
    guard case .waiting = state, closed.isOutgoing, closed.phase == .ended, closed.answer == nil else {
      return SessionOutcome()
    }
    state = .ringing(closed, since: moment)
    var outcome = SessionOutcome()
    let reopened = CallReopened(reason: reason, isOnLine: nil)
    emit(.reopened(reopened), moment: moment, outcome: &outcome)
    ringOn(since: closed.beganAt, at: moment)
    return outcome
  }

  private mutating func ringOn(since began: WallInstant, at moment: Moment) {
    guard let record else { return }
    let elapsed = max(0, moment.wall.milliseconds - began.milliseconds)
    (state, hungUpAt) = (.ringing(record, since: moment.earlier(by: elapsed)), nil)
  }

  /// There was no call: the one going on is closed as none.
  public mutating func cancel(reason: String, at moment: Moment) -> SessionOutcome {
    guard let record else { return .notice(.noCall) }
    if let refusal = refusal(ofCancelling: record, reason: reason) { return .notice(refusal) }
    var outcome = SessionOutcome()
    emit(.cancelled(reason), moment: moment, outcome: &outcome)
    close(.cancelled, moment: moment, outcome: &outcome)
    return outcome
  }

  /// The same of a closed call, behind its end.
  public mutating func cancelClosed(reason: String, at moment: Moment) -> SessionOutcome {
    guard let closed = lastClosed else { return .notice(.noCall) }
    if let refusal = refusal(ofCancelling: closed, reason: reason) { return .notice(refusal) }
    return add(.cancelled(reason), to: closed, at: moment)
  }

  /// What anybody but the operator bears witness of was a call: the telephone, a unit that was told, somebody
  /// who complained.
  private func refusal(ofCancelling record: CallRecord, reason: String) -> SessionNotice? {
    if record.isCancelled { return .refused(.cancelled, record.id) }
    if record.ring?.isFromPhone == true || record.answer?.timing.source == .measured {
      return .refused(.phoneHeardIt, record.id)
    }
    if !record.notifications.isEmpty || record.complaint?.opened != nil {
      return .refused(.deedsFollowed, record.id)
    }
    return reason.isEmpty ? .reasonNeeded : nil
  }

  /// Does something for a closed call as for one going on: what it emits stands behind the end.
  ///
  /// Nothing of that has an offset from the answer, and a call that never was takes nothing.
  public mutating func late(
    _ closed: CallRecord, _ work: (inout CallSession) -> SessionOutcome
  ) -> SessionOutcome {
    guard !closed.isCancelled else { return .notice(.refused(.cancelled, closed.id)) }
    let before = (state, hungUpAt)
    state = .closed(closed)
    let outcome = work(&self)
    if case .closed(let changed) = state { memory.lastClosed = changed }
    (state, hungUpAt) = before
    return outcome
  }

  /// Remembers a call closed in an earlier run, so that it can still be corrected; nil when there is none.
  public mutating func remember(closed record: CallRecord?) {
    memory.lastClosed = record
  }

  /// Another operator takes over the seat.
  public mutating func takeOver(by personnel: OperatorIdentifier) {
    memory.personnel = personnel
  }

  private mutating func noteBreaches(
    _ record: CallRecord, moment: Moment, outcome: inout SessionOutcome
  ) {
    if RequirementCheck.asksGreeting(of: record),
      !record.wasSaid(document.greeting.identifier)
    {
      breach(.greetingMissing, detail: "", moment: moment, outcome: &outcome)
    }
    let complete = Set(record.referrals.filter(\.isTold).map(\.department))
    for referral in record.referrals where !complete.contains(referral.department) {
      breach(.referralIncomplete, detail: referral.department, moment: moment, outcome: &outcome)
    }
  }

  private mutating func breach(
    _ rule: BreachRule, detail: String, moment: Moment, outcome: inout SessionOutcome
  ) {
    emit(.breach(BreachNoted(rule: rule, detail: detail)), moment: moment, outcome: &outcome)
    outcome.notices.append(.breach(rule))
  }

  private mutating func close(_ ending: CallEnding, moment: Moment, outcome: inout SessionOutcome) {
    emit(.end(ending), moment: moment, outcome: &outcome)
    if let record { outcome.notices.append(.closed(record.id)) }
    memory.lastClosed = record
    (state, hungUpAt) = (.waiting, nil)
  }

  // MARK: Folding

  /// The record while a call is going on, or while something is added to a closed one.
  var talkingRecord: CallRecord? {
    switch state {
    case .talking(let record, _, _), .closed(let record): record
    case .waiting, .ringing: nil
    }
  }

  /// Why what belongs to a call going on cannot be taken.
  var needsCall: SessionNotice { isRinging ? .notAnswered : .noCall }

  /// Folds an event into the record and puts it into the outcome.
  mutating func emit(
    _ event: CallEvent, moment: Moment, outcome: inout SessionOutcome, isNew: Bool = false
  ) {
    let offset = isNew ? nil : event.kind == .end ? talking(at: moment) : sinceAnswer(moment)
    let timed = Noted<CallEvent>(event, at: moment.wall, offsetMilliseconds: offset, personnel: personnel)
    // State and outcome give the record up before it changes: its lists are then lengthened, not copied.
    let before = state
    state = .waiting
    outcome.record = nil
    switch consume before {
    case .waiting: return
    case .ringing(var record, let since):
      outcome.add(timed, to: &record)
      state = .ringing(record, since: since)
    case .talking(var record, let answered, _):
      outcome.add(timed, to: &record)
      state = .talking(record, answered: answered, hangUpWarned: false)
    case .closed(var record):
      outcome.add(timed, to: &record)
      state = .closed(record)
    }
  }
}

/// What a seat knows beyond one call; the sessions of two callers at one seat share it.
public struct SeatMemory: Sendable {
  /// Who works there.
  public internal(set) var personnel: OperatorIdentifier
  /// The numbers given.
  public internal(set) var numbers: CallNumbers
  /// The call closed last.
  public internal(set) var lastClosed: CallRecord?
}
