import Files
import Glibc
import PlainText

/// Follows one file's chain line by line, whether each line is well formed, the next one, and linked to the
/// line before.
struct LineCheck {
  /// What was found at a line.
  enum Finding: Hashable {
    /// Nothing.
    case sound
    /// The line itself is no journal line.
    case fault(LineFault)
    /// The line number is not the one after the line before.
    case number(found: Int64, expected: Int64)
    /// The digest in this line is not that of the line before: one of the two was changed.
    case link
    /// The line is of another seat than the file.
    case seat
  }

  /// How many lines were followed, good or bad.
  private(set) var lines: Int64 = 0
  /// The digest of the line followed last; before the first line, what it must be linked to, when that is
  /// known.
  private(set) var head: LineDigest?

  /// What is done with payloads.
  enum Payloads {
    /// They are delimited, and zeros in them are seen: what the writer needs to find the end of its own file.
    case delimited
    /// They are checked.
    case checked
    /// They are checked and kept: see `payload`.
    case read
  }

  /// The payload of the line followed last; nil when payloads are not read, or that one was not sound.
  private(set) var payload: JSONValue?

  private let seat: [UInt8]
  private let payloads: Payloads
  private var memory = LineMemory()
  /// How much higher the numbers are than the lines: a missing line is told once, and then counted.
  private var shift: Int64 = 0
  /// Whether the line before was of another seat, which is told once.
  private var isForeign = false

  /// Follows the lines of a seat's file, the first of which is linked to `head`, when that is known.
  init(seat: String, after head: LineDigest?, payloads: Payloads = .checked) {
    self.seat = Array(seat.utf8)
    self.head = head
    self.payloads = payloads
  }

  /// Follows the next line, which has an LF, and gives its parts when it is well formed; `digest` is its
  /// digest, when somebody made it already.
  mutating func follow(
    _ line: RawLine, digest: LineDigest? = nil
  ) -> (finding: Finding, envelope: LineEnvelope?) {
    let before = head
    (lines, payload) = (lines + 1, nil)
    guard !line.isTooLong else {
      head = nil
      return (.fault(.tooLong(line.length)), nil)
    }
    head = digest ?? LineDigest(of: line.bytes)
    // Zeros are what a power cut leaves of sectors that were on their way; they can hide inside a payload.
    if payloads == .delimited, let base = line.bytes.baseAddress, memchr(base, 0, line.bytes.count) != nil {
      return (.fault(.malformed(part: "d")), nil)
    }
    do {
      let envelope = try LineEnvelope(line.bytes, memory: &memory)
      guard take(envelope, line: line.bytes) else { return (.fault(.malformed(part: "d")), nil) }
      return (finding(envelope, bytes: line.bytes, before: before), envelope)
    } catch {
      return (.fault(error), nil)
    }
  }

  /// Looks at the payload; whether it is sound, as far as that is to be known.
  private mutating func take(_ envelope: LineEnvelope, line: UnsafeRawBufferPointer) -> Bool {
    switch payloads {
    case .delimited: return true
    case .checked: return envelope.isSound(in: line)
    case .read:
      payload = JSONReader.compactObject(Array(line[envelope.payload]))
      return payload != nil
    }
  }

  private mutating func finding(
    _ envelope: LineEnvelope, bytes: UnsafeRawBufferPointer, before: LineDigest?
  ) -> Finding {
    let expected = lines + shift
    let wasForeign = isForeign
    shift = envelope.number - lines
    isForeign = !UnsafeRawBufferPointer(rebasing: bytes[envelope.seat]).isSame(as: seat)
    if let before, before != envelope.previous { return .link }
    if envelope.number != expected { return .number(found: envelope.number, expected: expected) }
    return isForeign && !wasForeign ? .seat : .sound
  }
}
