import CallConsole
import CallDrill
import CallModel
import CallProtocol
import Catalogue
import PlainText
import TestSupport
import Testing

@testable import call110

@Suite struct ScoringTests {
  static let document = DrillHarness.document

  @Test(arguments: DrillHarness.scenarios) func `a silent trainee scores near nothing`(
    scenario: DrillScenario
  ) {
    let absent = DrillHarness(scenario).run(["@ring", "@+120s"])
    #expect(absent.sheet.total == 0, "\(absent.losses)")
    let mute = DrillHarness(scenario).run(["@ring", "/answer", "@+150s"])
    #expect(mute.sheet.total <= 70, "\(mute.losses)")
  }

  @Test func `a trainee who presses every key scores near the bottom`() {
    var scores: [String: Int] = [:]
    for scenario in DrillHarness.scenarios {
      let harness = DrillHarness(scenario).run(["@ring", "/answer"])
      for _ in 0..<2 {
        for number in 1...12 {
          for _ in 1...2 { harness.press(.function(number)) }
          harness.execute("1")
        }
      }
      harness.run(["@+5s", "/hangup", "/hangup", "@+1s"])
      scores[scenario.identifier] = harness.sheet.total
    }
    // Only for a harassing caller does one of the keys say what is right.
    let warned = Set(DrillHarness.scenarios.filter { $0.shape == .warned }.map(\.identifier))
    #expect(scores.filter { $0.value > (warned.contains($0.key) ? 210 : 50) } == [:])
    #expect(scores.count >= 40)
  }

  @Test(arguments: DrillHarness.scenarios)
  func `the same log and scenario give the same sheet, byte by byte`(scenario: DrillScenario) {
    let harness = DrillHarness(scenario)
    harness.run(BestHandling(scenario, document: Self.document).script.filter { !$0.contains("level") })
    let again = DrillHarness(scenario)
    again.run(BestHandling(scenario, document: Self.document).script.filter { !$0.contains("level") })
    let texts = [harness.sheet, harness.sheet, again.sheet].map { sheet in
      ScoreText.rows(sheet).map { $0.chinese + $0.english }.joined(separator: "\n")
    }
    #expect(Set(texts).count == 1)
    #expect(again.lines == harness.lines)
  }

  @Test func `numbers must be exact, words may differ`() {
    func likeness(_ answer: String, _ truth: String...) -> Int {
      AnswerMatch(answer, truths: truth).permille
    }
    #expect(likeness("翠苑新村12幢302", "翠苑新村12幢302室") == 1_000)
    #expect(likeness("翠苑新村十二幢302室", "翠苑新村12幢302室") == 1_000)
    #expect(likeness("翠苑新村１２幢３０２", "翠苑新村12幢302室") == 1_000)
    #expect(likeness("翠苑新村12幢303室", "翠苑新村12幢302室") == 0)
    #expect(likeness("翠苑新村12幢302室 13幢", "翠苑新村12幢302室") == 0)
    #expect(likeness("苏DA12F8", "号牌苏D·A12F8", "苏DA12F8") == 1_000)
    #expect(likeness("苏DA12F9", "号牌苏D·A12F8", "苏DA12F8") == 0)
    #expect(likeness("手机被人抢走了", "手机被抢夺", "手机被抢走") == 1_000)
    #expect(likeness("打架", "手机被抢夺") == 0)
    #expect(likeness("", "手机被抢夺") == 0)
  }

  /// One slip in each language: a word left out beside the right number, another one in its place, and so on.
  @Test(arguments: [
    ("店里电话0519-00000101", "0519-00000101", "shop phone 0519-00000101", "0519-00000101"),
    ("店铺电话0519-00000101", "店铺电话", "shop phone 0519-00000101", "shop phone"),
    ("店里电话0519-00000101", "门卫电话0519-00000101", "shop phone 0519-00000101", "guard phone 0519-00000101"),
    ("红色头盔", "头盔", "red helmet", "helmet"), ("红色头盔", "红色", "red helmet", "red"),
    ("红色头盔", "蓝色头盔", "red helmet", "blue helmet"), ("玩具汽车", "玩具", "toy truck", "toy"),
    ("客厅窗户", "客厅", "parlour window", "parlour"), ("现金30元", "30元", "cash 30 yuan", "30 yuan"),
    ("现金30元", "现金", "cash 30 yuan", "cash"), ("没有人受伤", "有人受伤", "nobody hurt", "somebody hurt"),
  ]) func `a slip costs alike in Chinese and in English`(
    truth: String, slip: String, englishTruth: String, englishSlip: String
  ) {
    let chinese = AnswerMatch(slip, truths: [truth]).permille
    let english = AnswerMatch(englishSlip, truths: [englishTruth]).permille
    #expect(chinese == english, "\(slip) \(chinese), \(englishSlip) \(english)")
    #expect(AnswerMatch(truth, truths: [truth]).permille == 1_000)
    #expect(AnswerMatch(englishTruth, truths: [englishTruth]).permille == 1_000)
  }
}
