import Places

/// The little of an earlier call that a call taker needs to recognise it.
///
/// A view of `CallState`; what is read for it are the events of `Concerns.recognition`.
public struct RecentCall: Hashable, Sendable {
  private let state: CallState
  private let record: CallRecord

  /// The call as it stands; nil while only desks have written of it, and for one that never was.
  public init?(_ state: CallState) {
    guard let record = state.record, !record.isCancelled else { return nil }
    self.state = state
    self.record = record
  }

  /// The call.
  public var id: CallIdentifier { state.id }
  /// When it began.
  public var beganAt: WallInstant { record.beganAt }
  /// The caller's number; empty when not known.
  public var number: String { record.number }
  /// The place (何地); empty when not known.
  public var place: String { record.element(.where).text }
  /// What happened (何事); empty when not known.
  public var matter: String { record.element(.what).text }
  /// The code of the category chosen (警情类别); nil until one is.
  public var category: String? { record.category?.code }
  /// Branches in force.
  public var branches: [BranchIdentifier] { record.branches }
  /// Promises whose deed is missing; the reply to a complaint is told by the complaint itself, for days.
  public var openPromises: [PromiseRecord] { record.openDeeds }
  /// How it ended; nil while it is going on.
  public var ending: CallEnding? { record.ending }
  /// Whether somebody spoke to the caller; one nobody picked up is no earlier report.
  public var wasAnswered: Bool { record.answeredAt != nil }

  /// The telephone system's id of it; nil where only a key told of it.
  var phoneCall: String? { record.ring?.phoneCall }

  /// Whether a seat rings somebody, and he has not answered yet.
  var isGoingOut: Bool { record.isOutgoing && record.phase == .ringing }

  /// In how many other calls the matter was urged on or reported again.
  public var timesUrged: Int { state.urgings.count }

  /// Units told, without repeats, in order.
  public var units: [String] {
    record.notifications.reduce(into: []) { units, told in
      if !units.contains(told.notification.unit) { units.append(told.notification.unit) }
    }
  }
}

/// Every seat's calls of the last 24 hours, for recognising a caller who calls again.
public struct RecentCalls: Sendable {
  /// How far back it reaches, in ms: 24 hours.
  public static let reach: Int64 = 86_400_000

  private var book = CallBook()
  /// The calls that ever had a number, and those that the telephone system ever gave an id: what is asked
  /// while a telephone rings must not look at all the calls of a day.
  private var byNumber: [String: Set<CallIdentifier>] = [:]
  private var byPhoneCall: [String: Set<CallIdentifier>] = [:]
  /// The places told, taken apart: an operator's Enter must not wait for that.
  private var places = ToldPlaces<CallIdentifier>()

  /// No calls yet.
  public init() {}

  private var calls: some Collection<RecentCall> { book.calls.values.lazy.compactMap(RecentCall.init) }

  /// How many calls are known.
  public var count: Int { book.calls.count }

  /// Takes in an event of a call, or what a desk did about it; false when it counts for nothing.
  @discardableResult
  public mutating func apply(_ noted: Noted<RecordedEvent>) -> Bool {
    let counts = book.apply(noted)
    if let call = noted.call, let record = book[call]?.record {
      if !record.number.isEmpty { byNumber[record.number, default: []].insert(call) }
      if let phoneCall = record.ring?.phoneCall { byPhoneCall[phoneCall, default: []].insert(call) }
      let place = record.element(.where).text
      if places[call]?.text ?? "" != place { places.set(ToldPlace(place), of: call) }
    }
    return counts
  }

  private func calls(from number: String) -> [RecentCall] {
    (byNumber[number] ?? []).compactMap(call).filter { $0.number == number }
  }

  /// Forgets calls that began more than 24 hours before `now`, unless a promise of theirs is open.
  public mutating func forget(before now: WallInstant) {
    let limit = now.adding(milliseconds: -Self.reach)
    book.keep { ($0.record?.beganAt ?? $0.lastAt) >= limit || !$0.openPromises.isEmpty }
    let known = Set(book.calls.keys)
    byNumber = byNumber.mapValues { $0.intersection(known) }.filter { !$0.value.isEmpty }
    byPhoneCall = byPhoneCall.mapValues { $0.intersection(known) }.filter { !$0.value.isEmpty }
    places.keep(where: known.contains)
  }

