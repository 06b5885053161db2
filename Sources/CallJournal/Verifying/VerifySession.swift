import CallModel
import Files

/// A verification under way: the files come in the order of days, and each is compared with those before.
struct VerifySession: Sendable {
  /// A checkpoint waiting for the file it is about, or already compared.
  private struct Witness {
    /// The journal it stands in; nil for one from outside.
    let path: JournalPath?
    let line: Int64
    let checkpoint: Checkpoint

    var place: String { path.map { "\($0):\(line)" } ?? Checkpoint.word }
  }

  /// Where a call began or ended.
  private struct EdgePlace: Sendable, BitwiseCopyable {
    /// Which of `edgeFiles` it is.
    let file: UInt32
    let line: UInt32
  }

  /// The lines of a file that checkpoints name.
  private struct SeenLines {
    private var digests: [LineDigest] = []
    private var ends: [Int64] = []
    /// How many of its lines checkpoints that match cover.
    private(set) var covered: Int64 = 0

    init(_ scan: FileScan?) { take(scan) }

    mutating func take(_ scan: FileScan?) { (digests, ends) = (scan?.digests ?? [], scan?.ends ?? []) }

    /// Whether the line stands there as noted.
    mutating func matches(_ point: WitnessReader.Point) -> Bool {
      guard point.lines > 0, point.lines <= digests.count else { return false }
      let index = Int(point.lines - 1)
      guard digests[index] == point.head, ends[index] == point.bytes else { return false }
      covered = max(covered, point.lines)
      return true
    }
  }

  private let reader: JournalReader
  private let room: JournalRoom
  /// The only day looked at; nil when all are.
  private let day: CivilDate?
  private var isWhole: Bool { day == nil }
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
  /// Whose each seat and desk is.
  private var keepers: [SeatIdentifier: Int64] = [:]
  private var torn: [TornEnd] = []
  private var named: Set<TornEnd> = []
  /// Where each call begins and ends: a year has millions of them.
  private var edges: [UInt64: EdgePlace] = [:]
  /// The files those stand in.
  private var edgeFiles: [JournalPath] = []

  init(reader: JournalReader, room: JournalRoom, scope: VerifyScope, outside: [Checkpoint]) {
    self.reader = reader
    self.room = room
    identity = FolderIdentity.of(reader.store)
    folders = FolderOwners(reader.store)
    switch scope {
    case .all: day = nil
    case .day(let date): day = date
    }
    self.outside = outside.filter { $0.path.room == room }
      .map { Witness(path: nil, line: 0, checkpoint: $0) }
  }

  mutating func add(faults: [JournalFault]) {
    report.findings += faults.map { VerifyFinding(file: $0.file, line: $0.line, kind: .fault($0.kind)) }
  }

  /// Adds the files of some days, all of them, in order.
  mutating func add(_ scanned: ScannedDays) {
    let (days, scans) = (scanned.days, scanned.scans)
    report.findings += scanned.findings
    report.days += days.count
    report.firstDay = report.firstDay ?? days.first
    report.lastDay = days.last ?? report.lastDay
    for day in days {
      let writers = Set(scans.filter { $0.path.date == day }.compactMap(\.owner))
      report.findings += folders.look(room, at: day, writers: writers)
    }
    for scan in scans { add(scan) }
    for scan in scans { recent[scan.path] = scan.withoutCheckpoints }
    for scan in scans { compareCheckpoints(in: scan) }
    compareOutside(scans)
    if let last = days.last { recent = recent.filter { $0.key.date >= last.adding(days: -1) } }
  }

