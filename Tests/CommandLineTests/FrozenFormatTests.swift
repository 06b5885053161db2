import Foundation
import TestSupport
import Testing

/// Records of both versions of the format, frozen, are told alike by every command, and wholly.
///
/// `Fixtures/README` says what is in them.
@Suite struct FrozenFormatTests {
  private let place = TemporaryDirectory()

  init() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "CallJournalTests/Fixtures")
    for name in ["v1-calls", "v2"] {
      try FileManager.default.copyItem(
        at: fixtures.appending(path: name), to: URL(filePath: place.file(name)))
    }
  }

  private func run(_ words: [String], on name: String) throws -> ProgramRun {
    try ProgramRun(words + ["--logs", place.file(name)])
  }

  private static let days = ["--from", "2026-11-30", "--to", "2026-12-01"]
  private static let call = "20261201-03-0001"

  private static let commands: [[String]] = [
    ["calls", "list", "--json"] + days, ["calls", "show", call, "--json"],
    ["calls", "show", "20261130-paper-0001"],
    ["calls", "show", "20261201-03-0003", "--json"], ["calls", "search", "--place", "晋陵中路", "--json"],
    ["export", "--format", "csv"] + days, ["export", "--imported"],
    ["report", "day", "2026-12-01", "--format", "csv", "--no-cache"],
    ["report", "month", "2026-12", "--format", "csv", "--no-previous"],
    ["callbacks", "--all", "--json"], ["complaints", "list", "--all", "--json"],
    ["complaints", "show", "20261201-03-0002"], ["matters", "list", "--json"],
    ["protocol", "unanswered", "--days", "3660"],
    ["review", "check", "--day", "2026-12-01"],
  ]

  @Test(arguments: commands) func `both versions say the same`(words: [String]) throws {
    let (first, second) = (try run(words, on: "v1-calls"), try run(words, on: "v2"))
    #expect(first.status == second.status && first.error == second.error, "\(first.error) \(second.error)")
    // When a report or a sheet was made stands in it.
    func rows(_ run: ProgramRun) -> [String] {
      run.output.split(separator: "\n").map { String($0.replacing(/\d\d:\d\d:\d\d/, with: "")) }
    }
    #expect(rows(first) == rows(second))
    #expect(!second.output.isEmpty || words[0] == "matters")
  }

  @Test func `everything that was written is there, once`() throws {
    for name in ["v1-calls", "v2"] {
      let list = try run(["calls", "list"] + Self.days, on: name)
      #expect(list.status == 0, "\(list.error)")
      let calls = list.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
      #expect(
        calls.sorted() == [
          "20261130-paper-0001", "20261201-03-0001", "20261201-03-0002", "20261201-03-0003",
          "20261201-05-0001",
          "20261201-05-0002",
        ])
      let show = try run(["calls", "show", Self.call], on: name)
      #expect(show.status == 0 && show.output.contains("晋陵中路189号") && show.output.contains("抢夺"))
      // Stands in the file whose write failed and in the one that repeats it.
      let cutOff = try run(["calls", "show", "20261201-03-0003"], on: name).output
      #expect(cutOff.ranges(of: "在哪里补办驾驶证").count == 1, "\(cutOff)")
      let unanswered = try run(["protocol", "unanswered", "--days", "3660"], on: name).output
      #expect(unanswered.ranges(of: "在哪里补办驾驶证").count == 1, "\(unanswered)")
      #expect(try run(["export", "--imported"], on: name).output.contains("20260301-im-0001"))
      let callbacks = try run(["callbacks"], on: name).output
      #expect(callbacks.contains("20261201-03-0003") && callbacks.contains("已拨1次"), "\(callbacks)")
    }
  }
}
