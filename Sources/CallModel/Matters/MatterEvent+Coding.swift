import PlainText

extension MatterEvent {
  /// The event of a journal line's `d`; nil when the payload lacks what the kind must have.
  init?(_ kind: Kind, payload: JSONValue) {
    let event: MatterEvent? =
      switch kind {
      case .assigned:
        payload.person("to").map { .assigned(ComplaintAssigned(to: $0, reason: payload.words("why"))) }
      case .replied: ComplaintReplied(payload).map(MatterEvent.replied)
      case .reopened:
        ComplaintOpened(payload).map {
          .reopened(ComplaintReopened(reason: payload.words("why"), deadline: $0))
        }
      case .reminder: ReminderRaised(payload).map(MatterEvent.reminder)
      case .deadline: DeadlineCorrected(payload).map(MatterEvent.deadline)
      case .deed: MatterDeed(payload).map(MatterEvent.deed)
      case .handedOver: HolderChanged(payload).map(MatterEvent.handedOver)
      case .majorMarked: .majorMarked(payload.words("why"))
      case .majorReported: MajorReported(payload).map(MatterEvent.majorReported)
      case .shiftStarted: ShiftStarted(payload).map(MatterEvent.shiftStarted)
      case .shiftEnded: ShiftEnded(payload).map(MatterEvent.shiftEnded)
      case .rated: RatingGiven(payload).map(MatterEvent.rated)
      case .followUp: FollowUpOpened(payload).map(MatterEvent.followUp)
      case .paper: PaperEntered(payload).map(MatterEvent.paper)
      case .urged: CallUrged(payload).map(MatterEvent.urged)
      }
    guard let event else { return nil }
    self = event
  }
}

extension JSONValue {
  /// The text of a member, empty when there is none.
  fileprivate func words(_ key: String) -> String { self[key]?.string ?? "" }

  fileprivate func person(_ key: String) -> OperatorIdentifier? { OperatorIdentifier(ifValid: words(key)) }

  fileprivate func instant(_ key: String) -> WallInstant? { WallInstant(words(key)) }
}

extension ComplaintReplied {
  fileprivate init?(_ payload: JSONValue) {
    guard let at = payload.instant("replied_at") else { return nil }
    self.init(
      by: payload.words("by"), how: payload.words("how"), text: payload.words("text"), repliedAt: at,
      proof: payload.words("proof"))
  }
}

extension ReminderRaised {
  fileprivate init?(_ payload: JSONValue) {
    guard let kind = ReminderKind(rawValue: payload.words("kind")), let due = CivilDate(payload.words("due")),
      let to = payload.person("to")
    else { return nil }
    self.init(kind: kind, due: due, to: to)
  }
}

extension DeadlineCorrected {
  fileprivate init?(_ payload: JSONValue) {
    guard let previous = CivilDate(payload.words("was")), let deadline = ComplaintOpened(payload) else {
      return nil
    }
    self.init(previous: previous, deadline: deadline, source: payload.words("source"))
  }
}

extension MatterDeed {
  fileprivate init?(_ payload: JSONValue) {
    guard let matter = MatterKind(rawValue: payload.words("matter")) else { return nil }
    let number = payload["promise"]?.integer.flatMap { (1...1_000_000).contains($0) ? Int($0) : nil }
    self.init(
      matter: matter, promise: number, unit: payload.words("unit"), text: payload.words("text"),
      doneAt: payload.instant("done_at"))
  }
}

extension HolderChanged {
  fileprivate init?(_ payload: JSONValue) {
    guard let from = payload.person("from"), let to = payload.person("to") else { return nil }
    self.init(from: from, to: to, reason: payload.words("why"))
  }
}

extension MajorReported {
  fileprivate init?(_ payload: JSONValue) {
    guard let at = payload.instant("reported_at") else { return nil }
    self.init(
      to: payload.words("to"), isToInspectors: payload["inspectors"]?.bool == true,
      how: payload.words("how"), text: payload.words("text"), reportedAt: at)
  }
}

extension ShiftStarted {
  fileprivate init?(_ payload: JSONValue) {
    guard let seat = SeatIdentifier(ifValid: payload.words("seat")), let person = payload.person("operator")
    else {
      return nil
    }
    self.init(seat: seat, personnel: person, relieved: payload.person("relieves"))
  }
}

extension ShiftEnded {
  fileprivate init?(_ payload: JSONValue) {
    guard let seat = SeatIdentifier(ifValid: payload.words("seat")), let person = payload.person("operator")
    else {
      return nil
    }
    let paper = payload["paper"]?.integer.flatMap { (0...100_000).contains($0) ? Int($0) : nil }
    self.init(seat: seat, personnel: person, successor: payload.person("successor"), paperCalls: paper ?? 0)
  }
}

extension RatingGiven {
  fileprivate init?(_ payload: JSONValue) {
    guard let grade = SatisfactionGrade(rawValue: payload.words("grade")) else { return nil }
    self.init(
      grade: grade, by: payload.words("by"), how: payload.words("how"), text: payload.words("text"),
      reason: payload.words("why"), agreedBy: payload.person("agreed_by"))
  }
}

