import Glibc

/// A place in a line's bytes that moves forward over what is expected there.
struct LineCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var index: Int

  init(_ bytes: UnsafeRawBufferPointer, at index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// Moves over `literal` when it stands here.
  mutating func accept(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard bytes.count - index >= count, let base = bytes.baseAddress,
      memcmp(base + index, literal.utf8Start, count) == 0
    else { return false }
    index += count
    return true
  }

  /// Moves over a whole number of 1 to 15 digits without sign or leading zeros.
  mutating func number() -> Int64? {
    let start = index
    var number: Int64 = 0
    while index < bytes.count, index - start < 15, (0x30...0x39).contains(bytes[index]) {
      number = number * 10 + Int64(bytes[index] - 0x30)
      index += 1
    }
    guard index > start, index - start == 1 || bytes[start] != 0x30 else { return nil }
    return number
  }

  /// Moves over 1 to 64 of `a-z 0-9 - . _` and stands on the closing quotation mark.
  mutating func word() -> Range<Int>? {
    let start = index
    while index < bytes.count, index - start <= 64, Self.isWordByte(bytes[index]) { index += 1 }
    guard (1...64).contains(index - start), index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
      return nil
    }
    return start..<index
  }

  /// Moves over everything up to the next quotation mark and stands on it; for texts without escapes.
  mutating func text() -> Range<Int>? {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
    return index < bytes.count ? start..<index : nil
  }

  /// Moves over `2026-11-22T09:15:31.042+08:00` as far as its form goes; gives its 17 digits as a number too,
  /// which sorts as the moments do.
  mutating func instant() -> (range: Range<Int>, digits: Int64)? {
    let form: StaticString = "dddd-dd-ddTdd:dd:dd.ddd+08:00"
    let start = index
    guard bytes.count - start > form.utf8CodeUnitCount else { return nil }
    var digits: Int64 = 0
    for offset in 0..<form.utf8CodeUnitCount {
      let wanted = form.utf8Start[offset]
      let byte = bytes[start + offset]
      if wanted == UInt8(ascii: "d") {
        guard byte &- 0x30 < 10 else { return nil }
        digits = digits * 10 + Int64(byte - 0x30)
      } else if byte != wanted {
        return nil
      }
    }
    index += form.utf8CodeUnitCount
    return (start..<index, digits)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
  }
}
