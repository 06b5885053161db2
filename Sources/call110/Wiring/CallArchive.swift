import CallJournal
import CallModel
import CallReview
import PlainText

/// Reads whole calls with the place of each event, day by day.
struct CallArchive {
  /// The records' folder.
  let logs: String
  /// Which records.
  let room: JournalRoom

  /// Reads the journals.
  var reader: JournalReader { JournalReader(logs: logs) }

  /// Gives the calls that began on each of these days to `body`, by id; returns what was wrong in the
  /// journals.
  ///
  /// Only days with records are looked at, and no more than two days are in memory.
  func forEachDay(
    _ days: [CivilDate], seat: SeatIdentifier? = nil, progress: ProgressBar? = nil,
    _ body: (CivilDate, [CallHistory]) throws -> Void
  ) rethrows -> [JournalFault] {
    let known = Set(reader.days(room))
    let paper = paper(from: days.min(), known)
    var faults = paper.faults
    var kept: (day: CivilDate, contents: JournalContents)?
    for (index, day) in days.enumerated() where known.contains(day) {
      let today = kept.flatMap { $0.day == day ? $0.contents : nil } ?? read(day, seat)
      let next = day.adding(days: 1)
      let tomorrow = known.contains(next) ? read(next, seat) : JournalContents()
      faults += today.faults
      kept = (next, tomorrow)
      let entries = (today.entries + tomorrow.entries).filter {
        $0.path.seat.description != CallFinder.paperDesk
      }
      let calls = Self.calls(entries + paper.entries) { $0.date == day }
      // What is done with them may write to the same terminal.
      progress?.clear()
      try body(day, calls)
      progress?.note(index + 1, days.count)
    }
    progress?.clear()
    return faults
  }

  /// One call: from the seat's files of its day and of the day after.
  func call(_ call: CallIdentifier) -> (history: CallHistory?, faults: [JournalFault]) {
    let contents = CallFinder.contents(of: call, logs: logs)
    return (Self.calls(contents.entries) { $0 == call }.first, contents.faults)
  }

  /// Calls typed in from paper stand under the day of typing, which may be any day after their own.
  private func paper(from first: CivilDate?, _ known: Set<CivilDate>) -> JournalContents {
    guard room == .live, let first else { return JournalContents() }
    let days = known.filter { $0 >= first }.sorted()
    return DeskJournal.contents(CallFinder.paperDesk, on: days, reader: reader)
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

/// Folds journal lines into call records.
enum CallRecordReader {
  /// The records of all calls in `entries`.
  ///
  /// The closing line carries the whole record: where a line before it was damaged, it still says everything.
  static func fold(_ entries: [PlacedEntry]) -> [CallIdentifier: CallRecord] {
    var records: [CallIdentifier: CallRecord] = [:]
    for placed in entries {
      guard let (call, event) = placed.timedEvent else { continue }
      if case .end = event.event, let record = placed.entry.value["record"].flatMap(CallRecord.init),
        record.id == call
      {
        records[call] = record
      } else if records[call]?.apply(event) == nil {
        records[call] = CallRecord(id: call, first: event)
      }
    }
    return records
  }
}

extension PlacedEntry {
  /// The call event this line holds; nil when it holds something else.
  var timedEvent: (call: CallIdentifier, event: TimedEvent)? {
    guard let call = entry.call else { return nil }
    let value = entry.value
    guard let decoded = CallEvent.decode(kind: entry.kind, payload: value) else { return nil }
    // A call typed in from paper carries its true time and operator; the line has those of the typing.
    let trueTime = value["true_at"]?.string.flatMap { WallInstant($0) }
    let trueOperator = value["true_op"]?.string.flatMap { try? OperatorIdentifier($0) }
    return (
      call,
      TimedEvent(
        decoded.event, at: trueTime ?? entry.at, offsetMilliseconds: decoded.offsetMilliseconds,
        personnel: trueOperator ?? entry.operatorOnDuty)
    )
  }
}
