import CallModel
import Catalogue
import PlainText

/// Complaints one a row, without anything the complainant said, at most 78 columns wide.
public struct ComplaintList: Sendable {
  private let language: UserLanguage
  private let today: CivilDate

  /// A list in `language`, with the reminders of the day `today`.
  public init(language: UserLanguage, today: CivilDate) {
    self.language = language
    self.today = today
  }

  /// The row above the rows.
  public var heading: String {
    aligned(
      Message.complaintColumns.map { $0.text(language) }
    )
  }

  /// The row of one complaint.
  public func row(_ complaint: ComplaintCase) -> String {
    let due = Message.dueDay(
      complaint.deadline.due.description, isProvisional: complaint.deadline.isProvisional)
    let reminder = complaint.reminder(on: today).map { Message.name(of: $0.rawValue).text(language) } ?? ""
    let marks = [
      complaint.isHappening ? Message.markHappening.text(language) : "",
      complaint.isConfidential ? Message.markConfidential.text(language) : "",
      complaint.hasConflict ? Message.markConflict.text(language) : "", toldLater(complaint),
    ].filter { !$0.isEmpty }.joined(separator: " ")
    return aligned([
      complaint.id.description, complaint.receivedAt.date.description, due,
      Message.name(of: complaint.state.rawValue).text(language), complaint.responsible.description,
      [reminder, marks].filter { !$0.isEmpty }.joined(separator: " "),
    ])
  }

  /// A reply that was written down on a later day than it is said to have been given.
  private func toldLater(_ complaint: ComplaintCase) -> String {
    guard let reply = complaint.replies.first(where: \.isToldLater) else { return "" }
    return (reply.event.proof.isEmpty ? Message.markToldLater : .markProof).text(language)
  }

  private func aligned(_ cells: [String]) -> String {
    let widths = [20, 10, 11, 9, 10]
    let fitted = cells.enumerated().map { index, cell in
      index < widths.count ? cell.fitted(to: widths[index]) : cell.clipped(to: 13)
    }
    return fitted.joined(separator: " ").trimmedAtEnd
  }

  /// The same as one JSON object.
  public func json(_ complaint: ComplaintCase) -> String {
    let bytes = JSONWriter.object { writer in
      writer.member("call_record_no", complaint.id.description)
      writer.member("state", complaint.state.rawValue)
      writer.member("received_at", complaint.receivedAt.description)
      writer.member("received_by", complaint.receivedBy.description)
      writer.member("complaint_due", complaint.deadline.due.description)
      writer.array("counted") { list in
        for day in complaint.deadline.counted { list.value(day.description) }
      }
      writer.array("years") { list in for year in complaint.calendarYears { list.value(Int64(year)) } }
      writer.member("provisional", complaint.deadline.isProvisional)
      writer.member("reminder", complaint.reminder(on: today)?.rawValue)
      writer.member("responsible", complaint.responsible.description)
      writer.member("assigned_to", complaint.assignee?.description)
      writer.member("confidential", complaint.isConfidential)
      writer.member("complaint_happening", complaint.isHappening)
      writer.member("replies", complaint.replies.count)
      writer.member("in_time", complaint.repliedInTime)
      writer.member("replied_at", complaint.replies.first?.event.repliedAt.description)
      writer.member("reply_entered_at", complaint.replies.first?.writtenAt.description)
      writer.member("reply_proof", complaint.replies.first.map { !$0.event.proof.isEmpty })
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// Without the spaces at its end; those in front are indentation.
  var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
