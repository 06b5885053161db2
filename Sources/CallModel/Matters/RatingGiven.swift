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
