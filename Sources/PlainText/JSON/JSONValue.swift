/// A parsed JSON value.
///
/// Members keep their order; a decimal keeps its literal, so no digit is ever lost.
public enum JSONValue: Hashable, Sendable {
  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// The member's name, unescaped.
    public let key: String
    /// The member's value.
    public let value: JSONValue

    /// A member from its two parts.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction or exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number, as written.
  case decimal(String)
  /// A text, unescaped.
  case string(String)
  case array([JSONValue])
  /// An object, members in the order written; of a repeated key, which the reader refuses, the first answers.
  case object([Member])

  /// The value of the first member named `key`; nil when this is no object or has no such member.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, when this is one.
  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The whole number, when this is one.
  public var integer: Int64? {
    if case .integer(let number) = self { return number }
    return nil
  }

  /// The truth value, when this is one.
  public var bool: Bool? {
    if case .bool(let flag) = self { return flag }
    return nil
  }

  /// The items, when this is an array.
  public var array: [JSONValue]? {
    if case .array(let items) = self { return items }
    return nil
  }

  /// The members, when this is an object.
  public var object: [Member]? {
    if case .object(let members) = self { return members }
    return nil
  }
}
