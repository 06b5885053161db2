/// One of the seven elements of a call, or how to reach the caller (protocol article 1).
///
/// Raw values are the names in records and commands; the Chinese names stand in the protocol file.
public enum ElementIdentifier: String, CaseIterable, Hashable, Sendable {
  /// 何时: time of the occurrence.
  case when
  /// 何地: place of the occurrence.
  case `where`
  /// 何事: what happened.
  case what
  /// 何人: persons concerned, with their features.
  case who
  /// 何因: cause.
  case why
  /// 何物: things concerned (vehicle, weapon, stolen goods).
  case object
  /// 何果: consequence (injured, loss, still going on).
  case result
  /// 报警人联系方式: the caller's name, number and present position.
  case contact
}

/// What is known of one element of a call.
public enum ElementState: String, CaseIterable, Sendable {
  /// Nobody has asked yet.
  case notAsked = "not-asked"
  /// It was asked and not yet answered.
  case asked
  /// The caller gave it.
  case given
  /// The caller does not know.
  case unknown
  /// The caller will not say.
  case refused
  /// It was given and later corrected; the old value is kept.
  case corrected

  /// Whether the element needs no further question.
  public var isSettled: Bool {
    switch self {
    case .notAsked, .asked: false
    case .given, .unknown, .refused, .corrected: true
    }
  }
}

extension ElementState {
  /// The state that a mark stands for, alone in place of an answer: `?` for not known, `!` for refused; nil
  /// for any other text.
  public init?(mark: String) {
    switch mark {
    case "?": self = .unknown
    case "!": self = .refused
    default: return nil
    }
  }
}

/// A turn a call can take beside the plain taking of the seven elements (protocol articles 2 to 7).
///
/// Raw values are the names in records, commands and the protocol file. A call may be in several at once.
public enum BranchIdentifier: String, CaseIterable, Hashable, Sendable {
  /// An anxious or incoherent caller (article 2).
  case anxious
  /// The caller urges, or the same thing is reported again (article 3).
  case `repeat`
  /// An urgent call for help (article 4).
  case urgent
  /// A question, or a matter outside police business (article 5).
  case referral
  /// A rude or impolite caller (article 6).
  case rude
  /// Deliberate harassment (article 6).
  case harassment
  /// A complaint about police work (article 7).
  case complaint
}
