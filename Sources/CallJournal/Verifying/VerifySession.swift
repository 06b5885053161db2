import CallModel
import Files
import PlainText

/// A verification under way: the files come in the order of days, and each is compared with those before.
struct VerifySession {
  /// A checkpoint waiting for the file it is about, or already compared.
  private struct Witness {
    /// The journal it stands in; nil for one from outside.
    let path: JournalPath?
    let line: Int64
    let checkpoint: Checkpoint

    var place: String { path.map { "\($0):\(line)" } ?? Checkpoint.word }
  }

  private let reader: JournalReader
  private let room: JournalRoom
  private let isWhole: Bool
  private var report = VerifyReport()
  private var chains: [SeatIdentifier: ChainLinks] = [:]
  /// Files of the last days, for checkpoints, which name files of their own day and of the day before.
  private var recent: [JournalPath: FileScan] = [:]
  /// How many lines of each seat's newest file are covered by a checkpoint.
  private var covered: [JournalPath: Int64] = [:]
  private var outside: [Witness]
  private var met: Set<JournalPath> = []
  private struct OwnerPair: Hashable {
    let owner: UInt32
    let writer: Int64
  }

  private let identity: FolderIdentity?
  private var folders: FolderOwners
  private var foreign: [OwnerPair: (path: JournalPath, line: Int64, files: Int)] = [:]
  private var torn: [TornEnd] = []
  private var named: Set<TornEnd> = []
  /// Where each call begins and ends.
  private var edges: [CallEdge: (path: JournalPath, line: Int64)] = [:]

  init(reader: JournalReader, room: JournalRoom, scope: VerifyScope, outside: [Checkpoint]) {
    self.reader = reader
    self.room = room
    identity = FolderIdentity.of(reader.store)
    folders = FolderOwners(reader.store)
    isWhole = scope == .all
    self.outside = outside.filter { $0.path.room == room }
      .map { Witness(path: nil, line: 0, checkpoint: $0) }
  }

  mutating func add(faults: [JournalFault]) {
    report.findings += faults.map { VerifyFinding(file: $0.file, line: $0.line, kind: .fault($0.kind)) }
  }

  mutating func add(unknownNames: [String]) {
    report.findings += unknownNames.map { VerifyFinding(file: $0, line: nil, kind: .unknownName) }
  }

  /// Adds the files of some days, all of them, in order.
  mutating func add(days: [CivilDate], scans: [FileScan]) {
    report.days += days.count
    report.firstDay = report.firstDay ?? days.first
    report.lastDay = days.last ?? report.lastDay
    for day in days {
      let writers = Set(scans.filter { $0.path.date == day }.compactMap(\.owner))
      report.findings += folders.look(room, at: day, writers: writers)
    }
    for scan in scans { add(scan) }
    for scan in scans { recent[scan.path] = scan }
    for scan in scans { compareCheckpoints(in: scan) }
    compareOutside(scans)
    if let last = days.last { recent = recent.filter { $0.key.date >= last.adding(days: -1) } }
  }

  /// Everything is read.
  mutating func finish() -> VerifyReport {
    if !isWhole, let day = report.lastDay { compareNextDay(day) }
    addTornEnds()
    addOwners()
    for witness in outside {
      if isWhole, !met.contains(witness.checkpoint.path) {
        report.findings.append(
          VerifyFinding(
            file: witness.checkpoint.path.description, line: nil,
            kind: .witnessedFileMissing(witness: witness.place)))
        report.outsideCheckpoints += 1
      } else {
        report.outsideUnused += 1
      }
    }
    for links in chains.values {
      guard let newest = links.newest, newest.lines > 0 else { continue }
      if let point = Self.head(newest) { report.heads.append(point) }
      let open = newest.lines - (covered[newest.path] ?? 0)
      if open > 0 {
        report.uncoveredLines += open
        report.uncoveredChains += 1
      }
    }
    report.heads.sort { $0.path < $1.path }
    report.findings = FindingCauses.reduced(report.findings)
    return report
  }

