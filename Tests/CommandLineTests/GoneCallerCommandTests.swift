import PlainText
import TestSupport
import Testing

/// Who is gone and is to be rung back is the same one for every command that tells of it.
@Suite(.timeLimit(.minutes(20))) struct GoneCallerCommandTests {
  /// A call, and whether its caller is to be rung back, or was lost and is served.
  private struct Gone {
    let lines: [String]
    let isLost: Bool
    let isServed: Bool
  }

  private static let elements = ["/when 刚才", "/where 桥上", "/who 两人", "/why 不知", "/object 手机", "/result 无"]

  private static let gone: [Gone] = ["/cutoff", "/hangup"].flatMap { end in
    ["", "/branch 骚扰", "/branch 投诉"].flatMap { kind in
      (0..<8).map { bits in
        let (isDangerous, isSent, isComplete) = (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0)
        let lines =
          [kind, isDangerous ? "/what 他拿着刀" : "/what 吵架"] + (isComplete ? elements : [])
          + (isSent ? ["/notify 天宁所"] : []) + (end == "/hangup" ? [end, end] : [end])
        return Gone(
          lines: lines.filter { !$0.isEmpty }, isLost: end == "/cutoff", isServed: isSent && !isDangerous)
      }
    }
  }

  @Test func `list, matters, sheet, wallboard and report agree of each of them`() throws {
    let centre = DeskCommandTests.Centre()
    let lines = Self.gone.enumerated().flatMap { index, call in
      ["/ring 1990000\(1_000 + index)", "/answer 1"] + call.lines
    }
    let calls = try centre.take(lines)
    try #require(calls.count == Self.gone.count)
    let owed = zip(calls, Self.gone).filter { $1.isLost && !$1.isServed }.map(\.0)
    let served = Self.gone.count { $0.isLost && $0.isServed }
    let lost = Self.gone.count(where: \.isLost)
    #expect(owed.count > 10 && served > 5)
    #expect(try centre.json(["callbacks", "--json"]).compactMap { $0["entry"]?.string }.sorted() == owed)
    let matters = try centre.json(["matters", "list", "--json"]).filter { $0["call_back_since"] != nil }
    #expect(matters.compactMap { $0["call_record_no"]?.string }.sorted() == owed)
    for (call, gone) in zip(calls, Self.gone).prefix(24) {
      let sheet = try centre.run(["calls", "show", call, "--json"]).output
      #expect(sheet.contains("\"call_back_since\"") == (gone.isLost && !gone.isServed), "\(call)")
    }
    let day = "\(calls[0].prefix(4))-\(calls[0].dropFirst(4).prefix(2))-\(calls[0].dropFirst(6).prefix(2))"
    let report = try centre.run(["report", "day", day, "--ui", "en"]).output
    #expect(report.contains("(\(served)/\(lost))"), "\(report)")
    let board = try centre.run(["wallboard", "--once", "--ui", "en"]).output.split(separator: "\n")
    let row = board.first { $0.contains("lost calls to call back") }?.split(separator: " ").map(String.init)
    #expect(row?.contains("\(owed.count)") == true, "\(row ?? [])")
  }
}
