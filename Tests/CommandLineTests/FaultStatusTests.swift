import CallModel
import Foundation
import TestSupport
import Testing

@testable import call110

/// Every command on records of which something is damaged or cannot be read: it says so and does not end as
/// if all were well, or it has a reason not to have met it.
@Suite(.timeLimit(.minutes(20))) struct FaultStatusTests {
  /// What is wrong with the records.
  enum Damage: CaseIterable {
    case nothing
    /// A line in the middle of the call's own file.
    case line
    /// The folders of the months before and behind this one.
    case months
  }

  /// A command with what is typed to it.
  private struct Try {
    let words: [String]
    var input = ""

    var command: String {
      let names = CommandTable.commands.map { $0.specification.words }
      let own = names.filter { words.starts(with: $0) }.max { $0.count < $1.count }
      return (own ?? words).joined(separator: " ")
    }
  }

  /// Commands that read no journal of calls, or are another program by then.
  private static let outside: [String: String] = [
    "help": "reads no records", "calendar show": "reads no records", "calendar check": "reads no records",
    "due": "reads no records", "protocol show": "reads no records", "protocol check": "reads no records",
    "protocol words": "reads no records", "protocol cards": "reads no records",
    "places check": "reads no records", "places find": "reads no records",
    "heads countersign": "reads ends only, HeadsCommandTests", "verify": "ends with 2, all tests of it",
    "import": "reads imports only", "console": "says it at its start and works on, LostRecordTests",
    "calls listen": "is the player by then", "phone-event": "writes what the telephone tells",
    "phone-bridge ami": "writes what the telephone tells",
    "phone-bridge esl": "writes what the telephone tells",
    "phone-demo": "writes what the telephone tells", "phone-check": "reads the telephone's records only",
    "drill run": "reads drills only", "drill list": "reads drills only", "drill check": "reads drills only",
    "drill new": "reads drills only", "drill score": "reads drills only", "drill review": "reads drills only",
    "drill history": "reads drills only, LostRecordTests", "drill contest": "reads drills only",
    "drill watch": "reads drills only", "drill inject": "reads drills only",
    "review commend": "reads the desk of reviews only",
  ]

  /// What each need not meet, and why.
  private static func mayMiss(_ command: String, _ damage: Damage) -> String? {
    switch (damage, command) {
    case (.nothing, _): "there is nothing to be met"
    case (.line, "access report"): "reads who looked at what, and no call"
    case (.line, "review agreement"): "reads the desk of reviews, and no call"
    case (.line, "enter-paper"): "needs the numbers of calls from paper, and no other call"
    case (.months, "wallboard"): "tells of the last hours"
    case (.months, "heads send"): "tells of this day and the day before"
    default: nil
    }
  }

  /// The calls on record by what is done with them.
  private struct Calls {
    /// One with a question and a line that is damaged; it was reviewed.
    var asked = "a"
    var complaint = "b"
    /// Two that broke off, of callers who are to be rung back.
    var cutOff = ["c", "d"]
    var seed = "1"
  }

  private static func tries(_ calls: Calls, day: String, file: String) -> [Try] {
    let (call, complaint, desk) = (calls.asked, calls.complaint, ["--operator", "060001"])
    let reveal = ["--reveal", "--reason", "核查", "--by", "050009"]
    let reading: [[String]] = [
      ["calls", "list"], ["calls", "search"], ["calls", "show", call],
      ["calls", "replay", call, "--speed", "100000"],
      ["calls", "evidence", call, "--out", file + "/evidence"] + reveal, ["wallboard", "--once"],
      ["report", "day", day, "--no-previous"], ["report", "year", String(day.prefix(4)), "--no-previous"],
      ["protocol", "unanswered"], ["callbacks"], ["complaints", "list"], ["complaints", "show", complaint],
      ["complaints", "remind", "--dry-run"], ["major", "list"], ["matters", "list"],
      ["matters", "show", complaint],
      ["shift", "log", "--seat", "03", "--operator", "041207"], ["drill", "from-call", call, "--yes"],
      ["drill", "plan", "--trainee", "041207"], ["review", "check"], ["export"],
      ["access", "report", "--from", "2026-01-01"], ["heads", "send"],
      ["review", "sample", "--percent", "100", "--seed", calls.seed, "--by", "b"],
      ["review", "feedback", call, "--reviewer", "050001", "--text", "下次问全"],
      ["review", "reply", call, "--operator", "041207", "--text", "收到"],
      ["review", "appeal", call, "--item", "attitude", "--reason", "x", "--operator", "041207"],
      [
        "review", "decide", call, "--item", "attitude", "--outcome", "upheld", "--reason", "x", "--by",
        "060001",
      ],
      ["review", "show", call], ["review", "agreement"], ["review", "assess", "month"],
    ]
    let writing: [[String]] = [
      ["complaints", "assign", complaint, "--to", "050001", "--why", "x"] + desk,
      ["complaints", "reply", complaint, "--by", "王某", "--how", "电话", "--text", "已说明"] + desk,
      ["complaints", "reopen", complaint, "--why", "x"] + desk, ["major", "mark", call, "--why", "x"] + desk,
      ["major", "report", call, "--to", "值班领导", "--how", "电话"] + desk,
      ["rating", call, "满意", "--by", "本人"] + desk,
      ["calls", "amend", call, "what", "有人抢手机", "//", "x"] + desk,
      ["matters", "hand-over", complaint, "--to", "050001", "--why", "x"] + desk,
      ["calls", "cancel", call, "x"] + desk,
      ["shift", "end", "--seat", "03", "--operator", "041207"],
      ["shift", "start", "--seat", "05", "--operator", "050002"],
      ["shift", "take-over", "--seat", "05", "--operator", "050003"],
      ["callbacks", "try", calls.cutOff[0], "--outcome", "busy"] + desk,
      ["callbacks", "close", calls.cutOff[0], "--as", "called-again"] + desk,
      ["matters", "done", calls.cutOff[1], "--what", "call-back", "--unit", "报警人"] + desk,
    ]
    let paper =
      "answered: \(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2)) 00:00:01\noperator: 041207\nwhat: 问路\n"
    let review = Try(words: reviewNext, input: ReviewCommandTests.marks("n"))
    return reading.map { Try(words: $0) } + [review] + writing.map { Try(words: $0) }
      + [Try(words: ["enter-paper", "--operator", "050001"], input: paper)]
  }

  private static let reviewNext = ["review", "next", "--reviewer", "050001"]

  private func damage(_ damage: Damage, _ record: CallsOnRecord, day: CivilDate) throws {
    let live = record.place.path + "/logs/live"
    func folder(_ date: CivilDate, depth: Int) -> String {
      let digits = date.compact
      let parts = [digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2)].prefix(depth)
      return live + "/" + parts.joined(separator: "/")
    }
    switch damage {
    case .nothing: break
    case .line:
      let path = folder(day, depth: 3) + "/seat-03.jsonl"
      var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
      let place = try #require(lines.lastIndex { $0.contains("\"ev\":\"phrase\"") })
      lines[place] = lines[place].replacing("\"d\":{", with: "\"d\":{{")
      try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
    case .months:
      for month in [day.adding(days: -31), day.adding(days: 31)] {
        let path = folder(month, depth: 2)
        try FileManager.default.createDirectory(
          atPath: folder(month, depth: 1), withIntermediateDirectories: true)
        // Nobody goes through a link, whatever his account may read.
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: record.place.path)
      }
    }
    // What is told must come from the records themselves.
    try? FileManager.default.removeItem(atPath: record.place.path + "/logs/cache")
  }

  /// Whether it says that something is lacking; a report and the wallboard say so among their figures.
  private static func isTold(_ run: ProgramRun, command: String) -> Bool {
    let said = run.error + (["report", "wallboard"].contains(command) ? run.output : "")
    return ["问题", "未计入", "读不出", "无法读取", "没有录入"].contains { said.contains($0) }
  }

  /// Two calls, one of them a complaint, one with a question that the directory could not answer, and two
  /// that broke off; then the shift is on record, and all calls are drawn and reviewed up to the question.
  private static func record() throws -> (CallsOnRecord, Calls) {
    let record = try CallsOnRecord()
    let words = ["console", "--seat", "03", "--operator", "041207"]
    let lines = "/ring 19900000003\n/answer 1\n/said greeting\n/what 问路\n/question 去哪里办\n/hangup\n"
    let brokenOff = ["19900000004", "19900000005"].map { "/ring \($0)\n/answer 1\n/what 问路\n/cutoff\n" }
    #expect(try record.run(words, input: lines + brokenOff.joined()).status == 0)
    #expect(try record.run(["shift", "start", "--seat", "03", "--operator", "041207"]).status == 0)
    let list = try record.run(["calls", "list"]).output.split(separator: "\n")
    let all = list.map { String($0.prefix { $0 != " " }) }
    try #require(all.count == 5)
    let seed = try CallsOnRecordDraw.single(all)
    let draw = ["review", "sample", "--percent", "100", "--seed", seed, "--by", "b"]
    #expect(try record.run(draw).status == 0)
    for _ in 0..<3 {
      #expect(try record.run(reviewNext, input: ReviewCommandTests.marks("n")).status == 0)
    }
    return (record, Calls(asked: all[2], complaint: all[1], cutOff: Array(all[3...]), seed: seed))
  }

  @Test func `every command of the program is tried, or has its reason`() throws {
    let all = Set(CommandTable.commands.map { $0.specification.words.joined(separator: " ") })
    let tried = Set(Self.tries(Calls(), day: "20261122", file: "f").map(\.command))
    #expect(tried.isDisjoint(with: Self.outside.keys))
    #expect(all.subtracting(tried).subtracting(Self.outside.keys) == [])
  }

  @Test(arguments: Damage.allCases) func `a command that met faults says so and does not end with 0`(
    damage: Damage
  ) throws {
    let (record, calls) = try Self.record()
    let day = try CallIdentifier(calls.asked).date
    try self.damage(damage, record, day: day)
    for step in Self.tries(calls, day: day.compact, file: record.place.path) {
      let run = try record.run(step.words, input: step.input)
      let said = "\(damage): \(step.words) \(run.status): \(run.error.prefix(400))\(run.output.prefix(200))"
      let isTold = Self.isTold(run, command: step.command)
      if damage == .nothing {
        #expect([0, 1].contains(run.status) && (!isTold || step.command == "report"), "\(said)")
      } else if Self.mayMiss(step.command, damage) == nil {
        #expect(run.status != 0 && isTold, "\(said)")
      }
    }
  }
}
