import CallJournal
import CallModel
import CallReview
import PlainText

/// Reads calls as they stand now out of the journals: their own lines, and what desks and the seat itself
/// wrote of them on any later day.
package struct Archive: Sendable {
  /// How lines are held against their neighbours.
  package enum Proof: Sendable {
    /// Each line against the one before and the one behind it: for showing one call.
    case neighbours
    /// The chain from the file's first line on: for evidence.
    case chain
  }

  /// What was read of one call.
  package struct Found: Sendable {
    /// The call with the places of its events; nil when nothing of its own was found.
    package let history: CallHistory?
    /// Everything written of it, in order.
    package let events: [Noted<RecordedEvent>]
    /// What was wrong in the journals.
    package let faults: [JournalFault]

    /// The call as it stands now, when there is a record of it.
    package var state: CallState? { history?.state }
  }

  /// Calls stand in their own day's files and, over midnight, in those of the next day; what is in files of
  /// later days was written about a call that is over.
  private static let window = 2

  /// The records' folder.
  package let logs: String
  /// Which records.
  package let room: JournalRoom

  /// The records below `logs`.
  package init(logs: String, room: JournalRoom = .live) {
    self.logs = logs
    self.room = room
  }

  /// Reads the journals.
  package var reader: JournalReader { JournalReader(logs: logs) }

  // MARK: One call

  /// One call, with everything ever written of it.
  ///
  /// Its own seat is read on every day since, because corrections come late; so are all desks.
  package func call(_ call: CallIdentifier, proof: Proof = .neighbours) -> Found {
    let reader = reader
    var contents = JournalContents()
    for day in reader.days(room, from: call.date) {
      let (paths, faults) = reader.files(room, on: day)
      contents.faults += faults
      let isOwnDay = day < call.date.adding(days: Self.window)
      for path in paths where path.isDesk || path.seat == call.seat {
        let isWhole = proof == .chain && isOwnDay && (path.seat == call.seat || path.isPaperDesk)
        contents.append(isWhole ? reader.contents(of: path) : reader.lines(of: call, in: path))
      }
    }
    let whole = contents.withoutRepeats()
    let (all, unusable) = whole.entries.events()
    let events = all.filter { $0.call == call }
    return Found(
      history: CallHistory(call, events), events: events.inOrder(), faults: whole.faults + unusable)
  }

  // MARK: Days

  /// Gives the calls that began on each day of the range to `body`, by id, days without any left out; returns
  /// what was wrong in the journals.
  ///
  /// A day counts as soon as a call of it is on record anywhere: one typed in from paper stands in a folder
  /// of any later day. No more than two days are in memory, and what was written of the calls later.
  package func forEachDay(
    in range: ClosedRange<CivilDate>, seat: SeatIdentifier? = nil, progress: (Int, Int) -> Void = { _, _ in },
    _ body: (CivilDate, [CallHistory]) throws -> Void
  ) rethrows -> [JournalFault] {
    let known = Set(reader.days(room, from: range.lowerBound))
    var late = LateEvents(range, seat)
    for day in known.sorted() where day >= range.lowerBound.adding(days: Self.window) { late.read(day, self) }
    let days = known.union(late.events.keys.map(\.date)).filter(range.contains).sorted()
    var faults: [JournalFault] = late.faults
    var kept: (day: CivilDate, contents: JournalContents)?
    for (index, day) in days.enumerated() {
      let today = kept.flatMap { $0.day == day ? $0.contents : nil } ?? read(day, seat, known)
      let next = day.adding(days: 1)
      let tomorrow = read(next, seat, known)
      kept = (next, tomorrow)
      faults += today.faults
      let (calls, unusable) = Self.histories(of: day, seat, today.entries + tomorrow.entries, late.events)
      faults += unusable
      try body(day, calls)
      progress(index + 1, days.count)
    }
    return faults
  }

  private func read(_ day: CivilDate, _ seat: SeatIdentifier?, _ known: Set<CivilDate>) -> JournalContents {
    guard known.contains(day) else { return JournalContents() }
    guard let seat else { return reader.day(day, room) }
    var contents = JournalContents()
    let (paths, faults) = reader.files(room, on: day)
    contents.faults = faults
    for path in paths where path.isDesk || path.seat == seat { contents.append(reader.contents(of: path)) }
    return contents.withoutRepeats()
  }

  private static func histories(
    of day: CivilDate, _ seat: SeatIdentifier?, _ entries: [PlacedEntry],
    _ late: [CallIdentifier: [Noted<RecordedEvent>]]
  ) -> (calls: [CallHistory], faults: [JournalFault]) {
    var events: [CallIdentifier: [Noted<RecordedEvent>]] = late.filter { $0.key.date == day }
    var faults: [JournalFault] = []
    for placed in entries {
      // The line's own call first: most lines are of other days and need not be decoded.
      if let call = placed.entry.call, call.date != day { continue }
      guard let noted = placed.noted else {
        if placed.entry.call != nil, let fault = placed.unusable { faults.append(fault) }
        continue
      }
      guard let call = noted.call, call.date == day, seat == nil || call.seat == seat else { continue }
      events[call, default: []].append(noted)
    }
    return (events.sorted { $0.key < $1.key }.compactMap { CallHistory($0.key, $0.value) }, faults)
  }

  /// What stands in the files of later days about calls of a range.
  private struct LateEvents {
    private let range: ClosedRange<CivilDate>
    private let seat: SeatIdentifier?
    private(set) var events: [CallIdentifier: [Noted<RecordedEvent>]] = [:]
    private(set) var faults: [JournalFault] = []

    init(_ range: ClosedRange<CivilDate>, _ seat: SeatIdentifier?) {
      self.range = range
      self.seat = seat
    }

    mutating func read(_ day: CivilDate, _ archive: Archive) {
      let last = day.adding(days: -Archive.window)
      let reader = archive.reader
      let (paths, found) = reader.files(archive.room, on: day)
      faults += found
      for path in paths where path.isDesk || seat == nil || path.seat == seat {
        do {
          let calls = try reader.calls(in: path) { call in
            call.date <= last && range.contains(call.date) && (seat == nil || call.seat == seat)
          }
          for call in calls.sorted() {
            let lines = reader.lines(of: call, in: path)
            let (noted, unusable) = lines.entries.events()
            faults += lines.faults + unusable
            events[call, default: []] += noted.filter { $0.call == call }
          }
        } catch {
          faults.append(JournalFault(error))
        }
      }
    }
  }
}
