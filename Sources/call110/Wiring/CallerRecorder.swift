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

  /// How many callers one turn puts on record, so that the bridge is not kept from listening.
  private static let batch = 50
  /// How much of the event files of yesterday and today is read when it starts, in bytes: some 50,000 calls
  /// each.
  private static let backlogBytes = 64 << 20

  /// A caller who gave up.
  private struct Due {
    /// Since when that is known, in ms of the monotonic clock.
    var since: Int64
    /// His call as it was then: the board forgets what is long over.
    var call: PhoneCall
  }

  private let logs: String
  private let source: String
  private let complain: (any Error) -> Void
  private var tail: PhoneTail
  private var board = PhoneBoard(seats: [])
  private var isCatchingUp = true
  private var due: [PhoneCall.Key: Due] = [:]
  private var lastFault: String?

  /// A recorder of the callers of one source; `complain` is told when they cannot be put on record.
  init(logs: String, source: String, complain: @escaping (any Error) -> Void) {
    self.logs = logs
    self.source = source
    self.complain = complain
    tail = PhoneTail(logs: logs, backlogBytes: Self.backlogBytes, readsYesterday: true)
  }

  /// Looks at what was written since the last turn, and records whoever is due.
  mutating func turn(at now: WallInstant, monotonic: Int64) {
    repeat {
      for item in tail.poll(now: now) where item.event.source == source {
        let change = board.apply(item.event, receivedAt: now, isBacklog: item.isBacklog)
        if let change { note(change.key, monotonic) }
        keepUp(PhoneCall.Key(source: item.event.source, call: item.event.call))
      }
    } while isCatchingUp && tail.hasMore
    isCatchingUp = false
    for change in board.expire(now: now) { note(change.key, monotonic) }
    let ripe = due.filter { monotonic - $0.value.since >= Self.patience }.sorted { $0.key < $1.key }
    settle(ripe.prefix(Self.batch).map { board.call($0.key) ?? $0.value.call }, at: now, monotonic)
  }

  /// Notes that a caller gave up; or that he did not after all, as a line that came late tells.
  private mutating func note(_ key: PhoneCall.Key, _ monotonic: Int64) {
    guard let call = board.call(key) else { return }
    guard board.standing(of: call) == .abandoned else {
      due[key] = nil
      return
    }
    due[key] = Due(since: due[key]?.since ?? monotonic, call: call)
  }

  /// What comes later about a caller who gave up can change how long he waited.
  private mutating func keepUp(_ key: PhoneCall.Key) {
    guard due[key] != nil, let call = board.call(key) else { return }
    due[key]?.call = call
  }

  private mutating func settle(_ calls: [PhoneCall], at now: WallInstant, _ monotonic: Int64) {
    guard !calls.isEmpty else { return }
    do {
      try record(calls, at: now)
      for call in calls { due[call.key] = nil }
      lastFault = nil
    } catch {
      for call in calls { due[call.key]?.since = monotonic }
      let fault = String(describing: error)
      if fault != lastFault { complain(error) }
      lastFault = fault
    }
  }

  private func record(_ calls: [PhoneCall], at now: WallInstant) throws {
    let reader = JournalReader(logs: logs)
    let entries = [now.date.adding(days: -1), now.date].flatMap { reader.day($0, .live).entries }
    let recorded = Set(entries.compactMap { Self.callOnRecord($0.entry) })
    let missing = calls.filter {
      !recorded.contains($0.key.call) && !recorded.contains($0.callbackEntry)
    }
    if missing.isEmpty { return }
    let seat = try SeatIdentifier(Self.seat)
    let personnel = try OperatorIdentifier(Self.personnel)
    let numbers = entries.compactMap(\.entry.call).filter { $0.seat == seat && $0.date == now.date }
    let writer = try JournalWriter(logs: logs, room: .live, seat: seat, operatorOnDuty: personnel)
    defer { writer.close() }
    var number = numbers.map(\.number).max() ?? 0
    for call in missing {
      number += 1
      let identifier = try CallIdentifier(date: now.date, seat: seat, number: number)
      _ = try writer.append(drafts(of: call, identifier, personnel))
    }
  }

  /// The telephone system's call, or the entry of the call-back list, that a line of a journal shows to be on
  /// record.
  private static func callOnRecord(_ entry: JournalEntry) -> String? {
    switch entry.kind {
    case CallEvent.Kind.ring.rawValue: entry.value["phone_call"]?.string
    case CallbackEvent.Name.opened.rawValue: entry.value["entry"]?.string
    default: nil
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
