import CallJournal
import CallModel
import Foundation
import TestSupport
import Testing

/// A skill contest by several contestants and two judges, and what somebody would try who wants to win it.
@Suite(.timeLimit(.minutes(20))) struct ContestTests {
  private static let start = "2026-11-22T09:00:00+08:00"
  /// A caller who is called back, told of a snatched telephone.
  private static let script = "@gone\n/callback\n/answer\n@quiet\n" + DrillCommandTests.handling
  private static let broken = "@gone\n/callback\n/answer\n/said greeting\n"

  private let logs = TemporaryDirectory()

  private func call(_ words: [String], input: String = "", logs: String? = nil) throws -> ProgramRun {
    try ProgramRun(words + ["--logs", logs ?? self.logs.path], input: Array(input.utf8))
  }

  private func contest(_ words: [String], logs: String? = nil) throws -> ProgramRun {
    try call(["drill", "contest"] + words, logs: logs)
  }

  /// Opens `spring` with one scenario for two contestants.
  private func open(_ words: [String] = [], seed: String = "5", logs: String? = nil) throws {
    let run = try contest(
      [
        "open", "spring", "--set", "missed", "--seed", seed, "--trainees", "1001,1002", "--judge", "j1",
      ] + words, logs: logs)
    #expect(run.status == 0, "\(run.error)")
  }

  private func drill(
    _ trainee: String, _ script: String = script, seat: String = "drill", more: [String] = [],
    logs: String? = nil
  ) throws -> ProgramRun {
    try call(
      [
        "drill", "run", "--contest", "spring", "--trainee", trainee, "--start", Self.start, "--seat", seat,
      ] + more, input: script, logs: logs)
  }

  private func mark(
    _ blind: String, judge: String, _ marks: String = "10,20,10,5,5,5", logs: String? = nil
  ) throws -> ProgramRun {
    try contest(["mark", "spring", "--judge", judge, "--blind", blind, "--marks", marks], logs: logs)
  }

  private func close(logs: String? = nil) throws {
    #expect(try contest(["close", "spring", "--judge", "j1"], logs: logs).status == 0)
  }

  @Test func `all have the same scenarios and seed, ranked by rule, judges beside`() throws {
    let opened = try contest([
      "open", "spring", "--set", "missed", "--seed", "5", "--trainees", "1001,1002,1003", "--judge", "j1",
    ])
    // The papers are not named.
    #expect(opened.status == 0 && !opened.output.contains("hung-up-ringing"), "\(opened.error)")
    for trainee in ["1001", "1002"] {
      let script =
        trainee == "1001" ? Self.script : Self.script.replacingOccurrences(of: "/said greeting\n", with: "")
      #expect(try drill(trainee, script).status == 0)
    }
    #expect(try drill("1001").status == 64)
    // Nobody marks what was not drilled.
    #expect(try mark("103", judge: "j1").status == 64)
    // Reviews, scores and results are locked; a judge sees what was said, and no name.
    let locked = [
      ["drill", "review", "20261122-drill-0001"], ["drill", "score", "20261122-drill-0001"],
      ["drill", "contest", "result", "spring"],
    ]
    for words in locked { #expect(try call(words).status == 69, "\(words)") }
    let judged = try call(["drill", "review", "--contest", "spring", "--blind", "101", "--judge", "j1"])
    #expect(judged.status == 0 && judged.output.contains("来电人"))
    for hidden in ["1001", "总分", "得分", "最佳"] { #expect(!judged.output.contains(hidden), "\(hidden)") }
    for (judge, marks) in [
      ("j1", ["15,30,20,9,9,9", "10,20,10,5,5,5"]), ("j2", ["12,28,18,8,8,8", "11,20,10,5,5,5"]),
    ] {
      for (blind, marks) in zip(["101", "102"], marks) {
        #expect(try mark(blind, judge: judge, marks).status == 0)
      }
    }
    for marks in ["99,0,0,0,0,0", "1,1,1,1,1", "1,1,1,1,1,1,x", "-1,0,0,0,0,0"] {
      #expect(try mark("101", judge: "j1", marks).status == 64, "\(marks)")
    }
    try close()
    for words in locked { #expect(try call(words).status == 0, "\(words)") }
    try checkResult()
  }

  /// The sheet has aspects, titles and single judges' marks; names only where they are asked for.
  private func checkResult() throws {
    let blind = try contest(["result", "spring", "--ui", "en"])
    #expect(blind.output.contains("judge j1: 15 30 20 9 9 9") && blind.output.contains("service attitude"))
    #expect(blind.output.contains("records of the contest are intact"))
    #expect(blind.output.contains("judges agree on the order in 100.0% of the pairs"))
    #expect(!blind.output.contains("1001"))
    let page = logs.file("result.html")
    _ = try contest(["result", "spring", "--html", page])
    let html = try String(contentsOfFile: page, encoding: .utf8)
    for part in ["<td>101</td>", "size:A4", "评委签名", "服务态度", "评委 j2"] {
      #expect(html.contains(part), "\(part)")
    }
    #expect(!html.contains("1001") && !html.contains("<script"))
    let named = try contest(["result", "spring", "--names"])
    let rows = named.output.split(separator: "\n").map(String.init)
    #expect(rows.firstIndex { $0.hasSuffix("1001") } ?? 9 < rows.firstIndex { $0.hasSuffix("1002") } ?? 0)
    #expect(rows.last { $0.hasSuffix("1003") }?.contains("0.0") == true)
  }

  @Test func `a contest whose opening or closing cannot be read keeps everything back`() throws {
    for unreadable in ["drill-contest", "drill-contest-closed"] {
      let folder = TemporaryDirectory()
      try open(logs: folder.path)
      #expect(try drill("1001", logs: folder.path).status == 0)
      try close(logs: folder.path)
      let seen = try call(["drill", "score", "20261122-drill-0001"], logs: folder.path)
      #expect(seen.status == 0, "\(seen.error)")
      let history = ["drill", "history", "--trainee", "1001"]
      let before = try call(history, logs: folder.path).output
      let all = FileManager.default.enumerator(atPath: folder.file("drill"))
      for name in all?.allObjects as? [String] ?? [] where name.hasSuffix("desk-contest.jsonl") {
        let file = folder.file("drill/" + name)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("\"ev\":\"\(unreadable)\",\"d\":{", with: "\"ev\":\"\(unreadable)\",\"d\":[")
          .write(toFile: file, atomically: true, encoding: .utf8)
      }
      for command in ["score", "review"] {
        let run = try call(["drill", command, "20261122-drill-0001"], logs: folder.path)
        #expect(run.status == 69, "\(command) \(unreadable): \(run.error)")
      }
      #expect(try call(history, logs: folder.path).output != before, "\(unreadable)")
    }
  }

  @Test func `an edited scenario is refused`() throws {
    let file = logs.file("own.drills")
    let text = "[scenario own]\nbase = snatched-phone\nsets = own\n"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let opened = try contest([
      "open", "spring", "--set", "own", "--trainees", "1001", "--judge", "j1", "--scenarios", file,
    ])
    #expect(opened.status == 0 && !opened.output.contains("own "), "\(opened.error)")
    for edited in [
      text + "level = 3\n", text + "category = 200500\n", "[scenario other]\nbase = snatched-phone\n",
    ] {
      try edited.write(toFile: file, atomically: true, encoding: .utf8)
      let run = try drill("1001", more: ["--scenarios", file])
      #expect(run.status == 65 && run.error.contains("不同"), "\(run.error)")
    }
  }

  @Test func `a lost drill is drilled again only when that was granted, on record`() throws {
    try open()
    _ = try drill("1001", Self.broken)
    _ = try drill("1002")
    #expect(try drill("1001").status == 64)
    let words = ["rerun", "spring", "--judge", "j1"]
    let grants = try ["101", "102"].map { blind in
      #expect(try contest(words + ["--blind", blind]).status == 64)
      return try contest(words + ["--blind", blind, "--reason", "终端断电"]).status
    }
    // What was finished is not granted again.
    #expect(grants.sorted() == [0, 64])
    #expect(try drill("1001").status == 0)
    let again = try ["101", "102"].map { blind in
      try contest(words + ["--blind", blind, "--reason", "再来"]).status
    }
    #expect(again == [64, 64])
    #expect(try drill("1001").status == 64)
    try close()
    #expect(try contest(["result", "spring"]).output.contains("第1题准许重做 (评委 j1): 终端断电"))
  }

  @Test func `who takes part does nothing that judges do, and sees nothing of what others did`() throws {
    try open()
    _ = try drill("1001")
    _ = try drill("1002", Self.broken)
    let blind = ["--blind", "101"]
    let deeds: [[String]] = [
      ["contest", "mark", "spring", "--marks", "1,1,1,1,1,1"] + blind,
      ["contest", "rerun", "spring", "--reason", "断电"] + blind, ["contest", "close", "spring"],
      ["review", "--contest", "spring"] + blind, ["watch", "--once", "--contest", "spring"] + blind,
      ["contest", "open", "autumn", "--set", "missed", "--trainees", "1001,1002"],
    ]
    for deed in deeds {
      for judge in [["--judge", "1001"], ["--judge", "1002"], []] {
        let run = try call(["drill"] + deed + judge)
        #expect(run.status == 64 && run.output.isEmpty, "\(deed) \(judge) \(run.error)")
      }
    }
    // Nothing of it is on record.
    #expect(try contest(["result", "spring"]).status == 69)
  }

  @Test func `once names and scores may be seen, nobody judges any more`() throws {
    try open()
    _ = try drill("1001")
    _ = try drill("1002", Self.broken)
    // One of the two numbers drilled to the end.
    #expect(try ["101", "102"].map { try mark($0, judge: "j1").status }.sorted() == [0, 64])
    try close()
    let before = try contest(["result", "spring"]).output
    for blind in ["101", "102"] {
      #expect(try mark(blind, judge: "j2").status == 64)
      let rerun = try contest(
        ["rerun", "spring", "--judge", "j2", "--reason", "断电", "--blind", blind])
      #expect(rerun.status == 64)
    }
    #expect(try contest(["close", "spring", "--judge", "j2"]).status == 64)
    #expect(try drill("1002").status == 64)
    #expect(try contest(["result", "spring"]).output == before)
  }

  @Test func `the seed of an open contest is for nobody's practice, and what is refused tells no paper`()
    throws
  {
    try open()
    func practise() throws -> [ProgramRun] {
      try ["hung-up-ringing", "snatched-phone", "lost-wallet"].map { scenario in
        try call(
          ["drill", "run", scenario, "--seed", "5", "--trainee", "1001", "--start", Self.start],
          input: "@ring\n")
      }
    }
    let refused = try practise()
    #expect(refused.allSatisfy { $0.status == 64 && $0.output.isEmpty })
    #expect(Set(refused.map(\.error)).count == 1)
    let other = try call(
      ["drill", "run", "hung-up-ringing", "--seed", "6", "--trainee", "1001", "--start", Self.start],
      input: "@ring\n")
    #expect(other.status == 0)
    try close()
    #expect(try practise().allSatisfy { $0.status == 0 })
  }

  @Test(arguments: [
    ["--set", "missed", "--seed", "0", "--trainees", "1001", "--judge", "j1"],
    ["--set", "missed", "--trainees", "1001,1002,1001", "--judge", "j1"],
    ["--set", "missed", "--trainees", "1001,1002", "--judge", "1002"],
    ["--set", "missed", "--trainees", "1001,1002"],
  ]) func `a contest that could not be trusted is not opened`(words: [String]) throws {
    #expect(try contest(["open", "spring"] + words).status == 64)
    #expect(try contest(["result", "spring"]).status == 66)
  }

  @Test func `everybody drills under the same conditions`() throws {
    try open()
    let file = logs.file("other.protocol")
    try "base = shipped\n\n[phrase greeting]\ntext = 你好，某市110\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(try drill("1001", more: ["--pace", "0.1"]).status == 64)
    #expect(try drill("1001", more: ["--protocol", file]).status == 65)
    #expect(try drill("1001", seat: "desk-contest").status == 64)
    #expect(try drill("1003").status == 66)
    // None of these was an attempt.
    #expect(try drill("1001").status == 0)
    try close()
    #expect(try contest(["result", "spring", "--protocol", file]).status == 65)
  }

  @Test func `lines of judges count only from their desk`() throws {
    try open()
    _ = try drill("1001")
    let writer = try JournalWriter(
      logs: logs.path, room: .drill, seat: SeatIdentifier("07"), operatorOnDuty: OperatorIdentifier("1001"))
    for (kind, payload) in [
      ("drill-contest-closed", #"{"contest":"spring"}"#),
      ("drill-marks", #"{"contest":"spring","judge":"j9","blind":101,"marks":[15,35,20,10,10,10]}"#),
      (
        "drill-rerun",
        #"{"contest":"spring","judge":"j9","blind":101,"scenario":"hung-up-ringing","reason":"-"}"#
      ),
    ] {
      try writer.append([JournalDraft(call: nil, kind: kind, payload: Array(payload.utf8))])
    }
    writer.close()
    #expect(try contest(["result", "spring"]).status == 69)
    try close()
    #expect(try !contest(["result", "spring"]).output.contains("j9"))
  }

  /// What may be done to the journal of a contestant or of the judges.
  enum Damage: String, CaseIterable {
    case changed, shortened, removed
  }

  @Test(arguments: Damage.allCases, ["seat-01.jsonl", "seat-02.jsonl"])
  func `a journal changed, shortened or taken away is told with the result`(
    damage: Damage, file: String
  ) throws {
    try open()
    _ = try drill("1001", seat: "01")
    _ = try drill("1002", seat: "02")
    for blind in ["101", "102"] { #expect(try mark(blind, judge: "j1").status == 0) }
    try close()
    let whole = try contest(["result", "spring"])
    #expect(whole.status == 0 && whole.output.contains("参赛记录完好"), "\(whole.output)")
    let path = logs.file("drill/2026/11/22/\(file)")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    switch damage {
    case .changed:
      try text.replacingOccurrences(of: "greeting", with: "greetinq").write(
        toFile: path, atomically: true, encoding: .utf8)
    case .shortened:
      let lines = text.split(separator: "\n")
      try (lines.dropLast(3).joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    case .removed: try FileManager.default.removeItem(atPath: path)
    }
    let result = try contest(["result", "spring"])
    #expect(result.status == 1 && result.output.contains(file), "\(result.output)")
  }

  @Test func `contests of one name in two folders are two, unless they are held together`() throws {
    let (other, third) = (TemporaryDirectory(), TemporaryDirectory())
    try open()
    try open(logs: other.path)
    try open(seed: "6", logs: third.path)
    _ = try drill("1001")
    _ = try drill("1002", logs: other.path)
    let marked = try ["101", "102"].map { blind in
      try [mark(blind, judge: "j1").status, mark(blind, judge: "j2", logs: other.path).status]
    }
    // Each judge marks what was drilled in his folder.
    #expect(marked.map { $0.sorted() } == [[0, 64], [0, 64]] && marked[0] != marked[1])
    try close()
    let alone = try contest(["result", "spring", "--names"])
    #expect(alone.output.contains("judge j2") == false && alone.output.contains("评委 j2") == false)
    // Closed in one folder, it is open in the other.
    #expect(try contest(["result", "spring"], logs: other.path).status == 69)
    #expect(try contest(["result", "spring", "--also", other.path]).status == 69)
    _ = try drill("1001", logs: other.path)
    try close(logs: other.path)
    let both = try contest(["result", "spring", "--also", other.path])
    #expect(both.status == 0 && both.output.contains("评委 j1") && both.output.contains("评委 j2"))
    // Drilled here and there, the first counts and the second is told.
    #expect(both.output.contains("1 次演练不计"))
    #expect(try contest(["result", "spring", "--also", third.path]).status == 65)
  }

  @Test(
    .enabled(
      if: geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"),
      "only root can work as two accounts"))
  func `judges and contestants of two accounts share a contest`() throws {
    let folder = TemporaryDirectory()
    let shared = folder.file("logs")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try open(logs: shared)
    func asOther(_ words: [String], input: String = "") throws -> ProgramRun {
      try ProgramRun(
        launcher: ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "0", "--clear-groups"],
        words + ["--logs", shared], input: Array(input.utf8))
    }
    #expect(try drill("1001", seat: "01", logs: shared).status == 0)
    let words = ["drill", "run", "--contest", "spring", "--start", Self.start, "--trainee", "1002"]
    let run = try asOther(words + ["--seat", "02"], input: Self.script)
    #expect(run.status == 0, "\(run.error)")
    let marks = ["drill", "contest", "mark", "spring", "--marks", "1,2,3,4,5,6"]
    for blind in ["101", "102"] {
      #expect(try mark(blind, judge: "j1", logs: shared).status == 0)
      let other = try asOther(marks + ["--judge", "j2", "--blind", blind])
      #expect(other.status == 0, "\(other.error)")
    }
    try close(logs: shared)
    for result in [
      try contest(["result", "spring"], logs: shared), try asOther(["drill", "contest", "result", "spring"]),
    ] {
      #expect(result.status == 0, "\(result.output)\(result.error)")
      #expect(result.output.components(separatedBy: "评委 j1").count == 3)
      #expect(result.output.components(separatedBy: "评委 j2").count == 3)
    }
  }
}
