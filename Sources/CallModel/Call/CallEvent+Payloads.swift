/// The phone rang at this seat.
public struct RingSeen: Hashable, Sendable {
  /// The caller's number as delivered or typed; empty when withheld or not told.
  public let number: String
  /// The name the phone system gave, if any.
  public let name: String?
  /// Whether the phone system said so; otherwise the operator pressed a key.
  public let isFromPhone: Bool
  /// The phone system's own id of the call, if it said so.
  public let phoneCall: String?
  /// Whether the operator rings the caller back: the call goes out, and nobody is judged by its rings.
  public let isOutgoing: Bool
  /// Whether another seat spoke to the caller before: he was greeted there, and is one caller with that
  /// record.
  public let isPassedOn: Bool

  /// A ring from its parts.
  public init(
    number: String, name: String? = nil, isFromPhone: Bool = false, phoneCall: String? = nil,
    isOutgoing: Bool = false, isPassedOn: Bool = false
  ) {
    self.isOutgoing = isOutgoing
    self.isPassedOn = isPassedOn
    self.number = number
    self.name = name
    self.isFromPhone = isFromPhone
    self.phoneCall = phoneCall
  }
}

/// The call was answered at this seat.
public struct CallAnswered: Hashable, Sendable {
  /// How fast, by the best source there is.
  public let timing: RingTiming
  /// What the operator reported beside a measured timing; never merged with it.
  public let reported: RingTiming?
  /// The id or file of the sound recording (接警录音号), if the phone system gave one.
  public let recording: String?

  /// An answer from its parts.
  public init(timing: RingTiming, reported: RingTiming? = nil, recording: String? = nil) {
    self.timing = timing
    self.reported = reported
    self.recording = recording
  }
}

/// A sentence said to the caller.
public struct PhraseSaid: Hashable, Sendable {
  /// The prescribed phrase's id; nil for the operator's own words.
  public let phrase: String?
  /// The words.
  public let text: String

  /// A sentence from its parts.
  public init(phrase: String?, text: String) {
    self.phrase = phrase
    self.text = text
  }
}

/// What the caller answered about one element.
public struct ElementAnswer: Hashable, Sendable {
  /// Which element.
  public let element: ElementIdentifier
  /// Given, unknown, refused or corrected.
  public let state: ElementState
  /// The words; empty when unknown or refused.
  public let text: String
  /// The value this one corrects; nil when there was none.
  public let previous: String?
  /// What was typed, where an entry of the centre's list of places was chosen for it; nil where the words
  /// stand as they were typed.
  public let typed: String?
  /// Whether the telephone system told it and not the caller.
  public let isFromPhone: Bool

  /// An answer from its parts.
  public init(
    element: ElementIdentifier, state: ElementState, text: String, previous: String? = nil,
    typed: String? = nil, isFromPhone: Bool = false
  ) {
    self.element = element
    self.state = state
    self.text = text
    self.previous = previous
    self.typed = typed
    self.isFromPhone = isFromPhone
  }
}

/// The call was put beside an earlier one, or told apart from it.
public struct CallLink: Hashable, Sendable {
  /// The earlier call.
  public let call: CallIdentifier
  /// How they stand to each other.
  public let relation: LinkRelation
  /// Why it was offered or chosen: `number`, `place`, `kind`, `time`, `operator`, joined by
  /// `+`.
  public let reason: String

  /// A link from its parts.
  public init(call: CallIdentifier, relation: LinkRelation, reason: String) {
    self.call = call
    self.relation = relation
    self.reason = reason
  }
}

/// How a call stands to an earlier one.
public enum LinkRelation: String, CaseIterable, Sendable {
  /// The same matter reported again or urged.
  case same
  /// Another matter that belongs with it.
  case related
  /// Looked at and found to be something else; the candidate is not offered again.
  case different
}

/// A police unit or another department was told of the call.
public struct UnitNotified: Hashable, Sendable {
  /// Who was told.
  public let unit: String
  /// Why.
  public let purpose: NotificationPurpose
  /// What was said, or to whom; may be empty.
  public let text: String
  /// What the centre's list of units says it is; nil for a name that is not in it, and in records from before
  /// there was one.
  public let kind: UnitKind?
  /// Whether there was a list and the name is not in it: kept as typed, and marked.
  public let isUnlisted: Bool

