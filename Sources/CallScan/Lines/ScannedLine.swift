import CallJournal
import CallModel
import PlainText

/// The cursor that walks a line's payload and checks it on its way.
typealias ByteWalker = JSONCursor

/// A line as a scan over millions of them has it: its parts as they stand in the bytes, found by the one
/// grammar of journal lines.
struct ScannedLine {
  /// Its first byte.
  let start: UnsafePointer<UInt8>
  let number: Int64
  let instant: UnsafeRawBufferPointer
  let seat: UnsafeRawBufferPointer
  let personnel: UnsafeRawBufferPointer
  let call: UnsafeRawBufferPointer?
  let kind: UnsafeRawBufferPointer
  /// From the payload's first byte to its end.
  let payload: ByteWalker

  /// The line of `count` bytes at `start`, given without its LF; nil when it is none.
  init?(_ start: UnsafePointer<UInt8>, count: Int) {
    var memory = LineMemory()
    self.init(start, count: count, memory: &memory)
  }

  /// The same for one of many lines of a file.
  ///
  /// Without `checksEnd` the payload of a closing line is only delimited, for who walks it from end to end.
  init?(_ start: UnsafePointer<UInt8>, count: Int, memory: inout LineMemory, checksEnd: Bool = true) {
    let line = UnsafeRawBufferPointer(start: start, count: count)
    // What is no line is told by its place; `fault` says why.
    guard let envelope = try? LineEnvelope(line, memory: &memory) else { return nil }
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: line[range]) }
    kind = part(envelope.kind)
    guard !checksEnd && kind.isText("end") || envelope.isSound(in: line) else { return nil }
    self.start = start
    number = envelope.number
    instant = part(envelope.instant)
    seat = part(envelope.seat)
    personnel = part(envelope.operatorOnDuty)
    call = envelope.call.map(part)
    payload = ByteWalker(start + envelope.payload.lowerBound, end: start + envelope.payload.upperBound)
  }

  /// Whether the payload is an object; only a closing line made without `checksEnd` can have another.
  var isSound: Bool { JSONCursor.isObject(UnsafeRawBufferPointer(start: payload.place, count: payload.left)) }

  /// When it was written down, in ms since 1970; nil when the text is no moment.
  var milliseconds: Int64? {
    FixedForms.instant(instant).map {
      Int64($0.day) * 86_400_000 + Int64($0.millisecond) - WallInstant.offsetMilliseconds
    }
  }

  /// The call's number as text; empty when the line belongs to none.
  var callText: String { call.map { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// Why a line is none: of another version, or malformed.
  static func fault(_ start: UnsafePointer<UInt8>, count: Int) -> String {
    do throws(LineFault) {
      _ = try LineEnvelope(UnsafeRawBufferPointer(start: start, count: count))
      return "malformed"
    } catch {
      switch error {
      case .malformed, .tooLong: return "malformed"
      case .unknownVersion: return "unknown-version"
      }
    }
  }
}
