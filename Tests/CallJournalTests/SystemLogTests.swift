import CPlatform
import Foundation
import Glibc
import TestSupport
import Testing

/// Lines on their way to the system's log, at a socket of their own: who listens gets them, and where nobody
/// does the sender is told.
@Suite struct SystemLogTests {
  private let place = TemporaryDirectory()
  private var path: String { place.file("log") }
  private let line = "call110-checkpoint live/2026/11/22/seat-03.jsonl 120 3 9f86d081884c7d65"

  @Test func `who listens gets every line, named and dated`() throws {
    let log = try FakeSystemLog(path: path)
    for number in 1...3 {
      #expect(call110_syslog("\(line)\(number)", path) == 0)
      let lines = log.received()
      #expect(lines.count == 1)
      let text = try #require(lines.first)
      let form = #/^<13>[A-Z][a-z]{2} [ 1-3][0-9] [0-9:]{8} call110\[[0-9]+\]: /#
      #expect(text.firstMatch(of: form) != nil, "\(text)")
      #expect(text.hasSuffix("\(line)\(number)"))
    }
  }

  @Test func `a log that takes a stream gets them with a zero behind each`() throws {
    let log = try FakeSystemLog(path: path, isStream: true)
    #expect(call110_syslog(line, path) == 0)
    #expect(log.received().joined().hasSuffix("]: \(line)\0"))
  }

  @Test func `where nobody listens the sender is told why`() throws {
    #expect(call110_syslog(line, path) == ENOENT)
    // What a log that ended has left.
    try FakeSystemLog(path: path).close()
    #expect(call110_syslog(line, path) == ECONNREFUSED)
    #expect(call110_syslog(line, path + String(repeating: "x", count: 200)) == ENAMETOOLONG)
  }
}
