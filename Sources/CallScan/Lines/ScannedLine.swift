import CallJournal
import CallModel
import Glibc

/// Where the parts of a line stand, found by walking the fixed form.
///
/// The payload is only delimited.
struct ScannedLine {
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
    guard let number = writer.number(&walker), let instant = writer.instant(&walker),
      walker.accept("\",\"t\":"), walker.skipDigits()
    else { return nil }
    if let known = writer.accept(&walker) {
      (seat, personnel) = known
    } else {
      let place = walker.place
      guard walker.accept(",\"seat\":\""), let seat = walker.upToQuote(limit: 64),
        walker.accept("\",\"op\":\""), let personnel = walker.upToQuote(limit: 64)
      else { return nil }
      (self.seat, self.personnel) = (seat, personnel)
      writer.note(from: place, seat, personnel)
    }
    if let known = writer.call(&walker) {
      call = known
    } else if walker.accept("\",\"call\":\"") {
      guard let word = walker.upToQuote(limit: 64) else { return nil }
      call = word
      writer.note(call: word)
    } else {
      call = nil
    }
    guard walker.accept("\",\"ev\":\""), let kind = walker.upToQuote(limit: 64), walker.accept("\",\"d\":"),
      walker.byte == 0x7B, start[tail - 1] == 0x7D
    else { return nil }
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

/// What a line nearly always repeats of the one before, as it stands in its bytes: who wrote it, about which
/// call, in which hour, and a number that is one higher.
struct LineWriter {
  private var bytes: [UInt8] = []
  private var seat = 0..<0
  private var personnel = 0..<0
  private var call: [UInt8] = []
  private var hour: [UInt8] = []
  /// The line's beginning up to the instant, with the number expected.
  private var head = Self.head(1)
  private var expected: Int64 = 1

  /// Nobody yet, and the first line.
  init() {}

  private static func head(_ number: Int64) -> [UInt8] { Array("{\"v\":1,\"n\":\(number),\"at\":\"".utf8) }

  /// Moves over the line's beginning up to the instant, and gives its number.
  @inline(__always)
  mutating func number(_ walker: inout ByteWalker) -> Int64? {
    if walker.left > head.count, memcmp(walker.place, head, head.count) == 0 {
      walker.advance(by: head.count)
      defer { expectNext() }
      return expected
    }
    guard walker.accept("{\"v\":1,\"n\":"), let number = walker.number(), walker.accept(",\"at\":\"") else {
      return nil
    }
    expected = number
    expectNext()
    return number
  }

  /// Counts the number in `head` up by one.
  private mutating func expectNext() {
    expected &+= 1
    // Behind the number stand the seven bytes before the instant.
    let last = head.count - 8
    if last > 0, head[last] >= 0x30, head[last] < 0x39 { head[last] += 1 } else { head = Self.head(expected) }
  }

  /// Moves over the instant, up to the quotation mark behind it, and gives it; nil when it is none.
  ///
  /// In the hour of the line before only minutes and seconds have to be looked at.
  @inline(__always)
  mutating func instant(_ walker: inout ByteWalker) -> UnsafeRawBufferPointer? {
    guard walker.left > 29, walker.place[29] == 0x22 else { return nil }
    let start = walker.place
    let text = UnsafeRawBufferPointer(start: start, count: 29)
    walker.advance(by: 29)
    if hour.count == 13, memcmp(start, hour, 13) == 0 {
      return FixedForms.isMinutes(text) ? text : nil
    }
    guard FixedForms.instant(text) != nil else { return nil }
    hour = Array(text[..<13])
    return text
  }

  /// Notes the part of a line from `start` to the end of the operator.
  mutating func note(
    from start: UnsafePointer<UInt8>, _ seat: UnsafeRawBufferPointer, _ personnel: UnsafeRawBufferPointer
  ) {
    func range(_ part: UnsafeRawBufferPointer) -> Range<Int> {
      let offset = part.baseAddress.map { $0 - UnsafeRawPointer(start) } ?? 0
      return offset..<(offset + part.count)
    }
    (self.seat, self.personnel) = (range(seat), range(personnel))
    bytes = Array(UnsafeBufferPointer(start: start, count: self.personnel.upperBound))
  }

  /// Notes the call of a line.
  mutating func note(call: UnsafeRawBufferPointer) {
    self.call.removeAll(keepingCapacity: true)
    self.call += "\",\"call\":\"".utf8
    self.call += call
  }

  /// Moves over the same call where it stands again, up to the quotation mark behind it.
  @inline(__always)
  func call(_ walker: inout ByteWalker) -> UnsafeRawBufferPointer? {
    let start = walker.place
    guard !call.isEmpty, walker.left > call.count, memcmp(start, call, call.count) == 0,
      start[call.count] == 0x22
    else { return nil }
    walker.advance(by: call.count)
    return UnsafeRawBufferPointer(start: start + 10, count: call.count - 10)
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
