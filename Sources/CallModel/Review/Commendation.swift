/// A person was commended; it adds points to the assessment of the month.
public struct Commendation: Hashable, Sendable {
  /// Who is commended.
  public let person: OperatorIdentifier
  /// The points added, 1 to 10.
  public let points: Int
  /// What for.
  public let reason: String

  /// A commendation from its parts.
  public init(person: OperatorIdentifier, points: Int, reason: String) {
    self.person = person
    self.points = points
    self.reason = reason
  }
}
