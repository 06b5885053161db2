/// An open matter went from one named person to another (首问负责).
public struct HolderChanged: Hashable, Sendable {
  /// Who held it.
  public let from: OperatorIdentifier
  /// Who holds it from now on.
  public let to: OperatorIdentifier
  /// Why.
  public let reason: String

  /// A hand-over from its parts.
  public init(from: OperatorIdentifier, to: OperatorIdentifier, reason: String) {
    self.from = from
    self.to = to
    self.reason = reason
  }
}
