import CPlatform
import CallModel
import PlainText

/// Where the parts of a line stand in its bytes: the one grammar of journal lines.
///
/// Everything but the payload is checked, and the payload is delimited; `isSound` checks it, too. A reader
/// that walks the payload with `JSONCursor` from end to end has checked it thereby.
package struct LineEnvelope: BitwiseCopyable {
  /// Where a part stands in a line, which is never longer than a mebibyte: half the size of a range, because
  /// envelopes are handed on for every line of years of journals.
  private struct Part: BitwiseCopyable {
    private let start: UInt32
    private let end: UInt32

    @inline(__always)
    init(_ start: Int, _ end: Int) { (self.start, self.end) = (UInt32(start), UInt32(end)) }

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// The version of the format, 1 or 2.
  package let version: Int64
  /// The line number.
  package let number: Int64
  /// Milliseconds since the writer started.
  package let milliseconds: Int64
  /// The digest of the line before.
  package let previous: LineDigest

  private let writer: Int64
  private let instantPart: Part
  private let seatPart: Part
  private let operatorPart: Part
  /// Empty in a line of no call.
  private let callPart: Part
  private let kindPart: Part
  private let payloadPart: Part

  /// The wall time's 29 characters.
  ///
  /// They sort as the moments do, because the form and the offset are fixed.
  package var instant: Range<Int> { instantPart.range }
  /// Where the seat or desk that wrote it stands in the line.
  package var seat: Range<Int> { seatPart.range }
  /// The account that wrote it, by the system's number; nil in version 1, which does not say.
  package var account: Int64? { version == 1 ? nil : writer }
  /// Where the operator's number stands in the line.
  package var operatorOnDuty: Range<Int> { operatorPart.range }
  /// The call, when the line belongs to one.
  package var call: Range<Int>? { callPart.range.isEmpty ? nil : callPart.range }
  /// The event kind.
  package var kind: Range<Int> { kindPart.range }
  /// The payload, an object.
  package var payload: Range<Int> { payloadPart.range }

  /// The envelope of `line`, given without its LF.
  package init(_ line: UnsafeRawBufferPointer) throws(LineFault) {
    var memory = LineMemory()
    try self.init(line, memory: &memory)
  }

  /// The same for one of many lines of a file, which repeat much of the line before.
  package init(_ line: UnsafeRawBufferPointer, memory: inout LineMemory) throws(LineFault) {
    guard line.count < JournalFormat.maximumLineBytes else { throw .tooLong(Int64(line.count)) }
    guard let start = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      throw .malformed(part: "v")
    }
    var cursor = JSONCursor(start, end: start + line.count)
    guard cursor.accept(#"{"v":"#), let version = cursor.count() else { throw .malformed(part: "v") }
    guard JournalFormat.versions.contains(version) else { throw .unknownVersion(version) }
    guard cursor.accept(#","n":"#), let number = cursor.count(), number > 0 else {
      throw .malformed(part: "n")
    }
    guard cursor.accept(#","at":""#), cursor.instant(&memory.hour) else { throw .malformed(part: "at") }
    instantPart = Part(cursor.place - start - 29, cursor.place - start)
    guard cursor.accept(#"","t":"#), let milliseconds = cursor.count() else { throw .malformed(part: "t") }
    let (seat, account, personnel) = try memory.writer(&cursor, line: start, version: version)
    seatPart = Part(seat.lowerBound, seat.upperBound)
    operatorPart = Part(personnel.lowerBound, personnel.upperBound)
    writer = account ?? 0
    if cursor.accept(#"","call":""#) {
      let first = cursor.place - start
      guard memory.acceptCall(&cursor) else { throw .malformed(part: "call") }
      callPart = Part(first, cursor.place - start)
    } else {
      callPart = Part(0, 0)
    }
    guard cursor.accept(#"","ev":""#) else { throw .malformed(part: "ev") }
    let first = cursor.place - start
    guard cursor.kind() else { throw .malformed(part: "ev") }
    kindPart = Part(first, cursor.place - start)
    guard cursor.accept(#"","d":"#), cursor.byte == UInt8(ascii: "{") else { throw .malformed(part: "d") }
    guard let (end, previous) = Self.ending(line, after: cursor.place - start) else {
      throw .malformed(part: "prev")
    }
    payloadPart = Part(cursor.place - start, end)
    (self.version, self.number, self.milliseconds, self.previous) = (version, number, milliseconds, previous)
  }

  /// Whether the payload is one object without spaces between its parts, as `JSONCursor` has it.
  package func isSound(in line: UnsafeRawBufferPointer) -> Bool {
    JSONCursor.isObject(UnsafeRawBufferPointer(rebasing: line[payload]))
  }

  /// The 17 digits of the wall time as a number, which sorts as the moments do.
  func instantDigits(in line: UnsafeRawBufferPointer) -> Int64 {
    let text = UnsafeRawBufferPointer(rebasing: line[instant])
    func two(_ place: Int) -> Int64 { Int64(text[place] &- 0x30) * 10 + Int64(text[place + 1] &- 0x30) }
    let day = ((two(0) * 100 + two(2)) * 100 + two(5)) * 100 + two(8)
    let clock = (two(11) * 100 + two(14)) * 100_000 + two(17) * 1_000 + two(20) * 10 + Int64(text[22] &- 0x30)
    return day * 1_000_000_000 + clock
  }

  /// The wall time; nil when there is no such day, which the envelope does not let pass.
  func wallInstant(in line: UnsafeRawBufferPointer) -> WallInstant? {
    let digits = Int(instantDigits(in: line))
    let (day, clock) = (digits / 1_000_000_000, digits % 1_000_000_000)
    let (hour, minute, rest) = (clock / 10_000_000, clock / 100_000 % 100, clock % 100_000)
    return CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100).map {
      WallInstant(date: $0, millisecondOfDay: Int64((hour * 60 + minute) * 60_000 + rest))
    }
  }

  /// The line ends with `,"prev":"` + 64 digits + `"}`: 75 bytes.
  private static func ending(
    _ line: UnsafeRawBufferPointer, after index: Int
  ) -> (payloadEnd: Int, previous: LineDigest)? {
    let start = line.count - 75
    guard start > index, line[line.count - 2] == UInt8(ascii: "\""),
      line[line.count - 1] == UInt8(ascii: "}"),
      UnsafeRawBufferPointer(rebasing: line[start..<(start + 9)]).isText(#","prev":""#),
      let digest = LineDigest(hexadecimal: UnsafeRawBufferPointer(rebasing: line[(start + 9)..<(start + 73)]))
    else { return nil }
    return (start, digest)
  }
}

/// What a line had, so that the next one, which nearly always repeats it, need not be checked again: hour,
/// seat, operator, call.
package struct LineMemory: Sendable {
  /// The beginning of the wall time as `JSONCursor.instant` keeps it; an hour there was, so that no damaged
  /// line repeats what is not there yet.
  fileprivate var hour = Array("2000-01-01T00:".utf8).withUnsafeBytes { hour in
    (
      hour.loadUnaligned(as: UInt64.self), hour.loadUnaligned(fromByteOffset: 6, as: UInt64.self)
    )
  }
  private var writer: [UInt8] = []
  private var version: Int64 = 0
  private var account: Int64?
  private var seat = 0..<0
  private var personnel = 0..<0
  private var call: [UInt8] = []

  /// Nothing yet.
  package init() {}

  /// Moves from behind `t` to the quotation mark behind the operator.
  @inline(__always)
  fileprivate mutating func writer(
    _ cursor: inout JSONCursor, line: UnsafePointer<UInt8>, version: Int64
  ) throws(LineFault) -> (seat: Range<Int>, account: Int64?, operatorOnDuty: Range<Int>) {
    let offset = cursor.place - line
    if version != self.version || !Self.accept(writer, cursor: &cursor) {
      try newWriter(&cursor, version: version)
    }
    return (
      (offset + seat.lowerBound)..<(offset + seat.upperBound), account,
      (offset + personnel.lowerBound)..<(offset + personnel.upperBound)
    )
  }

  private mutating func newWriter(_ cursor: inout JSONCursor, version: Int64) throws(LineFault) {
    let start = cursor.place
    guard cursor.accept(#","seat":""#) else { throw .malformed(part: "seat") }
    let first = cursor.place - start
    guard cursor.name() else { throw .malformed(part: "seat") }
    let seatEnd = cursor.place - start
    if version == 1 {
      account = nil
      guard cursor.accept(#"","op":""#) else { throw .malformed(part: "op") }
    } else {
      guard cursor.accept(#"","uid":"#), let number = cursor.count() else { throw .malformed(part: "uid") }
      account = number
      guard cursor.accept(#","op":""#) else { throw .malformed(part: "op") }
    }
    let second = cursor.place - start
    guard cursor.name() else { throw .malformed(part: "op") }
    let end = cursor.place - start
    (seat, personnel) = (first..<seatEnd, second..<end)
    writer = Array(UnsafeBufferPointer(start: start, count: end))
    self.version = version
  }

  /// Moves over a call's number and stands on the quotation mark behind it.
  @inline(__always)
  fileprivate mutating func acceptCall(_ cursor: inout JSONCursor) -> Bool {
    if Self.accept(call, cursor: &cursor) { return true }
    let start = cursor.place
    guard cursor.call() else { return false }
    call = Array(UnsafeBufferPointer(start: start, count: cursor.place - start))
    return true
  }

  /// Moves over `known` when it stands here with a quotation mark behind it.
  @inline(__always)
  private static func accept(_ known: [UInt8], cursor: inout JSONCursor) -> Bool {
    let count = known.count
    guard count > 0, cursor.left > count, cursor.place[count] == UInt8(ascii: "\""),
      UnsafeRawBufferPointer(start: cursor.place, count: count).isSame(as: known)
    else { return false }
    cursor.advance(by: count)
    return true
  }
}

/// Why bytes are not a journal line.
public enum LineFault: Error, Hashable, Sendable {
  /// The line does not have the fixed form; the text names the part that is wrong (`v`, `n`, `at`, `d` ...).
  case malformed(part: String)
  /// The line is of a format version this program does not know.
  case unknownVersion(Int64)
  /// The line is longer than `JournalFormat.maximumLineBytes`; the number is its length in bytes.
  case tooLong(Int64)
}

/// The fixed figures of the record format.
public enum JournalFormat {
  /// The format version written.
  public static let version: Int64 = 2
  /// The versions read; lines of others are never written to.
  static let versions: ClosedRange<Int64> = 1...version
  /// The longest line written or read, in bytes with its LF.
  public static let maximumLineBytes = 1 << 20
  /// The largest line number, and the largest `t`, that is accepted: 15 digits, exact in any JSON reader.
  public static let maximumNumber: Int64 = 999_999_999_999_999
}

extension UnsafeRawBufferPointer {
  /// Where `needle` begins first at `offset` or behind it; nil when nowhere.
  package func position(of needle: [UInt8], from offset: Int = 0) -> Int? {
    guard let baseAddress, offset < count else { return nil }
    return call110_find(baseAddress + offset, count - offset, needle, needle.count).map { $0 - baseAddress }
  }
}
