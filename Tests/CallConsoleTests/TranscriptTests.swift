import CallConsole
import CallModel
import Foundation
import Testing

/// Whole calls as text files: `> ` goes in, the lines below must come out, `@ ` moves or sets the clock.
///
/// Set RECORD_SNAPSHOTS=1 to write what comes out; a recording run fails, so that nobody mistakes it for a
/// test.
@Suite struct TranscriptTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")

  static var names: [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
    return (found ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }

  @Test func `there is a transcript for every article and every trap`() {
    #expect(Self.names.filter { $0.hasPrefix("article-") }.count >= 7)
    #expect(Self.names.filter { $0.hasPrefix("trap-") }.count >= 24)
  }

  @Test(arguments: names)
  func `the call runs as written`(name: String) throws {
    let file = Self.directory.appending(path: name)
    let expected = try String(contentsOf: file, encoding: .utf8)
    let actual = try run(expected)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", actual != expected {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
      return
    }
    for (left, right) in zip(expected.split(separator: "\n"), actual.split(separator: "\n"))
    where left != right {
      Issue.record("\(name): expected「\(left)」, got「\(right)」")
      return
    }
    #expect(expected == actual)
  }

  private func run(_ transcript: String) throws -> String {
    let fixture = try DeskFixture()
    var console = PipeConsole(desk: try fixture.desk(), usesJSON: false)
    var output: [String] = []
    for line in transcript.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("> ") || line == ">" {
        output.append(line)
        output += console.take(String(line.dropFirst(2)), line: 1, wasCut: false)
      } else if line.hasPrefix("@ ") {
        output.append(line)
        try move(fixture.clock, String(line.dropFirst(2)))
      } else if line.hasPrefix("#") || line.isEmpty {
        output.append(line)
      }
    }
    return output.joined(separator: "\n")
  }

  /// `+6.3` moves on by seconds; a date and time sets the wall clock.
  private func move(_ clock: StandingClock, _ text: String) throws {
    if text.hasPrefix("+") {
      let seconds = try #require(Double(text.dropFirst()))
      clock.advance(milliseconds: Int64((seconds * 1_000).rounded()))
    } else {
      clock.setWall(try #require(WallInstant(text)))
    }
  }
}
