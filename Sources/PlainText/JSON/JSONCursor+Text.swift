import CPlatform

extension JSONCursor {
  /// Moves over a text and gives the bytes between its quotation marks, escapes as they stand.
  @inlinable @inline(__always)
  public mutating func text() -> UnsafeRawBufferPointer? {
    guard accept(UInt8(ascii: "\"")) else {
      _ = fail(place < end ? .unexpectedByte : .unexpectedEnd)
      return nil
    }
    // Most texts are words of less than eight bytes.
    if end - place >= 8 {
      let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
      let found = Self.marks(word)
      let quote = place + found.trailingZeroBitCount / 8
      if found != 0, quote.pointee == 0x22, Self.high(in: word, before: found) == 0 {
        defer { place = quote + 1 }
        return UnsafeRawBufferPointer(start: place, count: quote - place)
      }
    }
    return longText()
  }

  /// The rest of a text that begins here.
  @usableFromInline @inline(never)
  package mutating func longText() -> UnsafeRawBufferPointer? {
    let start = place
    var high: UInt64 = 0
    while true {
      if let mark = call110_plain_text_end(place, left) {
        place = mark.assumingMemoryBound(to: UInt8.self)
      } else {
        high |= passPlainBytes()
      }
      guard place < end else {
        _ = fail(.unexpectedEnd)
        return nil
      }
      switch place.pointee {
      case 0x22:
        let text = UnsafeRawBufferPointer(start: start, count: place - start)
        guard high & 0x8080_8080_8080_8080 == 0 || Self.isUTF8(text) else {
          _ = fail(.badString)
          return nil
        }
        place += 1
        return text
      case 0x5C:
        hasEscapes = true
        guard escape() != nil else {
          _ = fail(.badString)
          return nil
        }
      default:
        _ = fail(.badString)
        return nil
      }
    }
  }

  /// Moves up to what ends a plain run of a text, and gives bits of the bytes passed over: a top bit is set
  /// when one of them is not ASCII, and then they may be no characters.
  private mutating func passPlainBytes() -> UInt64 {
    var high: UInt64 = 0
    while end - place >= 8 {
      let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
      let found = Self.marks(word)
      if found != 0 {
        high |= Self.high(in: word, before: found)
        place += found.trailingZeroBitCount / 8
        break
      }
      high |= word
      place += 8
    }
    while place < end, place.pointee != 0x22, place.pointee != 0x5C, place.pointee >= 0x20 {
      high |= UInt64(place.pointee)
      place += 1
    }
    return high
  }

  /// Moves over the escape that begins here and gives the character it stands for.
  private mutating func escape() -> UInt32? {
    guard left >= 2 else { return nil }
    let byte = place[1]
    place += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return nil
    }
  }

  /// A surrogate counts only as the first of a pair.
  private mutating func unicodeEscape() -> UInt32? {
    guard let first = hexadecimal() else { return nil }
    guard (0xD800...0xDFFF).contains(first) else { return first }
    guard first < 0xDC00, accept(#"\u"#), let second = hexadecimal(), (0xDC00...0xDFFF).contains(second)
    else {
      return nil
    }
    return 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard left >= 4 else { return nil }
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(place.pointee)).hexDigitValue else { return nil }
      number = number << 4 | UInt32(digit)
      place += 1
    }
    return number
  }

  /// The bytes of a text that a cursor has moved over, without its escapes.
  public static func unescaped(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    guard text.contains(0x5C), let base = text.baseAddress else { return Array(text) }
    let start = base.assumingMemoryBound(to: UInt8.self)
    var cursor = JSONCursor(start, end: start + text.count)
    var bytes: [UInt8] = []
    while cursor.left > 0 {
      if cursor.byte == 0x5C {
        guard let scalar = cursor.escape().flatMap(Unicode.Scalar.init) else { return bytes }
        bytes += Array(String(Character(scalar)).utf8)
      } else {
        bytes.append(cursor.byte)
        cursor.place += 1
      }
    }
    return bytes
  }

  /// Marks what ends a plain run of a text among eight bytes: a quotation mark, a backslash or a control
  /// character; exact up to the first one.
  @inlinable @inline(__always)
  public static func marks(_ word: UInt64) -> UInt64 {
    let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    return zeros(word ^ 0x2222_2222_2222_2222) | zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C) | controls
  }

  /// The top bits of the bytes of a word before the first one marked.
  @inlinable @inline(__always)
  public static func high(in word: UInt64, before marks: UInt64) -> UInt64 {
    word & ((marks & (0 &- marks)) &- 1) & 0x8080_8080_8080_8080
  }

  /// Marks the bytes of a word that are zero by their top bits; exact up to the first one.
  @inlinable @inline(__always)
  public static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Whether the bytes are well-formed UTF-8 (Unicode, table 3-7).
  static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
      } else if bytes.count - index >= 4,
        isCommon(bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      {
        index += 3
      } else {
        guard let length = length(bytes, index: index, lead: lead) else { return false }
        index += length
      }
    }
    return true
  }

  /// Whether four bytes begin with a character of three bytes, as Chinese ones have, other than those near
  /// the edges of their range.
  @inline(__always)
  private static func isCommon(_ word: UInt32) -> Bool {
    let bytes = UInt32(littleEndian: word)
    return bytes & 0x00C0_C0F0 == 0x0080_80E0 && bytes & 0x0F != 0 && bytes & 0x0F != 0x0D
  }

  private static func length(_ bytes: UnsafeRawBufferPointer, index: Int, lead: UInt8) -> Int? {
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
    default: return nil
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return nil }
    return length
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are these.
  @inlinable @inline(__always)
  public func isText(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount, let baseAddress else {
      return literal.utf8CodeUnitCount == count
    }
    return Self.isSame(baseAddress, literal.utf8Start, count: count)
  }

  /// Whether the bytes are these.
  @inlinable @inline(__always)
  public func isSame(as bytes: [UInt8]) -> Bool {
    guard count == bytes.count, let baseAddress else { return bytes.isEmpty && count == 0 }
    return bytes.withUnsafeBytes { other in
      other.baseAddress.map { Self.isSame(baseAddress, $0, count: count) } ?? true
    }
  }

  /// The position of the word among these; nil when it is none of them.
  public func position(in words: [[UInt8]]) -> Int? {
    words.firstIndex { isSame(as: $0) }
  }

  /// Whether `count` bytes are the same here and there; most are words too short for a call of `memcmp` to
  /// pay.
  @inlinable @inline(__always)
  public static func isSame(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int) -> Bool {
    var index = 0
    while count - index >= 8 {
      guard
        left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      else { return false }
      index += 8
    }
    while index < count {
      guard
        left.load(fromByteOffset: index, as: UInt8.self) == right.load(fromByteOffset: index, as: UInt8.self)
      else { return false }
      index += 1
    }
    return true
  }
}
