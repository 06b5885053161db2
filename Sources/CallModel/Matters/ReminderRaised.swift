/// A reminder was raised to the person responsible; each one once for a due day and a person.
public struct ReminderRaised: Hashable, Sendable {
  /// Which reminder.
  public let kind: ReminderKind
  /// The due day it is about.
  public let due: CivilDate
  /// The person responsible.
  public let to: OperatorIdentifier

  /// A reminder from its parts.
  public init(kind: ReminderKind, due: CivilDate, to: OperatorIdentifier) {
    self.kind = kind
    self.due = due
    self.to = to
  }
}
