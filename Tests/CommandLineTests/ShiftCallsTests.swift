import TestSupport
import Testing

/// Every call stands in one service log: that of the person and seat that took it.
@Suite(.timeLimit(.minutes(20))) struct ShiftCallsTests {
  private static func take(_ centre: DeskCommandTests.Centre, _ person: String, _ count: Int) throws {
    let lines = (0..<count).map { "/ring 1990000000\($0)\n/answer 1\n/what 事\n/hangup\n/hangup\n" }.joined()
    _ = try centre.run(["console", "--seat", "03", "--operator", person], input: lines)
  }

  private static func step(_ centre: DeskCommandTests.Centre, _ step: String, _ person: String) throws {
    let run = try centre.run(["shift", step, "--seat", "03", "--operator", person])
    #expect(run.status == 0, "\(step) \(run.error)")
  }

  private static func log(_ centre: DeskCommandTests.Centre, _ person: String) throws -> String {
    try centre.run(["shift", "log", "--seat", "03", "--operator", person]).output
  }

  @Test func `calls taken before the start was noted stand in the log that follows, and it says so`() throws {
    let centre = DeskCommandTests.Centre()
    var seen: [String] = []
    func calls(_ log: String) -> [String] {
      log.split(whereSeparator: \.isWhitespace).map(String.init).filter {
        $0.wholeMatch(of: /\d{8}-03-\d{4}/) != nil
      }
    }
    try Self.take(centre, "041207", 2)
    try Self.step(centre, "start", "041207")
    try Self.take(centre, "041207", 1)
    let first = try Self.log(centre, "041207")
    #expect(first.contains("接听 3 起") && first.contains("其中 2 起在登记上班之前 (自 "), "\(first)")
    seen += calls(first)
    try Self.step(centre, "end", "041207")
    // Between two shifts of one person, and of a person who relieves.
    try Self.take(centre, "041207", 1)
    try Self.take(centre, "041208", 2)
    try Self.step(centre, "start", "041208")
    let other = try Self.log(centre, "041208")
    #expect(other.contains("接听 2 起"), "\(other)")
    seen += calls(other)
    try Self.step(centre, "end", "041208")
    try Self.step(centre, "start", "041207")
    try Self.take(centre, "041207", 1)
    let last = try Self.log(centre, "041207")
    #expect(last.contains("接听 2 起") && last.contains("其中 1 起在登记上班之前"), "\(last)")
    seen += calls(last)
    let all = calls(try centre.run(["calls", "list"]).output)
    #expect(all.count == 7 && Set(seen) == Set(all) && seen.count == all.count)
  }
}
