/// Checks that bytes are one compact JSON object (RFC 8259, no space outside texts) without building it.
///
/// It allocates nothing, because it runs between Enter and "recorded". It accepts what `JSONReader` accepts
/// and `JSONWriter` writes; a test compares the three.
struct JSONShape {
  private static let maximumDepth = 64

  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  private init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Whether the bytes are one object and nothing else.
  static func isObject(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.first == UInt8(ascii: "{") else { return false }
    var shape = JSONShape(bytes)
    return shape.value(depth: 0) && shape.index == bytes.count
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private mutating func accept(word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount where !accept(word.utf8Start[offset]) { return false }
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    guard depth <= Self.maximumDepth, let byte = next else { return false }
    switch byte {
    case UInt8(ascii: "{"): return list(UInt8(ascii: "}"), keyed: true, depth)
    case UInt8(ascii: "["): return list(UInt8(ascii: "]"), keyed: false, depth)
    case UInt8(ascii: "\""): return text()
    case UInt8(ascii: "t"): return accept(word: "true")
    case UInt8(ascii: "f"): return accept(word: "false")
    case UInt8(ascii: "n"): return accept(word: "null")
    default: return number()
    }
  }

  private mutating func list(_ close: UInt8, keyed: Bool, _ depth: Int) -> Bool {
    index += 1
    if accept(close) { return true }
    while true {
      if keyed { guard text(), accept(UInt8(ascii: ":")) else { return false } }
      guard value(depth: depth + 1) else { return false }
      if accept(close) { return true }
      guard accept(UInt8(ascii: ",")) else { return false }
    }
  }

  private mutating func text() -> Bool {
    guard accept(UInt8(ascii: "\"")) else { return false }
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return true
      case UInt8(ascii: "\\"): guard escape() else { return false }
      case 0x20..<0x80: index += 1
      case 0x80...: guard scalar(byte) else { return false }
      default: return false
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    index += 1
    guard let byte = next else { return false }
    index += 1
    guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
    guard let first = hexadecimal() else { return false }
    guard (0xD800...0xDFFF).contains(first) else { return true }
    guard first < 0xDC00, accept(UInt8(ascii: "\\")), accept(UInt8(ascii: "u")), let second = hexadecimal()
    else {
      return false
    }
    return (0xDC00...0xDFFF).contains(second)
  }

  private mutating func hexadecimal() -> UInt32? {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }

  /// One well-formed UTF-8 sequence of two to four bytes (Unicode, table 3-7).
  private mutating func scalar(_ lead: UInt8) -> Bool {
    let second: ClosedRange<UInt8>
    let length: Int
    switch lead {
    case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
    case 0xE0: (second, length) = (0xA0...0xBF, 3)
    case 0xED: (second, length) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
    case 0xF0: (second, length) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
    case 0xF4: (second, length) = (0x80...0x8F, 4)
    default: return false
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return false }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return false }
    index += length
    return true
  }

  private mutating func number() -> Bool {
    let start = index
    _ = accept(UInt8(ascii: "-"))
    let leadingZero = next == UInt8(ascii: "0")
    let count = digits()
    guard count > 0, count == 1 || !leadingZero else { return false }
    if accept(UInt8(ascii: ".")) { guard digits() > 0 else { return false } }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      index += 1
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      guard digits() > 0 else { return false }
    }
    return index - start <= 64
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
    return index - start
  }
}
