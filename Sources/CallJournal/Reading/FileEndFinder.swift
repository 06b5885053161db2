import CallModel
import Files

/// Follows a file to its end and tells an unfinished end from damage.
///
/// Unfinished are bytes without an LF at the end, and nothing else. Zeros in a whole line are damage: a power
/// cut can leave them, and so can somebody who wipes out what was acknowledged; nobody can tell the two
/// apart.
struct FileEndFinder {
  private var check: LineCheck
  private let path: JournalPath
  private var bytes: Int64 = 0
  private var head: LineDigest
  private var lines: Int64 = 0
  private var damagedLine: Int64?
  private var hasUnknownVersion = false
  private var unterminated: Int64 = 0

  init(path: JournalPath, linkedTo head: LineDigest?) {
    check = LineCheck(seat: path.seat.description, after: head, payloads: .delimited)
    self.path = path
    self.head = head ?? .none
  }

  /// The end of the last complete line.
  var sound: ChainPoint { ChainPoint(path: path, lines: lines, bytes: bytes, head: head) }

  /// Follows one line.
  mutating func follow(_ line: RawLine) {
    guard line.isTerminated else {
      unterminated = line.length
      return
    }
    let (finding, _) = check.follow(line)
    lines += 1
    // A line too long to be ours has no digest; nothing can be linked to it.
    head = check.head ?? .none
    bytes = line.end
    if case .fault(.unknownVersion) = finding { hasUnknownVersion = true }
    if finding != .sound, damagedLine == nil { damagedLine = lines }
  }

  /// What was found.
  var result: FileEnd {
    FileEnd(
      point: sound, tornBytes: unterminated, damagedLine: damagedLine, hasUnknownVersion: hasUnknownVersion)
  }
}

/// What a whole file looks like to the writer that wants to go on after it.
struct FileEnd {
  /// The end of its last complete line.
  let point: ChainPoint
  /// Bytes behind that point that were never finished.
  let tornBytes: Int64
  /// The first bad line in its middle.
  let damagedLine: Int64?
  /// Whether it has lines of a format this program does not know.
  let hasUnknownVersion: Bool
}
