import PlainText

extension CallEvent {
  /// The event of a journal line's `d`; nil when the payload lacks what the kind must have.
  init?(_ kind: Kind, payload: JSONValue) {
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
      case .undone: DeedsUndone(payload).map(CallEvent.undone)
      case .reopened:
        payload["why"]?.string.map {
          .reopened(
            CallReopened(
              reason: $0, isOnLine: payload["on_line"]?.bool, leftAfter: payload["left_ms"]?.integer))
        }
      case .cancelled: payload["why"]?.string.map(CallEvent.cancelled)
      case .unentered: [UnenteredText](payload["texts"]).map(CallEvent.unentered)
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
      number: number, name: payload["name"]?.string, phoneCall: payload["phone_call"]?.string,
      origin: payload.text("by"))
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
    self.init(
      element: element, state: state, text: payload.text("text"), previous: payload["was"]?.string,
      typed: payload["typed"]?.string, isFromPhone: payload["by"]?.string == RingSeen.phoneWord)
  }
}

extension CallLink {
  fileprivate init?(_ payload: JSONValue) {
    guard let call = CallIdentifier(ifValid: payload.text("to")),
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
    self.init(
      unit: unit, purpose: purpose, text: payload.text("text"),
      kind: UnitKind(rawValue: payload.text("kind")),
      isUnlisted: payload["unlisted"]?.bool == true)
  }
}

extension ReferralGiven {
  fileprivate init?(_ payload: JSONValue) {
    guard let department = payload["department"]?.string else { return nil }
    self.init(
      department: department, address: payload["address"]?.string,
      telephone: payload["telephone"]?.string, answer: payload["answer"]?.string,
      isExample: payload["example"]?.bool == true)
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
    self.init(
      field: field, previous: payload.text("was"), text: text, reason: payload.text("why"),
      name: payload.text("name"))
  }
}

extension DeedsUndone {
  fileprivate init?(_ payload: JSONValue) {
    guard let undone = Self.events(payload["undone"]), let stands = Self.events(payload["stands"]) else {
      return nil
    }
    self.init(undone: undone, stands: stands)
  }

  /// All of them are deeds, or the answer of somebody rung back, or nothing is said: half of what was taken
  /// back would be worse than none.
  private static func events(_ list: JSONValue?) -> [CallEvent]? {
    guard let items = list?.array else { return nil }
    let events = items.compactMap { item -> CallEvent? in
      guard let kind = item["ev"]?.string.flatMap(CallEvent.Kind.init), kind.isDeed || kind == .answer,
        let payload = item["d"]
      else { return nil }
      return CallEvent(kind, payload: payload)
    }
    return events.count == items.count ? events : nil
  }

  fileprivate func write(to writer: inout JSONWriter) {
    writer.array("undone") { Self.write(undone, to: &$0) }
    writer.array("stands") { Self.write(stands, to: &$0) }
  }

  private static func write(_ events: [CallEvent], to list: inout JSONWriter) {
    for event in events {
      list.object { item in
        item.member("ev", event.kind.rawValue)
        item.object("d") { event.write(to: &$0) }
      }
    }
  }
}

extension CallEvent {
  /// The payload of the journal line: a JSON object, `ms` (offset from the answer) first when there is one.
  ///
  /// `record` is the folded record that the closing event carries; other events ignore it.
  public func payload(offsetMilliseconds: Int64?, record: CallRecord? = nil) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("ms", offsetMilliseconds)
      write(to: &writer)
      if case .end = self, let record {
        writer.object("record") { record.write(to: &$0) }
      }
    }
  }

  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .ring(let ring): ring.write(to: &writer)
    case .answer(let answer): answer.write(to: &writer)
    case .phrase(let phrase):
      writer.member("phrase", phrase.phrase)
      writer.member("text", phrase.text)
    case .ask(let element): writer.member("element", element.rawValue)
    case .element(let answer): answer.write(to: &writer)
    case .branchEntered(let branch), .branchLeft(let branch): writer.member("branch", branch.rawValue)
    case .link(let link):
      writer.member("to", link.call.description)
      writer.member("relation", link.relation.rawValue)
      writer.member("reason", link.reason)
    case .notify(let notification):
      writer.member("unit", notification.unit)
      writer.member("purpose", notification.purpose.rawValue)
      notification.writeKind(to: &writer)
      writer.member("text", notification.text)
    case .refer(let referral): referral.write(to: &writer)
    case .question(let question):
      writer.member("text", question.text)
      writer.member("keeper", question.keeper)
    case .promise(let promise):
      writer.member("promise", promise.number)
      writer.member("kind", promise.kind.rawValue)
      writer.member("phrase", promise.phrase)
    case .kept(let kept):
      writer.member("promise", kept.number)
      writer.member("deed", kept.deed)
    case .complaint(let complaint): complaint.write(to: &writer)
    case .complaintField(let field): field.write(to: &writer)
    case .breach(let breach):
      writer.member("rule", breach.rule.rawValue)
      writer.member("detail", breach.detail)
    case .wording(let taboo): writer.member("taboo", taboo)
    case .category(let category):
      writer.member("code", category.code)
      writer.member("name", category.name)
    case .level(let level): writer.member("level", level)
    case .language(let language): writer.member("language", language)
    case .note(let text): writer.member("text", text)
    case .resumed: break
    case .amend(let amendment): amendment.write(to: &writer)
    case .undone(let taken): taken.write(to: &writer)
    case .reopened(let reopened):
      writer.member("why", reopened.reason)
      writer.member("on_line", reopened.isOnLine)
      writer.member("left_ms", reopened.leftAfter)
    case .cancelled(let reason): writer.member("why", reason)
    case .unentered(let texts): texts.write(to: &writer)
    case .end(let ending): writer.member("ending", ending.rawValue)
    }
  }
}

