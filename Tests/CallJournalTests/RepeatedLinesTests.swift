import CallModel
import Files
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import CallJournal
@testable import journal_probe

/// What a seat or desk writes again after a failed write counts once for who follows the files as they grow,
/// whenever it looks.
@Suite struct RepeatedLinesTests {
  private let room: MatterRoom

  init() throws { room = try MatterRoom() }

  private var base: JournalTestCase { room.base }

  /// When somebody looks at the files.
  struct Looks: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// After which of the appends.
    let after: Set<Int>
  }

  private static let looks = [
    Looks(testDescription: "at the end", after: []), Looks(testDescription: "always", after: [0, 1, 2, 3]),
    Looks(testDescription: "before", after: [0]), Looks(testDescription: "at the failure", after: [1]),
    Looks(testDescription: "behind it", after: [2]),
  ]

  private func call(_ number: Int) throws -> CallIdentifier {
    try CallIdentifier(date: base.today, seat: base.seat, number: number)
  }

  /// A caller who was cut off, was rung back in vain and complained, with a disk that fails at one append:
  /// what was written stays readable.
  private func appends() throws -> [[JournalDraft]] {
    let (first, second) = (try call(1), try call(2))
    func draft(_ call: CallIdentifier?, _ kind: String, _ payload: String) -> JournalDraft {
      JournalDraft(call: call, kind: kind, payload: Array(payload.utf8))
    }
    let opened = CallbackEvent.opened(
      entry: "pbx-1", CallbackOpened(reason: .entered, number: "19900000003"))
    let tried = CallbackEvent.tried(entry: "pbx-1", .noAnswer, call: nil)
    return [
      [draft(first, "ring", #"{"from":"19900000001","name":"","by":"operator"}"#)],
      [
        draft(first, "branch", #"{"ms":9,"branch":"complaint"}"#),
        draft(
          first, "complaint",
          #"{"ms":9,"due":"2026-11-25","counted":["2026-11-25"],"provisional":false}"#),
        JournalDraft(call: nil, kind: opened.name.rawValue, payload: opened.payload),
        JournalDraft(call: nil, kind: tried.name.rawValue, payload: tried.payload),
        draft(
          first, "promise", #"{"ms":9,"promise":1,"kind":"dispatch","phrase":"urgent-police"}"#),
      ],
      [draft(second, "ring", #"{"from":"19900000002","name":"","by":"operator"}"#)],
      [draft(second, "note", #"{"ms":9,"text":"x"}"#)],
    ]
  }

  private func write(failingAt failing: Int?, look: (Int) throws -> Void) throws {
    let operations = FailingFlush()
    let writer = try base.writer(operations)
    for (index, drafts) in try appends().enumerated() {
      base.clock.advance(milliseconds: 1_000)
      if index == failing { operations.arm() }
      #expect(try writer.append(drafts).isRecorded)
      #expect(!operations.isArmed)
      try look(index)
    }
    writer.close()
    let again = base.file(try base.path(segment: 2))
    #expect(FileManager.default.fileExists(atPath: again) == (failing != nil))
  }

  @Test(arguments: looks, [0, 1, 2, 3]) func `the ledger of what is left to be done`(
    looks: Looks, failing: Int
  ) throws {
    let ledger = MatterLedger(logs: base.logs)
    try write(failingAt: failing) { index in
      if looks.after.contains(index) { _ = ledger.read(at: room.now) }
    }
    let reading = ledger.read(at: room.now)
    let other = try RepeatedLinesTests()
    try other.write(failingAt: nil) { _ in }
    let expected = MatterLedger(logs: other.base.logs).read(at: other.room.now)
    #expect(reading.callbacks.map(\.event) == expected.callbacks.map(\.event))
    #expect(reading.calls == expected.calls)
    #expect(reading.faults == 0 && reading.changedFile == nil)
    let history = ledger.history(of: try call(1)).facts
    #expect(
      history.map(\.event) == MatterLedger(logs: other.base.logs).history(of: try call(1)).facts.map(\.event))
  }

  @Test(arguments: looks, [0, 1, 2, 3]) func `the tail of a day`(looks: Looks, failing: Int) throws {
    var tail = JournalTail(base.reader, room: .live)
    var told: [String] = []
    func poll() {
      let contents = tail.poll(on: base.today)
      told += contents.entries.filter { RecordedEvent.Kind(name: $0.entry.kind) != nil }.map(\.entry.kind)
      #expect(contents.faults.isEmpty)
    }
    try write(failingAt: failing) { if looks.after.contains($0) { poll() } }
    poll()
    #expect(told == (try appends()).joined().map(\.kind))
  }

  @Test func `a segment that is seen while it is written is taken in once, line after line`() throws {
    try write(failingAt: 1) { _ in }
    let file = base.file(try base.path(segment: 2))
    let bytes = try #require(FileManager.default.contents(atPath: file))
    let expected = MatterLedger(logs: base.logs).read(at: room.now).callbacks
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    for end in ends {
      try FileManager.default.removeItem(atPath: base.logs + "/cache")
      try FileManager.default.removeItem(atPath: file)
      let ledger = MatterLedger(logs: base.logs)
      var tail = JournalTail(base.reader, room: .live)
      _ = ledger.read(at: room.now)
      var told = tail.poll(on: base.today).entries.count { RecordedEvent.Kind(name: $0.entry.kind) != nil }
      #expect(FileManager.default.createFile(atPath: file, contents: nil))
      for range in [0..<(end + 1), (end + 1)..<bytes.count] where !range.isEmpty {
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: bytes[range])
        try handle.close()
        _ = ledger.read(at: room.now)
        told += tail.poll(on: base.today).entries.count { RecordedEvent.Kind(name: $0.entry.kind) != nil }
      }
      #expect(ledger.read(at: room.now).callbacks == expected, "cut at \(end)")
      #expect(told == (try appends()).joined().count, "cut at \(end)")
    }
  }
}

/// The real file calls, of which one flush fails when it is told so; what was written stays readable.
///
/// A class because it remembers.
private final class FailingFlush: ForwardingFiles {
  let real = SystemFileOperations()
  private let fails = Mutex(false)

  var isArmed: Bool { fails.withLock { $0 } }

  func arm() { fails.withLock { $0 = true } }

  func synchronize(_ descriptor: Int32) throws(SystemFault) {
    let isFailing = fails.withLock { fails in
      defer { fails = false }
      return fails
    }
    if isFailing { throw SystemFault(.synchronize, code: EIO) }
    try real.synchronize(descriptor)
  }
}
