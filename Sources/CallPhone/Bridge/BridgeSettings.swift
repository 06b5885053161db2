/// What a bridge to an Asterisk Manager needs to know.
public struct BridgeSettings: Sendable {
  /// The account.
  public let user: String
  /// Its secret.
  public let secret: String
  /// Whether to log in by challenge, so that the secret does not cross the network.
  public let usesChallenge: Bool
  /// Which telephone stands at which seat.
  public let seats: SeatTable
  /// The name written into every event.
  public let source: String

  /// Settings from their parts.
  ///
  /// `user` and `secret` must not contain control characters.
  public init(user: String, secret: String, usesChallenge: Bool, seats: SeatTable, source: String) {
    self.user = user
    self.secret = secret
    self.usesChallenge = usesChallenge
    self.seats = seats
    self.source = source
  }
}
