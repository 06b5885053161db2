/// A complaint was answered.
public struct ComplaintReplied: Hashable, Sendable {
  /// Who gave the answer to the complainant.
  public let by: String
  /// How: by telephone, in writing, in person.
  public let how: String
  /// What was answered.
  public let text: String
  /// When the complainant had the answer.
  public let repliedAt: WallInstant

  /// A reply from its parts.
  public init(by: String, how: String, text: String, repliedAt: WallInstant) {
    self.by = by
    self.how = how
    self.text = text
    self.repliedAt = repliedAt
  }
}
