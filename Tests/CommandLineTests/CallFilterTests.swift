import TestSupport
import Testing

/// Filters of the lists that only whole records answer.
@Suite struct CallFilterTests {
  private let folder = TemporaryDirectory()

  private func run(_ arguments: [String], _ input: String = "") throws -> ProgramRun {
    try ProgramRun(arguments + ["--logs", folder.file("logs"), "--ui", "en"], input: Array(input.utf8))
  }

  @Test func `answered calls without a recording can be counted`() throws {
    let lines = "/ring 19900000001\n/answer\n/hangup\n/ring 19900000002\n/cutoff\n"
    _ = try run(["console", "--seat", "03", "--operator", "041207"], lines)
    let all = try run(["calls", "list", "--json"]).output.split(separator: "\n")
    let without = try run(["calls", "list", "--no-recording", "--json"]).output.split(separator: "\n")
    #expect(all.count == 2)
    #expect(without.count == 1)
    #expect(try run(["calls", "list", "--contradiction", "--json"]).output == "[]\n")
  }

  @Test func `the call-back list answers as text and as JSON`() throws {
    _ = try run(["console", "--seat", "03", "--operator", "041207"], "/ring 19900000002\n/cutoff\n")
    let text = try run(["callbacks"])
    let json = try run(["callbacks", "list", "--json"])
    #expect(text.output.contains("199****0002"))
    #expect(json.output.contains("\"caller_no\":\"199****0002\""))
    let reveal = ["--reveal", "--reason", "回拨", "--by", "041207"]
    #expect(try run(["callbacks"] + reveal).output.contains(" 19900000002 "))
    #expect(try run(["callbacks", "--json"] + reveal).output.contains("\"caller_no\":\"19900000002\""))
    #expect(try run(["access", "report"]).output.split(separator: "\n").count == 3)
    #expect(try run(["callbacks", "nonsense"]).status == 64)
  }
}
