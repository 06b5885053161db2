import PlainText

extension MatterEvent {
  /// The payload of the journal line, a JSON object.
  public var payload: [UInt8] { JSONWriter.object { write(to: &$0) } }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .assigned(let assigned):
      writer.member("to", assigned.to.description)
      writer.member("why", assigned.reason)
    case .replied(let reply):
      writer.member("by", reply.by)
      writer.member("how", reply.how)
      writer.member("text", reply.text)
      writer.member("replied_at", reply.repliedAt.description)
    case .reopened(let reopened):
      writer.member("why", reopened.reason)
      reopened.deadline.write(to: &writer)
    case .reminder(let reminder):
      writer.member("kind", reminder.kind.rawValue)
      writer.member("due", reminder.due.description)
      writer.member("to", reminder.to.description)
    case .deadline(let corrected):
      writer.member("was", corrected.previous.description)
      corrected.deadline.write(to: &writer)
      writer.member("source", corrected.source)
    case .deed(let deed):
      writer.member("matter", deed.matter.rawValue)
      writer.member("promise", deed.promise)
      writer.member("unit", deed.unit)
      writer.member("text", deed.text)
      writer.member("done_at", deed.doneAt?.description)
    default: writeRest(to: &writer)
    }
  }

  private func writeRest(to writer: inout JSONWriter) {
    switch self {
    case .handedOver(let change):
      writer.member("from", change.from.description)
      writer.member("to", change.to.description)
      writer.member("why", change.reason)
    case .majorMarked(let reason): writer.member("why", reason)
    case .majorReported(let report):
      writer.member("to", report.to)
      writer.member("how", report.how)
      writer.member("text", report.text)
      writer.member("reported_at", report.reportedAt.description)
      if report.isToInspectors { writer.member("inspectors", true) }
    case .rated(let rating):
      writer.member("grade", rating.grade.rawValue)
      writer.member("by", rating.by)
      writer.member("how", rating.how)
      writer.member("text", rating.text)
    case .followUp(let followUp):
      writer.member("due", followUp.due.description)
      writer.member("to", followUp.to.description)
    case .paper(let paper):
      writer.member("by", paper.takenBy.description)
      writer.member("answered_at", paper.answeredAt.description)
    default: writeShift(to: &writer)
    }
  }

  private func writeShift(to writer: inout JSONWriter) {
    switch self {
    case .shiftStarted(let start):
      writer.member("seat", start.seat.description)
      writer.member("operator", start.personnel.description)
      writer.member("relieves", start.relieved?.description)
    case .shiftEnded(let end):
      writer.member("seat", end.seat.description)
      writer.member("operator", end.personnel.description)
      writer.member("successor", end.successor?.description)
      writer.member("paper", end.paperCalls)
    default: break
    }
  }
}
