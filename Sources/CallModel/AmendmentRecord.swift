/// A correction made after closing, with who and when.
public struct AmendmentRecord: Hashable, Sendable {
  /// What was changed, from what, to what and why.
  public let amendment: Amendment
  /// When.
  public let at: WallInstant
  /// Who.
  public let personnel: OperatorIdentifier
}