  /// The call with this id, if it is known.
  public func call(_ id: CallIdentifier) -> RecentCall? { book[id].flatMap(RecentCall.init) }

  /// Calls with a promise whose deed is missing, oldest first.
  public var withOpenPromises: [RecentCall] {
    calls.filter { !$0.openPromises.isEmpty }.sorted { $0.beganAt < $1.beganAt }
  }

  /// The latest answered call from `number` before `now`, other than `call`; nil when the number is empty or
  /// new.
  public func latest(from number: String, before now: WallInstant, other call: CallIdentifier?) -> RecentCall?
  {
    guard !number.isEmpty else { return nil }
    return calls(from: number).filter { $0.id != call && $0.beganAt <= now && $0.wasAnswered }
      .max { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
  }

  /// The records, of whatever seats, of one call of the telephone system's that began from `first` to `last`,
  /// or up to an hour before.
  public func calls(ofPhoneCall phoneCall: String, since first: WallInstant, to last: WallInstant)
    -> [RecentCall]
  {
    (byPhoneCall[phoneCall] ?? []).compactMap(call).filter {
      $0.phoneCall == phoneCall && $0.beganAt >= first.adding(milliseconds: -3_600_000) && $0.beganAt <= last
    }
  }

  /// How long a call that goes out may ring on record before it is taken for one whose end was never written,
  /// in ms.
  static let longestDialling: Int64 = 180_000

  /// The calls that go out to `number` at this moment, from whatever seat, the one that began first first.
  public func goingOut(to number: String, at now: WallInstant) -> [RecentCall] {
    guard !number.isEmpty else { return [] }
    return calls(from: number)
      .filter { $0.isGoingOut && now.milliseconds - $0.beganAt.milliseconds < Self.longestDialling }
      .sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
  }

  /// Harassment and complaints among the calls of a number: what the next call taker should know before
  /// answering.
  ///
  /// `branches` tells which ones a call is judged by.
  public func marks(
    of number: String, by branches: (RecentCall) -> [BranchIdentifier] = \.branches
  ) -> [BranchIdentifier] {
    guard !number.isEmpty else { return [] }
    let branches = Set(calls(from: number).flatMap(branches))
    return NumberPast.branches.filter(branches.contains)
  }

  /// Calls that may be about the same matter, likeliest first, at most `limit`.
  public func candidates(
    for question: RepeatQuestion, limit: Int = 5
  ) -> [RepeatCandidate] {
    let asked = ToldPlace(question.place)
    let alike = places.likenesses(to: asked, atLeast: RepeatCandidate.leastLikeness)
    let sameNumber = question.number.isEmpty ? [] : byNumber[question.number] ?? []
    return earlier(sameNumber.union(alike.keys), within: Self.reach, of: question)
      .compactMap { call in
        let likeness = alike[call.id] ?? places[call.id].map { PlaceLikeness($0, asked).permille } ?? 0
        return RepeatCandidate(call, likeness: likeness, question: question) { _ in [] }
      }
      .sorted { ($0.score, $0.call.beganAt) > ($1.score, $1.call.beganAt) }
      .prefix(limit)
      .map { $0 }
  }

  /// Those of the calls that were answered and began up to `reach` ms before the question.
  private func earlier(
    _ calls: some Sequence<CallIdentifier>, within reach: Int64, of question: RepeatQuestion
  ) -> [RecentCall] {
    let earliest = question.at.adding(milliseconds: -reach)
    return calls.compactMap(call).filter {
      $0.beganAt >= earliest && $0.beganAt <= question.at && $0.id != question.call && $0.wasAnswered
    }
  }

  /// Calls of the last hour so likely about the same matter that they are offered unasked, also from other
  /// numbers, likeliest first.
  ///
  /// `kinds` tells which categories what happened in an earlier call may belong to, where none was chosen.
  public func alike(
    to question: RepeatQuestion, limit: Int = 3, kinds: (RecentCall) -> [String]
  ) -> [RepeatCandidate] {
    let alike = places.likenesses(to: ToldPlace(question.place), atLeast: PlaceLikeness.maybeSame)
    return earlier(alike.keys, within: RepeatCandidate.offeredReach, of: question)
      .compactMap { call in
        RepeatCandidate(call, likeness: alike[call.id] ?? 0, question: question) {
          $0.category.map { [$0] } ?? kinds($0)
        }
      }
      .filter(\.isOfferedUnasked)
      .sorted { ($0.score, $0.call.beganAt) > ($1.score, $1.call.beganAt) }
      .prefix(limit)
      .map { $0 }
  }
}

/// An earlier call that may be about the same matter, with the reasons shown to the call taker.
///
/// The score is 1000 for the same number, plus the place's likeness (0–1000), plus 300 for the same kind of
/// matter, plus up to 300 for nearness in time; without the same number and with a place less alike than 500
/// it is no candidate.
public struct RepeatCandidate: Hashable, Sendable {
  /// The earlier call.
  public let call: RecentCall
  /// Whether both were made from one number; never so when it is withheld.
  public let isSameNumber: Bool
  /// How alike the places are, in per mille; 0 when either is unknown.
  public let placeLikeness: Int
  /// Whether both may be of one category; never so while either says nothing of what happened.
  public let isSameKind: Bool
  /// How long ago it began, in ms.
  public let age: Int64

