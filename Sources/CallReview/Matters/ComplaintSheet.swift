import CallModel
import Catalogue
import PlainText

/// One complaint as a desk reads it: what it is about, by when it is answered and how that was counted, who
/// has it, and everything done about it.
public struct ComplaintSheet: Sendable {
  private let complaint: ComplaintCase
  private let record: CallRecord?
  private let masker: Masker
  private let today: CivilDate

  /// The sheet of a complaint with the record of its call.
  ///
  /// The complainant's name, address, work unit and telephone are hidden to `extent`; of a confidential
  /// complaint nothing of them is left.
  public init(_ complaint: ComplaintCase, record: CallRecord?, today: CivilDate, extent: MaskingExtent) {
    self.complaint = complaint
    let texts: [any TextHolding] = complaint.steps.map(\.event)
    masker = Masker(extent, knowing: (record.map { [$0] } ?? []) + texts)
    self.record = record?.masked(by: masker)
    self.today = today
  }

  /// The rows, in both languages.
  public var rows: [Message] {
    var rows: [Message] = [
      .complaintHeading(complaint.id.description, state: complaint.state.rawValue),
      indented(.complaintReceived(at: complaint.receivedAt.display, by: complaint.receivedBy.description)),
      indented(due),
      indented(
        .complaintCounted(
          from: complaint.countedFrom.description, days: complaint.deadline.counted.count,
          years: complaint.calendarYears)),
      indented(
        .complaintResponsible(
          first: complaint.receivedBy.description, holder: complaint.holder.description,
          assignee: complaint.assignee?.description)),
    ]
    if complaint.isHappening { rows += [indented(.complaintHappening)] + inspectors.map(indented) }
    if complaint.hasConflict { rows.append(indented(.complaintConflict(complaint.replies.count))) }
    rows += fields
    if !complaint.steps.isEmpty { rows += [.complaintSteps] + complaint.steps.map { indented(step($0)) } }
    return rows
  }

  private var due: Message {
    let due = Message.eventComplaint(
      due: complaint.deadline.due.description, counted: complaint.deadline.counted.map(\.description),
      isProvisional: complaint.deadline.isProvisional)
    if let isInTime = complaint.repliedInTime {
      return due.joined(.complaintReplied(isInTime), separator: "  ")
    }
    guard let reminder = complaint.reminder(on: today) else { return due }
    return due.joined(.name(of: reminder.rawValue), separator: "  ")
  }

  /// Whom of the inspectors the call taker told, and when; what desks told them stands among the steps.
  private var inspectors: [Message] {
    (record?.notifications ?? []).filter { $0.notification.purpose == .inspectors }.map { told in
      .matterInspectorsTold(
        told.notification.unit, how: "", text: told.notification.text, at: told.at.display)
    }
  }

  private var fields: [Message] {
    guard let known = record?.complaint?.fields, !known.isEmpty else { return [] }
    let personal = Set(ComplaintField.prescribed)
    return [.headingComplaint]
      + ComplaintField.allCases.compactMap { known[$0] }.map { answer in
        let hides = complaint.isConfidential && masker.extent != .none && personal.contains(answer.field)
        return indented(.field(.name(of: answer.field.rawValue), hides ? .hidden : value(of: answer)))
      }
  }

  private func value(of answer: ComplaintAnswer) -> Message {
    switch answer.state {
    case .unknown, .refused: .name(of: answer.state.rawValue)
    case .notAsked, .asked, .given, .corrected:
      ["yes", "no"].contains(answer.text) ? .name(of: answer.text) : .verbatim(answer.text)
    }
  }

  private func step(_ step: Noted<MatterEvent>) -> Message {
    Message.verbatim("\(step.at.display)  \(step.desk?.description ?? "") \(step.personnel)  ")
      .joined(MatterWords.message(step.event.masked(by: masker)), separator: "")
  }

  private func indented(_ row: Message) -> Message { Message("  " + row.chinese, "  " + row.english) }
}
