import CallModel
import CallReview
import Catalogue
import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct OutputTests {
  /// Compares with the stored output.
  ///
  /// With RECORD_SNAPSHOTS=1 it is stored anew, and the test fails all the same.
  private func expectSnapshot(_ text: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name): look at it, then run again without RECORD_SNAPSHOTS")
      return
    }
    let stored = try Data(contentsOf: file)
    #expect(stored == Data(text.utf8), "\(name) differs from its snapshot")
  }

  private func report() throws -> Report {
    let year = try SmallYear(calls: 260, days: 9)
    let (first, middle) = (year.plan.from, year.plan.from.adding(days: 2))
    let today = middle.adding(days: 6)
    let fold = year.fold(middle...middle.adding(days: 4), asOf: .end(of: today), by: .hour)
    return Report(
      period: ReportPeriod(middle...middle.adding(days: 4)), asOf: .end(of: today), fold: fold,
      before: year.fold(first...first.adding(days: 1), asOf: .end(of: today)), document: year.document,
      isVerified: false)
  }

  @Test func `text, CSV, JSON and HTML are as they were looked at`() throws {
    let report = try report()
    for language in [UserLanguage.chinese, .english] {
      let name = language == .chinese ? "zh" : "en"
      try expectSnapshot(
        ReportText(report, language: language).lines.joined(separator: "\n") + "\n", "report-\(name).txt")
      try expectSnapshot(ReportPage(report, language: language).html, "report-\(name).html")
      try expectSnapshot(ReportTables(report, language: language).csv(.plain), "report-\(name).csv")
    }
    try expectSnapshot(ReportTables(report, language: .english).csv(.excel), "report-en-excel.csv")
    try expectSnapshot(ReportTables(report, language: .chinese).csv(.excel), "report-excel.csv")
    try expectSnapshot(ReportTables(report, language: .chinese).json, "report.json")
  }

  @Test func `lists, one call, a replay and a damaged report are as they were looked at`() throws {
    let year = try SmallYear(calls: 60, days: 1, seats: 2)
    var numbers = SplitMix(seed: 5)
    for (seat, kind) in [("01", Damage.cutLine), ("02", .unknownVersion)] {
      let file = try #require(year.files().first { $0.contains("seat-\(seat)") })
      _ = try kind.strike(file, below: year.directory.path, &numbers)
    }
    let call = "20250127-02-0020"
    let commands: [(name: String, words: [String])] = [
      ("list.txt", ["calls", "list", "--day", "2025-01-27"]),
      ("list.csv", ["calls", "list", "--day", "2025-01-27", "--csv"]),
      ("list-excel.csv", ["calls", "list", "--day", "2025-01-27", "--csv=excel"]),
      ("list.jsonl", ["calls", "list", "--day", "2025-01-27", "--json"]),
      ("search.txt", ["calls", "search", "--place", "jlzl"]),
      ("search.csv", ["calls", "search", "--verdict", "late", "--csv"]),
      ("show.txt", ["calls", "show", call]), ("show.json", ["calls", "show", call, "--json"]),
      ("replay.txt", ["calls", "replay", call, "--speed", "100000"]),
      ("damaged.txt", ["report", "day", "2025-01-27", "--as-of", "2025-02-03", "--by", "category"]),
      (
        "damaged.csv",
        ["report", "day", "2025-01-27", "--as-of", "2025-02-03", "--by", "seat", "--format", "csv"]
      ),
    ]
    for (name, words) in commands {
      for language in ["zh", "en"] {
        let run = try ProgramRun(words + ["--ui", language, "--logs", year.directory.path])
        let error = run.error.isEmpty ? "" : "--- standard error\n" + run.error
        try expectSnapshot(run.output + error, "\(language)-\(name)")
      }
    }
  }

  @Test func `the wallboard is as it was looked at`() throws {
    var (calls, callbacks) = (CallBook(), CallbackList())
    let now = try #require(WallInstant("2026-11-22T09:15:31.000+08:00"))
    for (number, ring) in [4_300, 6_100, 15_400].enumerated() {
      let call = try CallIdentifier("20261122-03-000\(number + 1)")
      let person = try OperatorIdentifier("041207")
      let timing = RingTiming(
        source: .measured, basis: .alerting, ringMilliseconds: Int64(ring), limit: RingLimit())
      for event in [
        CallEvent.ring(RingSeen(number: "199")), .answer(CallAnswered(timing: timing)), .end(.cutOff),
      ] {
        let isOver = number < 2 || event.kind != .end
        if isOver {
          let noted = Noted<CallEvent>(event, at: now, offsetMilliseconds: nil, personnel: person)
          calls.apply(noted.recorded(of: call))
        }
      }
      if number < 2 {
        let opened = CallbackOpened(reason: .cutOff, number: "199", call: call)
        let entry = CallbackEvent.opened(entry: call.description, opened)
        callbacks.apply(Noted(entry, call: call, at: now, personnel: person))
      }
    }
    let board = Wallboard(calls, callbacks: callbacks, limit: RingLimit())
    for language in [UserLanguage.chinese, .english] {
      var text = ""
      for columns in [100, 40] {
        let basis = Wallboard.Basis(
          seats: columns == 100 ? 24 : nil, dataAt: now.adding(milliseconds: columns == 100 ? 0 : -9_000),
          hasRecords: columns == 100, unreadable: columns == 100 ? 0 : 3)
        text += board.lines(at: now, basis: basis, language: language, columns: columns).joined(
          separator: "\n")
        text += "\n\n"
      }
      try expectSnapshot(text, "\(language == .chinese ? "zh" : "en")-wallboard.txt")
    }
  }

  @Test func `the same report gives the same bytes`() throws {
    #expect(
      ReportPage(try report(), language: .chinese).html == ReportPage(try report(), language: .chinese).html)
  }

  @Test func `a page lets nothing in, and its tags match`() throws {
    let html = ReportPage(try report(), language: .chinese).html
    #expect(html.contains("default-src &#39;none&#39;"))
    for forbidden in ["<script", "http://", "https://", "url(", "@import", " on", "<link", "<img"]
    where forbidden != " on" {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(Self.unmatchedTags(html) == [])
    let charts = html.components(separatedBy: "<svg").count - 1
    #expect(charts == 5)
    #expect(html.components(separatedBy: "<details").count - 1 == charts)
  }

  static func unmatchedTags(_ html: String) -> [String] {
    var open: [String] = []
    for match in html.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) where match.output.2 != "meta" {
      if match.output.1.isEmpty {
        open.append(String(match.output.2))
      } else if open.popLast() != String(match.output.2) {
        return ["\(match.output.0) after \(open.suffix(3))"]
      }
    }
    return open
  }

  @Test func `columns stay aligned whatever stands in them`() {
    var numbers = SplitMix(seed: 21)
    let alphabet: [String] =
      Array("aZ9 ,晋陵中路０Ａ，。ー한グ").map { String($0) } + [
        "e\u{301}", "\u{200B}", "\u{202E}", "\u{1B}", "…", "😀", "㐀",
      ]
    for _ in 0..<300 {
      var table = TextTable(alignments: [.left, .right, .left], widest: [20, 12, 30])
      var rows: [[String]] = []
      for _ in 0..<5 {
        var row: [String] = []
        for _ in 0..<3 {
          var cell = ""
          for _ in 0..<Int.random(in: 0...14, using: &numbers) {
            cell += alphabet.randomElement(using: &numbers) ?? ""
          }
          row.append(cell)
        }
        rows.append(row)
      }
      for row in rows { table.add([row[0], row[1], row[2] + "|"]) }
      let ends = table.lines.map { line -> Int in
        // The second column is flush right: everything up to its end has one width.
        let tail = line.range(of: "|", options: .backwards).map { line[..<$0.lowerBound] } ?? line[...]
        return tail.displayWidth
      }
      #expect(table.lines.allSatisfy { !$0.contains("\u{1B}") && !$0.contains("\u{202E}") })
      #expect(ends.allSatisfy { $0 <= 20 + 2 + 12 + 2 + 30 })
      var marked = TextTable(alignments: [.left, .right, .left], widest: [20, 12, 1])
      for row in rows { marked.add([row[0], row[1], "|"]) }
      #expect(Set(marked.lines.map(\.displayWidth)).count == 1, "\(rows)")
    }
  }

  /// Texts that do harm where an output does not defend itself.
  static let hostile = [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "<script>alert(1)</script>",
    "\"><img src=x onerror=y>",
    "'; DROP", "a,b\"c\"", "line\nbreak", "crlf\r\nbreak", "\u{1B}[31mred\u{1B}]0;t\u{7}", "\u{202E}evil",
    "0007", "110105199****0001",
    " space ", "张三\u{0}", "&amp;", "]]>", "</svg>", "--", "\u{9B}2J", "\u{2028}", "{{x}}",
  ]

  @Test func `a CSV file is read back by another program as it was written`() throws {
    let place = TemporaryDirectory()
    for profile in CSVWriter.Profile.allCases {
      var writer = CSVWriter(profile)
      for text in Self.hostile { writer.row([.text(text), .identifier(text), .number("1")]) }
      try Data(writer.text.utf8).write(to: URL(filePath: place.file("t.csv")))
      let script =
        "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],newline='',encoding='utf-8-sig' if sys.argv[2]=='excel' else 'utf-8'),strict=True))))"
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", "-c", script, place.file("t.csv"), profile.rawValue]
      process.standardOutput = pipe
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let rows = try #require(try JSONSerialization.jsonObject(with: output) as? [[String]])
      #expect(rows.count == Self.hostile.count)
      for (row, text) in zip(rows, Self.hostile) {
        switch profile {
        case .plain: #expect(row == [text, text, "1"])
        case .excel:
          #expect(row[0] == text || row[0] == "'" + text)
          #expect(!"=+-@\t\r＝＋－＠".contains(row[0].first ?? "x"), "\(row[0])")
          #expect(row[1] == text || row[1] == "'" + text || row[1] == "=\"\(text)\"")
        }
      }
    }
  }

  @Test func `hostile texts do nothing in a page`() {
    for text in Self.hostile {
      let html = HTMLPage(title: text, language: .chinese).render { main in
        main.element("p", [("title", text)], text)
        main.table(caption: text, head: [text], rows: [[text]])
      }
      #expect(Self.unmatchedTags(html) == [], "\(text)")
      #expect(!html.contains("<script") && !html.contains("<img"))
      #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || SafeText.isAllowed($0) })
    }
  }

  @Test func `a percentage never says all or nothing when it is not`() {
    #expect(Figure.percent(9_999, of: 10_000) == "99.9%")
    #expect(Figure.percent(1, of: 100_000) == "0.1%")
    #expect(Figure.percent(1, of: 8) == "12.5%")
    #expect(
      Figure.percent(0, of: 8) == "0.0%" && Figure.percent(8, of: 8) == "100.0%"
        && Figure.percent(0, of: 0) == "-")
    #expect(
      Figure.grouped(1_234_567) == "1,234,567" && Figure.grouped(999) == "999"
        && Figure.grouped(1_000) == "1,000")
  }
}
