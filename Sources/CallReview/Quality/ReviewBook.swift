import CallModel

/// What the review desks' journals say together: draws, cards, what followed from them, commendations.
public struct ReviewBook: Hashable, Sendable {
  /// The draws, oldest first.
  public private(set) var samples: [Noted<SampleDrawn>] = []
  /// The calls reviewed.
  public private(set) var calls: [CallIdentifier: ReviewedCall] = [:]
  /// The commendations, oldest first.
  public private(set) var commendations: [Noted<Commendation>] = []

  /// The calls of all draws: what the first draw of a call says of it counts, so that a later draw neither
  /// asks for a second review of a call that is done nor takes one back.
  private var drawn: [CallIdentifier: SampledCall] = [:]

  /// The book of these facts, in the order they were written.
  public init(_ facts: [Noted<ReviewEvent>]) {
    for fact in facts { add(fact) }
  }

  /// Adds a fact.
  public mutating func add(_ fact: Noted<ReviewEvent>) {
    switch fact.event {
    case .sample(let draw):
      samples.append(fact.replacing(draw))
      for sampled in draw.calls where drawn[sampled.call] == nil { drawn[sampled.call] = sampled }
    case .commend(let commendation): commendations.append(fact.replacing(commendation))
    case .card(let card):
      guard let call = fact.call else { return }
      calls[call, default: ReviewedCall()].cards.append(fact.replacing(card))
    case .feedback, .reply, .appeal, .decision:
      guard let call = fact.call else { return }
      calls[call, default: ReviewedCall()].remarks.append(fact)
    }
  }

  /// The draws of a month, oldest first.
  public func samples(of month: Period) -> [SampleDrawn] {
    samples.map(\.event).filter { $0.period == month }
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
      if sampled.isDouble, reviewed.secondCard == nil, first.personnel != reviewer { seconds.append(sampled) }
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
}

/// Everything the review desks wrote about one call.
public struct ReviewedCall: Hashable, Sendable {
  /// The cards, oldest first; the first two by different reviewers are the first and the second review.
  public internal(set) var cards: [Noted<ScoreCardFilled>] = []
  /// Everything else about the call, oldest first: feedback, replies, appeals, decisions.
  public internal(set) var remarks: [Noted<ReviewEvent>] = []

  /// Nothing written yet.
  public init() {}

  /// The reviews with personal data of the call hidden in what was written.
  public func masked(_ extent: MaskingExtent, with record: CallRecord?) -> ReviewedCall {
    let texts: [any TextHolding] = cards.map(\.event) + remarks.map(\.event)
    let masker = Masker(extent, knowing: (record.map { [$0] } ?? []) + texts)
    var shown = self
    shown.cards = cards.map { $0.replacing($0.event.masked(by: masker)) }
    shown.remarks = remarks.map { $0.replacing($0.event.masked(by: masker)) }
    return shown
  }

  /// The first review.
  public var firstCard: Noted<ScoreCardFilled>? { cards.first }

  /// The blind second review, by somebody else.
  public var secondCard: Noted<ScoreCardFilled>? {
    cards.dropFirst().first { $0.personnel != cards[0].personnel }
  }

  /// The person whose call it is, as the cards say.
  public var person: OperatorIdentifier? { cards.first?.event.person }

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
    let marks = [firstCard, secondCard].compactMap { $0?.event.mark(of: item) }
    guard !marks.isEmpty else { return nil }
    let judged = marks.filter(\.isJudged)
    guard !judged.isEmpty else { return .notApplicable }
    if judged.allSatisfy({ $0 == .exceeds }) { return .exceeds }
    return judged.allSatisfy { $0 == .no } ? .no : .yes
  }
}
