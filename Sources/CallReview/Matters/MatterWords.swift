import CallModel
import Catalogue

/// Puts desk events into words.
public enum MatterWords {
  /// One event in one line.
  public static func message(_ event: MatterEvent) -> Message {
    switch event {
    case .assigned(let assigned): .matterAssigned(to: assigned.to.description, reason: assigned.reason)
    case .replied(let reply):
      .matterReplied(
        by: reply.by, how: reply.how, text: reply.text, at: reply.repliedAt.display, proof: reply.proof)
    case .reopened(let reopened):
      .matterReopened(
        reason: reopened.reason, due: reopened.deadline.due.description,
        isProvisional: reopened.deadline.isProvisional)
    case .reminder(let reminder):
      .matterReminder(
        kind: reminder.kind.rawValue, due: reminder.due.description, to: reminder.to.description)
    case .deadline(let corrected):
      .matterDeadline(
        from: corrected.previous.description, to: corrected.deadline.due.description,
        isProvisional: corrected.deadline.isProvisional, source: corrected.source)
    case .deed(let deed):
      .matterDeed(
        .name(of: deed.matter.rawValue), number: deed.promise, unit: deed.unit, at: deed.doneAt?.display,
        text: deed.text)
    case .handedOver(let change):
      .matterHandedOver(
        from: change.from.description, to: change.to.description, reason: change.reason)
    case .majorMarked, .majorReported, .shiftStarted, .shiftEnded, .rated, .followUp, .paper,
      .urged:
      rest(event)
    }
  }

  /// That nobody was told of a major matter yet.
  static func unreported(_ major: MajorMatter, at now: WallInstant) -> Message {
    let isLate = major.isLate(at: now)
    return major.reason == .happening
      ? isLate ? .inspectorsLate : .inspectorsUntold : isLate ? .majorLate : .majorUnreported
  }

  private static func rest(_ event: MatterEvent) -> Message {
    switch event {
    case .majorMarked(let reason): .matterMajorMarked(reason)
    case .majorReported(let report) where report.isToInspectors:
      .matterInspectorsTold(report.to, how: report.how, text: report.text, at: report.reportedAt.display)
    case .majorReported(let report):
      .matterMajorReported(to: report.to, how: report.how, text: report.text, at: report.reportedAt.display)
    case .shiftStarted(let start):
      .matterShiftStarted(
        seat: start.seat.description, personnel: start.personnel.description,
        relieved: start.relieved?.description)
    case .shiftEnded(let end):
      .matterShiftEnded(
        seat: end.seat.description, personnel: end.personnel.description,
        successor: end.successor?.description)
    case .rated(let rating):
      .matterRated(
        .name(of: rating.grade.rawValue), by: rating.by, how: rating.how, text: rating.text,
        reason: rating.reason, agreedBy: rating.agreedBy?.description)
    case .followUp(let followUp):
      .matterFollowUp(due: followUp.due.display, to: followUp.to.description)
    case .paper(let paper): .matterPaper(by: paper.takenBy.description, at: paper.answeredAt.display)
    case .urged(let urged):
      .matterUrged(by: urged.by.description, number: urged.number, isWithdrawn: urged.isWithdrawn)
    case .assigned, .replied, .reopened, .reminder, .deadline, .deed, .handedOver:
      .verbatim(event.kind.rawValue)
    }
  }
}
