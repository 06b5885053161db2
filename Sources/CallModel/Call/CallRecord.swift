/// One call as all its events together tell it (接警单).
///
/// Made by folding events; nothing else writes it.
public struct CallRecord: Hashable, Sendable {
  /// How far the call is.
  public enum Phase: String, CaseIterable, Sendable {
    /// The phone rings.
    case ringing
    /// It was answered and is going on.
    case answered
    /// It has ended.
    case ended
  }

  /// The record's number.
  public let id: CallIdentifier
  /// Who answered, or who last worked on it.
  public internal(set) var personnel: OperatorIdentifier
  /// How far the call is.
  public internal(set) var phase = Phase.ringing
  /// The ring that began it.
  public internal(set) var ring: RingSeen?
  /// When the first event of the call was written.
  public internal(set) var beganAt: WallInstant
  /// When it was answered.
  public internal(set) var answeredAt: WallInstant?
  /// When it ended.
  public internal(set) var endedAt: WallInstant?
  /// How it ended.
  public internal(set) var ending: CallEnding?
  /// Milliseconds from the answer to the end.
  public internal(set) var talkMilliseconds: Int64?
  /// From when on the talk of a call going on counts, as the last event with a time from the answer says: an
  /// answer that was corrected, and a call that was opened again, count from another moment than its first
  /// answer's.
  ///
  /// Nil unless it is going on.
  public internal(set) var talkingSince: WallInstant?
  /// How fast it was answered, by every source there is.
  public internal(set) var answer: CallAnswered?
  /// The elements; one that is not here was not asked.
  public internal(set) var elements: [ElementIdentifier: ElementRecord] = [:]
  /// Everything said, in order.
  public internal(set) var phrases: [PhraseRecord] = []
  /// Branches in force, in the order entered.
  public internal(set) var branches: [BranchIdentifier] = []
  /// Branches entered and left again.
  public internal(set) var leftBranches: [BranchIdentifier] = []
  /// Earlier calls it was put beside or told apart from; the last word on a call counts.
  public internal(set) var links: [CallLink] = []
  /// Units told.
  public internal(set) var notifications: [NotificationRecord] = []
  /// Referrals given.
  public internal(set) var referrals: [ReferralGiven] = []
  /// Questions the directory could not answer.
  public internal(set) var questions: [OpenQuestion] = []
  /// Promises made.
  public internal(set) var promises: [PromiseRecord] = []
  /// The complaint, if one was made.
  public internal(set) var complaint: ComplaintRecord?
  /// Rules broken.
  public internal(set) var breaches: [BreachNoted] = []
  /// Taboo phrases seen in what was typed as said, by id.
  public internal(set) var wordings: [String] = []
  /// The category, with its name as it stood in the protocol then; nil until one is chosen.
  public internal(set) var category: CategoryChosen?
  /// The level, 1 the highest.
  public internal(set) var level: Int?
  /// The spoken language.
  public internal(set) var language: String?
  /// Remarks.
  public internal(set) var notes: [String] = []
  /// How often the console was interrupted and came back to this call.
  public internal(set) var interruptions = 0
  /// Corrections made after closing.
  public internal(set) var amendments: [AmendmentRecord] = []
  /// How often and why it was opened again after it had been closed.
  public internal(set) var reopenings: [ReopeningRecord] = []
  /// Why it never was; nil for a call.
  public internal(set) var cancellation: CancellationRecord?
  /// What was typed and never entered, until it is added by a correction.
  public internal(set) var unentered: [UnenteredText] = []

  /// A record that begins with `first`.
  public init(id: CallIdentifier, first: Noted<CallEvent>) {
    self.id = id
    personnel = first.personnel
    beganAt = first.at
    apply(first)
  }

  /// What is known of an element.
  public func element(_ identifier: ElementIdentifier) -> ElementRecord {
    elements[identifier] ?? ElementRecord()
  }

  /// The first element that still needs a question, in the order of article 1; nil when none does.
  public var firstOpenElement: ElementIdentifier? {
    ElementIdentifier.allCases.first { !element($0).state.isSettled }
  }

