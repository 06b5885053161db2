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
    // What a hole swallowed is told, or nothing is missing.
    #expect(
      !hasHole || report.worst == .damaged || kept == Array(kept.indices.map { $0 + 1 }),
      "a hole is not told: \(report.findings)")
  }
}

/// The same with the second place on another disk, calls and their numbers, a disk that takes no writes or
/// does not synchronize for a while, and the power cut a second time while the records are put right.
@Suite struct CrashStateOfSpoolTests {
  /// What the screen had said when the power was cut.
  private struct Said: Sendable {
    var acknowledged: Set<Int> = []
    var attempted: Set<Int> = []
    var shown: [CallIdentifier] = []
  }

  private struct Moment: Sendable {
    let state: MemoryDisk.State
    let said: Said
    let milliseconds: Int64
  }

  private static let isLong = ProcessInfo.processInfo.environment["CALL110_LONG_TESTS"] == "1"

  /// A program of the seat, which says what it did.
  private struct Program {
    let writer: JournalWriter
    var numbers: CallNumbers
    let test: JournalTestCase

    init(_ disk: MemoryDisk, _ test: JournalTestCase) throws {
      var limits = JournalLimits()
      limits.retryMilliseconds = 0
      writer = try JournalWriter(
        logs: "logs", room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
        clock: test.journalClock, spool: "spool", limits: limits, operations: disk)
      numbers = writer.callNumbers()
      self.test = test
    }

    /// One call of one event.
    mutating func call(_ event: Int, _ said: borrowing Mutex<Said>) throws {
      test.clock.advance(milliseconds: 2_000)
      let now = WallInstant(milliseconds: test.clock.milliseconds)
      let call = try #require(numbers.next(for: test.seat, at: now) { writer.keeps($0) })
      numbers.note(call)
      _ = said.withLock { $0.attempted.insert(event) }
      let draft = JournalDraft(call: call, kind: "remark", payload: JournalTestCase.payload(event))
      let standing = try writer.append([draft]).standing
      said.withLock {
        $0.shown.append(call)
        if standing != .held(spooled: false) { $0.acknowledged.insert(event) }
      }
    }
  }

  /// What fails on the logs' disk of one program, which takes so many calls and is killed.
  struct Step: Sendable {
    var failing: Set<String> = []
    var times = 99
    let calls: Int
    /// Whether the disk works again before it is killed.
    var heals = false
  }

  /// Programs one after another at a disk that has its faults.
  enum Session: CaseIterable {
    /// A disk that takes no writes or does not synchronize for a while.
    case faults
    /// A disk that says of nothing that it is there, until it is repaired.
    case neverSynchronizing
    /// The same, and now and then it takes no writes either.
    case alternating

    /// How many disks are drawn a moment.
    var draws: Int { self == .faults ? 6 : 3 }

    var steps: [Step] {
      let (never, full): (Set<String>, Set<String>) = (["synchronize"], ["write"])
      return switch self {
      case .faults:
        [
          Step(calls: 2), Step(failing: full, calls: 2, heals: true),
          Step(failing: never, times: 1, calls: 1, heals: true), Step(failing: full, calls: 1),
          Step(failing: never, times: 1, calls: 2), Step(calls: 2),
        ]
      case .neverSynchronizing:
        [
          Step(calls: 2), Step(failing: never, calls: 2), Step(failing: never, calls: 1),
          Step(failing: never, calls: 2, heals: true), Step(failing: never, calls: 1), Step(calls: 2),
        ]
      case .alternating:
        [
          Step(calls: 1), Step(failing: never, calls: 2), Step(failing: full, calls: 1),
          Step(failing: never, calls: 1, heals: true), Step(failing: full, calls: 1),
          Step(failing: never, calls: 2), Step(calls: 1),
        ]
      }
    }
  }

  private func record(_ session: Session, _ test: JournalTestCase) throws -> [Moment] {
    let disk = MemoryDisk()
    let moments = Mutex<[Moment]>([])
    let said = SaidSoFar()
    let clock = test.clock
    disk.observe { state in
      let now = said.said.withLock { $0 }
      moments.withLock { $0.append(Moment(state: state, said: now, milliseconds: clock.milliseconds)) }
    }
    var event = 0
    for step in session.steps {
      var program = try Program(disk, test)
      disk.fail(step.failing, times: step.times)
      for _ in 0..<step.calls {
        event += 1
        try program.call(event, said.said)
      }
      disk.fail([], times: 0)
      if step.heals {
        event += 1
        try program.call(event, said.said)
      }
      program.writer.abandon()
    }
    #expect(said.said.withLock { $0.acknowledged } == Set(1...event))
    return moments.withLock { $0 }
  }

