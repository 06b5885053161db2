import CallModel

/// Something the caller says or does by himself.
public struct DrillCue: Hashable, Sendable {
  /// What sets it off.
  public enum Trigger: Hashable, Sendable {
    /// So many milliseconds after the answer.
    case after(Int64)
    /// A condition became true.
    case on(DrillCondition)
  }

  /// What he does besides speaking.
  public enum Deed: String, CaseIterable, Hashable, Sendable {
    /// Goes on hook.
    case hangUp = "hang-up"
    /// The line goes dead.
    case cutOff = "cut-off"
    /// Becomes calm.
    case calmDown = "calm-down"
    /// Becomes more agitated.
    case getWorse = "get-worse"
  }

  /// Its name within the scenario.
  public let name: String
  /// What sets it off.
  public let trigger: Trigger
  /// What he says; empty for a deed without words.
  public let words: String
  /// What the words tell.
  public let gives: [ElementIdentifier]
  /// What he does.
  public let deed: Deed?
  /// How the caller is from then on, such as calm when the mother takes the phone; nil when nothing changes.
  public let becomes: CallerMood?
}
