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