  private mutating func add(_ scan: FileScan) {
    report.files += 1
    report.lines += scan.lines
    report.bytes += scan.bytes
    met.insert(scan.path)
    let reader = self.reader
    let recent = self.recent
    var links =
      chains[scan.path.seat]
      ?? ChainLinks(isWhole: isWhole, reader: reader) { path in recent[path] ?? reader.scan(path) }
    report.findings += links.add(scan)
    chains[scan.path.seat] = links
    report.findings += scan.findings
    if let torn = scan.torn { self.torn.append(torn) }
    named.formUnion(scan.named)
    noteOwner(scan)
    if room != .drill { compareEdges(scan) }
  }

  /// A backup that was put back by another account makes every file another's: that is told once.
  private mutating func noteOwner(_ scan: FileScan) {
    if let owner = scan.owner, let other = scan.otherWriter {
      let pair = OwnerPair(owner: owner, writer: other.account)
      foreign[pair, default: (scan.path, other.line, 0)].files += 1
    }
    if let identity, let folder = scan.start?.folder, folder != identity {
      report.findings.append(
        VerifyFinding(file: scan.path.description, line: 1, kind: .foreignFolder(folder.description)))
    }
  }

  private mutating func addOwners() {
    for (pair, first) in foreign.sorted(by: { $0.value.path < $1.value.path }) {
      report.findings.append(
        VerifyFinding(
          file: first.path.description, line: first.line,
          kind: .foreignOwner(owner: pair.owner, writer: pair.writer, files: first.files)))
    }
  }

  /// A call rings once and ends once, and once more whenever it was opened again (`liftsEnd`); a line that
  /// was written again is the same one.
  private mutating func compareEdges(_ scan: FileScan) {
    for (edge, line) in scan.edges {
      if edge.event == .reopening {
        edges[CallEdge(call: edge.call, event: .end)] = nil
        continue
      }
      guard let (path, first) = edges[edge] else {
        edges[edge] = (scan.path, line)
        continue
      }
      if path.seat == scan.path.seat, chains[path.seat]?.repeated[path]?.contains(first) ?? false {
        edges[edge] = (scan.path, line)
        continue
      }
      let place = "\(path):\(first)"
      report.findings.append(
        VerifyFinding(
          file: scan.path.description, line: line,
          kind: edge.event == .end ? .secondEnd(place) : .secondRing(place)))
    }
  }

  /// Unfinished ends that the seat's next line does not name.
  private mutating func addTornEnds() {
    for end in torn where !named.contains(end) && isLasting(end) {
      // The line that names it may stand on any later day, which is not looked at.
      if !isWhole, reader.isSetAside(end.path, offset: end.offset, bytes: end.bytes) { continue }
      report.findings.append(end.finding)
    }
  }

  private mutating func compareCheckpoints(in scan: FileScan) {
    for (line, point) in scan.checkpoints where point.path.room == room {
      if isWhole || recent[point.path] != nil { compare(point, path: scan.path, line: line) }
    }
  }

  /// A checkpoint in a journal, which has the whole digest: nearly all of them match, and that is cheap to
  /// see.
  private mutating func compare(_ point: ChainPoint, path: JournalPath, line: Int64) {
    if let seen = recent[point.path], seen.digest(ofLine: point.lines) == point.head,
      seen.end(ofLine: point.lines) == point.bytes
    {
      report.checkpoints += 1
      if covered[point.path, default: 0] < point.lines { covered[point.path] = point.lines }
    } else {
      compare(Witness(path: path, line: line, checkpoint: Checkpoint(point)))
    }
  }

  private mutating func compareOutside(_ scans: [FileScan]) {
    let here = Set(scans.map(\.path))
    for witness in outside where here.contains(witness.checkpoint.path) { compare(witness) }
    outside.removeAll { here.contains($0.checkpoint.path) }
  }

