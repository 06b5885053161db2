/// A major matter was reported to a person in charge.
public struct MajorReported: Hashable, Sendable {
  /// The person in charge, or the inspectors.
  public let to: String
  /// Whether those told are the inspectors, who are told of misconduct going on; nobody else counts for that.
  public let isToInspectors: Bool
  /// How: by telephone, in person.
  public let how: String
  /// What was said or ordered; may be empty.
  public let text: String
  /// When.
  public let reportedAt: WallInstant

  /// A report from its parts.
  public init(
    to: String, isToInspectors: Bool = false, how: String, text: String = "", reportedAt: WallInstant
  ) {
    self.to = to
    self.isToInspectors = isToInspectors
    self.how = how
    self.text = text
    self.reportedAt = reportedAt
  }
}
