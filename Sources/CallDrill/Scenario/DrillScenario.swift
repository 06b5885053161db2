import CallModel
import Catalogue

/// One drill: who calls, what is true, what must happen and what must not.
///
/// Made only by `ScenarioReader`, which lets none through whose parts do not fit together.
public struct DrillScenario: Hashable, Sendable {
  /// How the caller's side of the call begins or ends.
  public enum Shape: String, CaseIterable, Hashable, Sendable {
    /// An ordinary call.
    case ordinary
    /// It stops ringing before it can be answered: the caller is to be called back.
    case abandoned
    /// The line goes dead in mid-call: the caller is to be called back.
    case cutOff = "cut-off"
    /// The call is ended by the operator after the prescribed warning.
    case warned
  }

  /// Its name: `a-z 0-9 -`.
  public let identifier: String
  /// What it is about; trainees do not see it before the end.
  public let title: Message
  /// Articles of the protocol it drills, 1 to 7.
  public let articles: [Int]
  /// The sets it belongs to.
  public let sets: [String]
  /// How the caller is.
  public let mood: CallerMood
  /// Other tempers a seed may give him.
  public let otherMoods: [CallerMood]
  /// The language he speaks, by its id in the protocol.
  public let language: String
  /// The number shown while it rings; empty when withheld.
  public let number: String
  /// The day on which it counts as received, for complaints; nil for the drill's own day.
  public let received: CivilDate?
  /// How the call begins or ends.
  public let shape: Shape
  /// What he says when answered, line by line.
  public let opening: [String]
  /// What the opening tells.
  public let openingGives: [ElementIdentifier]
  /// What he says when called back.
  public let backOpening: [String]
  /// Seconds after the end of the first call at which he calls again to urge; nil when he does not.
  public let againSeconds: Int?
  /// What he says when he calls again.
  public let againOpening: [String]
  /// What is true of the elements; one that is not here does not matter.
  public let facts: [ElementIdentifier: DrillFact]
  /// What is true of the complaint.
  public let complaint: [ComplaintField: DrillFact]
  /// What he knows besides, by the element it belongs to: said when asked for, never scored.
  public let knows: [DrillDetail]
  /// How he sounds; a man where the file does not say.
  public let voice: CallerVoice
  /// Branches that must be entered.
  public let branches: [BranchIdentifier]
  /// Further branches that may be entered.
  public let mayBranches: [BranchIdentifier]
  /// Categories that are right, by code.
  public let categories: [String]
  /// Levels that are right; the neighbouring ones are half right.
  public let levels: [Int]
  /// Who must be told; of each group one will do.
  public let told: [[String]]
  /// Directory entries that are right; empty when none is needed.
  public let referrals: [String]
  /// Phrases to be said besides those of the branches.
  public let say: [String]
  /// What the caller must be told to do until help comes: the words of the best handling, then wordings that
  /// count; empty when nothing.
  public let advice: [String]
  /// Seconds from the answer within which the place must be known.
  public let placeSeconds: Int
  /// Seconds from the answer within which somebody must be told.
  public let dispatchSeconds: Int
  /// Seconds without a word after which the caller asks whether anybody is there; after twice as many he
  /// hangs up.
  public let patienceSeconds: Int
  /// Seconds of ringing after which he gives up.
  public let ringSeconds: Int
  /// The mistakes it invites.
  public let traps: [DrillTrap]
  /// What the caller does by himself.
  public let cues: [DrillCue]
  /// Calls on record before it begins.
  public let earlier: [EarlierCall]
  /// The scenario as a file, all bases resolved.
  public let source: String
  /// Lower-hex SHA-256 of `source`.
  public let digest: String

  /// Whether there is a place that can be read back.
  var canBeVerified: Bool { facts[.where].map { !$0.isUnknown } ?? false }

  /// Whether the operator must end the call with consent and farewell.
  public var needsFarewell: Bool { shape == .ordinary || shape == .abandoned }
}

/// Something the simulated caller knows, or knows that he does not know.
public struct DrillFact: Hashable, Sendable {
  /// Wordings that count as right, best first; empty when the caller cannot know.
  public let truths: [String]
  /// What the caller says when asked.
  public let spoken: String
  /// The wrong words he says first and takes back; nil when he is right at once.
  public let spokenFirst: String?

  /// Whether the right record is "asked, not known".
  public var isUnknown: Bool { truths.isEmpty }

  /// A fact from its parts.
  public init(truths: [String], spoken: String, spokenFirst: String? = nil) {
    self.truths = truths
    self.spoken = spoken
    self.spokenFirst = spokenFirst
  }
}

/// Something a caller knows that is no part of a fact scored: his name, what he did not see.
public struct DrillDetail: Hashable, Sendable {
  /// The element it belongs to.
  public let element: ElementIdentifier
  /// What he says when asked for it.
  public let spoken: String
}

/// A mistake the scenario invites, and what shows that it was not made.
public struct DrillTrap: Hashable, Sendable {
  /// Its name within the scenario.
  public let name: String
  /// What the trap is and what is right.
  public let meaning: Message
  /// All of these must hold.
  public let instead: [DrillCondition]
  /// None of these may hold.
  public let avoid: [DrillCondition]
  /// How the best handling is changed to fall into it: `-TEXT` drops the lines with the text, `+LINE` adds
  /// one before the end, `TEXT => OTHER` replaces text.
  public let fall: [String]
  /// What falling into it costs, in tenths of a point; nil when the file does not say.
  public let loses: Int?
}

/// The six aspects a skill contest is judged on, with the points of each.
public enum DrillAspect: String, CaseIterable, Hashable, Sendable {
  /// 服务态度.
  case attitude
  /// 服务技能.
  case skill
  /// 业务知识.
  case knowledge
  /// 突发情况应对.
  case unexpected
  /// 整体表现.
  case overall
  /// 服务理念.
  case mindset

  /// Points of the aspect in tenths; together 1,000.
  public var maximum: Int {
    switch self {
    case .attitude: 150
    case .skill: 350
    case .knowledge: 200
    case .unexpected: 100
    case .overall: 100
    case .mindset: 100
    }
  }
}

/// How a caller sounds to who has him spoken.
public enum CallerVoice: String, CaseIterable, Hashable, Sendable {
  case man
  case woman
  case child
  /// Under his or her breath.
  case whisper
}

/// How a simulated caller is; the words are those of the scenario file.
public enum CallerMood: String, CaseIterable, Hashable, Sendable {
  /// Speaks plainly.
  case calm
  /// Excited: incoherent until calmed.
  case anxious
  /// Does not know what matters: incoherent until calmed.
  case confused
  /// Wanders off until asked again.
  case drunk
  /// Can only whisper.
  case whispering
  /// Swears until asked for civility.
  case rude
  /// Has no business at all.
  case harassing
  /// Speaks no Mandarin.
  case foreign
  case child
  /// Says nothing, or nothing plain.
  case silent

  /// Whether a seed may give or take this temper: one that calls for no other branch and no other language.
  public var isInterchangeable: Bool { self == .calm || isScattered }

  /// Whether the first questions get an incoherent answer until the caller is calmed.
  public var isScattered: Bool { self == .anxious || self == .confused || self == .drunk }
}
