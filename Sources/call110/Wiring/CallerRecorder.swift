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
struct CallerRecorder: Sendable {
  /// How long after a caller gave up he is put on record, in ms: a line that comes late may tell otherwise.
  private static let patience: Int64 = 5_000
  /// How long after its end an answered call is left to the console of its seat, in ms: a record of it may
  /// wait there until the one before is closed.
  private static let consolePatience = CallDesk.longestAdmission + 60_000
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
  private var known: PhoneCallsOnRecord
  private var lastFault: String?
  private var busyTurns = 0
  private var link: PhoneLink
  private var linkReadAt: Int64?

  /// A recorder of the callers of one source, or, without one, of all whose source no bridge puts on record.
  ///
  /// `grace` is how much longer a caller is left to other recorders, in ms; `complain` is told when callers
  /// cannot be put on record.
  init(
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
  mutating func turn(at now: WallInstant, monotonic: Int64) {
    if source == nil, linkReadAt.map({ monotonic - $0 >= Self.linkInterval }) ?? true {
      linkReadAt = monotonic
      _ = link.read(monotonic: monotonic, wall: now.milliseconds)
    }
    repeat {
      for item in tail.poll(now: now) where source == nil || item.event.source == source {
        board.apply(item.event, receivedAt: now, isBacklog: item.isBacklog)
        note(PhoneCall.Key(source: item.event.source, call: item.event.call), monotonic: monotonic)
      }
    } while isCatchingUp && tail.hasMore
    isCatchingUp = false
    for change in board.expire(now: now) { note(change.key, monotonic: monotonic) }
    // A bridge that is there reads for itself whom it has to put on record.
    if source == nil { due = due.filter { !link.recordsCallers(of: $0.key.source) } }
    let ripe = due.filter { monotonic >= $0.value.at }.sorted { $0.key < $1.key }
    settle(ripe.prefix(Self.batch).map(\.value.call), at: now, monotonic: monotonic)
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

  private mutating func settle(_ calls: [PhoneCall], at now: WallInstant, monotonic: Int64) {
    guard !calls.isEmpty else { return }
    do {
      try record(calls, at: now)
      for call in calls { due[call.key] = nil }
      lastFault = nil
      busyTurns = 0
    } catch {
      for call in calls { due[call.key]?.at = monotonic + Self.patience }
      if error is JournalOpenFault {
        // Another recorder is at work, and mostly done before the next try.
        busyTurns += 1
        if busyTurns < Self.longestBusy { return }
      }
      let fault = String(describing: error)
      if fault != lastFault { complain(error) }
      lastFault = fault
    }
  }

  private mutating func record(_ calls: [PhoneCall], at now: WallInstant) throws {
    known.read(on: now.date)
    if !calls.contains(where: { !known.contains($0) }) { return }
    let seat = try SeatIdentifier(CallerDesk.seat)
    let personnel = try OperatorIdentifier(CallerDesk.personnel)
    let writer = try JournalWriter(
      logs: logs, room: .live, seat: seat, operatorOnDuty: personnel, clock: clock)
    defer { writer.close() }
    // Once more, now that no other recorder can write.
    known.read(on: now.date)
    for call in calls where !known.contains(call) {
      let identifier = try CallIdentifier(date: now.date, seat: seat, number: known.lastNumber + 1)
      guard try writer.append(drafts(of: call, identifier: identifier, personnel: personnel)).isRecorded
      else {
        throw DeskJournalFault.notRecorded(desk: CallerDesk.seat)
      }
      known.note(call, as: identifier)
    }
  }

  private func drafts(
    of call: PhoneCall, identifier: CallIdentifier, personnel: OperatorIdentifier
  ) -> [JournalDraft] {
    let events = Self.course(of: call, answer: board.firstTiming(of: call))
    var record: CallRecord?
    var drafts: [JournalDraft] = []
    for (event, after, offset) in events {
      let noted = Noted<CallEvent>(
        event, call: identifier, at: call.startedAt.adding(milliseconds: after), offsetMilliseconds: offset,
        personnel: personnel)
      var grown = record ?? CallRecord(id: identifier, first: noted)
      if record != nil { grown.apply(noted) }
      record = grown
      drafts.append(
        JournalDraft(
          call: identifier, kind: event.kind.rawValue,
          payload: event.payload(offsetMilliseconds: offset, record: grown)))
    }
    guard let record, let ending = record.ending, ending.leavesCallBack else { return drafts }
    let entry = CallbackEvent.opened(entry: identifier.description, CallbackOpened(record, ending: ending))
    return drafts + [JournalDraft(call: nil, kind: entry.name.rawValue, payload: entry.payload)]
  }

  /// What happened, when after the beginning and when after the answer, in ms.
  private typealias Course = [(event: CallEvent, after: Int64, offset: Int64?)]

  private static func course(of call: PhoneCall, answer: MeasuredAnswer?) -> Course {
    if let answer {
      return answered(call, answer: CallAnswered(timing: answer.timing, recording: answer.recording))
    }
    guard call.wasAnswered else {
      // Who was taken at a telephone that stands at no seat was not lost.
      let ending = call.wasTakenElsewhere ? CallEnding.elsewhere : .abandoned
      return [(ring(call), 0, nil), (.end(ending), call.waitedMilliseconds ?? 0, nil)]
    }
    // Only the end of the conversation was told.
    let timing = RingTiming(
      source: .unknown, basis: .none, ringMilliseconds: nil, waitMilliseconds: nil, limit: RingLimit())
    return answered(call, answer: CallAnswered(timing: timing, recording: call.recording))
  }

  private static func answered(_ call: PhoneCall, answer: CallAnswered) -> Course {
    let waited = call.waitedMilliseconds ?? 0
    let lasted = max(waited, call.lastedMilliseconds ?? waited)
    return [
      (ring(call), 0, nil), (.answer(answer), waited, 0), (.end(.finished), lasted, lasted - waited),
    ]
  }

  private static func ring(_ call: PhoneCall) -> CallEvent {
    .ring(RingSeen(number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call))
  }
}

/// The telephone system's calls that have a record or an entry of the call-back list, since yesterday.
private struct PhoneCallsOnRecord {
  private let reader: JournalReader
  private var tails: [CivilDate: JournalTail] = [:]
  private var names: [CivilDate: Set<String>] = [:]
  private var typed: [CallIdentifier: TypedCall] = [:]
  private var numbers: [CivilDate: Int] = [:]
  private var today = CivilDate(dayNumber: 0)

  /// Nothing is read before the first `read`.
  init(_ reader: JournalReader) { self.reader = reader }

  /// The last number given on the day read last.
  var lastNumber: Int { numbers[today] ?? 0 }

  /// Whether anybody put this caller on record; a record typed by hand is of one caller only.
  mutating func contains(_ call: PhoneCall) -> Bool {
    if names.values.contains(where: { $0.contains(call.key.call) || $0.contains(call.callbackEntry) }) {
      return true
    }
    let own = typed.filter { $0.value.isRecord(of: call) }.min {
      ($0.value.distance(from: call), $0.key) < ($1.value.distance(from: call), $1.key)
    }
    guard let own else { return false }
    typed[own.key]?.call = call.key
    return true
  }

  /// Reads what was written since the last time.
  mutating func read(on day: CivilDate) {
    today = day
    let days = [day.adding(days: -1), day]
    tails = tails.filter { days.contains($0.key) }
    names = names.filter { days.contains($0.key) }
    typed = typed.filter { days.contains($0.key.date) }
    numbers = numbers.filter { days.contains($0.key) }
    for day in days {
      var tail = tails[day] ?? JournalTail(reader, room: .live)
      for placed in tail.poll(on: day).entries { note(placed.entry, of: day) }
      tails[day] = tail
    }
  }

  /// Takes in what was written just now.
  mutating func note(_ call: PhoneCall, as identifier: CallIdentifier) {
    names[today, default: []].insert(call.key.call)
    numbers[today] = max(lastNumber, identifier.number)
  }

  private mutating func note(_ entry: JournalEntry, of day: CivilDate) {
    if let call = entry.call, call.seat.description == CallerDesk.seat, call.date == day {
      numbers[day] = max(numbers[day] ?? 0, call.number)
    }
    let name: String? =
      switch entry.kind {
      case CallEvent.Kind.ring.rawValue: entry.value["phone_call"]?.string
      case CallbackEvent.Name.opened.rawValue: entry.value["entry"]?.string
      default: nil
      }
    if let name {
      names[day, default: []].insert(name)
    } else if let call = entry.call {
      note(entry, of: call)
    }
  }

  private mutating func note(_ entry: JournalEntry, of call: CallIdentifier) {
    switch entry.kind {
    case CallEvent.Kind.ring.rawValue:
      guard entry.value["by"]?.string == "operator" else { return }
      typed[call] = TypedCall(seat: call.seat, number: entry.value["from"]?.string ?? "", began: entry.at)
    case CallEvent.Kind.answer.rawValue: typed[call]?.wasAnswered = true
    case CallEvent.Kind.end.rawValue: typed[call]?.ended = entry.at
    default: break
    }
  }
}

/// A call an operator put on record by hand, at a console that has no telephone or does not hear of it.
private struct TypedCall {
  /// How much later or earlier than the telephone a person is, in ms.
  private static let slack: Int64 = 30_000

  let seat: SeatIdentifier
  /// The number as typed, mostly empty.
  let number: String
  let began: WallInstant
  var ended: WallInstant?
  var wasAnswered = false
  /// The telephone system's call it was found to be the record of.
  var call: PhoneCall.Key?

  /// Whether this is that caller: at the same time, and with his number, or else at a seat that rang for him
  /// and with the same outcome.
  func isRecord(of other: PhoneCall) -> Bool {
    if let call, call != other.key { return false }
    let lasted = other.lastedMilliseconds ?? other.waitedMilliseconds ?? 0
    let (start, end) = (other.startedAt.milliseconds, other.startedAt.milliseconds + lasted)
    guard began.milliseconds <= end + Self.slack, ended.map({ $0.milliseconds >= start - Self.slack }) ?? true
    else { return false }
    if !number.isEmpty, !other.caller.isEmpty { return number == other.caller }
    return wasAnswered == other.wasAnswered && other.legs.contains { $0.seat == seat.description }
  }

  /// How far apart the two began, in ms.
  func distance(from other: PhoneCall) -> Int64 {
    abs(began.milliseconds - other.startedAt.milliseconds)
  }
}
