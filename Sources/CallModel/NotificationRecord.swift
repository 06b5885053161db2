/// A unit told, with its time.
public struct NotificationRecord: Hashable, Sendable {
  /// Who, why and what.
  public let notification: UnitNotified
  /// When.
  public let at: WallInstant
  /// Milliseconds since the answer; nil before it.
  public let offsetMilliseconds: Int64?
}
