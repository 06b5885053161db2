import CallModel

/// What the wording guard knows of the call.
public struct WordingSituation: Hashable, Sendable {
  /// The branches the call is in.
  public let branches: Set<BranchIdentifier>
  /// The deeds that are on record.
  public let deeds: Set<BranchDeed>

  /// A situation; without branches and deeds the plain taking of a call.
  public init(branches: Set<BranchIdentifier> = [], deeds: Set<BranchDeed> = []) {
    self.branches = branches
    self.deeds = deeds
  }

  /// Whether the words are right after all.
  func allows(_ exception: TabooPhrase.Exception) -> Bool {
    branches.contains(exception.branch) && deeds.contains(exception.deed)
  }

  /// The situation in which a referral with address and telephone has just been spoken.
  var withCompleteReferral: WordingSituation {
    WordingSituation(branches: branches.union([.referral]), deeds: deeds.union([.addressAndTelephone]))
  }
}
