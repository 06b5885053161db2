import CallModel
import CallProtocol
import CallReview
import CallScan
import Foundation
import GeneratedYear
import TestSupport
import Testing

/// A report is as of a moment: whatever was entered by then counts, however late, and nothing else is known.
@Suite(.timeLimit(.minutes(20))) struct AsOfTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private func figure(_ key: String, _ report: Report) -> Figure? {
    report.sections.flatMap(\.rows).first { $0.key == key }?.figure
  }

  @Test(arguments: ["2025-02-15", "2025-02-16", "2026-02-03"])
  func `a call on paper is in its month, whenever it was typed in`(typed: String) throws {
    let year = try SmallYear(calls: 90, days: 3, seats: 1, from: "2025-01-29")
    let day = try date("2025-01-31")
    try PaperTyping.move(year, from: day, to: try date(typed))
    let records = try year.records()
    let month = ReportPeriod(.month, holding: day).days
    let moments: [(ReportMoment, Bool)] = [
      (.now(WallInstant(date: try date("2027-03-01"))), true), (.end(of: try date(typed)), true),
      (.end(of: try date(typed).adding(days: -1)), false), (.at(WallInstant(date: try date(typed))), false),
    ]
    for (moment, isKnown) in moments {
      let slow = SlowReport(records, days: month, document: year.document, asOf: moment)
      #expect(slow.calls.contains { $0.record.id.seat.description == "paper" } == isKnown)
      for cache in [false, true, true] {
        let report = year.report(month, asOf: moment, cache: cache)
        #expect(ReportYearTests.differences(report, slow) == [], "\(moment) \(cache)")
      }
    }
  }

  @Test(arguments: [3, 16, 400])
  func `a complaint is answered in its month, whenever the answer came`(later days: Int) throws {
    let year = try SmallYear(calls: 900, days: 3, seats: 2, from: "2025-01-29")
    try removeDesks(year)
    let records = try year.records()
    let complaint = try #require(records.first { $0.record.complaint?.opened != nil }).record
    let due = try #require(complaint.complaint?.opened?.due)
    let answered = complaint.id.date.adding(days: days)
    try write(
      year, on: answered,
      #""call":"\#(complaint.id)","ev":"complaint-replied","d":{"by":"王某","how":"电话","text":"已说明","replied_at":"\#(complaint.id.date)T23:59:00.000+08:00"}"#
    )
    let month = ReportPeriod(.month, holding: complaint.id.date).days
    for period in [month, ReportPeriod(.year, holding: complaint.id.date).days] {
      for (moment, isAnswered) in [
        (ReportMoment.now(WallInstant(date: try date("2027-03-01"))), true), (.end(of: answered), true),
        (.end(of: answered.adding(days: -1)), false),
      ] {
        let fold = year.fold(period, asOf: moment)
        #expect(fold.complaints.count > 1)
        let found = fold.complaints.first { $0.number == UInt32(complaint.id.number) }
        // Told for the day of the call, without a proof: the day it was entered on counts.
        #expect(found?.replied == (isAnswered ? Int32(answered.dayNumber) : 0), "\(moment)")
        #expect(fold.total.repliedLate + fold.total.repliedInTime == (isAnswered ? 1 : 0))
        #expect(fold.total.repliedInTime == (isAnswered && answered <= due ? 1 : 0))
      }
    }
  }

  @Test(arguments: [UInt64(4), 5]) func `the months of a year add up to the year`(seed: UInt64) throws {
    let year = try SmallYear(calls: 700, days: 75, seats: 3, seed: seed, from: "2025-01-01")
    try Aftermath.write(into: year, seed: seed)
    try PaperTyping.move(year, from: try date("2025-01-31"), to: try date("2025-03-20"))
    for moment in [year.later(500), .end(of: try date("2025-02-20"))] {
      let whole = year.report(ReportPeriod(.year, holding: year.plan.from).days, asOf: moment)
      var sums: [String: [Int]] = [:]
      for month in 1...12 {
        let first = try date("2025-\(month < 10 ? "0" : "")\(month)-01")
        let report = year.report(ReportPeriod(.month, holding: first).days, asOf: moment, cache: true)
        for row in report.sections.flatMap(\.rows) {
          guard let parts = Self.additive(row) else { continue }
          let sum = sums[row.key] ?? parts.map { _ in 0 }
          sums[row.key] = zip(sum, parts).map(+)
        }
      }
      let rows = whole.sections.flatMap(\.rows)
      #expect(rows.compactMap(Self.additive).count > 90)
      for row in rows {
        guard let parts = Self.additive(row) else { continue }
        // A row that is in some months only has the whole of those months.
        #expect(sums[row.key]?[0] == parts[0], "\(row.key) \(moment)")
        let isInAll = !row.key.hasPrefix("category.")
        if isInAll { #expect(sums[row.key] == parts, "\(row.key) \(moment)") }
      }
    }
  }

  /// The numbers of a figure that add up over periods; nil for percentiles and for people.
  private static func additive(_ row: ReportSection.Row) -> [Int]? {
    if row.key == "satisfaction.again-people" { return nil }
    return switch row.figure {
    case .count(let count): [count]
    case .share(let part, let whole): [part, whole]
    case .milliseconds: nil
    }
  }

  @Test(arguments: [UInt64(1), 2, 3]) func `a report as of a moment is what the journals said then`(
    seed: UInt64
  ) throws {
    let year = try SmallYear(calls: 240, days: 10, seats: 3, seed: seed)
    try Aftermath.write(into: year, seed: seed)
    let records = try year.records()
    var numbers = SplitMix(seed: seed)
    for _ in 0..<4 {
      let at = WallInstant(date: year.plan.from).adding(
        milliseconds: Int64.random(in: 0...1_200_000_000, using: &numbers))
      let moment = ReportMoment.at(at)
      let slow = SlowReport(records, days: year.days, document: year.document, asOf: moment)
      for cache in [false, true] {
        let report = year.report(asOf: moment, cache: cache)
        #expect(ReportYearTests.differences(report, slow) == [], "\(at) \(cache)")
      }
    }
    // Cutting every journal where it stood then gives the same.
    let at = WallInstant(date: year.plan.from.adding(days: 6), millisecondOfDay: 50_000_000)
    let then = year.report(asOf: .at(at))
    try cut(year, at: at)
    let cut = year.report(asOf: .now(at))
    func plain(_ report: Report) -> [String] {
      report.sections.flatMap(\.rows).map { "\($0.key) \($0.figure.plain)" }
    }
    #expect(plain(then) == plain(cut))
    #expect(then.fold.unclosed == cut.fold.unclosed)
  }

  @Test func `calls of which no elements are asked are the same for reports and reviews`() throws {
    let year = try SmallYear(calls: 600, days: 6, seed: 9)
    let check = RequirementCheck(year.document)
    let records = try year.records().map(\.record)
    let asked = records.count { check.asksElements(of: $0) }
    let invalid = records.count { $0.category?.code == "980400" && $0.answer != nil }
    #expect(asked < records.count { $0.answer != nil })
    #expect(year.fold().total.elementCalls == asked)
    for file in year.files() {
      let text = try String(contentsOfFile: file, encoding: .utf8)
        .replacing(#""category":"300100""#, with: #""category":"980400""#)
      try text.write(toFile: file, atomically: false, encoding: .utf8)
    }
    let changed = try year.records().map(\.record)
    #expect(changed.count { $0.category?.code == "980400" && $0.answer != nil } > invalid)
    #expect(year.fold().total.elementCalls == changed.count { check.asksElements(of: $0) })
    #expect(year.fold().total.elementCalls < asked)
  }

  // MARK: Writing

  private func removeDesks(_ year: SmallYear) throws {
    for file in year.files() where file.contains("desk-") { try FileManager.default.removeItem(atPath: file) }
  }

  private func write(_ year: SmallYear, on day: CivilDate, _ rest: String) throws {
    let folder = year.directory.file("live/" + day.description.replacing("-", with: "/"))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let line =
      "{\"v\":1,\"n\":1,\"at\":\"\(day)T10:00:00.000+08:00\",\"t\":0,\"seat\":\"desk-late\",\"op\":\"050001\",\(rest),"
      + "\"prev\":\"\(String(repeating: "0", count: 64))\"}\n"
    try line.write(toFile: folder + "/desk-late.jsonl", atomically: false, encoding: .utf8)
  }

  /// Takes every line out that was written after a moment.
  private func cut(_ year: SmallYear, at moment: WallInstant) throws {
    for file in year.files() {
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter { line in
        let at = line.firstMatch(of: /"at":"([^"]*)"/).flatMap { WallInstant($0.output.1) }
        return at.map { $0 <= moment } ?? true
      }
      let numbered = lines.enumerated().map {
        String($1).replacing(/"n":\d+/, with: "\"n\":\($0 + 1)", maxReplacements: 1) + "\n"
      }
      try numbered.joined().write(toFile: file, atomically: false, encoding: .utf8)
    }
  }
}
