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
