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
    let tail = count - 75
    guard tail > 100, memcmp(start + tail, ",\"prev\":\"", 9) == 0, start[count - 1] == 0x7D,
      start[count - 2] == 0x22
    else { return nil }
    var walker = ByteWalker(start, end: start + tail)
    guard walker.accept("{\"v\":1,\"n\":"), let number = walker.number(), walker.accept(",\"at\":\""),
      let instant = Self.word(&walker), walker.accept("\",\"t\":"), walker.number() != nil,
      walker.accept(",\"seat\":\""), let seat = Self.word(&walker), walker.accept("\",\"op\":\""),
      let personnel = Self.word(&walker)
    else { return nil }
    if walker.accept("\",\"call\":\"") {
      guard let word = Self.word(&walker) else { return nil }
      call = word
    } else {
      call = nil
    }
    guard walker.accept("\",\"ev\":\""), let kind = Self.word(&walker), walker.accept("\",\"d\":"),
      walker.byte == 0x7B, start[tail - 1] == 0x7D
    else { return nil }
    self.number = number
    self.instant = instant
    self.seat = seat
    self.personnel = personnel
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
  mutating func upToQuote(limit: Int) -> UnsafeRawBufferPointer? {
    let count = min(limit + 1, left)
    guard count > 0, let found = memchr(place, 0x22, count) else { return nil }
    let length = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - place
    guard length > 0 else { return nil }
    let word = UnsafeRawBufferPointer(start: place, count: length)
    advance(by: length)
    return word
  }
}
