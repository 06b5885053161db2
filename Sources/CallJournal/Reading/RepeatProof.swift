import CallModel
import Files

/// Which lines of a file a later segment proves to have written again.
///
/// A segment whose first line says `repeats` follows on a write that failed: what stands behind its link in
/// the file before was never acknowledged and is written again. Only a line that stands there again, the same
/// seat, moment, person, call, kind and payload, is a repeat, and only where one account wrote both: it has
/// both files, and the lines that say who wrote them name one. Any other line is in force, whatever the
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
    guard let after = try reader.repeated(behind: start, of: segment) else { return nil }
    path = after.path
    guard path.seat == segment.seat, path.room == segment.room else { return }
    var writers = LineWriters()
    try writers.add(ownerOf: path, reader: reader)
    var again = try Self.said(in: segment, by: &writers, reader: reader)
    var number: Int64 = 0
    var (lines, unproved, claimed) = (Set<Int64>(), [Int64](), [Int64]())
    try reader.forEachLine(of: path) { line in
      guard line.isTerminated else { return false }
      number += 1
      guard number > after.lines else { return true }
      // Damage is told by who reads the file; nothing can prove that it stands again.
      guard let said = LineSaid(line) else { return true }
      writers.add(said)
      if let count = again[said], count > 0 {
        again[said] = count - 1
        lines.insert(number)
      } else if said.isOwn {
        // What the writer says of its files is said anew in a new file.
        lines.insert(number)
      } else {
        unproved.append(number)
      }
      if !said.isOwn { claimed.append(number) }
      return true
    }
    // What somebody else writes again is no repeat of any line.
    if !writers.areOne { (lines, unproved) = ([], claimed) }
    (self.lines, self.unproved, firstUnproved) = (lines, unproved.count, unproved.first)
  }

  private static func said(
    in segment: JournalPath, by writers: inout LineWriters, reader: JournalReader
  ) throws(JournalFileFault) -> [LineSaid: Int] {
    var said: [LineSaid: Int] = [:]
    var last = segment
    try add(segment, to: &said, by: &writers, reader: reader)
    // A second attempt that failed, too, is written again by the next segment.
    for next in reader.files(segment.room, on: segment.date).paths
    where next.seat == segment.seat && next.segment > segment.segment {
      guard try isRepeat(next, of: last, reader: reader) else { continue }
      var (more, its) = (said, writers)
      try add(next, to: &more, by: &its, reader: reader)
      // Nobody else's attempt speaks for this one, or against it.
      guard its.areOne || !writers.areOne else { continue }
      (said, writers, last) = (more, its, next)
    }
    return said
  }

  private static func add(
    _ path: JournalPath, to said: inout [LineSaid: Int], by writers: inout LineWriters, reader: JournalReader
  ) throws(JournalFileFault) {
    try writers.add(ownerOf: path, reader: reader)
    try reader.forEachLine(of: path) { line in
      guard line.isTerminated else { return false }
      if let line = LineSaid(line) {
        said[line, default: 0] += 1
        writers.add(line)
      }
      return true
    }
  }

  private static func isRepeat(
    _ path: JournalPath, of before: JournalPath, reader: JournalReader
  ) throws(JournalFileFault) -> Bool {
    try reader.start(of: path).flatMap { start throws(JournalFileFault) in
      try reader.repeated(behind: start, of: path)
    }?.path == before
  }
}

/// The accounts to which files belong and which lines name.
private struct LineWriters {
  private var owners: Set<UInt32> = []
  private var accounts: Set<Int64> = []

  /// Whether all that was met is one account's; lines of version 1 do not say whose they are.
  var areOne: Bool { owners.count <= 1 && accounts.count <= 1 }

  mutating func add(ownerOf path: JournalPath, reader: JournalReader) throws(JournalFileFault) {
    owners.insert(try reader.status(of: path).owner)
  }

  mutating func add(_ said: LineSaid) { if let account = said.account { accounts.insert(account) } }
}

/// What a line says, without where it stands in a chain: the same for a line and its repeat.
struct LineSaid: Hashable {
  /// A digest over the line from its moment to its payload.
  private let digest: LineDigest
  /// Whether the writer says it of its files, and nobody of a call.
  let isOwn: Bool
  /// The account that wrote it, where it says so; no part of what it says.
  let account: Int64?

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
    account = envelope.account
  }

  static func == (left: LineSaid, right: LineSaid) -> Bool { left.digest == right.digest }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  /// What a line of this entry will say.
  init(_ entry: JournalEntry) {
    let line = entry.line
    self = line.withUnsafeBytes { bytes in
      // An entry's own line has the form of one.
      (try? LineEnvelope(bytes)).map { LineSaid(bytes, envelope: $0) } ?? LineSaid(none: bytes)
    }
  }

  private init(none line: UnsafeRawBufferPointer) {
    (digest, isOwn, account) = (LineDigest(of: line), false, nil)
  }
}

