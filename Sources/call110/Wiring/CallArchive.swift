import CallJournal
import CallModel
import CallReview

/// Reads whole calls with the place of each event, day by day.
struct CallArchive {
  /// Reads the journals.
  let reader: JournalReader
  /// Which records.
  let room: JournalRoom

  /// Gives the calls that began on each of these days to `body`, by id; returns what was wrong in the
  /// journals.
  ///
  /// Only days with records are looked at, and no more than two days are in memory.
  func forEachDay(
    _ days: [CivilDate], seat: SeatIdentifier? = nil, _ body: (CivilDate, [CallHistory]) throws -> Void
  ) rethrows -> [JournalFault] {
    let known = Set(reader.days(room))
    var faults: [JournalFault] = []
    var kept: (day: CivilDate, contents: JournalContents)?
    for day in days where known.contains(day) {
      let today = kept.flatMap { $0.day == day ? $0.contents : nil } ?? read(day, seat)
      let next = day.adding(days: 1)
      let tomorrow = known.contains(next) ? read(next, seat) : JournalContents()
      faults += today.faults
      kept = (next, tomorrow)
      try body(day, Self.calls(today.entries + tomorrow.entries) { $0.date == day })
    }
    return faults
  }

  /// One call: from the seat's files of its day and of the day after.
  func call(_ call: CallIdentifier) -> (history: CallHistory?, faults: [JournalFault]) {
    let days = [call.date, call.date.adding(days: 1)].map { reader.day($0, seat: call.seat, room) }
    let history = Self.calls(days.flatMap(\.entries)) { $0 == call }.first
    return (history, days.flatMap(\.faults))
  }

  private func read(_ day: CivilDate, _ seat: SeatIdentifier?) -> JournalContents {
    seat.map { reader.day(day, seat: $0, room) } ?? reader.day(day, room)
  }

  private static func calls(
    _ entries: [PlacedEntry], where isWanted: (CallIdentifier) -> Bool
  ) -> [CallHistory] {
    var calls: [CallIdentifier: CallHistory] = [:]
    for placed in entries {
      guard let id = placed.entry.call, isWanted(id), let event = placed.timedEvent?.event else { continue }
      let place = RecordPlace(
        file: placed.path.description, line: placed.line, isVerified: placed.isVerified)
      let item = PlacedEvent(event, at: place)
      if calls[id]?.add(item) == nil { calls[id] = CallHistory(id, first: item) }
    }
    return calls.values.sorted { $0.call < $1.call }
  }
}
