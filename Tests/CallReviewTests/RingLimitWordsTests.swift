import CallModel
import CallProtocol
import CallReview
import CallScan
import Catalogue
import Foundation
import GeneratedYear
import TestSupport
import Testing

/// Every word and every axis that names the limit takes it from the protocol; seconds are rounded, never
/// across it.
@Suite(.timeLimit(.minutes(20))) struct RingLimitWordsTests {
  private func document(rings: Int, cycle: Int) throws -> ProtocolDocument {
    let text = String(decoding: ShippedProtocol.bytes, as: UTF8.self)
      .replacing("rings-allowed = 3", with: "rings-allowed = \(rings)")
      .replacing("ring-cycle-ms = 5000", with: "ring-cycle-ms = \(cycle)")
    return try #require(ProtocolReader.read(Array(text.utf8), file: "other.protocol").document)
  }

  /// Nothing says 15 s or three rings; a column of the picture from 14 to 15 s may.
  private func expectOtherLimit(_ text: String, _ what: String) {
    for wrong in [#"(?<![-\d.])15(\.0)? ?(s\b|秒)"#, "15_?000", "below-15s", "三声|three rings"] {
      #expect(text.range(of: wrong, options: .regularExpression).map { String(text[$0]) } == nil, "\(what)")
    }
  }

  @Test func `with two rings of six seconds nothing says fifteen seconds or three rings`() throws {
    let document = try document(rings: 2, cycle: 6_000)
    let year = try SmallYear(calls: 300, days: 40)
    let fold = ReportScan(logs: year.directory.path, usesCache: false).fold(
      year.days, asOf: year.later(3), grouping: .seat, table: RequirementTable(document))
    let report = Report(
      period: ReportPeriod(year.days), asOf: year.later(3), fold: fold, before: fold, document: document,
      isVerified: false)
    for language in [UserLanguage.chinese, .english] {
      let tables = ReportTables(report, language: language)
      let forms = [
        "text": ReportText(report, language: language).lines.joined(separator: "\n"),
        "html": ReportPage(report, language: language).html, "csv": tables.csv(.plain),
        "json": tables.json,
      ]
      for (name, text) in forms {
        expectOtherLimit(text, "\(name) \(language)")
        #expect(text.contains(language == .chinese ? "两声内" : "within two rings"), "\(name)")
      }
      #expect(forms["html"]?.contains(language == .chinese ? "12 秒 (两声)" : "12 s (two rings)") == true)
      #expect(forms["csv"]?.contains("measured.below-12s") == true)
      let board = Wallboard(limit: document.ringLimit)
      let now = WallInstant(date: year.plan.from)
      let lines = board.lines(at: now, basis: Wallboard.Basis(dataAt: now), language: language)
        .joined(separator: "\n")
      expectOtherLimit(lines, "wallboard")
      #expect(lines.contains("< 12 s"))
    }
  }

  @Test func `help names no limit`() throws {
    for words in [["report"], ["wallboard"], ["calls", "search"], ["calls", "list"]] {
      for language in ["zh", "en"] {
        expectOtherLimit(try ProgramRun(words + ["--help", "--ui", language]).output, "\(words)")
      }
    }
  }

  @Test func `seconds are rounded half up, and what is below the limit does not look like it`() {
    for (milliseconds, limit, text) in [
      (Int64(6_499), Int64?.none, "6.5 s"), (6_449, nil, "6.4 s"), (6_450, nil, "6.5 s"), (0, nil, "0.0 s"),
      (14_960, nil, "15.0 s"), (14_960, 15_000, "14.9 s"), (14_999, 15_000, "14.9 s"),
      (15_000, 15_000, "15.0 s"),
      (14_940, 15_000, "14.9 s"), (15_049, 15_000, "15.0 s"), (13_499, 13_500, "13.4 s"),
      (11_999, 12_000, "11.9 s"),
    ] {
      #expect(Message.seconds(milliseconds, below: limit).english == text, "\(milliseconds)")
    }
    var numbers = SplitMix(seed: 11)
    for _ in 0..<2_000 {
      let limit = Int64.random(in: 1_000...60_000, using: &numbers)
      let ring = limit + Int64.random(in: -200...200, using: &numbers)
      let figure = Message.seconds(ring, below: limit).english.split(separator: " ")[0]
      let shown = Double(figure) ?? .nan
      #expect(
        (shown * 1_000 < Double(limit)) == (ring < limit) || ring >= limit && limit % 100 != 0,
        "\(ring) \(limit)")
      #expect(abs(shown * 1_000 - Double(ring)) <= 150)
    }
  }
}
