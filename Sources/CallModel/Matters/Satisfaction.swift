/// The ratings of one call, and who may not touch them.
public struct Satisfaction: Hashable, Sendable {
  /// A rating with who wrote it down and when.
  public struct Entry: Hashable, Sendable {
    /// The rating.
    public let rating: RatingGiven
    /// When it was written down.
    public let at: WallInstant
    /// Who wrote it down.
    public let personnel: OperatorIdentifier
  }

  /// Everybody who worked on the call: the rating is about them.
  public let rated: Set<OperatorIdentifier>
  /// The ratings, oldest first; the last one counts.
  public private(set) var entries: [Entry] = []

  /// No ratings yet.
  public init(rated: Set<OperatorIdentifier>) {
    self.rated = rated
  }

  /// The rating that counts.
  public var current: RatingGiven? { entries.last?.rating }

  /// Takes a recorded rating in.
  public mutating func apply(_ rating: RatingGiven, at: WallInstant, by personnel: OperatorIdentifier) {
    entries.append(Entry(rating: rating, at: at, personnel: personnel))
  }

  /// Refuses somebody who worked on the call: the rating, and the follow-up of a bad one, are for others.
  public func check(_ personnel: OperatorIdentifier) throws(SatisfactionFault) {
    if rated.contains(personnel) { throw .ratedOperator }
  }

  /// The events of a rating: with 不满意 somebody must follow it up within 24 hours, by default who enters it.
  public func give(
    _ rating: RatingGiven, by personnel: OperatorIdentifier, followUp: OperatorIdentifier? = nil,
    at now: WallInstant
  ) throws(SatisfactionFault) -> [MatterEvent] {
    try check(personnel)
    guard rating.grade == .dissatisfied else { return [.rated(rating)] }
    if let followUp { try check(followUp) }
    let due = now.adding(milliseconds: FollowUpOpened.reach)
    return [.rated(rating), .followUp(FollowUpOpened(due: due, to: followUp ?? personnel))]
  }
}

/// Why a rating is not taken.
public enum SatisfactionFault: Error, Hashable, Sendable {
  /// The person who enters it is the one rated.
  case ratedOperator
}

/// The four grades of satisfaction of the person served.
public enum SatisfactionGrade: String, CaseIterable, Sendable {
  /// 非常满意.
  case verySatisfied = "very-satisfied"
  /// 满意.
  case satisfied
  /// 一般.
  case fair
  /// 不满意.
  case dissatisfied
}

/// The person served graded the service.
///
/// A later rating stands beside an earlier one, both are kept.
public struct RatingGiven: Hashable, Sendable {
  /// The grade.
  public let grade: SatisfactionGrade
  /// Who was asked: the caller, a relative; may be empty.
  public let by: String
  /// How: by call-back or message; may be empty.
  public let how: String
  /// What was said; may be empty.
  public let text: String

  /// A rating from its parts.
  public init(grade: SatisfactionGrade, by: String = "", how: String = "", text: String = "") {
    self.grade = grade
    self.by = by
    self.how = how
    self.text = text
  }
}
