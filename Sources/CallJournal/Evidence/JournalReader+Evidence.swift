import CallModel
import Files

extension JournalReader {
  /// How many checkpoints a file are given as witnesses: each of them vouches for all lines before it.
  public static let mostWitnesses = 10

  /// The lines of `paths` that `isWanted` picks among those that are their writer's to say, with the
  /// checkpoints that others left on `days`.
  ///
  /// A line that was written again is given once, where it was acknowledged. It never throws on content; what
  /// cannot be read is a fault.
  public func evidence(
    in paths: [JournalPath], witnessedOn days: [CivilDate], where isWanted: (JournalEntry) -> Bool
  ) -> CallEvidence {
    var evidence = CallEvidence()
    var traces: [JournalPath: EvidenceTrace] = [:]
    let repeated = RepeatedLines(in: paths, reader: self)
    for path in paths {
      var trace = EvidenceTrace(path, without: repeated[path])
      noting(&evidence) { () throws(JournalFileFault) in
        try forEachLine(of: path) { trace.follow($0, isWanted: isWanted) }
      }
      guard let last = trace.lines.last?.number else { continue }
      evidence.lines += trace.lines
      evidence.faults += trace.faults
      if let head = trace.head { evidence.heads.append(head) }
      trace.forget(before: last)
      traces[path] = trace
    }
    for day in days where !traces.isEmpty {
      for path in files(.live, on: day).paths { findWitnesses(in: path, of: traces, evidence: &evidence) }
    }
    return evidence
  }

  private func findWitnesses(
    in path: JournalPath, of traces: [JournalPath: EvidenceTrace], evidence: inout CallEvidence
  ) {
    var (reader, number, before) = (WitnessReader(), Int64(0), LineDigest?.none)
    var found: [EvidenceWitness] = []
    noting(&evidence) { () throws(JournalFileFault) in
      try forEachLine(of: path) { line in
        guard line.isTerminated, !line.isTooLong else { return false }
        let digest = LineDigest(of: line.bytes)
        defer { before = digest }
        number += 1
        // What has not the form of a line is no checkpoint; `verify` names it.
        guard let envelope = try? LineEnvelope(line.bytes),
          line.bytes[envelope.kind].elementsEqual(Checkpoint.kind.utf8)
        else { return true }
        let own = EvidenceLine(
          line, envelope: envelope, in: path, number: number, digest: digest, after: before)
        reader.read(UnsafeRawBufferPointer(rebasing: line.bytes[envelope.payload])) { point in
          guard let trace = traces[point.path], let holds = trace.holds(point) else { return }
          found.append(EvidenceWitness(line: own, point: point, holds: holds))
        }
        return true
      }
    }
    for witness in found
    where evidence.witnesses.count(where: { $0.point.path == witness.point.path }) < Self.mostWitnesses {
      evidence.witnesses.append(witness)
    }
  }

  private func noting(_ evidence: inout CallEvidence, body: () throws(JournalFileFault) -> Void) {
    do { try body() } catch { evidence.faults.append(JournalFault(error)) }
  }
}

/// One file followed line by line: the wanted lines, and the digests behind the last of them.
private struct EvidenceTrace {
  private let path: JournalPath
  private let repeated: Set<Int64>
  private var check: LineCheck
  private var before: LineDigest?
  private var points: [Int64: ChainPoint] = [:]
  private var last: Int64 = 0
  private(set) var lines: [EvidenceLine] = []
  private(set) var faults: [JournalFault] = []
  private(set) var head: ChainPoint?

  init(_ path: JournalPath, without repeated: Set<Int64>) {
    (self.path, self.repeated) = (path, repeated)
    check = LineCheck(seat: path.seat.description, after: nil)
  }

  mutating func follow(_ line: RawLine, isWanted: (JournalEntry) -> Bool) -> Bool {
    guard line.isTerminated else { return false }
    let (finding, envelope) = check.follow(line)
    let digest = check.head ?? .none
    defer { before = digest }
    if let envelope, lines.last?.number == check.lines - 1 {
      lines[lines.count - 1].following = envelope.previous
    }
    if let fault = JournalFault(finding, file: path.description, line: check.lines) { faults.append(fault) }
    let point = ChainPoint(path: path, lines: check.lines, bytes: line.end, head: digest)
    (head, points[check.lines]) = (point, point)
    // A line whose payload is damaged is no evidence; its fault was noted above.
    guard let envelope, let entry = try? JournalEntry(line: line.bytes), isWanted(entry),
      !repeated.contains(check.lines),
      PlacedEntry(path: path, line: check.lines, isVerified: true, entry: entry).isToldByItsWriter
    else { return true }
    lines.append(
      EvidenceLine(line, envelope: envelope, in: path, number: check.lines, digest: digest, after: before))
    return true
  }

  /// Only what was noted behind the last wanted line vouches for all of them.
  mutating func forget(before number: Int64) {
    last = number
    points = points.filter { $0.key >= number }
  }

  /// Whether the file has the point; nil for one that does not reach the last wanted line.
  func holds(_ point: ChainPoint) -> Bool? { point.lines < last ? nil : points[point.lines] == point }
}
