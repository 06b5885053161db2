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
    var states: [CallState] = []
    let faults = Archive(logs: logs).forEachDay(
      in: min(first.date, days[0])...last.date, seat: shift.seat
    ) { _, calls in
      states += calls.map(\.state)
    }
    states = states.filter { state in
      guard let record = state.record, record.personnel == shift.personnel else { return false }
      return first < record.beganAt && record.beganAt <= last
    }
    let desks = deskEvents(reader, from: shift.startedAt.date)
    let ids = Set(states.map(\.id))
    let told = Set(held).union(ids).sorted()
    let contents = ShiftContents(
      shift: shift, calls: states.compactMap(\.record), matters: told.compactMap { reading.calls[$0] },
      complaints: told.compactMap { reading.calls[$0]?.complaint }.filter(\.isOpen),
      ratings: states.flatMap { state in state.ratings.map { (state.id, $0.event) } },
      paperCalls: paperCalls(desks, shift, until: last), checkpoints: checkpoints(reader, days),
      now: now)
    return (contents, faults.count)
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
