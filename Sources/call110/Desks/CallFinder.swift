import CallJournal
import CallModel

/// Finds one call's record.
///
/// The id names the files: the seat's of its day and of the day after, for calls over midnight and late
/// corrections; a call typed in from paper stands in the desk's files of the day of
/// typing.
enum CallFinder {
  /// The seat in the ids of calls that were typed in from paper.
  static let paperSeat = JournalPath.paperSeat
  /// The desk at which they are typed in.
  static let paperDesk = JournalPath.paperDesk

  /// All lines of the call's files, each followed along its file's chain.
  static func contents(of call: CallIdentifier, logs: String) -> JournalContents {
    let reader = JournalReader(logs: logs)
    return contents(of: call, reader) { seat, day in reader.day(day, seat: seat, .live) }
  }

  /// The call's own lines, each held against its neighbours.
  private static func lines(of call: CallIdentifier, logs: String) -> JournalContents {
    let reader = JournalReader(logs: logs)
    return contents(of: call, reader) { seat, day in reader.lines(of: call, seat: seat, on: day, .live) }
  }

  private static func contents(
    of call: CallIdentifier, _ reader: JournalReader,
    _ read: (SeatIdentifier, CivilDate) -> JournalContents
  ) -> JournalContents {
    let isPaper = call.seat.description == paperSeat
    let seat = isPaper ? (try? SeatIdentifier(paperDesk)) ?? call.seat : call.seat
    let later = isPaper ? reader.days(.live).filter { $0 > call.date } : [call.date.adding(days: 1)]
    var contents = JournalContents()
    for day in [call.date] + later { contents.append(read(seat, day)) }
    return contents
  }

  /// When a call on paper was typed in, and by whom; nil for any other call.
  static func typing(of call: CallIdentifier, logs: String) -> (at: WallInstant, by: OperatorIdentifier)? {
    guard call.seat.description == paperSeat else { return nil }
    let mark = contents(of: call, logs: logs).entries.map(\.entry)
      .first { $0.call == call && $0.kind == MatterEvent.Kind.paper.rawValue }
    return mark.map { ($0.at, $0.operatorOnDuty) }
  }

  /// The record with everybody who worked on the call; nil when there is none.
  static func find(_ call: CallIdentifier, logs: String) -> (
    record: CallRecord?, people: Set<OperatorIdentifier>, faults: Int
  ) {
    let contents = lines(of: call, logs: logs)
    let own = contents.entries.filter { $0.entry.call == call }
    let events = own.compactMap(\.timedEvent)
    return (
      CallRecordReader.fold(own)[call], Set(events.map(\.event.personnel)), contents.faults.count
    )
  }
}
