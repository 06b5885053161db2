/// The caller was told which department to ask (article 5).
public struct ReferralGiven: Hashable, Sendable {
  /// The department.
  public let department: String
  /// The address read out; nil when none was.
  public let address: String?
  /// The telephone read out; nil when none was.
  public let telephone: String?
  /// The agreed answer (统一答复口径) given with it; nil when none was.
  public let answer: String?

  /// A referral from its parts.
  public init(department: String, address: String?, telephone: String?, answer: String? = nil) {
    self.department = department
    self.address = address
    self.telephone = telephone
    self.answer = answer
  }

  /// Whether both address and telephone were given, as article 5 demands.
  public var isComplete: Bool { Self.says(address) && Self.says(telephone) }

  /// Blank is not said: a space in a field must not make a referral complete.
  private static func says(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } ?? false }
}
