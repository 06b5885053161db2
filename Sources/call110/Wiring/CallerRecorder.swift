import CallJournal
import CallModel
import CallPhone
import PlainText

/// Puts the callers nobody answered on record, from the process of a bridge: whichever consoles are open,
/// or none, each of them leaves a call record and an entry of the call-back list, once.
///
/// It writes as the seat `phone`, through the journal writer of every seat. What it records it reads from
/// the event file, so that a bridge started late records who gave up before.
struct CallerRecorder {
  /// The seat these records stand under.
  static let seat = "phone"
  /// Who is named as their writer.
  static let personnel = "bridge"
  /// How long a console may take to put a caller on record itself, and how far two attempts are apart, in ms.
  private static let patience: Int64 = 5_000

  private let logs: String
  private let source: String
  private let complain: (any Error) -> Void
  private var tail: PhoneTail
  private var board = PhoneBoard(seats: [])
  private var isCatchingUp = true
  /// Callers who gave up, and since when that is known, in ms of the monotonic clock.
  private var due: [PhoneCall.Key: Int64] = [:]
  private var lastFault: String?

  /// A recorder of the callers of one source; `complain` is told when they cannot be put on record.
  init(logs: String, source: String, complain: @escaping (any Error) -> Void) {
    self.logs = logs
    self.source = source
    self.complain = complain
    tail = PhoneTail(logs: logs)
  }

  /// Looks at what was written since the last turn, and records whoever is due.
  mutating func turn(at now: WallInstant, monotonic: Int64) {
    var changed: [PhoneCall.Key] = []
    repeat {
      for item in tail.poll(now: now) where item.event.source == source {
        if let change = board.apply(item.event, receivedAt: now, isBacklog: item.isBacklog) {
          changed.append(change.key)
        }
      }
    } while isCatchingUp && tail.hasMore
    isCatchingUp = false
    changed += board.expire(now: now).map(\.key)
    for key in changed where isAbandoned(key) { due[key] = due[key] ?? monotonic }
    for (key, since) in due.sorted(by: { $0.key < $1.key }) where monotonic - since >= Self.patience {
      settle(key, at: now, monotonic: monotonic)
    }
  }

  private func isAbandoned(_ key: PhoneCall.Key) -> Bool {
    board.call(key).map { board.standing(of: $0) == .abandoned } ?? false
  }

  private mutating func settle(_ key: PhoneCall.Key, at now: WallInstant, monotonic: Int64) {
    guard let call = board.call(key), isAbandoned(key) else {
      // A line that came late told of an answer.
      due[key] = nil
      return
    }
    do {
      try record(call, at: now)
      due[key] = nil
      lastFault = nil
    } catch {
      due[key] = monotonic
      let fault = String(describing: error)
      if fault != lastFault { complain(error) }
      lastFault = fault
    }
  }

  private func record(_ call: PhoneCall, at now: WallInstant) throws {
    let reader = JournalReader(logs: logs)
    let entries = [now.date.adding(days: -1), now.date].flatMap { reader.day($0, .live).entries }
    if entries.contains(where: { Self.isRecord($0.entry, of: call) }) { return }
    let seat = try SeatIdentifier(Self.seat)
    let personnel = try OperatorIdentifier(Self.personnel)
    let numbers = entries.compactMap(\.entry.call).filter { $0.seat == seat && $0.date == now.date }
    let identifier = try CallIdentifier(
      date: now.date, seat: seat, number: (numbers.map(\.number).max() ?? 0) + 1)
    let writer = try JournalWriter(logs: logs, room: .live, seat: seat, operatorOnDuty: personnel)
    defer { writer.close() }
    _ = try writer.append(drafts(of: call, identifier, personnel))
  }

  /// Whether a line of a journal shows that this caller is on record already.
  private static func isRecord(_ entry: JournalEntry, of call: PhoneCall) -> Bool {
    switch entry.kind {
    case CallEvent.Kind.ring.rawValue: entry.value["phone_call"]?.string == call.key.call
    case CallbackEvent.Name.opened.rawValue: entry.value["entry"]?.string == call.callbackEntry
    default: false
    }
  }

  private func drafts(
    of call: PhoneCall, _ identifier: CallIdentifier, _ personnel: OperatorIdentifier
  ) -> [JournalDraft] {
    let callback = board.callback(of: call)
    let end = call.startedAt.adding(milliseconds: callback.waitMilliseconds ?? 0)
    let ring = RingSeen(
      number: call.caller, name: call.name, isFromPhone: true, phoneCall: call.key.call)
    let first = Noted<CallEvent>(.ring(ring), call: identifier, at: call.startedAt, personnel: personnel)
    let last = Noted<CallEvent>(.end(.abandoned), call: identifier, at: end, personnel: personnel)
    var record = CallRecord(id: identifier, first: first)
    record.apply(last)
    let opened = CallbackOpened(
      reason: .abandoned, number: callback.number, name: callback.name,
      waitMilliseconds: callback.waitMilliseconds, call: identifier)
    let event = CallbackEvent.opened(entry: identifier.description, opened)
    return [first, last].map { timed in
      JournalDraft(
        call: identifier, kind: timed.event.kind.rawValue,
        payload: timed.event.payload(offsetMilliseconds: nil, record: record))
    } + [JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)]
  }
}
