/// The deed that an open matter was waiting for, done after the call.
public struct MatterDeed: Hashable, Sendable {
  /// What it settles: `promise`, `call-back` or `follow-up`.
  public let matter: MatterKind
  /// The promise's number within the call; nil for anything else.
  public let promise: Int?
  /// The unit told or the person spoken to.
  public let unit: String
  /// What came of it; may be empty.
  public let text: String
  /// When it was done; nil when that was the moment of writing it down.
  public let doneAt: WallInstant?

  /// A deed from its parts.
  public init(
    matter: MatterKind, promise: Int? = nil, unit: String, text: String = "", doneAt: WallInstant? = nil
  ) {
    self.matter = matter
    self.promise = promise
    self.unit = unit
    self.text = text
    self.doneAt = doneAt
  }
}

/// What a call can leave to be done, beside a complaint.
public enum MatterKind: String, CaseIterable, Sendable {
  /// A sentence promised something and the deed is missing.
  case promise
  /// The line went dead or nobody answered: call the caller back.
  case callBack = "call-back"
  /// The person served was not satisfied: ask what was wrong.
  case followUp = "follow-up"
  /// A major matter is to be reported to a person in charge.
  case major
}

/// An open matter went from one named person to another (首问负责).
public struct HolderChanged: Hashable, Sendable {
  /// Who held it.
  public let from: OperatorIdentifier
  /// Who holds it from now on.
  public let to: OperatorIdentifier
  /// Why.
  public let reason: String

  /// A hand-over from its parts.
  public init(from: OperatorIdentifier, to: OperatorIdentifier, reason: String) {
    self.from = from
    self.to = to
    self.reason = reason
  }
}

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

/// Somebody has to ask a dissatisfied person what was wrong.
public struct FollowUpOpened: Hashable, Sendable {
  /// How long there is for it, in ms: 24 hours.
  public static let reach: Int64 = 86_400_000

  /// By when.
  public let due: WallInstant
  /// Who does it.
  public let to: OperatorIdentifier

  /// A follow-up from its parts.
  public init(due: WallInstant, to: OperatorIdentifier) {
    self.due = due
    self.to = to
  }
}

/// A call written by hand during an outage was typed in; the line's own time and operator are those of the
/// typing.
public struct PaperEntered: Hashable, Sendable {
  /// Who took the call.
  public let takenBy: OperatorIdentifier
  /// When the call was answered.
  public let answeredAt: WallInstant

  /// An entry from its parts.
  public init(takenBy: OperatorIdentifier, answeredAt: WallInstant) {
    self.takenBy = takenBy
    self.answeredAt = answeredAt
  }
}

/// The matter of a call was urged on or reported again (催促, 重复报警) in another call, which was linked with it.
///
/// However often it is told, a call counts once.
public struct CallUrged: Hashable, Sendable {
  /// The call in which it was urged.
  public let by: CallIdentifier
  /// That caller's number; empty when not known.
  public let number: String
  /// Whether it was a mistake: the two calls are not linked any more.
  public let isWithdrawn: Bool

  /// An urging from its parts.
  public init(by: CallIdentifier, number: String, isWithdrawn: Bool = false) {
    self.by = by
    self.number = number
    self.isWithdrawn = isWithdrawn
  }
}
