import CallArchive
import CallConsole
import CallJournal
import CallModel
import PlainText

/// What the journals of yesterday and today, and of later days where the clock was set back, say of a seat's
/// calls when its console starts: its own lines, what desks wrote of its closed calls, and what waits to be
/// written there.
package struct SeatPast {
  /// The calls that were going on when the console ended, in the order they began.
  package let openCalls: [CallRecord]
  /// The last call closed; corrections go to it.
  package let lastClosed: CallRecord?
  /// The last one in which somebody was spoken to, where the last call closed is none: a line that names no
  /// call may mean it.
  package let lastSpokenTo: CallRecord?
  /// The calls answered today, without those that somebody cancelled since.
  package let answeredToday: Set<CallIdentifier>
  /// The closed calls by the telephone system's ids of them: what it still says of them makes no new record.
  package let closedPhoneCalls: [String: CallIdentifier]
  /// What this seat has written of ringing callers back.
  package let callbacks: [CallbackEvent]

  /// Of the days later than today the last so many are looked at: a clock set back by years has no more
  /// calls going on.
  private static let laterDays = 31

  /// Reads the seat's files of `today`, of the day before and of later ones; only the calls that matter are
  /// decoded.
  ///
  /// `waiting` is what the seat's writer still holds: it happened like everything else.
  package init(
    reader: JournalReader, seat: SeatIdentifier, room: JournalRoom, today: CivilDate,
    waiting: [PlacedEntry] = []
  ) {
    // The writer looks for the end of the seat's chain in the same folders, and says which it cannot read.
    let later = reader.dayFolders(room, from: today.adding(days: 1)).days.suffix(Self.laterDays)
    let days = [today.adding(days: -1), today] + later
    let all = days.flatMap { reader.day($0, seat: seat, room: room).entries }
    callbacks = (all + Self.unwritten(waiting, beside: all)).compactMap { placed in
      if case .callback(let event)? = placed.noted?.event { event } else { nil }
    }
    let written = all.filter { $0.entry.call?.seat == seat }
    let entries = written + Self.unwritten(waiting, beside: written)
    var calls: [CallIdentifier] = []
    var ends = CountedEnds<CallIdentifier>()
    var unheard: Set<CallIdentifier> = []
    var answered: [CallIdentifier: CivilDate] = [:]
    var outgoing: Set<CallIdentifier> = []
    for placed in entries {
      guard let call = placed.entry.call else { continue }
      if calls.last != call { calls.append(call) }
      guard let kind = CallEvent.Kind(rawValue: placed.entry.kind) else { continue }
      let counts = ends.take(kind, of: call)
      if kind.liftsEnd { unheard.remove(call) }
      let ending = kind == .end && counts ? placed.entry.value["ending"]?.string : nil
      // Nobody was answered; whom another seat has may yet come here.
      if ending == CallEnding.elsewhere.rawValue { unheard.insert(call) }
      if [CallEnding.elsewhere, .abandoned].map(\.rawValue).contains(ending) { answered[call] = nil }
      if kind == .ring, case .call(.ring(let ring))? = placed.noted?.event, ring.isOutgoing {
        outgoing.insert(call)
      }
      // A measured timing and a recording are told as further answers of the same call.
      if kind == .answer, answered[call] == nil, !outgoing.contains(call) {
        answered[call] = placed.entry.at.date
      }
    }
    let ended = ends.ended
    let deeds = Self.deeds(reader, days: days, room: room, about: ended)
    let cancelled = Set((entries + deeds).filter(Self.isCancellation).compactMap(\.entry.call))
    openCalls = Set(calls).subtracting(ended).sorted().compactMap { Self.record($0, entries: entries) }
    let last = calls.last { ended.contains($0) }
    lastClosed = last.flatMap { Self.record($0, entries: entries + deeds) }
    let spoken = calls.last { ended.contains($0) && answered[$0] != nil }
    lastSpokenTo = spoken == last ? nil : spoken.flatMap { Self.record($0, entries: entries + deeds) }
    answeredToday = Set(answered.filter { $0.value == today }.keys).subtracting(cancelled)
    let pairs = entries.compactMap { placed -> (String, CallIdentifier)? in
      guard placed.entry.kind == CallEvent.Kind.ring.rawValue, let call = placed.entry.call,
        ended.contains(call), !unheard.contains(call), case .call(.ring(let ring))? = placed.noted?.event
      else { return nil }
      return ring.phoneCall.map { ($0, call) }
    }
    // Who was passed on and came back has two; what is told now is of the later one.
    closedPhoneCalls = Dictionary(pairs) { max($0, $1) }
  }

  /// What desks wrote of these calls.
  private static func deeds(
    _ reader: JournalReader, days: [CivilDate], room: JournalRoom, about calls: Set<CallIdentifier>
  ) -> [PlacedEntry] {
    guard !calls.isEmpty else { return [] }
    let paths = days.flatMap { reader.files(room, on: $0).paths }.filter(\.isDesk)
    return reader.contents(of: paths, keeping: .calls(calls)).entries
  }

  private static func isCancellation(_ placed: PlacedEntry) -> Bool {
    guard placed.entry.kind == CallEvent.Kind.cancelled.rawValue else { return false }
    return placed.noted != nil
  }

  /// The waiting lines that stand in no journal yet.
  private static func unwritten(_ waiting: [PlacedEntry], beside written: [PlacedEntry]) -> [PlacedEntry] {
    guard let first = waiting.map(\.entry.at).min() else { return [] }
    var known = written.map(\.entry).filter { $0.at >= first }
    return waiting.filter { placed in
      guard let index = known.firstIndex(where: { $0.says(placed.entry) }) else { return true }
      known.remove(at: index)
      return false
    }
  }

  private static func record(_ call: CallIdentifier, entries: [PlacedEntry]) -> CallRecord? {
    CallBook(entries.filter { $0.entry.call == call }.compactMap(\.noted))[call]?.record
  }
}

/// The closed calls of a seat as they stand on record, with what anybody wrote of them since; read when one
/// is named.
///
/// A class because `PastCalls` is a port.
package final class SeatPastCalls: PastCalls {
  private let archive: Archive
  private let seat: SeatIdentifier

  /// The calls of `seat` below `logs`.
  package init(logs: String, seat: SeatIdentifier) {
    (archive, self.seat) = (Archive(logs: logs), seat)
  }

  package func record(of call: CallIdentifier) -> CallRecord? {
    guard call.seat == seat, let record = archive.call(call).state?.record else { return nil }
    return record.phase == .ended ? record : nil
  }

  package func recordElsewhere(of call: CallIdentifier) -> CallRecord? {
    let record = archive.call(call).state?.record
    return record?.phase == .ended ? record : nil
  }

  package func corrections(of call: CallIdentifier) -> [Noted<RecordedEvent>] {
    guard call.seat == seat else { return [] }
    return archive.call(call).events.filter { $0.desk != seat && $0.event.ofCall != nil }
  }
}

extension JournalEntry {
  /// Whether both lines say the same, wherever they stand.
  fileprivate func says(_ other: JournalEntry) -> Bool {
    at == other.at && milliseconds == other.milliseconds && call == other.call && kind == other.kind
      && payload == other.payload
  }
}
