/// What is known of the present call when earlier calls are compared with it.
public struct RepeatQuestion: Hashable, Sendable {
  /// The present call; never its own candidate.
  public let call: CallIdentifier
  /// The caller's number; empty when not known.
  public let number: String
  /// The place; empty when not known.
  public let place: String
  /// The moment.
  public let at: WallInstant

  /// A question from its parts.
  public init(call: CallIdentifier, number: String, place: String, at: WallInstant) {
    self.call = call
    self.number = number
    self.place = place
    self.at = at
  }
}
