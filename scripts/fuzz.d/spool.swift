@testable import CallJournal
import CallModel
import Files
import Glibc

/// Feeds one input to a seat's start as what an earlier program left in its spool.
///
/// The first byte says how the file is broken, each line after it is what an event says. The lines are made
/// whole with the folder's identity and a right digest, or nothing behind them would ever be reached. Each
/// event that can be read must be on record once, however often the file is found again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  FuzzedSpool.shared.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// A logs folder in memory and the spool beside it.
///
/// A class because it is made once and used for every input.
final class FuzzedSpool: Sendable {
  static let shared = FuzzedSpool()

  /// How the file is broken: bits of the input's first byte.
  private struct Breakage: OptionSet {
    let rawValue: UInt8
    static let firstLine = Breakage(rawValue: 1)
    static let unfinishedEnd = Breakage(rawValue: 2)
    static let flippedByte = Breakage(rawValue: 4)
    static let someOnRecord = Breakage(rawValue: 8)
  }

  private let logs = "/dev/shm/call110-fuzz-\(getpid())"
  private var spool: String { logs + "-spool" }
  private let clock = JournalClock(
    now: { WallInstant(milliseconds: 1_795_309_200_000) }, monotonicMilliseconds: { 0 })

  func run(_ input: [UInt8]) {
    guard let path = JournalPath("live/2026/11/22/seat-03.jsonl") else { return }
    begin()
    guard let owner = owner() else { fatalError("the folder has no identity") }
    let how = Breakage(rawValue: input[0])
    var lines = input.dropFirst().split(separator: 0x0A).prefix(60).map { whole($0, owner: owner) }
    if how.contains(.flippedByte), !lines.isEmpty {
      let line = Int(input[0]) % lines.count
      lines[line][input.count % max(1, lines[line].count)] ^= 0x20
    }
    var file = (how.contains(.firstLine) ? [] : SpoolLine.first(owner)) + lines.flatMap { $0 + [0x0A] }
    if how.contains(.unfinishedEnd) { file.removeLast() }
    let name = "live-seat-03-\(owner.name)-1795309100000.jsonl"
    let expected = told(file, owner: owner, name: name)
    if how.contains(.someOnRecord) {
      // An earlier start got half of it on record before it ended.
      put(Array(file.prefix(file.count / 2)), name)
      record(path.seat)
    }
    for round in 1...3 {
      put(round == 3 ? Array(file.prefix(file.count * 2 / 3)) : file, name)
      record(path.seat)
      let onRecord = counted()
      for (event, count) in expected where onRecord[event] != count {
        fatalError("on record \(onRecord[event] ?? 0) times, not \(count), after start \(round): \(event)")
      }
    }
    let findings = JournalVerifier(logs: logs, room: .live, threads: 1).verify(.all).findings
    guard !findings.contains(where: \.isOfTheChain) else {
      fatalError("what was handed in is no sound journal: \(findings)")
    }
  }

  /// An empty folder with its identity, and an empty spool.
  private func begin() {
    mkdir(logs, 0o700)
    mkdir(spool, 0o700)
    for day in JournalReader(logs: logs).dayFolders(.live).days {
      let parts = day.description.split(separator: "-")
      clear("\(logs)/live/\(parts.joined(separator: "/"))")
    }
    clear("\(logs)/live")
    clear(spool)
    guard let seat = try? SeatIdentifier("03") else { return }
    record(seat)
  }

  private func owner() -> Spool.Owner? {
    var digits = [UInt8](repeating: 0, count: 32)
    let source = open("\(logs)/folder-id", O_RDONLY)
    defer { close(source) }
    guard read(source, &digits, 32) == 32 else { return nil }
    return FolderIdentity(String(decoding: digits, as: UTF8.self)).map { .folder($0) }
  }

  /// The members of an event as a whole line of the spool, without its LF.
  private func whole(_ members: ArraySlice<UInt8>, owner: Spool.Owner) -> [UInt8] {
    let text = Array(#"{"folder":"\#(owner.word)","#.utf8) + members
    let digest = LineDigest(of: text + [0x7D])
    return text + Array(#","sum":"\#(digest)"}"#.utf8)
  }

  /// What the file's events say, and how often each is in it.
  private func told(_ file: [UInt8], owner: Spool.Owner, name: String) -> [String: Int] {
    var events: [String: Int] = [:]
    for line in file.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().dropFirst() {
      guard let event = SpoolLine.event(line, owner: owner, name: name) else { continue }
      events[
        said(
          event.at, event.milliseconds, event.operatorOnDuty, event.draft.call, event.draft.kind,
          event.draft.payload), default: 0] += 1
    }
    return events
  }

  /// What stands on record, and how often; calls of later days stand in their own folders.
  private func counted() -> [String: Int] {
    var events: [String: Int] = [:]
    let reader = JournalReader(logs: logs)
    let days = reader.dayFolders(.live).days
    for entry in days.flatMap({ reader.day($0, room: .live).entries.map(\.entry) }) {
      events[
        said(entry.at, entry.milliseconds, entry.operatorOnDuty, entry.call, entry.kind, entry.payload),
        default: 0] += 1
    }
    return events
  }

  private func said(
    _ at: WallInstant, _ milliseconds: Int64, _ operatorOnDuty: OperatorIdentifier, _ call: CallIdentifier?,
    _ kind: String, _ payload: [UInt8]
  ) -> String {
    "\(at) \(milliseconds) \(operatorOnDuty) \(call?.description ?? "-") \(kind) \(String(decoding: payload, as: UTF8.self))"
  }

  /// A start of the seat that records one event of its own.
  private func record(_ seat: SeatIdentifier) {
    var limits = JournalLimits()
    limits.reserveBytes = 0
    guard let operatorOnDuty = try? OperatorIdentifier("041207"),
      let writer = try? JournalWriter(
        logs: logs, room: .live, seat: seat, operatorOnDuty: operatorOnDuty, clock: clock, spool: spool,
        limits: limits)
    else { fatalError("no writer") }
    defer { writer.close() }
    let draft = JournalDraft(call: nil, kind: "note", payload: Array(#"{"text":"own"}"#.utf8))
    guard let done = try? writer.append([draft]), done.isRecorded else { fatalError("not recorded") }
  }

  private func put(_ bytes: [UInt8], _ name: String) {
    let descriptor = open("\(spool)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    guard write(descriptor, bytes, bytes.count) == bytes.count else { fatalError("the input is not there") }
  }

  /// Removes the files of a folder.
  private func clear(_ folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink("\(folder)/\(name)")
    }
  }
}

extension VerifyFinding {
  /// Whether it is about the files and their chain, and not about what a line says: an event of the input may
  /// tell of another seat's call, of a second ring, of a file that never was.
  fileprivate var isOfTheChain: Bool {
    switch kind {
    case .fault(.foreignCall): false
    case .fault, .secondWriter, .noSegment, .missingFile, .brokenFileLink, .notFirst, .fork, .linesAfterLink,
      .falseRepeat, .foreignFolder, .otherContent, .versionBack, .unknownName:
      true
    case .secondRing, .secondEnd, .cut, .rewritten, .witnessedFileMissing, .timeBack, .recovered, .segment,
      .replayed, .loosePermissions, .hardLink, .foreignOwner, .otherAccount, .unusableLine, .looseFolder,
      .folderOwner:
      false
    }
  }
}
