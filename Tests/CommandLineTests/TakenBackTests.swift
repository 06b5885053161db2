import Foundation
import TestSupport
import Testing

/// A deed taken back: the journal keeps both lines, and every reader treats the call as if neither were
/// there.
@Suite(.timeLimit(.minutes(20))) struct TakenBackTests {
  /// Deeds of every kind, each with the lines before it that record nothing, and the kind of its line.
  private static let takenBack: [(before: [String], deed: String, kind: String)] = [
    ([], "/said urgent-police", "promise"), ([], "/said 急什么！", "wording"), ([], "/branch 投诉", "complaint"),
    ([], "/branch 骚扰", "branch"), ([], "/level 1", "level"), ([], "/category 100300", "category"),
    ([], "/notify 天宁所 两组", "notify"), ([], "/department 某某公司", "notify"), (["/link"], "/link 1", "link"),
    ([], "/refer 某某所 某路1号 0519-00000001", "refer"), ([], "/question 去哪里办", "question"),
    ([], "/note 备注甲", "note"), ([], "/ask what", "ask"), ([], "/language 英语", "language"),
    ([], "/amend where 丁路4号 // 听错", "amend"),
  ]

  /// What a command tells without the times of day and the durations, which no two runs share, and without
  /// what tells of the deed as taken back.
  private func steady(_ centre: DeskCommandTests.Centre, _ words: [String]) throws -> String {
    try centre.run(words).output.replacing(/\d\d:\d\d(:\d\d(\.\d+)?)?(\+08:00)?/, with: "T")
      .replacing(/"[a-z_]*ms":\d+/, with: "").replacing(/\d+[.,]\d+/, with: "N")
      .replacing(/jsonl:\d+|"line":\d+/, with: "jsonl")
      .replacing(/,"undone":\[.*\]\}\n/, with: "}\n").replacing(/已撤销\n(  .*\n)+/, with: "")
      .replacing(/records\.lines,.*\n/, with: "")
  }

  @Test(arguments: takenBack.indices)
  func `a deed taken back leaves record, matters, review and report as if it had not been done`(
    index: Int
  ) throws {
    let (before, deed, kind) = Self.takenBack[index]
    let first = ["/ring 199****0005", "/answer 1", "/said greeting", "/where 丙路3号", "/hangup", "/hangup"]
    let begun = ["/ring 199****0005", "/answer 1", "/said greeting", "/where 乙路2号"]
    let (with, without) = (DeskCommandTests.Centre(), DeskCommandTests.Centre())
    let calls = try with.take(first + begun + before + [deed, "/undo", "/hangup", "/hangup"])
    #expect(try without.take(first + begun + before + ["/hangup", "/hangup"]) == calls)
    let call = try #require(calls.first { $0.hasSuffix("-0002") })
    let day = "\(call.prefix(4))-\(call.dropFirst(4).prefix(2))-\(call.dropFirst(6).prefix(2))"
    let range = ["--from", day, "--to", day]
    for words in [
      ["calls", "show", call, "--json"], ["calls", "show", call], ["calls", "list", "--json"],
      ["calls", "search", "--json"], ["calls", "search", "--level", "1", "--json"],
      ["calls", "search", "--category", "100300", "--json"], ["calls", "search", "抢夺", "--json"],
      ["matters", "list", "--json"], ["matters", "list"], ["major", "list", "--json"],
      ["complaints", "list", "--all", "--json"], ["review", "check", call, "--json"],
      ["report", "day", day, "--format", "csv"], ["protocol", "unanswered", "--json"],
      ["export", "--format", "csv"] + range, ["callbacks", "--all", "--json"],
    ] {
      #expect(try steady(with, words) == steady(without, words), "\(deed): \(words)")
    }
    let shown = try with.run(["calls", "show", call, "--json"]).output
    #expect(shown.contains("\"undone\":[{"))
    let evidence = try with.run(["calls", "replay", call, "--speed", "100000"]).output
    #expect(evidence.contains("撤销: "), "\(evidence)")
    #expect(
      try Self.lines(kind, with).contains { $0.contains(call) } && Self.lines("undone", with).count == 1,
      "\(deed)")
    #expect(try with.run(["verify"]).status == 0)
  }

  @Test(arguments: ["/answer", "/callback busy"])
  func `a wrong result of ringing back leaves list, matters, review and report as if it had not been told`(
    wrong: String
  ) throws {
    let first = ["/ring 199****0005", "/answer 1", "/said greeting", "/where 丙路3号", "/cutoff", "/callback"]
    let (with, without) = (DeskCommandTests.Centre(), DeskCommandTests.Centre())
    let calls = try with.take(first + [wrong, "/undo", "/callback no-answer"])
    #expect(try without.take(first + ["/callback no-answer"]) == calls)
    let call = try #require(calls.first { $0.hasSuffix("-0001") })
    let day = "\(call.prefix(4))-\(call.dropFirst(4).prefix(2))-\(call.dropFirst(6).prefix(2))"
    for words in [
      ["callbacks", "--all", "--json"], ["callbacks"], ["matters", "list", "--json"],
      ["matters", "show", call],
      ["calls", "show", call], ["calls", "show", call, "--json"], ["calls", "list", "--json"],
      ["review", "check", "--day", day, "--json"], ["report", "day", day, "--format", "csv"],
      ["export", "--format", "csv", "--from", day, "--to", day], ["wallboard", "--once", "--json"],
    ] {
      #expect(try steady(with, words) == steady(without, words), "\(wrong): \(words)")
    }
    #expect(try Self.lines("callback-undone", with).count == 1)
    #expect(try with.run(["verify"]).status == 0)
  }

  /// The lines of one kind in the seats' journals.
  private static func lines(_ kind: String, _ centre: DeskCommandTests.Centre) throws -> [Substring] {
    let root = URL(filePath: centre.logs).appending(path: "live")
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".jsonl") }
      .flatMap { try String(contentsOf: root.appending(path: $0), encoding: .utf8).split(separator: "\n") }
      .filter { $0.contains("\"ev\":\"\(kind)\"") }
  }
}
