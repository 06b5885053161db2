import CallConsole
import CallJournal
import CallModel

/// What a seat's own journals of yesterday and today say when its console starts.
package struct SeatPast {
  /// The calls that were going on when the console ended, in the order they began.
  package let openCalls: [CallRecord]
  /// The last call closed; corrections go to it.
  package let lastClosed: CallRecord?
  /// Calls answered today.
  package let callsToday: Int
  /// The telephone system's ids of the closed calls: what it still says of them makes no new record.
  package let closedPhoneCalls: Set<String>

  /// Reads the seat's files of `today` and the day before; only the calls that matter are decoded.
  package init(reader: JournalReader, seat: SeatIdentifier, room: JournalRoom, today: CivilDate) {
    let entries =
      reader.day(today.adding(days: -1), seat: seat, room: room).entries
      + reader.day(today, seat: seat, room: room).entries
    var calls: [CallIdentifier] = []
    var ends = CountedEnds<CallIdentifier>()
    var unheard: Set<CallIdentifier> = []
    var answered: [CallIdentifier: CivilDate] = [:]
    var cancelled: Set<CallIdentifier> = []
    for placed in entries {
      guard let call = placed.entry.call, call.seat == seat else { continue }
      if calls.last != call { calls.append(call) }
      guard let kind = CallEvent.Kind(rawValue: placed.entry.kind) else { continue }
      ends.take(kind, of: call)
      if kind == .end {
        // Whom another seat has may yet come here.
        if placed.entry.value["ending"]?.string == CallEnding.elsewhere.rawValue { unheard.insert(call) }
      }
      // A measured timing and a recording are told as further answers of the same call.
      if kind == .answer, answered[call] == nil { answered[call] = placed.entry.at.date }
      if kind == .cancelled { cancelled.insert(call) }
    }
    let ended = ends.ended
    openCalls = Set(calls).subtracting(ended).sorted().compactMap { Self.record($0, entries: entries) }
    lastClosed = calls.last { ended.contains($0) }.flatMap { Self.record($0, entries: entries) }
    callsToday = answered.count { $0.value == today && !cancelled.contains($0.key) }
    closedPhoneCalls = Set(
      entries.compactMap { placed in
        guard placed.entry.kind == CallEvent.Kind.ring.rawValue, let call = placed.entry.call,
          ended.contains(call), !unheard.contains(call), case .call(.ring(let ring))? = placed.noted?.event
        else { return nil }
        return ring.phoneCall
      })
  }

  private static func record(_ call: CallIdentifier, entries: [PlacedEntry]) -> CallRecord? {
    CallBook(entries.filter { $0.entry.call == call }.compactMap(\.noted))[call]?.record
  }
}

/// The closed calls of a seat, read from its own journals of a call's day and the next when one is named.
///
/// A class because `PastCalls` is a port.
package final class SeatPastCalls: PastCalls {
  private let reader: JournalReader
  private let seat: SeatIdentifier
  private let room: JournalRoom

  /// The calls of `seat` in `room`.
  package init(reader: JournalReader, seat: SeatIdentifier, room: JournalRoom) {
    (self.reader, self.seat, self.room) = (reader, seat, room)
  }

  package func record(of call: CallIdentifier) -> CallRecord? {
    guard call.seat == seat else { return nil }
    let entries = [0, 1].flatMap { reader.day(call.date.adding(days: $0), seat: seat, room: room).entries }
    let record = CallBook(entries.filter { $0.entry.call == call }.compactMap(\.noted))[call]?.record
    return record?.phase == .ended ? record : nil
  }
}