  /// From which likeness of the places on it is a candidate by them, in per mille.
  static let leastLikeness = 500
  /// Within how many ms an earlier call is offered unasked: an hour.
  static let offeredReach: Int64 = 3_600_000
  /// Within how many ms a place that was told less exactly, or another kind at the very same place, still is:
  /// twenty minutes.
  static let nearReach: Int64 = 1_200_000

  /// `kinds` is asked only of a call that is a candidate: it weighs every word of what was typed there, and
  /// the operator waits for it behind his Enter.
  init?(
    _ call: RecentCall, likeness: Int, question: RepeatQuestion, kinds: (RecentCall) -> [String]
  ) {
    self.call = call
    isSameNumber = !question.number.isEmpty && call.number == question.number
    placeLikeness = likeness
    age = question.at.milliseconds - call.beganAt.milliseconds
    guard isSameNumber || placeLikeness >= Self.leastLikeness else { return nil }
    isSameKind = !question.kinds.isEmpty && kinds(call).contains { question.kinds.contains($0) }
  }

  /// Whether it is so likely that it is offered before anybody asks.
  ///
  /// What a caller with the same number said is told at the ring; here it is the place that speaks: the same
  /// one and the same kind, within an hour; nearly the same one and the same kind, or the very same one and
  /// whatever happened there, within twenty minutes.
  public var isOfferedUnasked: Bool {
    let isNear = age <= Self.nearReach
    if isSameKind {
      return placeLikeness >= PlaceLikeness.samePlace || isNear && placeLikeness >= PlaceLikeness.maybeSame
    }
    return isNear && placeLikeness == 1_000
  }

  /// How likely it is; only for ordering.
  public var score: Int {
    (isSameNumber ? 1_000 : 0) + placeLikeness + (isSameKind ? 300 : 0)
      + Int(300 * (RecentCalls.reach - age) / RecentCalls.reach)
  }

  /// The reasons as stored with a link: `number`, `place`, `kind` and `time` joined by `+`.
  public var reason: String {
    let isNear = placeLikeness >= Self.leastLikeness
    return
      ((isSameNumber ? ["number"] : []) + (isNear ? ["place"] : []) + (isSameKind ? ["kind"] : []) + ["time"])
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
  /// The categories that what happened may belong to; none while nothing is known of it.
  public let kinds: Set<String>
  /// The moment.
  public let at: WallInstant

  /// A question from its parts.
  public init(
    call: CallIdentifier, number: String, place: String, kinds: Set<String> = [], at: WallInstant
  ) {
    self.call = call
    self.number = number
    self.place = place
    self.kinds = kinds
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
