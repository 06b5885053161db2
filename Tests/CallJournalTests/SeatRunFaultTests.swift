@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import PlainText
import TestSupport
import Testing

/// A seat's whole run on a disk on which the first, the second, the third ...
///
/// call of a kind fails, once or from then on: started with events of a killed program in the spool, a call
/// numbered and written, the spool handed in, closed. Then the disk is well again and another program goes
/// on.
///
/// Nothing acknowledged is lost or there twice, no number is given twice, what could not be read is never
/// taken for an empty history, and whatever was not recorded is said.
@Suite(.timeLimit(.minutes(20))) struct SeatRunFaultTests {
  private static let errors: [Int32] = [EIO, ENOSPC, EMFILE, EACCES, EINTR]
  private static let calls = [
    "open", "openFolder", "openRoot", "makeFolder", "setMode", "status", "statusByName", "names", "read",
    "write", "synchronize", "synchronizeFolder", "rename", "remove", "lock", "reserve", "reserveBehind",
  ]

  /// Whether the second place fails with the first.
  private static let sparings = [true, false]

  @Test(arguments: calls, errors) func `whatever call of a run fails, the records hold and the seat is told`(
    call: String, code: Int32
  ) throws {
    var met = 0
    for sparesSpool in Self.sparings {
      // A call that is interrupted is made again, so that one interrupted for ever never ends.
      for forEver in code == EINTR ? [false] : [false, true] {
        for number in 1..<400 {
          let plan = FaultPlan(calls: [call], number: number, forEver: forEver, fault: .error(code))
          guard try run(plan, sparesSpool: sparesSpool) else { break }
          met += 1
          #expect(number < 399, "\(plan)")
        }
      }
    }
    #expect(met > 0 || Self.rare.contains(call), "\(call) was never made")
  }

  /// Calls that a run need not make.
  private static let rare: Set<String> = [
    "rename", "remove", "reserve", "reserveBehind", "makeFolder", "setMode",
  ]

  /// What a run acknowledged, and the numbers it gave.
  private struct Run {
    var acknowledged: Set<Int> = []
    var attempted: Set<Int> = []
    var given: [CallIdentifier] = []
  }

  private func limits() -> JournalLimits {
    var limits = JournalLimits()
    limits.retryMilliseconds = 0
    limits.reserveBytes = 4_096
    return limits
  }

  /// A program that another test starts meanwhile holds a lock until it runs.
  private func writer(_ test: JournalTestCase, _ operations: any FileOperations) throws -> JournalWriter {
    for _ in 1...200 {
      do { return try open(test, operations) } catch JournalOpenFault.seatBusy { usleep(10_000) }
    }
    return try open(test, operations)
  }

  private func open(_ test: JournalTestCase, _ operations: any FileOperations) throws -> JournalWriter {
    try JournalWriter(
      logs: test.logs, room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock, spool: test.spool, limits: limits(), operations: operations)
  }

  /// One call: numbered, and written in two appends.
  private func call(
    _ test: JournalTestCase, _ writer: JournalWriter, _ numbers: inout CallNumbers, _ run: inout Run,
    _ first: Int
  ) throws {
    test.clock.advance(milliseconds: 1_000)
    let now = WallInstant(milliseconds: test.clock.milliseconds)
    let call = try #require(numbers.next(for: test.seat, at: now) { writer.keeps($0) })
    numbers.note(call)
    // It is on the screen now, whatever becomes of the call's lines.
    run.given.append(call)
    for number in first...(first + 1) {
      let draft = JournalDraft(call: call, kind: "remark", payload: JournalTestCase.payload(number))
      let done = try writer.append([draft])
      run.attempted.insert(number)
      let isSafe = done.isRecorded || done.standing == .held(spooled: true)
      if isSafe { run.acknowledged.insert(number) }
      #expect(writer.condition.isRecording == done.isRecorded, "what is not recorded is said")
      test.clock.advance(milliseconds: 500)
    }
  }

  /// A whole run under the plan; false when the fault was not met.
  private func run(_ plan: FaultPlan, sparesSpool: Bool) throws -> Bool {
    let test = try JournalTestCase()
    var run = Run()
    // A program before: one call recorded, one held in the spool when it was killed.
    let first = try writer(test, SystemFileOperations())
    var numbers = first.callNumbers()
    try call(test, first, &numbers, &run, 1)
    first.abandon()
    let broken = FaultPlan(calls: ["write"], number: 1, forEver: true, fault: .error(EIO))
    let second = try writer(test, FaultyFileOperations(broken, sparing: test.spool))
    numbers = second.callNumbers()
    try call(test, second, &numbers, &run, 3)
    second.abandon()
    #expect(run.acknowledged == [1, 2, 3, 4])
    // The run that fails.
    let operations = FaultyFileOperations(plan, sparing: sparesSpool ? test.spool : nil)
    do {
      let third = try writer(test, operations)
      numbers = third.callNumbers()
      for first in [5, 7] { try call(test, third, &numbers, &run, first) }
      third.close()
    } catch JournalOpenFault.seatBusy {
      Issue.record("nobody else holds the seat: \(plan)")
    }
    let reading = JournalReader(logs: test.logs, operations: operations)
    expectToldReading(of: test, reading, plan)
    let hasFired = operations.hasFired
    operations.heal()
    // Another program, on a disk that is well.
    let fourth = try writer(test, SystemFileOperations())
    numbers = fourth.callNumbers()
    try call(test, fourth, &numbers, &run, 9)
    fourth.close()
    try check(test, run, plan)
    return hasFired
  }

  /// A reader on the failing disk has all lines, or says that some may lack.
  private func expectToldReading(of test: JournalTestCase, _ reading: JournalReader, _ plan: FaultPlan) {
    let whole = test.reader.day(test.today, room: .live)
    let found = reading.day(test.today, room: .live)
    #expect(
      found.entries.count == whole.entries.count || !found.faults.isEmpty,
      "read as less, and not told: \(plan)")
    let (days, faults) = reading.dayFolders(.live)
    #expect(days == [test.today] || !faults.isEmpty, "no days, and not told: \(plan)")
    let verified = JournalVerifier(logs: test.logs, room: .live, operations: reading.store.operations).verify(
      .all)
    #expect(verified.files > 0 || verified.worst == .damaged, "nothing to verify, and not told: \(plan)")
  }

  private func check(_ test: JournalTestCase, _ run: Run, _ plan: FaultPlan) throws {
    let entries = test.reader.dayFolders(.live).days.flatMap { test.reader.day($0, room: .live).entries }
    let there = entries.compactMap { $0.entry.value["number"]?.integer.map(Int.init) }
    #expect(run.acknowledged.isSubset(of: there), "lost under \(plan): \(there)")
    #expect(there.count == Set(there).count, "twice under \(plan): \(there)")
    #expect(Set(there).isSubset(of: run.attempted), "invented under \(plan): \(there)")
    #expect(run.given.count == Set(run.given).count, "numbered twice under \(plan): \(run.given)")
    let firsts = entries.count { SegmentStart($0.entry)?.reason == .first }
    #expect(firsts == 1, "a history taken for an empty one under \(plan)")
    let report = JournalVerifier(logs: test.logs, room: .live).verify(.all)
    #expect(report.worst <= .torn, "\(plan): \(report.findings)")
    #expect(test.spooled().isEmpty, "\(plan): \(test.spooled())")
  }
}
