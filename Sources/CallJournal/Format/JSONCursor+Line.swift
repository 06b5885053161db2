import CallModel
import PlainText

/// The parts of a journal line (logs/README.md), read with the cursor that reads its payload.
extension JSONCursor {
  /// Moves over a whole number of 1 to 15 digits without sign or leading zeros.
  mutating func count() -> Int64? {
    guard byte != UInt8(ascii: "-"), let number = number(), number <= JournalFormat.maximumNumber else {
      return nil
    }
    return number
  }

  /// Moves over 1 to 64 of `a-z 0-9 - . _` and stands on the closing quotation mark.
  mutating func kind() -> Bool { run(1...64, isWanted: Self.isKindByte) }

  /// Moves over 1 to 32 of `a-z 0-9 -` that do not begin with `-`, and stands on the closing quotation mark:
  /// a seat, a desk or an operator.
  mutating func name() -> Bool { byte != UInt8(ascii: "-") && run(1...32, isWanted: Self.isNameByte) }

  /// Moves over `20261122-03-0007` and stands on the closing quotation mark.
  mutating func call() -> Bool {
    let start = place
    guard run(15...50, isWanted: Self.isNameByte), Self.isDay(start, count: 8), start[8] == 0x2D else {
      return false
    }
    var last = place - 1
    while last > start + 8, last.pointee != 0x2D { last -= 1 }
    guard last > start + 9, last - (start + 9) <= 32, start[9] != 0x2D, (5...7).contains(place - last) else {
      return false
    }
    var (digit, hasNumber) = (last + 1, false)
    while digit < place {
      guard digit.pointee &- 0x30 < 10 else { return false }
      hasNumber = hasNumber || digit.pointee != 0x30
      digit += 1
    }
    return hasNumber
  }

  /// Moves over `2026-11-22T09:15:31.042+08:00`, a moment there is.
  ///
  /// `hour` is the beginning that was found good last, up to the first colon; most lines have the same.
  mutating func instant(_ hour: inout (UInt64, UInt64)) -> Bool {
    guard left > 29 else { return false }
    let raw = UnsafeRawPointer(place)
    let known = (
      raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 6, as: UInt64.self)
    )
    if known != hour {
      guard Self.isDay(place, count: 10), place[10] == UInt8(ascii: "T"),
        Self.isTwo(place + 11, below: 24), place[13] == UInt8(ascii: ":")
      else { return false }
      hour = known
    }
    guard Self.isTwo(place + 14, below: 60), place[16] == UInt8(ascii: ":"),
      Self.isTwo(place + 17, below: 60),
      place[19] == UInt8(ascii: "."), place[20] &- 0x30 < 10, place[21] &- 0x30 < 10, place[22] &- 0x30 < 10
    else { return false }
    place += 23
    return accept("+08:00")
  }

  static func isKindByte(_ byte: UInt8) -> Bool {
    isNameByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
  }

  @inline(__always)
  private mutating func run(_ length: ClosedRange<Int>, isWanted: (UInt8) -> Bool) -> Bool {
    let start = place
    while place < end, isWanted(place.pointee) { place += 1 }
    return byte == UInt8(ascii: "\"") && length.contains(place - start)
  }

  /// Whether `20261122`, or `2026-11-22` with a count of 10, is a day there is.
  private static func isDay(_ start: UnsafePointer<UInt8>, count: Int) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    return CivilDate(String(decoding: bytes, as: UTF8.self)) != nil
  }

  @inline(__always)
  private static func isTwo(_ start: UnsafePointer<UInt8>, below limit: UInt8) -> Bool {
    let (tens, ones) = (start[0] &- 0x30, start[1] &- 0x30)
    return tens < 10 && ones < 10 && tens * 10 + ones < limit
  }
}
