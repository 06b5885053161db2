import CallModel
import CallReview
import Catalogue
import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

/// What is in a report is in each of its forms.
@Suite(.timeLimit(.minutes(20))) struct ReportFormatTests {
  private static let languages = [UserLanguage.chinese, .english]

  /// The outputs of a report as they stand in a file or on a terminal.
  private struct Forms {
    let text: [String]
    let csv: [[String]]
    let json: [String: Any]
    let html: String

    init(_ report: Report, _ language: UserLanguage) throws {
      text = ReportText(report, language: language).lines
      var reader = CSVReader(Array(ReportTables(report, language: language).csv(.plain).utf8))
      var rows: [[String]] = []
      while let row = reader.next() { rows.append(row.cells) }
      csv = rows
      let data = Data(ReportTables(report, language: language).json.utf8)
      json = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      html = ReportPage(report, language: language).html
    }
  }

  private func report(_ year: SmallYear, by grouping: ReportFold.Grouping? = nil) -> Report {
    let middle = year.plan.from.adding(days: year.plan.days / 2)
    let today = year.days.upperBound.adding(days: 5)
    let days = middle...year.days.upperBound
    return Report(
      period: ReportPeriod(days), asOf: .end(of: today),
      fold: year.fold(days, asOf: .end(of: today), by: grouping),
      before: year.fold(year.plan.from...middle.adding(days: -1), asOf: .end(of: today)),
      document: year.document,
      isVerified: false)
  }

  @Test func `every figure of the two periods is in every form`() throws {
    let report = report(try SmallYear(calls: 400, days: 8))
    let rows = report.sections.flatMap(\.rows)
    #expect(rows.count > 100)
    for language in Self.languages {
      let forms = try Forms(report, language)
      let figures = forms.json["figures"] as? [[String: Any]] ?? []
      for row in rows {
        let label = row.label.text(language)
        let (now, before) = (row.figure.text(language), row.previous?.text(language) ?? "?")
        // A label may be cut in the text.
        #expect(
          forms.text.contains {
            $0.hasPrefix("  " + label.clipped(to: 52)) && $0.hasSuffix(before) && $0.contains(" \(now) ")
          }, "\(row.key) in text")
        #expect(
          forms.csv.contains {
            $0.prefix(3) == [row.key, label, row.figure.plain] && $0.last == row.previous?.plain
          }, "\(row.key) in CSV")
        let object = try #require(figures.first { $0["key"] as? String == row.key }, "\(row.key) in JSON")
        #expect(Self.plain(object["value"]) == row.figure.plain, "\(row.key) in JSON")
        #expect(Self.plain(object["previous"]) == row.previous?.plain, "\(row.key) in JSON")
        let cells = [now, before].map { "<td class=\"number\">\(HTMLWriter.escaped($0))</td>" }.joined()
        #expect(forms.html.contains("<td>\(HTMLWriter.escaped(label))</td>" + cells), "\(row.key) in HTML")
      }
    }
  }

  /// A figure of the JSON form as `Figure.plain` says it.
  private static func plain(_ value: Any?) -> String? {
    switch value {
    case let share as [String: Any]:
      (share["percent"] as? Double).map { String(format: "%.2f", $0) } ?? ""
    case let number as Int: "\(number)"
    case is NSNull: ""
    default: nil
    }
  }

  @Test(arguments: ReportFold.Grouping.allCases)
  func `every group is in every form`(grouping: ReportFold.Grouping) throws {
    let report = report(try SmallYear(calls: 300, days: 6), by: grouping)
    let forms = try Forms(report, .chinese)
    let groups = forms.json["groups"] as? [[String: Any]] ?? []
    #expect(report.groups.count > 2 && groups.count == report.groups.count)
    for (group, object) in zip(report.groups, groups) {
      let label = group.label.text(.chinese)
      #expect(forms.text.contains { $0.hasPrefix("  " + label) })
      #expect(forms.html.contains("<td>\(label)</td>"))
      #expect(object["group"] as? String == group.name)
      for (key, figure) in zip(Report.groupKeys.dropFirst(), group.figures) {
        #expect(Self.plain(object[key]) == figure.plain, "\(key)")
        let row = forms.csv.first { $0[0] == "\(grouping.rawValue).\(group.name).\(key)" }
        #expect(row?[2] == figure.plain, "\(key)")
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `every kind of damage is named with its place and reason in every form`(kind: Damage) throws {
    for isBefore in [false, true] {
      let year = try SmallYear(calls: 160, days: 6, seats: 2)
      var numbers = SplitMix(seed: 17)
      let folder = isBefore ? year.plan.from : year.days.upperBound
      let part = folder.description.replacing("-", with: "/")
      let file = try #require(year.files().first { $0.contains("\(part)/seat-02") })
      let place = try kind.strike(file, below: year.directory.path, &numbers)
      let report = report(year)
      #expect(report.fold.total.calls > 20)
      for language in Self.languages {
        try expect(place, kind, in: try Forms(report, language), isBefore, language)
      }
    }
  }

  private func expect(
    _ place: String, _ kind: Damage, in forms: Forms, _ isBefore: Bool, _ language: UserLanguage
  ) throws {
    let shown = place.hasSuffix(":0") ? String(place.dropLast(2)) : place
    let words = Message.reportReason(kind.reason).text(language)
    #expect(words != kind.reason)
    #expect(forms.text.contains { $0.contains(shown + "  " + words) }, "text")
    #expect(forms.text.prefix(4).contains { $0.hasPrefix("! ") }, "no warning at the top")
    let warned = try #require(forms.html.range(of: "<p class=\"bad\">"))
    #expect(forms.html[..<warned.lowerBound].contains("<h2>") == false)
    #expect(forms.html.contains("\(shown) — \(HTMLWriter.escaped(words))"), "HTML")
    let (key, member) = isBefore ? ("left-out-before", "left_out_before") : ("left-out", "left_out")
    #expect(forms.csv.contains { $0[0] == key && $0[1] == place && $0[3] == kind.reason }, "CSV")
    let list = forms.json[member] as? [[String: Any]] ?? []
    #expect(
      list.contains {
        "\($0["file"] ?? ""):\($0["line"] ?? "")" == place && $0["reason"] as? String == kind.reason
          && $0["words"] as? String == words
      }, "JSON \(list)")
  }

  @Test func `a flipped bit anywhere leaves a report that ends, and one that checks digests finds it`() throws
  {
    let year = try SmallYear(calls: 50, days: 1, seats: 1)
    let file = try #require(year.files().first { $0.contains("seat-01") })
    let sound = try Data(contentsOf: URL(filePath: file))
    let lastLine = sound.dropLast().lastIndex(of: 0x0A) ?? 0
    var numbers = SplitMix(seed: 23)
    for _ in 0..<60 {
      var bytes = sound
      // Nothing after the last line says what it must be.
      let index = Int.random(in: 0..<lastLine, using: &numbers)
      bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      try bytes.write(to: URL(filePath: file))
      let report = year.report(verify: true)
      #expect(!report.fold.leftOut.isEmpty, "byte \(index)")
      #expect(report.fold.total.calls + report.fold.unclosed.count >= 45, "byte \(index)")
    }
  }
}
