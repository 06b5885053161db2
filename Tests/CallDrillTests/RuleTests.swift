import CallDrill
import CallModel
import Catalogue
import Testing

@testable import call110

/// Every rule of the score by itself: the best handling with one thing changed loses by the rules named here,
/// and by no other.
@Suite struct RuleTests {
  /// One change of the best handling of a scenario.
  struct Change: Sendable, CustomTestStringConvertible {
    let scenario: String
    let from: String
    let to: [String]
    let rules: Set<String>
    var testDescription: String { "\(scenario): \(from) -> \(to.joined(separator: " "))" }

    init(_ scenario: String, _ from: String, _ to: [String], _ rules: Set<String>) {
      (self.scenario, self.from, self.to, self.rules) = (scenario, from, to, rules)
    }
  }

  private static let quiet = ["@+30s", "/note 等", "@+30s", "/note 等"]
  static let changes: [Change] = [
    // Rings: the fourth begins after 15 s.
    Change("snatched-phone", "@+2s", ["@+16s"], ["rings"]),
    Change("snatched-phone", "@+2s", ["@+13s"], []),
    // Greeting before any other word.
    Change("snatched-phone", "/said greeting", ["/said 喂，哪位", "/said greeting"], ["greeting"]),
    Change("snatched-phone", "/said greeting", [], ["greeting"]),
    // Elements against the truth: numbers to the digit, words by likeness.
    Change("snatched-phone", "/what 手机被抢夺", ["/what 手机被人抢走了"], []),
    Change("snatched-phone", "/what 手机被抢夺", ["/what 打架"], ["element what", "all-asked"]),
    Change("snatched-phone", "/what 手机被抢夺", ["/what 手机的事"], ["element what", "all-asked"]),
    Change("snatched-phone", "/why ?", ["/why 有仇"], ["element why"]),
    Change("snatched-phone", "/object 黑色手机，电动车无牌", ["/object 黑色手机，电动车无牌"], []),
    Change("garage-blocked", "/object 号牌苏D·A12F8", ["/object 号牌苏d－Ａ１２Ｆ８"], []),
    Change("garage-blocked", "/object 号牌苏D·A12F8", ["/object 苏DA12F8"], []),
    Change("garage-blocked", "/object 号牌苏D·A12F8", ["/object 苏DA12F9"], ["element object", "trap plate"]),
    Change("gas-smell", "/where 文苑小区5幢2单元", ["/where 文苑小区五幢二单元"], []),
    Change("calls-again", "/object 没有凶器", ["/object 空手"], []),
    Change("window-clerk", "/name 冯晓岚", ["/name 张三"], ["field name"]),
    // Time to the place and to the first unit told, before the answer to a question and after it.
    Change("snatched-phone", "/where", ["@+40s", "/note 等", "@+15s", "/where"], ["place-time"]),
    Change(
      "snatched-phone", "/notify 辖区派出所", quiet + quiet + ["/notify 辖区派出所"], ["dispatch-time"]),
    // Sentences required and forbidden.
    Change("father-missing", "/said calming", ["/branch anxious"], ["say calming"]),
    Change("snatched-phone", "/said consent", [], ["consent"]),
    Change("snatched-phone", "/said farewell", [], ["farewell", "closed"]),
    Change("snatched-phone", "/said consent", ["/said 急什么！", "/said consent"], ["taboo"]),
    Change(
      "snatched-phone", "/said consent", ["/said 急什么！", "/said 你烦不烦！", "/said consent"],
      ["taboo", "turned-complaint"]),
    Change(
      "snatched-phone", "/said consent", ["/said harassment", "/said consent"],
      ["foreign-phrase", "foreign-branch"]),
    // The branch.
    Change("snatched-phone", "/said consent", ["/branch complaint", "/said consent"], ["foreign-branch"]),
    Change("gas-smell", "/said consent", ["/leave urgent", "/said consent"], ["branch urgent"]),
    Change("snatched-phone", "/category 100300", ["/category 100600"], ["category", "recorded"]),
    Change("snatched-phone", "/level 2", ["/level 3"], ["level"]),
    // No needless question.
    Change("snatched-phone", "/said consent", ["/ask where", "/said consent"], ["repeat-question"]),
    Change("snatched-phone", "/said consent", ["/said 你在哪里", "/said consent"], ["repeat-question"]),
    // Promise and deed.
    Change(
      "snatched-phone", "/said consent", ["/said urgent-department", "/said consent"], ["promise-open"]),
    // Referral with address and telephone, the right one.
    Change(
      "snatched-phone", "/said consent", ["/refer tax", "/said consent"],
      ["wrong-referral", "foreign-branch"]),
    // Hanging up safely.
    Change(
      "snatched-phone", "/notify 辖区派出所", [],
      ["dispatch-time", "unsafe-hang-up", "told dispatch"]),
    Change(
      "snatched-phone", "/where", ["/notify 辖区派出所", "/where"], ["dispatch-without-place"]),
    // A unit nobody needs is not "sent first".
    Change(
      "kitchen-knife", "/notify 辖区派出所", ["/department 园林处"],
      ["dispatch-time", "promise-kept", "promise-open", "told dispatch", "trap send-first", "unsafe-hang-up"]),
    Change("singing-caller", "/said harassment", ["/said ask-what", "/said harassment"], ["entangled"]),
    // Silence.
    Change("snatched-phone", "/category 100300", ["@+50s", "/category 100300"], ["silence"]),
    // A call that stopped ringing.
    Change(
      "hung-up-ringing", "@gone", ["@gone", "@+75s"], ["call-back", "trap call-back"]),
  ]

  @Test(arguments: changes) func `one change loses by its own rules only`(change: Change) throws {
    let scenario = try #require(DrillHarness.scenarios.first { $0.identifier == change.scenario })
    let best = BestHandling(scenario, document: DrillHarness.document).script
    let place = try #require(best.firstIndex(of: change.from))
    let script = Array(best[..<place]) + change.to + Array(best[(place + 1)...])
    let harness = DrillHarness(scenario).run(script)
    let lost = harness.sheet.lines.filter { $0.lost > 0 }
    // The whole impression follows everything that is lost.
    let own = lost.map(\.rule).filter { $0 != "impression" }
    #expect(Set(own) == change.rules, "\(harness.losses)")
    // It is the share of the other aspects' points, rounded down: the least loss there shows in it, and what
    // is lost beside it in its own aspect does not.
    #expect(
      lost.contains { $0.rule == "impression" } == lost.contains { $0.aspect != .overall },
      "\(harness.losses)")
    for line in lost {
      // What was done wrong names its line; what was never done has none.
      #expect(line.line != nil || line.given == 0 && line.maximum > 0, "\(line.rule)")
      #expect(!line.reason.chinese.isEmpty && !line.reason.english.isEmpty)
    }
    for line in harness.sheet.lines where line.given > 0 { #expect(line.line != nil, "\(line.rule)") }
  }

  @Test(arguments: DrillHarness.scenarios)
  func `six aspects share 100 points, each at least one rule`(scenario: DrillScenario) {
    let sheet = DrillHarness(scenario).sheet
    for aspect in DrillAspect.allCases {
      let rules = sheet.lines.filter { $0.aspect == aspect && $0.maximum > 0 }
      #expect(!rules.isEmpty && rules.reduce(0) { $0 + $1.maximum } == aspect.maximum, "\(aspect)")
    }
    #expect(DrillAspect.allCases.reduce(0) { $0 + $1.maximum } == 1_000)
  }
}
