import CallModel

/// A call the phone told of that has no record yet: it rings, or was picked up while another record is open.
public struct NextCall: Hashable, Sendable {
  /// The ring.
  public let ring: RingSeen
  /// When it began to ring.
  public let rangAt: Moment
  /// Its answer, when the phone was picked up already.
  public internal(set) var answered: CallAnswered?
}
