import CallJournal
import CallModel
import CallReview

/// Gathers what the service log of a shift tells.
package struct ShiftReader {
  private let logs: String
  private let now: WallInstant

  /// A reader of the records below `logs`, as they stand `now`.
  package init(logs: String, at now: WallInstant) {
    self.logs = logs
    self.now = now
  }

  /// The contents of a shift's log.
  ///
  /// `held` are the calls in which this person held something open at its end. What is open of the shift's
  /// own calls is told, too, whoever holds it. With it comes how many faults the journals have.
  package func contents(
    of shift: ShiftRecord, held: [CallIdentifier], reading: MatterReading
  ) -> (contents: ShiftContents, faults: Int) {
    let reader = JournalReader(logs: logs)
    let last = shift.endedAt ?? now
    let days = (shift.startedAt.date.dayNumber...max(shift.startedAt.date.dayNumber, last.date.dayNumber))
      .map { CivilDate(dayNumber: $0) }
    // Calls taken before the start was noted, from the relief before on.
    let first = reading.shifts.beginning(of: shift)
    let range = min(first.date, days[0])...last.date
    let (own, faults) = read(range, of: shift.seat) { record in
      record.personnel == shift.personnel && first < record.beganAt && record.beganAt <= last
    }
    // Whom no console had while this person worked: every shift there was tells of them.
    let nobodys: (states: [CallState], faults: [JournalFault]) =
      SeatIdentifier(ifValid: CallerDesk.seat).map { seat in
        read(range, of: seat) { shift.startedAt < $0.beganAt && $0.beganAt <= last }
      } ?? ([], [])
    let states = (own + nobodys.states).sorted { ($0.record?.beganAt ?? last) < ($1.record?.beganAt ?? last) }
    let desks = deskEvents(reader, from: shift.startedAt.date)
    let ids = Set(states.map(\.id))
    // What no person holds is open for every shift.
    let unheld = OperatorIdentifier(ifValid: CallerDesk.personnel).map { reading.calls.held(by: $0) } ?? []
    let told = Set(held).union(ids).union(unheld).sorted()
    let contents = ShiftContents(
      shift: shift, calls: states.compactMap(\.record), matters: told.compactMap { reading.calls[$0] },
      complaints: told.compactMap { reading.calls[$0]?.complaint }.filter(\.isOpen),
      callbacks: CallbackBook.list(reading).openWithoutRecord,
      ratings: states.flatMap { state in state.ratings.map { (state.id, $0.event) } },
      paperCalls: paperCalls(desks.events, shift: shift, until: last),
      checkpoints: checkpoints(reader, days: days),
      now: now)
    return (contents, Set(faults + nobodys.faults + desks.faults).count)
  }

  /// The calls of a seat whose record is wanted, and how many faults the journals have.
  private func read(
    _ days: ClosedRange<CivilDate>, of seat: SeatIdentifier, where isWanted: (CallRecord) -> Bool
  ) -> (states: [CallState], faults: [JournalFault]) {
    var states: [CallState] = []
    let faults = Archive(logs: logs).forEachDay(in: days, seat: seat) { _, calls in
      states += calls.map(\.state).filter { $0.record.map(isWanted) ?? false }
    }
    return (states, faults)
  }

  private func deskEvents(
    _ reader: JournalReader, from first: CivilDate
  ) -> (events: [Noted<RecordedEvent>], faults: [JournalFault]) {
    let folders = reader.dayFolders(.live, from: first)
    var (events, faults): ([Noted<RecordedEvent>], [JournalFault]) = ([], folders.faults)
    for day in folders.days {
      let files = reader.files(.live, on: day)
      faults += files.faults
      let contents = reader.contents(of: files.paths.filter(\.isDesk))
      let said = contents.entries.events()
      events += said.events
      faults += contents.faults + said.faults
    }
    return (events, faults)
  }

  private func paperCalls(
    _ events: [Noted<RecordedEvent>], shift: ShiftRecord, until last: WallInstant
  ) -> [CallIdentifier] {
    events.compactMap { noted in
      guard case .desk(.paper) = noted.event, shift.contains(noted.at), noted.at <= last else { return nil }
      return noted.call
    }
  }

  private func checkpoints(_ reader: JournalReader, days: [CivilDate]) -> [String] {
    Checkpoint.sheetLines(days.flatMap { reader.heads(.live, on: $0, synchronizing: false) })
  }
}
