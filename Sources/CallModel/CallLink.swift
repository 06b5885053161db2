/// The call was put beside an earlier one, or told apart from it.
public struct CallLink: Hashable, Sendable {
  /// The earlier call.
  public let call: CallIdentifier
  /// How they stand to each other.
  public let relation: LinkRelation
  /// Why it was offered or chosen: `number`, `place`, `time`, `operator`, joined by `+`.
  public let reason: String

  /// A link from its parts.
  public init(call: CallIdentifier, relation: LinkRelation, reason: String) {
    self.call = call
    self.relation = relation
    self.reason = reason
  }
}
