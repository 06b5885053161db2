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
    of shift: ShiftRecord, held: [CallIdentifier], _ reading: MatterReading
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
    let nobodys: (states: [CallState], faults: Int) =
      SeatIdentifier(ifValid: CallerDesk.seat).map { seat in
        read(range, of: seat) { shift.startedAt < $0.beganAt && $0.beganAt <= last }
      } ?? ([], 0)
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
      paperCalls: paperCalls(desks, shift, until: last), checkpoints: checkpoints(reader, days),
      now: now)
    return (contents, faults + nobodys.faults)
  }

  /// The calls of a seat whose record is wanted, and how many faults the journals have.
  private func read(
    _ days: ClosedRange<CivilDate>, of seat: SeatIdentifier, where isWanted: (CallRecord) -> Bool
  ) -> (states: [CallState], faults: Int) {
    var states: [CallState] = []
    let faults = Archive(logs: logs).forEachDay(in: days, seat: seat) { _, calls in
      states += calls.map(\.state).filter { $0.record.map(isWanted) ?? false }
    }
    return (states, faults.count)
  }

  private func deskEvents(_ reader: JournalReader, from day: CivilDate) -> [Noted<RecordedEvent>] {
    reader.days(.live).filter { $0 >= day }.flatMap { day in
      reader.files(.live, on: day).paths.filter(\.isDesk).flatMap {
        reader.contents(of: $0).entries.compactMap(\.noted)
      }
    }
  }

  private func paperCalls(
    _ events: [Noted<RecordedEvent>], _ shift: ShiftRecord, until last: WallInstant
  ) -> [CallIdentifier] {
    events.compactMap { noted in
      guard case .desk(.paper) = noted.event, shift.contains(noted.at), noted.at <= last else { return nil }
      return noted.call
    }
  }

  private func checkpoints(_ reader: JournalReader, _ days: [CivilDate]) -> [String] {
    Checkpoint.sheetLines(days.flatMap { reader.heads(.live, on: $0, synchronizing: false) })
  }
}
