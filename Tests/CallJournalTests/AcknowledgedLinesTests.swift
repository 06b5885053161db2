@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import PlainText
import TestSupport
import Testing

/// An acknowledged line stays in force whatever a later line, a leftover file or another program says.
@Suite struct AcknowledgedLinesTests {
  private let test: JournalTestCase

  init() throws { test = try JournalTestCase() }

  private func write(_ numbers: ClosedRange<Int>) throws {
    let writer = try test.writer()
    for number in numbers {
      test.clock.advance(milliseconds: 1_000)
      try writer.append([test.draft(number)])
    }
    writer.abandon()
  }

  private func bytes(_ path: JournalPath) throws -> [UInt8] {
    [UInt8](try #require(FileManager.default.contents(atPath: test.file(path))))
  }

  private func shown() -> [Int] { test.numbers(test.reader.day(test.today, room: .live)) }

  private func verify(_ outside: [Checkpoint] = []) -> VerifyReport {
    JournalVerifier(logs: test.logs, room: .live).verify(.all, outside: outside)
  }

  /// A second segment that says it repeats everything behind line `kept`, with these lines in it.
  private func forge(keeping kept: Int, saying numbers: [Int], account: UInt32 = getuid()) throws {
    let path = try test.path()
    let lines = try bytes(path).split(separator: 0x0A).map { [UInt8]($0) }
    let point = ChainPoint(
      path: path, lines: Int64(kept), bytes: Int64(lines[..<kept].reduce(0) { $0 + $1.count + 1 }),
      head: LineDigest(of: lines[kept - 1]))
    let start = SegmentStart(after: point, reason: .failed, repeats: true)
    var batch = LineBatch(
      after: ChainPoint(path: try test.path(segment: 2), lines: 0, bytes: 0, head: point.head),
      seat: test.seat,
      account: account)
    let own = JournalDraft(
      call: nil, kind: SegmentStart.kind, payload: start.payload(in: nil, account: getuid()))
    batch.add(
      HeldEvent(
        at: WallInstant(milliseconds: test.clock.milliseconds), milliseconds: 0,
        operatorOnDuty: test.operatorOnDuty, draft: own))
    for number in numbers {
      let entry = try #require(
        test.reader.contents(of: path).entries.first { $0.entry.value["number"]?.integer == Int64(number) }
      ).entry
      batch.add(
        HeldEvent(
          at: entry.at, milliseconds: entry.milliseconds, operatorOnDuty: entry.operatorOnDuty,
          draft: JournalDraft(call: entry.call, kind: entry.kind, payload: entry.payload)))
    }
    try Data(batch.bytes).write(to: URL(filePath: test.file(try test.path(segment: 2))))
  }

