/// Reads one JSON value (RFC 8259) from bytes, strictly and in one pass.
///
/// Invalid UTF-8, lone surrogates, trailing bytes and nesting over `maximumDepth` are faults; it never traps.
/// It is meant for single lines and small files. Scans over many journals walk the bytes instead.
public struct JSONReader {
  /// The deepest nesting accepted.
  public static let maximumDepth = 64

  private let bytes: [UInt8]
  private var index: Int

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    index = 0
  }

  /// The value in `bytes`.
  public static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.readValue(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.fault(.trailingBytes) }
    return value
  }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault { JSONFault(kind: kind, offset: index) }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func peek() throws(JSONFault) -> UInt8 {
    guard index < bytes.count else { throw fault(.unexpectedEnd) }
    return bytes[index]
  }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    guard try peek() == byte else { throw fault(.unexpectedByte) }
    index += 1
  }

  private mutating func readValue(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth <= Self.maximumDepth else { throw fault(.tooDeep) }
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try readObject(depth: depth)
    case UInt8(ascii: "["): return try readArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return try readNumber()
    }
  }

  private mutating func readWord(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let letters = word.withUTF8Buffer { Array($0) }
    for letter in letters { try expect(letter) }
    return value
  }

  private mutating func readObject(depth: Int) throws(JSONFault) -> JSONValue {
    try expect(UInt8(ascii: "{"))
    var members: [JSONValue.Member] = []
    skipSpace()
    if try peek() == UInt8(ascii: "}") {
      index += 1
      return .object(members)
    }
    while true {
      skipSpace()
      let key = try readString()
      skipSpace()
      try expect(UInt8(ascii: ":"))
      members.append(JSONValue.Member(key: key, value: try readValue(depth: depth + 1)))
      if try endsList(with: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func readArray(depth: Int) throws(JSONFault) -> JSONValue {
    try expect(UInt8(ascii: "["))
    var items: [JSONValue] = []
    skipSpace()
    if try peek() == UInt8(ascii: "]") {
      index += 1
      return .array(items)
    }
    while true {
      items.append(try readValue(depth: depth + 1))
      if try endsList(with: UInt8(ascii: "]")) { return .array(items) }
    }
  }

  private mutating func endsList(with close: UInt8) throws(JSONFault) -> Bool {
    skipSpace()
    let byte = try peek()
    guard byte == close || byte == UInt8(ascii: ",") else { throw fault(.unexpectedByte) }
    index += 1
    return byte == close
  }

  private mutating func readString() throws(JSONFault) -> String {
    try expect(UInt8(ascii: "\""))
    var content: [UInt8] = []
    while true {
      let byte = try peek()
      if byte < 0x20 { throw fault(.badString) }
      index += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { try readEscape(into: &content) } else { content.append(byte) }
    }
    guard let text = String(validating: content, as: UTF8.self) else { throw fault(.badString) }
    return text
  }

  private mutating func readEscape(into content: inout [UInt8]) throws(JSONFault) {
    let byte = try peek()
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content.append(contentsOf: Array(String(try readUnicodeEscape()).utf8))
    default: throw fault(.badString)
    }
  }

  private mutating func readUnicodeEscape() throws(JSONFault) -> Character {
    let first = try readHex4()
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard first < 0xDC00 else { throw fault(.badString) }
    try expect(UInt8(ascii: "\\"))
    try expect(UInt8(ascii: "u"))
    let second = try readHex4()
    let joined = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
    guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(joined) else {
      throw fault(.badString)
    }
    return Character(scalar)
  }

  private mutating func readHex4() throws(JSONFault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw fault(.badString) }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }

  private mutating func readNumber() throws(JSONFault) -> JSONValue {
    let start = index
    if try peek() == UInt8(ascii: "-") { index += 1 }
    let firstDigit = index
    let digits = readDigits()
    guard digits > 0 else { throw fault(index < bytes.count ? .unexpectedByte : .unexpectedEnd) }
    guard digits == 1 || bytes[firstDigit] != UInt8(ascii: "0") else { throw fault(.badNumber) }
    let isWhole = try !readFractionAndExponent()
    guard index - start <= 64 else { throw fault(.badNumber) }
    let literal = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let number = Int64(literal) { return .integer(number) }
    return .decimal(literal)
  }

  private mutating func readDigits() -> Int {
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return index - start
  }

  private mutating func readFractionAndExponent() throws(JSONFault) -> Bool {
    var found = false
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      found = true
      guard readDigits() > 0 else { throw fault(.badNumber) }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      found = true
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard readDigits() > 0 else { throw fault(.badNumber) }
    }
    return found
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
