/// What a record knows of one element.
public struct ElementRecord: Hashable, Sendable {
  /// How far it is: from not asked to given, not known, refused or corrected.
  public internal(set) var state: ElementState = .notAsked
  /// The value now; empty unless given or corrected.
  public internal(set) var text = ""
  /// Values it had before, oldest first.
  public internal(set) var previous: [String] = []
  /// What was typed, where the value now was chosen from the centre's list of places; nil otherwise.
  public internal(set) var typed: String?
  /// Whether the value now was told by the telephone system and not by the caller.
  public internal(set) var isFromPhone = false
  /// Milliseconds from the answer to the first question; nil when never asked.
  public internal(set) var askedAfter: Int64?
  /// Milliseconds from the answer to the first settling answer; nil when never settled.
  public internal(set) var settledAfter: Int64?

  /// An element nobody has asked for.
  public init() {}
}

/// A sentence said, with its time.
public struct PhraseRecord: Hashable, Sendable {
  /// The prescribed phrase's id; nil for the operator's own words.
  public let phrase: String?
  /// The words.
  public let text: String
  /// Milliseconds since the answer; nil before it.
  public let offsetMilliseconds: Int64?
}

/// A unit told, with its time.
public struct NotificationRecord: Hashable, Sendable {
  /// Who, why and what.
  public let notification: UnitNotified
  /// When.
  public let at: WallInstant
  /// Milliseconds since the answer; nil before it.
  public let offsetMilliseconds: Int64?
}

/// A promise with the deed that kept it.
public struct PromiseRecord: Hashable, Sendable {
  /// What was promised.
  public let promise: PromiseMade
  /// When.
  public let madeAt: WallInstant
  /// When the deed came on record; nil while the promise is open.
  public internal(set) var keptAt: WallInstant?
  /// The deed; empty while the promise is open.
  public internal(set) var deed = ""

  /// Whether the deed is still missing.
  public var isOpen: Bool { keptAt == nil }
}

/// A correction made after closing, with who and when.
public struct AmendmentRecord: Hashable, Sendable {
  /// What was changed, from what, to what and why.
  public let amendment: Amendment
  /// When.
  public let at: WallInstant
  /// Who.
  public let personnel: OperatorIdentifier
}

/// That the call was opened again after it had been closed.
public struct ReopeningRecord: Hashable, Sendable {
  /// Why, and whether the caller was still there.
  public let reopened: CallReopened
  /// When.
  public let at: WallInstant
  /// Who.
  public let personnel: OperatorIdentifier
}

/// That there was no call.
public struct CancellationRecord: Hashable, Sendable {
  /// Why.
  public let reason: String
  /// When that was written down.
  public let at: WallInstant
  /// Who.
  public let personnel: OperatorIdentifier
}

/// What a record knows of the complaint made in the call.
public struct ComplaintRecord: Hashable, Sendable {
  /// The due day and how it was counted; nil until the promise of a reply was made or the call ended.
  public internal(set) var opened: ComplaintOpened?
  /// The fields known so far.
  public internal(set) var fields: [ComplaintField: ComplaintAnswer] = [:]

  /// The four fields of article 7 that have not been answered in any way.
  public var missingFields: [ComplaintField] { ComplaintField.prescribed.filter { fields[$0] == nil } }
}