  /// Promises whose deed is missing.
  public var openPromises: [PromiseRecord] { isCancelled ? [] : promises.filter(\.isOpen) }

  /// Whether there was no call: nothing in it counts, and nothing is owed.
  public var isCancelled: Bool { cancellation != nil || ending == .cancelled }

  /// Those of them that a deed of a unit keeps: all but the reply to a complaint, which the complaint tells.
  public var openDeeds: [PromiseRecord] { openPromises.filter { $0.promise.kind != .complaintReply } }

  /// Whether nothing was taken down that only a caller can have told, not even that he does not know or will
  /// not say, and nothing done for him.
  ///
  /// What was said to him, what he was asked, and what the program noted by itself are no sign of him.
  public var isBlank: Bool {
    let isUntold = elements.values.allSatisfy { [.notAsked, .asked].contains($0.state) }
    let isUnsorted = category == nil && level == nil && language == nil && complaint == nil
    return isUntold && isUnsorted && branches.isEmpty && leftBranches.isEmpty && links.isEmpty
      && notes.isEmpty && notifications.isEmpty && referrals.isEmpty && questions.isEmpty && promises.isEmpty
  }

  /// Whether a prescribed phrase was said.
  public func wasSaid(_ phrase: String) -> Bool { phrases.contains { $0.phrase == phrase } }

  /// The earlier call this one repeats, if any.
  public var repeats: CallIdentifier? { links.last { $0.relation == .same }?.call }

  /// Whether the operator reported another verdict on three rings than was measured; both are kept.
  public var hasContradictoryTimings: Bool {
    guard let answer, answer.timing.source == .measured, let reported = answer.reported else { return false }
    return reported.verdict != answer.timing.verdict
  }

  /// Milliseconds from `talkingSince` to the caller's leaving, in a call that was opened again without him.
  public var callerLeftAfter: Int64? { phase == .answered ? reopenings.last?.reopened.leftAfter : nil }

  /// The caller's number, empty when not known.
  public var number: String { ring?.number ?? "" }

  /// Whether this seat made the call: somebody was rung back.
  public var isOutgoing: Bool { ring?.isOutgoing ?? false }

  /// Why a call that goes out is linked with that of the caller it is for.
  public static let callbackReason = "callback"

  /// The call about which somebody is rung back, as the record of the call that goes out names it.
  public var callbackFor: CallIdentifier? {
    isOutgoing ? links.last { $0.reason == Self.callbackReason }?.call : nil
  }

  /// The timing that is judged by three rings; nil where nobody answered, and where this seat was the caller.
  public var judgedTiming: RingTiming? { isOutgoing ? nil : answer?.timing }

  /// Milliseconds from the answer to the first unit told to help; nil when none was.
  public var dispatchedAfter: Int64? {
    notifications.first { $0.notification.purpose.isHelp }?.offsetMilliseconds
  }

  /// Whether misconduct is going on and the inspectors were not told in the call.
  public var owesInspectors: Bool {
    complaint?.fields[.happening]?.text == ComplaintField.yes
      && !notifications.contains { $0.notification.purpose == .inspectors }
  }
}

extension CallRecord {
  /// The present value of a field that may be corrected after the end: an element's id, a complaint field as
  /// `complaint-name`, or `category`, `level`, `language`, `number`, `note`.
  ///
  /// Nil when there is no such field.
  public func value(ofField field: String) -> String? {
    guard let known = RecordField(amended: field), known != .recordingID else { return nil }
    if known.complaint != nil, complaint == nil { return nil }
    // Of remarks it is the last one that is corrected.
    return known == .notes ? notes.last ?? "" : known.value(in: self)
  }

  /// How far the element or the complaint's field is that an amendment calls so; nil for any other field.
  public func state(ofField field: String) -> ElementState? {
    ElementIdentifier(rawValue: field).map { element($0).state }
      ?? ComplaintField(amended: field).flatMap { complaint?.fields[$0]?.state }
  }
}
