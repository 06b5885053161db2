import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PlainText

/// Writes calls from paper down: first the mark with the typist, then the call's events, each with its true
/// time.
struct PaperEntry {
  let document: ProtocolDocument
  let calendar: WorkingCalendar
  let writer: DeskWriter
  let logs: String
  let language: UserLanguage

  /// Enters the calls, each in one step, and tells the number each of them got.
  func enter(_ calls: [PaperCall]) throws {
    for call in calls {
      let id = try nextCall(on: call.answeredAt.date)
      let at = try writer.write(drafts: drafts(call, id))
      let told = Message.paperEntered(
        id.description, answered: call.answeredAt.display, by: call.takenBy.description,
        typist: writer.personnel.description, at: at.display)
      StandardStreams.output(told.text(language) + "\n")
    }
  }

  private func drafts(_ call: PaperCall, _ id: CallIdentifier) -> [JournalDraft] {
    let events = call.events(document: CategoryNames(document), deadline: deadline, limit: document.ringLimit)
    guard let first = events.first else { return [] }
    var record = CallRecord(id: id, first: first)
    for event in events.dropFirst() { record.apply(event) }
    let mark = MatterEvent.paper(PaperEntered(takenBy: call.takenBy, answeredAt: call.answeredAt))
    return [JournalDraft(call: id, kind: mark.kind.rawValue, payload: mark.payload)]
      + events.map { timed in
        let payload = timed.event.payload(offsetMilliseconds: timed.offsetMilliseconds, record: record)
        return JournalDraft(call: id, kind: timed.event.kind.rawValue, payload: Self.marked(payload, timed))
      }
  }

  /// The payload with the true time and operator as its last members.
  private static func marked(_ payload: [UInt8], _ timed: TimedEvent) -> [UInt8] {
    let truth = JSONWriter.object { writer in
      writer.member("true_at", timed.at.description)
      writer.member("true_op", timed.personnel.description)
    }
    let isEmpty = payload.count == 2
    return payload.dropLast() + (isEmpty ? [] : [UInt8(ascii: ",")]) + truth.dropFirst()
  }

  private func deadline(_ received: CivilDate) -> ComplaintOpened {
    ComplaintOpened(
      ReplyDeadline(
        receivedAt: WallInstant(date: received), workingDays: document.complaintReplyWorkingDays,
        calendar: calendar))
  }

  /// The next free number of that day among the calls typed in on that day or later.
  private func nextCall(on day: CivilDate) throws -> CallIdentifier {
    let reader = JournalReader(logs: logs)
    let seat = try SeatIdentifier(CallFinder.paperSeat)
    let desk = try SeatIdentifier(CallFinder.paperDesk)
    let used = reader.days(.live).filter { $0 >= day }
      .flatMap { reader.day($0, seat: desk, .live).entries }
      .compactMap(\.entry.call).filter { $0.date == day && $0.seat == seat }
    return try CallIdentifier(date: day, seat: seat, number: (used.map(\.number).max() ?? 0) + 1)
  }
}
