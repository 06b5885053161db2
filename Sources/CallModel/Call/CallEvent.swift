/// A fact of a call, as it is written down and never edited.
///
/// The journal's kinds of events are the cases.
///
/// Conversion to and from the stored form is in `CallEvent+Coding.swift`; readers skip kinds they do not
/// know.
public enum CallEvent: Hashable, Sendable {
  /// The phone rang; by the operator's key or by the phone system.
  case ring(RingSeen)
  /// The call was answered here.
  case answer(CallAnswered)
  /// A sentence was said to the caller.
  case phrase(PhraseSaid)
  /// An element was asked for.
  case ask(ElementIdentifier)
  /// An element became known, unknown or refused, or was corrected.
  case element(ElementAnswer)
  /// A branch of the protocol was entered.
  case branchEntered(BranchIdentifier)
  /// A branch was left again because it did not apply.
  case branchLeft(BranchIdentifier)
  /// The call was put beside an earlier one.
  case link(CallLink)
  /// A unit or department was told.
  case notify(UnitNotified)
  /// The caller was told whom to ask.
  case refer(ReferralGiven)
  /// A question the directory cannot answer went on its keeper's list.
  case question(OpenQuestion)
  /// A sentence said promised something.
  case promise(PromiseMade)
  /// The promised deed is on record.
  case kept(PromiseKept)
  /// A complaint about police work was opened.
  case complaint(ComplaintOpened)
  /// One of the complaint's fields became known.
  case complaintField(ComplaintAnswer)
  /// A rule was broken.
  case breach(BreachNoted)
  /// A taboo phrase was seen in what was typed as said.
  case wording(String)
  /// The category (警情类别) was chosen.
  case category(CategoryChosen)
  /// The level (警情等级) was chosen; 1 is the highest.
  case level(Int)
  /// The spoken language was noted.
  case language(String)
  /// A remark.
  case note(String)
  /// The console was started again and returned to this call.
  case resumed
  /// Something recorded was corrected afterwards; old and new are both kept.
  case amend(Amendment)
  /// Deeds recorded before were taken back.
  case undone(DeedsUndone)
  /// The call was closed too early and is open again at the desk.
  case reopened(CallReopened)
  /// The call never was, for this reason: it stays on record and counts for nothing.
  case cancelled(String)
  /// What was typed in the call and never entered.
  case unentered([UnenteredText])
  /// The call ended; the whole folded record goes with it.
  case end(CallEnding)
}

extension CallEvent {
  /// The kinds as they stand in a journal line's `ev`.
  public enum Kind: String, CaseIterable, Sendable {
    case ring
    case answer
    case phrase
    case ask
    case element
    case branchEntered = "branch"
    case branchLeft = "branch-left"
    case link
    case notify
    case refer
    case question
    case promise
    case kept
    case complaint
    case complaintField = "complaint-field"
    case breach
    case wording
    case category
    case level
    case language
    case note
    case resumed
    case amend
    case undone
    case reopened
    case cancelled
    case unentered
    case end
  }

  /// The event's kind.
  public var kind: Kind {
    switch self {
    case .ring: .ring
    case .answer: .answer
    case .phrase: .phrase
    case .ask: .ask
    case .element: .element
    case .branchEntered: .branchEntered
    case .branchLeft: .branchLeft
    case .link: .link
    case .notify: .notify
    case .refer: .refer
    case .question: .question
    case .promise: .promise
    case .kept: .kept
    case .complaint: .complaint
    case .complaintField: .complaintField
    case .breach: .breach
    case .wording: .wording
    case .category: .category
    case .level: .level
    case .language: .language
    case .note: .note
    case .resumed: .resumed
    case .amend: .amend
    case .undone: .undone
    case .reopened: .reopened
    case .cancelled: .cancelled
    case .unentered: .unentered
    case .end: .end
    }
  }
}