extension FollowUpOpened {
  fileprivate init?(_ payload: JSONValue) {
    guard let due = payload.instant("due"), let to = payload.person("to") else { return nil }
    self.init(due: due, to: to)
  }
}

extension PaperEntered {
  fileprivate init?(_ payload: JSONValue) {
    guard let person = payload.person("by"), let at = payload.instant("answered_at") else { return nil }
    self.init(takenBy: person, answeredAt: at)
  }
}

extension CallUrged {
  fileprivate init?(_ payload: JSONValue) {
    guard let call = CallIdentifier(ifValid: payload.words("by")) else { return nil }
    self.init(by: call, number: payload.words("number"), isWithdrawn: payload["withdrawn"]?.bool == true)
  }
}

extension MatterEvent {
  /// The payload of the journal line, a JSON object.
  public var payload: [UInt8] { JSONWriter.object { write(to: &$0) } }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .assigned(let assigned):
      writer.member("to", assigned.to.description)
      writer.member("why", assigned.reason)
    case .replied(let reply): reply.write(to: &writer)
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
    case .deed(let deed): deed.write(to: &writer)
    case .handedOver(let change):
      writer.member("from", change.from.description)
      writer.member("to", change.to.description)
      writer.member("why", change.reason)
    case .majorMarked(let reason): writer.member("why", reason)
    case .majorReported(let report): report.write(to: &writer)
    case .rated(let rating): rating.write(to: &writer)
    case .followUp(let followUp):
      writer.member("due", followUp.due.description)
      writer.member("to", followUp.to.description)
    case .paper(let paper):
      writer.member("by", paper.takenBy.description)
      writer.member("answered_at", paper.answeredAt.description)
    case .urged(let urged):
      writer.member("by", urged.by.description)
      writer.member("number", urged.number)
      if urged.isWithdrawn { writer.member("withdrawn", true) }
    case .shiftStarted(let start):
      writer.member("seat", start.seat.description)
      writer.member("operator", start.personnel.description)
      writer.member("relieves", start.relieved?.description)
    case .shiftEnded(let end):
      writer.member("seat", end.seat.description)
      writer.member("operator", end.personnel.description)
      writer.member("successor", end.successor?.description)
      writer.member("paper", end.paperCalls)
    }
  }
}

extension ComplaintReplied {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("by", by)
    writer.member("how", how)
    writer.member("text", text)
    writer.member("replied_at", repliedAt.description)
    if !proof.isEmpty { writer.member("proof", proof) }
  }
}

extension MatterDeed {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("matter", matter.rawValue)
    writer.member("promise", promise)
    writer.member("unit", unit)
    writer.member("text", text)
    writer.member("done_at", doneAt?.description)
  }
}

extension MajorReported {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("to", to)
    writer.member("how", how)
    writer.member("text", text)
    writer.member("reported_at", reportedAt.description)
    if isToInspectors { writer.member("inspectors", true) }
  }
}

extension RatingGiven {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("grade", grade.rawValue)
    writer.member("by", by)
    writer.member("how", how)
    writer.member("text", text)
    if !reason.isEmpty { writer.member("why", reason) }
    writer.member("agreed_by", agreedBy?.description)
  }
}

extension MatterEvent: TextHolding {
  /// The event with every text that people wrote replaced; staff are named by their ids and stay.
  public func replacingTexts(_ change: TextChange) -> MatterEvent {
    func remark(_ text: String) -> String { change(.remark, text) }
    switch self {
    case .assigned(let assigned):
      return .assigned(ComplaintAssigned(to: assigned.to, reason: remark(assigned.reason)))
    case .replied(let reply):
      return .replied(
        ComplaintReplied(
          by: remark(reply.by), how: remark(reply.how), text: remark(reply.text), repliedAt: reply.repliedAt,
          proof: remark(reply.proof)))
    case .reopened(let reopened):
      return .reopened(ComplaintReopened(reason: remark(reopened.reason), deadline: reopened.deadline))
    case .deed(let deed):
      return .deed(
        MatterDeed(
          matter: deed.matter, promise: deed.promise, unit: remark(deed.unit), text: remark(deed.text),
          doneAt: deed.doneAt))
    case .handedOver(let given):
      return .handedOver(HolderChanged(from: given.from, to: given.to, reason: remark(given.reason)))
    case .majorMarked(let reason): return .majorMarked(remark(reason))
    case .majorReported(let report):
      return .majorReported(
        MajorReported(
          to: remark(report.to), isToInspectors: report.isToInspectors, how: remark(report.how),
          text: remark(report.text), reportedAt: report.reportedAt))
    case .rated(let rating):
      return .rated(
        RatingGiven(
          grade: rating.grade, by: change(.served, rating.by), how: remark(rating.how),
          text: remark(rating.text), reason: remark(rating.reason), agreedBy: rating.agreedBy))
    case .urged(let urged):
      return .urged(
        CallUrged(by: urged.by, number: change(.number, urged.number), isWithdrawn: urged.isWithdrawn))
    case .reminder, .deadline, .shiftStarted, .shiftEnded, .followUp, .paper: return self
    }
  }
}
