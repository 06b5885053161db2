/// A moment on the wall clock, in whole milliseconds since 1970-01-01T00:00:00Z, shown in China Standard Time
/// (+08:00).
///
/// For saying when something happened. Durations come from a monotonic clock or from one source's own
/// timestamps.
public struct WallInstant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// China Standard Time's offset, in milliseconds; the country has one time zone and no summer time.
  public static let offsetMilliseconds: Int64 = 8 * 3_600_000

  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// The moment `milliseconds` after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The moment at which `date` has been running for `millisecondOfDay`, China Standard Time.
  public init(date: CivilDate, millisecondOfDay: Int64 = 0) {
    milliseconds = Int64(date.dayNumber) * 86_400_000 + millisecondOfDay - Self.offsetMilliseconds
  }

  /// The moment written as `2026-11-22T09:15:31.042+08:00`; the fraction may be absent; nil for anything
  /// else.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let instant = text.withUTF8({ WallInstant(bytes: $0[...]) }) else { return nil }
    self = instant
  }

  private init?(bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard bytes.count >= 25, bytes[10] == UInt8(ascii: "T"), let date = CivilDate(bytes: bytes[0..<10]),
      let clock = Self.clock(bytes[11..<19]),
      let fraction = Self.fraction(bytes[19..<(bytes.count - 6)]),
      let offset = Self.offset(bytes[(bytes.count - 6)...])
    else { return nil }
    milliseconds = Int64(date.dayNumber) * 86_400_000 + clock + fraction - offset
  }

  /// The day in China Standard Time.
  public var date: CivilDate { CivilDate(dayNumber: Int((local - millisecondOfDay) / 86_400_000)) }

  /// Milliseconds since midnight, China Standard Time.
  public var millisecondOfDay: Int64 { ((local % 86_400_000) + 86_400_000) % 86_400_000 }

  /// `09:15:31`.
  public var clock: String { FixedText.string(length: 8) { writeClock(to: &$0) } }

  private func writeClock(to text: inout FixedText) {
    let seconds = Int(millisecondOfDay / 1_000)
    text.number(seconds / 3_600, width: 2)
    text.byte(":")
    text.number(seconds / 60 % 60, width: 2)
    text.byte(":")
    text.number(seconds % 60, width: 2)
  }

  /// `09:15:31`, with the date in front of it when that is another one than `day`: how the time of another
  /// call is told.
  public func clock(seenOn day: CivilDate) -> String { date == day ? clock : display }

  /// `2026-11-22 09:15:31`, for people.
  public var display: String { "\(date) \(clock)" }

  /// `2026-11-22T09:15:31.042+08:00` (ISO 8601), for records.
  public var description: String {
    FixedText.string(length: 29) { text in
      date.write(to: &text, hyphens: true)
      text.byte("T")
      writeClock(to: &text)
      text.byte(".")
      text.number(Int(millisecondOfDay % 1_000), width: 3)
      for scalar in "+08:00".unicodeScalars { text.byte(scalar) }
    }
  }

  /// The moment `milliseconds` later.
  public func adding(milliseconds: Int64) -> WallInstant {
    WallInstant(milliseconds: self.milliseconds + milliseconds)
  }

  /// Earlier moments come first.
  public static func < (left: WallInstant, right: WallInstant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  private var local: Int64 { milliseconds + Self.offsetMilliseconds }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    decimal(digits).map(Int64.init)
  }

  private static func clock(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    let first = bytes.startIndex
    guard bytes[first + 2] == UInt8(ascii: ":"), bytes[first + 5] == UInt8(ascii: ":"),
      let hours = number(bytes[first..<(first + 2)]), hours < 24,
      let minutes = number(bytes[(first + 3)..<(first + 5)]), minutes < 60,
      let seconds = number(bytes[(first + 6)..<(first + 8)]), seconds < 60
    else { return nil }
    return (hours * 3_600 + minutes * 60 + seconds) * 1_000
  }

  private static func fraction(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    if bytes.isEmpty { return 0 }
    guard bytes.first == UInt8(ascii: "."), bytes.count == 4 else { return nil }
    return number(bytes.dropFirst())
  }

  private static func offset(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    let first = bytes.startIndex
    guard bytes[first] == UInt8(ascii: "+") || bytes[first] == UInt8(ascii: "-"),
      bytes[first + 3] == UInt8(ascii: ":"),
      let hours = number(bytes[(first + 1)..<(first + 3)]), hours < 24,
      let minutes = number(bytes[(first + 4)..<(first + 6)]), minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * 60_000 * (bytes[first] == UInt8(ascii: "-") ? -1 : 1)
  }
}