  /// Everything is read.
  mutating func finish() -> VerifyReport {
    if let day { compareNextDay(day) }
    addTornEnds()
    addOwners()
    for witness in outside {
      if isLookedAt(witness.checkpoint.path), !met.contains(witness.checkpoint.path) {
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
    let none = ChainLinks(isWhole: isWhole, reader: reader)
    report.findings += chains[scan.path.seat, default: none].add(scan)
    report.findings += scan.findings
    if let torn = scan.torn { self.torn.append(torn) }
    named.formUnion(scan.named)
    noteOwner(scan)
    compareEdges(scan)
  }

  /// A backup that was put back by another account makes every file another's: that is told once.
  private mutating func noteOwner(_ scan: FileScan) {
    if let owner = scan.owner, let other = scan.otherWriter {
      let pair = OwnerPair(owner: owner, writer: other.account)
      foreign[pair, default: (scan.path, other.line, 0)].files += 1
    }
    noteKeeper(scan)
    if let identity, let folder = scan.start?.folder, folder != identity {
      report.findings.append(
        VerifyFinding(file: scan.path.description, line: 1, kind: .foreignFolder(folder.description)))
    }
  }

  /// A seat is one account's, that of its lock or else of whoever wrote first: a file of another one, whose
  /// lines say so, was put there by it.
  ///
  /// What root owns was put back by root.
  private mutating func noteKeeper(_ scan: FileScan) {
    guard let owner = scan.owner else { return }
    let seat = scan.path.seat
    let isKnown = scan.saysWriter || owner != 0
    let writer = scan.otherWriter?.account ?? (isKnown ? Int64(owner) : nil)
    guard let keeper = keepers[seat] ?? reader.lockOwner(of: seat, in: room).map({ Int64($0) }) ?? writer
    else { return }
    keepers[seat] = keeper
    guard scan.otherWriter == nil, owner != 0, Int64(owner) != keeper else { return }
    report.findings.append(
      VerifyFinding(
        file: scan.path.description, line: nil, kind: .otherAccount(owner: owner, seat: keeper)))
  }

  private mutating func addOwners() {
    for (pair, first) in foreign.sorted(by: { $0.value.path < $1.value.path }) {
      report.findings.append(
        VerifyFinding(
          file: first.path.description, line: first.line,
          kind: .foreignOwner(owner: pair.owner, writer: pair.writer, files: first.files)))
    }
  }

  /// A call rings once and ends once, and once more whenever it was opened again (`liftsEnd`).
  ///
  /// Behind the answer the telephone system may say whose it is, and that may be taken back. A line that was
  /// written again is the same one.
  private mutating func compareEdges(_ scan: FileScan) {
    guard !scan.edges.isEmpty else { return }
    edgeFiles.append(scan.path)
    for (edge, line) in scan.edges {
      for event in edge.reopens { edges[CallEdge(call: edge.call, event: event).key] = nil }
      if edge.event == .reopening { continue }
      let place = EdgePlace(file: UInt32(edgeFiles.count - 1), line: UInt32(clamping: line))
      guard let first = edges.updateValue(place, forKey: edge.key),
        !isWrittenAgain(first, seat: scan.path.seat)
      else { continue }
      edges[edge.key] = first
      let told = "\(edgeFiles[Int(first.file)]):\(first.line)"
      report.findings.append(
        VerifyFinding(
          file: scan.path.description, line: line,
          kind: edge.event == .end ? .secondEnd(told) : .secondRing(told)))
    }
  }

  private func isWrittenAgain(_ place: EdgePlace, seat: SeatIdentifier) -> Bool {
    let path = edgeFiles[Int(place.file)]
    return path.seat == seat && chains[seat]?.repeated[path]?.contains(Int64(place.line)) ?? false
  }

  /// Unfinished ends that the seat's next line does not name.
  private mutating func addTornEnds() {
    for end in torn where !named.contains(end) && isLasting(end) {
      // The line that names it may stand on any later day, which is not looked at.
      if !isWhole, reader.isSetAside(end.path, offset: end.offset, bytes: end.bytes) { continue }
      report.findings.append(end.finding)
    }
  }

  /// Compares the checkpoints in a file with the files they name.
  ///
  /// Nearly all match, and name few files: each of those is looked up once.
  private mutating func compareCheckpoints(in scan: FileScan) {
    var files = scan.witnessedFiles.map { path in
      path.room == room && (isLookedAt(path) || recent[path] != nil) ? SeenLines(recent[path]) : nil
    }
    for (line, point) in scan.checkpoints {
      let file = Int(point.file)
      switch files[file]?.matches(point) {
      case nil: break
      case true?: report.checkpoints += 1
      case false?:
        let path = scan.witnessedFiles[file]
        let checkpoint = Checkpoint(
          ChainPoint(path: path, lines: point.lines, bytes: point.bytes, head: point.head))
        compare(Witness(path: scan.path, line: line, checkpoint: checkpoint))
        // It may have been read again.
        files[file]?.take(recent[path])
      }
    }
    for (path, seen) in zip(scan.witnessedFiles, files) {
      if let seen, seen.covered > covered[path, default: 0] { covered[path] = seen.covered }
    }
  }

  /// Whether the file, when it is there, is one of those looked at: else it is missing.
  private func isLookedAt(_ path: JournalPath) -> Bool { day.map { $0 == path.date } ?? true }

  private mutating func compareOutside(_ scans: [FileScan]) {
    let here = Set(scans.map(\.path))
    for witness in outside where here.contains(witness.checkpoint.path) { compare(witness) }
    outside.removeAll { here.contains($0.checkpoint.path) }
  }

  /// For one day the journals of the next day are asked too: the last checkpoints of a day stand there.
  private mutating func compareNextDay(_ day: CivilDate) {
    for path in reader.files(room, on: day.adding(days: 1)).paths {
      if let scan = reader.scan(path) { compareCheckpoints(in: scan) }
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
