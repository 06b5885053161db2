import Files
import Glibc

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

  private let seat: [UInt8]

  init(seat: String, after head: LineDigest?) {
    self.seat = Array(seat.utf8)
    self.head = head
  }

  /// Follows the next line, which has an LF, and gives its parts when it is well formed.
  mutating func follow(_ line: RawLine) -> (finding: Finding, envelope: LineEnvelope?) {
    let before = head
    lines += 1
    guard !line.isTooLong else {
      head = nil
      return (.fault(.tooLong(line.length)), nil)
    }
    head = LineDigest(of: line.bytes)
    // Zeros are what a power cut leaves of sectors that were on their way; they can hide inside a payload.
    if let base = line.bytes.baseAddress, memchr(base, 0, line.bytes.count) != nil {
      return (.fault(.malformed(part: "d")), nil)
    }
    do {
      let envelope = try LineEnvelope(line.bytes)
      return (finding(envelope, line.bytes, before), envelope)
    } catch {
      return (.fault(error), nil)
    }
  }

  private func finding(
    _ envelope: LineEnvelope, _ bytes: UnsafeRawBufferPointer, _ before: LineDigest?
  ) -> Finding {
    if let before, before != envelope.previous { return .link }
    if envelope.number != lines { return .number(found: envelope.number, expected: lines) }
    return isOwnSeat(bytes, envelope) ? .sound : .seat
  }

  private func isOwnSeat(_ bytes: UnsafeRawBufferPointer, _ envelope: LineEnvelope) -> Bool {
    guard envelope.seat.count == seat.count, let base = bytes.baseAddress else { return false }
    return memcmp(base + envelope.seat.lowerBound, seat, seat.count) == 0
  }
}
