import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview

/// Gathers what the service log of a shift tells.
struct ShiftReader {
  let logs: String
  let ledger: DeskLedger

  init(_ invocation: Invocation, _ ledger: DeskLedger) {
    logs = invocation.logsDirectory
    self.ledger = ledger
  }

  /// The contents of a shift's log.
  ///
  /// `held` are the calls in which this person held something open at its end. What is open of the shift's
  /// own calls is told, too, whoever holds it.
  func contents(of shift: ShiftRecord, held: [CallIdentifier], _ reading: MatterReading) -> ShiftContents {
    let reader = JournalReader(logs: logs)
    let last = shift.endedAt ?? ledger.now
    let days = (shift.startedAt.date.dayNumber...max(shift.startedAt.date.dayNumber, last.date.dayNumber))
      .map { CivilDate(dayNumber: $0) }
    let first = reading.shifts.beginning(of: shift)
    let before = reader.days(.live).filter { first.date <= $0 && $0 < shift.startedAt.date }
    var seat = JournalContents()
    for day in before + days + [last.date.adding(days: 1)] {
      seat.append(reader.day(day, seat: shift.seat, .live))
    }
    ledger.tell(faults: seat.faults.count)
    let calls = CallBook(seat.entries.compactMap(\.noted)).records
      .filter { $0.personnel == shift.personnel && first < $0.beganAt && $0.beganAt <= last }
      .sorted { $0.id < $1.id }
    let desks = deskEvents(reader, from: shift.startedAt.date)
    let ids = Set(calls.map(\.id))
    let told = Set(held).union(ids).sorted()
    return ShiftContents(
      shift: shift, calls: calls, matters: told.compactMap { reading.calls[$0] },
      complaints: told.compactMap { reading.calls[$0]?.complaint }.filter(\.isOpen),
      ratings: ratings(desks).filter { ids.contains($0.call) },
      paperCalls: paperCalls(desks, shift, until: last), checkpoints: checkpoints(reader, days),
      now: ledger.now)
  }

  private func deskEvents(_ reader: JournalReader, from day: CivilDate) -> [Noted<RecordedEvent>] {
    reader.days(.live).filter { $0 >= day }.flatMap { day in
      reader.files(.live, on: day).paths.filter(\.isDesk).flatMap {
        reader.contents(of: $0).entries.compactMap(\.noted)
      }
    }
  }

  private func ratings(_ events: [Noted<RecordedEvent>]) -> [(call: CallIdentifier, rating: RatingGiven)] {
    events.compactMap { noted in
      guard case .desk(.rated(let rating)) = noted.event, let call = noted.call else { return nil }
      return (call, rating)
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
