/// An access with who, when and where it stands.
public struct AccessFact: Hashable, Sendable {
  /// What was shown and why.
  public let access: AccessGranted
  /// When.
  public let at: WallInstant
  /// Who, as given or else the system account.
  public let personnel: OperatorIdentifier
  /// The journal line, `file:line`.
  public let place: String

  /// A fact from its parts.
  public init(_ access: AccessGranted, at: WallInstant, personnel: OperatorIdentifier, place: String) {
    self.access = access
    self.at = at
    self.personnel = personnel
    self.place = place
  }
}
