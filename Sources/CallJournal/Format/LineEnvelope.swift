import CallModel

/// Where the parts of a line stand in its bytes, found by walking the fixed form and without decoding the
/// payload.
struct LineEnvelope {
  /// The line number.
  let number: Int64
  /// The wall time's 29 characters.
  ///
  /// They sort as the moments do, because the form and the offset are fixed.
  let instant: Range<Int>
  /// Its 17 digits as a number.
  let instantDigits: Int64
  /// Milliseconds since the writer started.
  let milliseconds: Int64
  /// The seat.
  let seat: Range<Int>
  /// The operator.
  let operatorOnDuty: Range<Int>
  /// The call, when the line belongs to one.
  let call: Range<Int>?
  /// The event kind.
  let kind: Range<Int>
  /// The payload, an object.
  let payload: Range<Int>
  /// The digest of the line before.
  let previous: LineDigest

  /// The envelope of `line`, given without its LF.
  ///
  /// The payload is only delimited, not checked.
  init(_ line: UnsafeRawBufferPointer) throws(LineFault) {
    var cursor = LineCursor(line)
    guard cursor.accept(#"{"v":"#), let version = cursor.number() else { throw .malformed(part: "v") }
    guard version == JournalFormat.version else { throw .unknownVersion(version) }
    guard cursor.accept(#","n":"#), let number = cursor.number(), number > 0 else {
      throw .malformed(part: "n")
    }
    guard cursor.accept(#","at":""#), let instant = cursor.instant() else { throw .malformed(part: "at") }
    guard cursor.accept(#"","t":"#), let milliseconds = cursor.number() else { throw .malformed(part: "t") }
    guard cursor.accept(#","seat":""#), let seat = cursor.word() else { throw .malformed(part: "seat") }
    guard cursor.accept(#"","op":""#), let operatorOnDuty = cursor.word() else {
      throw .malformed(part: "op")
    }
    var call: Range<Int>?
    if cursor.accept(#"","call":""#) {
      guard let word = cursor.word() else { throw .malformed(part: "call") }
      call = word
    }
    guard cursor.accept(#"","ev":""#), let kind = cursor.word() else { throw .malformed(part: "ev") }
    guard cursor.accept(#"","d":"#) else { throw .malformed(part: "d") }
    guard let (payloadEnd, previous) = Self.ending(line, after: cursor.index) else {
      throw .malformed(part: "prev")
    }
    self.number = number
    self.instant = instant.range
    instantDigits = instant.digits
    self.milliseconds = milliseconds
    self.seat = seat
    self.operatorOnDuty = operatorOnDuty
    self.call = call
    self.kind = kind
    payload = cursor.index..<payloadEnd
    self.previous = previous
  }

  /// The line ends with `,"prev":"` + 64 digits + `"}`: 75 bytes.
  private static func ending(
    _ line: UnsafeRawBufferPointer, after index: Int
  ) -> (payloadEnd: Int, previous: LineDigest)? {
    let start = line.count - 75
    guard start > index else { return nil }
    var cursor = LineCursor(line, at: start)
    guard cursor.accept(#","prev":""#), line[line.count - 2] == UInt8(ascii: "\""),
      line[line.count - 1] == UInt8(ascii: "}"),
      let digest = LineDigest(hexadecimal: UnsafeRawBufferPointer(rebasing: line[(start + 9)..<(start + 73)]))
    else { return nil }
    return (start, digest)
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
  /// The format version written; lines of other versions are read as far as they are known and never written.
  public static let version: Int64 = 1
  /// The longest line written or read, in bytes with its LF.
  public static let maximumLineBytes = 1 << 20
  /// The largest line number, and the largest `t`, that is accepted: 15 digits, exact in any JSON reader.
  public static let maximumNumber: Int64 = 999_999_999_999_999
}
