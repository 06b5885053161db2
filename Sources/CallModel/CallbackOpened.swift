/// A caller nobody spoke to, or not to the end: what is needed to ring back (未接来电回拨).
public struct CallbackOpened: Hashable, Sendable {
  /// Why somebody must ring back.
  public enum Reason: String, CaseIterable, Sendable {
    /// The caller gave up while it rang.
    case abandoned
    /// The line broke in the middle of the call.
    case cutOff = "cut-off"
  }

  /// Why.
  public let reason: Reason
  /// The number to ring, empty when it was withheld.
  public let number: String
  /// The name the telephone system knew.
  public let name: String?
  /// How long the caller waited, in ms; nil when not known.
  public let waitMilliseconds: Int64?
  /// The place, when it was already known; empty when not.
  public let place: String
  /// The record of the call that was cut off.
  public let call: CallIdentifier?

  /// An opening from its parts.
  public init(
    reason: Reason, number: String, name: String? = nil, waitMilliseconds: Int64? = nil, place: String = "",
    call: CallIdentifier? = nil
  ) {
    self.reason = reason
    self.number = number
    self.name = name
    self.waitMilliseconds = waitMilliseconds
    self.place = place
    self.call = call
  }
}
