import CallModel
import CallReview
import Catalogue
import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

/// An issued report stays what it was, is compared with what the records say now, and is refused when it is
/// damaged.
@Suite(.timeLimit(.minutes(20))) struct FrozenReportTests {
  private func run(_ year: SmallYear, _ words: [String], language: String = "en") throws -> ProgramRun {
    try ProgramRun(
      ["report", "month", "2025-01"] + words + ["--ui", language, "--logs", year.directory.path])
  }

  private func files(_ year: SmallYear) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: year.directory.file("frozen")).sorted()
  }

  private func frozen() throws -> SmallYear {
    let year = try SmallYear(calls: 200, days: 4, seats: 1, from: "2025-01-28")
    let run = try run(year, ["--freeze", "--operator", "050001"])
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    return year
  }

  @Test func `figures are kept with the ends of the journals, and shown again`() throws {
    let year = try frozen()
    let name = "month-2025-01-01-2025-01-31.1.json"
    #expect(try files(year) == [name])
    let file = year.directory.file("frozen/" + name)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o440)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for journal in year.files() where journal.contains("seat-01") {
      #expect(text.contains("call110-checkpoint " + journal.dropFirst(year.directory.path.count + 1)))
    }
    let shown = try run(year, ["--frozen"])
    let report = year.report(ReportPeriod(.month, holding: year.plan.from).days)
    for row in report.sections.flatMap(\.rows)
    where row.key != "complaints.open" && row.key != "complaints.overdue" {
      #expect(
        shown.output.contains(row.label.text(.english).clipped(to: 52))
          && shown.output.contains(row.figure.text(.english)),
        "\(row.key)")
    }
    #expect(shown.output.contains("050001"))
    #expect(try run(year, ["--frozen"], language: "zh").output.contains("定稿"))
    let json = try JSONSerialization.jsonObject(
      with: Data(try run(year, ["--frozen", "--format", "json"]).output.utf8))
    #expect((json as? [String: Any])?["frozen_by"] as? String == "050001")
  }

  @Test func `a second one stands beside the first`() throws {
    let year = try frozen()
    let first = year.directory.file("frozen/month-2025-01-01-2025-01-31.1.json")
    let bytes = try Data(contentsOf: URL(filePath: first))
    #expect(try run(year, ["--freeze", "--operator", "050002"]).status == 0)
    #expect(try files(year).count == 2)
    #expect(try Data(contentsOf: URL(filePath: first)) == bytes)
    #expect(try run(year, ["--frozen"]).output.contains("050002"))
    #expect(try run(year, ["--frozen=1"]).output.contains("050001"))
    #expect(try run(year, ["--frozen=7"]).status == 66)
  }

  @Test func `what was entered since is told with the figures it changed`() throws {
    let year = try frozen()
    let same = try run(year, ["--against-frozen"])
    #expect(same.status == 0, "\(same.output)\(same.error)")
    #expect(same.output.contains("No figure differs"))
    let complaint = try #require(
      try year.records().first {
        $0.record.complaint?.opened != nil && $0.record.id.date.description < "2025-02"
      })
    let folder = year.directory.file("live/2031/02/03")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let line =
      #"{"v":1,"n":1,"at":"2031-02-03T10:00:00.000+08:00","t":0,"seat":"desk-late","op":"050001","call":"\#(complaint.record.id)","ev":"complaint-reopened","d":{"why":"不满意","due":"2031-02-08"},"prev":"\#(String(repeating: "0", count: 64))"}"#
      + "\n"
    try line.write(toFile: folder + "/desk-late.jsonl", atomically: false, encoding: .utf8)
    let changed = try run(year, ["--against-frozen"])
    #expect(changed.status == 1)
    #expect(changed.output.contains("complaints reopened 1: \(complaint.record.id)"), "\(changed.output)")
    #expect(!changed.output.contains("Note:"), "\(changed.output)")
    // Records that were not what was added, but changed: told apart.
    let seat = try #require(year.files().first { $0.contains("2025/01/30/seat-01") })
    let text = try String(contentsOfFile: seat, encoding: .utf8)
    try text.replacing(#""ending":"finished""#, with: #""ending":"elsewhere""#, maxReplacements: 3)
      .write(toFile: seat, atomically: false, encoding: .utf8)
    let damaged = try run(year, ["--against-frozen"])
    #expect(damaged.status == 1)
    #expect(
      damaged.output.contains("Note:") && damaged.output.contains("2025/01/30/seat-01"), "\(damaged.output)")
    #expect(
      try run(year, ["--against-frozen", "--format", "json"]).output.contains(
        "\"broken_files\":[\"live/2025/01/30"))
  }

  @Test func `a figure that was not told then and counts nothing now is no difference`() throws {
    let year = try SmallYear(calls: 60, days: 2, seats: 1)
    let report = year.report()
    let moment = WallInstant(date: year.days.upperBound.adding(days: 1))
    let whole = FrozenReport(
      report, enteredUntil: moment, at: moment, by: try OperatorIdentifier("050001"), checkpoints: [])
    let text = String(decoding: whole.json, as: UTF8.self)
    for (key, isSame) in [("calls\\.(passed-on|passed-on-lost|outgoing)", true), ("calls\\.answered", false)]
    {
      let figure: Regex<AnyRegexOutput> = try Regex(#",\{[^{}]*"key":"\#(key)"[^{}]*\}"#)
      let older = text.replacing(figure) { _ in "" }
      #expect(older.count < text.count)
      let frozen = try FrozenReport(json: Array(older.utf8))
      let comparison = FrozenComparison(
        frozen, now: report, then: report, later: LaterEntries(), brokenFiles: [])
      #expect(comparison.isSame == isSame, "\(comparison.changes)")
    }
  }

  /// What can be done to a frozen file.
  enum Hostility: CaseIterable {
    case empty, cut, flipped, otherDigest, noDigest, link, folder, pipe, rewritten, notJSON, hugeNumber, newer
  }

  @Test(arguments: Hostility.allCases) func `a damaged or foreign file is refused in words`(kind: Hostility)
    throws
  {
    let year = try frozen()
    let file = year.directory.file("frozen/month-2025-01-01-2025-01-31.1.json")
    let bytes = try Data(contentsOf: URL(filePath: file))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    try FileManager.default.removeItem(atPath: file)
    func write(_ text: String) throws { try text.write(toFile: file, atomically: false, encoding: .utf8) }
    /// With a digest that is right, so that only the record can tell.
    func forge(_ json: String) throws {
      let digest = try sha256(json)
      try write(json + "\n{\"sha256\":\"\(digest)\"}\n")
    }
    switch kind {
    case .empty: try write("")
    case .cut: try write(String(lines[0].prefix(400)))
    case .flipped:
      try write(lines[0].replacing("050001", with: "050009", maxReplacements: 1) + "\n" + lines[1] + "\n")
    case .otherDigest: try write(lines[0] + "\n{\"sha256\":\"\(String(repeating: "0", count: 64))\"}\n")
    case .noDigest: try write(lines[0] + "\n{}\n")
    case .link: try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/etc/passwd")
    case .folder: try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    case .pipe: #expect(mkfifo(file, 0o600) == 0)
    case .rewritten: try forge(lines[0].replacing("050001", with: "050009", maxReplacements: 1))
    case .notJSON: try forge("\u{1B}[2J\u{7}")
    case .hugeNumber:
      try forge(lines[0].replacing(/"value":\d+/, with: "\"value\":99999999999999999999", maxReplacements: 1))
    case .newer: try forge(lines[0].replacing("\"version\":1", with: "\"version\":9"))
    }
    for option in ["--frozen", "--against-frozen"] {
      let run = try run(year, [option])
      #expect([65, 66, 74].contains(run.status), "\(kind) \(run.status) \(run.output)")
      #expect(run.output.isEmpty && run.error.hasPrefix("call110: "), "\(run.error)")
      #expect(!run.error.contains("\u{1B}") && run.error.count < 400)
    }
  }

  private func sha256(_ text: String) throws -> String {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    let data = Data(text.utf8)
    DispatchQueue.global().async {
      input.fileHandleForWriting.write(data)
      input.fileHandleForWriting.closeFile()
    }
    let found = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: found.prefix(64), as: UTF8.self)
  }

  @Test func `what cannot be frozen is said`() throws {
    let year = try SmallYear(calls: 40, days: 1)
    #expect(try run(year, ["--frozen"]).status == 66)
    #expect(try run(year, ["--freeze"]).status == 64)
    for option in ["--drill", "--imported", "--as-of=2025-02-01", "--by=seat"] {
      #expect(try run(year, ["--freeze", "--operator", "050001", option]).status == 64, "\(option)")
    }
    #expect(!FileManager.default.fileExists(atPath: year.directory.file("frozen")))
  }
}
