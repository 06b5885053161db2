/// The category (警情类别) chosen for a call.
public struct CategoryChosen: Hashable, Sendable {
  /// The code in the protocol data.
  public let code: String
  /// The name it had then.
  public let name: String

  /// A category from its parts.
  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}
