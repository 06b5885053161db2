import PlainText

extension ReviewEvent {
  /// The event of a journal line's `ev` and `d`; nil when the kind is not known or the payload lacks what it
  /// must have.
  public static func decode(kind: String, payload: JSONValue) -> ReviewEvent? {
    guard let kind = Kind(rawValue: kind) else { return nil }
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
    self["person"]?.string.flatMap { try? OperatorIdentifier($0) }
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
        $0.string.flatMap { try? OperatorIdentifier($0) }
      },
      reason: payload.words("why"), calls: calls.compactMap(SampledCall.init))
  }
}

extension SampledCall {
  fileprivate init?(_ value: JSONValue) {
    guard let call = try? CallIdentifier(value.words("call")), let person = value.person,
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
