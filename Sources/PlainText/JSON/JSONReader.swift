/// Reads one JSON value (RFC 8259) from bytes, strictly and in one pass, by the grammar of `JSONCursor`;
/// spaces may stand between the parts.
///
/// It is meant for single lines and small files, and never traps. Scans over many journals walk the bytes
/// instead.
public enum JSONReader {
  /// The value in `bytes`.
  public static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONFault> in
      guard let start = bytes.baseAddress else { return .failure(JSONFault(kind: .unexpectedEnd, offset: 0)) }
      var cursor = JSONCursor(start, end: start + bytes.count, allowsSpace: true)
      cursor.skipSpace()
      let value = read(&cursor)
      if value != nil { cursor.skipSpace() }
      if let value, cursor.left == 0 { return .success(value) }
      let known = value == nil ? cursor.fault : .trailingBytes
      let kind = known ?? (cursor.left == 0 ? .unexpectedEnd : .unexpectedByte)
      return .failure(JSONFault(kind: kind, offset: cursor.place - start))
    }
    return try result.get()
  }

  /// The value in `bytes`; nil when they are no JSON, for readers that say by themselves what is damaged and
  /// where: a line of a journal, a section of a derived file.
  public static func value(_ bytes: [UInt8]) -> JSONValue? {
    do { return try parse(bytes) } catch { return nil }
  }

  private static func read(_ cursor: inout JSONCursor) -> JSONValue? {
    switch cursor.byte {
    case UInt8(ascii: "{"):
      var members: [JSONValue.Member] = []
      let isSound = cursor.object { key, cursor in
        guard let value = read(&cursor) else { return false }
        members.append(JSONValue.Member(key: text(key), value: value))
        return true
      }
      return isSound ? .object(members) : nil
    case UInt8(ascii: "["):
      var items: [JSONValue] = []
      let isSound = cursor.array { cursor in
        guard let item = read(&cursor) else { return false }
        items.append(item)
        return true
      }
      return isSound ? .array(items) : nil
    case UInt8(ascii: "\""): return cursor.text().map { .string(text($0)) }
    case UInt8(ascii: "t"): return cursor.skip() ? .bool(true) : nil
    case UInt8(ascii: "f"): return cursor.skip() ? .bool(false) : nil
    case UInt8(ascii: "n"): return cursor.skip() ? .null : nil
    default: return cursor.literal().map(number)
    }
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: JSONCursor.unescaped(bytes), as: UTF8.self)
  }

  private static func number(_ bytes: UnsafeRawBufferPointer) -> JSONValue {
    let literal = String(decoding: bytes, as: UTF8.self)
    let isWhole = bytes.allSatisfy { $0 == 0x2D || $0 &- 0x30 < 10 }
    return (isWhole ? Int64(literal) : nil).map { .integer($0) } ?? .decimal(literal)
  }
}

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
    /// Arrays and objects are nested deeper than 64.
    case tooDeep
    /// An object has a key twice: nobody can say which value counts.
    case doubledKey
    /// Something follows the value.
    case trailingBytes
  }

  /// What was wrong.
  public let kind: Kind
  /// The byte at which it was seen, from 0.
  public let offset: Int
}
