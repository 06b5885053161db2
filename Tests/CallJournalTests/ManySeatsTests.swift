@testable import CallJournal
import CallModel
import Dispatch
import Foundation
import PlainText
import Synchronization
import TestSupport
import Testing

@Suite struct ManySeatsTests {
  @Test func `eight seats write at once while others read and follow`() throws {
    let test = try JournalTestCase()
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 10) { index in
      do {
        if index < 8 { try write(test, seat: index) } else { try follow(test) }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    let contents = test.reader.day(test.today, room: .live)
    #expect(contents.faults.isEmpty)
    #expect(test.numbers(contents).count == 8 * 50)
    let report = JournalVerifier(logs: test.logs, room: .live).verify(.all)
    #expect(report.worst == .notice, "\(report.findings)")
    #expect(report.checkpoints > 0)
  }

  private func write(_ test: JournalTestCase, seat: Int) throws {
    let writer = try test.writer(seat: try SeatIdentifier("0\(seat)"))
    for number in 1...50 {
      try writer.append([test.draft(number)])
      writer.leaveCheckpointsIfDue()
    }
    writer.close()
  }

  private func follow(_ test: JournalTestCase) throws {
    var tail = JournalTail(test.reader, room: .live)
    var seen: Set<String> = []
    for _ in 0..<40 {
      let contents = tail.poll(on: test.today)
      #expect(contents.faults.isEmpty, "\(contents.faults)")
      for placed in contents.entries { #expect(seen.insert("\(placed.path):\(placed.line)").inserted) }
    }
  }
}
