@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import PlainText
import TestSupport
import Testing

/// The lines of one call against what reading everything finds.
@Suite struct CallLinesTests {
  private let test: JournalTestCase
  private let disk = MemoryDisk()

  init() throws { test = try JournalTestCase() }

  private var names: [String] {
    JournalPath(room: .live, date: test.today, seat: test.seat).description.split(separator: "/").map(
      String.init)
  }
  private var reader: JournalReader { JournalReader(logs: "logs", operations: disk) }

  /// Thirty calls of three lines each, in turns.
  private func write() throws {
    let writer = try JournalWriter(
      logs: "logs", room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock, operations: disk)
    for number in 1...90 {
      test.clock.advance(milliseconds: 1_000)
      try writer.append([test.draft(1 + number % 30)])
    }
    writer.close()
  }

  private func call(_ number: Int) throws -> CallIdentifier {
    try CallIdentifier(date: test.today, seat: test.seat, number: number)
  }

  private func lines(_ call: CallIdentifier) -> JournalContents {
    reader.lines(of: call, seat: test.seat, on: test.today, room: .live)
  }

  @Test func `the lines of a call are those that reading the day finds`() throws {
    try write()
    let all = reader.day(test.today, room: .live)
    for number in 1...31 {
      let call = try call(number)
      let own = all.entries.filter { $0.entry.call == call }
      #expect(own.count == (number <= 30 ? 3 : 0))
      #expect(lines(call).entries == own)
      #expect(lines(call).faults == [])
    }
  }

  @Test func `a changed letter in any line of a call, or beside one, is told with its line`() throws {
    try write()
    let bytes = try #require(disk.content(names))
    let call = try call(7)
    let sound = lines(call).entries
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    for entry in sound {
      let line = Int(entry.line)
      for neighbour in [line - 1, line, line + 1] {
        let start = ends[neighbour - 2] + 1
        let text = try #require(bytes[start...].firstRange(of: Array("晋陵".utf8)))
        var changed = bytes
        changed[text.lowerBound + 2] ^= 1
        disk.replace(names, with: changed)
        let found = lines(call)
        #expect(found.entries.count == 3)
        if neighbour <= line {
          let place = neighbour < line ? line : neighbour
          #expect(found.faults.contains { $0.line == Int64(place) && $0.kind == .brokenLink }, "\(neighbour)")
        }
      }
    }
  }

  @Test func `what cannot be read is told and the rest is given`() throws {
    try write()
    let bytes = try #require(disk.content(names))
    let call = try call(7)
    let last = try #require(lines(call).entries.last)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    let start = ends[Int(last.line) - 2] + 1

    var malformed = bytes
    malformed[start] = UInt8(ascii: "[")
    disk.replace(names, with: malformed)
    #expect(lines(call).entries.count == 2)
    #expect(lines(call).faults.map(\.line) == [last.line])

    disk.replace(names, with: Array(bytes[..<(start + 160)]))
    #expect(lines(call).entries.count == 2)
    #expect(lines(call).faults.map(\.kind) == [.torn(offset: Int64(start), bytes: 160)])

    disk.replace(names, with: [])
    #expect(lines(call) == JournalContents())
  }

  @Test(arguments: 2...8) func `lines that a later segment repeats count once`(failing: Int) throws {
    let plan = FaultPlan(calls: ["synchronize"], number: failing, forEver: false, fault: .error(EIO))
    let operations = FaultyFileOperations(plan)
    var limits = JournalLimits()
    limits.retryMilliseconds = 0
    let writer = try JournalWriter(
      logs: test.logs, room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock, limits: limits, operations: operations)
    for number in 1...8 {
      test.clock.advance(milliseconds: 1_000)
      try writer.append([test.draft(1 + number % 2)])
    }
    writer.close()
    let reader = test.reader
    #expect(reader.files(.live, on: test.today).paths.count == 2)
    for number in [1, 2] {
      let call = try call(number)
      let own = reader.day(test.today, room: .live).entries.filter { $0.entry.call == call }
      #expect(own.count == 4)
      let lines = reader.lines(of: call, seat: test.seat, on: test.today, room: .live)
      #expect(lines.entries.filter { $0.entry.call == call } == own)
    }
  }
}