extension RingSeen {
  /// The word of what the telephone system told.
  static let phoneWord = "phone"

  /// The word of a call that goes out, beside `phone` and `operator`.
  static let callbackWord = "callback"

  /// The word of a caller another seat passed on, whom the telephone system told of.
  static let passedOnWord = "passed-on"

  /// The words that say who told of the ring: the telephone, the operator, a call that goes out, a caller
  /// passed on.
  package static let origins = [phoneWord, "operator", callbackWord, passedOnWord]

  /// Who or what told of the ring, as it is written down.
  var origin: String {
    isOutgoing
      ? Self.callbackWord : isPassedOn ? Self.passedOnWord : isFromPhone ? Self.phoneWord : "operator"
  }

  /// A ring as it is written down.
  init(number: String, name: String?, phoneCall: String?, origin: String) {
    self.init(
      number: number, name: name, isFromPhone: origin == Self.phoneWord || origin == Self.passedOnWord,
      phoneCall: phoneCall, isOutgoing: origin == Self.callbackWord, isPassedOn: origin == Self.passedOnWord)
  }

  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("from", number)
    writer.member("name", name)
    writer.member("by", origin)
    writer.member("phone_call", phoneCall)
  }
}

extension CallAnswered {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("timing") { timing.write(to: &$0) }
    if let reported { writer.object("reported") { reported.write(to: &$0) } }
    writer.member("recording", recording)
  }
}

extension ElementAnswer {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("element", element.rawValue)
    writer.member("state", state.rawValue)
    writer.member("text", text)
    writer.member("was", previous)
    writer.member("typed", typed)
    if isFromPhone { writer.member("by", RingSeen.phoneWord) }
  }
}

extension ReferralGiven {
  func write(to writer: inout JSONWriter) {
    writer.member("department", department)
    writer.member("address", address)
    writer.member("telephone", telephone)
    writer.member("answer", answer)
    if isExample { writer.member("example", true) }
  }
}

extension ComplaintOpened {
  func write(to writer: inout JSONWriter) {
    writer.member("due", due.description)
    writer.array("counted") { list in for day in counted { list.value(day.description) } }
    writer.member("provisional", isProvisional)
  }
}

extension Amendment {
  func write(to writer: inout JSONWriter) {
    writer.member("field", field)
    writer.member("was", previous)
    writer.member("text", text)
    if !name.isEmpty { writer.member("name", name) }
    writer.member("why", reason)
  }
}

extension ComplaintAnswer {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("field", field.rawValue)
    writer.member("state", state.rawValue)
    writer.member("text", text)
    writer.member("was", previous)
  }
}

extension CallEvent: TextHolding {
  /// The event with every text that can hold personal data replaced.
  public func replacingTexts(_ change: TextChange) -> CallEvent {
    switch self {
    case .ring(let ring): .ring(ring.replacingTexts(change))
    case .answer(let answer): .answer(answer.replacingTexts(change))
    case .phrase(let phrase): .phrase(phrase.replacingTexts(change))
    case .element(let answer): .element(answer.replacingTexts(change))
    case .link(let link): .link(link.replacingTexts(change))
    case .notify(let told): .notify(told.replacingTexts(change))
    case .refer(let given): .refer(given.replacingTexts(change))
    case .question(let question): .question(question.replacingTexts(change))
    case .kept(let kept): .kept(PromiseKept(number: kept.number, deed: change(.remark, kept.deed)))
    case .complaintField(let answer): .complaintField(answer.replacingTexts(change))
    case .breach(let breach): .breach(breach.replacingTexts(change))
    case .note(let text): .note(change(.remark, text))
    case .amend(let amendment): .amend(amendment.replacingTexts(change))
    case .undone(let taken):
      .undone(
        DeedsUndone(
          undone: taken.undone.map { $0.replacingTexts(change) },
          stands: taken.stands.map { $0.replacingTexts(change) }))
    case .reopened(let reopened):
      .reopened(
        CallReopened(
          reason: change(.remark, reopened.reason), isOnLine: reopened.isOnLine,
          leftAfter: reopened.leftAfter))
    case .cancelled(let reason): .cancelled(change(.remark, reason))
    case .unentered(let texts): .unentered(texts.map { $0.replacingTexts(change) })
    case .ask, .branchEntered, .branchLeft, .promise, .complaint, .wording, .category, .level, .language,
      .resumed, .end:
      self
    }
  }
}

