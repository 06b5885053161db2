import Foundation
import TestSupport
import Testing

/// `calls replay` and `calls show`.
@Suite(.timeLimit(.minutes(20))) struct ReplayTests {
  @Test func `a call is replayed in its order, without personal data`() throws {
    let record = try CallsOnRecord()
    for call in record.calls {
      let run = try record.run(["calls", "replay", call, "--speed", "100000"])
      #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
      for secret in CallsOnRecord.secrets { #expect(!run.output.contains(secret), "\(secret)") }
      let lines = run.output.split(separator: "\n")
      #expect(lines.first?.contains("响铃") == true && lines.last?.contains("结束") == true)
    }
    let first = try record.run(["calls", "replay", record.calls[0], "--speed", "100000"]).output
    let order = ["响铃", "接听 第", "已说", "何地", "何事", "何人", "联系", "类别", "等级", "结束"]
    let places = try order.map { try #require(first.range(of: $0)?.lowerBound, "\($0)") }
    #expect(places == places.sorted())
  }

  @Test func `revealed it shows everything and is on record`() throws {
    let record = try CallsOnRecord()
    let run = try record.run([
      "calls", "replay", record.calls[0], "--speed", "100000", "--reveal", "--reason", "投诉核查",
    ])
    #expect(run.output.contains("张三") && run.output.contains("19900000001"))
    let report = try record.run(["access", "report", "--json"]).output
    #expect(report.contains("calls replay") && report.contains("投诉核查") && report.contains(record.calls[0]))
  }

  @Test func `an unknown call, a wrong id and a wrong speed are said`() throws {
    let record = try CallsOnRecord()
    #expect(try record.run(["calls", "replay", "20010101-03-0001"]).status == 66)
    #expect(try record.run(["calls", "replay", "x"]).status == 64)
    for speed in ["0", "-1", "x"] {
      #expect(
        try record.run(["calls", "replay", record.calls[0], "--speed", speed]).status == 64, "\(speed)")
    }
  }

  @Test func `a damaged line is left out of it and said`() throws {
    let record = try CallsOnRecord()
    let day = record.calls[0].prefix(8)
    let file = record.place.file(
      "logs/live/\(day.prefix(4))/\(day.dropFirst(4).prefix(2))/\(day.suffix(2))/seat-03.jsonl")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("\"element\":\"what\"", with: "\"element\"-\"what\"", maxReplacements: 1)
      .write(toFile: file, atomically: false, encoding: .utf8)
    let run = try record.run(["calls", "replay", record.calls[0], "--speed", "100000"])
    #expect(run.status == 1 && !run.output.contains("何事") && run.output.contains("何地"))
    #expect(run.error.contains("verify") && run.output.contains("[未核实]"))
    // What the closing line says is still known.
    #expect(try record.run(["calls", "show", record.calls[0]]).output.contains("何事: 有人抢包"))
  }

  @Test func `at its own speed it waits as long as people did, and Ctrl-C ends it`() throws {
    let record = try CallsOnRecord()
    let day = record.calls[0].prefix(8)
    let file = record.place.file(
      "logs/live/\(day.prefix(4))/\(day.dropFirst(4).prefix(2))/\(day.suffix(2))/seat-03.jsonl")
    // The answer an hour after the ring.
    let text = try String(contentsOfFile: file, encoding: .utf8)
    var lines = text.components(separatedBy: "\n")
    let ring = try #require(lines.firstIndex { $0.contains("\"ev\":\"ring\"") })
    lines[ring] = lines[ring].replacing(/"at":"[^"]*"/, with: "\"at\":\"2001-01-01T00:00:00.000+08:00\"")
    try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    let terminal = try PseudoTerminal(
      executable: "call110",
      arguments: ["calls", "replay", record.calls[0], "--logs", record.place.file("logs")])
    try terminal.waitFor("响铃")
    terminal.read(milliseconds: 300)
    #expect(!terminal.screen.everything.contains("接听 第"))
    try terminal.send("\u{3}")
    #expect(try terminal.waitForExit() == .killed(SIGINT))
    #expect(terminal.isInShellMode)
  }
}
