import CallModel

extension CallEvent {
  /// The event with personal data hidden, for showing a call event by event.
  public func masked(_ extent: MaskingExtent) -> CallEvent {
    func hide(_ text: String, _ kind: RecordText) -> String { Masking.hide(text, kind, extent) }
    switch self {
    case .ring(let ring):
      return .ring(
        RingSeen(
          number: hide(ring.number, .number), name: ring.name.map { hide($0, .subscriber) },
          isFromPhone: ring.isFromPhone, phoneCall: ring.phoneCall))
    case .answer(let answer):
      return .answer(
        CallAnswered(
          timing: answer.timing, reported: answer.reported,
          recording: answer.recording.map { hide($0, .recording) }))
    case .phrase(let phrase):
      return .phrase(
        PhraseSaid(
          phrase: phrase.phrase, text: phrase.phrase == nil ? hide(phrase.text, .words) : phrase.text))
    case .element(let answer):
      return .element(
        ElementAnswer(
          element: answer.element, state: answer.state, text: hide(answer.text, .element(answer.element)),
          previous: answer.previous.map { hide($0, .element(answer.element)) }))
    case .complaintField(let answer):
      return .complaintField(
        ComplaintAnswer(
          field: answer.field, state: answer.state, text: hide(answer.text, .complaint(answer.field)),
          previous: answer.previous.map { hide($0, .complaint(answer.field)) }))
    case .notify(let told):
      return .notify(UnitNotified(unit: told.unit, purpose: told.purpose, text: hide(told.text, .words)))
    case .note(let text): return .note(hide(text, .remark))
    case .question(let question):
      return .question(OpenQuestion(text: hide(question.text, .words), keeper: question.keeper))
    case .refer(let given):
      return .refer(
        ReferralGiven(
          department: given.department, address: given.address, telephone: given.telephone,
          answer: given.answer.map { hide($0, .remark) }))
    case .kept(let kept): return .kept(PromiseKept(number: kept.number, deed: hide(kept.deed, .remark)))
    case .breach(let breach):
      return .breach(BreachNoted(rule: breach.rule, detail: hide(breach.detail, .remark)))
    case .amend(let amendment): return .amend(amendment.masked(extent))
    default: return self
    }
  }
}

extension Amendment {
  /// The correction with personal data hidden, by the field it is about.
  fileprivate func masked(_ extent: MaskingExtent) -> Amendment {
    let kind: RecordText
    if let element = ElementIdentifier(rawValue: field) {
      kind = .element(element)
    } else if field.hasPrefix("complaint-"), let name = ComplaintField(rawValue: String(field.dropFirst(10)))
    {
      kind = .complaint(name)
    } else {
      kind = field == "number" ? .number : .remark
    }
    return Amendment(
      field: field, previous: Masking.hide(previous, kind, extent), text: Masking.hide(text, kind, extent),
      reason: Masking.hide(reason, .remark, extent))
  }
}

extension CallRecord {
  /// The record with personal data hidden.
  public func masked(_ extent: MaskingExtent) -> CallRecord {
    guard extent != .none else { return self }
    return replacingTexts { kind, text in Masking.hide(text, kind, extent) }
  }
}

extension Masking {
  /// The text of a record's field with personal data hidden.
  public static func hide(_ text: String, _ kind: RecordText, _ extent: MaskingExtent) -> String {
    guard extent != .none, !text.isEmpty else { return text }
    switch kind {
    case .number: return number(text)
    case .subscriber: return name(text)
    case .element(.contact): return contact(text)
    case .element(.where): return extent == .list ? address(Self.text(text)) : Self.text(text)
    case .complaint(let field): return complaint(text, field)
    case .recording: return Self.text(text)
    case .element, .words, .remark: return Self.text(text)
    }
  }

  private static func complaint(_ text: String, _ field: ComplaintField) -> String {
    switch field {
    case .name: name(text)
    case .address: address(Self.text(text))
    case .workUnit: workUnit(text)
    case .telephone: number(text)
    case .against, .about: Self.text(text)
    case .confidential, .happening: text
    }
  }
}

extension CallbackEntry {
  /// The entry with the caller's number, name and place hidden.
  public func masked(_ extent: MaskingExtent) -> CallbackEntry {
    replacing(
      CallbackOpened(
        reason: opened.reason, number: Masking.hide(opened.number, .number, extent),
        name: opened.name.map { Masking.hide($0, .subscriber, extent) },
        waitMilliseconds: opened.waitMilliseconds,
        place: Masking.hide(opened.place, .element(.where), extent), call: opened.call))
  }
}

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
          by: hide(reply.by), how: hide(reply.how), text: hide(reply.text), repliedAt: reply.repliedAt,
          proof: hide(reply.proof)))
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
          grade: rating.grade, by: hide(rating.by), how: hide(rating.how), text: hide(rating.text),
          reason: hide(rating.reason), agreedBy: rating.agreedBy))
    case .reminder, .deadline, .shiftStarted, .shiftEnded, .followUp, .paper: return self
    }
  }
}
