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

  /// Whether the operator must end the call with consent and farewell.
  public var needsFarewell: Bool { shape == .ordinary || shape == .abandoned }
}