/// Lines of some files that later ones among them prove to have written again: they count once for every
/// reader.
///
/// Only the first lines of later segments are looked at, and nothing else of files that do not say that they
/// repeat lines.
package struct RepeatedLines: Sendable {
  private var lines: [JournalPath: Set<Int64>] = [:]

  /// No lines.
  package init() {}

  /// Those in the files at `paths`; what is written again stands in the same day's folder.
  package init(in paths: some Sequence<JournalPath>, reader: JournalReader) {
    for path in paths where path.segment > 1 {
      // Where one of the two cannot be read nothing is proved, and all lines that were read stay.
      guard let start = try? reader.start(of: path) else { continue }
      add(path, start: start, reader: reader)
    }
  }

  /// Those that the first lines among `entries` tell of.
  init(_ entries: [PlacedEntry], reader: JournalReader) {
    for placed in entries where placed.line == 1 {
      if let start = SegmentStart(placed.entry) { add(placed.path, start: start, reader: reader) }
    }
  }

  private mutating func add(_ segment: JournalPath, start: SegmentStart, reader: JournalReader) {
    // As above.
    guard let proof = try? RepeatProof(start, segment: segment, reader: reader), !proof.lines.isEmpty else {
      return
    }
    lines[proof.path, default: []].formUnion(proof.lines)
  }

  /// Whether there are none.
  package var isEmpty: Bool { lines.isEmpty }

  /// Those of one file, by their places from 1.
  package subscript(path: JournalPath) -> Set<Int64> { lines[path] ?? [] }

  /// Whether a line is one of them.
  func contains(_ placed: PlacedEntry) -> Bool { lines[placed.path]?.contains(placed.line) ?? false }
}

extension JournalContents {
  /// Without the lines that a later segment proves to have written again after a failed write.
  ///
  /// The first lines of the later segments must be among the entries.
  package func withoutRepeats(_ reader: JournalReader) -> JournalContents {
    without(RepeatedLines(entries, reader: reader))
  }

  /// Without these lines.
  package func without(_ repeated: RepeatedLines) -> JournalContents {
    guard !repeated.isEmpty else { return self }
    var rest = self
    rest.entries.removeAll { repeated.contains($0) }
    return rest
  }
}

extension JournalReader {
  /// What `keeping` says of some files, without the lines that later ones among them prove to have written
  /// again.
  package func contents(of paths: [JournalPath], keeping: KeptLines = .events) -> JournalContents {
    var contents = JournalContents()
    for path in paths { contents.append(self.contents(of: path, keeping: keeping)) }
    return contents.without(RepeatedLines(in: paths, reader: self))
  }

  /// The file before `segment` when a line of the segment from `offset` on says what stands behind its link
  /// there; nil when none does, or the segment does not say that it repeats.
  ///
  /// For who follows files as they grow: whether it is proved, `RepeatedLines` says.
  func repeated(in segment: JournalPath, from offset: Int64) -> JournalPath? {
    // Where one of the two cannot be read nothing is repeated.
    guard let again = try? unacknowledged(before: segment), let path = again.path else { return nil }
    var isRepeated = false
    // As above.
    try? forEachLine(of: segment, from: offset) { line in
      guard line.isTerminated else { return false }
      if let said = LineSaid(line), !said.isOwn, again.lines.contains(said) { isRepeated = true }
      return !isRepeated
    }
    return isRepeated ? path : nil
  }

  /// The place behind which stands what a segment, whose first line says `start`, writes again; nil when it
  /// does not say that it repeats.
  ///
  /// It is the end that the line names. Where that is the beginning of a file of which a power cut left no
  /// line, what that one was to repeat is to be repeated here: the chain goes on from the same line.
  func repeated(
    behind start: SegmentStart, of segment: JournalPath
  ) throws(JournalFileFault) -> ChainPoint? {
    guard start.repeats, let after = start.after else { return nil }
    guard after.lines == 0, after.path.seat == segment.seat, after.path.room == segment.room else {
      return after
    }
    let earlier = files(segment.room, on: after.path.date).paths.filter {
      $0.seat == segment.seat && $0.segment <= after.path.segment
    }
    for path in earlier.sorted(by: { $0.segment > $1.segment }) {
      let (hasLines, point) = try place(of: after.head, in: path)
      if hasLines { return point ?? after }
    }
    return after
  }

  /// The place in a file behind the line with this digest, or its beginning when its first line follows on
  /// that line; and whether the file has any whole line.
  private func place(
    of digest: LineDigest, in path: JournalPath
  ) throws(JournalFileFault) -> (hasLines: Bool, point: ChainPoint?) {
    var (number, point) = (Int64(0), ChainPoint?.none)
    try forEachLine(of: path) { line in
      guard line.isTerminated else { return false }
      // What is no line follows on nothing.
      if number == 0, (try? LineEnvelope(line.bytes))?.previous == digest {
        point = ChainPoint(path: path, lines: 0, bytes: 0, head: digest)
      }
      number += 1
      if point == nil, LineDigest(of: line.bytes) == digest {
        point = ChainPoint(path: path, lines: number, bytes: line.end, head: digest)
      }
      return point == nil
    }
    return (number > 0 || point != nil, point)
  }

  /// What stands behind the link of a segment that says it repeats; with it what that file was to repeat
  /// itself.
  func unacknowledged(
    before segment: JournalPath
  ) throws(JournalFileFault) -> (path: JournalPath?, lines: Set<LineSaid>) {
    var (first, lines, seen) = (JournalPath?.none, Set<LineSaid>(), Set([segment]))
    var next = segment
    while let start = try start(of: next), let after = try repeated(behind: start, of: next),
      after.path.seat == segment.seat, after.path.room == segment.room, seen.insert(after.path).inserted
    {
      first = first ?? after.path
      try forEachLine(of: after.path, from: max(0, after.bytes)) { line in
        guard line.isTerminated else { return false }
        if let said = LineSaid(line), !said.isOwn { lines.insert(said) }
        return true
      }
      next = after.path
    }
    return (first, lines)
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
