import CallModel
import Files

/// Follows a file to its end and tells an unfinished end from damage.
///
/// Unfinished is what an interrupted write can leave: bytes without an LF at the end; or lines of the last
/// append of which whole sectors are still zero, because the disk took its pieces in another order.
/// Everything else is damage.
struct FileEndFinder {
  private static let sector: Int64 = 512

  private var check: LineCheck
  private let path: JournalPath
  private var bytes: Int64 = 0
  private var head: LineDigest
  private var lines: Int64 = 0
  private var damagedLine: Int64?
  private var hasUnknownVersion = false
  private var unterminated: Int64 = 0
  private var end: Int64 = 0
  /// The chain before the first line that is not well formed, and the append the lines behind it belong to.
  private var doubt: (point: ChainPoint, line: Int64, hole: Bool, batch: [UInt8]?, oneBatch: Bool)?

  init(path: JournalPath, linkedTo head: LineDigest?) {
    check = LineCheck(seat: path.seat.description, after: head, payloads: .delimited)
    self.path = path
    self.head = head ?? .none
  }

  /// The end of the last complete line.
  var sound: ChainPoint { ChainPoint(path: path, lines: lines, bytes: bytes, head: head) }

  /// Follows one line.
  mutating func follow(_ line: RawLine) {
    guard line.isTerminated else { return follow(line, finding: .sound, envelope: nil) }
    let (finding, envelope) = check.follow(line)
    follow(line, finding: finding, envelope: envelope, head: check.head)
  }

  /// Follows one line that was checked already.
  ///
  /// A line without its LF has nothing to check.
  mutating func follow(
    _ line: RawLine, finding: LineCheck.Finding, envelope: LineEnvelope?, head: LineDigest? = nil
  ) {
    end = line.end
    guard line.isTerminated else {
      unterminated = line.length
      if doubt != nil { noteDoubt(line) }
      return
    }
    if case .fault = finding, doubt == nil { doubt = (sound, lines + 1, false, nil, true) }
    lines += 1
    // A line too long to be ours has no digest; nothing can be linked to it.
    self.head = head ?? .none
    bytes = line.end
    if case .fault(.unknownVersion) = finding { hasUnknownVersion = true }
    if case .fault = finding {
      noteDoubt(line)
    } else if let envelope, doubt != nil {
      noteBatch(Array(line.bytes[envelope.instant]))
    }
    if finding != .sound, damagedLine == nil { damagedLine = lines }
  }

  /// What was found.
  var result: FileEnd {
    if let doubt, doubt.hole, doubt.oneBatch, doubt.line == damagedLine {
      return FileEnd(
        point: doubt.point, tornBytes: end - doubt.point.bytes, damagedLine: nil, hasUnknownVersion: false)
    }
    return FileEnd(
      point: sound, tornBytes: unterminated, damagedLine: damagedLine, hasUnknownVersion: hasUnknownVersion)
  }

  private mutating func noteBatch(_ instant: [UInt8]) {
    guard let known = doubt?.batch else {
      doubt?.batch = instant
      return
    }
    if known != instant { doubt?.oneBatch = false }
  }

  private mutating func noteDoubt(_ line: RawLine) {
    if Self.hasHole(line) { doubt?.hole = true }
  }

  /// Whether a run of zeros reaches from a sector's edge, or the line's beginning, to a sector's edge or the
  /// line's end.
  private static func hasHole(_ line: RawLine) -> Bool {
    var start: Int64?
    for index in 0...line.bytes.count {
      let place = line.offset + Int64(index)
      if index < line.bytes.count, line.bytes[index] == 0 {
        if start == nil, index == 0 || place % sector == 0 { start = place }
        if let start, (place + 1) % sector == 0, place + 1 - start >= 8 { return true }
      } else {
        if let start, index == line.bytes.count, place - start >= 8 { return true }
        start = nil
      }
    }
    return false
  }
}

/// What a whole file looks like to the writer that wants to go on after it.
struct FileEnd {
  /// The end of its last complete line that counts.
  let point: ChainPoint
  /// Bytes behind that point that were never finished.
  let tornBytes: Int64
  /// The first bad line in its middle.
  let damagedLine: Int64?
  /// Whether it has lines of a format this program does not know.
  let hasUnknownVersion: Bool
}
