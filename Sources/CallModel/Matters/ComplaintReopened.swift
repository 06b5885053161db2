/// A complaint was opened again because the complainant was not content with the answer.
public struct ComplaintReopened: Hashable, Sendable {
  /// Why.
  public let reason: String
  /// The new deadline, counted from the day of reopening as from a day of receipt.
  public let deadline: ComplaintOpened

  /// A reopening from its parts.
  public init(reason: String, deadline: ComplaintOpened) {
    self.reason = reason
    self.deadline = deadline
  }
}
