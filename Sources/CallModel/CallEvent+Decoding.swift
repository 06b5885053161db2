import PlainText

extension CallEvent {
  /// The event of a journal line's `ev` and `d`, with the offset it carries.
  ///
  /// Nil when the kind is not known or the payload lacks what the kind must have; a reader skips such a line
  /// and says so.
  public static func decode(
    kind: String, payload: JSONValue
  ) -> (event: CallEvent, offsetMilliseconds: Int64?)? {
    guard let kind = Kind(rawValue: kind), let event = CallEvent(kind, payload) else { return nil }
    return (event, payload["ms"]?.integer)
  }

  private init?(_ kind: Kind, _ payload: JSONValue) {
    let event: CallEvent? =
      switch kind {
      case .ring: RingSeen(payload).map(CallEvent.ring)
      case .answer: CallAnswered(payload).map(CallEvent.answer)
      case .phrase:
        payload["text"]?.string.map { .phrase(PhraseSaid(phrase: payload["phrase"]?.string, text: $0)) }
      case .ask: ElementIdentifier(payload["element"]).map(CallEvent.ask)
      case .element: ElementAnswer(payload).map(CallEvent.element)
      case .branchEntered: BranchIdentifier(payload["branch"]).map(CallEvent.branchEntered)
      case .branchLeft: BranchIdentifier(payload["branch"]).map(CallEvent.branchLeft)
      case .link: CallLink(payload).map(CallEvent.link)
      case .notify: UnitNotified(payload).map(CallEvent.notify)
      case .refer: ReferralGiven(payload).map(CallEvent.refer)
      case .question:
        payload["text"]?.string.map { .question(OpenQuestion(text: $0, keeper: payload.text("keeper"))) }
      case .promise: PromiseMade(payload).map(CallEvent.promise)
      case .kept: payload.whole("promise").map { .kept(PromiseKept(number: $0, deed: payload.text("deed"))) }
      case .complaint: ComplaintOpened(payload).map(CallEvent.complaint)
      case .complaintField: ComplaintAnswer(payload).map(CallEvent.complaintField)
      case .breach: BreachNoted(payload).map(CallEvent.breach)
      case .wording: payload["taboo"]?.string.map(CallEvent.wording)
      case .category:
        payload["code"]?.string.map { .category(CategoryChosen(code: $0, name: payload.text("name"))) }
      case .level: payload.whole("level").map(CallEvent.level)
      case .language: payload["language"]?.string.map(CallEvent.language)
      case .note: payload["text"]?.string.map(CallEvent.note)
      case .resumed: .resumed
      case .amend: Amendment(payload).map(CallEvent.amend)
      case .end: payload["ending"]?.string.flatMap(CallEnding.init).map(CallEvent.end)
      }
    guard let event else { return nil }
    self = event
  }
}

extension JSONValue {
  /// The text of a member, empty when there is none.
  fileprivate func text(_ key: String) -> String { self[key]?.string ?? "" }

  /// A whole number between 0 and 1,000,000.
  fileprivate func whole(_ key: String) -> Int? {
    guard let number = self[key]?.integer, (0...1_000_000).contains(number) else { return nil }
    return Int(number)
  }
}

extension ElementIdentifier {
  fileprivate init?(_ value: JSONValue?) {
    guard let text = value?.string else { return nil }
    self.init(rawValue: text)
  }
}

extension BranchIdentifier {
  fileprivate init?(_ value: JSONValue?) {
    guard let text = value?.string else { return nil }
    self.init(rawValue: text)
  }
}

extension RingSeen {
  fileprivate init?(_ payload: JSONValue) {
    guard let number = payload["from"]?.string else { return nil }
    self.init(
      number: number, name: payload["name"]?.string, isFromPhone: payload.text("by") == "phone",
      phoneCall: payload["phone_call"]?.string)
  }
}

extension CallAnswered {
  fileprivate init?(_ payload: JSONValue) {
    guard let timing = payload["timing"].flatMap(RingTiming.init) else { return nil }
    self.init(
      timing: timing, reported: payload["reported"].flatMap(RingTiming.init),
      recording: payload["recording"]?.string)
  }
}

extension ElementAnswer {
  fileprivate init?(_ payload: JSONValue) {
    guard let element = ElementIdentifier(payload["element"]),
      let state = ElementState(rawValue: payload.text("state"))
    else { return nil }
    self.init(element: element, state: state, text: payload.text("text"), previous: payload["was"]?.string)
  }
}

extension CallLink {
  fileprivate init?(_ payload: JSONValue) {
    guard let call = try? CallIdentifier(payload.text("to")),
      let relation = LinkRelation(rawValue: payload.text("relation"))
    else { return nil }
    self.init(call: call, relation: relation, reason: payload.text("reason"))
  }
}

extension UnitNotified {
  fileprivate init?(_ payload: JSONValue) {
    guard let unit = payload["unit"]?.string,
      let purpose = NotificationPurpose(rawValue: payload.text("purpose"))
    else { return nil }
    self.init(unit: unit, purpose: purpose, text: payload.text("text"))
  }
}

extension ReferralGiven {
  fileprivate init?(_ payload: JSONValue) {
    guard let department = payload["department"]?.string else { return nil }
    self.init(
      department: department, address: payload["address"]?.string,
      telephone: payload["telephone"]?.string, answer: payload["answer"]?.string)
  }
}

extension PromiseMade {
  fileprivate init?(_ payload: JSONValue) {
    guard let number = payload.whole("promise"), let kind = PromiseKind(rawValue: payload.text("kind")) else {
      return nil
    }
    self.init(number: number, kind: kind, phrase: payload.text("phrase"))
  }
}

extension ComplaintOpened {
  init?(_ payload: JSONValue) {
    guard let due = CivilDate(payload.text("due")) else { return nil }
    let counted = (payload["counted"]?.array ?? []).compactMap { $0.string.flatMap { CivilDate($0) } }
    self.init(due: due, counted: counted, isProvisional: payload["provisional"]?.bool ?? false)
  }
}

extension ComplaintAnswer {
  fileprivate init?(_ payload: JSONValue) {
    guard let field = ComplaintField(rawValue: payload.text("field")),
      let state = ElementState(rawValue: payload.text("state"))
    else { return nil }
    self.init(field: field, state: state, text: payload.text("text"), previous: payload["was"]?.string)
  }
}

extension BreachNoted {
  fileprivate init?(_ payload: JSONValue) {
    guard let rule = BreachRule(rawValue: payload.text("rule")) else { return nil }
    self.init(rule: rule, detail: payload.text("detail"))
  }
}

extension Amendment {
  fileprivate init?(_ payload: JSONValue) {
    guard let field = payload["field"]?.string, let text = payload["text"]?.string else { return nil }
    self.init(field: field, previous: payload.text("was"), text: text, reason: payload.text("why"))
  }
}
