import CallJournal
import CallModel
import Glibc

/// Feeds one input to everything that reads journal bytes: as a line, and as a whole file, a spool file and a
/// counter, followed by a writer that goes on behind them.
///
/// Whatever it holds, nothing may trap, and what the writer appends must be read back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  if let entry = try? JournalEntry(line: bytes) {
    guard entry.line.elementsEqual(bytes) else { fatalError("a line is not written back as it was read") }
    _ = entry.value
  }
  _ = Checkpoint(line: String(decoding: bytes, as: UTF8.self))
  FuzzFile.shared.run(bytes)
  return 0
}

/// A logs folder in memory for one file.
///
/// A class because it is made once and used for every input.
final class FuzzFile: Sendable {
  static let shared = FuzzFile()

  private let logs = "/dev/shm/call110-fuzz-\(getpid())"
  private var spool: String { logs + "-spool" }
  private let clock = JournalClock(
    now: { WallInstant(milliseconds: 1_795_309_200_000) }, monotonicMilliseconds: { 0 })

  func run(_ bytes: UnsafeRawBufferPointer) {
    guard let path = JournalPath("live/2026/11/22/seat-03.jsonl"), put(bytes, path) else { return }
    let reader = JournalReader(logs: logs)
    let before = reader.day(path.date, room: .live).entries.count
    _ = JournalVerifier(logs: logs, room: .live, threads: 1).verify(.all)
    var limits = JournalLimits()
    limits.reserveBytes = 0
    guard let operatorOnDuty = try? OperatorIdentifier("041207"),
      let writer = try? JournalWriter(
        logs: logs, room: .live, seat: path.seat, operatorOnDuty: operatorOnDuty, clock: clock, spool: spool,
        limits: limits)
    else { fatalError("no writer") }
    let draft = JournalDraft(call: nil, kind: "note", payload: Array("{}".utf8))
    guard let done = try? writer.append([draft]), done.isRecorded else { fatalError("not recorded") }
    writer.close()
    let after = reader.day(path.date, room: .live)
    guard after.entries.last?.entry.kind == "note" else { fatalError("not read back") }
    guard after.entries.count > before else { fatalError("lines are gone") }
    _ = writer.callNumbers()
  }

  private func put(_ bytes: UnsafeRawBufferPointer, _ path: JournalPath) -> Bool {
    let folder = "\(logs)/live/2026/11/22"
    for name in ["", "/live", "/live/2026", "/live/2026/11", "/live/2026/11/22"] { mkdir(logs + name, 0o700) }
    for number in 2...9 { unlink("\(folder)/seat-03.\(number).jsonl") }
    clearTorn(folder)
    let descriptor = open("\(logs)/\(path)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    mkdir(spool, 0o700)
    putBeside(bytes)
    return write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
  }

  /// The same bytes as the seat's counter and as a spool file of this folder.
  private func putBeside(_ bytes: UnsafeRawBufferPointer) {
    var identity = [UInt8](repeating: 0, count: 16)
    let source = open("\(logs)/folder-id", O_RDONLY)
    _ = read(source, &identity, 16)
    close(source)
    let name = "live-seat-03-" + String(decoding: identity, as: UTF8.self)
    unlink("\(spool)/\(name)-1.jsonl.damaged")
    for place in ["\(logs)/live/.seat-03.numbers", "\(spool)/\(name).numbers", "\(spool)/\(name)-1.jsonl"] {
      let descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      _ = write(descriptor, bytes.baseAddress, bytes.count)
      close(descriptor)
    }
  }

  private func clearTorn(_ folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.contains(".torn-") { unlink("\(folder)/\(name)") }
    }
  }
}
