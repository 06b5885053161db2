/// Who may not touch the ratings of a call, and what may be written down about them.
public struct Satisfaction: Hashable, Sendable {
  /// Everybody who worked on the call: the rating is about them.
  public let rated: Set<OperatorIdentifier>

  /// No ratings yet.
  public init(rated: Set<OperatorIdentifier>) {
    self.rated = rated
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
    try checkAgreement(rating, personnel: personnel)
    guard rating.grade == .dissatisfied else { return [.rated(rating)] }
    if let followUp { try check(followUp) }
    let due = now.adding(milliseconds: FollowUpOpened.reach)
    return [.rated(rating), .followUp(FollowUpOpened(due: due, to: followUp ?? personnel))]
  }
}

extension Satisfaction {
  /// A rating that is to count instead of an earlier one needs a reason, and a second person who agrees to it
  /// and neither enters it nor is rated by it.
  private func checkAgreement(
    _ rating: RatingGiven, personnel: OperatorIdentifier
  ) throws(SatisfactionFault) {
    guard let second = rating.agreedBy else {
      if rating.reason.isEmpty { return }
      throw .agreementMissing
    }
    if rating.reason.isEmpty { throw .agreementMissing }
    if second == personnel || rated.contains(second) { throw .agreementNotIndependent }
  }
}

/// Why a rating is not taken.
public enum SatisfactionFault: Error, Hashable, Sendable {
  /// The person who enters it is the one rated.
  case ratedOperator
  /// A reason for counting it without a second person who agrees, or the other way round.
  case agreementMissing
  /// The second person enters the rating or is rated by it.
  case agreementNotIndependent
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
/// A later rating stands beside an earlier one, both are kept; the first counts, unless a later one gives a
/// reason and a second person agrees.
public struct RatingGiven: Hashable, Sendable {
  /// What the person served said, one of the four grades.
  public let grade: SatisfactionGrade
  /// Who was asked: the caller, a relative; may be empty.
  public let by: String
  /// How: by call-back or message; may be empty.
  public let how: String
  /// What was said; may be empty.
  public let text: String
  /// Why it counts instead of an earlier one; empty when it only stands beside it.
  public let reason: String
  /// The second person who agrees to that; nil when nobody does.
  public let agreedBy: OperatorIdentifier?

  /// A rating from its parts.
  public init(
    grade: SatisfactionGrade, by: String = "", how: String = "", text: String = "", reason: String = "",
    agreedBy: OperatorIdentifier? = nil
  ) {
    self.grade = grade
    self.by = by
    self.how = how
    self.text = text
    self.reason = reason
    self.agreedBy = agreedBy
  }
}
