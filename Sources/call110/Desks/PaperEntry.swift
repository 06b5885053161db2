import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue
import PhoneJournal
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
    if calls.isEmpty { return }
    var twins = PaperTwins(logs: logs)
    var callbacks = CallbackBook.list(MatterLedger(logs: logs).read(at: JournalClock.system.now()))
    for call in calls {
      let id = try nextCall(on: call.answeredAt.date)
      let twin = twins.twin(of: call)
      let settled = settlements(by: call, id: id, callbacks: &callbacks)
      let at = try writer.write(drafts: drafts(call, id: id, twin: twin) + settled)
      let told = Message.paperEntered(
        id.description, answered: call.answeredAt.display, by: call.takenBy.description,
        typist: writer.personnel.description, at: at.display)
      let beside = twin.map { "\n  " + Self.words($0).text(language) } ?? ""
      StandardStreams.output(told.text(language) + beside + "\n")
    }
  }

  private static func words(_ twin: PaperCall.Twin) -> Message {
    switch twin {
    case .same(let call, _): .paperTwin(call.description)
    case .perhaps(let call): .paperTwinPerhaps(call.description)
    }
  }

  /// A caller who gave up before and was answered on paper is not to be rung back.
  private func settlements(
    by call: PaperCall, id: CallIdentifier, callbacks: inout CallbackList
  ) -> [JournalDraft] {
    callbacks.open(number: call.number).filter { $0.openedAt <= call.answeredAt }.map { entry in
      let event = CallbackEvent.closed(entry: entry.entry, .calledAgain(id))
      callbacks.apply(Noted(event, at: call.answeredAt, personnel: writer.personnel))
      return JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)
    }
  }

  private func drafts(_ call: PaperCall, id: CallIdentifier, twin: PaperCall.Twin?) -> [JournalDraft] {
    let events = call.events(
      document: document, deadline: deadline, limit: document.ringLimit, twin: twin)
    guard let first = events.first else { return [] }
    var record = CallRecord(id: id, first: first)
    for event in events.dropFirst() { record.apply(event) }
    let mark = MatterEvent.paper(PaperEntered(takenBy: call.takenBy, answeredAt: call.answeredAt))
    return [JournalDraft(call: id, kind: mark.kind.rawValue, payload: mark.payload)]
      + events.map { timed in
        let payload = timed.event.payload(offsetMilliseconds: timed.offsetMilliseconds, record: record)
        return JournalDraft(
          call: id, kind: timed.event.kind.rawValue, payload: Self.marked(payload, timed: timed))
      }
  }

  /// The payload with the true time and operator as its last members.
  private static func marked(_ payload: [UInt8], timed: Noted<CallEvent>) -> [UInt8] {
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

  /// The next free number of that day among the calls typed in on that day or later; where one of their lines
  /// cannot be read it may have named a call, and the number is of the moment it is typed in at.
  private func nextCall(on day: CivilDate) throws -> CallIdentifier {
    let reader = JournalReader(logs: logs)
    let seat = try SeatIdentifier(JournalPath.paperSeat)
    let desk = try SeatIdentifier(JournalPath.paperDesk)
    let folders = reader.dayFolders(.live, from: day)
    let written = folders.days.map { reader.day($0, seat: desk, room: .live) }
    // A number that stands where nobody can read it would be given twice.
    if let fault = (folders.faults + written.flatMap(\.faults)).first(where: \.isUnreadable) {
      throw DeskFault.unreadable(fault.file)
    }
    let used = written.flatMap(\.entries)
      .compactMap(\.entry.call).filter { $0.date == day && $0.seat == seat }
    var numbers = CallNumbers(knownFrom: day)
    for call in used { numbers.note(call) }
    if written.flatMap(\.faults).contains(where: \.mayHideLines) { numbers.doubt() }
    let now = JournalClock.system.now().millisecondOfDay
    let moment = WallInstant(date: day).adding(milliseconds: now)
    return try CallIdentifier(date: day, seat: seat, number: numbers.next(at: moment))
  }
}

/// Asks for a call on paper on a terminal, one plain question a field.
struct PaperPrompts {
  let document: ProtocolDocument
  let language: UserLanguage

  private var questions: [(key: String, name: Message, form: String)] {
    let times: Set<PaperKey> = [.answered, .rang, .ended]
    let keys = PaperKey.allCases.map { key in
      let form =
        times.contains(key) ? "2026-11-22 09:15:31" : key == .unit || key == .department ? "X @ 09:16" : ""
      return (key.rawValue, Message.paperKey(key.rawValue), form)
    }
    let elements = document.elements.map { ($0.identifier.rawValue, $0.name, "") }
    let complaint = document.complaintFields.map { ("complaint-\($0.field.rawValue)", $0.name, "") }
    return keys + elements + complaint
  }

  /// Asks for calls until there is no other one.
  ///
  /// `enter` gets each as form text and tells whether it was in
  /// order.
  func run(_ enter: (String) throws -> Bool) throws -> ExitStatus {
    print(.paperBegin, end: "\n")
    var isInOrder = true
    repeat {
      var lines: [String] = []
      for question in questions {
        print(.paperPrompt(question.name, form: question.form), end: ": ")
        guard let answer = readLine() else {
          // The end of the input is no answer: what was typed of this call is not entered.
          StandardStreams.output("\n")
          return isInOrder ? .success : .badData
        }
        if !answer.isEmpty { lines.append("\(question.key): \(answer)") }
      }
      if try !enter(lines.joined(separator: "\n")) { isInOrder = false }
      print(.paperAnother, end: ": ")
    } while ["y", "Y", Message.name(of: "yes").chinese].contains(readLine() ?? "")
    return isInOrder ? .success : .badData
  }

  private func print(_ message: Message, end: String) {
    StandardStreams.output(message.text(language) + end)
  }
}
