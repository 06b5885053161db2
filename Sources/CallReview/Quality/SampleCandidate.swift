import CallModel

/// A call that could be drawn.
public struct SampleCandidate: Hashable, Sendable {
  /// The call.
  public let call: CallIdentifier
  /// Whose call it is.
  public let person: OperatorIdentifier

  /// A call and its person.
  public init(call: CallIdentifier, person: OperatorIdentifier) {
    self.call = call
    self.person = person
  }
}
