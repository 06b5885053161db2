/// Reads one JSON value (RFC 8259) from bytes, strictly and in one pass, by the grammar of `JSONCursor`;
/// spaces may stand between the parts.
///
/// It is meant for single lines and small files, and never traps. Scans over many journals walk the bytes
/// instead.
public enum JSONReader {
  /// The value in `bytes`.
  public static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    try parse(bytes, allowsSpace: true)
  }

  /// The value in `bytes`; nil when they are no JSON, for readers that say by themselves what is damaged and
  /// where: a line of a journal, a section of a derived file.
  public static func value(_ bytes: [UInt8]) -> JSONValue? {
    do { return try parse(bytes) } catch { return nil }
  }

  /// The object in `bytes`; nil when they are not one object without spaces between its parts, as the payload
  /// of a journal line is.
  package static func compactObject(_ bytes: [UInt8]) -> JSONValue? {
    guard bytes.first == UInt8(ascii: "{") else { return nil }
    do { return try parse(bytes, allowsSpace: false) } catch { return nil }
  }

  /// The beginning of an object that was checked before, without spaces between its parts: everything in
  /// front of the first member named `key` of one of its own objects, or all when there is none.
  ///
  /// Nil when what was looked at is no such object; what stands behind it is not looked at.
  package static func beginning(of bytes: [UInt8], before key: String) -> JSONValue? {
    guard bytes.first == UInt8(ascii: "{") else { return nil }
    var reading = JSONReading(until: Array(key.utf8))
    defer { reading.free() }
    let isRead = bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, bytes.count <= JSONDocument.longest else { return false }
      var cursor = JSONCursor(start, end: start + bytes.count)
      defer { reading.hasEscapes = cursor.hasEscapes }
      return reading.read(&cursor, from: start) || reading.isAtEnd
    }
    guard isRead else { return nil }
    return JSONValue(JSONDocument(bytes, nodes: reading.nodes, hasEscapes: reading.hasEscapes), at: 0)
  }

  private static func parse(_ bytes: [UInt8], allowsSpace: Bool) throws(JSONFault) -> JSONValue {
    var reading = JSONReading()
    defer { reading.free() }
    let fault = bytes.withUnsafeBufferPointer { bytes -> JSONFault? in
      guard let start = bytes.baseAddress, bytes.count <= JSONDocument.longest else {
        return JSONFault(kind: .unexpectedEnd, offset: 0)
      }
      var cursor = JSONCursor(start, end: start + bytes.count, allowsSpace: allowsSpace)
      cursor.skipSpace()
      let isSound = reading.read(&cursor, from: start)
      if isSound { cursor.skipSpace() }
      reading.hasEscapes = cursor.hasEscapes
      if isSound, cursor.left == 0 { return nil }
      let known = isSound ? .trailingBytes : cursor.fault
      let kind = known ?? (cursor.left == 0 ? .unexpectedEnd : .unexpectedByte)
      return JSONFault(kind: kind, offset: cursor.place - start)
    }
    if let fault { throw fault }
    return JSONValue(JSONDocument(bytes, nodes: reading.nodes, hasEscapes: reading.hasEscapes), at: 0)
  }
}

/// Notes where the values of a text stand while the cursor moves over them.
private struct JSONReading {
  var hasEscapes = false
  /// Whether the key was met before which reading ends.
  private(set) var isAtEnd = false

  private let end: [UInt8]?
  private var depth = 0
  private var place = UnsafeMutablePointer<JSONDocument.Node>.allocate(capacity: 64)
  private var capacity = 64
  private var count = 0

  /// With `end` only what stands in front of the first member so named of an object in the outermost one.
  init(until end: [UInt8]? = nil) { self.end = end }

  /// The places noted.
  var nodes: [JSONDocument.Node] { Array(UnsafeBufferPointer(start: place, count: count)) }

  func free() { place.deallocate() }

  private mutating func note(_ kind: JSONDocument.Kind, offset: Int, length: Int) {
    if count == capacity { grow() }
    (place + count).initialize(
      to: JSONDocument.Node(
        kind: kind, start: UInt32(truncatingIfNeeded: offset), count: UInt32(truncatingIfNeeded: length),
        next: UInt32(truncatingIfNeeded: count + 1)))
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<JSONDocument.Node>.allocate(capacity: capacity * 4)
    larger.moveInitialize(from: place, count: count)
    place.deallocate()
    (place, capacity) = (larger, capacity * 4)
  }

  /// Moves over the value here and notes where it and everything in it stands.
  mutating func read(_ cursor: inout JSONCursor, from start: UnsafePointer<UInt8>) -> Bool {
    let (first, offset) = (count, cursor.place - start)
    switch cursor.byte {
    case UInt8(ascii: "{"):
      note(.object, offset: offset, length: 0)
      depth += 1
      defer { depth -= 1 }
      let isSound = cursor.object { key, cursor in
        if let end, depth == 2, key.isSame(as: end) {
          isAtEnd = true
          return false
        }
        note(.text, offset: key.baseAddress.map { $0 - UnsafeRawPointer(start) } ?? 0, length: key.count)
        return read(&cursor, from: start)
      }
      place[first].next = UInt32(truncatingIfNeeded: count)
      return isSound
    case UInt8(ascii: "["):
      note(.list, offset: offset, length: 0)
      let isSound = cursor.array { read(&$0, from: start) }
      place[first].next = UInt32(truncatingIfNeeded: count)
      return isSound
    case UInt8(ascii: "\""):
      guard let text = cursor.text() else { return false }
      note(.text, offset: offset + 1, length: text.count)
    case UInt8(ascii: "t"): return word("true", kind: .yes, cursor: &cursor, offset: offset)
    case UInt8(ascii: "f"): return word("false", kind: .no, cursor: &cursor, offset: offset)
    case UInt8(ascii: "n"): return word("null", kind: .null, cursor: &cursor, offset: offset)
    default:
      guard let number = cursor.literal() else { return false }
      note(.number, offset: offset, length: number.count)
    }
    return true
  }

  private mutating func word(
    _ word: StaticString, kind: JSONDocument.Kind, cursor: inout JSONCursor, offset: Int
  ) -> Bool {
    guard cursor.skip() else { return false }
    note(kind, offset: offset, length: word.utf8CodeUnitCount)
    return true
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
