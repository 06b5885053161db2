import CallModel

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
