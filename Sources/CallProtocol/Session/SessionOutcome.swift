import CallModel
import PlainText

/// What one input to the session led to: events to be written down, and what to tell the call taker.
public struct SessionOutcome: Hashable, Sendable {
  /// The call the events belong to; nil when there are none.
  public internal(set) var call: CallIdentifier?
  /// Events in order, to be written down before anything is said about them.
  public internal(set) var events: [Noted<CallEvent>] = []
  /// What to tell, in order.
  public internal(set) var notices: [SessionNotice] = []
  /// The record as it is after the events; the closing event is stored with it.
  public internal(set) var record: CallRecord?

  /// Nothing happened.
  public init() {}

  /// An outcome that only says something.
  public static func notice(_ notice: SessionNotice) -> SessionOutcome {
    var outcome = SessionOutcome()
    outcome.notices = [notice]
    return outcome
  }
}

/// What the call taker must be told beside the record: facts only, the words are made elsewhere.
public enum SessionNotice: Hashable, Sendable {
  /// This needs an answered call and there is none.
  case noCall
  /// A call is already ringing or going on at this seat.
  case alreadyInCall
  /// The call is still ringing: answer it first.
  case notAnswered
  /// The protocol has no such phrase.
  case unknownPhrase
  /// The protocol has no such branch.
  case unknownBranch
  /// The protocol has no such category.
  case unknownCategory
  /// The protocol has no such level.
  case unknownLevel
  /// The protocol has no such language.
  case unknownLanguage
  /// The directory has no such department, or the search found none.
  case unknownDepartment
  /// There is no such call to link or nothing to refuse.
  case unknownCall
  /// The field of a correction is unknown, or it has no value to correct.
  case unknownField
  /// A value is needed after the command.
  case valueNeeded
  /// The field is answered by yes or no.
  case choiceNeeded
  /// The value is what the record already says.
  case unchanged
  /// The branch was in force already.
  case alreadyInBranch(BranchIdentifier)
  /// The branch is not in force.
  case notInBranch(BranchIdentifier)
  /// These sentences must be said before hanging up; hanging up once more records a breach.
  case sayBeforeHangUp(phrases: [String])
  /// A breach was recorded.
  case breach(BreachRule)
  /// A sentence opened a promise; this deed must follow.
  case promised(PromiseKind)
  /// A deed kept a promise.
  case kept(PromiseKind)
  /// The unit told is not in the list of units; it was recorded as typed.
  case unlistedUnit(String)
  /// The unit told keeps no promise of this kind, which is still open.
  case notKept(PromiseKind, unit: String)
  /// A referral lacks the address or the telephone.
  case referralIncomplete(department: String)
  /// What was told is an example that the centre has not confirmed: no breach of whoever told it, but no
  /// referral by article 5 either.
  case referralIsExample(department: String)
  /// A taboo phrase was seen; the protocol's advice goes by this id.
  case taboo(identifier: String)
  /// A complaint was opened and is due then.
  case complaintDue(ComplaintOpened)
  /// The misconduct is going on: the inspectors are told at once, not on paper.
  case tellInspectors
  /// The place is not known: offer the place prompts.
  case offerPlacePrompts
  /// A silent or whispering caller: offer the safe check instead of the harassment sentence.
  case offerSafeCheck
  /// The timing of the answer.
  case timing(RingTiming)
  /// What the protocol asks for and the record lacks.
  case missing([Requirement])
  /// The call was put on the call-back list.
  case callBack
  /// The call is closed.
  case closed(CallIdentifier)
  /// Such a step needs a reason.
  case reasonNeeded
  /// The call cannot be opened again, or counted for none.
  case refused(CourseRefusal, CallIdentifier)
  /// The correction has no reason; it was recorded without one.
  case reasonMissing
}

/// Why a closed call is not opened again, or a call not counted for none.
public enum CourseRefusal: String, CaseIterable, Hashable, Sendable {
  /// It was counted for none already.
  case cancelled
  /// Nobody at this seat spoke to the caller.
  case notAnswered = "not-answered"
  /// It was closed on an earlier day, whose figures are made.
  case earlierDay = "earlier-day"
  /// A telephone told of it, so it was a call.
  case phoneHeardIt = "phone-heard-it"
  /// A unit was told or a complaint was opened.
  case deedsFollowed = "deeds-followed"
}

/// What a typed answer means: words, or one of the two marks.
struct Answer {
  /// Given, unknown, refused, or corrected when there was another value before.
  let state: ElementState
  /// The words; empty for a mark.
  let text: String
  /// The value before; nil when there was none.
  let previous: String?

  /// `before` is the value known so far, nil when there is none.
  init(_ typed: String, before: String?) {
    previous = before.flatMap { $0.isEmpty ? nil : $0 }
    let mark = ElementState(mark: typed.trimmed.halfWidth)
    state = mark ?? (previous == nil ? .given : .corrected)
    text = mark == nil ? typed.trimmed : ""
  }

  /// Whether the words are what was known already.
  var isSame: Bool { !text.isEmpty && text == previous }
}

extension SessionOutcome {
  init(call: CallIdentifier, event: Noted<CallEvent>, record: CallRecord?) {
    self.call = call
    events = [event]
    self.record = record
  }

  /// Takes an event in after folding it into the record it belongs to.
  mutating func add(_ event: Noted<CallEvent>, to record: inout CallRecord) {
    record.apply(event)
    call = record.id
    events.append(event)
    self.record = record
  }
}
