import Foundation
import TestSupport
import Testing

@testable import call110

/// Records that hold personal data in every field that takes text, and every command that reads records.
@Suite(.timeLimit(.minutes(20))) struct LeakTests {
  /// A number of its own for every field, so that a leak names the field.
  private static func number(_ field: Int) -> String { "1990000\(1_000 + field)" }

  /// Words that hold a number of seven and more digits and a name behind 我叫.
  private static func words(_ field: Int, _ text: String = "事情") -> String {
    "\(text) 我叫\(name(field)), 打\(number(field))"
  }

  private static func name(_ field: Int) -> String {
    let family = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")
    return "\(family[field % family.count])\(["文山", "武水", "才木", "德火"][field / family.count % 4])"
  }

  private static let address = "桃花坞巷57号"
  private static let workUnit = "第九棉纺织厂三车间"
  private static let fields = 1...44

  private static var lines: String {
    """
    /ring \(number(1))
    /answer 2
    /said greeting
    /said \(words(2, "请问"))
    /when \(words(3, "刚才"))
    /where \(words(4, "兰园路58号"))
    /what \(words(5))
    /who \(words(6))
    /why \(words(7))
    /object \(words(8))
    /result \(words(9))
    /contact \(name(10)) \(number(10))
    /question \(words(11, "去哪里办"))
    /notify 天宁所 \(words(12))
    /chase 天宁所 \(words(13))
    /department 燃气公司 \(words(14))
    /note \(words(15))
    /complain
    /name \(name(16))
    /address \(address)
    /workunit \(workUnit)
    /phone \(number(17))
    /against \(words(18))
    /about \(words(19))
    /confidential yes
    /said urgent-police
    /category 950100
    /level 1
    /hangup
    /hangup
    /ring \(number(24))
    /answer 1
    /where \(words(25, "兰园路59号"))
    /cutoff
    /ring \(number(26))
    /answer 1
    /what \(words(27))
    /said thanks
    /note \(words(28))
    /hangup
    /hangup

    """
  }

  private static func corrections(of call: String) -> String {
    """
    /amend \(call) what \(words(20)) // \(words(21))
    /amend \(call) contact \(name(22)) \(number(22)) // x
    /amend \(call) number \(number(23)) // x

    """
  }

  /// The folder, and its calls.
  private static func centre() throws -> (DeskCommandTests.Centre, calls: [String]) {
    let centre = DeskCommandTests.Centre()
    _ = try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"])
    _ = try centre.run(["console", "--seat", "03", "--operator", "041207"], input: lines)
    let calls = try centre.run(["calls", "list"]).output.split(separator: "\n").map {
      String($0.prefix { $0 != " " })
    }
    #expect(calls.count == 3)
    _ = try centre.run(
      ["console", "--seat", "03", "--operator", "041207"], input: corrections(of: calls[0]))
    let desk = ["--operator", "060001"]
    let steps = [
      ["complaints", "assign", calls[0], "--to", "050001", "--why", words(29)],
      ["complaints", "reply", calls[0], "--by", words(30, "王某"), "--how", words(31), "--text", words(32)],
      ["complaints", "reopen", calls[0], "--why", words(33)],
      ["major", "mark", calls[1], "--why", words(34)],
      ["rating", calls[2], "不满意", "--by", words(35, "本人"), "--how", "电话", "--text", words(36)],
      ["matters", "hand-over", calls[0], "--to", "041208", "--why", words(37)],
    ]
    for words in steps {
      let run = try centre.run(words + desk)
      #expect(run.status == 0, "\(words) \(run.error)")
    }
    let seed = try CallsOnRecordDraw.single(calls)
    _ = try centre.run(["review", "sample", "--percent", "100", "--seed", seed, "--by", "boss"])
    return (centre, calls)
  }

  /// What every command is tried with; nothing where it shows nothing of a record.
  static func tries(_ calls: [String], _ file: String) -> [String: [[String]]] {
    let tables: [[String]] = [[], ["--json"], ["--csv"], ["--csv=excel"]]
    func each(_ options: [[String]], _ operands: [[String]]) -> [[String]] {
      operands.flatMap { operand in options.map { operand + $0 } }
    }
    let ids = calls.map { [$0] }
    return [
      "calls list": tables, "calls search": each(tables, [[], ["--number", "1990"], ["--text", "事情"]]),
      "calls show": each([[], ["--json"], ["--ui", "en"]], ids),
      "calls replay": each([["--speed", "100000"]], ids), "calls listen": ids, "calls evidence": ids,
      "wallboard": [["--once"]], "verify": [[], ["--json"], ["--heads"]],
      "report": each(
        ["text", "csv", "excel", "json", "html"].map { ["--format", $0, "--by", "operator"] }, [["day"]]),
      "protocol unanswered": [[], ["--json"]],
      "callbacks": [[], ["--json"], ["--all"], ["--all", "--json"]],
      "complaints list": [[], ["--json"], ["--all"], ["--all", "--json"]],
      "complaints show": each([[], ["--json"]], [ids[0]]),
      "complaints remind": [["--dry-run"], ["--dry-run", "--json"], ["--dry-run", "--ics", "-"]],
      "major list": [[], ["--json"]], "matters list": [[], ["--json"]],
      "matters show": ids,
      "shift log": each(
        [[], ["--format", "html"]], [["--seat", "03", "--operator", "041207"]]),
      "drill from-call": ids, "review check": tables + ids, "review next": [["--reviewer", "050001"]],
      "review show": ids, "review agreement": [[], ["--json"]],
      "review assess": each(tables, [["month"], ["quarter"], ["year"]]),
      "import": [[file, "--dry-run"], [file], [file]],
      "export": each(["jsonl", "csv", "csv-excel"].map { ["--format", $0] }, [[], ["--imported"]]),
      "access report": tables,
    ]
  }

  /// Commands that show nothing of a record, or only what was typed a moment ago.
  private static let others: Set<String> = [
    "console", "protocol show", "protocol check", "phone-event", "phone-bridge ami", "phone-bridge esl",
    "phone-demo", "phone-check",
    "callbacks try", "callbacks close", "protocol cards", "due", "calendar show", "calendar check",
    "complaints assign", "complaints reply", "complaints reopen", "major mark", "major report",
    "matters hand-over", "matters done", "shift start", "shift end", "shift take-over", "rating",
    "enter-paper",
    "drill run", "drill list", "drill check", "drill new", "drill score", "drill review", "drill history",
    "drill plan",
    "drill contest", "drill watch", "drill inject", "review sample", "review feedback", "review reply",
    "review appeal", "review decide", "review commend", "help", "heads send", "heads countersign",
    "places check", "places find", "protocol words", "calls amend", "calls cancel",
  ]

  /// Rows of another system: one good, one bad in every field that can be.
  private static func foreign() -> String {
    """
    jjdbh,hrsj,bjdh,bjdhyhm,bjdhyhdz,bjrmc,lxdh,bjdz,jqdz,bjnr,bjrzjhm,bz,bjrxzb
    A-1,2026-03-01 08:00:00,\(number(38)),\(name(38)),\(address),\(name(39)),\(number(39)),\(address),兰园路58号,\
    "\(words(40))",320400198001011234,x,119.9741
    A-2,\(words(41)),\(number(41)),,,,,,,,,,
    "A-3"\(words(42)),2026-03-01 08:00:00,,,,,,,,,,,
    A-1,2026-03-01 09:00:00,\(number(43)),,,,,\(words(44)),,,,,

    """.replacing("事情 我叫", with: "事情我叫").replacing(", 打", with: " 打")
  }

  @Test func `every command is either tried here or shows nothing of a record`() throws {
    let all = Set(CommandTable.commands.map { $0.specification.words.joined(separator: " ") })
    let tried = Set(Self.tries(["a", "b", "c"], "f").keys)
    #expect(tried.isDisjoint(with: Self.others) && tried.union(Self.others) == all)
  }

  @Test func `no command shows a number, name, address or work unit without a reason`() throws {
    let (centre, calls) = try Self.centre()
    let file = centre.place.file("foreign.csv")
    try Data(Self.foreign().utf8).write(to: URL(filePath: file))
    let secrets =
      Self.fields.flatMap { [Self.number($0), Self.name($0)] } + [
        Self.address, "桃花坞巷57", Self.workUnit, "九棉纺", "320400198001011234", "119.9741",
      ]
    for (command, tries) in Self.tries(calls, file).sorted(by: { $0.key < $1.key }) {
      for words in tries {
        let run = try centre.run(command.split(separator: " ").map(String.init) + words)
        #expect(run.status >= 0, "\(command) \(words)")
        for secret in secrets {
          #expect(
            !run.output.contains(secret) && !run.error.contains(secret), "\(command) \(words): \(secret)")
        }
        if ["calls show", "review next", "complaints show", "calls replay", "drill from-call"].contains(
          command)
        {
          continue
        }
        // Only somebody who works on one record reads where it happened.
        #expect(!run.output.contains("路58") && !run.output.contains("路59"), "\(command) \(words)")
      }
    }
    #expect(try centre.run(["export", "--imported"]).output.contains("20260301-im-0001"))
    #expect(try centre.run(["access", "report", "--json"]).output == "[]\n")
  }

  @Test func `what is hidden is all there, and shown with a reason`() throws {
    let (centre, calls) = try Self.centre()
    let reveal = ["--reveal", "--reason", "核查", "--by", "050009"]
    let shown = try centre.run(["calls", "show", calls[0], "--json"] + reveal).output
    for field in [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 17, 18, 19, 20, 21, 22] {
      #expect(shown.contains(Self.number(field)), "\(field)")
    }
    let complaint = try centre.run(["complaints", "show", calls[0]] + reveal).output
    for secret in [Self.name(16), Self.address, Self.workUnit, Self.number(17), Self.number(32)] {
      #expect(complaint.contains(secret))
    }
    let callbacks = try centre.run(["callbacks"] + reveal).output
    #expect(callbacks.contains(Self.number(24)) && callbacks.contains("兰园路59号"))
    let report = try centre.run(["access", "report", "--csv"]).output.split(separator: "\n")
    #expect(report.count == 4 && report.dropFirst().allSatisfy { $0.contains("核查") && $0.contains("050009") })
  }

  /// Every command that can reveal something, when the access cannot be recorded.
  @Test func `nothing is shown by any command while the access cannot be recorded`() throws {
    let (centre, calls) = try Self.centre()
    for name in ["desk-access", "desk-access-u\(getuid())"] {
      try FileManager.default.createDirectory(
        atPath: centre.logs + "/live/.\(name).lock", withIntermediateDirectories: false)
    }
    let revealing = CommandTable.commands.map { $0.specification }
      .filter { $0.options.contains { $0.name.description == "reveal" } }.map { $0.words }
    #expect(revealing.count >= 7)
    for words in revealing {
      let operand = words == ["export"] || words == ["callbacks"] ? [] : [calls[0]]
      let extra = words == ["calls", "evidence"] ? ["--out", centre.place.file("out")] : []
      let run = try centre.run(words + operand + extra + ["--reveal", "--reason", "核查", "--by", "1"])
      // This call has no recording: that is found before anything is revealed.
      #expect(
        run.status == (words == ["calls", "listen"] ? 66 : 74) && run.output.isEmpty, "\(words) \(run.status)"
      )
    }
    #expect(!FileManager.default.fileExists(atPath: centre.place.file("out")))
  }
}
