import CPlatform
import Glibc

/// A place in a line's JSON that moves forward without building anything.
///
/// Made for the scan over millions of lines: it trusts nothing, but checks only what moving on needs.
struct ByteWalker {
  private(set) var place: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>

  init(_ place: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    self.place = place
    self.end = end
  }

  var left: Int { end - place }

  /// The byte here; 0 at the end.
  var byte: UInt8 { place < end ? place.pointee : 0 }

  /// Moves on by bytes that were looked at already.
  mutating func advance(by count: Int) { place += count }

  /// Moves over one byte when it stands here.
  @inline(__always)
  mutating func accept(_ wanted: UInt8) -> Bool {
    guard place < end, place.pointee == wanted else { return false }
    place += 1
    return true
  }

  /// Moves over a literal when it stands here.
  @inline(__always)
  mutating func accept(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard end - place >= count, memcmp(place, literal.utf8Start, count) == 0 else { return false }
    place += count
    return true
  }

  /// Moves over a whole number with an optional sign.
  mutating func number() -> Int64? {
    let isNegative = accept(UInt8(ascii: "-"))
    var value: Int64 = 0
    let start = place
    while place < end, place.pointee &- 0x30 < 10, place - start < 18 {
      value = value &* 10 &+ Int64(place.pointee &- 0x30)
      place += 1
    }
    // A number has no zeros before it, and no fraction that would be cut off here.
    guard place > start, place - start == 1 || start.pointee != 0x30 else { return nil }
    return isNegative ? -value : value
  }

  /// Moves over digits whose number is of no interest; false when there are none.
  @inline(__always)
  mutating func skipDigits() -> Bool {
    let start = place
    while end - place >= 8 {
      let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
      // A digit is 3x, and stays 3x when 6 is added.
      let others = (word & (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) ^ 0x3030_3030_3030_3030
      if others != 0 {
        place += others.trailingZeroBitCount / 8
        return place > start
      }
      place += 8
    }
    while place < end, place.pointee &- 0x30 < 10 { place += 1 }
    return place > start
  }

  /// Moves over a text and gives the bytes between its quotation marks, escapes as they stand.
  @inline(__always)
  mutating func text() -> UnsafeRawBufferPointer? {
    guard accept(UInt8(ascii: "\"")) else { return nil }
    let start = place
    // Most texts are words of less than eight bytes.
    if end - place >= 8 {
      let found = Self.marks(place)
      if found != 0 {
        place += found.trailingZeroBitCount / 8
        if place.pointee == 0x22 { return endText(from: start) }
      }
    }
    return longText(from: start)
  }

  @inline(__always)
  private mutating func endText(from start: UnsafePointer<UInt8>) -> UnsafeRawBufferPointer {
    defer { place += 1 }
    return UnsafeRawBufferPointer(start: start, count: place - start)
  }

  /// The rest of a text that begins at `start` and has no quotation mark before here.
  @inline(never)
  private mutating func longText(from start: UnsafePointer<UInt8>) -> UnsafeRawBufferPointer? {
    while true {
      while end - place >= 8 {
        let found = Self.marks(place)
        if found != 0 {
          place += found.trailingZeroBitCount / 8
          break
        }
        place += 8
      }
      while place < end, place.pointee != 0x22, place.pointee != 0x5C { place += 1 }
      guard place < end else { return nil }
      if place.pointee == 0x22 { return endText(from: start) }
      guard end - place > 2 else { return nil }
      place += 2
    }
  }

  /// Marks the first quotation mark or backslash among eight bytes.
  @inline(__always)
  private static func marks(_ place: UnsafePointer<UInt8>) -> UInt64 {
    let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
    return zeros(word ^ 0x2222_2222_2222_2222) | zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C)
  }

  /// Moves to the next quotation mark among the next `count` bytes; false when there is none.
  ///
  /// Eight bytes at a time: what stands in front of one is a word or a number, too short for a call of
  /// `memchr` to pay.
  @inline(__always)
  mutating func toQuote(within count: Int) -> Bool {
    let stop = place + count
    while stop - place >= 8 {
      let found = Self.zeros(UnsafeRawPointer(place).loadUnaligned(as: UInt64.self) ^ 0x2222_2222_2222_2222)
      if found != 0 {
        place += found.trailingZeroBitCount / 8
        return true
      }
      place += 8
    }
    while place < stop, place.pointee != 0x22 { place += 1 }
    return place < stop
  }

  /// Marks the bytes of a word that are zero by their top bits; exact up to the first one.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Moves over any value; false when it is none, as a strict reader would find.
  mutating func skip() -> Bool { byte == UInt8(ascii: "\"") ? text() != nil : skip(depth: 0) }

  private mutating func skip(depth: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "\""): return text() != nil
    case UInt8(ascii: "{"): return depth < 64 && object { _, value in value.skip(depth: depth + 1) }
    case UInt8(ascii: "["): return depth < 64 && array { $0.skip(depth: depth + 1) }
    case UInt8(ascii: "t"): return accept("true")
    case UInt8(ascii: "f"): return accept("false")
    case UInt8(ascii: "n"): return accept("null")
    default: return skipNumber()
    }
  }

  private mutating func skipNumber() -> Bool {
    _ = accept(UInt8(ascii: "-"))
    let start = place
    guard skipDigits(), place - start == 1 || start.pointee != 0x30 else { return false }
    if accept(UInt8(ascii: ".")), !skipDigits() { return false }
    if byte | 0x20 == UInt8(ascii: "e") {
      advance(by: 1)
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      return skipDigits()
    }
    return true
  }

  /// Walks an object: `member` gets each key and must move over its value; false stops with a fault.
  @inline(__always)
  mutating func object(_ member: (UnsafeRawBufferPointer, inout ByteWalker) -> Bool) -> Bool {
    guard accept(UInt8(ascii: "{")) else { return false }
    if accept(UInt8(ascii: "}")) { return true }
    while true {
      guard let key = text(), accept(UInt8(ascii: ":")), member(key, &self) else { return false }
      if accept(UInt8(ascii: "}")) { return true }
      guard accept(UInt8(ascii: ",")) else { return false }
    }
  }

  /// Walks an array: `item` must move over each item.
  @inline(__always)
  mutating func array(_ item: (inout ByteWalker) -> Bool) -> Bool {
    guard accept(UInt8(ascii: "[")) else { return false }
    if accept(UInt8(ascii: "]")) { return true }
    while true {
      guard item(&self) else { return false }
      if accept(UInt8(ascii: "]")) { return true }
      guard accept(UInt8(ascii: ",")) else { return false }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are these.
  @inline(__always)
  func isText(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount, let baseAddress else {
      return literal.utf8CodeUnitCount == count
    }
    return memcmp(baseAddress, literal.utf8Start, count) == 0
  }

  /// Whether the bytes are these.
  @inline(__always)
  func isSame(as bytes: [UInt8]) -> Bool {
    guard count == bytes.count, let baseAddress else { return bytes.isEmpty }
    return memcmp(baseAddress, bytes, count) == 0
  }

  /// Where `needle` begins first at `offset` or behind it; nil when nowhere.
  func position(of needle: [UInt8], from offset: Int) -> Int? {
    guard let baseAddress, offset < count else { return nil }
    return call110_find(baseAddress + offset, count - offset, needle, needle.count).map { $0 - baseAddress }
  }

  /// The position of the word among these; nil when it is none of them.
  func position(in words: [[UInt8]]) -> Int? {
    guard let baseAddress else { return words.firstIndex { $0.isEmpty } }
    return words.firstIndex { $0.count == count && memcmp($0, baseAddress, count) == 0 }
  }
}
