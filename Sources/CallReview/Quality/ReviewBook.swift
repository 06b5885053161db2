import CallModel

/// What the review desks' journals say together: draws, cards, what followed from them, commendations.
public struct ReviewBook: Hashable, Sendable {
  /// The draws, oldest first.
  public private(set) var samples: [(fact: ReviewFact, draw: SampleDrawn)] = []
  /// The calls reviewed.
  public private(set) var calls: [CallIdentifier: ReviewedCall] = [:]
  /// The commendations, oldest first.
  public private(set) var commendations: [(fact: ReviewFact, commendation: Commendation)] = []

  /// The calls of all draws: what the first draw of a call says of it counts, so that a later draw neither
  /// asks for a second review of a call that is done nor takes one back.
  private var drawn: [CallIdentifier: SampledCall] = [:]

  /// The book of these facts, in the order they were written.
  public init(_ facts: [ReviewFact]) {
    for fact in facts { add(fact) }
  }

  /// Adds a fact.
  public mutating func add(_ fact: ReviewFact) {
    switch fact.event {
    case .sample(let draw):
      samples.append((fact, draw))
      for sampled in draw.calls where drawn[sampled.call] == nil { drawn[sampled.call] = sampled }
    case .commend(let commendation): commendations.append((fact, commendation))
    case .card(let card):
      guard let call = fact.call else { return }
      calls[call, default: ReviewedCall()].cards.append(
        ReviewedCall.Card(card: card, reviewer: fact.personnel, at: fact.at, place: fact.place))
    case .feedback, .reply, .appeal, .decision:
      guard let call = fact.call else { return }
      calls[call, default: ReviewedCall()].remarks.append(fact)
    }
  }

  /// The draws of a month, oldest first.
  public func samples(of month: Period) -> [SampleDrawn] {
    samples.map(\.draw).filter { $0.period == month }
  }

  /// The next call for a reviewer: never the reviewer's own, never one the reviewer has marked; first reviews
  /// come before second ones, older calls before newer ones.
  ///
  /// A call the reviewer has begun comes first; one that somebody else has begun only when nothing else is
  /// left; one in `busy`, which somebody is at this moment marking, never. Nil when nothing is left.
  public func next(
    for reviewer: OperatorIdentifier, begun: Set<CallIdentifier> = [],
    begunByOthers: Set<CallIdentifier> = [], busy: Set<CallIdentifier> = []
  ) -> (sampled: SampledCall, isSecond: Bool)? {
    let waiting = waiting(for: reviewer).filter { !busy.contains($0.sampled.call) }
    return waiting.first { begun.contains($0.sampled.call) }
      ?? waiting.first { !begunByOthers.contains($0.sampled.call) } ?? waiting.first
  }

  /// Everything that waits for this reviewer, in order.
  private func waiting(for reviewer: OperatorIdentifier) -> [(sampled: SampledCall, isSecond: Bool)] {
    var (firsts, seconds): ([SampledCall], [SampledCall]) = ([], [])
    for sampled in sampledCalls where sampled.person != reviewer {
      guard let reviewed = calls[sampled.call], let first = reviewed.firstCard else {
        firsts.append(sampled)
        continue
      }
      if sampled.isDouble, reviewed.secondCard == nil, first.reviewer != reviewer { seconds.append(sampled) }
    }
    return firsts.map { ($0, false) } + seconds.map { ($0, true) }
  }

  /// The calls of all draws, each once, by id.
  public var sampledCalls: [SampledCall] { drawn.values.sorted { $0.call < $1.call } }

  /// Whether a second review of the call is still to come, so that the first must stay hidden from its
  /// reviewer.
  public func awaitsSecond(_ call: CallIdentifier) -> Bool {
    drawn[call]?.isDouble == true && calls[call]?.secondCard == nil
  }

  /// Books are the same when their facts are.
  public static func == (left: ReviewBook, right: ReviewBook) -> Bool {
    left.calls == right.calls && left.samples.map(\.fact) == right.samples.map(\.fact)
      && left.commendations.map(\.fact) == right.commendations.map(\.fact)
  }

  /// Adds the facts to a hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(calls) }
}

/// Everything the review desks wrote about one call.
public struct ReviewedCall: Hashable, Sendable {
  /// A filled score card with who filled it and when.
  public struct Card: Hashable, Sendable {
    /// The card.
    public let card: ScoreCardFilled
    /// Who filled it.
    public let reviewer: OperatorIdentifier
    /// When.
    public let at: WallInstant
    /// The journal line, `file:line`.
    public let place: String
  }

  /// The cards, oldest first; the first two by different reviewers are the first and the second review.
  public internal(set) var cards: [Card] = []
  /// Everything else about the call, oldest first: feedback, replies, appeals, decisions.
  public internal(set) var remarks: [ReviewFact] = []

  /// Nothing written yet.
  public init() {}

  /// The reviews with personal data of the call hidden in what was written.
  public func masked(_ extent: MaskingExtent, with record: CallRecord?) -> ReviewedCall {
    let texts: [any TextHolding] = cards.map(\.card) + remarks.map(\.event)
    let masker = Masker(extent, knowing: (record.map { [$0] } ?? []) + texts)
    var shown = self
    shown.cards = cards.map {
      Card(card: $0.card.masked(by: masker), reviewer: $0.reviewer, at: $0.at, place: $0.place)
    }
    shown.remarks = remarks.map {
      ReviewFact(
        $0.event.masked(by: masker), call: $0.call, at: $0.at, personnel: $0.personnel, place: $0.place)
    }
    return shown
  }

  /// The first review.
  public var firstCard: Card? { cards.first }

  /// The blind second review, by somebody else.
  public var secondCard: Card? { cards.dropFirst().first { $0.reviewer != cards[0].reviewer } }

  /// The person whose call it is, as the cards say.
  public var person: OperatorIdentifier? { cards.first?.card.person }

  /// The items with an appeal that nobody has decided yet.
  public var openAppeals: [QualityItem] {
    var open: [QualityItem] = []
    for fact in remarks {
      if case .appeal(let appeal) = fact.event, !open.contains(appeal.item) { open.append(appeal.item) }
      if case .decision(let decision) = fact.event { open.removeAll { $0 == decision.item } }
    }
    return open
  }

  /// The items whose appeal was upheld last.
  public var upheld: Set<QualityItem> {
    var upheld: Set<QualityItem> = []
    for fact in remarks {
      guard case .decision(let decision) = fact.event else { continue }
      if decision.isUpheld { upheld.insert(decision.item) } else { upheld.remove(decision.item) }
    }
    return upheld
  }

  /// What people say of an item: no only when every review that judged it says no, so that one reviewer's
  /// word against another's does not count against the person; nil when no card has it.
  public func mark(of item: QualityItem) -> ScoreMark? {
    let marks = [firstCard, secondCard].compactMap { $0?.card.mark(of: item) }
    guard !marks.isEmpty else { return nil }
    let judged = marks.filter(\.isJudged)
    guard !judged.isEmpty else { return .notApplicable }
    if judged.allSatisfy({ $0 == .exceeds }) { return .exceeds }
    return judged.allSatisfy { $0 == .no } ? .no : .yes
  }
}
