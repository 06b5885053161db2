@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// A spool belongs to one folder of records and is handed in exactly once.
@Suite struct SpoolTests {
  private let test: JournalTestCase

  init() throws { test = try JournalTestCase() }

  private func broken() -> FaultyFileOperations {
    FaultyFileOperations(
      FaultPlan(calls: ["write", "openRoot"], number: 1, forEver: true, fault: .error(EIO)),
      sparing: test.spool)
  }

  private func writer(_ logs: String, _ operations: any FileOperations = SystemFileOperations()) throws
    -> JournalWriter
  {
    try JournalWriter(
      logs: logs, room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty, clock: test.journalClock,
      spool: test.spool, operations: operations)
  }

  private func numbers(_ logs: String) -> [Int] {
    let reader = JournalReader(logs: logs)
    return reader.dayFolders(.live).days.flatMap { test.numbers(reader.day($0, room: .live)) }
  }

  /// One event recorded in `logs` and then `held` events in the spool only.
  private func hold(_ logs: String, _ held: [Int]) throws {
    let good = try writer(logs)
    test.clock.advance(milliseconds: 1_000)
    try good.append([test.draft(held[0] - 1)])
    good.abandon()
    let plan = FaultPlan(calls: ["write"], number: 1, forEver: true, fault: .error(EIO))
    let bad = try writer(logs, FaultyFileOperations(plan, sparing: test.spool))
    for number in held {
      test.clock.advance(milliseconds: 1_000)
      #expect(try bad.append([test.draft(number)]).standing == .held(spooled: true))
    }
    bad.abandon()
  }

  @Test func `events held for one folder are never put into another, and wait for their own`() throws {
    let (first, second) = (test.directory.file("a"), test.directory.file("b"))
    try hold(first, [2, 3])
    try hold(second, [12])
    #expect(test.spooled().count == 2)
    // Each folder is opened twice, in both orders.
    for logs in [second, first, first, second] {
      let next = try writer(logs)
      test.clock.advance(milliseconds: 1_000)
      next.close()
    }
    #expect(numbers(first) == [1, 2, 3])
    #expect(numbers(second) == [11, 12])
    #expect(test.spooled().isEmpty)
  }

  @Test func `every line and the name say whose events they are`() throws {
    try hold(test.logs, [2, 3])
    let identity = try #require(
      FolderIdentity.of(JournalStore(logs: test.logs, operations: SystemFileOperations())))
    let name = try #require(test.spooled().first)
    #expect(name.contains(identity.description.prefix(16)))
    let text = try String(contentsOfFile: "\(test.spool)/\(name)", encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.contains("\"folder\":\"\(identity)\"") })
  }

  @Test func `a folder that cannot even be asked who it is gets its events when it is there`() throws {
    let writer = try writer(test.logs, broken())
    #expect(try writer.append([test.draft(1)]).standing == .held(spooled: true))
    writer.abandon()
    let other = try self.writer(test.directory.file("other"))
    other.close()
    #expect(test.spooled().count == 1)
    let next = try self.writer(test.logs)
    next.close()
    #expect(numbers(test.logs) == [1])
    #expect(numbers(test.directory.file("other")).isEmpty)
  }

  @Test(arguments: 0..<24) func `a damaged spool is handed in once, as far as it can be read`(seed: Int)
    throws
  {
    try hold(test.logs, [2, 3, 4, 5])
    let name = try #require(test.spooled().first)
    let path = "\(test.spool)/\(name)"
    var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    var random = SplitMix(seed: UInt64(seed))
    // Not the LFs, so that one line is damaged and no more.
    let places = bytes.indices.filter { bytes[$0] != 0x0A && bytes[$0] ^ 1 != 0x0A }
    bytes[try #require(places.randomElement(using: &random))] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    for _ in 0..<3 {
      let next = try writer(test.logs)
      next.close()
      // A later day, and the spool as it was: somebody put it back.
      test.clock.advance(milliseconds: 90_000_000)
      try Data(bytes).write(to: URL(filePath: path))
    }
    let there = numbers(test.logs)
    #expect(there.count == Set(there).count, "twice: \(there)")
    #expect(Set(there).isSubset(of: 1...5) && there.count >= 4, "\(there)")
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .notice)
  }

  @Test func `a spool of the first format is taken by the folder it was begun behind, and by no other`()
    throws
  {
    let good = try writer(test.logs)
    try good.append([test.draft(1)])
    let end = try #require(good.end)
    good.abandon()
    let header =
      #"{"v":1,"after":"\#(end.path)","lines":\#(end.lines),"bytes":\#(end.bytes),"head":"\#(end.head)"}"#
    let event =
      #"{"at":"2026-11-22T10:00:00.000+08:00","t":5,"op":"041207","ev":"note","d":{"number":2}}"#
    try FileManager.default.createDirectory(atPath: test.spool, withIntermediateDirectories: true)
    try Data("\(header)\n\(event)\n".utf8).write(
      to: URL(filePath: "\(test.spool)/live-seat-03-1795309231005.jsonl"))
    let other = try writer(test.directory.file("other"))
    #expect(other.takeNotices().contains { if case .spoolDamaged = $0 { true } else { false } })
    other.close()
    try writer(test.logs).close()
    #expect(numbers(test.logs) == [1, 2])
    #expect(numbers(test.directory.file("other")).isEmpty)
    #expect(test.spooled().isEmpty)
  }
}
