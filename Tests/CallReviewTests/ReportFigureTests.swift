import CallModel
import CallReview
import CallScan
import Catalogue
import Foundation
import GeneratedYear
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReportFigureTests {
  private func differences(_ report: Report, _ slow: SlowReport) -> [String] {
    let expected = slow.figures
    let rows = report.sections.flatMap(\.rows)
    let found = Dictionary(rows.map { ($0.key, $0.figure.plain) }) { first, _ in first }
    return Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }
      .map { "\($0): fast \(found[$0] ?? "-"), slow \(expected[$0] ?? "-")" }
  }

  @Test(arguments: [UInt64(1), 2, 9]) func `every figure is what a slow count over whole records gives`(
    seed: UInt64
  ) throws {
    let year = try SmallYear(calls: 300, seed: seed)
    let today = year.days.upperBound.adding(days: Int(seed) - 2)
    let slow = SlowReport(try year.records(), days: year.days, document: year.document, asOf: .end(of: today))
    #expect(differences(year.report(asOf: .end(of: today)), slow) == [])
  }

  @Test func `part of the days, with what was written after them`() throws {
    let year = try SmallYear(calls: 300, days: 20)
    let records = try year.records()
    for (first, last) in [(0, 0), (3, 3), (0, 6), (5, 19), (19, 19)] {
      let days = year.plan.from.adding(days: first)...year.plan.from.adding(days: last)
      let today = year.days.upperBound.adding(days: 12)
      let slow = SlowReport(records, days: days, document: year.document, asOf: .end(of: today))
      #expect(slow.calls.count > 5)
      #expect(differences(year.report(days, asOf: .end(of: today)), slow) == [], "\(days)")
    }
  }

  @Test func `damaged lines are left out of the count and named with their place`() throws {
    let year = try SmallYear(calls: 300, days: 4)
    var numbers = SplitMix(seed: 7)
    var damaged: Set<String> = []
    for file in year.files() where file.contains("seat-") {
      var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
      let index = Int.random(in: 1..<(lines.count - 1), using: &numbers)
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: lines[index] = String(lines[index].dropLast(3))
      case 1: lines[index] = "\u{1}garbage"
      default: lines[index] = lines[index].replacingOccurrences(of: "\"d\":{", with: "\"d\":[")
      }
      damaged.insert(String(file.dropFirst(year.directory.path.count + 1)) + ":\(index + 1)")
      try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    }
    let report = year.report()
    let slow = SlowReport(try year.records(), days: year.days, document: year.document, asOf: report.asOf)
    #expect(differences(report, slow) == [])
    // A line that lost bytes also makes its file shorter than the next day's says.
    let lines = report.fold.leftOut.filter { $0.reason != "shortened" }
    #expect(Set(lines.map { "\($0.file):\($0.line)" }) == damaged)
    #expect(report.fold.unverified > 0)
    let text = ReportText(report, language: .chinese).lines.joined(separator: "\n")
    // The page names as many places as people will read.
    for place in report.fold.leftOut.prefix(20).map({ $0.line > 0 ? "\($0.file):\($0.line)" : $0.file }) {
      #expect(text.contains(place), "\(place)")
    }
  }

  @Test func `a changed letter is found when digests are checked`() throws {
    let year = try SmallYear(calls: 60, days: 2, seats: 1)
    #expect(year.report(verify: true).fold.leftOut == [])
    let file = try #require(year.files().first { $0.contains("seat-01") })
    let text = try String(contentsOfFile: file, encoding: .utf8).replacing(
      "你好", with: "您好", maxReplacements: 1)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    #expect(year.report().fold.leftOut == [])
    #expect(year.report(verify: true).fold.leftOut.map(\.reason) == ["broken-link"])
  }

  @Test func `a torn end, a missing line and a foreign version are named`() throws {
    let year = try SmallYear(calls: 60, days: 1, seats: 1)
    let file = try #require(year.files().first { $0.contains("seat-01") })
    var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    lines[5] = lines[5].replacing(/^\{"v":[12],/, with: "{\"v\":3,", maxReplacements: 1)
    lines.remove(at: 9)
    let text = lines.joined(separator: "\n") + "{\"v\":1,\"n\""
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    let reasons = Set(year.report().fold.leftOut.map(\.reason))
    #expect(reasons == ["unknown-version", "wrong-number", "torn"])
  }

  @Test func `what is no file, a link or a pipe is named and does not hang`() throws {
    let year = try SmallYear(calls: 60, days: 1, seats: 2)
    let folder = try #require(year.files().first).split(separator: "/").dropLast().joined(separator: "/")
    #expect(mkfifo("/\(folder)/seat-91.jsonl", 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: "/\(folder)/seat-92.jsonl", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: "/\(folder)/seat-93.jsonl", withDestinationPath: "seat-01.jsonl")
    let report = year.report()
    #expect(report.fold.leftOut.map(\.reason) == ["unreadable", "unreadable", "unreadable"])
    #expect(report.fold.total.calls == 60)
  }

  @Test func `derived files give the same report and follow every change of a journal`() throws {
    let year = try SmallYear(calls: 300, days: 3)
    try age(year)
    let alone = ReportTables(year.report(), language: .chinese).json
    #expect(ReportTables(year.report(cache: true), language: .chinese).json == alone)
    let kept = try FileManager.default.subpathsOfDirectory(atPath: year.directory.file("cache")).filter {
      $0.hasSuffix("facts")
    }
    // The month itself, and the one after it, in which answers for its calls were written until that moment.
    #expect(kept.sorted() == ["0/2025-01.facts", "0/2025-02.facts"])
    #expect(ReportTables(year.report(cache: true), language: .chinese).json == alone)

    let file = try #require(year.files().first { $0.contains("seat-02") })
    let old = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let changed = text.replacing(
      "\"ending\":\"finished\"", with: "\"ending\":\"elsewhere\"", maxReplacements: 2)
    #expect(changed.utf8.count != text.utf8.count)
    try changed.write(toFile: file, atomically: false, encoding: .utf8)
    // Even with its date put back the file is seen to have changed.
    try FileManager.default.setAttributes([.modificationDate: try #require(old)], ofItemAtPath: file)
    let after = ReportTables(year.report(), language: .chinese).json
    #expect(after != alone)
    #expect(ReportTables(year.report(cache: true), language: .chinese).json == after)

    try FileManager.default.removeItem(atPath: year.directory.file("cache"))
    #expect(ReportTables(year.report(cache: true), language: .chinese).json == after)
  }

  @Test func `a derived file with any bit changed is not believed`() throws {
    let year = try SmallYear(calls: 40, days: 1, seats: 1)
    try age(year)
    let right = ReportTables(year.report(cache: true), language: .chinese).json
    let folder = year.directory.file("cache/\(geteuid())")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix("facts") })
    let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
    var numbers = SplitMix(seed: 3)
    for _ in 0..<60 {
      var bad = bytes
      bad[Int.random(in: 0..<bad.count, using: &numbers)] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      try bad.write(to: URL(filePath: folder + "/" + name))
      #expect(ReportTables(year.report(cache: true), language: .chinese).json == right)
    }
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 15)) {
      try bytes.prefix(length).write(to: URL(filePath: folder + "/" + name))
      #expect(ReportTables(year.report(cache: true), language: .chinese).json == right)
    }
  }

  /// A folder written within the last two seconds is not kept; here the clock of the folder is waited for.
  private func age(_ year: SmallYear) throws {
    var newest = timespec()
    for file in year.files() {
      var status = stat()
      #expect(stat(file, &status) == 0)
      if status.st_ctim.tv_sec > newest.tv_sec { newest = status.st_ctim }
    }
    while time(nil) < newest.tv_sec + 2 { usleep(20_000) }
  }

  @Test func `groups add up to the whole`() throws {
    let year = try SmallYear(calls: 200)
    for grouping in ReportFold.Grouping.allCases {
      let fold = year.fold(by: grouping)
      #expect(fold.groups.values.reduce(0) { $0 + $1.calls } == 200, "\(grouping)")
      var sum = Tally(requirements: fold.table.rows.count)
      for tally in fold.groups.values { sum.merge(tally) }
      #expect(sum.verdicts == fold.total.verdicts && sum.said == fold.total.said)
      #expect(sum.measuredRing.percentile(950) == fold.total.measuredRing.percentile(950))
    }
  }

  @Test func `a call over midnight belongs to the day it began on and is counted once`() throws {
    let year = try SmallYear(calls: 3_000, days: 2, seats: 1)
    let records = try year.records()
    let over = records.filter { $0.record.endedAt?.date != $0.record.beganAt.date }
    #expect(!over.isEmpty)
    let daily = (0..<3).map { day in
      let date = year.plan.from.adding(days: day)
      return (year.fold(date...date).total.calls, records.count { $0.record.id.date == date })
    }
    #expect(daily.allSatisfy { $0.0 == $0.1 }, "\(daily)")
    #expect(year.fold().unclosed.isEmpty)
  }

  @Test func `calls without a closing line are counted as such`() throws {
    let year = try SmallYear(calls: 60, days: 1, seats: 1)
    let file = try #require(year.files().first { $0.contains("seat-01") })
    let lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    let last = try #require(lines.lastIndex { $0.contains("\"ev\":\"end\"") })
    try (lines[..<last].joined(separator: "\n") + "\n").write(
      toFile: file, atomically: false, encoding: .utf8)
    let fold = year.fold()
    #expect(fold.unclosed.count == 1 && fold.total.calls == 59)
  }
}
