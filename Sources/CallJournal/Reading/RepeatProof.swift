import CallModel
import Files

/// Which lines of a file a later segment proves to have written again.
///
/// A segment whose first line says `repeats` follows on a write that failed: what stands behind its link in
/// the file before was never acknowledged and is written again. Only a line that stands there again, the same
/// seat, moment, person, call, kind and payload, is a repeat. A line that does not is in force, whatever the
/// segment says. When that segment's own write failed, too, the lines may stand in the next one that says so.
struct RepeatProof {
  /// The file before.
  let path: JournalPath
  /// Its lines that stand again in the segment.
  private(set) var lines: Set<Int64> = []
  /// The first of its lines that does not, although the segment says so.
  private(set) var firstUnproved: Int64?
  /// How many of them do not.
  private(set) var unproved = 0

  /// What `segment`, whose first line says `start`, proves; nil when it does not say that it repeats.
  init?(_ start: SegmentStart, segment: JournalPath, reader: JournalReader) throws(JournalFileFault) {
    guard start.repeats, let after = start.after else { return nil }
    path = after.path
    guard path.seat == segment.seat, path.room == segment.room else { return }
    var again = try Self.said(in: segment, reader: reader)
    var number: Int64 = 0
    var (lines, unproved) = (Set<Int64>(), [Int64]())
    try reader.forEachLine(of: path) { line in
      guard line.isTerminated else { return false }
      number += 1
      guard number > after.lines else { return true }
      // Damage is told by who reads the file; nothing can prove that it stands again.
      guard let said = LineSaid(line) else { return true }
      if let count = again[said], count > 0 {
        again[said] = count - 1
        lines.insert(number)
      } else if said.isOwn {
        // What the writer says of its files is said anew in a new file.
        lines.insert(number)
      } else {
        unproved.append(number)
      }
      return true
    }
    (self.lines, self.unproved, firstUnproved) = (lines, unproved.count, unproved.first)
  }

  private static func said(
    in segment: JournalPath, reader: JournalReader
  ) throws(JournalFileFault) -> [LineSaid: Int] {
    var said: [LineSaid: Int] = [:]
    var last = segment
    try add(segment, to: &said, reader: reader)
    // A second attempt that failed, too, is written again by the next segment.
    for next in reader.files(segment.room, on: segment.date).paths
    where next.seat == segment.seat && next.segment > segment.segment {
      guard try isRepeat(next, of: last, reader: reader) else { continue }
      try add(next, to: &said, reader: reader)
      last = next
    }
    return said
  }

  private static func add(
    _ path: JournalPath, to said: inout [LineSaid: Int], reader: JournalReader
  ) throws(JournalFileFault) {
    try reader.forEachLine(of: path) { line in
      guard line.isTerminated else { return false }
      if let line = LineSaid(line) { said[line, default: 0] += 1 }
      return true
    }
  }

  private static func isRepeat(
    _ path: JournalPath, of before: JournalPath, reader: JournalReader
  ) throws(JournalFileFault) -> Bool {
    let start = try reader.start(of: path)
    return start?.repeats == true && start?.after?.path == before
  }
}

/// What a line says, without where it stands in a chain: the same for a line and its repeat.
struct LineSaid: Hashable {
  /// A digest over the line from its moment to its payload.
  private let digest: LineDigest
  /// Whether the writer says it of its files, and nobody of a call.
  let isOwn: Bool

  private static let own = [SegmentStart.kind, RecoveredTail.kind, ReplayMark.kind].map { Array($0.utf8) }

  /// What the line says; nil when it is not well formed.
  init?(_ line: RawLine) {
    // What is no line says nothing.
    guard line.isTerminated, !line.isTooLong, let envelope = try? LineEnvelope(line.bytes),
      envelope.isSound(in: line.bytes)
    else { return nil }
    self.init(line.bytes, envelope: envelope)
  }

  private init(_ line: UnsafeRawBufferPointer, envelope: LineEnvelope) {
    // Without what stands between the seat and the person, which depends on the version of the format.
    let written = line[envelope.instant.lowerBound..<envelope.seat.upperBound]
    let told = line[envelope.operatorOnDuty.lowerBound..<envelope.payload.upperBound]
    digest = LineDigest(of: Array(written) + Array(told))
    let kind = line[envelope.kind]
    isOwn = Self.own.contains { kind.elementsEqual($0) }
  }

  /// What a line of this entry will say.
  init(_ entry: JournalEntry) {
    let line = entry.line
    self = line.withUnsafeBytes { bytes in
      // An entry's own line has the form of one.
      (try? LineEnvelope(bytes)).map { LineSaid(bytes, envelope: $0) } ?? LineSaid(none: bytes)
    }
  }

  private init(none line: UnsafeRawBufferPointer) { (digest, isOwn) = (LineDigest(of: line), false) }
}

extension JournalReader {
  /// The lines of the file before `segment` that it proves to have written again; none for a first line that
  /// says nothing of repeats.
  ///
  /// `payload` is that of the segment's first line, which is of `kind`.
  package func repeated(
    by segment: JournalPath, kind: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer
  ) -> (path: JournalPath, lines: Set<Int64>)? {
    guard kind.elementsEqual(SegmentStart.kind.utf8),
      let start = SegmentStart(Array(payload), previous: .none)
    else { return nil }
    return repeated(by: segment, start: start)
  }

  func repeated(by segment: JournalPath, start: SegmentStart) -> (path: JournalPath, lines: Set<Int64>)? {
    // Where one of the two cannot be read nothing is proved, and all lines that were read stay.
    guard let proof = try? RepeatProof(start, segment: segment, reader: self) else { return nil }
    return (proof.path, proof.lines)
  }

  /// Whether a copy of the file's unfinished end, `bytes` bytes from `offset` on, is kept beside it: then
  /// the seat knew of it and went on in another file.
  package func isSetAside(_ path: JournalPath, offset: Int64, bytes: Int64) -> Bool {
    // What cannot be looked at is not known to be kept.
    guard let folder = try? store.openFolder(path.folders) else { return false }
    defer { store.operations.close(folder) }
    // The same.
    guard
      let (descriptor, _) = try? store.openRegular(path.name, in: folder, for: .read, place: path.description)
    else { return false }
    defer { store.operations.close(descriptor) }
    return TornTail(store: store, path: path, folder: folder, offset: offset)
      .isKept(bytes, of: descriptor)
  }

  /// The faults without that of an unfinished end that is kept aside.
  func withoutKeptEnds(_ faults: [JournalFault], of path: JournalPath) -> [JournalFault] {
    faults.filter { fault in
      guard case .torn(let offset, let bytes) = fault.kind else { return true }
      return !isSetAside(path, offset: offset, bytes: bytes)
    }
  }
}
