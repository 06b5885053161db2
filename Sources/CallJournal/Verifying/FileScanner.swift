import CallModel
import Files
import Glibc
import PlainText

/// Reads one file once: follows its chain, keeps what the checks between files need, and decodes only the few
/// lines that speak about journals.
struct FileScanner {
  /// How far back a link may lie to be taken for that of a second writer.
  private static let secondWriterWindow = 256

  private(set) var scan: FileScan
  private var check: LineCheck
  private var finder: FileEndFinder
  private var witnesses = WitnessReader()
  /// Lines that happened earlier than they were written.
  private var replaying: Int64 = 0
  private var hasMetDrill = false

  init(path: JournalPath) {
    scan = FileScan(path: path)
    check = LineCheck(seat: path.seat.description, after: nil)
    finder = FileEndFinder(path: path, linkedTo: nil)
  }

  /// The file at `path`, read through `store`.
  static func scan(_ path: JournalPath, store: JournalStore) -> FileScan {
    var scanner = FileScanner(path: path)
    do {
      try scanner.read(store)
    } catch {
      let fault = JournalFault(error)
      scanner.scan.isReadable = false
      scanner.scan.add(.fault(fault.kind), line: nil)
    }
    return scanner.scan
  }

  private mutating func read(_ store: JournalStore) throws(JournalFileFault) {
    let folder = try store.openFolder(scan.path.folders)
    defer { store.operations.close(folder) }
    let (descriptor, status) = try store.openRegular(
      scan.path.name, in: folder, for: .read, place: scan.path.description)
    defer { store.operations.close(descriptor) }
    if status.links != 1 { scan.add(.hardLink, line: nil) }
    if status.mode & 0o022 != 0 { scan.add(.loosePermissions(mode: status.mode), line: nil) }
    do throws(SystemFault) {
      try store.lines(of: descriptor).forEachRun { lines in
        for (line, digest) in zip(lines, LineDigest.each(of: lines)) { follow(line, digest: digest) }
        return true
      }
    } catch {
      throw .system(error, place: scan.path.description)
    }
    finish()
  }

  private mutating func follow(_ line: RawLine, digest: LineDigest) {
    scan.bytes = line.end
    guard line.isTerminated else {
      finder.follow(line, finding: .sound, envelope: nil)
      scan.torn = VerifyFinding(
        file: scan.path.description, line: check.lines + 1,
        kind: .fault(.torn(offset: line.offset, bytes: line.length)))
      return
    }
    let (finding, envelope) = check.follow(line, digest: digest)
    finder.follow(line, finding: finding, envelope: envelope, head: check.head)
    note(finding, envelope: envelope)
    scan.digests.append(check.head ?? .none)
    scan.ends.append(line.end)
    if let envelope {
      if check.lines == 1 { scan.link = envelope.previous }
      let isOwnClock = followDrill(line.bytes, envelope: envelope)
      followTime(envelope.instantDigits(in: line.bytes), isOwnClock: isOwnClock)
      readOwnKinds(line.bytes, envelope: envelope)
    }
  }

  private mutating func note(_ finding: LineCheck.Finding, envelope: LineEnvelope?) {
    guard finding != .sound, let fault = JournalFault(finding, file: scan.path.description, line: check.lines)
    else { return }
    if case .fault = finding { scan.isReadable = false }
    if finding == .link, let envelope,
      scan.digests.suffix(Self.secondWriterWindow).dropLast().contains(envelope.previous)
    {
      scan.add(.secondWriter, line: check.lines)
    } else {
      scan.add(.fault(fault.kind), line: check.lines)
    }
  }

  /// Whether a drill begins here whose clock, or that of the drill before, only a script moved.
  private mutating func followDrill(_ bytes: UnsafeRawBufferPointer, envelope: LineEnvelope) -> Bool {
    guard scan.path.room == .drill, bytes[envelope.kind].elementsEqual("drill-start".utf8),
      // A damaged line was counted as a fault when it was followed.
      let entry = try? JournalEntry(line: bytes)
    else { return false }
    let isScripted = entry.value["clock"]?.string == "script"
    defer {
      if !hasMetDrill { scan.startsScripted = isScripted }
      hasMetDrill = true
      scan.endsScripted = isScripted
    }
    return isScripted || scan.endsScripted
  }

  private mutating func followTime(_ instant: Int64, isOwnClock: Bool) {
    if scan.firstInstant == 0 { scan.firstInstant = instant }
    if replaying > 0 {
      replaying -= 1
      return
    }
    if instant < scan.lastInstant, !isOwnClock {
      scan.add(.timeBack(milliseconds: FileScan.back(from: scan.lastInstant, to: instant)), line: check.lines)
    }
    scan.lastInstant = instant
  }

  private mutating func readOwnKinds(_ bytes: UnsafeRawBufferPointer, envelope: LineEnvelope) {
    let kind = UnsafeRawBufferPointer(rebasing: bytes[envelope.kind])
    // Their lengths tell most other kinds apart before a byte is compared.
    guard kind.count >= 7, kind.count <= 10 else { return }
    if kind.elementsEqual(Checkpoint.kind.utf8) {
      let payload = UnsafeRawBufferPointer(rebasing: bytes[envelope.payload])
      witnesses.read(payload) { scan.checkpoints.append((check.lines, $0)) }
      return
    }
    let isOwn = [SegmentStart.kind, RecoveredTail.kind, ReplayMark.kind].contains {
      kind.elementsEqual($0.utf8)
    }
    // A damaged line was counted as a fault when it was followed.
    guard isOwn, let entry = try? JournalEntry(line: bytes) else { return }
    switch entry.kind {
    case SegmentStart.kind:
      if check.lines == 1 { scan.start = SegmentStart(entry) }
      // Whose clock it was in a drill is known with the drill: see `ChainLinks`.
      if let reason = SegmentStart(entry)?.reason, reason != .day, reason != .first,
        reason != .clock || scan.path.room != .drill
      {
        scan.add(.segment(reason), line: check.lines)
      }
    case RecoveredTail.kind:
      scan.add(.recovered(bytes: entry.value["bytes"]?.integer ?? 0), line: check.lines)
    default:
      let events = max(0, entry.value["events"]?.integer ?? 0)
      replaying = events
      scan.add(.replayed(events: events), line: check.lines)
    }
  }

  private mutating func finish() {
    let end = finder.result
    if end.tornBytes > 0, end.point.lines < scan.lines {
      // Holes in the last append: those lines are unfinished, not damaged.
      scan.findings.removeAll { $0.line ?? 0 > end.point.lines }
      scan.torn = VerifyFinding(
        file: scan.path.description, line: end.point.lines + 1,
        kind: .interrupted(offset: end.point.bytes, bytes: end.tornBytes))
      scan.digests.removeLast(Int(scan.lines - end.point.lines))
      scan.ends.removeLast(scan.ends.count - Int(end.point.lines))
    }
  }
}
