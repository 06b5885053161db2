import CallDrill
import Foundation
import Testing

@testable import call110

/// Whole handlings against what trainers gave them before they were scored.
@Suite struct HandlingTests {
  /// A handling carried out.
  private static func sheet(_ file: String, _ scenario: String) -> (sheet: ScoreSheet, losses: String)? {
    guard let scenario = DrillHarness.scenarios.first(where: { $0.identifier == scenario }),
      let text = try? String(contentsOf: DrillFixture.folder.appending(path: file), encoding: .utf8)
    else { return nil }
    let harness = DrillHarness(scenario).run(text.split(separator: "\n").map(String.init))
    return (harness.sheet, harness.losses)
  }

  @Test(arguments: DrillFixture.rows("handlings.tsv"))
  func `a handling gets about what is fair`(row: [String]) throws {
    let found = try #require(Self.sheet("handlings/\(row[0])", row[1]))
    let limit = try #require(Int(row[3]))
    let isFair = row[2] == "min" ? found.sheet.total >= limit * 10 : found.sheet.total <= limit * 10
    #expect(isFair, "\(row) \(ScoreSheet.text(found.sheet.total))\n\(found.losses)")
  }

  /// Pearson's coefficient of two rows of figures.
  private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (first, second) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    let both = zip(left, right).reduce(0) { $0 + ($1.0 - first) * ($1.1 - second) }
    let own = left.reduce(0) { $0 + ($1 - first) * ($1 - first) }
    let other = right.reduce(0) { $0 + ($1 - second) * ($1 - second) }
    return own * other > 0 ? both / (own * other).squareRoot() : 0
  }

  @Test func `scores and blind marks go together, in all and in every aspect`() throws {
    let rows = DrillFixture.rows("marked.tsv")
    var report = ""
    var scored: [[Double]] = []
    for row in rows {
      let sheet = try #require(Self.sheet("marked/\(row[0])", row[1])?.sheet)
      let figures = [sheet.total] + DrillAspect.allCases.map { sheet.points($0) }
      scored.append(figures.map { Double($0) / 10 })
      report +=
        "\(row[0]) \(row[1]) marks \(row[2...].joined(separator: " ")) scores "
        + figures.map { ScoreSheet.text($0) }.joined(separator: " ") + "\n"
    }
    let names = ["total"] + DrillAspect.allCases.map(\.rawValue)
    for (index, name) in names.enumerated() {
      let marks = rows.map { Double($0[2 + index]) ?? 0 }
      let r = Self.correlation(marks, scored.map { $0[index] })
      report += "\(name) r = \((r * 1_000).rounded() / 1_000)\n"
      #expect(r >= (index == 0 ? 0.85 : 0.6), "\(name): \(r)\n\(report)")
    }
    print(report)
    #expect(rows.count >= 12)
  }
}
