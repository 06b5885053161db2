import CallModel
import Dispatch
import Foundation
import PlainText
import Synchronization
import TestSupport
import Testing

/// Desks at work: the program as a process of its own, on a logs folder of its own.
@Suite(.timeLimit(.minutes(20))) struct DeskCommandTests {
  /// A logs folder with the calls of one console.
  struct Centre {
    let place = TemporaryDirectory()
    var logs: String { place.file("logs") }

    func run(_ words: [String], input: String = "") throws -> ProgramRun {
      try ProgramRun(words, input: Array(input.utf8), environment: ["CALL110_LOGS": logs])
    }

    /// Takes calls at seat 03 and gives their ids.
    @discardableResult
    func take(_ lines: [String]) throws -> [String] {
      let run = try run(
        ["console", "--seat", "03", "--operator", "041207"], input: lines.joined(separator: "\n") + "\n")
      #expect(run.error.isEmpty, "\(run.error)")
      let list = try self.run(["calls", "list"]).output
      return list.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    }

    func json(_ words: [String]) throws -> [JSONValue] {
      try run(words).output.split(separator: "\n").map { try JSONReader.parse(Array($0.utf8)) }
    }
  }

  private static let complaint = [
    "/ring 199****0001", "/answer", "/said greeting", "/branch complaint", "/about 态度不好", "/name 张某",
    "/phone 199****0001", "/confidential yes", "/happening no", "/said complaint-reply", "/category 950100",
    "/hangup", "/hangup",
  ]
  private static let promise = [
    "/ring 199****0002", "/answer 2", "/said greeting", "/said urgent-police", "/cutoff",
  ]
  private static let desk = ["--operator", "060001"]

  @Test func `a complaint from its receipt to a second answer`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    func state() throws -> String? {
      try centre.json(["complaints", "list", "--all", "--json"]).first?["state"]?.string
    }
    let reply = ["complaints", "reply", call, "--by", "W", "--how", "电话", "--text", "已道歉"] + Self.desk
    #expect(try state() == "received")
    #expect(try centre.run(reply).status == 1)
    #expect(try centre.run(["complaints", "assign", call, "--to", "050001"] + Self.desk).status == 0)
    #expect(try state() == "assigned")
    #expect(try centre.run(["complaints", "assign", call, "--to", "050001"] + Self.desk).status == 1)
    #expect(try centre.run(["complaints", "reopen", call, "--why", "x"] + Self.desk).status == 1)
    #expect(try centre.run(reply + ["--at", "2099-01-01 09:00"]).status == 64)
    #expect(try centre.run(reply + ["--at", "2020-01-01 09:00"]).status == 1)
    #expect(try centre.run(reply).status == 0)
    #expect(try state() == "replied")
    #expect(try centre.run(["complaints", "list"]).output.isEmpty)
    #expect(try centre.run(reply).status == 1)
    #expect(try centre.run(["complaints", "reopen", call, "--why", "不满意"] + Self.desk).status == 0)
    #expect(try state() == "reopened")
    #expect(try centre.run(reply).status == 0)
    let show = try centre.run(["complaints", "show", call]).output
    #expect(show.components(separatedBy: "已道歉").count == 3 && !show.contains("张某"))
    let reveal = ["complaints", "show", call, "--reveal", "--by", "060001"]
    #expect(try centre.run(reveal).status == 64)
    #expect(try centre.run(reveal + ["--reason", "当面答复"]).output.contains("张某"))
    #expect(try centre.run(["access", "report"]).output.contains("当面答复"))
    #expect(try centre.run(["complaints", "show", "20200101-03-0001"]).status == 66)
  }

  @Test func `commands that write need to know who writes`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    for words in [
      ["complaints", "assign", call, "--to", "050001"], ["major", "mark", call, "--why", "x"],
      ["matters", "hand-over", "--to", "1", "--why", "x"], ["shift", "start", "--seat", "03"],
      ["rating", call, "满意"], ["enter-paper", "--file", "/dev/null"],
    ] { #expect(try centre.run(words).status == 64, "\(words)") }
  }

  @Test func `reminding is quiet without anything due, and writes a calendar file`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    let due = try #require(try centre.json(["complaints", "list", "--json"]).first?["complaint_due"]?.string)
    let file = centre.place.file("due.ics")
    for _ in 0..<2 {
      let run = try centre.run(["complaints", "remind", "--ics", file])
      #expect(run.status == 0 && run.error.isEmpty)
    }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
    #expect(
      text.contains("DTSTART;VALUE=DATE:\(due.filter { $0 != "-" })\r\n")
        && text.contains("UID:\(call)@call110"))
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    #expect(!text.contains("张某") && !text.contains("态度"))
    let alone = try centre.run(["complaints", "remind", "--ics", "-"]).output
    #expect(alone.hasPrefix("BEGIN:VCALENDAR"))
  }

  @Test func `an overdue complaint is raised once and ends with status 1 every time`() throws {
    let centre = Centre()
    // Typed in from paper: the true time counts.
    let paper = "operator: 041207\nanswered: 2026-01-05 09:00\n投诉人: 张某\n投诉事由: 拖延\n"
    #expect(try centre.run(["enter-paper"] + Self.desk, input: paper).status == 0)
    let first = try centre.run(["complaints", "remind", "--ui", "en"])
    #expect(first.status == 1 && first.output.contains("OVERDUE") && first.output.contains(" new"))
    #expect(first.output.contains("2026-01-08"))
    let second = try centre.run(["complaints", "remind", "--ui", "en"])
    #expect(second.status == 1 && second.output.contains("OVERDUE") && !second.output.contains(" new"))
    let show = try centre.run(["complaints", "show", "20260105-paper-0001"]).output
    #expect(show.components(separatedBy: "督办").count == 2)
    #expect(show.contains("受理 2026-01-05 09:00:00  041207"))
  }

  @Test func `timers that come at once raise a reminder once`() throws {
    let centre = Centre()
    let paper = "operator: 041207\nanswered: 2026-01-05 09:00\n投诉人: 张某\n"
    #expect(try centre.run(["enter-paper"] + Self.desk, input: paper).status == 0)
    #expect(try centre.run(["complaints", "remind"]).status == 1)
    #expect(try centre.run(["enter-paper"] + Self.desk, input: paper).status == 0)
    // While another writer holds the desk they all look, and see what is not raised yet.
    let day = WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)).date
    let folder = "\(centre.logs)/live/" + day.description.replacing("-", with: "/")
    let held = open("\(folder)/desk-remind.jsonl", O_RDONLY | O_CLOEXEC)
    #expect(held >= 0 && flock(held, LOCK_EX) == 0)
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.9) { close(held) }
    let outputs = Mutex<[String]>([])
    let timers = DispatchGroup()
    for _ in 0..<4 {
      DispatchQueue.global().async(group: timers) {
        let run = try? centre.run(["complaints", "remind", "--ui", "en"])
        outputs.withLock { $0.append(run?.output ?? "") }
      }
    }
    timers.wait()
    #expect(outputs.withLock { $0.count { $0.contains(" new") } } == 1)
    let show = try centre.run(["complaints", "show", "20260105-paper-0002"]).output
    #expect(show.components(separatedBy: "督办").count == 2)
  }

  @Test func `a site calendar in the logs folder corrects provisional dates with an event`() throws {
    let centre = Centre()
    // As an editor of another system keeps it: a byte order mark, CR LF.
    let paper = "\u{FEFF}operator: 041207\r\nanswered: 2019-12-27 09:00\r\n投诉人: 张某\r\n"
    try Data(paper.utf8).write(to: URL(filePath: centre.place.file("paper.txt")))
    #expect(
      try centre.run(["enter-paper", "--file", centre.place.file("paper.txt")] + Self.desk).status == 0)
    #expect(try centre.run(["complaints", "list"]).output.contains("2020-01-02?"))
    let days =
      "# site 2019\n2019-01-01\toff\t元旦\n2019-05-01\toff\t劳动节\n2019-10-01\toff\t国庆节\n2019-10-02\toff\t国庆节\n2019-10-03\toff\t国庆节\n2019-12-28\twork\t元旦\n"
    try days.write(toFile: "\(centre.logs)/calendar.tsv", atomically: true, encoding: .utf8)
    _ = try centre.run(["complaints", "remind"])
    let list = try centre.run(["complaints", "list"]).output
    #expect(list.contains("2019-12-31") && !list.contains("?"), "\(list)")
    let show = try centre.run(["complaints", "show", "20191227-paper-0001"]).output
    #expect(show.contains("2020-01-02 → 2019-12-31 (site 2019)"), "\(show)")
    try "nonsense\n".write(toFile: "\(centre.logs)/calendar.tsv", atomically: true, encoding: .utf8)
    #expect(try centre.run(["complaints", "remind"]).status == 65)
  }

  @Test func `promises, call-backs and major matters stand until their deed`() throws {
    let centre = Centre()
    let call = try centre.take(Self.promise)[0]
    #expect(try centre.run(["matters", "list"]).output.split(separator: "\n").count == 2)
    let done = ["matters", "done", call, "--unit", "天宁所"] + Self.desk
    #expect(
      try centre.run(["matters", "hand-over", call, "--to", "041299", "--why", "换岗"] + Self.desk).status == 0)
    #expect(try centre.run(done + ["--at", "2099-01-01 09:00"]).status == 64)
    #expect(try centre.run(done + ["--at", "2026-01-02 09:00"]).status == 0)
    #expect(try centre.run(done).status == 1)
    let show = try centre.run(["matters", "show", call]).output
    #expect(show.contains("移交 041207 → 041299 — 换岗") && show.contains("天宁所 (2026-01-02 09:00:00)"))
    #expect(show.contains("待回拨") && !show.contains("许诺1:"))
    #expect(try centre.run(["matters", "show", "20200101-03-0001"]).status == 1)
    #expect(try centre.run(done + ["--what", "call-back"]).status == 0)
    #expect(try centre.run(["matters", "list"]).output.isEmpty)
    #expect(try centre.run(["major", "mark", call, "--why", "聚集"] + Self.desk).status == 0)
    #expect(try centre.run(["major", "list"]).output.contains(call))
    #expect(
      try centre.run(["major", "report", call, "--to", "李某", "--how", "电话"] + Self.desk).status == 0)
    #expect(try centre.run(["major", "list"]).output.isEmpty)
    #expect(try centre.run(["major", "mark", "20200101-03-0001", "--why", "x"] + Self.desk).status == 66)
  }

  @Test func `misconduct going on goes to the inspectors at once, and the three days run as well`() throws {
    let centre = Centre()
    let lines = [
      "/ring 199****0003", "/answer", "/branch complaint", "/about 民警打人", "/happening yes", "/notify 天宁所",
      "/level 1",
    ]
    let calls = try centre.take(lines + ["/cutoff"])
    #expect(try centre.run(["major", "list"]).output.split(separator: "\n").count == 2)
    let list = try centre.run(["complaints", "list"]).output
    #expect(list.contains("正在发生") && list.contains("已受理"))
    let report = ["major", "report", calls[0], "--how", "电话"] + Self.desk
    #expect(try centre.run(report + ["--to", "值班长 李某"]).status == 0)
    let left = try centre.run(["major", "list"]).output
    #expect(left.contains("未报督察") && left.split(separator: "\n").count == 1)
    #expect(try centre.run(report + ["--to", "督察支队 王某"]).status == 0)
    #expect(try centre.run(["major", "list"]).output.isEmpty)
    let show = try centre.run(["complaints", "show", calls[0]]).output
    #expect(show.contains("已报督察 督察支队 王某 (电话 "), "\(show)")
    #expect(show.contains("重大警情已报 值班长 李某"))
    // Told in the call by F8, whatever the unit is called in full.
    let second = try centre.take(lines.dropLast() + ["/notify 警务督察支队 已告知", "/cutoff"])[1]
    #expect(try centre.run(["complaints", "show", second]).output.contains("已报督察 警务督察支队 ("))
    #expect(try centre.run(["major", "list"]).output.isEmpty)
  }

  @Test func `the rated operator can neither enter nor change the rating`() throws {
    let centre = Centre()
    let call = try centre.take(Self.promise)[0]
    #expect(try centre.run(["rating", call, "非常满意", "--operator", "041207"]).status == 77)
    #expect(try centre.run(["rating", call, "很好"] + Self.desk).status == 64)
    #expect(try centre.run(["rating", call, "不满意"] + Self.desk).status == 0)
    #expect(try centre.run(["rating", call, "满意", "--operator", "041207"]).status == 77)
    #expect(try centre.run(["rating", call, "不满意", "--follow-up", "041207"] + Self.desk).status == 77)
    let own = ["matters", "done", call, "--what", "follow-up", "--unit", "本人", "--operator", "041207"]
    #expect(try centre.run(own).status == 77)
    let matters = try centre.run(["matters", "list", "--holder", "060001"]).output
    #expect(matters.contains("回访"))
    #expect(
      try centre.run(["matters", "done", call, "--what", "follow-up", "--unit", "本人"] + Self.desk).status == 0
    )
    #expect(try centre.run(["matters", "list", "--holder", "060001"]).output.isEmpty)
  }

  @Test func `a relief takes one command, hands everything over, and prints a log of 78 columns`() throws {
    let centre = Centre()
    #expect(try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"]).status == 0)
    #expect(try centre.run(["shift", "start", "--seat", "03", "--operator", "041208"]).status == 1)
    try centre.take(Self.complaint + Self.promise)
    let relief = try centre.run([
      "shift", "take-over", "--seat", "03", "--operator", "041208", "--paper", "2",
    ])
    #expect(relief.status == 0, "\(relief.error)")
    let widest = relief.output.split(separator: "\n").map(\.displayWidth).max() ?? 0
    #expect(widest == 78, "\(widest)")
    #expect(relief.output.contains("call110-checkpoint live/"))
    #expect(relief.output.contains("待补录 2 份"))
    #expect(try centre.run(["matters", "list", "--holder", "041207"]).output.isEmpty)
    #expect(
      try centre.run(["matters", "list", "--holder", "041208"]).output.split(separator: "\n").count == 3)
    let words = ["shift", "log", "--seat", "03", "--operator", "041207"]
    #expect(try centre.run(words).output.contains("接听 2 起"))
    #expect(try centre.run(["shift", "end", "--seat", "03", "--operator", "041207"]).status == 1)
    let end = try centre.run(["shift", "end", "--seat", "03", "--operator", "041208", "--ui", "en"])
    #expect(end.status == 0 && (end.output.split(separator: "\n").map(\.displayWidth).max() ?? 0) <= 78)
    #expect(try centre.run(["shift", "take-over", "--seat", "03", "--operator", "041209"]).status == 1)
  }

  @Test func `a relief at the console hands over what the call a moment ago left open`() throws {
    let centre = Centre()
    #expect(try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"]).status == 0)
    try centre.take(Self.promise + ["/shift 接班 041208", "/ring 199****0009", "/answer", "/cutoff"])
    #expect(try centre.run(["matters", "list", "--holder", "041207"]).output.isEmpty)
    let taken = try centre.run(["matters", "list", "--holder", "041208"]).output
    #expect(taken.contains("派警") && taken.split(separator: "\n").count == 3, "\(taken)")
    let log = try centre.run(["shift", "log", "--seat", "03", "--operator", "041207"]).output
    #expect(log.contains("接听 1 起") && log.contains("交班给 041208"))
  }

  @Test func `the log tells of every open promise of the shift with whom it is now`() throws {
    let centre = Centre()
    #expect(try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"]).status == 0)
    let calls = try centre.take(Self.complaint + Self.promise)
    #expect(try centre.run(["complaints", "assign", calls[0], "--to", "050001"] + Self.desk).status == 0)
    #expect(try centre.run(["rating", calls[1], "不满意", "--follow-up", "060002"] + Self.desk).status == 0)
    let words = ["--to", "041209", "--why", "先行移交", "--operator", "041207"]
    #expect(try centre.run(["matters", "hand-over", calls[1]] + words).status == 0)
    let end = ["shift", "end", "--seat", "03", "--operator", "041207", "--to", "041208"]
    let log = try centre.run(end).output.split(separator: "\n").map(String.init)
    for (call, holder, matter) in [
      (calls[0], "050001", "投诉答复"), (calls[1], "041209", "派警"), (calls[1], "041209", "待回拨"),
      (calls[1], "060002", "回访"),
    ] {
      let rows = log.filter { $0.hasPrefix(call) && $0.contains(matter) }
      #expect(rows.count == 1 && rows[0].contains(" \(holder) "), "\(matter): \(rows)")
    }
    let again = try centre.run(["shift", "log", "--seat", "03", "--operator", "041207"]).output
    #expect(again.contains("060002") && again.contains("050001"))
  }

  @Test func `pages hold no script and nothing that a caller could have smuggled in`() throws {
    let centre = Centre()
    #expect(try centre.run(["shift", "start", "--seat", "03", "--operator", "041207"]).status == 0)
    let lines =
      Self.promise.dropLast() + [
        "/said criticism-thanks", "/note <script>alert('x')</script> & \"y\"", "/cutoff",
      ]
    try centre.take(Array(lines))
    let page = try centre.run(
      ["shift", "log", "--seat", "03", "--operator", "041207", "--format", "html"]
    ).output
    #expect(page.hasPrefix("<!DOCTYPE html>") && !page.contains("<script") && !page.contains("http://"))
    #expect(page.contains("&lt;script&gt;alert("), "the remark stands on the log")
    let cards = try centre.run(["protocol", "cards", "--format", "html"]).output
    #expect(cards.contains("你好，常州110") && cards.contains("@page") && !cards.contains("<script"))
    let file = centre.place.file("log.html")
    #expect(try centre.run(["protocol", "cards", "--out", file]).status == 0)
    #expect(try centre.run(["protocol", "cards", "--out", file]).status == 73)
  }

  @Test func `the paper cards fit 78 columns in both languages`() throws {
    for language in ["zh", "en"] {
      let cards = try ProgramRun(["protocol", "cards", "--ui", language])
      let lines = cards.output.split(separator: "\n")
      #expect(cards.status == 0 && lines.count > 80)
      #expect(lines.allSatisfy { $0.displayWidth <= 78 })
    }
  }

  @Test func `a paper call keeps its true times and names the typist`() throws {
    let centre = Centre()
    let form = """
      # 停电期间
      接警员: 041207
      接听时间：2026-01-05 20:01:10
      响铃时间: 20:01:04
      铃声数: 2
      何地: 兰园路口
      派警: 交警一中队 @ 20:02
      派警: 急救
      类别: 300100
      等级: 2
      结束时间: 20:03:30

      """
    let run = try centre.run(["enter-paper"] + Self.desk, input: form)
    #expect(run.status == 0 && run.output.contains("20260105-paper-0001"), "\(run.error)")
    let record = try centre.json(["calls", "show", "20260105-paper-0001", "--json"])[0]
    #expect(record["answered_at"]?.string == "2026-01-05T20:01:10.000+08:00")
    #expect(record["ended_at"]?.string == "2026-01-05T20:03:30.000+08:00")
    #expect(record["operator_id"]?.string == "041207" && record["talk_ms"]?.integer == 140_000)
    #expect(record["elements"]?["where"]?["text"]?.string == "兰园路口")
    // A duration is told only of what has a time on the card.
    let told = try #require(record["notifications"]?.array)
    #expect(told.map { $0["ms"]?.integer } == [nil, 50_000])
    let sheet = try centre.run(["calls", "show", "20260105-paper-0001"]).output
    #expect(sheet.hasPrefix("纸质单, 20") && sheet.contains(" 由 060001 补录") && !sheet.contains("得于"))
    #expect(record["timing"]?["source"]?.string == "reported")
    #expect(try centre.run(["enter-paper"] + Self.desk, input: form).output.contains("20260105-paper-0002"))
  }

  @Test(arguments: [
    ("answered: 2026-01-05 09:00", 1), ("operator: 1\nanswered: yesterday", 2),
    ("operator: ../x\nanswered: 2026-01-05 09:00", 1), ("operator: 1\nanswered: 2099-01-05 09:00", 2),
    ("operator: 1\nanswered: 2026-01-05 09:00\nended: 08:00", 3),
    ("operator: 1\nanswered: 2026-01-05 09:00\nlevel: 9", 3),
    ("operator: 1\nanswered: 2026-01-05 09:00\nnonsense", 3),
    ("operator: 1\nanswered: 2026-01-05 09:00\ncomplaint-happening: perhaps", 3),
    ("operator: 1\nanswered: 2026-01-05 09:00\nshoe size: 44", 3),
    ("operator: 1\nanswered: 2026-01-05 09:00\nunit: X @ noon", 3),
  ])
  func `a bad paper call is refused with its line, and the next one is entered`(form: String, line: Int)
    throws
  {
    let centre = Centre()
    let good = "\n\noperator: 041208\nanswered: 2026-01-06 09:00\nwhat: lost purse\n"
    let run = try centre.run(["enter-paper", "--ui", "en"] + Self.desk, input: form + good)
    #expect(run.status == 65 && run.error.contains("-:\(line): "), "\(run.error)")
    #expect(run.output.contains("20260106-paper-0001") && !run.output.contains("20260105-paper"))
  }

  @Test func `two desks write at once and nothing is lost`() async throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    #expect(try centre.run(["complaints", "assign", call, "--to", "050001"] + Self.desk).status == 0)
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<6 {
        group.addTask {
          try centre.run([
            "rating", call, "满意", "--operator", "060001", "--desk", number % 2 == 0 ? "a" : "b",
          ]).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.allSatisfy { $0 == 0 })
    let lines = try ["a", "b"].map { desk in
      let day = call.prefix(8)
      let folder = "\(centre.logs)/live/\(day.prefix(4))/\(day.dropFirst(4).prefix(2))/\(day.suffix(2))"
      return try String(contentsOfFile: "\(folder)/desk-\(desk).jsonl", encoding: .utf8)
        .components(separatedBy: "\"ev\":\"rating\"").count - 1
    }
    #expect(lines == [3, 3])
  }
}
