import PlainText

extension CallRecord {
  /// The record that a closing event carries in `d.record`; nil when it is not one.
  ///
  /// The opposite of `write(to:)`: what that writes, this reads back unchanged.
  public init?(_ value: JSONValue) {
    guard let id = value["call_record_no"]?.string.flatMap({ CallIdentifier(ifValid: $0) }),
      let personnel = value["operator_id"]?.string.flatMap({ OperatorIdentifier(ifValid: $0) }),
      let beganAt = value["ring_start_at"]?.string.flatMap({ WallInstant($0) })
    else { return nil }
    let first = Noted<CallEvent>(.resumed, at: beganAt, offsetMilliseconds: nil, personnel: personnel)
    self.init(id: id, first: first)
    interruptions = Int(clamping: value["interruptions"]?.integer ?? 0)
    readHead(value)
    readSaid(value)
    readDeeds(value)
    complaint = value["complaint"].map(ComplaintRecord.init)
    breaches = value.list("breaches") { item in
      item["rule"]?.string.flatMap(BreachRule.init).map {
        BreachNoted(rule: $0, detail: item.words("detail"))
      }
    }
    wordings = value.list("wordings") { $0.string }
    questions = value.list("questions") { OpenQuestion(text: $0.words("text"), keeper: $0.words("keeper")) }
    notes = value.list("notes") { $0.string }
    amendments = value.list("amendments", item: AmendmentRecord.init)
    reopenings = value.list("reopenings", item: ReopeningRecord.init)
    cancellation = value["cancelled"].flatMap(CancellationRecord.init)
    unentered = [UnenteredText](value["unentered"]?["texts"]) ?? []
  }

  /// The payload of a closing line up to the elements of its record: who, when, timing, ending, category,
  /// level, branches and caller, for those who need no more of many calls.
  ///
  /// Nil when it is no object; it was checked before.
  package static func head(of payload: [UInt8]) -> JSONValue? {
    JSONReader.beginning(of: payload, before: "elements")
  }

  private mutating func readHead(_ value: JSONValue) {
    answeredAt = value["answered_at"]?.string.flatMap { WallInstant($0) }
    endedAt = value["ended_at"]?.string.flatMap { WallInstant($0) }
    ending = value["ending"]?.string.flatMap(CallEnding.init)
    talkMilliseconds = value["talk_ms"]?.integer
    phase = ending != nil ? .ended : answeredAt != nil ? .answered : .ringing
    category = value["category"]?.string.map { CategoryChosen(code: $0, name: value.words("category_name")) }
    level = value["level"]?.integer.map { Int(clamping: $0) }
    language = value["language"]?.string
    if let by = value["ring_by"]?.string {
      ring = RingSeen(
        number: value.words("caller_no"), name: value["subscriber_name"]?.string,
        phoneCall: value["phone_call"]?.string, origin: by)
    }
    if let timing = value["timing"].flatMap(RingTiming.init) {
      answer = CallAnswered(
        timing: timing, reported: value["reported"].flatMap(RingTiming.init),
        recording: value["recording_id"]?.string)
    }
  }

  private mutating func readSaid(_ value: JSONValue) {
    branches = value.list("branches") { $0.string.flatMap(BranchIdentifier.init) }
    leftBranches = value.list("branches_left") { $0.string.flatMap(BranchIdentifier.init) }
    let told = value["elements"]
    for identifier in ElementIdentifier.allCases {
      guard let element = told?[identifier.rawValue].flatMap(ElementRecord.init) else { continue }
      if element != ElementRecord() { elements[identifier] = element }
    }
    phrases = value.list("phrases") {
      PhraseRecord(
        phrase: $0["phrase"]?.string, text: $0.words("text"), offsetMilliseconds: $0["ms"]?.integer)
    }
  }