  /// For one day the journals of the next day are asked too: the last checkpoints of a day stand there.
  private mutating func compareNextDay(_ day: CivilDate) {
    for path in reader.files(room, on: day.adding(days: 1)).paths {
      guard let scan = reader.scan(path) else { continue }
      for (line, point) in scan.checkpoints where recent[point.path] != nil {
        compare(point, path: path, line: line)
      }
    }
  }

  private mutating func compare(_ witness: Witness) {
    let checkpoint = witness.checkpoint
    if witness.path == nil { report.outsideCheckpoints += 1 } else { report.checkpoints += 1 }
    guard let seen = recent[checkpoint.path] ?? reader.scan(checkpoint.path) else {
      return add(checkpoint, kind: .witnessedFileMissing(witness: witness.place), line: nil)
    }
    let scan = grown(seen, to: checkpoint.lines)
    guard let digest = scan.digest(ofLine: checkpoint.lines), let end = scan.end(ofLine: checkpoint.lines)
    else {
      return add(checkpoint, kind: .cut(witness: witness.place, lines: checkpoint.lines), line: scan.lines)
    }
    guard checkpoint.matches(digest), end == checkpoint.bytes else {
      return add(
        checkpoint, kind: .rewritten(witness: witness.place, lines: checkpoint.lines), line: checkpoint.lines)
    }
    covered[checkpoint.path] = max(covered[checkpoint.path] ?? 0, checkpoint.lines)
  }

  /// The file as it is now, when it has fewer lines than somebody saw: seats write while this reads.
  private mutating func grown(_ scan: FileScan, to lines: Int64) -> FileScan {
    guard scan.lines < lines, let now = reader.scan(scan.path), now.lines > scan.lines else { return scan }
    if recent[scan.path] != nil { recent[scan.path] = now }
    return now
  }

  /// Whether a file still ends in this: a line that is being written at this moment is whole in the next.
  private func isLasting(_ end: TornEnd) -> Bool {
    for _ in 0..<3 {
      guard reader.scan(end.path)?.torn == end else { return false }
      reader.store.operations.pause(milliseconds: 20)
    }
    return true
  }

  private mutating func add(_ checkpoint: Checkpoint, kind: VerifyFinding.Kind, line: Int64?) {
    report.findings.append(VerifyFinding(file: checkpoint.path.description, line: line, kind: kind))
  }

  private static func head(_ scan: FileScan) -> ChainPoint? {
    guard let head = scan.digest(ofLine: scan.lines), let end = scan.end(ofLine: scan.lines) else {
      return nil
    }
    return ChainPoint(path: scan.path, lines: scan.lines, bytes: end, head: head)
  }
}

/// Reads the payload of `checkpoint` lines.
///
/// They name the same few files again and again, so those are kept.
struct WitnessReader {
  private var known: [[UInt8]: JournalPath] = [:]

  /// Gives every point in the payload to `body`.
  ///
  /// One that does not have the form written is left out.
  mutating func read(_ payload: UnsafeRawBufferPointer, body: (ChainPoint) -> Void) {
    guard let start = payload.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var cursor = JSONCursor(start, end: start + payload.count)
    guard cursor.accept(#"{"files":["#) else { return }
    repeat {
      guard let point = point(&cursor) else { return }
      body(point)
    } while cursor.accept(",")
  }

  private mutating func point(_ cursor: inout JSONCursor) -> ChainPoint? {
    guard cursor.accept(#"{"file":"#), let name = cursor.text(),
      cursor.accept(#","bytes":"#), let bytes = cursor.count(),
      cursor.accept(#","lines":"#), let lines = cursor.count(), lines > 0,
      cursor.accept(#","head":"#), let head = cursor.text(), let digest = LineDigest(hexadecimal: head),
      cursor.accept("}"), let path = path(Array(name))
    else { return nil }
    return ChainPoint(path: path, lines: lines, bytes: bytes, head: digest)
  }

  private mutating func path(_ name: [UInt8]) -> JournalPath? {
    if let path = known[name] { return path }
    let path = JournalPath(String(decoding: name, as: UTF8.self))
    known[name] = path
    return path
  }
}
