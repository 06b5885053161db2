import CallDrill
import CallModel
import Testing

@testable import call110

/// What a trainer can count on being drilled: the table of the situations, each with its trap.
@Suite struct CoverageTests {
  /// A situation of the table: scenario, article, branches, right code and level, what shows the trap
  /// avoided.
  struct Row: Sendable, CustomTestStringConvertible {
    let scenario: String
    let article: Int
    let branches: Set<BranchIdentifier>
    let code: String
    let level: Int
    let trap: [DrillCondition]
    var testDescription: String { scenario }

    init(
      _ scenario: String, _ article: Int, _ branches: Set<BranchIdentifier>, _ code: String, _ level: Int,
      _ trap: [DrillCondition]
    ) {
      (self.scenario, self.article, self.branches) = (scenario, article, branches)
      (self.code, self.level, self.trap) = (code, level, trap)
    }
  }

  private static let safety = DrillCondition.advised([
    "不要..开关", "别..开关", "不要..开灯", "别..开灯", "不要..电器", "不要..灯", "别碰..开关", "不能..开关", "不能..开灯",
  ])

  static let table: [Row] = [
    Row("snatched-phone", 1, [], "100300", 2, [.element(.contact)]),
    Row("kitchen-knife", 2, [.anxious, .urgent], "200600", 1, [.toldBefore(.why)]),
    Row("elevated-road-crash", 2, [.anxious], "300100", 2, [.element(.where), .told("120")]),
    Row("barbecue-urging", 3, [.repeat], "200100", 2, [.element(.result), .told("chase")]),
    Row("market-fire-third", 3, [.repeat], "400100", 1, [.element(.result)]),
    Row("second-window", 3, [], "100100", 3, [.linked(.related), .linked(.same)]),
    Row("father-missing", 4, [.urgent], "500100", 2, [.told("dispatch"), .words("24小时")]),
    Row("gas-smell", 4, [.urgent], "500500", 2, [.told("燃气"), .told("119"), safety]),
    Row("bridge-call", 4, [.anxious, .urgent], "500800", 1, [.calledBack(60), .category("980400")]),
    Row("id-card-renewal", 5, [.referral], "980100", 4, [.referred("id-card"), .words("你去问别人")]),
    Row("night-builders", 5, [.referral], "600900", 4, [.referred("citizens-hotline"), .words("不属于我们管")]),
    Row("wages-gathering", 5, [.referral], "600300", 2, [.told("dispatch"), .referred("wages")]),
    Row("garage-blocked", 4, [.urgent], "509900", 3, [.element(.object)]),
    Row("drunk-beaten", 6, [.rude], "200100", 2, [.said("civility"), .said("harassment")]),
    Row("singing-caller", 6, [.harassment], "980200", 4, [.said("harassment"), .ended]),
    Row("takeaway-code", 6, [.urgent], "101800", 1, [.told("dispatch"), .said("harassment")]),
    Row("open-line", 6, [], "980300", 1, [.calledBack(60), .category("980400")]),
    Row("window-clerk", 7, [.complaint], "950200", 4, [.said("complaint-promise"), .words("投诉是你的权利")]),
    Row("officer-hitting", 7, [.complaint], "950200", 1, [.told("督察"), .field(.happening)]),
    Row("burglary-no-answer", 7, [.complaint, .anxious], "950200", 4, [.said("calming")]),
    Row("transfer-fraud", 2, [.anxious], "100600", 2, [.element(.object), .told("96110")]),
    Row("foreigner-passport", 1, [], "500200", 3, [.language("english"), .words("请说中文")]),
    Row("child-playing", 1, [], "980400", 4, [.element(.result)]),
    Row("hung-up-ringing", 1, [.anxious], "100200", 1, [.calledBack(60)]),
  ]

  @Test(arguments: table) func `a situation of the table has its scenario and its trap`(row: Row) throws {
    let scenario = try #require(DrillHarness.scenarios.first { $0.identifier == row.scenario })
    #expect(scenario.articles.contains(row.article))
    #expect(row.branches.isSubset(of: Set(scenario.branches)))
    #expect(scenario.categories.contains(row.code) && scenario.levels.contains(row.level))
    let conditions = scenario.traps.flatMap { $0.instead + $0.avoid }
    for condition in row.trap { #expect(conditions.contains(condition), "\(condition)") }
  }

  @Test func `three due days that a count of Monday to Friday misses`() throws {
    for (name, day) in [
      ("window-clerk", "2025-09-30"), ("burglary-no-answer", "2026-02-25"),
      ("complaint-parking", "2026-05-08"),
    ] {
      let scenario = try #require(DrillHarness.scenarios.first { $0.identifier == name })
      let due = try #require(CivilDate(day))
      #expect(scenario.traps.flatMap(\.instead).contains(.due(due)), "\(name)")
      let harness = DrillHarness(scenario).run(
        BestHandling(scenario, document: DrillHarness.document).script)
      #expect(harness.transcript.contains { $0.contains(day) }, "\(name)")
    }
  }

  @Test func `all articles, branches, moods, shapes and both languages are drilled`() {
    let all = DrillHarness.scenarios
    #expect(all.count >= 40 && Set(all.map(\.identifier)).count == all.count)
    for article in 1...7 { #expect(all.count { $0.articles.contains(article) } >= 3, "\(article)") }
    #expect(Set(all.flatMap(\.branches)) == Set(BranchIdentifier.allCases))
    #expect(Set(all.map(\.mood)) == Set(CallerMood.allCases))
    #expect(Set(all.map(\.shape)) == Set(DrillScenario.Shape.allCases))
    #expect(all.filter { $0.language == "english" }.count >= 5)
    #expect(all.contains { $0.againSeconds != nil } && all.contains { !$0.earlier.isEmpty })
    #expect(all.contains { $0.facts.values.contains { $0.spokenFirst != nil } })
  }
}
