/// RFC 8259 once more, one byte after the other, as slow and plain as can be: what the cursor is held
/// against.
struct SlowJSON {
  private let bytes: [UInt8]
  private let allowsSpace: Bool
  private var index = 0

  private init(_ bytes: [UInt8], allowsSpace: Bool) {
    self.bytes = bytes
    self.allowsSpace = allowsSpace
  }

  /// Whether the bytes are one value and nothing else.
  static func isValue(_ bytes: [UInt8], allowsSpace: Bool) -> Bool {
    var slow = SlowJSON(bytes, allowsSpace: allowsSpace)
    slow.space()
    guard slow.value(depth: 0) else { return false }
    slow.space()
    return slow.index == bytes.count
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func space() {
    while allowsSpace, let byte = next, " \n\r\t".utf8.contains(byte) { index += 1 }
  }

  private mutating func value(depth: Int) -> Bool {
    guard depth <= 64 else { return false }
    if take("{") { return list(until: "}", depth: depth, keyed: true) }
    if take("[") { return list(until: "]", depth: depth, keyed: false) }
    return text() != nil || take("true") || take("false") || take("null") || number()
  }

  private mutating func list(until end: String, depth: Int, keyed: Bool) -> Bool {
    var keys: Set<String> = []
    space()
    if take(end) { return true }
    repeat {
      space()
      if keyed {
        guard let key = text(), keys.insert(key).inserted else { return false }
        space()
        guard take(":") else { return false }
        space()
      }
      guard value(depth: depth + 1) else { return false }
      space()
    } while take(",")
    return take(end)
  }

  private mutating func text() -> String? {
    let start = index
    guard take("\"") else { return nil }
    var content: [UInt8] = []
    while let byte = next, byte >= 0x20 {
      index += 1
      if byte == UInt8(ascii: "\"") {
        if let text = String(validating: content, as: UTF8.self) { return text }
        break
      }
      guard byte == UInt8(ascii: "\\") else {
        content.append(byte)
        continue
      }
      guard let character = escape() else { break }
      content += Array(String(character).utf8)
    }
    index = start
    return nil
  }

  private mutating func escape() -> Character? {
    let plain: [(String, Character)] = [
      ("\"", "\""), ("\\", "\\"), ("/", "/"), ("b", "\u{8}"), ("f", "\u{C}"), ("n", "\n"), ("r", "\r"),
      ("t", "\t"),
    ]
    for (letter, character) in plain where take(letter) { return character }
    guard take("u"), let first = unit() else { return nil }
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard take("\\u"), let second = unit(),
      let pair = String(validating: [first, second], as: UTF16.self), pair.count == 1
    else { return nil }
    return pair.first
  }

  private mutating func unit() -> UInt16? {
    guard index + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
    guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    index += 4
    return UInt16(digits, radix: 16)
  }

  private mutating func number() -> Bool {
    let rest = String(decoding: bytes[index...].prefix { "+-.eE0123456789".utf8.contains($0) }, as: UTF8.self)
    guard let match = rest.prefixMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) else {
      return false
    }
    let count = match.output.0.utf8.count
    index += count
    // What goes on as a number would is none: `01`, `1.`, `1e`.
    guard count <= 64, next.map({ !"+-.eE0123456789".utf8.contains($0) }) ?? true else { return false }
    return true
  }
}
