/// A call that is on record before the drill begins.
public struct EarlierCall: Hashable, Sendable {
  /// The seat such calls stand at; no real seat of a drill has it.
  public static let seat = "99"

  /// How many minutes before the ring.
  public let minutes: Int
  /// The number it came from.
  public let number: String
  /// Its place.
  public let place: String
  /// Its matter.
  public let matter: String
  /// The unit told.
  public let unit: String
}
