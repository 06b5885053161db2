import CallModel

extension MatterEvent {
  /// The event with personal data hidden in what people wrote; staff are named by their ids and stay.
  public func masked(_ extent: MaskingExtent) -> MatterEvent {
    func hide(_ text: String) -> String { Masking.hide(text, .remark, extent) }
    switch self {
    case .assigned(let assigned):
      return .assigned(ComplaintAssigned(to: assigned.to, reason: hide(assigned.reason)))
    case .replied(let reply):
      return .replied(
        ComplaintReplied(
          by: hide(reply.by), how: hide(reply.how), text: hide(reply.text), repliedAt: reply.repliedAt))
    case .reopened(let reopened):
      return .reopened(ComplaintReopened(reason: hide(reopened.reason), deadline: reopened.deadline))
    case .deed(let deed):
      return .deed(
        MatterDeed(
          matter: deed.matter, promise: deed.promise, unit: hide(deed.unit), text: hide(deed.text),
          doneAt: deed.doneAt))
    case .handedOver(let change):
      return .handedOver(HolderChanged(from: change.from, to: change.to, reason: hide(change.reason)))
    case .majorMarked(let reason): return .majorMarked(hide(reason))
    case .majorReported(let report):
      return .majorReported(
        MajorReported(
          to: hide(report.to), isToInspectors: report.isToInspectors, how: hide(report.how),
          text: hide(report.text), reportedAt: report.reportedAt))
    case .rated(let rating):
      return .rated(
        RatingGiven(
          grade: rating.grade, by: hide(rating.by), how: hide(rating.how), text: hide(rating.text)))
    case .reminder, .deadline, .shiftStarted, .shiftEnded, .followUp, .paper: return self
    }
  }
}
