import CallConsole
import CallDrill
import CallModel
import CallProtocol
import Catalogue
import PlainText
import TestSupport
import Testing

@Suite struct ScoringTests {
  static let document = DrillHarness.document

  @Test(arguments: DrillHarness.scenarios) func `a silent trainee scores near nothing`(
    scenario: DrillScenario
  ) {
    let absent = DrillHarness(scenario).run(["@ring", "@+120s"])
    #expect(absent.sheet.total == 0, "\(absent.losses)")
    let mute = DrillHarness(scenario).run(["@ring", "/answer", "@+150s"])
    #expect(mute.sheet.total <= 100, "\(mute.losses)")
  }

  @Test func `a trainee who presses every key scores near the bottom`() {
    var scores: [String: Int] = [:]
    for scenario in DrillHarness.scenarios {
      let harness = DrillHarness(scenario).run(["@ring", "/answer"])
      for _ in 0..<2 {
        for number in 1...12 {
          harness.press(.function(number))
          harness.execute("1")
        }
      }
      harness.run(["@+5s", "/hangup", "/hangup", "@+1s"])
      scores[scenario.identifier] = harness.sheet.total
    }
    #expect(scores.filter { $0.value > 250 } == [:])
    #expect(scores.count >= 40)
  }

  @Test(arguments: DrillHarness.scenarios)
  func `a seed changes words and never the score`(scenario: DrillScenario) {
    let rules = DrillHarness(scenario).sheet.lines.map { "\($0.rule) \($0.maximum)" }
    for seed in UInt64(1)...4 {
      let varied = ScenarioVariation.vary(scenario, seed: seed, document: Self.document)
      let harness = DrillHarness(varied)
      harness.run(BestHandling(varied, document: Self.document).script)
      #expect(harness.sheet.total == 1_000, "\(scenario.identifier) seed \(seed)\n\(harness.losses)")
      #expect(DrillHarness(varied).sheet.lines.map { "\($0.rule) \($0.maximum)" } == rules)
      #expect(ScenarioVariation.vary(scenario, seed: seed, document: Self.document) == varied)
    }
  }

  @Test func `seeds give other people and places`() {
    let digests = DrillHarness.scenarios.map { scenario in
      Set((UInt64(0)...20).map { ScenarioVariation.vary(scenario, seed: $0, document: Self.document).digest })
        .count
    }
    #expect(digests.filter { $0 > 1 }.count >= 35)
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

  /// Deeds that are wrong whatever the call, and those that are wrong for this one.
  private static func wrongDeeds(_ scenario: DrillScenario) -> [CallEvent] {
    var deeds: [CallEvent] = [
      .wording("what-hurry"), .element(ElementAnswer(element: .where, state: .given, text: "错路9999号")),
      .element(ElementAnswer(element: .contact, state: .given, text: "00000000000")),
      .element(ElementAnswer(element: .what, state: .refused, text: "")),
      .category(CategoryChosen(code: "650000", name: "")),
      .refer(ReferralGiven(department: "税务局办税服务厅", address: "甲", telephone: "110")),
      .breach(BreachNoted(rule: .harassmentSentenceMissing)), .end(.cutOff),
      .phrase(PhraseSaid(phrase: nil, text: "你烦不烦")),
      .complaintField(ComplaintAnswer(field: .name, state: .given, text: "错名")),
    ]
    let allowed = Set(scenario.branches + scenario.mayBranches + [.anxious, .repeat])
    for branch in BranchIdentifier.allCases where !allowed.contains(branch) {
      deeds.append(.branchEntered(branch))
      for phrase in document.branch(branch).requiredPhrases.flatMap(\.alternatives) {
        deeds.append(.phrase(PhraseSaid(phrase: phrase, text: "")))
      }
    }
    for branch in scenario.branches { deeds.append(.branchLeft(branch)) }
    if !scenario.told.contains(where: { $0.contains("dispatch") }) {
      deeds.append(.notify(UnitNotified(unit: "甲所", purpose: .dispatch)))
    }
    if let worst = [1, 4].first(where: { level in scenario.levels.allSatisfy { abs($0 - level) > 1 } }) {
      deeds.append(.level(worst))
    }
    return deeds
  }

  @Test(arguments: DrillHarness.scenarios)
  func `a wrong deed never raises a score`(scenario: DrillScenario) throws {
    var random = SplitMix(seed: 110)
    let best = BestHandling(scenario, document: Self.document).script
    let scripts = [
      best, best.filter { !$0.hasPrefix("/said") }, Array(best.prefix(best.count / 2)), ["@ring", "/answer"],
      best.filter { _ in Bool.random(using: &random) },
    ]
    for script in scripts {
      let harness = DrillHarness(scenario).run(script)
      let before = harness.sheet.total
      // Hanging up is wrong as long as the last words were not said.
      let lastWords = ["farewell", "harassment"]
      let isOpen = !harness.lines.contains { lastWords.contains($0.payload["phrase"]?.string ?? "") }
      for deed in Self.wrongDeeds(scenario) + (isOpen ? [.end(.finished)] : []) {
        for _ in 0..<3 {
          let place = Int.random(in: 0...harness.lines.count, using: &random)
          let lines = Self.inserting(deed, at: place, into: harness.lines)
          let after = DrillScorer(scenario, document: Self.document, log: DrillLog(lines)).sheet.total
          #expect(after <= before, "\(scenario.identifier): \(deed) at \(place) of \(harness.lines.count)")
        }
      }
    }
  }

  private static func inserting(
    _ event: CallEvent, at place: Int, into lines: [DrillLogLine]
  ) -> [DrillLogLine] {
    let around = place > 0 ? lines[place - 1] : lines.first
    let payload = (try? JSONReader.parse(event.payload(offsetMilliseconds: nil))) ?? .null
    let line = DrillLogLine(
      number: 0, milliseconds: around?.milliseconds ?? 0, call: lines.first { $0.call != nil }?.call,
      kind: event.kind.rawValue, payload: payload)
    return (lines[..<place] + [line] + lines[place...]).enumerated().map { index, line in
      DrillLogLine(
        number: Int64(index + 1), milliseconds: line.milliseconds, call: line.call, kind: line.kind,
        payload: line.payload)
    }
  }

  @Test func `numbers must be exact, words may differ`() {
    func likeness(_ answer: String, _ truth: String...) -> Int {
      AnswerLikeness(answer, truths: truth).permille
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
}
