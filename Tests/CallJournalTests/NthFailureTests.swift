@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// Fails the first, the second, the third ...
///
/// call of a kind until a session runs through without meeting the fault.
///
/// After each session the disk is healthy again and a new program reads on: what was acknowledged must be
/// there, and what is there must have been attempted.
@Suite struct NthFailureTests {
  private static let errors: [Int32] = [EIO, ENOSPC, EINTR]
  private static let plans: [(String, FaultPlan.Fault)] =
    [
      "write", "synchronize", "open", "openFolder", "makeFolder", "synchronizeFolder", "setMode", "status",
      "names",
      "openRoot",
    ]
    .flatMap { call in errors.map { (call, FaultPlan.Fault.error($0)) } }
    + [("write", .shortWrite), ("write", .halfThenError(ENOSPC)), ("write", .halfThenError(EIO))]

  @Test(arguments: plans, [false, true])
  func `whatever call fails, acknowledged is there and there is attempted`(
    plan: (call: String, fault: FaultPlan.Fault), forEver: Bool
  ) throws {
    var number = 1
    while number < 200 {
      let plan = FaultPlan(calls: [plan.call], number: number, forEver: forEver, fault: plan.fault)
      guard try session(plan) else { break }
      number += 1
    }
    #expect(number < 200)
    #expect(number > 1, "the call was never made")
  }

  /// One session under the plan; false when the fault was not met.
  private func session(_ plan: FaultPlan) throws -> Bool {
    let test = try JournalTestCase()
    let operations = FaultyFileOperations(plan, sparing: test.spool)
    var acknowledged: Set<Int> = []
    var limits = JournalLimits()
    limits.retryMilliseconds = 0
    limits.reserveBytes = 4_096
    let writer = try JournalWriter(
      logs: test.logs, room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock,
      spool: test.spool, limits: limits, operations: operations)
    for number in stride(from: 1, to: 12, by: 2) {
      // Midnight falls into the session.
      test.clock.advance(milliseconds: number == 7 ? 54_000_000 : 1_000)
      let acknowledgement = try writer.append([test.draft(number), test.draft(number + 1)])
      let isSafe = acknowledgement.isRecorded || acknowledgement.standing == .held(spooled: true)
      if isSafe { acknowledged.formUnion([number, number + 1]) }
      #expect(isSafe, "the spool works, so nothing may be held in memory alone: \(plan)")
      #expect(writer.condition.isRecording == acknowledgement.isRecorded)
    }
    let hasFired = operations.hasFired
    #expect(operations.syncsAfterFailure == 0, "a failed descriptor was synchronized again: \(plan)")
    // The program is killed here: nothing is closed in order, only its descriptors go.
    withExtendedLifetime(writer) {}
    operations.heal()
    try readOn(test, writer, acknowledged, plan)
    return hasFired
  }

  /// Every journal with its bytes.
  private func journals(_ test: JournalTestCase) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for day in test.reader.dayFolders(.live).days {
      for path in test.reader.files(.live, on: day).paths {
        files[path.description] = FileManager.default.contents(atPath: test.file(path))
      }
    }
    return files
  }

  private func readOn(
    _ test: JournalTestCase, _ killed: JournalWriter, _ acknowledged: Set<Int>, _ plan: FaultPlan
  ) throws {
    killed.abandon()
    let before = try journals(test)
    let next = try test.writer(spool: test.spool)
    test.clock.advance(milliseconds: 1_000)
    #expect(try next.append([test.draft(13), test.draft(14)]).isRecorded, "\(plan)")
    next.close()
    // Nothing that stood in a file is gone from it.
    let after = try journals(test)
    for (name, bytes) in before {
      #expect(after[name]?.starts(with: bytes) ?? false, "\(name) under \(plan)")
    }
    var numbers: [Int] = []
    for day in test.reader.dayFolders(.live).days {
      let contents = test.reader.day(day, seat: test.seat, room: .live)
      numbers += test.numbers(contents)
    }
    #expect(acknowledged.union([13, 14]).isSubset(of: numbers), "lost under \(plan): \(numbers)")
    #expect(Set(numbers).isSubset(of: Set(1...14)), "invented under \(plan): \(numbers)")
    #expect(numbers.count == Set(numbers).count, "twice under \(plan): \(numbers)")
    let report = JournalVerifier(logs: test.logs, room: .live).verify(.all)
    #expect(report.worst <= .torn, "\(plan): \(report.findings)")
    let left = test.spooled()
    #expect(left.isEmpty, "\(plan): \(left)")
  }
}
