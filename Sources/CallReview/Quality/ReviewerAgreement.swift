import CallModel

/// How far first and blind second reviews agree, as a whole and item by item.
public struct ReviewerAgreement: Hashable, Sendable {
  /// Calls that were reviewed twice.
  public private(set) var calls = 0
  /// All items together.
  public private(set) var whole = AgreementTable()
  /// Each item by itself.
  public private(set) var items: [QualityItem: AgreementTable] = [:]
  /// What was marked differently, by call and item.
  public private(set) var disagreements: [Disagreement] = []

  /// The agreement in the calls of `book` that began in `period`; nil means all.
  public init(_ book: ReviewBook, in period: Period? = nil) {
    for (call, reviewed) in book.calls.sorted(by: { $0.key < $1.key }) {
      guard period?.contains(call.date) ?? true, let first = reviewed.firstCard,
        let second = reviewed.secondCard
      else { continue }
      calls += 1
      compare(call, first, second)
    }
  }

  private mutating func compare(
    _ call: CallIdentifier, _ first: ReviewedCall.Card, _ second: ReviewedCall.Card
  ) {
    for item in QualityItem.allCases {
      guard let one = first.card.mark(of: item), let other = second.card.mark(of: item) else { continue }
      whole.add(one, other)
      items[item, default: AgreementTable()].add(one, other)
      guard one != other else { continue }
      disagreements.append(
        Disagreement(
          call: call, item: item,
          first: ReviewerMark(reviewer: first.reviewer, mark: one, place: first.place),
          second: ReviewerMark(reviewer: second.reviewer, mark: other, place: second.place)))
    }
  }
}
