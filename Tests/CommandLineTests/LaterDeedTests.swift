import CallJournal
import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

/// What became of a call after it: every command that tells of it tells the same.
///
/// The tables name the commands; a new command that tells of a promise, a correction or a rating belongs into
/// them.
@Suite(.timeLimit(.minutes(20))) struct LaterDeedTests {
  private static let desk = ["--operator", "060001"]

  private struct Centre {
    let place = TemporaryDirectory()
    var logs: String { place.file("logs") }

    func run(_ words: [String], input: String = "") throws -> ProgramRun {
      try ProgramRun(words, input: Array(input.utf8), environment: ["CALL110_LOGS": logs])
    }

    /// Takes calls at a seat and gives the ids of all on record.
    func take(_ lines: [String], seat: String = "03") throws -> [String] {
      let input = lines.joined(separator: "\n") + "\n"
      let run = try run(["console", "--seat", seat, "--operator", "041207"], input: input)
      #expect(run.error.isEmpty, "\(run.error)")
      return try onRecord()
    }

    private func onRecord() throws -> [String] {
      try self.run(["calls", "list"]).output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    }

    func done(_ words: [String]) throws {
      let run = try run(words)
      #expect(run.status == 0, "\(words): \(run.error)")
    }
  }

  private static let promised = [
    "/ring 199****0002", "/answer 2", "/said greeting", "/said urgent-police", "/where 晋陵中路189号", "/hangup",
    "/hangup",
  ]
  private static let complaint = [
    "/ring 199****0001", "/answer", "/said greeting", "/branch complaint", "/about 态度不好", "/name 张某",
    "/happening no", "/said complaint-promise", "/category 950100", "/level 3", "/note 初稿", "/hangup",
    "/hangup",
  ]

  /// Every command that tells whether a call's promise is open.
  private static func tellers(_ call: String) -> [[String]] {
    let range = ["--from", day(call), "--to", day(call)]
    return [
      ["calls", "list", "--json"], ["calls", "search", "--json"], ["calls", "list", "--csv"],
      ["calls", "search", "--csv"], ["calls", "show", call], ["calls", "show", call, "--json"],
      ["matters", "list"], ["matters", "list", "--json"], ["matters", "show", call],
      ["review", "check", call],
      ["review", "check", "--day", day(call)], ["review", "assess", "month"],
      ["export", "--format", "jsonl"] + range, ["export", "--format", "csv"] + range,
      ["export", "--format", "csv-excel"] + range, ["wallboard", "--once"],
    ]
  }

  private static func day(_ call: String) -> String {
    "\(call.prefix(4))-\(call.dropFirst(4).prefix(2))-\(call.dropFirst(6).prefix(2))"
  }

  @Test func `a promise kept at a desk is kept for every command that tells of it`() throws {
    let centre = Centre()
    let call = try centre.take(Self.promised)[0]
    let told = try Self.tellers(call).map { ($0, try centre.run($0).output) }
    try centre.done(["matters", "done", call, "--unit", "天宁所"] + Self.desk)
    for (words, before) in told {
      #expect(try centre.run(words).output != before, "\(words) tells nothing of the deed")
    }
    let show = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
    #expect(show["promises"]?.array?.first?["kept_at"]?.string != nil)
    let shown = try centre.run(["calls", "show", call]).output
    #expect(shown.contains("天宁所"))
    #expect(try !centre.run(["review", "check", call, "--json"]).output.contains("许诺落实"))
    #expect(try centre.run(["matters", "list"]).output.isEmpty)
  }

  @Test func `a promise kept at the seat behind the end is kept for every command that tells of it`() throws {
    let centre = Centre()
    let call = try centre.take(Self.promised)[0]
    let told = try Self.tellers(call).map { ($0, try centre.run($0).output) }
    _ = try centre.take(["/notify \(call) 天宁所 两组"])
    for (words, before) in told {
      #expect(try centre.run(words).output != before, "\(words) tells nothing of the deed")
    }
    #expect(try centre.run(["matters", "list"]).output.isEmpty)
    #expect(try Self.figure("promises.open", of: call, in: centre) == 0)
    #expect(try centre.run(["verify"]).status == 0)
  }

  /// A figure of the day's report.
  private static func figure(_ key: String, of call: String, in centre: Centre) throws -> Int? {
    let report = try centre.run(["report", "day", day(call), "--format", "csv"]).output
    let row = report.split(separator: "\n").first { $0.hasPrefix("\(key),") }
    return row.flatMap { row in
      row.split(separator: ",", omittingEmptySubsequences: false).dropFirst().lazy.compactMap { Int($0) }
        .first
    }
  }

  @Test func `a call opened again and closed again is one call as it is now, for every command`() throws {
    let centre = Centre()
    let call = try centre.take(
      ["/ring 199****0002", "/answer 2", "/where 甲路1号", "/level 3", "/cutoff"])[0]
    #expect(try centre.run(["callbacks"]).output.contains(call))
    let told = try Self.tellers(call).map { ($0, try centre.run($0).output) }
    // Opened again and left open: it goes on.
    #expect(
      try centre.run(["console", "--seat", "03", "--operator", "041207"], input: "/reopen \(call) 挂早了\n")
        .status == 0)
    #expect(try centre.run(["calls", "list"]).output.contains("通话中"))
    #expect(try centre.run(["calls", "search"]).output.contains(call))
    #expect(try Self.figure("calls.all", of: call, in: centre) == 0)
    #expect(try centre.run(["verify"]).status == 0)
    #expect(try centre.run(["matters", "list"]).output.isEmpty)
    let ids = try centre.take(["/where 乙路2号", "/category 100300", "/said greeting", "/hangup"])
    #expect(ids == [call])
    for (words, before) in told where words.first != "matters" && words.first != "wallboard" {
      #expect(try centre.run(words).output != before, "\(words) tells of the first end")
    }
    for (key, value) in [
      ("calls.all", 1), ("calls.answered", 1), ("calls.cut-off", 0), ("calls.cancelled", 0),
      ("breaches.calls", 0),
    ] {
      if let figure = try Self.figure(key, of: call, in: centre) { #expect(figure == value, "\(key)") }
    }
    #expect(try centre.run(["calls", "search", "--place", "乙路2号"]).output.contains(call))
    #expect(try !centre.run(["calls", "search", "--place", "乙路2号"]).output.contains("断线"))
    #expect(try centre.run(["calls", "list", "--json"]).output.split(separator: "\n").count == 1)
    #expect(try centre.run(["calls", "show", call]).output.contains("重开: 挂早了"))
    #expect(try !centre.run(["callbacks"]).output.contains(call))
    #expect(try centre.run(["verify"]).status == 0)
  }

  @Test
  func `a call that never was counts in no figure, owes nothing, and stands in every list as what it is`()
    throws
  {
    for isOutside in [false, true] {
      let centre = Centre()
      let calls = try centre.take(
        ["/ring 199****0003", "/answer", "/said urgent-police", "/where 丙路3号", "/level 1", "/cutoff"])
      let call = calls[0]
      for key in ["calls.all", "calls.answered"] {
        #expect(try Self.figure(key, of: call, in: centre) == 1, "\(key)")
      }
      #expect(try !centre.run(["matters", "list"]).output.isEmpty)
      let told = try Self.tellers(call).map { ($0, try centre.run($0).output) }
      if isOutside {
        try centre.done(["calls", "cancel", call, "误按"] + Self.desk)
      } else {
        _ = try centre.take(["/cancel \(call) 误按"])
      }
      for (words, before) in told {
        #expect(try centre.run(words).output != before, "\(words) tells nothing of it")
      }
      for key in ["calls.all", "calls.answered", "calls.cut-off", "reported.answers", "promises.open"] {
        if let figure = try Self.figure(key, of: call, in: centre) { #expect(figure == 0, "\(key)") }
      }
      #expect(try Self.figure("calls.cancelled", of: call, in: centre) == 1)
      for words in [["matters", "list"], ["major", "list"]] {
        #expect(try centre.run(words).output.isEmpty, "\(words)")
      }
      #expect(try !centre.run(["callbacks"]).output.contains(call))
      #expect(try centre.run(["calls", "list"]).output.contains("作废"))
      #expect(try centre.run(["calls", "search", "--place", "丙路3号"]).output.contains("作废"))
      #expect(try centre.run(["calls", "show", call]).output.contains("作废: 误按"))
      #expect(try centre.run(["export", "--format", "jsonl"]).output.contains("\"ending\":\"cancelled\""))
      #expect(try centre.run(["verify"]).status == 0)
      let again = try centre.run(["calls", "cancel", call, "又一次"] + Self.desk)
      #expect(again.status != 0 && again.error.contains("已作废"))
    }
  }

  @Test func `a correction outside the console has its checks and words`() throws {
    let centre = Centre()
    let call = try centre.take(["/ring 199****0002", "/answer 2", "/where 甲路1号", "/hangup"])[0]
    let amend = { (words: [String]) in try centre.run(["calls", "amend"] + words + Self.desk) }
    for (words, told) in [
      ([call, "level", "9"], "等级"), ([call, "nonsense", "x"], "没有这一项"),
      (["20991231-03-0001", "where", "x"], "20991231-03-0001"),
    ] {
      let run = try amend(words)
      #expect(run.status != 0 && run.error.contains(told), "\(words): \(run.error)")
    }
    let done = try amend([call, "何地", "乙路2号", "//", "听错门牌"])
    #expect(done.status == 0 && done.output.contains("\(call): 更正 何地: 甲路1号 → 乙路2号"))
    #expect(try centre.run(["calls", "search", "--place", "乙路2号"]).output.contains(call))
    #expect(try !centre.run(["calls", "search", "--place", "甲路1号"]).output.contains(call))
    #expect(try centre.run(["calls", "show", call]).output.contains("听错门牌"))
    #expect(try centre.run(["verify"]).status == 0)
  }

  /// Every command that tells how far a complaint is, and by when it is to be answered.
  private static func complaintTellers(_ call: String) -> [[String]] {
    [
      ["complaints", "list", "--all"], ["complaints", "list", "--all", "--json"],
      ["complaints", "show", call],
      ["complaints", "show", call, "--json"], ["matters", "list"], ["matters", "list", "--json"],
      ["matters", "show", call], ["calls", "show", call], ["calls", "show", call, "--json"],
      ["export", "--format", "jsonl"], ["export", "--format", "csv"], ["export", "--format", "csv-excel"],
      ["report", "day", day(call)], ["report", "day", day(call), "--format", "json"],
      ["report", "day", day(call), "--format", "csv"], ["report", "day", day(call), "--format", "html"],
      ["report", "day", day(call), "--by", "operator"],
      ["shift", "log", "--seat", "03", "--operator", "041207"],
      ["shift", "log", "--seat", "03", "--operator", "041207", "--format", "html"],
    ]
  }

  /// The same, and those that only say whether the promised answer is owed.
  private static func answerTellers(_ call: String) -> [[String]] {
    complaintTellers(call) + [
      ["complaints", "list"], ["calls", "list", "--json"], ["calls", "list", "--csv"],
      ["calls", "search", "--json"], ["calls", "search", "--csv"],
    ]
  }

  /// What commands print but for the times of day, which go on by themselves.
  private func told(_ centre: Centre, _ commands: [[String]]) throws -> [[String]: String] {
    try Dictionary(
      uniqueKeysWithValues: commands.map {
        ($0, try centre.run($0).output.replacing(/\d\d:\d\d(:\d\d(\.\d+)?)?/, with: ""))
      })
  }

  @Test func `a complaint answered in time is answered for every command that tells of it`() throws {
    let centre = Centre()
    try centre.done(["shift", "start", "--seat", "03", "--operator", "041207"])
    let call = try centre.take(Self.complaint)[0]
    try centre.done(["complaints", "assign", call, "--to", "050001", "--why", "x"] + Self.desk)
    let before = try told(centre, Self.answerTellers(call))
    try centre.done(
      ["complaints", "reply", call, "--by", "王某", "--how", "电话", "--text", "已说明", "--operator", "050001"])
    for (words, text) in try told(centre, Self.answerTellers(call)) {
      #expect(text != before[words], "\(words) tells nothing of the answer")
    }
    let record = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
    #expect(record["promises"]?.array?.first?["kept_at"]?.string != nil)
    let exported = try JSONReader.parse(Array(try centre.run(["export"]).output.utf8))
    #expect(exported["promises_open"]?.string == "0")
    #expect(try centre.run(["complaints", "list"]).output.isEmpty)
    let report = try centre.run(["report", "day", Self.day(call), "--format", "csv"]).output
    for (key, part) in [("in-time", 1), ("late", 0), ("overdue", 0), ("open", 0)] {
      let row = report.split(separator: "\n").first { $0.hasPrefix("complaints.\(key),") }
      #expect(row?.contains(",\(part),1,") == true, "\(row ?? "")")
    }
  }

  @Test func `a deadline counted again makes a complaint overdue for every command`() throws {
    let centre = Centre()
    try centre.done(["shift", "start", "--seat", "03", "--operator", "041207"])
    let call = try centre.take(Self.complaint)[0]
    let before = try told(centre, Self.complaintTellers(call))
    try Self.correctDeadline(of: call, to: "2020-01-06", in: centre)
    for (words, text) in try told(centre, Self.complaintTellers(call)) {
      #expect(text != before[words], "\(words) tells nothing of the new day")
    }
    for words in [
      ["matters", "list"], ["shift", "log", "--seat", "03", "--operator", "041207"],
      ["complaints", "remind", "--dry-run"], ["complaints", "list", "--overdue"],
    ] {
      #expect(try centre.run(words).output.contains("2020-01-06"), "\(words)")
    }
    let report = try centre.run(["report", "day", Self.day(call), "--format", "csv"]).output
    #expect(report.contains(/complaints\.overdue,[^\n]*,1,1,/))
  }

  private static func correctDeadline(of call: String, to day: String, in centre: Centre) throws {
    let writer = try JournalWriter(
      logs: centre.logs, room: .live, seat: try SeatIdentifier("desk-remind"),
      operatorOnDuty: try OperatorIdentifier("remind"))
    let (old, new) = (try #require(CivilDate("2099-01-02")), try #require(CivilDate(day)))
    let event = MatterEvent.deadline(
      DeadlineCorrected(
        previous: old, deadline: ComplaintOpened(due: new, counted: [new], isProvisional: false), source: "s")
    )
    let draft = JournalDraft(
      call: try CallIdentifier(call), kind: event.kind.rawValue, payload: event.payload)
    #expect(try writer.append([draft]).isRecorded)
    writer.close()
  }

  @Test func `a deadline counted again is the one in force for every command`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    try Self.correctDeadline(of: call, to: "2099-01-05", in: centre)
    for words in [
      ["complaints", "list"], ["complaints", "list", "--all", "--json"], ["complaints", "show", call],
      ["calls", "show", call], ["calls", "show", call, "--json"],
      ["export", "--format", "jsonl"], ["export", "--format", "csv"], ["export", "--format", "csv-excel"],
    ] {
      #expect(try centre.run(words).output.contains("2099-01-05"), "\(words)")
    }
  }

  @Test func `a correction reaches every reader, and the way back is one more correction`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    _ = try centre.take(
      ["note 订正 // 听错", "complaint-about 言语粗暴 // 听错", "category 100300 // 错选"].map { "/amend \(call) \($0)" })
    for words in [
      ["calls", "show", call, "--reveal", "--reason", "复核"], ["export", "--reveal", "--reason", "复核"],
    ] {
      let text = try centre.run(words).output
      #expect(text.contains("订正") && text.contains("言语粗暴"), "\(words)")
    }
    let exported = try JSONReader.parse(Array(try centre.run(["export"]).output.utf8))
    #expect(exported["category_name"]?.string?.isEmpty == false)
    #expect(try centre.run(["calls", "search", "言语粗暴"]).output.contains(call))
    #expect(
      try centre.run(["complaints", "show", call, "--reveal", "--reason", "复核"]).output.contains("言语粗暴"))
    _ = try centre.take(
      ["happening yes // 仍在", "happening no // 已停", "note 初稿 // 原话"].map { "/amend \(call) \($0)" })
    let sheet = try centre.run(["complaints", "show", call, "--ui", "en"]).output
    #expect(!sheet.contains("was happening"))
    let record = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
    let amendments = (record["amendments"]?.array ?? []).map {
      ($0["field"]?.string ?? "", $0["was"]?.string ?? "")
    }
    #expect(amendments.filter { $0.0 == "note" }.map(\.1) == ["初稿", "订正"])
    #expect(amendments.filter { $0.0 == "complaint-happening" }.map(\.1) == ["no", "yes"])
  }

  /// A new value of every field that can be corrected, and what of it is looked for.
  private static let corrections: [(field: String, value: String)] = [
    ("when", "前天晚上"), ("where", "常州大道77号"), ("what", "换锁"), ("who", "三名女子"), ("why", "欠薪"),
    ("object", "红色提包"),
    ("result", "无人受伤"), ("contact", "钱某甲 19900000088"), ("complaint-name", "赵某乙"),
    ("complaint-address", "和平里3号"), ("complaint-workunit", "第二棉纺厂"), ("complaint-phone", "19900000077"),
    ("complaint-against", "另一民警"), ("complaint-about", "言语粗暴"), ("complaint-confidential", "yes"),
    ("complaint-happening", "yes"), ("category", "100300"), ("level", "1"), ("language", "english"),
    ("number", "19900000066"), ("note", "订正之后"),
  ]

  private static func isFreeText(_ field: String) -> Bool {
    !["category", "level", "language", "complaint-confidential", "complaint-happening"].contains(field)
  }

  @Test(arguments: [("zh", "同号", "有人抢包"), ("en", "same number", "有人抢包")])
  func `a number corrected after the call says what it called about before`(
    language: String, words: String, matter: String
  ) throws {
    let record = try CallsOnRecord()
    func said(ringing number: String, corrected: String) throws -> String {
      let lines = ["/ring \(number)", "/answer 1", "/what 问路", "/hangup", "/hangup"]
      let console = ["console", "--seat", "04", "--operator", "041208", "--ui", language]
      let taken = try record.run(console, input: lines.joined(separator: "\n") + "\n").output
      let call = try #require(taken.matches(of: /[0-9]{8}-04-[0-9]{4}/).last).output
      return try record.run(console, input: "/amend \(call) number \(corrected) // 听错\n").output
    }
    let known = try said(ringing: "19900000031", corrected: "19900000001")
    #expect(known.contains(words) && known.contains(matter), "\(known)")
    let unknown = try said(ringing: "19900000032", corrected: "19900000033")
    #expect(!unknown.contains(words), "\(unknown)")
  }

  @Test(arguments: [false, true])
  func `a correction of any field reaches every reader of the record`(atAnotherSeat: Bool) throws {
    let known =
      ElementIdentifier.allCases.map(\.rawValue) + ComplaintField.allCases.map { "complaint-\($0.rawValue)" }
      + [Amendment.category, Amendment.level, Amendment.language, Amendment.number, Amendment.note]
    #expect(Set(Self.corrections.map(\.field)) == Set(known))
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    let amend = Self.corrections.map { "/amend \(call) \($0.field) \($0.value) // 听错" }
    _ = try centre.take(amend, seat: atAnotherSeat ? "05" : "03")
    let reveal = ["--reveal", "--reason", "复核", "--by", "050009"]
    for words in [
      ["calls", "show", call], ["calls", "show", call, "--json"], ["export", "--format", "jsonl"],
      ["export", "--format", "csv"], ["export", "--format", "csv-excel"], ["complaints", "show", call],
    ] {
      let text = try centre.run(words + reveal).output
      for (field, value) in Self.corrections where Self.isFreeText(field) {
        if words[0] == "complaints", !field.hasPrefix("complaint-") { continue }
        #expect(text.contains(value), "\(words) \(field)")
      }
    }
    for (field, value) in Self.corrections where Self.isFreeText(field) {
      for words in [["calls", "list", "--text", value], ["calls", "search", value]] {
        #expect(try centre.run(words).output.contains(call), "\(words) \(field)")
      }
    }
    let filters = [
      ["--place", "常州大道77号"], ["--name", "赵某乙"], ["--name", "钱某甲"], ["--number", "19900000066"],
      ["--category", "100300"], ["--level", "1"],
    ]
    let old = [
      ["--place", "晋陵中路"], ["--number", "199****0001"], ["--category", "950100"], ["--level", "3"],
      ["--name", "张某"],
    ]
    for list in ["list", "search"] {
      for filter in filters {
        #expect(try centre.run(["calls", list] + filter).output.contains(call), "\(filter)")
      }
      for filter in old {
        #expect(try centre.run(["calls", list] + filter).output.isEmpty, "\(list) \(filter)")
      }
      for form in ["--json", "--csv", "--csv=excel"] {
        let text = try centre.run(["calls", list, form]).output
        #expect(text.contains("100300") && !text.contains("950100"), "\(list) \(form)")
      }
    }
    let record = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
    #expect(record["level"]?.integer == 1 && record["language"]?.string == "english")
    #expect(record["category"]?.string == "100300" && record["category_name"]?.string?.isEmpty == false)
    try expectMattersAsCorrected(centre, call)
  }

  /// The highest level and misconduct going on are major matters now, for all who tell of them.
  private func expectMattersAsCorrected(_ centre: Centre, _ call: String) throws {
    for words in [
      ["major", "list"], ["major", "list", "--json"], ["matters", "list"], ["matters", "show", call],
    ] {
      #expect(try centre.run(words).output.contains(call), "\(words)")
    }
    #expect(try centre.run(["complaints", "list"]).output.contains("正在发生"))
    let report = try centre.run(["report", "day", Self.day(call), "--by", "category", "--format", "json"])
      .output
    #expect(report.contains("100300") && !report.contains("950100"))
    let check = try centre.run(["review", "check", call]).output
    #expect(check.contains(call))
  }

  @Test func `a correction of old without the category's name gets it from the protocol`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    let writer = try JournalWriter(
      logs: centre.logs, room: .live, seat: try SeatIdentifier("03"),
      operatorOnDuty: try OperatorIdentifier("041207"))
    let old = Amendment(field: Amendment.category, previous: "950100", text: "100300", reason: "错选")
    let event = CallEvent.amend(old)
    #expect(!String(decoding: event.payload(offsetMilliseconds: nil), as: UTF8.self).contains("name"))
    let draft = JournalDraft(
      call: try CallIdentifier(call), kind: event.kind.rawValue,
      payload: event.payload(offsetMilliseconds: nil))
    #expect(try writer.append([draft]).isRecorded)
    writer.close()
    for words in [
      ["calls", "list", "--json"], ["calls", "list", "--csv"], ["calls", "search", "--json"],
      ["calls", "search", "--csv"], ["calls", "show", call], ["calls", "show", call, "--json"], ["export"],
      ["export", "--format", "csv"], ["export", "--format", "csv-excel"],
    ] {
      let text = try centre.run(words).output
      #expect(text.contains("100300") || words.count == 3, "\(words)")
      #expect(text.contains("抢夺"), "\(words)")
    }
    let exported = try JSONReader.parse(Array(try centre.run(["export"]).output.utf8))
    #expect(exported["category_name"]?.string == exported["record"]?["category_name"]?.string)
  }

  @Test(arguments: ["category 999999", "level 99", "level x", "language klingon"])
  func `a correction to what does not exist is refused`(value: String) throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    _ = try centre.run(
      ["console", "--seat", "03", "--operator", "041207"], input: "/amend \(call) \(value) // x\n")
    let record = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
    #expect(record["amendments"]?.array?.isEmpty == true && record["level"]?.integer == 3)
  }

  @Test func `calls without a closing line are found by lists and searches alike`() throws {
    let centre = Centre()
    let calls = try centre.take(
      Self.promised + ["/ring 199****0009", "/answer", "/where 滨河夜市烧烤摊", "/level 2"])
    #expect(calls.count == 2)
    for filter in [
      [], ["--level", "2"], ["--place", "滨河夜市"], ["--seat", "03"], ["--place", "晋陵中路"], ["--level", "1"],
    ] {
      let list = try centre.run(["calls", "list", "--json"] + filter).output
      #expect(try centre.run(["calls", "search", "--json"] + filter).output == list, "\(filter)")
      #expect(
        try centre.run(["calls", "search", "--csv"] + filter).output
          == centre.run(["calls", "list", "--csv"] + filter).output)
    }
    #expect(try centre.run(["calls", "search", "--level", "2", "--json"]).output.contains(calls[1]))
  }

  @Test func `all ratings stay; the first counts until a second person agrees to another`() throws {
    let centre = Centre()
    let call = try centre.take(Self.promised)[0]
    try centre.done(["rating", call, "dissatisfied", "--by", "本人"] + Self.desk)
    try centre.done(["rating", call, "--grade", "very-satisfied"] + Self.desk)
    func counts() throws -> [String] {
      let show = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
      return (show["ratings"]?.array ?? []).map {
        ($0["grade"]?.string ?? "") + ($0["counts"]?.bool == true ? "*" : "")
      }
    }
    #expect(try counts() == ["dissatisfied*", "very-satisfied"])
    for second in ["060001", "041207"] {
      let refused = try centre.run(
        ["rating", call, "satisfied", "--why", "录错", "--agreed-by", second] + Self.desk)
      #expect(refused.status == 77 && refused.output.isEmpty, "\(second)")
    }
    #expect(try centre.run(["rating", call, "satisfied", "--why", "录错"] + Self.desk).status == 77)
    try centre.done(["rating", call, "satisfied", "--why", "录错", "--agreed-by", "060002"] + Self.desk)
    #expect(try counts() == ["dissatisfied", "very-satisfied", "satisfied*"])
    let text = try centre.run(["calls", "show", call]).output
    #expect(text.contains("不满意") && text.contains("非常满意") && text.contains("060002"))
  }

  @Test(arguments: [false, true])
  func `a reply entered late was late unless a proof is named, and lists mark it`(hasProof: Bool) throws {
    let centre = Centre()
    let form =
      "answered: 2026-01-05 09:15:31\noperator: 041207\nnumber: 199****0001\nwhat: 投诉民警态度\n"
      + "complaint-name: 张某\ncomplaint-about: 态度不好\ncategory: 950100\nlevel: 3\n"
    try Data(form.utf8).write(to: URL(filePath: centre.place.file("form")))
    let call = "20260105-paper-0001"
    try centre.done(["enter-paper", "--file", centre.place.file("form")] + Self.desk)
    try centre.done(["complaints", "assign", call, "--to", "050001", "--why", "x"] + Self.desk)
    try centre.done(
      [
        "complaints", "reply", call, "--by", "王某", "--how", "电话", "--text", "已说明", "--at", "2026-01-06T10:00",
        "--operator", "050001",
      ] + (hasProof ? ["--proof", "挂号信 17"] : []))
    let told = try JSONReader.parse(
      Array(try centre.run(["complaints", "list", "--all", "--json"]).output.utf8))
    #expect(told["in_time"]?.bool == hasProof && told["reply_proof"]?.bool == hasProof)
    #expect(told["replied_at"]?.string?.hasPrefix("2026-01-06T10:00") == true)
    #expect(told["reply_entered_at"]?.string?.hasPrefix("2026-01-06") == false)
    #expect(try centre.run(["complaints", "list", "--all"]).output.contains("补记"))
    for period in [["month", "2026-01"], ["year", "2026"]] {
      let report = try centre.run(["report"] + period + ["--format", "csv"]).output
      for (key, part) in [("in-time", hasProof ? 1 : 0), ("late", hasProof ? 0 : 1), ("overdue", 0)] {
        let row = report.split(separator: "\n").first { $0.hasPrefix("complaints.\(key),") }
        #expect(row?.contains(",\(part),1,") == true, "\(period) \(key) \(row ?? "")")
      }
    }
  }

  @Test func `a call from paper is told on a day on which no seat wrote anything`() throws {
    let centre = Centre()
    let form =
      "answered: 2026-01-05 09:15:31\noperator: 041207\nnumber: 199****0001\nwhere: 晋陵中路\nwhat: 有人抢包\ncategory: 100300\nlevel: 2\n"
    try Data(form.utf8).write(to: URL(filePath: centre.place.file("form")))
    let entered = try centre.run(["enter-paper", "--file", centre.place.file("form")] + Self.desk)
    #expect(entered.status == 0, "\(entered.error)")
    let range = ["--from", "2026-01-05", "--to", "2026-01-05"]
    for words in [
      ["export"] + range, ["calls", "list", "--day", "2026-01-05"], ["calls", "search"] + range,
      ["review", "check", "--day", "2026-01-05"],
    ] {
      #expect(try centre.run(words).output.contains("20260105-paper-0001"), "\(words)")
    }
    #expect(try centre.run(["review", "assess", "month", "--period", "2026-01"]).output.contains("041207"))
  }
}
