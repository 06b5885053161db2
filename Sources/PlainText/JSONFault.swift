/// Why a text is not JSON: what was wrong, and at which byte (counted from 0).
public struct JSONFault: Error, Hashable, Sendable {
  /// What was wrong.
  public enum Kind: String, Sendable {
    /// The text ended inside a value.
    case unexpectedEnd
    /// A byte stands where the grammar allows none such.
    case unexpectedByte
    /// A string is not valid UTF-8, or an escape is malformed or half of a surrogate pair.
    case badString
    /// A number is malformed or over 64 digits long.
    case badNumber
    /// Arrays and objects are nested deeper than `JSONReader.maximumDepth`.
    case tooDeep
    /// Something follows the value.
    case trailingBytes
  }

  /// What was wrong.
  public let kind: Kind
  /// The byte at which it was seen, from 0.
  public let offset: Int
}
