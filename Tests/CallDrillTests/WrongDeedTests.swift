import CallConsole
import CallDrill
import CallModel
import CallProtocol
import Foundation
import PlainText
import TestSupport
import Testing

@testable import call110

/// Whatever else was done, right or wrong: one more wrong deed never raises a score.
///
/// `CALL110_DRILL_SEEDS` sets how many handlings of each scenario are tried: two by default, because each
/// takes about 100 s of processor time over all scenarios.
@Suite struct WrongDeedTests {
  private static let document = DrillHarness.document
  private static var seeds: UInt64 {
    ProcessInfo.processInfo.environment["CALL110_DRILL_SEEDS"].flatMap { UInt64($0) } ?? 2
  }

  /// A wrong deed with the places of a log at which it is wrong.
  private struct Deed {
    let event: CallEvent
    let places: ClosedRange<Int>
  }

  @Test(arguments: DrillHarness.scenarios)
  func `a wrong deed never raises a score`(scenario: DrillScenario) {
    for seed in 1...Self.seeds {
      var random = SplitMix(seed: seed)
      let harness = Self.handling(scenario, &random)
      var lines = harness.lines
      var score = harness.sheet.total
      // One upon another, so that limits on what is taken off are reached and passed.
      for deed in Self.deeds(scenario, lines, &random) {
        let place = Int.random(in: deed.places, using: &random)
        lines = Self.inserting(deed.event, at: place, into: lines)
        let after = DrillScorer(
          scenario, document: Self.document, log: DrillLog(lines), ears: harness.caller.ears
        )
        .sheet.total
        #expect(
          after <= score, "\(scenario.identifier) seed \(seed): \(deed.event) at \(place) of \(lines.count)")
        score = after
      }
    }
  }

  /// A cheap taboo beside cruel words takes nothing off their price.
  @Test(arguments: [
    ("要跳就快点跳", "急什么！要跳就快点跳"), ("你是猪脑子吗", "你烦不烦，你是猪脑子吗"),
  ]) func `a taboo added to rude words makes them no cheaper`(words: String, more: String) throws {
    let scenario = try #require(DrillHarness.scenarios.first { $0.identifier == "bridge-call" })
    let totals = [words, more].map { said in
      DrillHarness(scenario).run(["@ring", "/answer", "@quiet", "/said \(said)", "@quiet"]).sheet
    }
    #expect(
      totals[1].points(.attitude) < totals[0].points(.attitude) && totals[1].total <= totals[0].total)
  }

  /// Everything of one's own that is rude, said three times, with what the guard may find in any place.
  @Test func `rude words and what the guard finds in them never pay for each other`() throws {
    let scenario = try #require(DrillHarness.scenarios.first { $0.identifier == "bridge-call" })
    let harness = DrillHarness(scenario).run(BestHandling(scenario, document: Self.document).script)
    let said = ["要跳就快点跳", "你烦不烦", "我不知道，你去问别人", "你是猪脑子吗", "急什么，要跳就快点跳"].map {
      CallEvent.phrase(PhraseSaid(phrase: nil, text: $0))
    }
    let taboo = try #require(Self.document.tabooPhrases.first)
    let deeds = [said, said, said, [], []].flatMap { $0 + [.wording(taboo.identifier)] }
    for seed in 1...(20 * Self.seeds) {
      var random = SplitMix(seed: seed)
      var (lines, score) = (harness.lines, harness.sheet.total)
      for deed in deeds.shuffled(using: &random) {
        // Close together, so that one often stands right behind another.
        let place = Int.random(in: (harness.lines.count / 2)...(harness.lines.count / 2 + 3), using: &random)
        lines = Self.inserting(deed, at: place, into: lines)
        let after = DrillScorer(
          scenario, document: Self.document, log: DrillLog(lines), ears: harness.caller.ears
        ).sheet.total
        #expect(after <= score, "seed \(seed): \(deed) at \(place)")
        score = after
      }
    }
  }

  @Test(arguments: DrillHarness.scenarios)
  func `a wrong line typed at the desk never raises a score`(scenario: DrillScenario) {
    let wrong = Self.wrongLines(scenario)
    for seed in 1...(Self.seeds / 2) {
      var random = SplitMix(seed: 1_000 + seed)
      let share = Int.random(in: 5...10, using: &random)
      let script = BestHandling(scenario, document: Self.document).script.filter {
        $0.hasPrefix("@") || $0 == "/answer" || Int.random(in: 0..<10, using: &random) < share
      }
      let before = DrillHarness(scenario).run(script).sheet.total
      for line in wrong {
        let answer = script.firstIndex(of: "/answer") ?? 0
        let place = Int.random(in: (answer + 1)...script.count, using: &random)
        let harness = DrillHarness(scenario).run(Array(script[..<place]) + [line] + Array(script[place...]))
        #expect(
          harness.sheet.total <= before,
          "\(scenario.identifier) seed \(seed): \(line) at \(place)\n\(harness.losses)")
      }
    }
  }

  // MARK: Handlings

  /// Some handling: parts of the best one, keys pressed blindly in between, wrong values here and there.
  private static func handling(_ scenario: DrillScenario, _ random: inout SplitMix) -> DrillHarness {
    let harness = DrillHarness(scenario)
    let best = BestHandling(scenario, document: document).script
    let share = Int.random(in: 2...10, using: &random)
    let isWild = Bool.random(using: &random)
    for line in best {
      if line.hasPrefix("@") || line == "/answer" || Int.random(in: 0..<10, using: &random) < share {
        harness.run([line])
      }
      guard isWild, Int.random(in: 0..<6, using: &random) == 0 else { continue }
      let key = ConsoleKey.function(Int.random(in: 1...12, using: &random))
      for _ in 1...2 { harness.press(key) }
      harness.execute(Bool.random(using: &random) ? "1" : "")
    }
    return harness
  }

  /// Lines a trainee may type that are wrong for the scenario.
  private static func wrongLines(_ scenario: DrillScenario) -> [String] {
    var lines = ["/said 急什么！", "/said 你烦不烦！", "/refer tax"]
    if !isFitting(.harassment, scenario) { lines.append("/said harassment") }
    if !isFitting(.rude, scenario) { lines.append("/branch rude") }
    if !scenario.told.contains(where: { $0.contains("dispatch") }) { lines.append("/notify 甲所") }
    return lines
  }

  private static func isFitting(_ branch: BranchIdentifier, _ scenario: DrillScenario) -> Bool {
    (scenario.branches + scenario.mayBranches + [.anxious]).contains(branch)
      || branch == .repeat && scenario.againSeconds != nil
  }

  // MARK: Deeds

  private static func deeds(
    _ scenario: DrillScenario, _ lines: [DrillLogLine], _ random: inout SplitMix
  ) -> [Deed] {
    let anywhere = 0...lines.count
    let always = (taboos + wrongValues(scenario) + wrongUnits(scenario) + wrongBranches(scenario)).map {
      Deed(event: $0, places: anywhere)
    }
    return (always + needlessQuestions(scenario, lines) + [hangUp(scenario, lines)]).shuffled(using: &random)
  }

  private static var taboos: [CallEvent] {
    document.tabooPhrases.prefix(4).map { CallEvent.wording($0.identifier) }
      + [
        .phrase(PhraseSaid(phrase: nil, text: "你烦不烦")), .phrase(PhraseSaid(phrase: nil, text: "我不知道，你去问别人")),
      ]
  }

  private static func wrongValues(_ scenario: DrillScenario) -> [CallEvent] {
    var deeds: [CallEvent] = ElementIdentifier.allCases.map {
      .element(ElementAnswer(element: $0, state: .given, text: "错路9999号"))
    }
    deeds += [
      .element(ElementAnswer(element: .what, state: .refused, text: "")),
      .category(CategoryChosen(code: "650000", name: "")),
      .complaintField(ComplaintAnswer(field: .name, state: .given, text: "错名")),
      .refer(ReferralGiven(department: "税务局办税服务厅", address: "甲", telephone: "110")),
      .breach(BreachNoted(rule: .harassmentSentenceMissing)), .end(.cutOff),
      .promise(PromiseMade(number: 99, kind: .dispatch, phrase: "")),
    ]
    if let call = try? CallIdentifier("20261122-03-0077") {
      deeds += [LinkRelation.same, .related].map { .link(CallLink(call: call, relation: $0, reason: "")) }
    }
    if let worst = [1, 4].first(where: { level in scenario.levels.allSatisfy { abs($0 - level) > 1 } }) {
      deeds.append(.level(worst))
    }
    let other = document.languages.first { $0.identifier != scenario.language }
    return deeds + (other.map { [.language($0.identifier)] } ?? [])
  }

  /// Units nobody needs here, in ways a scenario does not ask for.
  private static func wrongUnits(_ scenario: DrillScenario) -> [CallEvent] {
    let wanted = scenario.told.flatMap { $0 }
    var deeds: [CallEvent] = []
    if !wanted.contains("department") {
      deeds += (0..<3).map { .notify(UnitNotified(unit: "园林处\($0)", purpose: .department)) }
    }
    if !wanted.contains("dispatch") {
      deeds += (0..<12).map { .notify(UnitNotified(unit: "甲所\($0)", purpose: .dispatch)) }
    }
    return deeds
  }

  private static func wrongBranches(_ scenario: DrillScenario) -> [CallEvent] {
    BranchIdentifier.allCases.filter { !isFitting($0, scenario) && $0 != .repeat }.flatMap { branch in
      [CallEvent.branchEntered(branch)]
        + document.branch(branch).requiredPhrases.flatMap(\.alternatives)
        .filter { !scenario.say.contains($0) && isForeign($0, scenario) }
        .map { .phrase(PhraseSaid(phrase: $0, text: "")) }
    } + scenario.branches.map { .branchLeft($0) }
  }

  /// A sentence that no branch of the scenario asks for.
  private static func isForeign(_ phrase: String, _ scenario: DrillScenario) -> Bool {
    !document.branches(requiring: phrase).map(\.identifier).contains { isFitting($0, scenario) }
  }

  /// Asking for what does not matter, and asking again for what the caller has said.
  private static func needlessQuestions(_ scenario: DrillScenario, _ lines: [DrillLogLine]) -> [Deed] {
    ElementIdentifier.allCases.compactMap { element in
      if scenario.facts[element] == nil { return Deed(event: .ask(element), places: 0...lines.count) }
      let asked = lines.firstIndex { $0.event == .ask(element) }
      return asked.map { Deed(event: .ask(element), places: ($0 + 1)...lines.count) }
    }
  }

  /// Hanging up before the last words: without consent, or on a harassing caller who was not warned.
  private static func hangUp(_ scenario: DrillScenario, _ lines: [DrillLogLine]) -> Deed {
    let kind: PhraseKind = scenario.shape == .warned ? .harassment : .farewell
    let last = document.phrases(of: kind).map(\.identifier)
    let place = lines.firstIndex { last.contains($0.payload["phrase"]?.string ?? "") }
    return Deed(event: .end(.finished), places: 0...(place ?? lines.count))
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
}
