/// What an event can change about a call, as it stands now.
///
/// The one declaration of who has to read which events: every list of interesting kinds is made from it, and
/// a new kind of event cannot be forgotten, because the switches below name every one.
public struct Concerns: OptionSet, Hashable, Sendable {
  /// One bit a concern.
  public let rawValue: UInt8

  /// Concerns from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What the call's record says: `CallState.record`.
  public static let record = Concerns(rawValue: 1)
  /// How far a complaint is: `CallState.complaint`.
  public static let complaint = Concerns(rawValue: 2)
  /// What is left to be done beside a complaint: `CallState.isOpen`.
  public static let matter = Concerns(rawValue: 4)
  /// Who works at which seat: `ShiftBook`.
  public static let shift = Concerns(rawValue: 8)
  /// What the person served thought: `CallState.ratings`.
  public static let rating = Concerns(rawValue: 16)
  /// By what a caller who rings again is recognised: `RecentCall`.
  public static let recognition = Concerns(rawValue: 32)
  /// Who is to be rung back: `CallbackList`.
  public static let callback = Concerns(rawValue: 64)
}

extension RecordedEvent.Kind {
  /// What an event of this kind can change.
  public var concerns: Concerns {
    switch self {
    case .call(let kind): kind.concerns
    case .desk(let kind): kind.concerns
    case .callback(.opened), .callback(.tried): .callback
    case .callback(.closed), .callback(.undone): [.callback, .matter]
    case .review, .access: []
    case .imported: .record
    }
  }

  /// The kinds that can change any of these.
  public static func concerning(_ concerns: Concerns) -> [RecordedEvent.Kind] {
    allCases.filter { !$0.concerns.isDisjoint(with: concerns) }
  }
}

extension CallEvent.Kind {
  fileprivate var concerns: Concerns {
    switch self {
    case .phrase, .ask, .link, .refer, .question, .breach, .wording, .language, .note, .resumed, .unentered:
      .record
    case .ring, .answer, .element, .category: [.record, .recognition]
    case .branchEntered, .branchLeft: [.record, .complaint, .recognition]
    case .notify, .promise, .kept: [.record, .matter, .recognition]
    case .end: [.record, .matter, .recognition, .callback]
    case .complaint: [.record, .complaint]
    case .complaintField: [.record, .complaint, .matter]
    case .level: [.record, .matter]
    case .amend, .undone: [.record, .complaint, .matter, .recognition]
    case .reopened: [.record, .matter, .recognition]
    case .cancelled: [.record, .complaint, .matter, .recognition, .callback]
    }
  }
}

extension MatterEvent.Kind {
  fileprivate var concerns: Concerns {
    switch self {
    case .assigned, .reminder: .complaint
    case .replied, .reopened, .deadline: [.record, .complaint]
    case .deed: [.record, .matter, .recognition, .callback]
    case .handedOver: [.complaint, .matter]
    case .majorMarked, .majorReported, .followUp: .matter
    case .shiftStarted, .shiftEnded, .paper: .shift
    case .rated: .rating
    case .urged: .recognition
    }
  }
}

extension RecordedEvent {
  /// What this very event changes, at most what its kind can: an ordinary end leaves nothing to be done, and
  /// a unit told is no matter unless it is the inspectors.
  public var concerns: Concerns {
    let all = kind.concerns
    switch self {
    case .call(let event): return all.subtracting(event.unconcerned)
    case .closing(let ending, _): return all.subtracting(CallEvent.end(ending).unconcerned)
    case .desk, .callback, .review, .access, .imported: return all
    }
  }
}

extension CallEvent {
  /// Of what its kind can change, that which this event does not.
  fileprivate var unconcerned: Concerns {
    switch self {
    case .branchEntered(let branch), .branchLeft(let branch): branch == .complaint ? [] : .complaint
    // The reply to a complaint is told by the complaint itself, for days.
    case .promise(let promise): promise.kind == .complaintReply ? .matter : []
    case .notify(let told): told.purpose == .inspectors ? [] : .matter
    case .end(let ending): ending.leavesCallBack ? [] : [.matter, .callback]
    case .complaintField(let answer): answer.field.unconcerned
    case .amend(let amendment):
      ComplaintField(amended: amendment.field)?.unconcerned
        ?? (amendment.field == Amendment.level ? .complaint : [.complaint, .matter])
    case .ring, .answer, .phrase, .ask, .element, .link, .refer, .question, .kept, .complaint, .breach,
      .wording, .category, .level, .language, .note, .resumed, .undone, .reopened, .cancelled,
      .unentered:
      []
    }
  }
}

extension ComplaintField {
  /// Of a complaint's fields only the choices decide how it is handled, and only what is happening now is
  /// reported at once.
  fileprivate var unconcerned: Concerns {
    (isChoice ? [] : Concerns.complaint).union(self == .happening ? [] : .matter)
  }
}

extension CallEnding {
  /// Whether somebody here spoke to the caller.
  var wasHeard: Bool {
    switch self {
    case .finished, .cutOff: true
    case .abandoned, .elsewhere, .cancelled: false
    }
  }

  /// Whether nobody spoke to the caller to the end, so that he is to be called back.
  public var leavesCallBack: Bool {
    switch self {
    case .cutOff, .abandoned: true
    case .finished, .elsewhere, .cancelled: false
    }
  }
}
