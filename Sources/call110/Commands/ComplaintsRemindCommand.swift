import CallArchive
import CallJournal
import CallModel
import CallProtocol
import CallReview
import Catalogue

/// `call110 complaints remind`: what is due and overdue, each raised once to the person responsible.
///
/// Every journal on record is looked at, and provisional deadlines are corrected first, when the calendar
/// knows their year now. For a timer that mails
/// what is printed: nothing due prints nothing, something overdue ends with status 1.
enum ComplaintsRemindCommand: Command {
  static let words = ["complaints", "remind"]
  static let specification = CommandSpecification(
    words, .commandComplaintsRemind,
    options: [
      OptionSpecification("ics", .required("FILE|-"), .optionICS),
      OptionSpecification("dry-run", .none, .optionDryRun), CalendarFile.option,
      ProtocolOption.specification, OptionSpecification("json", .none, .optionJSON),
    ] + DeskWriter.options)

  static func run(_ invocation: Invocation) throws -> ExitStatus {
    let calendar = try CalendarFile.calendar(for: invocation)
    let days = try ProtocolOption.document(invocation).complaintReplyWorkingDays
    let writer = try DeskWriter(
      invocation, desk: "remind", person: invocation.has("operator") ? nil : "remind")
    let desk = DeskLedger(invocation)
    var book = desk.read(everything: false, reach: 0).calls
    func look() -> SupervisionRound {
      SupervisionRound(
        book, at: desk.now, by: writer.personnel, desk: writer.desk, calendar: calendar, workingDays: days)
    }
    var round = look()
    if !round.events.isEmpty, !invocation.has("dry-run") {
      // Another timer may have raised the same just now: looked at again while only this one can write.
      _ = try writer.write {
        book = desk.read(everything: false).calls
        round = look()
        return DeskWriter.drafts(round.events.map { ($0.call, $0.event) })
      }
    }
    // On standard output the calendar file stands alone.
    if invocation.value("ics") != "-" { report(round, invocation: invocation, today: desk.now.date) }
    if let path = invocation.value("ics") {
      let open = corrected(book.openComplaints, calendar: calendar, days: days)
      try SheetOutput.replace(
        DueCalendar.render(open, at: desk.now, language: invocation.language), at: path)
    }
    return round.hasOverdue ? .found : .success
  }

  private static func report(_ round: SupervisionRound, invocation: Invocation, today: CivilDate) {
    let language = invocation.language
    let list = ComplaintList(language: language, today: today)
    if invocation.has("json") { return StandardStreams.json(round.items.map { list.json($0.complaint) }) }
    for (call, event) in round.events {
      guard case .deadline = event else { continue }
      StandardStreams.output(MatterWords.message(event).about(call.description).text(language) + "\n")
    }
    for item in round.items {
      let mark = item.isNew ? " " + Message.reminderNew.text(language) : ""
      StandardStreams.output(list.row(item.complaint) + mark + "\n")
    }
  }

  /// Complaints with the deadlines that the calendar gives now.
  private static func corrected(
    _ complaints: [ComplaintCase], calendar: WorkingCalendar, days: Int
  ) -> [ComplaintCase] {
    complaints.map { complaint in
      guard let event = complaint.corrected(with: calendar, workingDays: days) else { return complaint }
      return complaint.taking(
        Noted(event, call: complaint.id, at: complaint.receivedAt, personnel: complaint.receivedBy))
    }
  }
}
