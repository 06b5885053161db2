import Foundation
import PlainText
import TestSupport
import Testing

@testable import call110

/// Journals that somebody wrote by hand, with harmful text in every field of every line, through every output
/// that shows calls.
@Suite(.timeLimit(.minutes(20))) struct HostileJournalTests {
  private let record: CallsOnRecord
  private let calls: [String]
  private let year: String

  init() throws {
    record = try CallsOnRecord()
    let day = String(try #require(record.calls.first).prefix(8))
    year = String(day.prefix(4))
    let folder = "\(record.place.path)/logs/live/\(year)/\(day.dropFirst(4).prefix(2))/\(day.suffix(2))"
    let text = try String(contentsOfFile: folder + "/seat-03.jsonl", encoding: .utf8)
    var calls: [String] = []
    for (index, hostile) in Self.corpus.enumerated() {
      for (isRaw, letter) in [(false, "e"), (true, "r")] {
        let seat = "\(letter)\(index)"
        try Data(Self.hostile(text, hostile, isRaw: isRaw, seat: seat).utf8)
          .write(to: URL(filePath: folder + "/seat-\(seat).jsonl"))
        calls += ["\(day)-\(seat)-0001", "\(day)-\(seat)-0002"]
      }
    }
    self.calls = calls
  }

  private static let corpus =
    InjectionTests.corpus + [String(repeating: "长", count: 30_000), "</svg><script>", "\" onload=\"x"]

  private static let texts = [
    "晋陵中路189号3单元502室", "有人抢包", "两名男子", "张三 19900000009", "李四", "文化宫5号", "常州第一纺织厂", "0519-00000012",
    "我叫王五, 回拨19900000003", "19900000001", "041207", "100300", "抢夺",
  ]

  /// The journal with every text replaced: as JSON says it, or as bytes that JSON forbids.
  private static func hostile(_ journal: String, _ text: String, isRaw: Bool, seat: String) -> String {
    let json = String(decoding: JSONWriter.object { $0.member("x", text) }, as: UTF8.self)
    let escaped = String(json.dropFirst(6).dropLast(2))
    let bytes = isRaw ? text.filter { $0 != "\n" && $0 != "\"" && $0 != "\\" } : escaped
    var result = journal.replacing("-03-", with: "-\(seat)-").replacing(
      "\"seat\":\"03\"", with: "\"seat\":\"\(seat)\"")
    // The operator stands in every line's frame, too; there it would make the line none.
    result = result.replacing("\"op\":\"041207\"", with: "\"op\":\"041208\"")
    for words in texts { result = result.replacing(words, with: bytes) }
    return result
  }

  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar == "\n" || scalar == "\r" || (index == 0 && scalar == "\u{FEFF}") || SafeText.isAllowed(scalar)
    }
  }

  private func expectClean(_ words: [String], statuses: Set<Int32> = [0, 1]) throws -> ProgramRun {
    let run = try record.run(words)
    #expect(statuses.contains(run.status), "\(words) \(run.status) \(run.error.prefix(200))")
    for (line, text) in (run.output + run.error).split(separator: "\n").enumerated()
    where !Self.isClean(String(text)) {
      Issue.record("\(words) line \(line): \(String(text.prefix(300)).debugDescription)")
      break
    }
    return run
  }

  @Test func `lists and searches`() throws {
    for command in [["calls", "list"], ["calls", "search"], ["calls", "search", "--text", "x"]] {
      for form in [[], ["--json"], ["--csv"], ["--csv=excel"]] {
        let run = try expectClean(command + form)
        if form == ["--csv=excel"] { expectNoFormula(run.output) }
        if form == ["--json"] {
          for line in run.output.split(separator: "\n") {
            #expect(throws: Never.self) { try JSONReader.parse(Array(line.utf8)) }
          }
        }
        if form.isEmpty { #expect(run.output.split(separator: "\n").allSatisfy { $0.displayWidth < 160 }) }
      }
    }
  }

  /// Commands with `--json` that print nothing of a record, or only what this very input says.
  private static let withoutRecords: Set<String> = [
    "calendar show", "console", "drill list", "drill run", "drill score", "due", "places find",
    "protocol show",
  ]

  @Test func `no JSON of any command lets through what is no text`() throws {
    let escaped = calls.filter { $0.contains("-e") }.sorted { $0.suffix(1) > $1.suffix(1) }
    let complaint = try #require(escaped.first)
    for words in [
      ["complaints", "assign", complaint, "--to", "050001", "--why", "x"],
      ["major", "mark", complaint, "--why", "x"], ["rating", complaint, "不满意", "--by", "本人"],
    ] { #expect([0, 1].contains(try record.run(words + ["--operator", "060001"]).status), "\(words)") }
    var tries = LeakTests.tries(escaped, "no-file").mapValues { tries in
      tries.filter { $0.contains("--json") || $0.contains("json") || $0.contains("jsonl") }
    }.filter { !$0.value.isEmpty }
    tries["review sample"] = [["--percent", "100", "--seed", "1", "--by", "boss", "--json"]]
    tries["review show"] = escaped.map { [$0, "--json"] }
    let all = CommandTable.commands.map { $0.specification }.filter {
      $0.options.contains { $0.name.description == "json" }
    }
    #expect(Set(all.map { $0.words.joined(separator: " ") }).subtracting(tries.keys) == Self.withoutRecords)
    let reveal = ["--reveal", "--reason", "核查", "--by", "050009"]
    var more: [[String]] = [["export"] + reveal, ["calls", "show", complaint, "--json"] + reveal]
    more += [["callbacks", "--json"] + reveal, ["complaints", "show", complaint, "--json"] + reveal]
    for words in tries.flatMap({ command, tries in
      tries.map { command.split(separator: " ").map(String.init) + $0 }
    }) + more {
      let run = try expectClean(words, statuses: [0, 1, 2, 64, 65, 66])
      for line in run.output.split(separator: "\n") {
        #expect(throws: Never.self, "\(words)") { try JSONReader.parse(Array(line.utf8)) }
      }
    }
    let shown = try record.run(["calls", "show", complaint, "--json"] + reveal).output
    #expect(shown.contains("call_record_no"))
  }

  @Test func `one call, shown, replayed, revealed`() throws {
    for call in calls where call.hasSuffix("2") {
      _ = try expectClean(["calls", "show", call, "--reveal", "--reason", "核查"], statuses: [0, 1, 65, 66])
    }
    for call in calls where call.contains("-e") && call.hasSuffix("1") {
      _ = try expectClean(
        ["calls", "replay", call, "--speed", "100000", "--reveal", "--reason", "核查"],
        statuses: [0, 1, 65, 66])
    }
    _ = try expectClean(["calls", "show", calls[0], "--json", "--reveal", "--reason", "核查"])
  }

  @Test func `a scenario made from one call`() throws {
    for call in calls where call.hasSuffix("1") {
      let whole = try expectClean(["drill", "from-call", call, "--yes"], statuses: [0, 1, 65, 66])
      if whole.status < 2 { #expect(whole.output.contains("where"), "\(call): \(whole.output)") }
      // Nothing of the caller's own words without a yes.
      _ = try expectClean(["drill", "from-call", call], statuses: [0, 1, 65, 66])
    }
    let escaped = calls.filter { $0.contains("-e") && $0.hasSuffix("1") }
    let made = try escaped.filter { try record.run(["drill", "from-call", $0, "--yes"]).status < 2 }
    #expect(made.count * 2 > escaped.count, "\(made)")
  }

  @Test(arguments: ["operator", "category", "seat", "hour"])
  func `reports`(grouping: String) throws {
    for format in ["text", "csv", "excel", "json", "html"] {
      let run = try expectClean(["report", "year", year, "--by", grouping, "--format", format])
      switch format {
      case "excel": expectNoFormula(run.output)
      case "json": #expect(throws: Never.self) { try JSONReader.parse(Array(run.output.utf8)) }
      case "html":
        #expect(!run.output.contains("<script") && !run.output.contains("<img"))
        #expect(run.output.firstMatch(of: /<[^>]* on[a-z]+=/) == nil)
        for tag in ["table", "tr", "td", "svg", "div", "p"] {
          let opened = run.output.matches(of: try Regex("<\(tag)[ >]")).count
          #expect(opened == run.output.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
        }
      default: break
      }
      if format != "html" { #expect(run.output.split(separator: "\n").count < 3_000) }
    }
  }

  @Test func `the wallboard`() throws {
    let run = try expectClean(["wallboard"])
    #expect(run.output.split(separator: "\n").count < 14)
    for name in ["041207", "041208"] { #expect(!run.output.contains(name)) }
  }

  private func expectNoFormula(_ csv: String) {
    let cells = SpreadsheetCells(csv)
    #expect(cells.formulas == [] && cells.faults == 0)
    #expect(cells.count > 10)
  }
}