extension [UnenteredText] {
  /// The texts of a list; nil when it is none.
  init?(_ list: JSONValue?) {
    guard let items = list?.array else { return nil }
    self = items.compactMap { item in
      guard let field = item["field"]?.string, let text = item["text"]?.string else { return nil }
      return UnenteredText(field: field, text: text)
    }
  }

  /// Writes them as a member `texts`.
  func write(to writer: inout JSONWriter) {
    writer.array("texts") { list in
      for item in self {
        list.object {
          $0.member("field", item.field)
          $0.member("text", item.text)
        }
      }
    }
  }
}

extension UnenteredText {
  func replacingTexts(_ change: TextChange) -> UnenteredText {
    UnenteredText(field: field, text: RecordText(amended: field).map { change($0, text) } ?? text)
  }
}

extension RingSeen {
  func replacingTexts(_ change: TextChange) -> RingSeen {
    RingSeen(
      number: change(.number, number), name: name.map { change(.subscriber, $0) }, isFromPhone: isFromPhone,
      phoneCall: phoneCall.map { change(.phoneCall, $0) }, isOutgoing: isOutgoing, isPassedOn: isPassedOn)
  }
}

extension CallAnswered {
  func replacingTexts(_ change: TextChange) -> CallAnswered {
    CallAnswered(
      timing: timing, reported: reported, recording: recording.map { change(.recording, $0) })
  }
}

extension PhraseSaid {
  func replacingTexts(_ change: TextChange) -> PhraseSaid {
    phrase == nil ? PhraseSaid(phrase: nil, text: change(.words, text)) : self
  }
}

extension ElementAnswer {
  func replacingTexts(_ change: TextChange) -> ElementAnswer {
    ElementAnswer(
      element: element, state: state, text: change(.element(element), text),
      previous: previous.map { change(.element(element), $0) },
      typed: typed.map { change(.element(element), $0) }, isFromPhone: isFromPhone)
  }
}

extension CallLink {
  func replacingTexts(_ change: TextChange) -> CallLink {
    CallLink(call: call, relation: relation, reason: change(.remark, reason))
  }
}

extension UnitNotified {
  /// What the list of units says, where there was one: `kind`, or `unlisted`.
  func writeKind(to writer: inout JSONWriter) {
    writer.member("kind", kind?.rawValue)
    if isUnlisted { writer.member("unlisted", true) }
  }

  func replacingTexts(_ change: TextChange) -> UnitNotified {
    UnitNotified(
      unit: change(.unit, unit), purpose: purpose, text: change(.remark, text), kind: kind,
      isUnlisted: isUnlisted)
  }
}

extension ReferralGiven {
  func replacingTexts(_ change: TextChange) -> ReferralGiven {
    ReferralGiven(
      department: department, address: address, telephone: telephone,
      answer: answer.map { change(.remark, $0) }, isExample: isExample)
  }
}

extension OpenQuestion {
  func replacingTexts(_ change: TextChange) -> OpenQuestion {
    OpenQuestion(text: change(.remark, text), keeper: change(.unit, keeper))
  }
}

extension ComplaintAnswer {
  func replacingTexts(_ change: TextChange) -> ComplaintAnswer {
    ComplaintAnswer(
      field: field, state: state, text: change(.complaint(field), text),
      previous: previous.map { change(.complaint(field), $0) })
  }
}

extension BreachNoted {
  func replacingTexts(_ change: TextChange) -> BreachNoted {
    BreachNoted(rule: rule, detail: change(.remark, detail))
  }
}

extension Amendment {
  func replacingTexts(_ change: TextChange) -> Amendment {
    let kind = RecordText(amended: field)
    return Amendment(
      field: field, previous: kind.map { change($0, previous) } ?? previous,
      text: kind.map { change($0, text) } ?? text, reason: change(.remark, reason))
  }
}
