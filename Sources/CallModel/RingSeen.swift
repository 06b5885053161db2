/// The phone rang at this seat.
public struct RingSeen: Hashable, Sendable {
  /// The caller's number as delivered or typed; empty when withheld or not told.
  public let number: String
  /// The name the phone system gave, if any.
  public let name: String?
  /// Whether the phone system said so; otherwise the operator pressed a key.
  public let isFromPhone: Bool
  /// The phone system's own id of the call, if it said so.
  public let phoneCall: String?

  /// A ring from its parts.
  public init(number: String, name: String? = nil, isFromPhone: Bool = false, phoneCall: String? = nil) {
    self.number = number
    self.name = name
    self.isFromPhone = isFromPhone
    self.phoneCall = phoneCall
  }
}
