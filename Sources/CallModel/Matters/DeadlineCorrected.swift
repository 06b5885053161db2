/// A provisional deadline was counted again because a year's working days are published now.
public struct DeadlineCorrected: Hashable, Sendable {
  /// The due day before.
  public let previous: CivilDate
  /// The deadline from now on.
  public let deadline: ComplaintOpened
  /// The source of the calendar used.
  public let source: String

  /// A correction from its parts.
  public init(previous: CivilDate, deadline: ComplaintOpened, source: String) {
    self.previous = previous
    self.deadline = deadline
    self.source = source
  }
}