  private mutating func readDeeds(_ value: JSONValue) {
    notifications = value.list("notifications", item: NotificationRecord.init)
    referrals = value.list("referrals") {
      ReferralGiven(
        department: $0.words("department"), address: $0["address"]?.string,
        telephone: $0["telephone"]?.string, answer: $0["answer"]?.string,
        isExample: $0["example"]?.bool == true)
    }
    links = value.list("links") { item in
      guard let call = CallIdentifier(ifValid: item.words("to")),
        let relation = LinkRelation(rawValue: item.words("relation"))
      else { return nil }
      return CallLink(call: call, relation: relation, reason: item.words("reason"))
    }
    promises = value.list("promises", item: PromiseRecord.init)
  }
}

extension JSONValue {
  fileprivate func words(_ key: String) -> String { self[key]?.string ?? "" }

  fileprivate func list<Item>(_ key: String, item: (JSONValue) -> Item?) -> [Item] {
    (self[key]?.array ?? []).compactMap(item)
  }
}

extension ReopeningRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let at = WallInstant(value.words("at")),
      let personnel = OperatorIdentifier(ifValid: value.words("by"))
    else { return nil }
    self.init(
      reopened: CallReopened(
        reason: value.words("why"), isOnLine: value["on_line"]?.bool, leftAfter: value["left_ms"]?.integer),
      at: at, personnel: personnel)
  }
}

extension CancellationRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let at = WallInstant(value.words("at")),
      let personnel = OperatorIdentifier(ifValid: value.words("by"))
    else { return nil }
    self.init(reason: value.words("why"), at: at, personnel: personnel)
  }
}

extension ElementRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let state = ElementState(rawValue: value.words("state")) else { return nil }
    self.init()
    self.state = state
    text = value.words("text")
    previous = value.list("was") { $0.string }
    typed = value["typed"]?.string
    isFromPhone = value["by"]?.string == RingSeen.phoneWord
    askedAfter = value["asked_ms"]?.integer
    settledAfter = value["settled_ms"]?.integer
  }
}

extension NotificationRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let purpose = NotificationPurpose(rawValue: value.words("purpose")),
      let at = WallInstant(value.words("at"))
    else { return nil }
    self.init(
      notification: UnitNotified(
        unit: value.words("unit"), purpose: purpose, text: value.words("text"),
        kind: UnitKind(rawValue: value.words("kind")), isUnlisted: value["unlisted"]?.bool == true),
      at: at, offsetMilliseconds: value["ms"]?.integer)
  }
}

extension PromiseRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let number = value["promise"]?.integer, let kind = PromiseKind(rawValue: value.words("kind")),
      let made = WallInstant(value.words("made_at"))
    else { return nil }
    let promise = PromiseMade(number: Int(clamping: number), kind: kind, phrase: value.words("phrase"))
    self.init(
      promise: promise, madeAt: made, keptAt: value["kept_at"]?.string.flatMap { WallInstant($0) },
      deed: value.words("deed"))
  }
}

extension ComplaintRecord {
  fileprivate init(_ value: JSONValue) {
    self.init()
    if let due = value["due"]?.string.flatMap({ CivilDate($0) }) {
      let counted = value.list("counted") { $0.string.flatMap { CivilDate($0) } }
      opened = ComplaintOpened(due: due, counted: counted, isProvisional: value["provisional"]?.bool ?? false)
    }
    for field in ComplaintField.allCases {
      guard let answer = value[field.rawValue], let state = ElementState(rawValue: answer.words("state"))
      else {
        continue
      }
      fields[field] = ComplaintAnswer(
        field: field, state: state, text: answer.words("text"), previous: answer["was"]?.string)
    }
  }
}

extension AmendmentRecord {
  fileprivate init?(_ value: JSONValue) {
    guard let at = WallInstant(value.words("at")), let by = OperatorIdentifier(ifValid: value.words("by"))
    else {
      return nil
    }
    let amendment = Amendment(
      field: value.words("field"), previous: value.words("was"), text: value.words("text"),
      reason: value.words("why"), name: value.words("name"))
    self.init(amendment: amendment, at: at, personnel: by)
  }
}
