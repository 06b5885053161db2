@testable import CallJournal
import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

/// Cuts and changes a real journal of 40 lines everywhere.
///
/// `CALL110_LONG_TESTS=1` cuts at every byte and flips every bit; a short run takes a part of them, and all
/// at the end.
@Suite struct DamageTests {
  private let test: JournalTestCase
  private let disk = MemoryDisk()
  private let names: [String]
  private let bytes: [UInt8]
  private let lineEnds: [Int]
  private let witness: Checkpoint

  init() throws {
    test = try JournalTestCase()
    let writer = try Self.writer(disk, test)
    for number in 1...39 {
      test.clock.advance(milliseconds: 1_000)
      try writer.append([test.draft(number)])
    }
    witness = Checkpoint(try #require(writer.end))
    writer.close()
    names = JournalPath(room: .live, date: test.today, seat: test.seat).description.split(separator: "/").map(
      String.init)
    let content = try #require(disk.content(names))
    bytes = content
    lineEnds = content.indices.filter { content[$0] == 0x0A }
  }

  private static func writer(_ disk: MemoryDisk, _ test: JournalTestCase) throws -> JournalWriter {
    try JournalWriter(
      logs: "logs", room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock,
      operations: disk)
  }

  private func disk(with changed: [UInt8]) -> MemoryDisk {
    let other = MemoryDisk(disk.snapshot)
    other.replace(names, with: changed)
    return other
  }

  private func verify(_ disk: MemoryDisk, _ outside: [Checkpoint] = []) -> VerifyReport {
    JournalVerifier(logs: "logs", room: .live, threads: 1, operations: disk).verify(.all, outside: outside)
  }

  @Test func `cut at any byte, the whole lines stay, the rest is set aside, and work goes on`() throws {
    #expect(lineEnds.count == 40)
    for cut in cuts {
      let other = disk(with: Array(bytes[..<cut]))
      let whole = lineEnds.count { $0 < cut }
      let isTorn = cut > 0 && bytes[cut - 1] != 0x0A
      #expect(verify(other).worst == (isTorn ? .torn : .notice), "cut at \(cut)")
      let writer = try Self.writer(other, test)
      for number in 100..<110 { try writer.append([test.draft(number)]) }
      writer.close()
      let contents = JournalReader(logs: "logs", operations: other).day(test.today, room: .live)
      #expect(contents.faults.isEmpty, "cut at \(cut): \(contents.faults)")
      let numbers = contents.entries.compactMap { $0.entry.value["number"]?.integer.map(Int.init) }
      #expect(
        numbers == Array(1...max(1, whole - 1)).prefix(max(0, whole - 1)) + Array(100..<110), "cut at \(cut)")
      #expect(contents.entries.contains { $0.entry.kind == "recovered" } == isTorn, "cut at \(cut)")
      #expect(verify(other).worst == .notice, "cut at \(cut), after recovery")
      #expect(
        !isTorn || verify(other, [witness]).worst == .damaged, "cut at \(cut), the checkpoint was not missed")
    }
  }

  /// Every byte, or in a short run the last two lines and every seventh byte before.
  private var cuts: [Int] {
    let all = Array(0..<bytes.count)
    return Self.isLong
      ? all : all.filter { $0 % 7 == 0 || $0 > lineEnds[37] || bytes[max(0, $0 - 1)] == 0x0A }
  }

  private static let isLong = ProcessInfo.processInfo.environment["CALL110_LONG_TESTS"] == "1"

  @Test func `any flipped bit is found in its line, and in the last line at least through a checkpoint`()
    throws
  {
    for index in bytes.indices where Self.isLong || index % 3 == 0 || index > lineEnds[37] {
      for bit in Self.isLong ? 0..<8 : (index % 8)..<(index % 8 + 1) {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        try classify(changed, Int64(lineEnds.count { $0 < index }) + 1, "byte \(index) bit \(bit)")
      }
    }
  }

  private func classify(_ changed: [UInt8], _ line: Int64, _ place: Comment) throws {
    let report = verify(disk(with: changed))
    let near = report.findings.filter { $0.severity > .notice }.compactMap(\.line)
    if line < 40 {
      #expect(report.worst == .damaged, place)
      #expect(near.contains(line) || near.contains(line + 1), "\(place): \(near)")
    } else {
      // Nothing in the file vouches for its last line; the report says so, and a checkpoint finds it.
      #expect(report.worst == .damaged || report.worst == .torn || report.uncoveredLines > 0, place)
      #expect(verify(disk(with: changed), [witness]).worst == .damaged, place)
    }
  }

  @Test func `after damage in the middle, ten more are appended and everything readable is read`() throws {
    for index in stride(from: 0, to: bytes.count, by: 97) {
      var changed = bytes
      changed[index] ^= 4
      let other = disk(with: changed)
      let writer = try Self.writer(other, test)
      for number in 100..<110 { try writer.append([test.draft(number)]) }
      writer.close()
      let contents = JournalReader(logs: "logs", operations: other).day(test.today, room: .live)
      let numbers = contents.entries.compactMap { $0.entry.value["number"]?.integer.map(Int.init) }
      #expect(Set(numbers).isSuperset(of: 100..<110), "byte \(index)")
      // One line is damaged; a changed LF joins two, and a changed number makes one number unknown.
      #expect(Set(numbers).intersection(1...39).count >= 37, "byte \(index)")
      #expect(
        other.content(names)?.prefix(changed.count).elementsEqual(changed) == true || isTail(index),
        "byte \(index)")
    }
  }

  /// Whether a change here leaves an end that looks unfinished, which is set aside.
  private func isTail(_ index: Int) -> Bool { index == bytes.count - 1 }
}
