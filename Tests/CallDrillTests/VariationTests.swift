import CallDrill
import CallModel
import CallProtocol
import Testing

@testable import call110

/// A seed gives other people, places, things and moods, and leaves alone what is scored.
@Suite struct VariationTests {
  private static let document = DrillHarness.document

  /// Everything of a scenario that the score looks at, wordings of the truth left out.
  private static func scored(_ scenario: DrillScenario) -> [String] {
    let unknown = scenario.facts.filter(\.value.isUnknown).keys.map(\.rawValue).sorted()
    return [
      "\(scenario.articles) \(scenario.sets) \(scenario.shape) \(scenario.language)",
      scenario.received?.description ?? "", "\(scenario.openingGives)", "\(scenario.againSeconds ?? 0)",
      scenario.facts.keys.map(\.rawValue).sorted().joined(separator: " "),
      scenario.complaint.keys.map(\.rawValue).sorted().joined(separator: " "), "\(unknown)",
      "\(scenario.branches) \(scenario.mayBranches) \(scenario.categories) \(scenario.levels)",
      "\(scenario.told) \(scenario.referrals) \(scenario.say)",
      "\(scenario.placeSeconds) \(scenario.dispatchSeconds) \(scenario.patienceSeconds)",
      scenario.traps.map { "\($0.name) \($0.instead) \($0.avoid) \($0.loses ?? 0)" }.joined(separator: "\n"),
      scenario.cues.map { "\($0.name) \($0.trigger) \($0.deed?.rawValue ?? "")" }.joined(separator: "\n"),
      DrillHarness(scenario).sheet.lines.map { "\($0.aspect) \($0.rule) \($0.maximum)" }.joined(
        separator: "\n"),
    ]
  }

  @Test(arguments: DrillHarness.scenarios)
  func `no seed changes what is scored`(scenario: DrillScenario) {
    let expected = Self.scored(scenario)
    for seed in UInt64(1)...60 {
      let varied = ScenarioVariation.vary(scenario, seed: seed, document: Self.document)
      #expect(Self.scored(varied) == expected, "\(scenario.identifier) seed \(seed)")
      for (element, fact) in varied.facts {
        #expect(fact.truths.count == scenario.facts[element]?.truths.count, "\(element) seed \(seed)")
        #expect(fact.isUnknown || !fact.spoken.isEmpty, "\(element) seed \(seed)")
      }
    }
  }

  @Test(arguments: DrillHarness.scenarios)
  func `the best handling scores 100 with every seed and mood`(scenario: DrillScenario) {
    var moods: [CallerMood: Int] = [:]
    for seed in UInt64(1)...40 {
      let varied = ScenarioVariation.vary(scenario, seed: seed, document: Self.document)
      #expect(ScenarioVariation.vary(scenario, seed: seed, document: Self.document) == varied)
      // Every mood a few times is enough: the scripts take their time.
      moods[varied.mood, default: 0] += 1
      guard moods[varied.mood] ?? 0 <= 2 else { continue }
      let harness = DrillHarness(varied).run(BestHandling(varied, document: Self.document).script)
      #expect(harness.sheet.total == 1_000, "\(scenario.identifier) seed \(seed)\n\(harness.losses)")
    }
    #expect(Set(moods.keys) == Set([scenario.mood] + scenario.otherMoods))
  }

  @Test func `seeds give other people, places, things and moods`() {
    let drawn = DrillHarness.scenarios.map { scenario in
      (0...30).map { ScenarioVariation.vary(scenario, seed: $0, document: Self.document) }
    }
    #expect(drawn.filter { Set($0.map(\.digest)).count > 1 }.count >= 40)
    #expect(drawn.filter { Set($0.map(\.mood)).count > 1 }.count >= 30)
    #expect(drawn.filter { Set($0.map { $0.facts[.where]?.truths ?? [] }).count > 1 }.count >= 25)
    let moods = Set(drawn.flatMap { $0 }.map(\.mood))
    #expect(moods == Set(CallerMood.allCases))
  }

  @Test func `a caller in another mood shows it with his first words`() throws {
    let scenario = try #require(DrillHarness.scenarios.first { $0.identifier == "snatched-phone" })
    let varied = try #require(
      (1...30).map { ScenarioVariation.vary(scenario, seed: $0, document: Self.document) }
        .first { $0.mood == .anxious })
    #expect(
      varied.opening.count == scenario.opening.count + 1 && varied.opening.last == scenario.opening.last)
    let harness = DrillHarness(varied).run(["@ring", "/answer", "@quiet", "/said ask-where", "@quiet"])
    // Not calm yet: the place comes only after the calming sentence.
    #expect(!harness.transcript.contains { $0.contains("caller: ") && $0.contains("路口，东边") })
    harness.run(["/said calming", "@quiet", "/said ask-where", "@quiet"])
    #expect(harness.transcript.contains { $0.contains("caller: ") && $0.contains("路口，东边") })
  }

  @Test(arguments: [
    ("anxious", "rude"), ("calm", "whispering"), ("rude", "anxious"), ("calm", "joyful"),
    ("child", "anxious"),
  ])
  func `a mood that would be scored otherwise is refused`(own: String, other: String) {
    let file = "[scenario a]\nbase = snatched-phone\nmood = \(own)\nmoods = \(other)\n"
    let outcome = ScenarioReader.read(Array(file.utf8), file: "f", document: Self.document)
    #expect(outcome.scenarios.isEmpty)
    #expect(outcome.faults.map(\.line) == [4])
  }

  @Test func `a caller who must be calmed is never made calm by a seed`() {
    let file = "[scenario a]\nbase = father-missing\nmoods = calm\n"
    let outcome = ScenarioReader.read(Array(file.utf8), file: "f", document: Self.document)
    #expect(outcome.faults.map(\.line) == [3])
  }
}
