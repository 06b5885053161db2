import PlainText

/// The little of an earlier call that a call taker needs to recognise it: kept for every seat's last 24
/// hours.
public struct RecentCall: Hashable, Sendable {
  /// The call.
  public let id: CallIdentifier
  /// When it began.
  public let beganAt: WallInstant
  /// The caller's number; empty when not known.
  public private(set) var number = ""
  /// The place (何地); empty when not known.
  public private(set) var place = ""
  /// What happened (何事); empty when not known.
  public private(set) var matter = ""
  /// Units told, without repeats, in order.
  public private(set) var units: [String] = []
  /// Branches entered.
  public private(set) var branches: [BranchIdentifier] = []
  /// The category's name; empty when not chosen.
  public private(set) var category = ""
  /// Promises whose deed is missing, by number.
  public private(set) var openPromises: [Int: PromiseKind] = [:]
  /// How it ended; nil while it is going on.
  public private(set) var ending: CallEnding?
  /// Whether it was answered.
  public private(set) var wasAnswered = false

  /// The call that begins with `first`.
  public init(id: CallIdentifier, first: TimedEvent) {
    self.id = id
    beganAt = first.at
    apply(first)
  }

  /// Folds one more event in.
  public mutating func apply(_ timed: TimedEvent) {
    switch timed.event {
    case .ring(let ring): number = ring.number
    case .answer: wasAnswered = true
    case .element(let answer): applyElement(answer)
    case .notify(let told): if !units.contains(told.unit) { units.append(told.unit) }
    case .branchEntered(let branch): if !branches.contains(branch) { branches.append(branch) }
    case .branchLeft(let branch): branches.removeAll { $0 == branch }
    case .category(let chosen): category = chosen.name
    // The reply to a complaint is told by the complaint itself, for days.
    case .promise(let promise) where promise.kind != .complaintReply:
      openPromises[promise.number] = promise.kind
    case .kept(let kept): openPromises[kept.number] = nil
    case .end(let ending): self.ending = ending
    case .amend(let amendment) where amendment.field == "number": number = amendment.text
    default: break
    }
  }

  private mutating func applyElement(_ answer: ElementAnswer) {
    switch answer.element {
    case .where: place = answer.text
    case .what: matter = answer.text
    default: break
    }
  }
}

/// Every seat's calls of the last 24 hours, for recognising a caller who calls again.
public struct RecentCalls: Sendable {
  /// How far back it reaches, in ms: 24 hours.
  public static let reach: Int64 = 86_400_000

  private var calls: [CallIdentifier: RecentCall] = [:]

  /// No calls yet.
  public init() {}

  /// How many calls are known.
  public var count: Int { calls.count }

  /// Folds an event of a call in.
  public mutating func apply(_ timed: TimedEvent, of call: CallIdentifier) {
    if calls[call]?.apply(timed) == nil { calls[call] = RecentCall(id: call, first: timed) }
  }

  /// Forgets calls that began more than 24 hours before `now`, unless a promise of theirs is open.
  public mutating func forget(before now: WallInstant) {
    let limit = now.adding(milliseconds: -Self.reach)
    calls = calls.filter { $0.value.beganAt >= limit || !$0.value.openPromises.isEmpty }
  }

  /// The call with this id, if it is known.
  public func call(_ id: CallIdentifier) -> RecentCall? { calls[id] }

  /// Calls with a promise whose deed is missing, oldest first.
  public var withOpenPromises: [RecentCall] {
    calls.values.filter { !$0.openPromises.isEmpty }.sorted { $0.beganAt < $1.beganAt }
  }

  /// The latest answered call from `number` before `now`, other than `call`; nil when the number is empty or
  /// new.
  public func latest(from number: String, before now: WallInstant, other call: CallIdentifier?) -> RecentCall?
  {
    guard !number.isEmpty else { return nil }
    return calls.values
      .filter { $0.number == number && $0.id != call && $0.beganAt <= now && $0.wasAnswered }
      .max { $0.beganAt < $1.beganAt }
  }

  /// Harassment and complaints among the calls of a number: what the next call taker should know before
  /// answering.
  public func marks(of number: String) -> [BranchIdentifier] {
    guard !number.isEmpty else { return [] }
    let branches = Set(calls.values.filter { $0.number == number }.flatMap(\.branches))
    return NumberPast.branches.filter(branches.contains)
  }

  /// Calls that may be about the same matter, likeliest first, at most `limit`.
  public func candidates(
    for question: RepeatQuestion, limit: Int = 5
  ) -> [RepeatCandidate] {
    let earliest = question.at.adding(milliseconds: -Self.reach)
    return calls.values
      .filter {
        $0.id != question.call && $0.wasAnswered && $0.beganAt >= earliest && $0.beganAt <= question.at
      }
      .compactMap { RepeatCandidate($0, question) }
      .sorted { ($0.score, $0.call.beganAt) > ($1.score, $1.call.beganAt) }
      .prefix(limit)
      .map { $0 }
  }
}

/// An earlier call that may be about the same matter, with the reasons shown to the call taker.
///
/// The score is 1000 for the same number, plus the place's likeness (0–1000), plus up to 300 for nearness in
/// time; without the same number and with a place less alike than 500 it is no candidate.
public struct RepeatCandidate: Hashable, Sendable {
  /// The earlier call.
  public let call: RecentCall
  /// Whether the number is the same.
  public let isSameNumber: Bool
  /// How alike the places are, in per mille; 0 when either is unknown.
  public let placeLikeness: Int
  /// How long ago it began, in ms.
  public let age: Int64

  init?(_ call: RecentCall, _ question: RepeatQuestion) {
    self.call = call
    isSameNumber = !question.number.isEmpty && call.number == question.number
    placeLikeness = TextSimilarity(call.place, question.place).permille
    age = question.at.milliseconds - call.beganAt.milliseconds
    guard isSameNumber || placeLikeness >= 500 else { return nil }
  }

  /// How likely it is; only for ordering.
  public var score: Int {
    (isSameNumber ? 1_000 : 0) + placeLikeness + Int(300 * (RecentCalls.reach - age) / RecentCalls.reach)
  }

  /// The reasons as stored with a link: `number`, `place` and `time` joined by `+`.
  public var reason: String {
    ((isSameNumber ? ["number"] : []) + (placeLikeness >= 500 ? ["place"] : []) + ["time"])
      .joined(separator: "+")
  }
}

/// What is known of the present call when earlier calls are compared with it.
public struct RepeatQuestion: Hashable, Sendable {
  /// The present call; never its own candidate.
  public let call: CallIdentifier
  /// The caller's number; empty when not known.
  public let number: String
  /// The place; empty when not known.
  public let place: String
  /// The moment.
  public let at: WallInstant

  /// A question from its parts.
  public init(call: CallIdentifier, number: String, place: String, at: WallInstant) {
    self.call = call
    self.number = number
    self.place = place
    self.at = at
  }
}

/// What the next call taker should know of a telephone number before answering: that it harassed or
/// complained, and on which day last.
public struct NumberPast: Hashable, Sendable {
  /// The branches that are told, in the order in which they are.
  public static let branches: [BranchIdentifier] = [.harassment, .complaint]

  /// The day of the latest call of each kind.
  public private(set) var latest: [BranchIdentifier: CivilDate] = [:]

  /// Nothing known.
  public init() {}

  /// Takes in that a call of `date` was in `branch`.
  public mutating func note(_ branch: BranchIdentifier, on date: CivilDate) {
    latest[branch] = max(latest[branch] ?? date, date)
  }
}
