import CallModel

/// One person's points of a month, every deduction and bonus with its reason.
public struct Assessment: Hashable, Sendable {
  /// A deduction for one item.
  public struct Deduction: Hashable, Sendable {
    /// The item.
    public let item: QualityItem
    /// The calls it failed in.
    public let failed: [FailedCall]
    /// The calls it was judged in.
    public let judged: Int
    /// The points taken away.
    public let points: Points
  }

  /// Points added.
  public struct Bonus: Hashable, Sendable {
    /// What for, in the words of whoever commended; empty for a mark "exceeds".
    public let reason: String
    /// The item exceeded; nil for a commendation.
    public let item: QualityItem?
    /// Where it is written: the journal line of the commendation, or the calls.
    public let evidence: [String]
    /// The points.
    public let points: Points
  }

  /// Who.
  public let person: OperatorIdentifier
  /// The month.
  public let month: Period
  /// Answered calls, and how many of them a person reviewed.
  public let calls: Int
  /// Calls a person reviewed.
  public let reviewed: Int
  /// The deductions, in the order of the items; items that never failed are not among them.
  public let deductions: [Deduction]
  /// The bonuses before the limit.
  public let bonuses: [Bonus]

  /// What a month adds up to under `schedule`.
  public init(
    _ person: OperatorIdentifier, _ month: Period, _ tally: PersonMonth, _ book: ReviewBook,
    schedule: PointSchedule
  ) {
    self.person = person
    self.month = month
    calls = tally.calls
    reviewed = tally.reviewed
    deductions = QualityItem.allCases.compactMap { item in
      guard let state = tally.items[item], !state.failed.isEmpty else { return nil }
      let points = Points.share(schedule.weight(of: item), state.failed.count, of: state.judged)
      return Deduction(item: item, failed: state.failed, judged: state.judged, points: points)
    }
    let exceeded = QualityItem.allCases.compactMap { item -> Bonus? in
      guard let calls = tally.items[item]?.exceeding, !calls.isEmpty else { return nil }
      let points = Points(hundredths: PointSchedule.exceeding.hundredths * calls.count)
      return Bonus(reason: "", item: item, evidence: calls.map(\.description), points: points)
    }
    let commended = book.commendations.filter {
      $0.commendation.person == person && month.contains($0.fact.at.date)
    }
    .map {
      Bonus(
        reason: $0.commendation.reason, item: nil, evidence: [$0.fact.place],
        points: Points($0.commendation.points))
    }
    bonuses = exceeded + commended
  }

  /// All deductions together.
  public var deducted: Points { deductions.reduce(.zero) { $0 + $1.points } }

  /// All bonuses together, at most what a month allows.
  public var added: Points { min(bonuses.reduce(.zero) { $0 + $1.points }, PointSchedule.mostBonus) }

  /// The month's points: 100 less deductions plus bonus, never below 0.
  public var total: Points { max(.zero, PointSchedule.full - deducted + added) }
}
