import PlainText
import TestSupport
import Testing

/// A call that went out to ring somebody back is seen as one wherever calls are listed, and is never one that
/// was taken.
@Suite(.timeLimit(.minutes(20))) struct OutgoingInListTests {
  private static let lines = [
    "/ring 19900000001", "/answer 1", "/said greeting", "/where 桥上", "/what 打架", "/cutoff", "/callback",
    "/callback busy", "/callback", "/answer", "/what 又打架", "/hangup", "/hangup",
  ]

  private static func day(_ call: String) -> String {
    "\(call.prefix(4))-\(call.dropFirst(4).prefix(2))-\(call.dropFirst(6).prefix(2))"
  }

  @Test(arguments: [["--ui", "zh"], ["--ui", "en"]])
  func `rows say that it went out, and whether he was reached`(language: [String]) throws {
    let centre = DeskCommandTests.Centre()
    let calls = try centre.take(Self.lines)
    try #require(calls.count == 3)
    for words in [["calls", "list"], ["calls", "search"]] {
      let rows = try centre.run(words + language).output.split(separator: "\n").map(String.init)
      #expect(rows.map { $0.contains("去电") || $0.contains("out") } == [false, true, true], "\(rows)")
      #expect(
        rows.map { $0.contains("未通") || $0.contains("not reached") } == [false, true, false], "\(rows)")
    }
    for (index, call) in calls.enumerated() {
      let sheet = try centre.run(["calls", "show", call] + language).output
      let words = sheet.contains("去电 199") || sheet.contains("outgoing call 199")
      #expect(words == (index > 0), "\(sheet)")
    }
  }

  @Test func `tables, objects and exports have it in one field`() throws {
    let centre = DeskCommandTests.Centre()
    let calls = try centre.take(Self.lines)
    let range = ["--from", Self.day(calls[0]), "--to", Self.day(calls[0])]
    let wanted: [String?] = [nil, "outgoing", "outgoing"]
    for words in [
      ["calls", "list", "--json"], ["calls", "search", "--json"], ["export", "--format", "jsonl"] + range,
    ] {
      #expect(try centre.json(words).map { $0["direction"]?.string } == wanted, "\(words)")
    }
    for words in [
      ["calls", "list", "--csv"], ["calls", "search", "--csv"], ["export", "--format", "csv"] + range,
      ["export", "--format", "csv-excel"] + range,
    ] {
      let excel = words.contains("csv-excel")
      let text = try centre.run(words).output
      let rows = text.split(whereSeparator: \.isNewline)
      #expect(rows.first?.contains("direction") == true && rows.count == 4, "\(words)")
      #expect(rows.dropFirst().map { $0.contains("outgoing") } == [false, true, true], "\(words) \(excel)")
    }
    for (call, by) in zip(calls, ["operator", "callback", "callback"]) {
      let sheet = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
      #expect(sheet["ring_by"]?.string == by)
    }
  }

  @Test func `no figure of calls taken has it`() throws {
    let centre = DeskCommandTests.Centre()
    _ = try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"])
    let calls = try centre.take(Self.lines)
    let report = try centre.run(["report", "day", Self.day(calls[0]), "--ui", "en"]).output
    #expect(report.contains("(1/1)") && report.contains(#/outgoing \(separate\) +2 /#), "\(report)")
    let log = try centre.run(["shift", "log", "--seat", "03", "--operator", "041207", "--ui", "en"])
    #expect(log.output.contains("answered 1"), "\(log.output)")
  }
}
