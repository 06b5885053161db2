import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct DrillCommandTests {
  private static let start = "2026-11-22T09:00:00+08:00"
  /// What a trainee types who handles a snatched telephone well.
  static let handling = """
    /said greeting
    /said 你在什么位置？
    @quiet
    /where 兰园路与北塘街口东侧
    /what 手机被抢夺
    /notify 辖区派出所
    /category 100300
    /level 2
    /said consent
    /said farewell
    @quiet
    /hangup
    /quit

    """
  private static let script = "/answer\n@quiet\n" + handling

  private let logs = TemporaryDirectory()

  private func call(_ words: [String], input: String = "") throws -> ProgramRun {
    try ProgramRun(words + ["--logs", logs.path], input: Array(input.utf8))
  }

  private func drill(_ words: [String] = ["snatched-phone"], script: String = script) throws -> ProgramRun {
    try call(["drill", "run"] + words + ["--trainee", "041207", "--start", Self.start], input: script)
  }

  @Test func `a piped drill gives the same transcript every time, and its score can be computed again`()
    throws
  {
    let first = try drill()
    let other = TemporaryDirectory()
    let again = try ProgramRun(
      ["drill", "run", "snatched-phone", "--trainee", "041207", "--start", Self.start, "--logs", other.path],
      input: Array(Self.script.utf8))
    #expect(first.status == 0 && first.error.isEmpty)
    #expect(first.output == again.output)
    #expect(first.output.contains("DRILL"))
    let scores = try (0..<2).map { _ in try call(["drill", "score", "20261122-drill-0001"]) }
    #expect(scores[0].status == 0 && scores[0].output == scores[1].output)
    #expect(first.output.contains(scores[0].output))
    let review = try call(["drill", "review", "20261122-drill-0001"])
    #expect(first.output.hasSuffix(review.output))
  }

  @Test func `a plan names what failed in the trainee's own drills, by the rules of real calls`() throws {
    _ = try drill()
    let plan = try call(["drill", "plan", "--trainee", "041207", "--ui", "en"])
    #expect(plan.status == 0 && plan.output.hasPrefix("training plan from 0 calls and 1 drill, "))
    #expect(plan.output.contains("20261122-drill-0001") && plan.output.contains("call110 drill run "))
    // Another trainee's errors are his own.
    let other = try call(["drill", "plan", "--trainee", "041208", "--ui", "en"])
    #expect(other.status == 0 && other.output.hasPrefix("training plan from 0 calls and 0 drills"))
    #expect(!other.output.contains("20261122"))
    let outside = try call(["drill", "plan", "--trainee", "041207", "--from", "2026-11-23", "--ui", "en"])
    #expect(outside.output.hasPrefix("training plan from 0 calls and 0 drills"))
  }

  @Test(arguments: [true, false]) func `a drill reads the centre's places as the console does`(isNamed: Bool)
    throws
  {
    let other = TemporaryDirectory()
    let path = isNamed ? other.file("city.tsv") : logs.file("places.tsv")
    try Data("name\tkind\tdistrict\n兰园路\troad\t天宁区\n坏行\n".utf8).write(to: URL(filePath: path))
    let script = "/answer\n@quiet\n/said greeting\n/where 蓝园路与北塘街口东侧\n/where 蓝园路\n/where 1\n/hangup\n/quit\n"
    let run = try drill(["snatched-phone"] + (isNamed ? ["--places", path] : []), script: script)
    #expect(run.output.contains("何地: 天宁区兰园路 (输入: 蓝园路)"), "\(run.output)")
    #expect(run.output.contains("\(path):3: "))
    let missing = try drill(["snatched-phone", "--places", other.file("none")])
    #expect(missing.output.contains("地名文件不能用") && missing.output.contains("总分"))
  }

  @Test func `records of drills stand in the drill room only`() throws {
    _ = try drill()
    let files =
      FileManager.default.enumerator(atPath: logs.path)?.allObjects.compactMap { $0 as? String } ?? []
    let journals = files.filter { $0.hasSuffix(".jsonl") }
    #expect(journals == ["drill/2026/11/22/seat-drill.jsonl"])
    #expect(try call(["calls", "list", "--day", "2026-11-22"]).output.isEmpty)
  }

  @Test(arguments: [
    // Hours at which drills begin, one after the other, at one seat.
    ["2026-11-22T09:00:00", "2026-11-22T08:00:00"], ["2026-11-22T09:00:00", "2026-11-20T09:00:00"],
    [
      "2026-11-22T09:00:00", "2026-11-20T09:00:00", "2026-11-22T09:00:00", "2026-11-20T08:00:00",
      "2026-11-23T09:00:00", "2026-11-19T09:00:00",
    ],
  ]) func `a script's clock is not taken for a changed one`(starts: [String]) throws {
    for start in starts {
      let run = try call(
        ["drill", "run", "snatched-phone", "--trainee", "041207", "--start", start + "+08:00"],
        input: "/answer\n@quiet\n/hangup\n/quit\n")
      #expect(run.status == 0, "\(run.error)")
    }
    let verify = try call(["verify", "--ui", "en"])
    #expect(verify.output.contains("[drill] checked"), "\(verify.output)")
    for word in ["damaged", "went back", "set back"] {
      #expect(!verify.output.contains(word), "\(verify.output)")
    }
    // What was changed afterwards is still found.
    let file = logs.file("drill/2026/11/22/seat-drill.jsonl")
    try String(contentsOfFile: file, encoding: .utf8).replacingOccurrences(of: "041207", with: "041208")
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try call(["verify"]).status != 0)
  }

  @Test func `a drill left in the middle is kept as unfinished and has no score`() throws {
    let run = try drill(script: "/answer\n@quiet\n/said greeting\n")
    #expect(run.error.contains("未完成"))
    let history = try call(["drill", "history", "--trainee", "041207", "--ui", "en"])
    #expect(history.output.contains("0 finished, 1 unfinished"))
    #expect(!run.output.contains("总分"))
    let score = try call(["drill", "score", "20261122-drill-0001"])
    #expect(score.status == 65 && score.output.isEmpty && score.error.contains("没有做完"))
    #expect(try call(["drill", "review", "20261122-drill-0001"]).output.contains("来电人 喂"))
    // The open call of the drill before is not taken up by the next.
    #expect(try drill().output.contains("20261122-drill-0002"))
  }

  @Test func `a changed scenario in the log is refused`() throws {
    _ = try drill()
    let path = logs.file("drill/2026/11/22/seat-drill.jsonl")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "told = dispatch", with: "told = 120").write(
      toFile: path, atomically: true, encoding: .utf8)
    let run = try call(["drill", "score", "20261122-drill-0001"])
    #expect(run.status == 65 && run.output.isEmpty)
  }

  @Test func `a score under another protocol than that of the drill says so`() throws {
    _ = try drill()
    let same = try call(["drill", "score", "20261122-drill-0001"])
    #expect(same.status == 0 && same.error.isEmpty)
    let file = logs.file("other.protocol")
    try "base = shipped\n\n[phrase greeting]\ntext = 你好，某市110\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let other = try call(["drill", "score", "20261122-drill-0001", "--protocol", file])
    #expect(other.error.contains("现用规范与演练时的不同"))
  }

  @Test func `a broken scenario file is refused before anything is written`() throws {
    let file = logs.file("bad.drills")
    try "[scenario x]\nlevel = 9\ncolour = 1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let run = try drill(["x", "--scenarios", file])
    #expect(run.status == 65 && run.error.contains("bad.drills:2: ") && run.error.contains("bad.drills:3: "))
    #expect(try drill(["snatched-phone", "--scenarios", logs.file("none.drills")]).status != 0)
    #expect(!FileManager.default.fileExists(atPath: logs.file("drill")))
  }

  @Test func `history tells the weakest aspect, the next scenario, and writes a page without loose markup`()
    throws
  {
    _ = try drill()
    let page = logs.file("history.html")
    let run = try call(["drill", "history", "--trainee", "041207", "--html", page])
    #expect(run.status == 0 && run.output.contains("最弱的方面") && run.output.contains("call110 drill run "))
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("snatched-phone") && !html.contains("<script"))
  }

  @Test func `a scenario from a real call holds none of its names, numbers and addresses`() throws {
    let live = """
      /ring 05190000777
      /answer
      /said greeting
      /where 翠竹新村88号301室
      /what 李大海的朋友王芳被骗86543元
      /why 因为欧阳小华说要还钱，找陈一要债
      /who 张小明, 男, 电话05190001234
      /contact 李大海 05190000777
      /category 100600
      /level 2
      /notify 甲所
      /hangup
      /hangup

      """
    _ = try ProgramRun(
      ["console", "--seat", "03", "--operator", "041207", "--logs", logs.path], input: Array(live.utf8))
    let day = try #require(
      try call(["calls", "list"]).output.split(separator: "-").first.map { String($0.suffix(8)) })
    let draft = try call(["drill", "from-call", "\(day)-03-0001"], input: "y\ny\ny\ny\n")
    #expect(draft.status == 0, "\(draft.error)")
    for secret in ["05190000777", "05190001234", "翠竹", "301", "张小明", "李大海", "86543", "王芳", "欧阳小华", "陈一"] {
      #expect(!draft.output.contains(secret), "\(secret)\n\(draft.output)")
    }
    #expect(draft.output.contains("where = 示例路18号 | 示例路18号。"))
    #expect(draft.output.contains("what = 某某的朋友某某被骗"))
    #expect(draft.output.contains("电话199****"))
    let file = logs.file("own.drills")
    try draft.output.write(toFile: file, atomically: true, encoding: .utf8)
    let check = try call(["drill", "check", file])
    #expect(check.status == 0, "\(check.error)")
    // What is not answered with yes is not written.
    let kept = try call(["drill", "from-call", "\(day)-03-0001"], input: "n\n")
    #expect(kept.output.contains("what = ?") && !kept.output.contains("被骗"))
  }

  @Test func `what is told of things, ages and services of a real call stays in its scenario`() throws {
    let live = [
      "/ring 05190000777", "/answer", "/said greeting", "/where 甲路1号", "/what 老人被车撞了", "/who 六十多岁的老人，司机约35岁",
      "/object 一辆白色轿车，12个箱子", "/contact 李大海", "/category 300100", "/level 2", "/notify 天宁所", "/notify 急救120",
      "/hangup", "/hangup", "",
    ]
    _ = try ProgramRun(
      ["console", "--seat", "03", "--operator", "041207", "--logs", logs.path],
      input: Array(live.joined(separator: "\n").utf8))
    let day = try #require(
      try call(["calls", "list"]).output.split(separator: "-").first.map { String($0.suffix(8)) })
    let draft = try call(["drill", "from-call", "\(day)-03-0001", "--yes"]).output
    for fact in ["六十多岁的老人", "35岁", "白色轿车", "12个箱子", "told = dispatch, 120"] {
      #expect(draft.contains(fact), "\(fact)\n\(draft)")
    }
    #expect(!draft.contains("天宁所") && !draft.contains("李大海"))
  }

  /// Elements of a call, who must not be known from its scenario, and what must stay of it.
  struct RealCall: CustomTestStringConvertible {
    let elements: [String]
    let secrets: [String]
    let kept: [String]
    var testDescription: String { elements[1] }
  }

  private static let realCalls = [
    RealCall(
      elements: [
        "/where 天宁区金色家园小区5幢", "/what 在恒信电子厂上班的李大海被老板赵国强拖欠工资，住金色家园的工友都在",
        "/who 赵国强，恒信电子厂老板，车牌苏DA12F8，苏D·12345", "/why 赵国强说恒信没钱", "/object 大海的工资卡6222020000001234567",
        "/result 大海受伤，送医院", "/contact 李大海，恒信电子厂，05190000778",
      ],
      secrets: ["金色", "恒信", "李大海", "大海", "赵国强", "国强", "A12F8", "12345", "6222", "0000778"],
      kept: ["拖欠工资", "受伤"]),
    RealCall(
      elements: [
        "/where Lakeside Garden building 12 room 301",
        "/what John Carter's car 苏D12B45 was scratched by a neighbour who lives in lakeside garden",
        "/who a man called Mr. Lee from Sunrise Trading, the wife of john carter saw it",
        "/why Lee Ming wanted the parking place",
        "/object 苏D·12345, SUNRISE van", "/result nobody is hurt, john is angry that this was done",
        "/contact My name is John Carter, I work at Sunrise Trading, 05190000777",
      ],
      secrets: [
        "john", "carter", "sunrise", "trading", "lakeside", "lee", "ming", "12b45", "12345", "0000777",
      ],
      kept: [
        "was scratched by a neighbour", "wanted the parking place", "angry that this was done",
        "nobody is hurt",
      ]),
  ]

  @Test(arguments: realCalls)
  func `who is known from one answer of a call is known from none of its scenario`(
    call: RealCall
  ) throws {
    let live =
      ["/ring 05190000777", "/answer", "/said greeting"] + call.elements
      + ["/category 100600", "/level 2", "/notify 甲所", "/hangup", "/hangup", ""]
    _ = try ProgramRun(
      ["console", "--seat", "03", "--operator", "041207", "--logs", logs.path],
      input: Array(live.joined(separator: "\n").utf8))
    let day = try #require(
      try self.call(["calls", "list"]).output.split(separator: "-").first.map { String($0.suffix(8)) })
    let draft = try self.call(["drill", "from-call", "\(day)-03-0001", "--yes"])
    #expect(draft.status == 0, "\(draft.error)")
    for secret in call.secrets {
      #expect(!draft.output.lowercased().contains(secret.lowercased()), "\(secret)\n\(draft.output)")
    }
    for kept in call.kept { #expect(draft.output.contains(kept), "\(kept)\n\(draft.output)") }
  }

  @Test func `a trainer is led through a scenario that can be drilled at once`() throws {
    let answers = [
      "mine", "测试", "test", "9", "1", "喂，有人打架", "金桥路88号 | 金桥路88号", "打架 | 打架了", "", "", "", "", "", "", "", "",
      "", "", "", "", "?", "200500", "<", "200100", "2", "问清地点", "ask the place", "element where",
    ]
    let run = try call(["drill", "new"], input: answers.joined(separator: "\n") + "\n")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("1-7"))
    // The codes are listed, and the question before can be answered again.
    #expect(run.error.contains("100300 ") && run.output.contains("category = 200100"))
    #expect(!run.output.contains("200500"))
    let file = logs.file("mine.drills")
    try run.output.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try call(["drill", "check", file]).status == 0)
    let drilled = try drill(["mine", "--scenarios", file])
    #expect(drilled.status == 0 && drilled.output.contains("mine"))
  }

  @Test func `a broken file names every fault with its line`() throws {
    let file = logs.file("bad.drills")
    try "[scenario x]\nlevel = 9\ncolour = 1\n".write(toFile: file, atomically: true, encoding: .utf8)
    let run = try call(["drill", "check", file, "--ui", "en"])
    #expect(run.status == 65)
    #expect(run.error.contains("bad.drills:2: ") && run.error.contains("bad.drills:3: no such key colour"))
  }

  @Test(arguments: [
    ["drill", "run", "no-such", "--trainee", "1"], ["drill", "run", "--trainee", "1"],
    ["drill", "run", "--set", "no-such", "--trainee", "1"], ["drill", "run", "snatched-phone"],
    ["drill", "run", "snatched-phone", "--trainee", "1", "--pace", "99"],
    ["drill", "run", "snatched-phone", "--trainee", "1", "--pace", "1.x"],
    ["drill", "run", "snatched-phone", "--trainee", "1", "--seed", "x"],
    ["drill", "inject", "dance", "--trainer", "1"],
  ]) func `what cannot be done is said, and nothing is written`(words: [String]) throws {
    let run = try call(words)
    #expect(run.status == 64 && run.error.hasPrefix("call110: "))
    #expect(!FileManager.default.fileExists(atPath: logs.file("drill")))
  }

  @Test func `the same seed gives the same drill`() throws {
    let runs = try ["7", "7", "8"].map { seed in
      try ProgramRun(
        [
          "drill", "run", "--random", "--seed", seed, "--trainee", "1", "--start", Self.start, "--logs",
          TemporaryDirectory().path,
        ],
        input: Array("/answer\n@quiet\n".utf8)
      ).output
    }
    #expect(runs[0] == runs[1] && runs[0] != runs[2])
  }

  @Test func `progress is shown by week, on the terminal and on the page`() throws {
    let weak = Self.script.replacingOccurrences(of: "/said greeting\n", with: "")
    let poor = weak.replacingOccurrences(of: "/notify 辖区派出所\n", with: "")
    for (day, script) in [
      ("2026-11-02", poor), ("2026-11-10", weak),
      ("2026-11-12", Self.script), ("2026-11-22", Self.script),
    ] {
      let run = try call(
        ["drill", "run", "snatched-phone", "--trainee", "041207", "--start", "\(day)T09:00:00+08:00"],
        input: script)
      #expect(run.status == 0, "\(run.error)")
    }
    let page = logs.file("history.html")
    let run = try call(["drill", "history", "--trainee", "041207", "--html", page])
    let rows = run.output.split(separator: "\n").map(String.init)
    let weeks = rows.filter { $0.contains("#") }
    #expect(weeks.map { $0.prefix(12) } == ["  2026-11-02", "  2026-11-09", "  2026-11-16"])
    try #require(weeks.count == 3)
    let bars = weeks.map { $0.count { $0 == "#" } }
    #expect(bars == bars.sorted() && bars[0] < bars[1] && bars[1] < bars[2] && weeks[1].hasSuffix("(2)"))
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.components(separatedBy: "<rect").count == 4)
  }

  @Test func `the next scenario is chosen for the weakest aspect`() throws {
    // Everything right but category, level and referral: professional knowledge is weakest.
    let lines = Self.script.split(separator: "\n").filter {
      !$0.hasPrefix("/category") && !$0.hasPrefix("/level")
    }
    _ = try drill(script: lines.joined(separator: "\n") + "\n")
    let run = try call(["drill", "history", "--trainee", "041207"])
    #expect(run.output.contains("最弱的方面: 业务知识"))
    let next = try #require(run.output.split(separator: " ").last.map { $0.filter { !$0.isNewline } })
    let all = try call(["drill", "list", "--json"]).output
    let chosen = try #require(all.split(separator: "\n").first { $0.contains("\"scenario\":\"\(next)\"") })
    #expect(chosen.contains("referral") || chosen.contains("[5") || next == "wages-gathering", "\(chosen)")
  }

  @Test func `the phone rings after a pause of two to eight seconds that the seed decides`() throws {
    var pauses: [String: [Int64]] = [:]
    for seed in ["1", "1", "2", "3", "4", "5"] {
      let place = TemporaryDirectory()
      _ = try ProgramRun(
        [
          "drill", "run", "snatched-phone", "--seed", seed, "--trainee", "1", "--start", Self.start, "--logs",
          place.path,
        ], input: Array("@ring\n/answer\n".utf8))
      let text = try String(contentsOfFile: place.file("drill/2026/11/22/seat-drill.jsonl"), encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.contains("\"ev\":\"ring\"") })
      let time = try #require(
        line.firstRange(of: "\"t\":").map { line[$0.upperBound...].prefix { $0.isNumber } })
      pauses[seed, default: []].append(try #require(Int64(time)))
    }
    #expect(pauses["1"]?.count == 2 && Set(pauses["1"] ?? []).count == 1)
    #expect(pauses.values.joined().allSatisfy { (2_000...8_200).contains($0) }, "\(pauses)")
    #expect(Set(pauses.values.joined()).count >= 3)
  }
}