  /// A notification from its parts.
  public init(
    unit: String, purpose: NotificationPurpose, text: String = "", kind: UnitKind? = nil,
    isUnlisted: Bool = false
  ) {
    self.unit = unit
    self.purpose = purpose
    self.text = text
    self.kind = kind
    self.isUnlisted = isUnlisted
  }
}

/// Why a unit was told of a call.
public enum NotificationPurpose: String, CaseIterable, Sendable {
  /// A police unit is sent.
  case dispatch
  /// Another department is notified.
  case department
  /// A unit told before is chased again.
  case chase
  /// The inspectors are told of misconduct that is going on.
  case inspectors
  /// The unit told what it found or did (反馈).
  case feedback

  /// Whether it brings help to the caller, and not only word to somebody.
  public var isHelp: Bool { self == .dispatch || self == .department }
}

/// What a unit that can be told of a call is; which promises it keeps is said by the protocol file.
public enum UnitKind: String, CaseIterable, Hashable, Sendable {
  /// Police officers: a station, traffic police, a patrol.
  case officers
  /// The fire and rescue service (119).
  case fire
  /// The ambulance service (120).
  case ambulance
  /// The gas company's repair service.
  case gas
  /// The water company's repair service.
  case water
  /// The power company's repair service.
  case power
  /// Any other department or service.
  case department
  /// Those who look into misconduct (督察).
  case inspectors
}

/// The caller was told which department to ask (article 5).
public struct ReferralGiven: Hashable, Sendable {
  /// Its name as the referral directory has it.
  public let department: String
  /// The address read out; nil when none was.
  public let address: String?
  /// The telephone read out; nil when none was.
  public let telephone: String?
  /// The agreed answer (统一答复口径) given with it; nil when none was.
  public let answer: String?
  /// Whether address and telephone are an example of the directory that no centre has confirmed.
  public let isExample: Bool

  /// A referral from its parts.
  public init(
    department: String, address: String?, telephone: String?, answer: String? = nil, isExample: Bool = false
  ) {
    self.department = department
    self.address = address
    self.telephone = telephone
    self.answer = answer
    self.isExample = isExample
  }

  /// Whether both address and telephone were told, whatever they are worth.
  public var isTold: Bool { Self.says(address) && Self.says(telephone) }

  /// Whether both were given as article 5 demands; an invented address is none.
  public var isComplete: Bool { isTold && !isExample }

  /// The same as told from a directory that was confirmed.
  public var confirmed: ReferralGiven {
    ReferralGiven(department: department, address: address, telephone: telephone, answer: answer)
  }

  /// Blank is not said: a space in a field must not make a referral complete.
  private static func says(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } ?? false }
}

/// A question nobody could answer from the directory; its keeper makes an agreed answer for it.
public struct OpenQuestion: Hashable, Sendable {
  /// The question in the operator's words.
  public let text: String
  /// Who keeps that part of the directory; empty when nobody is named.
  public let keeper: String

  /// A question from its parts.
  public init(text: String, keeper: String = "") {
    self.text = text
    self.keeper = keeper
  }
}

/// A sentence said to the caller promised something.
public struct PromiseMade: Hashable, Sendable {
  /// Its number within the call, from 1.
  public let number: Int
  /// What was promised.
  public let kind: PromiseKind
  /// The id of the phrase that promised it; empty for what the level owes.
  public let phrase: String

  /// A promise from its parts.
  public init(number: Int, kind: PromiseKind, phrase: String) {
    self.number = number
    self.kind = kind
    self.phrase = phrase
  }
}

/// What a sentence said to the caller promises, or the call owes by itself; each is kept by a deed on record.
public enum PromiseKind: String, CaseIterable, Hashable, Sendable {
  /// 「我们再催一下」: the unit is chased again (article 3).
  case chase
  /// 「我们马上派民警来」: police are sent (article 4).
  case dispatch
  /// 「我们马上通知有关部门来处理」: another department is notified (article 4).
  case notifyDepartment = "notify-department"
  /// 「我们一定会在三个工作日内给你一个答复」: the complaint is answered in time (article 7).
  case complaintReply = "complaint-reply"
  /// Level 1 owes it, whatever was said: somebody is sent or told, police or not.
  case help
}

