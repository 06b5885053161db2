/// An appeal was decided, by somebody who was not part of it.
public struct AppealDecided: Hashable, Sendable {
  /// The item appealed against.
  public let item: QualityItem
  /// Whether the appeal was right: the item no longer counts against the person.
  public let isUpheld: Bool
  /// Why.
  public let reason: String

  /// A decision from its parts.
  public init(item: QualityItem, isUpheld: Bool, reason: String) {
    self.item = item
    self.isUpheld = isUpheld
    self.reason = reason
  }
}

/// The person whose call it is does not accept a mark.
public struct AppealMade: Hashable, Sendable {
  /// The item appealed against.
  public let item: QualityItem
  /// Why.
  public let reason: String

  /// An appeal from its parts.
  public init(item: QualityItem, reason: String) {
    self.item = item
    self.reason = reason
  }
}

/// A person was commended; it adds points to the assessment of the month.
public struct Commendation: Hashable, Sendable {
  /// Who is commended.
  public let person: OperatorIdentifier
  /// The points added, 1 to 10.
  public let points: Int
  /// What for.
  public let reason: String

  /// A commendation from its parts.
  public init(person: OperatorIdentifier, points: Int, reason: String) {
    self.person = person
    self.points = points
    self.reason = reason
  }
}

/// One item of a filled score card.
public struct MarkedItem: Hashable, Sendable {
  /// Which item.
  public let item: QualityItem
  /// Whether it was done as the norm asks, not so, better, or did not arise.
  public let mark: ScoreMark
  /// The reviewer's remark; empty when there is none.
  public let remark: String
  /// The journal lines it rests on, `file:line`.
  public let evidence: [String]

  /// A marked item from its parts.
  public init(item: QualityItem, mark: ScoreMark, remark: String = "", evidence: [String] = []) {
    self.item = item
    self.mark = mark
    self.remark = remark
    self.evidence = evidence
  }
}

/// A sample was drawn; with the same calls, seed and settings the same calls come out again.
public struct SampleDrawn: Hashable, Sendable {
  /// The month sampled.
  public let period: Period
  /// The share asked for, in hundredths of a percent: 200 for 2 %.
  public let share: Int
  /// What the draw began with; the same one draws the same calls again.
  public let seed: UInt64
  /// How many calls there were to draw from.
  public let population: Int
  /// SHA-256 over the ids drawn from, a line each, lower-hex; shows whether calls were added since.
  public let digest: String
  /// The people who are new and therefore weighted.
  public let newcomers: [OperatorIdentifier]
  /// Why a further draw of the same month was made; empty for the first.
  public let reason: String
  /// The calls drawn, by id.
  public let calls: [SampledCall]

  /// A draw from its parts.
  public init(
    period: Period, share: Int, seed: UInt64, population: Int, digest: String,
    newcomers: [OperatorIdentifier], reason: String, calls: [SampledCall]
  ) {
    self.period = period
    self.share = share
    self.seed = seed
    self.population = population
    self.digest = digest
    self.newcomers = newcomers
    self.reason = reason
    self.calls = calls
  }
}

/// A call that was drawn for review.
public struct SampledCall: Hashable, Sendable {
  /// Why it is in the sample.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The one call a person has at least in every week.
    case weekly
    /// The draw among all other calls.
    case draw
  }

  /// The call that was listened to.
  public let call: CallIdentifier
  /// Whose call it is.
  public let person: OperatorIdentifier
  /// Why it is in.
  public let reason: Reason
  /// Whether two reviewers go through it, blind.
  public let isDouble: Bool

  /// A drawn call from its parts.
  public init(call: CallIdentifier, person: OperatorIdentifier, reason: Reason, isDouble: Bool) {
    self.call = call
    self.person = person
    self.reason = reason
    self.isDouble = isDouble
  }
}

/// A reviewer has gone through a call and marked every item.
public struct ScoreCardFilled: Hashable, Sendable {
  /// The person whose call it is.
  public let person: OperatorIdentifier
  /// Whether this is the blind second review.
  public let isSecond: Bool
  /// The items in the order asked.
  public let items: [MarkedItem]
  /// What the reviewer says of the whole call; empty when nothing.
  public let remark: String

  /// A card from its parts.
  public init(person: OperatorIdentifier, isSecond: Bool, items: [MarkedItem], remark: String = "") {
    self.person = person
    self.isSecond = isSecond
    self.items = items
    self.remark = remark
  }

  /// The mark of an item; nil when it is not on the card.
  public func mark(of item: QualityItem) -> ScoreMark? { items.first { $0.item == item }?.mark }
}

/// What a reviewer, or the rule check, says of one item of a score card.
public enum ScoreMark: String, CaseIterable, Hashable, Sendable {
  /// Done as the norm asks.
  case yes
  /// Not done, or not as the norm asks.
  case no
  /// The item did not arise in this call.
  case notApplicable = "na"
  /// Better than the norm asks.
  case exceeds

  /// Whether the mark counts among those an item is judged by.
  public var isJudged: Bool { self != .notApplicable }
}
