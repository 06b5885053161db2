import CallModel
import Files

/// Which lines of a file a later segment proves to have written again.
///
/// A segment whose first line says `repeats` follows on a write that failed: what stands behind the line that
/// its link names was never acknowledged and is written again. Only a line that stands there again, the same
/// seat, moment, person, call, kind and payload, is a repeat, and only where one account wrote both: it has
/// both files, and the lines that say who wrote them name one. Any other line is in force, whatever the
/// segment says. When that segment's own write failed, too, the lines may stand in the next one that says so.
struct RepeatProof {
  /// Its lines that stand again in the segment.
  private(set) var lines: Set<Int64> = []
  /// The first of its lines that does not, although the segment says so.
  private(set) var firstUnproved: Int64?
  /// How many of them do not.
  private(set) var unproved = 0

  private let place: RepeatedPlace
  /// Whether nothing of the file is damaged, and all of it stands again.
  private var isWhole = false

  /// The file before.
  var path: JournalPath { place.path }

  /// What `segment`, whose first line says `start`, proves of each file that it writes again, the newest
  /// first; nothing when it does not say that it repeats.
  static func each(
    _ start: SegmentStart, segment: JournalPath, reader: JournalReader
  ) throws(JournalFileFault) -> [RepeatProof] {
    guard var walk = RepeatWalk(start, of: segment, reader: reader) else { return [] }
    var again = LinesAgain()
    try again.add(segment, reader: reader)
    var proofs: [RepeatProof] = []
    while let place = try walk.next() {
      let proof = try RepeatProof(place, again: again, reader: reader)
      proofs.append(proof)
      // What such a file was to repeat itself, its own first line proves.
      if proof.isWhole { break }
    }
    // A second attempt that failed, too, is written again by the next segment.
    var last = segment
    for next in reader.files(segment.room, on: segment.date).paths
    where next.seat == segment.seat && next.segment > segment.segment {
      guard proofs.contains(where: { $0.unproved > 0 }) else { break }
      guard try isRepeat(next, of: last, behind: start.after?.head, reader: reader) else { continue }
      var more = again
      try more.add(next, reader: reader)
      // Nobody else's attempt speaks for this one, or against it.
      guard more.writers.areOne || !again.writers.areOne else { continue }
      (again, last) = (more, next)
      for index in proofs.indices {
        proofs[index] = try RepeatProof(proofs[index].place, again: again, reader: reader)
      }
    }
    return proofs
  }

  /// What these lines prove of one file.
  private init(
    _ place: RepeatedPlace, again: LinesAgain, reader: JournalReader
  ) throws(JournalFileFault) {
    self.place = place
    var (said, writers) = (again.said, again.writers)
    try writers.add(ownerOf: place.path, reader: reader)
    var number: Int64 = 0
    var isDamaged = false
    var (lines, unproved, claimed) = (Set<Int64>(), [Int64](), [Int64]())
    try reader.forEachLine(of: place.path) { line in
      guard line.isTerminated else { return false }
      number += 1
      guard number > place.acknowledged else { return true }
      let isClaimed = place.claimed.map { number > $0 } ?? false
      // Damage is told by who reads the file; nothing can prove that it stands again.
      guard let line = LineSaid(line) else {
        isDamaged = true
        return true
      }
      writers.add(line)
      if let count = said[line], count > 0 {
        said[line] = count - 1
        lines.insert(number)
      } else if isClaimed {
        // What the writer says of its files is said anew in a new file.
        if line.isOwn { lines.insert(number) } else { unproved.append(number) }
      }
      if !line.isOwn, isClaimed { claimed.append(number) }
      return true
    }
    // What somebody else writes again is no repeat of any line.
    if !writers.areOne { (lines, unproved) = ([], claimed) }
    isWhole = place.acknowledged == 0 && !isDamaged && lines.count == Int(number) && number > 0
    (self.lines, self.unproved, firstUnproved) = (lines, unproved.count, unproved.first)
  }

  /// Whether a file writes again what `before` has, or what was to be written behind the same line.
  private static func isRepeat(
    _ path: JournalPath, of before: JournalPath, behind link: LineDigest?, reader: JournalReader
  ) throws(JournalFileFault) -> Bool {
    guard let start = try reader.start(of: path), start.repeats, let after = start.after else { return false }
    if after.path == before || after.lines == 0 && after.head == link { return true }
    return try reader.repeated(behind: start, of: path).contains { $0.path == before }
  }
}

/// What a segment says, with the next ones that write it again.
private struct LinesAgain {
  private(set) var said: [LineSaid: Int] = [:]
  private(set) var writers = LineWriters()

  mutating func add(_ path: JournalPath, reader: JournalReader) throws(JournalFileFault) {
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
    guard let proofs = try? RepeatProof.each(start, segment: segment, reader: reader) else { return }
    for proof in proofs where !proof.lines.isEmpty {
      lines[proof.path, default: []].formUnion(proof.lines)
    }
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
