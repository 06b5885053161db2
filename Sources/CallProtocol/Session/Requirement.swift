import CallModel

/// Something the protocol asks of a call and the record does not show.
public enum Requirement: Hashable, Sendable {
  /// One of these phrases was to be said; the branch is nil for what every call needs.
  case phrase(oneOf: [String], branch: BranchIdentifier?)
  /// A deed of a branch was to be done.
  case deed(BranchDeed, branch: BranchIdentifier)
  /// These elements were never asked for.
  case elements([ElementIdentifier])
  /// These complaint fields were not answered in any way.
  case complaintFields([ComplaintField])
  /// No category was chosen.
  case category
  /// No level was chosen.
  case level
  /// Misconduct is going on and the inspectors were not told.
  case inspectors
  /// This many promises have no deed yet.
  case promises([PromiseKind])
}
