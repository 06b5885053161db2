/// Writes JSON text as bytes, keys in the order given; the only JSON encoder of the project.
///
/// It never fails: control characters are escaped as `\u00xx`, everything else stays raw UTF-8.
/// Objects and arrays are nested with closures, so brackets always match.
public struct JSONWriter: Sendable {
  /// The text so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty writer; `capacity` is the number of bytes reserved beforehand.
  public init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  /// The bytes of one object written by `body`.
  public static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(body)
    return writer.bytes
  }

  /// Writes an object whose members `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    nested(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), body: body)
  }

  /// Writes an array whose items `body` writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    nested(open: UInt8(ascii: "["), close: UInt8(ascii: "]"), body: body)
  }

  /// Writes an object as the member `key`.
  public mutating func object(_ key: StaticString, body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  /// Writes an array as the member `key`.
  public mutating func array(_ key: StaticString, body: (inout JSONWriter) -> Void) {
    self.key(key)
    array(body)
  }

  /// Writes the member `key` with a text value; nothing at all when `value` is nil.
  public mutating func member(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    self.key(key)
    self.value(value)
  }

  /// Writes the member `key` with a whole number; nothing at all when `value` is nil.
  public mutating func member(_ key: StaticString, _ value: Int64?) {
    guard let value else { return }
    self.key(key)
    self.value(value)
  }

  /// Writes the member `key` with a whole number; nothing at all when `value` is nil.
  public mutating func member(_ key: StaticString, _ value: Int?) {
    member(key, value.map(Int64.init))
  }

  /// Writes the member `key` with a truth value; nothing at all when `value` is nil.
  public mutating func member(_ key: StaticString, _ value: Bool?) {
    guard let value else { return }
    self.key(key)
    separate()
    bytes.append(contentsOf: value ? [116, 114, 117, 101] : [102, 97, 108, 115, 101])
  }

  /// Writes the member `key` with ready JSON text, which must be valid by itself.
  public mutating func member(_ key: StaticString, json: [UInt8]) {
    self.key(key)
    value(json: json)
  }

  /// Writes a member whose key is made at run time (an element id, a field name).
  public mutating func member(dynamic key: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    appendQuoted(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    body(&self)
  }

  /// Writes a text value.
  public mutating func value(_ text: String) {
    separate()
    appendQuoted(text)
  }

  /// Writes a whole number.
  public mutating func value(_ number: Int64) {
    separate()
    appendNumber(number)
  }

  /// Writes ready JSON text, which must be valid by itself.
  public mutating func value(json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Writes a parsed value back.
  public mutating func value(_ value: JSONValue) {
    switch value.content {
    case .null:
      separate()
      bytes.append(contentsOf: [110, 117, 108, 108])
    case .bool(let flag):
      separate()
      bytes.append(contentsOf: flag ? [116, 114, 117, 101] : [102, 97, 108, 115, 101])
    case .integer(let number): self.value(number)
    case .decimal(let literal):
      separate()
      bytes.append(contentsOf: literal.utf8)
    case .string(let text): self.value(text)
    case .array(let items): array { writer in for item in items { writer.value(item) } }
    case .object(let members):
      object { writer in
        for member in members { writer.member(dynamic: member.key) { $0.value(member.value) } }
      }
    }
  }

  private mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func nested(open: UInt8, close: UInt8, body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func appendNumber(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func appendQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    // Runs without anything to escape are copied as a whole: this runs for every word that is recorded.
    text.withUTF8 { buffer in
      var start = 0
      for index in buffer.indices where Self.needsEscape(buffer[index]) {
        bytes.append(contentsOf: buffer[start..<index])
        appendEscaped(buffer[index])
        start = index + 1
      }
      bytes.append(contentsOf: buffer[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
    case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
    case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
    default:
      let hex = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
    }
  }
}