  @Test(arguments: [[], [9], [8, 9], [5, 6, 7, 8], [6, 7, 8, 9]])
  func `a segment that says it repeats hides only lines that stand in it again`(again: [Int]) throws {
    try write(1...9)
    try forge(keeping: 5, saying: again)
    // Lines 2 to 10 are the numbers 1 to 9; behind line 5 stand 5 to 9.
    #expect(shown().sorted() == Array(1...9))
    for number in 1...9 {
      let call = try CallIdentifier(date: test.today, seat: test.seat, number: number)
      let found = test.reader.lines(of: call, seat: test.seat, on: test.today, room: .live)
      #expect(test.numbers(found) == [number])
    }
    let kinds = verify().findings.map(\.kind)
    #expect(
      kinds.contains { if case .falseRepeat = $0 { true } else { false } } || Set(again).isSuperset(of: 5...9)
    )
    #expect(verify().worst == .damaged || Set(again).isSuperset(of: 5...9))
  }

  @Test func `a repeat that is proved line by line counts once and is no fault`() throws {
    try write(1...9)
    try forge(keeping: 5, saying: [5, 6, 7, 8, 9])
    #expect(shown().sorted() == Array(1...9))
    #expect(verify().worst == .notice, "\(verify().findings)")
  }

  private func expectNoRepeat() throws {
    #expect(shown().sorted() == (Array(1...9) + Array(5...9)).sorted())
    #expect(
      verify().findings.contains {
        if case .falseRepeat(_, let line, let lines) = $0.kind { line == 6 && lines == 5 } else { false }
      })
  }

  @Test func `what lines of another account say again is no repeat`() throws {
    try write(1...9)
    try forge(keeping: 5, saying: [5, 6, 7, 8, 9], account: 54_321)
    try expectNoRepeat()
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files to other accounts"))
  func `what a file of another account says again is no repeat`() throws {
    try write(1...9)
    try forge(keeping: 5, saying: [5, 6, 7, 8, 9])
    #expect(chown(test.file(try test.path(segment: 2)), 54_321, gid_t.max) == 0)
    try expectNoRepeat()
  }

  @Test func `a leftover spool takes nothing from lines that another workstation recorded`() throws {
    try write(1...2)
    let operations = FaultyFileOperations(
      FaultPlan(calls: ["write"], number: 1, forEver: true, fault: .error(EIO)), sparing: test.spool)
    let writer = try test.writer(operations, spool: test.spool)
    test.clock.advance(milliseconds: 1_000)
    #expect(try writer.append([test.draft(3)]).standing == .held(spooled: true))
    writer.abandon()
    // The other workstation has no such spool, and works on.
    try write(4...26)
    let before = try bytes(try test.path())
    let next = try test.writer(spool: test.spool)
    next.close()
    #expect(try bytes(try test.path()).starts(with: before))
    #expect(shown().sorted() == Array(1...26))
    #expect(verify().worst == .notice, "\(verify().findings)")
    #expect(test.spooled().isEmpty)
  }

  @Test(arguments: [1, 2, 3])
  func `zeros over acknowledged lines are damage, and nothing behind them is lost`(last: Int)
    throws
  {
    try write(1...9)
    let path = try test.path()
    var changed = try bytes(path)
    let ends = changed.indices.filter { changed[$0] == 0x0A }
    let start = ends[ends.count - 1 - last] + 1
    for index in start..<(start + 100) { changed[index] = 0 }
    try Data(changed).write(to: URL(filePath: test.file(path)))
    #expect(verify().worst == .damaged)
    let writer = try test.writer()
    try writer.append([test.draft(100)])
    writer.close()
    #expect(try bytes(path) == changed)
    #expect(shown().count == 9)
    #expect(verify().worst == .damaged)
  }

  /// Lines of one call, and whether the last of them is one too many.
  struct Edges: CustomTestStringConvertible, Sendable {
    let lines: [(kind: String, by: String)]
    let isTooMany: Bool

    var testDescription: String { "\(lines)" }
  }

  private static let edges = [
    Edges(lines: [("ring", "operator"), ("ring", "operator")], isTooMany: true),
    Edges(lines: [("ring", "operator"), ("ring", "passed-on")], isTooMany: true),
    Edges(lines: [("ring", "phone"), ("ring", "phone")], isTooMany: true),
    // The telephone's word is added to a ring told by key.
    Edges(lines: [("ring", "operator"), ("ring", "phone")], isTooMany: false),
    Edges(lines: [("ring", "operator"), ("ring", "phone"), ("ring", "phone")], isTooMany: true),
    Edges(lines: [("end", "operator"), ("end", "operator")], isTooMany: true),
  ]

  @Test(arguments: edges, [JournalRoom.live, .drill]) func `a call rings once and ends once`(
    edges: Edges, room: JournalRoom
  ) throws {
    let call = try CallIdentifier(date: test.today, seat: test.seat, number: 1)
    let writer = try JournalWriter(
      logs: test.logs, room: room, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock)
    func damaged() -> [VerifyFinding] {
      JournalVerifier(logs: test.logs, room: room).verify(.all).findings.filter { $0.severity == .damaged }
    }
    for (index, (kind, by)) in edges.lines.enumerated() {
      let payload = Array("{\"by\":\"\(by)\"}".utf8)
      try writer.append([JournalDraft(call: call, kind: kind, payload: payload)])
      let isLast = index == edges.lines.count - 1
      #expect(damaged().map(\.line) == (isLast && edges.isTooMany ? [Int64(index + 2)] : []))
    }
    writer.close()
  }

  @Test func `a call that was opened again ends once more, and no more often`() throws {
    let call = try CallIdentifier(date: test.today, seat: test.seat, number: 1)
    let writer = try test.writer()
    func draft(_ kind: String) -> JournalDraft {
      JournalDraft(call: call, kind: kind, payload: Array(#"{"why":"x"}"#.utf8))
    }
    for kind in ["ring", "end", "reopened", "end"] { try writer.append([draft(kind)]) }
    #expect(verify().worst == .notice, "\(verify().findings)")
    try writer.append([draft("end")])
    writer.close()
    #expect(verify().findings.contains { $0.severity == .damaged && $0.line == 6 }, "\(verify().findings)")
  }
}
