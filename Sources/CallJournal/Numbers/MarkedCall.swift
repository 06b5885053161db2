import CallModel

/// An earlier call whose number is remembered because of a branch it was in.
struct MarkedCall: Hashable, Sendable {
  /// What stands for its number; nil when the number was withheld.
  let number: LineDigest?
  /// The branches that count, by `NumberPast.branches`.
  let branches: [BranchIdentifier]

  /// What is remembered of `branches`; nil when none of them counts.
  init?(number: LineDigest?, branches: [BranchIdentifier]) {
    let counted = NumberPast.branches.filter(branches.contains)
    guard !counted.isEmpty else { return nil }
    self.number = number
    self.branches = counted
  }
}
