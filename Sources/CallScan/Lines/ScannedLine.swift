import CallJournal
import CallModel
import Glibc

/// Where the parts of a line stand, found by walking the fixed form.
///
/// The payload is only delimited.
struct ScannedLine {
  let start: UnsafePointer<UInt8>
  let number: Int64
  let instant: UnsafeRawBufferPointer
  let seat: UnsafeRawBufferPointer
  let personnel: UnsafeRawBufferPointer
  let call: UnsafeRawBufferPointer?
  let kind: UnsafeRawBufferPointer
  /// From the payload's first byte to its end.
  let payload: ByteWalker

  /// The line of `count` bytes at `start`, given without its LF; nil when it does not have the form.
  init?(_ start: UnsafePointer<UInt8>, _ count: Int) {
    var writer = LineWriter()
    self.init(start, count, &writer)
  }

  /// The same for one of many lines of a file, of which most are written by the same seat and operator.
  init?(_ start: UnsafePointer<UInt8>, _ count: Int, _ writer: inout LineWriter) {
    let tail = count - 75
    guard tail > 100, memcmp(start + tail, ",\"prev\":\"", 9) == 0, start[count - 1] == 0x7D,
      start[count - 2] == 0x22
    else { return nil }
    var walker = ByteWalker(start, end: start + tail)
    guard walker.accept("{\"v\":1,\"n\":"), let number = walker.number(), walker.accept(",\"at\":\""),
      let instant = Self.word(&walker), walker.accept("\",\"t\":"), walker.skipDigits()
    else { return nil }
    if let known = writer.accept(&walker) {
      (seat, personnel) = known
    } else {
      let place = walker.place
      guard walker.accept(",\"seat\":\""), let seat = Self.word(&walker), walker.accept("\",\"op\":\""),
        let personnel = Self.word(&walker)
      else { return nil }
      (self.seat, self.personnel) = (seat, personnel)
      writer = LineWriter(from: place, seat, personnel)
    }
    if walker.accept("\",\"call\":\"") {
      guard let word = Self.word(&walker) else { return nil }
      call = word
    } else {
      call = nil
    }
    guard walker.accept("\",\"ev\":\""), let kind = Self.word(&walker), walker.accept("\",\"d\":"),
      walker.byte == 0x7B, start[tail - 1] == 0x7D
    else { return nil }
    self.start = start
    self.number = number
    self.instant = instant
    self.kind = kind
    payload = walker
  }

  /// When it was written down, in ms since 1970; nil when the text is no moment.
  var milliseconds: Int64? {
    FixedForms.instant(instant).map {
      Int64($0.day) * 86_400_000 + Int64($0.millisecond) - WallInstant.offsetMilliseconds
    }
  }

  /// The call's number as text; empty when the line belongs to none.
  var callText: String { call.map { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// Why a line is none: of another version, or malformed.
  static func fault(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    var walker = ByteWalker(start, end: start + count)
    guard walker.accept("{\"v\":"), let version = walker.number(), version != JournalFormat.version else {
      return "malformed"
    }
    return "unknown-version"
  }

  /// The 1 to 64 bytes up to the next quotation mark, on which the walker then stands.
  private static func word(_ walker: inout ByteWalker) -> UnsafeRawBufferPointer? {
    walker.upToQuote(limit: 64)
  }
}

extension ByteWalker {
  /// Moves up to the next quotation mark, at most `limit` bytes away, and gives what it moved over.
  @inline(__always)
  mutating func upToQuote(limit: Int) -> UnsafeRawBufferPointer? {
    let start = place
    guard toQuote(within: min(limit + 1, left)), place > start else { return nil }
    return UnsafeRawBufferPointer(start: start, count: place - start)
  }
}

/// Who wrote a line, as it stands in its bytes: seat and operator, which the next line nearly always repeats.
struct LineWriter {
  private var bytes: [UInt8] = []
  private var seat = 0..<0
  private var personnel = 0..<0

  /// Nobody yet.
  init() {}

  /// The part of a line from `start` to the end of the operator.
  init(
    from start: UnsafePointer<UInt8>, _ seat: UnsafeRawBufferPointer, _ personnel: UnsafeRawBufferPointer
  ) {
    func range(_ part: UnsafeRawBufferPointer) -> Range<Int> {
      let offset = part.baseAddress.map { $0 - UnsafeRawPointer(start) } ?? 0
      return offset..<(offset + part.count)
    }
    (self.seat, self.personnel) = (range(seat), range(personnel))
    bytes = Array(UnsafeBufferPointer(start: start, count: self.personnel.upperBound))
  }

  /// Moves over the same part where it stands again, up to the quotation mark behind the operator.
  @inline(__always)
  func accept(
    _ walker: inout ByteWalker
  ) -> (seat: UnsafeRawBufferPointer, personnel: UnsafeRawBufferPointer)? {
    let start = walker.place
    guard !bytes.isEmpty, walker.left > bytes.count, memcmp(start, bytes, bytes.count) == 0,
      start[bytes.count] == UInt8(ascii: "\"")
    else { return nil }
    walker.advance(by: bytes.count)
    return (
      UnsafeRawBufferPointer(start: start + seat.lowerBound, count: seat.count),
      UnsafeRawBufferPointer(start: start + personnel.lowerBound, count: personnel.count)
    )
  }
}
