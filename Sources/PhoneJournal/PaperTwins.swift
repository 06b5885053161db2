import CallArchive
import CallJournal
import CallModel
import CallPhone
import CallReview
import PlainText

/// Finds the telephone's own records of callers who are on paper as well.
package struct PaperTwins {
  private let reader: JournalReader
  private var days: [CivilDate: [CallRecord]] = [:]
  /// Each is the twin of one call on paper.
  private var taken: Set<CallIdentifier> = []

  /// The records that nobody's seat has below `logs`.
  package init(logs: String) { reader = JournalReader(logs: logs) }

  /// The telephone's own record of a call, when there is one, or may be one.
  package mutating func twin(of call: PaperCall) -> PaperCall.Twin? {
    let typed = TypedCall(
      seat: nil, number: call.number, began: call.rangAt ?? call.answeredAt, ended: call.endedAt,
      wasAnswered: true)
    let day = call.answeredAt.date
    let likely = (records(on: day) + records(on: day.adding(days: 1))).compactMap { record in
      let caller = Self.caller(record)
      let likeness = taken.contains(record.id) ? .other : typed.likeness(to: caller)
      return likeness == .other
        ? nil : (record, isSame: likeness == .same, apart: typed.distance(from: caller))
    }
    let nearest = likely.min { ($0.isSame ? 0 : 1, $0.apart) < ($1.isSame ? 0 : 1, $1.apart) }
    guard let (record, isSame, _) = nearest else { return nil }
    guard isSame else { return .perhaps(record.id) }
    taken.insert(record.id)
    return .same(record.id, phoneCall: record.ring?.phoneCall)
  }

  private static func caller(_ record: CallRecord) -> TypedCall.Caller {
    TypedCall.Caller(
      number: record.number, stay: record.beganAt...max(record.beganAt, record.endedAt ?? record.beganAt),
      wasAnswered: record.answer != nil, seats: nil)
  }

  /// What seat `phone` put on record on a day, but for what is on paper already.
  private mutating func records(on day: CivilDate) -> [CallRecord] {
    if let known = days[day] { return known }
    let seat = SeatIdentifier(ifValid: CallerDesk.seat)
    let noted = seat.map { reader.day(day, seat: $0, room: .live).entries.compactMap(\.noted) } ?? []
    let typed = SeatIdentifier(ifValid: JournalPath.paperDesk)
    let onPaper = typed.map { desk in
      // Who numbers the call on paper has refused where folders cannot be read.
      reader.dayFolders(.live, from: day).days.flatMap { reader.day($0, seat: desk, room: .live).entries }
    }
    let known = Set((onPaper ?? []).compactMap { $0.entry.value["phone_call"]?.string })
    let records = CallBook(noted).calls.values.compactMap(\.record)
      .filter { $0.ring?.phoneCall.map { !known.contains($0) } ?? true }
    days[day] = records
    return records
  }
}
