/// What one event, or the passing of time, changed on the board.
///
/// At most one a call.
public struct PhoneChange: Hashable, Sendable {
  /// Which call.
  public let key: PhoneCall.Key
  /// How it stood before; nil when it was not known.
  public let before: PhoneCall.Standing?
  /// How it stands now.
  public let after: PhoneCall.Standing

  /// A change from its parts.
  public init(key: PhoneCall.Key, before: PhoneCall.Standing?, after: PhoneCall.Standing) {
    self.key = key
    self.before = before
    self.after = after
  }
}
