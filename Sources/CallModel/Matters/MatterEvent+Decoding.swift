import PlainText

extension MatterEvent {
  /// The event of a journal line's `ev` and `d`; nil when the kind is not known or the payload lacks what it
  /// must have.
  public static func decode(kind: String, payload: JSONValue) -> MatterEvent? {
    Kind(rawValue: kind).flatMap { MatterEvent($0, payload) }
  }

  private init?(_ kind: Kind, _ payload: JSONValue) {
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
      }
    guard let event else { return nil }
    self = event
  }
}

extension JSONValue {
  /// The text of a member, empty when there is none.
  fileprivate func words(_ key: String) -> String { self[key]?.string ?? "" }

  fileprivate func person(_ key: String) -> OperatorIdentifier? { try? OperatorIdentifier(words(key)) }

  fileprivate func instant(_ key: String) -> WallInstant? { WallInstant(words(key)) }
}

extension ComplaintReplied {
  fileprivate init?(_ payload: JSONValue) {
    guard let at = payload.instant("replied_at") else { return nil }
    self.init(by: payload.words("by"), how: payload.words("how"), text: payload.words("text"), repliedAt: at)
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
      to: payload.words("to"), isToInspectors: payload["inspectors"] == .bool(true),
      how: payload.words("how"), text: payload.words("text"), reportedAt: at)
  }
}

extension ShiftStarted {
  fileprivate init?(_ payload: JSONValue) {
    guard let seat = try? SeatIdentifier(payload.words("seat")), let person = payload.person("operator")
    else {
      return nil
    }
    self.init(seat: seat, personnel: person, relieved: payload.person("relieves"))
  }
}

extension ShiftEnded {
  fileprivate init?(_ payload: JSONValue) {
    guard let seat = try? SeatIdentifier(payload.words("seat")), let person = payload.person("operator")
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
      grade: grade, by: payload.words("by"), how: payload.words("how"), text: payload.words("text"))
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