  /// Shared between the session and the disk's observer.
  private final class SaidSoFar: Sendable {
    let said = Mutex(Said())
  }

  @Test(arguments: Session.allCases)
  func `whatever the power cuts and cuts again, all that was said stands and no number is given twice`(
    _ session: Session
  ) throws {
    let test = try JournalTestCase()
    let moments = try record(session, test)
    #expect(moments.count > 60)
    var random = SplitMix(seed: 110)
    var (seen, again): (Set<MemoryDisk.State>, Int) = ([], 0)
    for moment in moments {
      let crash = CrashStates(state: moment.state, step: Self.isLong ? 7 : 61)
      var states = crash.some(Self.isLong ? 120 : session.draws, &random)
      // Of an attempt without its beginning nobody knows to which line it was linked.
      if let headless = crash.headless { states.append(headless) }
      // The program is killed, and the power is cut under the next one.
      if seen.count % 11 == 0 { states.append(crash.killed) }
      for state in states where seen.insert(state).inserted {
        let isKilled = state == crash.killed
        let cuts = try recover(
          state, moment, test, cutting: seen.count % (Self.isLong ? 5 : 30) == 0 || isKilled)
        for cut in cuts {
          let draws = Self.isLong ? 6 : isKilled ? 1 : 2
          for second in CrashStates(state: cut.state, step: 61).some(draws, &random) {
            again += 1
            _ = try recover(second, cut, test, cutting: false)
          }
        }
      }
    }
    #expect(seen.count > 200 && again > 50)
    let disks = "\(seen.count) disks, \(again) cut again"
    print("power cuts with a spool, \(session): \(moments.count) moments, \(disks)")
  }

  /// Goes on from a disk; the moments of that, when they are to be cut again.
  private func recover(
    _ state: MemoryDisk.State, _ moment: Moment, _ test: JournalTestCase, cutting: Bool
  ) throws -> [Moment] {
    let disk = MemoryDisk(state)
    let cuts = Mutex<[Moment]>([])
    let said = SaidSoFar()
    said.said.withLock { $0 = moment.said }
    let clock = test.clock
    // Time goes on over a power cut.
    clock.set(milliseconds: moment.milliseconds + 3_000)
    if cutting {
      disk.observe { state in
        let now = said.said.withLock { $0 }
        cuts.withLock { $0.append(Moment(state: state, said: now, milliseconds: clock.milliseconds)) }
      }
    }
    var program = try Program(disk, test)
    let event = 100 + moment.said.attempted.count
    try program.call(event, said.said)
    #expect(program.writer.condition.isRecording)
    program.writer.close()
    disk.observe(nil)
    check(disk, state, said.said.withLock { $0 })
    return cuts.withLock { $0 }
  }

  private func check(_ disk: MemoryDisk, _ state: MemoryDisk.State, _ said: Said) {
    let reader = JournalReader(logs: "logs", operations: disk)
    let entries = reader.dayFolders(.live).days.flatMap { reader.day($0, room: .live).entries }
    let there = entries.compactMap { $0.entry.value["number"]?.integer.map(Int.init) }
    #expect(said.acknowledged.isSubset(of: there), "lost: \(said.acknowledged.subtracting(there).sorted())")
    #expect(there.count == Set(there).count, "twice: \(there)")
    #expect(Set(there).isSubset(of: said.attempted), "invented: \(there)")
    #expect(said.shown.count == Set(said.shown).count, "a number twice: \(said.shown)")
    let hasHole = state.nodes.values.contains { $0.content.contains(0) }
    let report = JournalVerifier(logs: "logs", room: .live, threads: 1, operations: disk).verify(.all)
    // What was left behind after a failed write and then cut has an unfinished end that nobody names.
    #expect(report.worst <= .torn || hasHole, "\(report.findings)")
  }
}
