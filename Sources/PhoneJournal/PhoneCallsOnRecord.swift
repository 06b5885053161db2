import CallArchive
import CallJournal
import CallModel
import CallPhone

/// The telephone system's calls that have a record or an entry of the call-back list, since yesterday.
struct PhoneCallsOnRecord {
  /// What is on record of a caller.
  enum Trace: Hashable {
    /// What became of him.
    case told
    /// A record of him is open, of which it is not known how it will end.
    case open
    /// Nothing; a record from paper may be of him, nobody can say.
    case none(perhaps: CallIdentifier?)
  }

  /// What is needed of a record that may be long: its parts are not kept.
  private struct Known {
    let ring: RingSeen?
    let typed: TypedCall
    let answeredAt: WallInstant?
    let ending: CallEnding?
    /// The telephone system's call it was found to be the record of.
    var found: PhoneCall.Key?

    init(_ record: CallRecord, found: PhoneCall.Key?) {
      (ring, answeredAt, ending, self.found) = (record.ring, record.answeredAt, record.ending, found)
      let isPaper = record.id.seat.description == JournalPath.paperSeat
      typed = TypedCall(
        seat: isPaper ? nil : record.id.seat, number: record.number, began: record.beganAt,
        ended: record.endedAt, wasAnswered: record.answer != nil)
    }

    /// Whether somebody at its seat speaks or spoke to the caller, to the end.
    var isHeard: Bool { ending == nil || ending == .finished }

    /// Whether a person typed it who did not know of the telephone's call.
    var isByHand: Bool { ring?.phoneCall == nil && ring?.isOutgoing == false }
  }

  private let reader: JournalReader
  private var tails: [CivilDate: JournalTail] = [:]
  /// The calls that go on.
  private var open = CallBook()
  private var records: [CallIdentifier: Known] = [:]
  private var ofPhoneCall: [String: Set<CallIdentifier>] = [:]
  private var numbers: [CivilDate: Int] = [:]
  private var callbacks = CallbackList()
  private var today = CivilDate(dayNumber: 0)

  /// Nothing is read before the first `read`.
  init(_ reader: JournalReader) { self.reader = reader }

  /// The last number given on the day read last.
  var lastNumber: Int { numbers[today] ?? 0 }

  /// What is on record of this caller; a record typed by hand is of one caller only.
  mutating func trace(of call: PhoneCall) -> Trace {
    if callbacks.entries[call.callbackEntry] != nil { return .told }
    let own = (ofPhoneCall[call.key.call] ?? []).compactMap { id in records[id].map { (id, $0) } }
    if own.contains(where: { tells($0.1, of: call, isNobodys: $0.0.seat.description == CallerDesk.seat) }) {
      return .told
    }
    if own.contains(where: { $0.1.ending == nil }) { return .open }
    return traceByHand(of: call)
  }

  /// Whether a record tells what became of a caller: one that is closed as not heard at its seat does not,
  /// nor one of a seat that picked up, or pressed a key, before a caller was put through who gave up then.
  private func tells(_ record: Known, of call: PhoneCall, isNobodys: Bool) -> Bool {
    if isNobodys || call.wasTakenElsewhere { return true }
    let wasHeard = !call.wasPutDown && !(call.isKnownUnanswered && record.answeredAt != nil)
    guard let ending = record.ending else { return call.wasAnswered || wasHeard }
    if call.wasAnswered { return ending != .elsewhere }
    return ending.leavesCallBack || ending != .elsewhere && wasHeard
  }

  private mutating func traceByHand(of call: PhoneCall) -> Trace {
    let caller = call.asCaller
    let likely = records.compactMap { id, record -> (id: CallIdentifier, isSame: Bool, apart: Int64)? in
      guard record.isByHand, (record.found ?? call.key) == call.key else { return nil }
      let likeness = record.typed.likeness(to: caller)
      return likeness == .other ? nil : (id, likeness == .same, record.typed.distance(from: caller))
    }
    let nearest = likely.min { ($0.isSame ? 0 : 1, $0.apart, $0.id) < ($1.isSame ? 0 : 1, $1.apart, $1.id) }
    guard let nearest, nearest.isSame else { return .none(perhaps: nearest?.id) }
    records[nearest.id]?.found = call.key
    return .told
  }

  /// The open entries of callers with this number who gave up before `moment`, or of this call.
  ///
  /// That he gave up may be told before the answer that came before it; that he was cut off comes behind his
  /// answer, and is not settled by it.
  func owed(number: String, call: String, before moment: WallInstant) -> [CallbackEntry] {
    let own = ofPhoneCall[call] ?? []
    return callbacks.open.filter { entry in
      if entry.opened.reason == .abandoned, entry.opened.call.map(own.contains) == true { return true }
      return !number.isEmpty && entry.opened.number == number && entry.openedAt <= moment
    }
  }

  /// The first record of an answer to a caller with this number since `moment`, and when that was.
  func answer(to number: String, since moment: WallInstant) -> (record: CallIdentifier, at: WallInstant)? {
    let answers = records.compactMap { id, record -> (record: CallIdentifier, at: WallInstant)? in
      guard record.ring?.number == number, record.isHeard, let at = record.answeredAt, at >= moment else {
        return nil
      }
      return (id, at)
    }
    return answers.min { ($0.at, $0.record) < ($1.at, $1.record) }
  }

  /// The record of the telephone system's call at a seat that answered it.
  func record(ofAnswered call: String) -> CallIdentifier? {
    (ofPhoneCall[call] ?? []).filter { records[$0]?.answeredAt != nil && records[$0]?.isHeard == true }.min()
  }

  // MARK: reading

  /// Reads what was written since the last time.
  mutating func read(on day: CivilDate) {
    today = day
    let days = [day.adding(days: -1), day]
    tails = tails.filter { days.contains($0.key) }
    numbers = numbers.filter { days.contains($0.key) }
    records = records.filter { days.contains($0.key.date) }
    ofPhoneCall = ofPhoneCall.compactMapValues { calls in
      let kept = calls.filter { records[$0] != nil }
      return kept.isEmpty ? nil : kept
    }
    for day in days {
      var tail = tails[day] ?? JournalTail(reader, room: .live)
      for placed in tail.poll(on: day).entries { take(placed) }
      tails[day] = tail
    }
    open.keep { $0.record?.phase != .ended }
  }

  private mutating func take(_ placed: PlacedEntry) {
    // Also of a line that says nothing more.
    if let call = placed.entry.call, call.seat.description == CallerDesk.seat {
      numbers[call.date] = max(numbers[call.date] ?? 0, call.number)
    }
    guard let noted = placed.noted else { return }
    // A call ends once, and the first end counts.
    if case .closing = noted.event, noted.call.flatMap({ records[$0]?.ending }) != nil { return }
    for event in noted.callbackEvents { callbacks.apply(event) }
    guard let call = noted.call, noted.event.ofCall != nil, records[call]?.ending == nil else { return }
    open.apply(noted)
    guard let record = open[call]?.record else { return }
    records[call] = Known(record, found: records[call]?.found)
    if let phoneCall = record.ring?.phoneCall { ofPhoneCall[phoneCall, default: []].insert(call) }
  }
}
