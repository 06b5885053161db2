import CallJournal
import CallModel

/// What a seat's own journals of yesterday and today say when its console starts.
struct SeatPast {
  /// The call that was going on when the console ended; nil when there was none.
  let openCall: CallRecord?
  /// The last call closed; corrections go to it.
  let lastClosed: CallRecord?
  /// The last call number used.
  let lastCall: CallIdentifier?
  /// Calls answered today.
  let callsToday: Int
  /// The telephone system's ids of the latest closed calls: what it still says of them makes no new record.
  let closedPhoneCalls: Set<String>

  /// As many closed calls as can still be of interest to the telephone system: it remembers minutes.
  private static let latest = 20

  /// Reads the seat's files of `today` and the day before; only the calls that matter are decoded.
  init(reader: JournalReader, seat: SeatIdentifier, room: JournalRoom, today: CivilDate) {
    let entries =
      reader.day(today.adding(days: -1), seat: seat, room).entries
      + reader.day(today, seat: seat, room).entries
    var calls: [CallIdentifier] = []
    var ended: Set<CallIdentifier> = []
    var answered: Set<CallIdentifier> = []
    for placed in entries {
      guard let call = placed.entry.call, call.seat == seat else { continue }
      if calls.last != call { calls.append(call) }
      if placed.entry.kind == CallEvent.Kind.end.rawValue { ended.insert(call) }
      if placed.entry.kind == CallEvent.Kind.answer.rawValue, call.date == today { answered.insert(call) }
    }
    openCall = calls.last { !ended.contains($0) }.flatMap { Self.record($0, entries) }
    lastClosed = calls.last { ended.contains($0) }.flatMap { Self.record($0, entries) }
    lastCall = calls.max()
    callsToday = answered.count
    let latest = Set(calls.filter(ended.contains).suffix(Self.latest))
    closedPhoneCalls = Set(
      entries.compactMap { placed in
        guard placed.entry.kind == CallEvent.Kind.ring.rawValue, let call = placed.entry.call,
          latest.contains(call), case .ring(let ring)? = placed.timedEvent?.event.event
        else { return nil }
        return ring.phoneCall
      })
  }

  private static func record(_ call: CallIdentifier, _ entries: [PlacedEntry]) -> CallRecord? {
    CallRecordReader.fold(entries.filter { $0.entry.call == call })[call]
  }
}