/// The deed that keeps a promise is on record.
public struct PromiseKept: Hashable, Sendable {
  /// The promise's number within the call.
  public let number: Int
  /// The deed: the unit told, the reply given.
  public let deed: String

  /// A kept promise from its parts.
  public init(number: Int, deed: String) {
    self.number = number
    self.deed = deed
  }
}

/// A rule was broken and the record says so.
public struct BreachNoted: Hashable, Sendable {
  /// Which rule.
  public let rule: BreachRule
  /// What exactly: a phrase id, a department.
  public let detail: String

  /// A breach from its parts.
  public init(rule: BreachRule, detail: String = "") {
    self.rule = rule
    self.detail = detail
  }
}

/// A rule of the protocol that was broken in a call and recorded as such.
public enum BreachRule: String, CaseIterable, Sendable {
  /// Hung up on a harassing caller before the prescribed sentence (article 6).
  case harassmentSentenceMissing = "harassment-sentence-missing"
  /// The greeting was not said (article 1).
  case greetingMissing = "greeting-missing"
  /// A referral was given without address and telephone (article 5).
  case referralIncomplete = "referral-incomplete"
}

/// The category (警情类别) chosen for a call.
public struct CategoryChosen: Hashable, Sendable {
  /// The code in the protocol data.
  public let code: String
  /// The name it had then.
  public let name: String

  /// A category from its parts.
  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// A correction made after the call was closed.
public struct Amendment: Hashable, Sendable {
  /// The field in which a recording is added that became known after the end.
  public static let recording = "recording"
  /// The other fields of a call, beside its elements and a complaint's fields.
  public static let category = "category"
  /// The level, a digit; 1 is the highest.
  public static let level = "level"
  /// The spoken language.
  public static let language = "language"
  /// The caller's number.
  public static let number = "number"
  /// The last remark.
  public static let note = "note"

  /// What is corrected: an element's id, `category`, `level`, `language`, `number`, `note`, `recording`, or a
  /// complaint field.
  public let field: String
  /// The value before.
  public let previous: String
  /// The value from now on; of an element or a complaint field `?` for not known, `!` for refused.
  public let text: String
  /// The reason given.
  public let reason: String
  /// The name a category had then; empty for any other field.
  public let name: String

  /// An amendment from its parts.
  public init(field: String, previous: String, text: String, reason: String, name: String = "") {
    self.field = field
    self.previous = previous
    self.text = text
    self.reason = reason
    self.name = name
  }

  /// What the mark in place of a text says of an element or a field of the complaint; nil where the text is
  /// one.
  public var mark: ElementState? {
    let isAnswer = ElementIdentifier(rawValue: field) != nil || ComplaintField(amended: field) != nil
    return isAnswer ? ElementState(mark: text) : nil
  }
}

/// That a closed call is open again.
public struct CallReopened: Hashable, Sendable {
  /// Why.
  public let reason: String
  /// Whether the telephone system still had the caller on the line; nil where it tells nothing of him.
  public let isOnLine: Bool?
  /// Milliseconds from the answer to the caller's leaving; nil while he is taken to be on the line.
  public let leftAfter: Int64?

  /// A reopening from its parts.
  public init(reason: String, isOnLine: Bool?, leftAfter: Int64? = nil) {
    self.reason = reason
    self.isOnLine = isOnLine
    self.leftAfter = leftAfter
  }
}

/// What stood half-typed in a field when its call was closed: nobody confirmed it, so that it is no answer.
public struct UnenteredText: Hashable, Sendable {
  /// The field: as a correction names it where it can be corrected, else the desk's name of the prompt.
  public let field: String
  /// What was typed.
  public let text: String

  /// A text of a field.
  public init(field: String, text: String) {
    self.field = field
    self.text = text
  }
}

/// How a call ended.
public enum CallEnding: String, CaseIterable, Sendable {
  /// The conversation came to its end.
  case finished
  /// The line went dead in mid-call; the caller is to be called back.
  case cutOff = "cut-off"
  /// It rang and was never answered; the caller is to be called back.
  case abandoned
  /// Another seat answered it.
  case elsewhere
  /// There was no call: it was opened by mistake.
  case cancelled
}
