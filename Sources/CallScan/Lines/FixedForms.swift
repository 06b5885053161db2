import CallModel

/// Reads the fixed forms of dates, times and call numbers from bytes; nil for anything else.
enum FixedForms {
  /// Days since 1970-01-01 of `2026-11-22`.
  static func day(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = digits(bytes, start: 0, count: 4),
      let month = digits(bytes, start: 5, count: 2), let day = digits(bytes, start: 8, count: 2)
    else { return nil }
    return dayNumber(year, month: month, day: day)
  }

  /// Days since 1970-01-01, China Standard Time, and ms of that day, of `2026-11-22T09:15:31.042+08:00`.
  static func instant(_ bytes: UnsafeRawBufferPointer) -> (day: Int32, millisecond: Int32)? {
    guard bytes.count == 29, let day = day(bytes), bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A,
      bytes[19] == 0x2E, isOffset(bytes),
      let hour = digits(bytes, start: 11, count: 2),
      let minute = digits(bytes, start: 14, count: 2), let second = digits(bytes, start: 17, count: 2),
      let fraction = digits(bytes, start: 20, count: 3),
      hour < 24, minute < 60, second < 60
    else { return nil }
    return (day, ((hour * 60 + minute) * 60 + second) * 1_000 + fraction)
  }

  /// Whether `+08:00` ends an instant's 29 bytes.
  @inline(__always)
  private static func isOffset(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes[23] == 0x2B && bytes[24] == 0x30 && bytes[25] == 0x38 && bytes[26] == 0x3A && bytes[27] == 0x30
      && bytes[28] == 0x30
  }

  /// The parts of a call number `20261122-03-0007`.
  static func call(
    _ bytes: UnsafeRawBufferPointer
  ) -> (day: Int32, seat: UnsafeRawBufferPointer, number: UInt32)? {
    guard bytes.count >= 15, bytes[8] == 0x2D, let year = digits(bytes, start: 0, count: 4),
      let month = digits(bytes, start: 4, count: 2),
      let date = digits(bytes, start: 6, count: 2), let day = dayNumber(year, month: month, day: date)
    else { return nil }
    var start = bytes.count
    while start > 9, bytes[start - 1] != 0x2D { start -= 1 }
    guard start > 10, (4...6).contains(bytes.count - start),
      let number = digits(bytes, start: start, count: bytes.count - start)
    else { return nil }
    return (day, UnsafeRawBufferPointer(rebasing: bytes[9..<(start - 1)]), UInt32(number))
  }

  /// Whether the bytes name a person or a seat: 1 to 32 of `a-z 0-9 -`, not beginning with `-`.
  static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
    (1...32).contains(bytes.count) && bytes[0] != 0x2D
      && bytes.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
  }

  @inline(__always)
  private static func digits(_ bytes: UnsafeRawBufferPointer, start: Int, count: Int) -> Int32? {
    var value: Int32 = 0
    for index in start..<(start + count) {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int32(digit)
    }
    return value
  }

  /// Days to civil, proleptic Gregorian; the same sum as `CivilDate`, and like it nil for a day that no
  /// calendar has.
  private static func dayNumber(_ year: Int32, month: Int32, day: Int32) -> Int32? {
    guard year > 0, (1...12).contains(month), day > 0, day <= 28 || day <= length(of: month, year: year)
    else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func length(of month: Int32, year: Int32) -> Int32 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
