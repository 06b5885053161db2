/// A parsed JSON value: its place in the text it was read from.
///
/// Members keep their order; a decimal keeps its literal, so no digit is ever lost. Reading a text only finds
/// out where everything stands; a value is made when it is asked for, so that a line of a journal of which
/// three members count costs those three.
public struct JSONValue: Sendable {
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

  /// What a value is.
  public enum Content: Hashable, Sendable {
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
    /// An object, members in the order written; the reader refuses one with a key twice.
    case object([Member])
  }

  private let document: JSONDocument
  private let place: Int

  /// The value at a place of a document.
  init(_ document: JSONDocument, at place: Int) {
    self.document = document
    self.place = place
  }

  /// What stands where a text could not be read.
  public static let null = JSONValue(JSONDocument.null, at: 0)

  /// The whole text it was read from.
  package var source: [UInt8] { document.bytes }

  /// What it is.
  public var content: Content {
    switch document.nodes[place].kind {
    case .null: .null
    case .no: .bool(false)
    case .yes: .bool(true)
    case .number: integer.map(Content.integer) ?? .decimal(document.text(at: place))
    case .text: .string(document.text(at: place))
    case .list: .array(array ?? [])
    case .object: .object(object ?? [])
    }
  }

  /// The value of the member named `key`; nil when this is no object or has no such member.
  public subscript(key: String) -> JSONValue? {
    document.member(key, of: place).map { JSONValue(document, at: $0) }
  }

  /// The text, when this is one.
  public var string: String? {
    document.nodes[place].kind == .text ? document.text(at: place) : nil
  }

  /// The whole number, when this is one.
  public var integer: Int64? { document.integer(at: place) }

  /// The truth value, when this is one.
  public var bool: Bool? {
    switch document.nodes[place].kind {
    case .no: false
    case .yes: true
    case .null, .number, .text, .list, .object: nil
    }
  }

  /// The items, when this is an array.
  public var array: [JSONValue]? {
    guard document.nodes[place].kind == .list else { return nil }
    return document.parts(of: place).map { JSONValue(document, at: $0) }
  }

  /// The members, when this is an object.
  public var object: [Member]? {
    guard document.nodes[place].kind == .object else { return nil }
    let parts = document.parts(of: place)
    return stride(from: 0, to: parts.count, by: 2).map {
      Member(key: document.text(at: parts[$0]), value: JSONValue(document, at: parts[$0 + 1]))
    }
  }
}

/// Two values are the same when they hold the same, wherever they were read.
extension JSONValue: Hashable {
  /// Whether both are of one kind and hold the same.
  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.content == right.content }

  /// By what it holds.
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

/// A text of JSON and where each value in it stands.
///
/// A class because all values of a text share it; nothing in it changes.
final class JSONDocument: Sendable {
  /// What stands at a place.
  enum Kind: UInt8 {
    case null, no, yes, number, text, list, object
  }

  /// A value, or the key of a member, which stands in front of its value.
  struct Node {
    let kind: Kind
    /// The first byte, of a text the one behind the quotation mark.
    let start: UInt32
    let count: UInt32
    /// The place behind this value and everything in it.
    var next: UInt32
  }

  /// The longest text read, in bytes: places in it are counted in 32 bits.
  static let longest = Int(UInt32.max)

  static let null = JSONDocument(
    Array("null".utf8), nodes: [Node(kind: .null, start: 0, count: 4, next: 1)], hasEscapes: false)

  let bytes: [UInt8]
  let nodes: [Node]
  private let hasEscapes: Bool

  init(_ bytes: [UInt8], nodes: [Node], hasEscapes: Bool) {
    self.bytes = bytes
    self.nodes = nodes
    self.hasEscapes = hasEscapes
  }

  /// The characters at a place, of a text without its escapes.
  func text(at place: Int) -> String {
    withBytes(of: nodes[place]) { bytes in
      guard hasEscapes, bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
      return String(decoding: JSONCursor.unescaped(bytes), as: UTF8.self)
    }
  }

  /// The number at a place; nil when it is none, or none without fraction and exponent that fits 64 bits.
  func integer(at place: Int) -> Int64? {
    let node = nodes[place]
    guard node.kind == .number else { return nil }
    return withBytes(of: node) { bytes in
      var value: Int64 = 0
      let isNegative = bytes.first == UInt8(ascii: "-")
      for byte in isNegative ? bytes.dropFirst() : bytes[...] {
        let digit = Int64(byte &- 0x30)
        let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
        let (sum, isOverBy) =
          isNegative
          ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
        guard digit < 10, !isOver, !isOverBy else { return nil }
        value = sum
      }
      return value
    }
  }

  /// The place of a member's value.
  func member(_ key: String, of place: Int) -> Int? {
    var key = key
    return key.withUTF8 { key in
      bytes.withUnsafeBytes { bytes in
        nodes.withUnsafeBufferPointer { nodes in
          guard nodes[place].kind == .object, let start = bytes.baseAddress else { return nil }
          var name = place + 1
          let end = Int(nodes[place].next)
          while name < end {
            let node = nodes[name]
            if isName(start + Int(node.start), count: Int(node.count), wanted: key) { return name + 1 }
            name = Int(nodes[name + 1].next)
          }
          return nil
        }
      }
    }
  }

  /// The places of a list's items, or of an object's keys and values.
  func parts(of place: Int) -> [Int] {
    var (parts, next): ([Int], Int) = ([], place + 1)
    while next < Int(nodes[place].next) {
      parts.append(next)
      next = Int(nodes[next].next)
    }
    return parts
  }

  @inline(__always)
  private func isName(
    _ bytes: UnsafeRawPointer, count: Int, wanted: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if count == wanted.count {
      guard let other = wanted.baseAddress, count > 0 else { return true }
      if UnsafeRawBufferPointer.isSame(bytes, other, count: count) { return true }
    }
    let name = UnsafeRawBufferPointer(start: bytes, count: count)
    return hasEscapes && name.contains(0x5C) && JSONCursor.unescaped(name).elementsEqual(wanted)
  }

  private func withBytes<Result>(of node: Node, body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { bytes in
      body(UnsafeRawBufferPointer(rebasing: bytes[Int(node.start)..<(Int(node.start) + Int(node.count))]))
    }
  }
}
