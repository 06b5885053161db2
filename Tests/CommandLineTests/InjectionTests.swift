import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct InjectionTests {
  /// Texts that have taken over terminals, spreadsheets or logs somewhere.
  static let corpus = [
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{07}", "\u{1B}]8;;http://x\u{07}y", "\u{1B}]52;c;AAAA\u{07}",
    "\u{1B}[2J\u{1B}[1;1H", "\u{9B}31m", "\u{90}q\u{9C}", "a\u{08}b", "a\rb", "a\nb: forged",
    "\u{2028}x\u{2029}",
    "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "\u{200B}z\u{200F}\u{FEFF}", "\u{7F}", "=1+1", "+1", "-1+1",
    "@SUM(A1)",
    "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠x",
    "<script>x</script>",
    "\"'`;,|", "%0a%1b", "a" + String(repeating: "\u{0301}", count: 300), "\u{E0041}tag",
  ]

  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar == "\n" || scalar == "\r" || (index == 0 && scalar == "\u{FEFF}") || SafeText.isAllowed(scalar)
    }
  }

  /// A folder whose every text field holds hostile words, brought in by import and by options.
  private static func record() throws -> (CallsOnRecord, imported: [String]) {
    let record = try CallsOnRecord()
    let fields = [
      "caller_no", "incident_address", "narrative", "parties", "contact", "notes", "complainant_name",
      "notified_units",
    ]
    let rows = corpus.enumerated().map { index, text in
      let bytes = JSONWriter.object { writer in
        writer.member("jjdbh", "K\(index)")
        writer.member("hrsj", "2026-03-01 08:00:00")
        for field in fields { writer.member(dynamic: field) { $0.value(text) } }
        writer.member(dynamic: "column " + text) { $0.value(text) }
      }
      return String(decoding: bytes, as: UTF8.self) + "\n"
    }
    try Data(rows.joined().utf8).write(to: URL(filePath: record.place.file("x.jsonl")))
    let run = try record.run(["import", record.place.file("x.jsonl")])
    #expect(run.status == 0 && isClean(run.output) && isClean(run.error), "\(run.output)")
    return (
      record,
      (1...corpus.count).map { "20260301-im-" + String(repeating: "0", count: 4 - "\($0)".count) + "\($0)" }
    )
  }

  @Test func `nothing hostile reaches a terminal through any output, revealed or not`() throws {
    let (record, imported) = try Self.record()
    let call = try #require(record.calls.first)
    for (index, text) in Self.corpus.enumerated() {
      let reason = "理由 " + text.replacing("\u{0}", with: "")
      let words = ["calls", "show", imported[index], "--reveal", "--reason", reason]
      let run = try record.run(words)
      #expect(
        run.status == 0 && Self.isClean(run.output) && Self.isClean(run.error), "\(text.debugDescription)")
    }
    let seed = try CallsOnRecordDraw.single(record.calls)
    _ = try record.run(["review", "sample", "--percent", "100", "--seed", seed, "--by", "boss"])
    let remarks =
      Self.corpus.map { "n " + $0.replacing("\n", with: " ") }.joined(separator: "\n") + "\nx\nx\nx\n"
    let walked = try record.run(["review", "next", "--reviewer", "050001"], input: remarks)
    #expect(walked.output.contains("已记录") && Self.isClean(walked.output))
    _ = try record.run([
      "review", "appeal", call, "--operator", "041207", "--item", "elements", "--reason", Self.corpus[0],
    ])
    _ = try record.run([
      "review", "commend", "041207", "--points", "1", "--reason", Self.corpus[2], "--by", "boss",
    ])
    let outputs = [
      ["access", "report"], ["access", "report", "--csv"], ["access", "report", "--csv=excel"],
      ["access", "report", "--json"],
      ["export", "--imported"], ["export", "--imported", "--format", "csv"],
      ["export", "--imported", "--format", "csv-excel"],
      ["review", "show", call], ["review", "check", call], ["review", "assess", "month"],
      ["review", "assess", "month", "--csv"],
      ["review", "assess", "year", "--json"], ["review", "assess", "quarter", "--csv=excel"],
      ["review", "agreement"], ["review", "agreement", "--json"], ["review", "show", call, "--csv"],
      ["review", "show", call, "--csv=excel"], ["review", "show", call, "--json"],
      ["review", "check", "--csv=excel"],
      ["review", "sample", "--percent", "100", "--seed", seed, "--csv=excel"],
      ["review", "sample", "--percent", "100", "--seed", seed, "--json"],
      ["calls", "list", "--imported", "--day", "2026-03-01"],
      ["calls", "search", "--imported", "--csv=excel"],
      ["calls", "search", "--imported", "--text", "a", "--json"],
    ]
    for words in [
      ["feedback", call, "--reviewer", "050001", "--text"],
      ["reply", call, "--operator", "041207", "--text"],
    ] {
      for text in Self.corpus {
        let run = try record.run(["review"] + words + ["x " + text])
        #expect(Self.isClean(run.output) && Self.isClean(run.error), "\(text.debugDescription)")
      }
    }
    for words in outputs {
      let run = try record.run(words)
      #expect(run.status == 0 && Self.isClean(run.output) && Self.isClean(run.error), "\(words)")
    }
  }

  @Test func `names and contents of files to import reach no terminal`() throws {
    let place = TemporaryDirectory()
    for (index, text) in Self.corpus.enumerated() {
      let kept = text.unicodeScalars.filter { $0 != "/" && $0 != "\u{0}" }.prefix(20)
      let path = place.file(String(String.UnicodeScalarView(kept)) + "\(index)")
      let rows = ["jjdbh,hrsj\n1,\(text)\n", "\(text),b\n1,2\n", text, "jjdbh,hrsj\n\"\(text)\"x,2\n"]
      for row in rows {
        try Data(row.utf8).write(to: URL(filePath: path))
        for words in [["--dry-run"], ["--source", "来源" + text]] {
          let run = try ProgramRun(["import", path, "--logs", place.file("logs")] + words)
          #expect(Self.isClean(run.output) && Self.isClean(run.error), "\(text.debugDescription)")
          #expect([0, 65].contains(run.status), "\(run.error)")
        }
      }
    }
  }

  @Test func `evidence holds the hostile bytes as they are, and its pages none`() throws {
    let (record, _) = try Self.record()
    let call = try #require(record.calls.first)
    for (index, text) in Self.corpus.enumerated() {
      let out = record.place.file("e\(index)")
      let run = try record.run(
        ["calls", "evidence", call, "--out", out, "--reveal", "--by", "1", "--reason", "理由 " + text])
      #expect(run.status == 0 && Self.isClean(run.output) && Self.isClean(run.error), "\(run.error)")
      for name in ["README.txt", "MANIFEST.tsv", "CHECKPOINTS.tsv", "checkpoints.txt", "SHA256SUMS"] {
        let page = try String(contentsOfFile: out + "/" + name, encoding: .utf8)
        #expect(Self.isClean(page.replacing("\t", with: " ")), "\(name) \(text.debugDescription)")
      }
    }
  }

  @Test func `ids keep their zeros and points stay numbers in a spreadsheet`() throws {
    let record = try CallsOnRecord()
    let assessed = try record.run(["review", "assess", "month", "--csv=excel"]).output
    #expect(assessed.contains("\"=\"\"041207\"\"\"") && assessed.contains(",-10.00,"), "\(assessed)")
    #expect(!assessed.contains("'-"))
    _ = try record.run(["export", "--reveal", "--reason", "移交", "--by", "050009"])
    #expect(try record.run(["access", "report", "--csv=excel"]).output.contains("\"=\"\"050009\"\"\""))
  }

  @Test func `in a CSV for spreadsheets no cell begins a formula`() throws {
    let (record, _) = try Self.record()
    let seed = try CallsOnRecordDraw.single(record.calls)
    _ = try record.run(["review", "sample", "--percent", "100", "--seed", seed, "--by", "boss"])
    let remarks =
      Self.corpus.map { "n " + $0.replacing("\n", with: " ") }.joined(separator: "\n") + "\nx\nx\nx\n"
    _ = try record.run(["review", "next", "--reviewer", "050001"], input: remarks)
    for words in [
      ["review", "show", try #require(record.calls.first), "--csv=excel"],
      ["review", "check", "--csv=excel"],
      ["export", "--imported", "--format", "csv-excel", "--reveal", "--reason", "=1+1 理由"],
      ["access", "report", "--csv=excel"],
    ] {
      let cells = SpreadsheetCells(try record.run(words).output)
      #expect(cells.formulas == [] && cells.faults == 0, "\(words)")
      #expect(cells.count > 10, "\(words)")
    }
  }

  private static let office = "/usr/bin/soffice"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: office), "LibreOffice is not installed"))
  func `a spreadsheet opens the CSV with every cell as text and no formula evaluated`() throws {
    let (record, _) = try Self.record()
    let csv = try record.run(["export", "--imported", "--format", "csv-excel"]).output
    try Data(csv.utf8).write(to: URL(filePath: record.place.file("a.csv")))
    let process = Process()
    process.executableURL = URL(filePath: Self.office)
    // Comma, quote, UTF-8; on the way back the cells as they are shown.
    process.arguments = [
      "-env:UserInstallation=file://" + record.place.file("profile"), "--headless",
      "--infilter=CSV:44,34,76,1,,,,true",
      "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir",
      record.place.file("out"),
      record.place.file("a.csv"),
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let shown = try Data(contentsOf: URL(filePath: record.place.file("out/a.csv")))
    var (original, read) = (CSVReader(Array(csv.utf8)), CSVReader(Array(shown)))
    var rows = 0
    while let row = original.next() {
      guard let back = read.next() else { break }
      let column = 18
      #expect(back.cells.count == row.cells.count)
      #expect(
        back.cells[0] == row.cells[0] && back.cells[column] == row.cells[column], "\(back.cells[column])")
      rows += 1
    }
    #expect(rows == Self.corpus.count + 1)
  }
}
