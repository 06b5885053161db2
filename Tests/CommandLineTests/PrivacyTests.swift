import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct PrivacyTests {
  @Test func `what is shown without a reason has no personal data of callers in it`() throws {
    let record = try CallsOnRecord()
    #expect(record.calls.count == 2)
    let outputs =
      record.calls.flatMap { [["calls", "show", $0], ["calls", "show", $0, "--json"]] } + [
        ["calls", "list"], ["calls", "list", "--json"], ["export"], ["export", "--format", "csv"],
        ["export", "--format", "csv-excel"], ["review", "check"], ["access", "report"],
      ]
    for words in outputs {
      let run = try record.run(words)
      #expect(run.status == 0)
      for secret in CallsOnRecord.secrets {
        #expect(!(run.output + run.error).contains(secret), "\(words) \(secret)")
      }
    }
  }

  @Test func `one record keeps the incident readable, an export hides the house number`() throws {
    let record = try CallsOnRecord()
    let call = try #require(record.calls.first)
    let shown = try record.run(["calls", "show", call]).output
    #expect(shown.contains("晋陵中路189号3单元502室") && shown.contains("两名男子") && shown.contains("199****0001"))
    let exported = try record.run(["export", "--format", "csv"]).output
    #expect(exported.contains("晋陵中路***号*单元***室") && !exported.contains("189"))
  }

  @Test func `revealing shows all of it and is on record with who, what, why and the account`() throws {
    let record = try CallsOnRecord()
    let call = try #require(record.calls.last)
    let run = try record.run(["calls", "show", call, "--reveal", "--reason", "投诉答复", "--by", "050009"])
    #expect(run.output.contains("李四") && run.output.contains("0519-00000012"))
    let exported = try record.run(["export", "--reveal", "--reason", "移交", "--from", "2020-01-01"])
    #expect(exported.output.contains("张三"))
    let report = try record.run(["access", "report", "--json"]).output.split(separator: "\n")
      .map { try JSONReader.parse(Array($0.utf8)) }
    #expect(report.map { $0["reason"]?.string } == ["投诉答复", "移交"])
    #expect(report[0]["operator_id"]?.string == "050009" && report[0]["subject"]?.string == call)
    #expect(report[0]["account"]?.string?.isEmpty == false && report[0]["command"]?.string == "calls show")
    #expect(report[1]["calls"]?.string == "2" && report[1]["subject"]?.string == "2020-01-01..")
  }

  @Test(arguments: [
    ["--reveal"], ["--reveal", "--reason", ""], ["--reveal", "--reason", "  "], ["--reason", "x y"],
  ])
  func `without a reason nothing is revealed and nothing recorded`(words: [String]) throws {
    let record = try CallsOnRecord()
    for command in [["calls", "show", try #require(record.calls.first)], ["export"]] {
      let run = try record.run(command + words)
      #expect(run.status == 64 && run.output.isEmpty && !run.error.isEmpty)
    }
    #expect(try record.run(["access", "report", "--json"]).output == "[]\n")
  }

  @Test func `when the access cannot be recorded nothing is shown`() throws {
    let record = try CallsOnRecord()
    // A folder where the desk's lock should be: no writer can be opened, even by root.
    for name in ["desk-access", "desk-access-u\(getuid())"] {
      try FileManager.default.createDirectory(
        atPath: record.place.file("logs/live/.\(name).lock"), withIntermediateDirectories: false)
    }
    for command in [["calls", "show", try #require(record.calls.first)], ["export"]] {
      let run = try record.run(command + ["--reveal", "--reason", "回访"])
      #expect(run.status == 74 && run.output.isEmpty, "\(run.output)")
      #expect(run.error.contains("desk-access"))
    }
    #expect(try record.run(["calls", "show", try #require(record.calls.first)]).status == 0)
  }

  @Test func `accesses at the same time are all on record`() async throws {
    let record = try CallsOnRecord()
    let call = try #require(record.calls.first)
    let logs = record.place.path + "/logs"
    let shown = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 1...6 {
        group.addTask {
          let words = ["calls", "show", call, "--reveal", "--reason", "同时 \(number)", "--logs", logs]
          return try ProgramRun(words).output.contains("张三")
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    let lines = try record.run(["access", "report", "--json"]).output.split(separator: "\n")
    #expect(shown == 6 && lines.count == 6)
  }
}
