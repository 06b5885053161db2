import CallModel

/// Compares what the files of one seat say about each other, file after file.
struct ChainLinks: Sendable {
  /// The newest file so far, with all its digests; older ones are read again when a link goes further back.
  private(set) var newest: FileScan?
  private var claimed: [String: JournalPath] = [:]
  /// Files that others go on from.
  private var followed: Set<JournalPath> = []
  private let isFirstKnown: Bool
  /// Whether a file that says it is the seat's first was met.
  private var hasFirst = false
  private let reader: JournalReader
  /// Lines of files that later segments prove to have written again.
  private(set) var repeated: [JournalPath: Set<Int64>] = [:]

  /// Links of a seat; with `isWhole` the first file met must be the seat's first.
  init(isWhole: Bool, reader: JournalReader) { (isFirstKnown, self.reader) = (isWhole, reader) }

  /// Adds the next file of the seat and gives what is wrong with its link.
  mutating func add(_ scan: FileScan) -> [VerifyFinding] {
    defer { if newest.map({ $0.path < scan.path }) ?? true { newest = scan } }
    guard scan.lines > 0, scan.isReadable || scan.start != nil else { return [] }
    guard let start = scan.start else { return [finding(scan, kind: .noSegment)] }
    guard let after = start.after else {
      // There is one. After a clock was set back files of earlier days go on from it.
      let isFalse = isFirstKnown && hasFirst && start.skipped.isEmpty && !followed.contains(scan.path)
      hasFirst = true
      return isFalse || scan.link != LineDigest.none ? [finding(scan, kind: .notFirst)] : []
    }
    return check(scan, start: start, after: after)
  }

  private mutating func check(_ scan: FileScan, start: SegmentStart, after: ChainPoint) -> [VerifyFinding] {
    guard after.path.seat == scan.path.seat, after.path.room == scan.path.room else {
      return [finding(scan, kind: .brokenFileLink(after.path.description))]
    }
    guard var before = newest?.path == after.path ? newest : reader.scan(after.path) else {
      return [finding(scan, kind: .missingFile(after.path.description))]
    }
    // The seat may have written between the two readings.
    if before.lines < after.lines, let now = reader.scan(after.path) { before = now }
    guard before.digest(ofLine: after.lines) == scan.link || after.lines == 0,
      before.end(ofLine: after.lines) == after.bytes
    else { return [finding(scan, kind: .brokenFileLink(after.path.description))] }
    followed.insert(after.path)
    var findings: [VerifyFinding] = []
    let place = "\(after.path):\(after.lines)"
    // A drill on a script's clock may lie on any day; others go on from the same place behind it.
    let isScripted = scan.startsScripted && start.reason == .clock
    let isOwnClock = scan.startsScripted || before.endsScripted
    if start.reason == .clock, scan.path.room == .drill, !isOwnClock {
      findings.append(finding(scan, kind: .segment(.clock)))
    }
    if let other = claimed[place], !start.skipped.contains(other.description), !isScripted {
      findings.append(finding(scan, kind: .fork(other.description)))
    }
    if !isScripted { claimed[place] = scan.path }
    // Of a file without a line, or without its first one, the next one repeats what that was to repeat.
    if before.lines > after.lines || start.repeats, !isScripted {
      findings += judgeLinesBehind(after, scan: scan, start: start)
    }
    if scan.firstInstant < before.lastInstant, start.reason != .clock, !isOwnClock {
      let back = FileScan.back(from: before.lastInstant, to: scan.firstInstant)
      findings.append(finding(scan, kind: .timeBack(milliseconds: back)))
    }
    return findings
  }

  /// What stands behind the link in the file before must be written again here, line by line.
  private mutating func judgeLinesBehind(
    _ after: ChainPoint, scan: FileScan, start: SegmentStart
  ) -> [VerifyFinding] {
    guard start.repeats else { return [finding(scan, kind: .linesAfterLink(after.path.description))] }
    // A file that cannot be read is a finding of its own.
    guard let proofs = try? RepeatProof.each(start, segment: scan.path, reader: reader) else { return [] }
    return proofs.compactMap { proof in
      repeated[proof.path, default: []].formUnion(proof.lines)
      return proof.firstUnproved.map { first in
        finding(
          scan, kind: .falseRepeat(proof.path.description, line: first, lines: Int64(proof.unproved)))
      }
    }
  }

  private func finding(_ scan: FileScan, kind: VerifyFinding.Kind) -> VerifyFinding {
    VerifyFinding(file: scan.path.description, line: 1, kind: kind)
  }
}
