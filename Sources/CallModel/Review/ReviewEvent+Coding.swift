import PlainText

extension ReviewEvent {
  /// The event of a journal line's `d`; nil when the payload lacks what the kind must have.
  init?(_ kind: Kind, payload: JSONValue) {
    guard let event = Self.event(kind, payload: payload) else { return nil }
    self = event
  }

  private static func event(_ kind: Kind, payload: JSONValue) -> ReviewEvent? {
    switch kind {
    case .sample: return SampleDrawn(payload).map(ReviewEvent.sample)
    case .card: return ScoreCardFilled(payload).map(ReviewEvent.card)
    case .feedback: return payload["text"]?.string.map(ReviewEvent.feedback)
    case .reply: return payload["text"]?.string.map(ReviewEvent.reply)
    case .appeal:
      return payload.item.map { .appeal(AppealMade(item: $0, reason: payload.words("why"))) }
    case .decision:
      guard let item = payload.item, let isUpheld = payload["upheld"]?.bool else { return nil }
      return .decision(AppealDecided(item: item, isUpheld: isUpheld, reason: payload.words("why")))
    case .commend:
      guard let person = payload.person, let points = payload["points"]?.integer, (1...10).contains(points)
      else { return nil }
      return .commend(Commendation(person: person, points: Int(points), reason: payload.words("why")))
    }
  }
}

extension JSONValue {
  fileprivate func words(_ key: String) -> String { self[key]?.string ?? "" }

  fileprivate var item: QualityItem? { self["item"]?.string.flatMap(QualityItem.init) }

  fileprivate var person: OperatorIdentifier? {
    self["person"]?.string.flatMap { OperatorIdentifier(ifValid: $0) }
  }
}

extension SampleDrawn {
  fileprivate init?(_ payload: JSONValue) {
    guard let period = Period(payload.words("period")), period.kind == .month,
      let share = payload["share"]?.integer, (1...10_000).contains(share),
      let seed = UInt64(payload.words("seed")), let population = payload["population"]?.integer,
      let calls = payload["calls"]?.array
    else { return nil }
    self.init(
      period: period, share: Int(share), seed: seed, population: Int(clamping: population),
      digest: payload.words("digest"),
      newcomers: (payload["new"]?.array ?? []).compactMap {
        $0.string.flatMap { OperatorIdentifier(ifValid: $0) }
      },
      reason: payload.words("why"), calls: calls.compactMap(SampledCall.init))
  }
}

extension SampledCall {
  fileprivate init?(_ value: JSONValue) {
    guard let call = CallIdentifier(ifValid: value.words("call")), let person = value.person,
      let reason = Reason(rawValue: value.words("reason"))
    else { return nil }
    self.init(call: call, person: person, reason: reason, isDouble: value["double"]?.bool ?? false)
  }
}

extension ScoreCardFilled {
  fileprivate init?(_ payload: JSONValue) {
    guard let person = payload.person, let items = payload["items"]?.array else { return nil }
    self.init(
      person: person, isSecond: payload["second"]?.bool ?? false, items: items.compactMap(MarkedItem.init),
      remark: payload.words("remark"))
  }
}

extension MarkedItem {
  fileprivate init?(_ value: JSONValue) {
    guard let item = value.item, let mark = ScoreMark(rawValue: value.words("mark")) else { return nil }
    self.init(
      item: item, mark: mark, remark: value.words("remark"),
      evidence: (value["evidence"]?.array ?? []).compactMap(\.string))
  }
}

extension ReviewEvent {
  /// The payload of the journal line: one JSON object.
  public var payload: [UInt8] {
    JSONWriter.object { writer in
      switch self {
      case .sample(let draw): draw.write(to: &writer)
      case .card(let card): card.write(to: &writer)
      case .feedback(let text), .reply(let text): writer.member("text", text)
      case .appeal(let appeal):
        writer.member("item", appeal.item.rawValue)
        writer.member("why", appeal.reason)
      case .decision(let decision):
        writer.member("item", decision.item.rawValue)
        writer.member("upheld", decision.isUpheld)
        writer.member("why", decision.reason)
      case .commend(let commendation):
        writer.member("person", commendation.person.description)
        writer.member("points", commendation.points)
        writer.member("why", commendation.reason)
      }
    }
  }
}

extension SampleDrawn {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("period", period.description)
    writer.member("share", share)
    writer.member("seed", String(seed))
    writer.member("population", population)
    writer.member("digest", digest)
    writer.array("new") { list in for person in newcomers { list.value(person.description) } }
    writer.member("why", reason)
    writer.array("calls") { list in
      for sampled in calls {
        list.object {
          $0.member("call", sampled.call.description)
          $0.member("person", sampled.person.description)
          $0.member("reason", sampled.reason.rawValue)
          $0.member("double", sampled.isDouble)
        }
      }
    }
  }
}

extension ScoreCardFilled {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("person", person.description)
    writer.member("second", isSecond)
    writer.array("items") { list in
      for item in items {
        list.object {
          $0.member("item", item.item.rawValue)
          $0.member("mark", item.mark.rawValue)
          $0.member("remark", item.remark)
          $0.array("evidence") { places in for place in item.evidence { places.value(place) } }
        }
      }
    }
    writer.member("remark", remark)
  }
}

extension ReviewEvent: TextHolding {
  /// The event with every text that reviewers and reviewed people wrote replaced.
  public func replacingTexts(_ change: TextChange) -> ReviewEvent {
    switch self {
    case .sample: self
    case .card(let card): .card(card.replacingTexts(change))
    case .feedback(let text): .feedback(change(.remark, text))
    case .reply(let text): .reply(change(.remark, text))
    case .appeal(let appeal): .appeal(AppealMade(item: appeal.item, reason: change(.remark, appeal.reason)))
    case .decision(let decision):
      .decision(
        AppealDecided(
          item: decision.item, isUpheld: decision.isUpheld, reason: change(.remark, decision.reason)))
    case .commend(let commendation):
      .commend(
        Commendation(
          person: commendation.person, points: commendation.points,
          reason: change(.remark, commendation.reason)))
    }
  }
}

extension ScoreCardFilled: TextHolding {
  /// The card with every remark replaced.
  public func replacingTexts(_ change: TextChange) -> ScoreCardFilled {
    ScoreCardFilled(
      person: person, isSecond: isSecond,
      items: items.map {
        MarkedItem(item: $0.item, mark: $0.mark, remark: change(.remark, $0.remark), evidence: $0.evidence)
      }, remark: change(.remark, remark))
  }
}
