/// A complaint was given to a person to answer.
public struct ComplaintAssigned: Hashable, Sendable {
  /// Who answers it.
  public let to: OperatorIdentifier
  /// Why this person; may be empty.
  public let reason: String

  /// An assignment from its parts.
  public init(to: OperatorIdentifier, reason: String = "") {
    self.to = to
    self.reason = reason
  }
}

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

/// A complaint was answered.
public struct ComplaintReplied: Hashable, Sendable {
  /// Who gave the answer to the complainant.
  public let by: String
  /// How: by telephone, in writing, in person.
  public let how: String
  /// What was answered.
  public let text: String
  /// When the complainant had the answer, as told by who wrote it down.
  public let repliedAt: WallInstant
  /// What proves that moment; empty when nothing does, and then the moment of writing it down counts.
  public let proof: String

  /// A reply from its parts.
  public init(by: String, how: String, text: String, repliedAt: WallInstant, proof: String = "") {
    self.by = by
    self.how = how
    self.text = text
    self.repliedAt = repliedAt
    self.proof = proof
  }
}

extension Noted<ComplaintReplied> {
  /// The moment that decides whether it was in time: when it was written down, unless a proof is named.
  public var countsAt: WallInstant { event.proof.isEmpty ? writtenAt : event.repliedAt }

  /// Whether it was written down on a later day than it is said to have been given.
  public var isToldLater: Bool { writtenAt.date > event.repliedAt.date }
}

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

/// The three reminders (督办) of a complaint that is not answered.
public enum ReminderKind: String, CaseIterable, Comparable, Sendable {
  /// The next working day is the due day. Raised on the last working day before it, or on any day in between.
  case dueTomorrow = "due-tomorrow"
  /// It is due at the end of this day.
  case dueToday = "due-today"
  /// The time is up.
  case overdue

  /// The nearer the end, the later.
  public static func < (left: ReminderKind, right: ReminderKind) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .dueTomorrow: 0
    case .dueToday: 1
    case .overdue: 2
    }
  }
}

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
