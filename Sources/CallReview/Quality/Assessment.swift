import CallModel

/// One person's points of a month, every deduction and bonus with its reason.
public struct Assessment: Hashable, Sendable {
  /// A deduction for one item.
  public struct Deduction: Hashable, Sendable {
    /// The item that failed.
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
    /// How many points it gives or takes.
    public let points: Points
  }

  /// Who.
  public let person: OperatorIdentifier
  /// The calendar month that is assessed.
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
    _ person: OperatorIdentifier, month: Period, tally: PersonMonth, book: ReviewBook,
    schedule: PointSchedule
  ) {
    self.person = person
    self.month = month
    calls = tally.calls
    reviewed = tally.reviewed
    deductions = QualityItem.allCases.compactMap { item in
      guard let state = tally.items[item], !state.failed.isEmpty else { return nil }
      let points = Points.share(schedule.weight(of: item), part: state.failed.count, of: state.judged)
      return Deduction(item: item, failed: state.failed, judged: state.judged, points: points)
    }
    let exceeded = QualityItem.allCases.compactMap { item -> Bonus? in
      guard let calls = tally.items[item]?.exceeding, !calls.isEmpty else { return nil }
      let points = Points(hundredths: PointSchedule.exceeding.hundredths * calls.count)
      return Bonus(reason: "", item: item, evidence: calls.map(\.description), points: points)
    }
    let commended = book.commendations.filter {
      $0.event.person == person && month.contains($0.at.date)
    }
    .map {
      Bonus(
        reason: $0.event.reason, item: nil, evidence: [$0.address], points: Points($0.event.points))
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

/// What one person's calls of a month add up to, before points.
public struct PersonMonth: Hashable, Sendable {
  /// Answered calls.
  public private(set) var calls = 0
  /// Calls a person has reviewed.
  public private(set) var reviewed = 0
  /// How often each item was passed, failed or did not apply.
  public private(set) var items: [QualityItem: ItemTally] = [:]

  /// No calls yet.
  public init() {}

  /// Adds a call with what the rules say of it and what reviewers wrote.
  ///
  /// A reviewer's mark replaces the rule's; an item whose appeal was upheld no longer fails.
  public mutating func add(_ call: CallIdentifier, verdict: RuleVerdict, review: ReviewedCall?) {
    calls += 1
    if review?.firstCard != nil { reviewed += 1 }
    for item in QualityItem.allCases {
      let said = review?.mark(of: item)
      guard var mark = said ?? verdict.marks[item], mark.isJudged else { continue }
      if mark == .no, review?.upheld.contains(item) == true { mark = .yes }
      var tally = items[item] ?? ItemTally()
      tally.judged += 1
      if mark == .no {
        tally.failed.append(
          FailedCall(call: call, evidence: Self.evidence(item, verdict: verdict, review: review)))
      }
      if mark == .exceeds { tally.exceeding.append(call) }
      items[item] = tally
    }
  }

  private static func evidence(_ item: QualityItem, verdict: RuleVerdict, review: ReviewedCall?)
    -> [String]
  {
    let lines = verdict.evidence(of: item).map(\.description)
    return lines + [review?.firstCard, review?.secondCard].compactMap { $0?.address }
  }
}

/// One person's place in a quarter or a year: the mean of the months with calls, each month beside it.
public struct Standing: Hashable, Sendable {
  /// Who.
  public let person: OperatorIdentifier
  /// The months with calls, in order.
  public let months: [Assessment]
  /// The mean of the months' points, rounded half up to a hundredth.
  public let mean: Points
  /// The months' points added up.
  public let sum: Points
  /// The place, 1 the best; people with the same mean share it, and the next place is skipped.
  public let rank: Int

  /// The standings of these assessments, best first, equals by id.
  public static func rank(_ assessments: [Assessment]) -> [Standing] {
    let people = Dictionary(grouping: assessments, by: \.person).map { person, months in
      let months = months.sorted { $0.month < $1.month }
      let sum = months.reduce(Points.zero) { $0 + $1.total }
      return (person: person, months: months, sum: sum, mean: Points.share(sum, part: 1, of: months.count))
    }
    return people.map { one in
      let better = people.count { $0.mean > one.mean }
      return Standing(
        person: one.person, months: one.months, mean: one.mean, sum: one.sum, rank: better + 1)
    }.sorted { ($1.mean, $0.person) < ($0.mean, $1.person) }
  }
}

/// Points of an assessment, exact to a hundredth.
public struct Points: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The points times a hundred, as a whole number, so that sums are exact.
  public let hundredths: Int

  /// Points from hundredths.
  public init(hundredths: Int) {
    self.hundredths = hundredths
  }

  /// Whole points.
  public init(_ points: Int) {
    hundredths = points * 100
  }

  /// No points.
  public static let zero = Points(0)

  /// `weight` × `part` ÷ `whole`, rounded half up to a hundredth; nothing when `whole` is 0.
  public static func share(_ weight: Points, part: Int, of whole: Int) -> Points {
    guard whole > 0 else { return zero }
    return Points(hundredths: (2 * weight.hundredths * part + whole) / (2 * whole))
  }

  /// Added.
  public static func + (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths + right.hundredths)
  }

  /// Taken away.
  public static func - (left: Points, right: Points) -> Points {
    Points(hundredths: left.hundredths - right.hundredths)
  }

  /// Fewer come first.
  public static func < (left: Points, right: Points) -> Bool { left.hundredths < right.hundredths }

  /// `98.25`, `-1.50`.
  public var description: String {
    let size = hundredths.magnitude
    return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
  }
}
