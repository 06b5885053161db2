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
