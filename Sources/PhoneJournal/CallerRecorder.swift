import CallArchive
import CallConsole
import CallJournal
import CallModel
import CallPhone
import PlainText

/// Puts callers on record: whichever consoles are open, or none, each of them leaves one trace.
///
/// Who gave up leaves a call record and an entry of the call-back list; whose call was answered at a seat
/// that has no record of it, a call record with how it was answered. A bridge does so for its own source, in
/// its own process; where there is none, as with hooks, or while it is gone, the consoles do so. All write as
/// the seat `phone`, one at a time, and look first whether another has done it, or a person who typed the
/// call at a console without a telephone. What is recorded is read from the event file, so that whoever is
/// started late records who called before.
package struct CallerRecorder: Sendable {
  /// How long after a caller gave up he is put on record, in ms: a line that comes late may tell otherwise.
  private static let patience: Int64 = 5_000
  /// How long after its end an answered call is left to the console of its seat, in ms: a record of it may
  /// wait there until the one before is closed.
  private static let consolePatience: Int64 = 900_000
  /// How many tries another recorder may be at work before it is told: a minute's.
  private static let longestBusy = 12
  /// How often it is looked whether a bridge does the work, in ms.
  private static let linkInterval: Int64 = 2_000
  /// How many callers one turn puts on record, so that the bridge is not kept from listening.
  private static let batch = 50
  /// How much of the event files of yesterday and today is read when it starts, in bytes: some 50,000 calls
  /// each.
  private static let backlogBytes = 64 << 20

  /// A caller who has gone.
  private struct Due {
    /// When he is put on record, in ms of the monotonic clock.
    var at: Int64
    /// How long he was left to others until then, in ms.
    let patience: Int64
    /// His call as it was then: the board forgets what is long over.
    var call: PhoneCall
    /// Until when an open record of him is waited for.
    var openUntil: Int64?
  }

  /// A caller who was answered.
  private struct Served {
    /// When it is looked whether he is to be rung back, in ms of the monotonic clock: his console was first.
    let at: Int64
    let number: String
    let answeredAt: WallInstant
  }

  private let logs: String
  private let source: String?
  private let grace: Int64
  private let clock: JournalClock
  private let complain: @Sendable (any Error) -> Void
  private var tail: PhoneTail
  private var board = PhoneBoard(seats: [])
  private var isCatchingUp = true
  private var due: [PhoneCall.Key: Due] = [:]
  private var served: [PhoneCall.Key: Served] = [:]
  private var known: PhoneCallsOnRecord
  private var lastFault: String?
  private var busyTurns = 0
  private var link: PhoneLink
  private var linkReadAt: Int64?

  /// A recorder of the callers of one source, or, without one, of all whose source no bridge puts on record.
  ///
  /// `grace` is how much longer a caller is left to other recorders, in ms; `complain` is told when callers
  /// cannot be put on record.
  package init(
    logs: String, source: String?, grace: Int64 = 0, clock: JournalClock = .system,
    complain: @escaping @Sendable (any Error) -> Void
  ) {
    self.logs = logs
    self.source = source
    self.grace = grace
    link = PhoneLink(logs: logs)
    self.clock = clock
    self.complain = complain
    known = PhoneCallsOnRecord(JournalReader(logs: logs))
    tail = PhoneTail(logs: logs, backlogBytes: Self.backlogBytes, readsYesterday: true)
  }

  /// Looks at what was written since the last turn, and records whoever is due.
  package mutating func turn(at now: WallInstant, monotonic: Int64) {
    if source == nil, linkReadAt.map({ monotonic - $0 >= Self.linkInterval }) ?? true {
      linkReadAt = monotonic
      _ = link.read(monotonic: monotonic, wall: now.milliseconds)
    }
    repeat {
      for item in tail.poll(now: now) where source == nil || item.event.source == source {
        let change = board.apply(item.event, receivedAt: now, isBacklog: item.isBacklog)
        if let change { noteServed(change, monotonic: monotonic) }
        note(PhoneCall.Key(source: item.event.source, call: item.event.call), monotonic: monotonic)
      }
    } while isCatchingUp && tail.hasMore
    isCatchingUp = false
    for change in board.expire(now: now) { note(change.key, monotonic: monotonic) }
    // A bridge that is there reads for itself whom it has to put on record.
    if source == nil {
      due = due.filter { !link.recordsCallers(of: $0.key.source) }
      served = served.filter { !link.recordsCallers(of: $0.key.source) }
    }
    let ripe = due.filter { monotonic >= $0.value.at }.sorted { $0.key < $1.key }.prefix(Self.batch)
    let answered = served.filter { monotonic >= $0.value.at }.sorted { $0.key < $1.key }
    attempt(ripe.map(\.key) + answered.map(\.key), monotonic: monotonic) { recorder in
      if !ripe.isEmpty { try recorder.settle(ripe.map(\.value), at: now, monotonic: monotonic) }
      if !answered.isEmpty { try recorder.strike(answered.map(\.key), at: now) }
    }
  }

  /// Does what is due; what could not be written is tried again later.
  private mutating func attempt(
    _ keys: [PhoneCall.Key], monotonic: Int64, work: (inout CallerRecorder) throws -> Void
  ) {
    if keys.isEmpty { return }
    do {
      try work(&self)
      lastFault = nil
      busyTurns = 0
    } catch {
      for key in keys { due[key]?.at = monotonic + Self.patience }
      if case .seatBusy? = error as? JournalOpenFault {
        // Another recorder is at work, and mostly done before the next try.
        busyTurns += 1
        if busyTurns < Self.longestBusy { return }
      }
      let fault = String(describing: error)
      if fault != lastFault { complain(error) }
      lastFault = fault
    }
  }

  /// Notes that a caller was answered; or that he was not put through after all.
  private mutating func noteServed(_ change: PhoneChange, monotonic: Int64) {
    guard change.after == .answeredElsewhere, let call = board.call(change.key),
      let answeredAt = call.answeredAt
    else {
      served[change.key] = nil
      return
    }
    served[change.key] = Served(
      at: monotonic + Self.patience + grace, number: call.caller, answeredAt: answeredAt)
  }

  /// Notes that a caller has gone; or that he has not after all, as a line that came late tells.
  private mutating func note(_ key: PhoneCall.Key, monotonic: Int64) {
    guard let call = board.call(key), let patience = patience(call) else {
      due[key] = nil
      return
    }
    let noted = due[key].flatMap { $0.patience == patience ? $0.at : nil }
    due[key] = Due(at: noted ?? monotonic + patience, patience: patience, call: call)
  }

  /// How long the caller is left to others, in ms; nil while he is there, or where no seat had to do with
  /// him.
  private func patience(_ call: PhoneCall) -> Int64? {
    switch board.standing(of: call) {
    // Of whom nothing more was heard while it rang, nobody knows that he was answered.
    case .abandoned, .stale: Self.patience + grace
    // One whose end is never told was a conversation that is believed for hours.
    case .answeredElsewhere: (call.isOver ? Self.consolePatience : PhoneBoard.longestConversation) + grace
    case .ringingHere, .ringingElsewhere, .betweenSeats, .talkingHere, .finishedHere, .lost: nil
    }
  }

  /// Puts on record whoever has no record; a record that is open is waited for as long as for that of an
  /// answered call.
  private mutating func settle(_ dues: [Due], at now: WallInstant, monotonic: Int64) throws {
    known.read(on: now.date)
    var missing: [PhoneCall] = []
    for owed in dues {
      let openUntil = owed.openUntil ?? monotonic + Self.consolePatience
      switch known.trace(of: owed.call) {
      case .told: due[owed.call.key] = nil
      case .open where monotonic < openUntil:
        due[owed.call.key]?.openUntil = openUntil
        due[owed.call.key]?.at = monotonic + Self.patience
      case .open, .none: missing.append(owed.call)
      }
    }
    if missing.isEmpty { return }
    try write(at: now) { recorder, writer in
      for call in missing {
        try recorder.record(call, at: now, writer: writer)
        recorder.due[call.key] = nil
      }
    }
  }

  /// Writes as the seat `phone`, once no other recorder can.
  private mutating func write(
    at now: WallInstant, work: (inout CallerRecorder, JournalWriter) throws -> Void
  ) throws {
    let writer = try JournalWriter(
      logs: logs, room: .live, seat: try SeatIdentifier(CallerDesk.seat),
      operatorOnDuty: try OperatorIdentifier(CallerDesk.personnel), clock: clock)
    defer { writer.close() }
    known.read(on: now.date)
    try work(&self, writer)
  }

  private mutating func record(_ call: PhoneCall, at now: WallInstant, writer: JournalWriter) throws {
    let trace = known.trace(of: call)
    if trace == .told { return }
    var perhaps: CallIdentifier?
    if case .none(let typed) = trace { perhaps = typed }
    let identifier = try CallIdentifier(
      date: now.date, seat: try SeatIdentifier(CallerDesk.seat), number: known.lastNumber + 1)
    try write(
      try lines(of: call, as: identifier, perhaps: perhaps), to: writer, on: now.date)
  }

  /// Writes, and knows what is on record then.
  private mutating func write(_ lines: [JournalDraft], to writer: JournalWriter, on day: CivilDate) throws {
    guard try writer.append(lines).isRecorded else {
      throw DeskJournalFault.notRecorded(desk: CallerDesk.seat)
    }
    known.read(on: day)
  }

  /// Takes off the call-back list whoever was answered since.
  private mutating func strike(_ keys: [PhoneCall.Key], at now: WallInstant) throws {
    known.read(on: now.date)
    let owing = keys.filter { !settlements(of: $0).isEmpty }
    if !owing.isEmpty {
      try write(at: now) { recorder, writer in
        for key in owing {
          let lines = recorder.settlements(of: key)
          if !lines.isEmpty { try recorder.write(lines, to: writer, on: now.date) }
        }
      }
    }
    for key in keys { served[key] = nil }
  }

  /// That the entries of a caller who was answered are settled.
  private func settlements(of key: PhoneCall.Key) -> [JournalDraft] {
    guard let caller = served[key] else { return [] }
    let record = known.record(ofAnswered: key.call)
    return known.owed(number: caller.number, call: key.call, before: caller.answeredAt).map { entry in
      Self.draft(.closed(entry: entry.entry, .calledAgain(record)))
    }
  }

  /// What is written of a caller: his call, and that he is to be rung back unless he was answered since.
  private func lines(of call: PhoneCall, as identifier: CallIdentifier, perhaps: CallIdentifier?) throws
    -> [JournalDraft]
  {
    let personnel = try OperatorIdentifier(CallerDesk.personnel)
    var record: CallRecord?
    var lines: [JournalDraft] = []
    for (event, after, offset) in Self.course(of: call, answer: board.firstTiming(of: call), perhaps: perhaps)
    {
      let noted = Noted<CallEvent>(
        event, call: identifier, at: call.startedAt.adding(milliseconds: after), offsetMilliseconds: offset,
        personnel: personnel)
      var grown = record ?? CallRecord(id: identifier, first: noted)
      if record != nil { grown.apply(noted) }
      record = grown
      lines.append(
        JournalDraft(
          call: identifier, kind: event.kind.rawValue,
          payload: event.payload(offsetMilliseconds: offset, record: grown)))
    }
    guard let record, let ending = record.ending, ending.leavesCallBack else { return lines }
    let entry = identifier.description
    let opened = CallbackOpened(record, ending: ending)
    lines.append(Self.draft(.opened(entry: entry, opened)))
    if let answer = answerSince(record) {
      lines.append(Self.draft(.closed(entry: entry, .calledAgain(answer.record))))
    }
    return lines
  }

  /// Where and when a caller who gave up was answered as he rang again.
  private func answerSince(_ record: CallRecord) -> (record: CallIdentifier?, at: WallInstant)? {
    guard !record.number.isEmpty, let gone = record.endedAt else { return nil }
    if let answer = known.answer(to: record.number, since: gone) { return (answer.record, answer.at) }
    let answers = board.answeredElsewhere.filter { $0.caller == record.number }.compactMap { call in
      call.answeredAt.map { (known.record(ofAnswered: call.key.call), $0) }
    }
    return answers.filter { $0.1 >= gone }.min { $0.1 < $1.1 }
  }

  private static func draft(_ event: CallbackEvent) -> JournalDraft {
    JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)
  }

  /// What happened, when after the beginning and when after the answer, in ms.
  private typealias Course = [(event: CallEvent, after: Int64, offset: Int64?)]

  private static func course(
    of call: PhoneCall, answer: MeasuredAnswer?, perhaps: CallIdentifier?
  ) -> Course {
    let ring = RingSeen(
      number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call)
    // A record from paper may be of this caller: nobody can say.
    let link = perhaps.map { CallLink(call: $0, relation: .related, reason: "time") }
    return [(.ring(ring), 0, nil)] + (link.map { [(.link($0), 0, nil)] } ?? [])
      + outcome(of: call, answer: answer)
  }

  private static func outcome(of call: PhoneCall, answer: MeasuredAnswer?) -> Course {
    let waited = call.waitedMilliseconds ?? 0
    if answer == nil, !call.wasAnswered {
      // Who was taken at a telephone that stands at no seat was not lost.
      return [(.end(call.wasTakenElsewhere ? .elsewhere : .abandoned), waited, nil)]
    }
    // Of some only the end of the conversation was told.
    let timing = answer?.timing ?? .unknown(limit: RingLimit())
    let answered = CallAnswered(timing: timing, recording: answer?.recording ?? call.recording)
    let lasted = max(waited, call.lastedMilliseconds ?? waited)
    return [(.answer(answered), waited, 0), (.end(.finished), lasted, lasted - waited)]
  }
}
