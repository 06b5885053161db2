@testable import CallJournal
import CallModel
import Foundation
import PlainText
import Synchronization
import TestSupport
import Testing

/// Cuts the power after every single file call of a session, rebuilds every disk that could be left, and lets
/// a new program go on from each.
@Suite struct CrashStateTests {
  private struct Moment: Sendable {
    let state: MemoryDisk.State
    let acknowledged: Int
    let attempted: Int
  }

  private static func writer(_ disk: MemoryDisk, _ test: JournalTestCase) throws -> JournalWriter {
    try JournalWriter(
      logs: "logs", room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock,
      operations: disk)
  }

  @Test func `after a power cut at any moment nothing acknowledged is gone and nothing is invented`() throws {
    let test = try JournalTestCase()
    let moments = try record(test)
    #expect(moments.count > 30)
    var seen: Set<MemoryDisk.State> = []
    for moment in moments {
      for state in CrashStates(
        state: moment.state, step: ProcessInfo.processInfo.environment["CALL110_LONG_TESTS"] == "1" ? 1 : 23
      ).all() where seen.insert(state).inserted {
        try recover(state, moment, test)
      }
    }
    #expect(seen.count > 300)
    print("power cuts: \(moments.count) moments, \(seen.count) different disks")
  }

  /// A session over midnight with small and large appends; a first program before it left a torn end.
  private func record(_ test: JournalTestCase) throws -> [Moment] {
    let disk = MemoryDisk()
    let moments = Mutex<[Moment]>([])
    let counts = Mutex((acknowledged: 0, attempted: 0))
    disk.observe { state in
      let (acknowledged, attempted) = counts.withLock { $0 }
      moments.withLock { $0.append(Moment(state: state, acknowledged: acknowledged, attempted: attempted)) }
    }
    var number = 0
    for (index, size) in [1, 2, 8, 1, 2].enumerated() {
      let writer = try Self.writer(disk, test)
      if index == 3 { test.clock.advance(milliseconds: 54_000_000) }
      let drafts = (0..<size).map { test.draft(number + 1 + $0) }
      counts.withLock { $0.attempted = number + size }
      #expect(try writer.append(drafts).isRecorded)
      number += size
      counts.withLock { $0.acknowledged = number }
      test.clock.advance(milliseconds: 1_000)
      writer.abandon()
      if index == 1 { tear(disk, test) }
    }
    return moments.withLock { $0 }
  }

  private func tear(_ disk: MemoryDisk, _ test: JournalTestCase) {
    let names = JournalPath(room: .live, date: test.today, seat: test.seat).description.split(separator: "/")
      .map(String.init)
    if let content = disk.content(names) { disk.replace(names, with: content + Array(#"{"v":1,"n":"#.utf8)) }
  }

  private func recover(_ state: MemoryDisk.State, _ moment: Moment, _ test: JournalTestCase) throws {
    let disk = MemoryDisk(state)
    let writer = try Self.writer(disk, test)
    #expect(try writer.append([test.draft(100), test.draft(101)]).isRecorded)
    writer.close()
    let reader = JournalReader(logs: "logs", operations: disk)
    let entries = reader.dayFolders(.live).days.flatMap { reader.day($0, room: .live).entries }
    let numbers = entries.compactMap { $0.entry.value["number"]?.integer.map(Int.init) }
    let kept = numbers.filter { $0 < 100 }
    let hasHole = state.nodes.values.contains { $0.content.contains(0) }
    #expect(
      Set(1...max(1, moment.acknowledged)).subtracting(kept).filter { $0 <= moment.acknowledged }.isEmpty)
    #expect(kept.allSatisfy { $0 <= moment.attempted })
    #expect(kept == kept.sorted() && kept.count == Set(kept).count, "out of order or twice: \(kept)")
    // Of an append that the power cut left with holes, what can be read is shown.
    #expect(hasHole || kept == Array(kept.indices.map { $0 + 1 }), "not whole: \(kept)")
    #expect(numbers.suffix(2) == [100, 101])
    let report = JournalVerifier(logs: "logs", room: .live, threads: 1, operations: disk).verify(.all)
    // Zeros within whole lines may be what somebody wiped out: they are never called unfinished.
    #expect(report.worst == .notice || hasHole, "\(report.findings)")
  }
}
