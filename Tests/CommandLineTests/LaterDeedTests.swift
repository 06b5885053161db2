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
    "/happening no", "/said complaint-reply", "/category 950100", "/level 3", "/note 初稿", "/hangup",
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

  @Test func `a deadline counted again is the one in force for every command`() throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    let identifier = try CallIdentifier(call)
    let writer = try JournalWriter(
      logs: centre.logs, room: .live, seat: try SeatIdentifier("desk-remind"),
      operatorOnDuty: try OperatorIdentifier("remind"))
    let (old, new) = (try #require(CivilDate("2099-01-02")), try #require(CivilDate("2099-01-05")))
    let event = MatterEvent.deadline(
      DeadlineCorrected(
        previous: old, deadline: ComplaintOpened(due: new, counted: [new], isProvisional: false), source: "s")
    )
    #expect(
      try writer.append([
        JournalDraft(call: identifier, kind: event.kind.rawValue, payload: event.payload)
      ]).isRecorded)
    writer.close()
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
    let call = try centre.take(
      Self.complaint + [
        "/amend note 订正 // 听错", "/amend complaint-about 言语粗暴 // 听错", "/amend category 100300 // 错选",
      ])[0]
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
    _ = try centre.take(["/amend happening yes // 仍在", "/amend happening no // 已停", "/amend note 初稿 // 原话"])
    let sheet = try centre.run(["complaints", "show", call, "--ui", "en"]).output
    #expect(!sheet.contains("was happening"))
    let record = try JSONReader.parse(Array(try centre.run(["calls", "show", call, "--json"]).output.utf8))
    let amendments = (record["amendments"]?.array ?? []).map {
      ($0["field"]?.string ?? "", $0["was"]?.string ?? "")
    }
    #expect(amendments.filter { $0.0 == "note" }.map(\.1) == ["初稿", "订正"])
    #expect(amendments.filter { $0.0 == "complaint-happening" }.map(\.1) == ["no", "yes"])
  }

  @Test(arguments: ["category 999999", "level 99", "level x", "language klingon"])
  func `a correction to what does not exist is refused`(value: String) throws {
    let centre = Centre()
    let call = try centre.take(Self.complaint)[0]
    _ = try centre.run(["console", "--seat", "03", "--operator", "041207"], input: "/amend \(value) // x\n")
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
