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
  private let origin: LineOriginBytes
  private var witnesses = WitnessReader()
  /// Lines that happened earlier than they were written.
  private var replaying: Int64 = 0
  private var hasMetDrill = false
  private var version: Int64 = 1

  init(path: JournalPath) {
    scan = FileScan(path: path)
    origin = LineOriginBytes(path.origin)
    check = LineCheck(seat: path.seat.description, after: nil)
  }

  /// The file at `path`, read through `store`; `folder` is its folder, when that is open already.
  static func scan(_ path: JournalPath, in folder: Int32? = nil, store: JournalStore) -> FileScan {
    var scanner = FileScanner(path: path)
    do {
      try scanner.read(folder, store: store)
    } catch {
      let fault = JournalFault(error)
      scanner.scan.isReadable = false
      scanner.scan.add(.fault(fault.kind), line: nil)
    }
    scanner.scan.witnessedFiles = scanner.witnesses.files
    return scanner.scan
  }

  private mutating func read(_ open: Int32?, store: JournalStore) throws(JournalFileFault) {
    if let open { return try read(in: open, store: store) }
    let folder = try store.openFolder(scan.path.folders)
    defer { store.operations.close(folder) }
    try read(in: folder, store: store)
  }

  private mutating func read(in folder: Int32, store: JournalStore) throws(JournalFileFault) {
    let (descriptor, status) = try store.openRegular(
      scan.path.name, in: folder, for: .read, place: scan.path.description)
    defer { store.operations.close(descriptor) }
    scan.owner = status.owner
    if status.links != 1 { scan.add(.hardLink, line: nil) }
    if status.mode & 0o022 != 0 { scan.add(.loosePermissions(mode: status.mode), line: nil) }
    do throws(SystemFault) {
      try store.lines(of: descriptor).forEachRun { lines in
        scan.reserve(lines, of: status.size)
        for (line, digest) in zip(lines, LineDigest.each(of: lines)) { follow(line, digest: digest) }
        return true
      }
    } catch {
      throw .system(error, place: scan.path.description)
    }
  }

  private mutating func follow(_ line: RawLine, digest: LineDigest) {
    scan.bytes = line.end
    guard line.isTerminated else {
      scan.torn = TornEnd(
        path: scan.path, line: check.lines + 1, offset: line.offset, bytes: line.length, digest: digest)
      return
    }
    let (finding, envelope) = check.follow(line, digest: digest)
    note(finding, envelope: envelope)
    scan.digests.append(check.head ?? .none)
    scan.ends.append(line.end)
    if let envelope {
      if check.lines == 1 { scan.link = envelope.previous }
      let isOwnClock = followDrill(line.bytes, envelope: envelope)
      followTime(envelope.instantDigits(in: line.bytes), isOwnClock: isOwnClock)
      followWriter(envelope)
      followCall(line.bytes, envelope: envelope)
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
    guard scan.path.room == .drill,
      UnsafeRawBufferPointer(rebasing: bytes[envelope.kind]).isText("drill-start"),
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

  /// A line of version 2 says which account wrote it; that is the one the file belongs to.
  private mutating func followWriter(_ envelope: LineEnvelope) {
    if let account = envelope.account {
      scan.saysWriter = true
      if scan.otherWriter == nil, scan.owner.map({ Int64($0) != account }) ?? false {
        scan.otherWriter = (account, check.lines)
      }
    } else if version > 1 {
      scan.add(.versionBack, line: check.lines)
    }
    version = envelope.version
  }

  /// Notes where a call begins and ends; a ring that the telephone system told too is its own.
  private mutating func followCall(_ bytes: UnsafeRawBufferPointer, envelope: LineEnvelope) {
    guard let call = envelope.call else { return }
    let kind = UnsafeRawBufferPointer(rebasing: bytes[envelope.kind])
    guard origin.mayTell(kind, of: UnsafeRawBufferPointer(rebasing: bytes[call])) else {
      return scan.add(.fault(.foreignCall), line: check.lines)
    }
    guard [3, 4, 8].contains(kind.count) else { return }
    let event: CallEdge.Event
    if kind.isText("end") {
      event = .end
    } else if kind.isSame(as: Self.reopened) {
      event = .reopening
    } else if kind.isText("ring") {
      event = Self.ring(UnsafeRawBufferPointer(rebasing: bytes[envelope.payload]))
    } else {
      return
    }
    var hasher = CallEdge.Name()
    for byte in bytes[call] { hasher.add(byte) }
    scan.edges.append((CallEdge(call: hasher.value, event: event), check.lines))
  }

  /// Which of the lines about its ring one is: only those behind the answer tell how long after it.
  private static func ring(_ payload: UnsafeRawBufferPointer) -> CallEdge.Event {
    let isByPhone = payload.position(of: byPhone) != nil
    guard payload.starts(with: behindAnswer) else { return isByPhone ? .measuredRing : .ring }
    guard isByPhone else { return .disownedRing }
    return payload.position(of: unnumbered) == nil ? .lateRing : .unnumberedRing
  }

  private static let byPhone = Array(#""by":"phone""#.utf8)
  private static let behindAnswer = Array(#"{"ms":"#.utf8)
  private static let unnumbered = Array(#""from":"""#.utf8)

  private static let reopened = Array(CallEvent.Kind.reopened.rawValue.utf8)
  private static let checkpoint = Array(Checkpoint.kind.utf8)
  /// The other kinds that speak of journals and not of calls.
  private static let ownKinds = [SegmentStart.kind, RecoveredTail.kind, ReplayMark.kind].map {
    Array($0.utf8)
  }

  private mutating func readOwnKinds(_ bytes: UnsafeRawBufferPointer, envelope: LineEnvelope) {
    let kind = UnsafeRawBufferPointer(rebasing: bytes[envelope.kind])
    // Their lengths tell most other kinds apart before a byte is compared.
    guard kind.count >= 7, kind.count <= 10 else { return }
    if kind.isSame(as: Self.checkpoint) {
      return readCheckpoint(UnsafeRawBufferPointer(rebasing: bytes[envelope.payload]))
    }
    guard kind.position(in: Self.ownKinds) != nil else { return }
    // A damaged line was counted as a fault when it was followed.
    guard let entry = try? JournalEntry(line: bytes) else { return }
    switch entry.kind {
    case SegmentStart.kind:
      let start = SegmentStart(entry)
      if check.lines == 1 { scan.start = start }
      // Whose clock it was in a drill is known with the drill: see `ChainLinks`.
      if let reason = start?.reason, reason != .day, reason != .first,
        reason != .clock || scan.path.room != .drill
      {
        scan.add(.segment(reason), line: check.lines)
      }
    case RecoveredTail.kind:
      if let named = TornEnd(entry.value) { scan.named.insert(named) }
      scan.add(.recovered(bytes: entry.value["bytes"]?.integer ?? 0), line: check.lines)
    default:
      let events = max(0, entry.value["events"]?.integer ?? 0)
      replaying = events
      scan.add(.replayed(events: events), line: check.lines)
    }
  }

  private mutating func readCheckpoint(_ payload: UnsafeRawBufferPointer) {
    guard var payload = WitnessReader.Payload(payload) else { return }
    while let point = witnesses.next(&payload) { scan.checkpoints.append((check.lines, point)) }
  }
}
