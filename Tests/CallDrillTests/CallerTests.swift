import CallDrill
import CallModel
import PlainText
import TestSupport
import Testing

@testable import call110

@Suite struct CallerTests {
  private func scenario(_ name: String) throws -> DrillScenario {
    try #require(DrillHarness.scenarios.first { $0.identifier == name })
  }

  @Test func `an anxious caller gives facts only when calmed`() throws {
    let harness = DrillHarness(try scenario("father-missing"))
    harness.run(["@ring", "/answer", "@quiet", "/said ask-where", "@quiet"])
    #expect(!harness.transcript.contains { $0.contains("caller: 有人最后在菜场南门看见他") })
    harness.run(["/said calming", "@quiet", "/said ask-where", "@quiet"])
    #expect(harness.transcript.contains { $0.contains("caller: 有人最后在菜场南门看见他") })
    #expect(harness.lines.contains { $0.payload["turn"]?.string == "calmed" })
  }

  @Test func `a caller scolded twice complains, and it costs`() throws {
    let harness = DrillHarness(try scenario("snatched-phone"))
    harness.run(["@ring", "/answer", "@quiet", "/said 急什么", "@quiet", "/said 你烦不烦", "@quiet"])
    #expect(harness.lines.contains { $0.payload["turn"]?.string == "complaint" })
    #expect(harness.sheet.lines.contains { $0.rule == "turned-complaint" && $0.given == -100 })
  }

  @Test func `a caller kept waiting asks, then hangs up`() throws {
    let harness = DrillHarness(try scenario("snatched-phone"))
    harness.run(["@ring", "/answer", "@quiet", "@+50s"])
    #expect(harness.lines.contains { $0.payload["turn"]?.string == "urged" })
    harness.run(["@+60s"])
    #expect(harness.lines.contains { $0.payload["turn"]?.string == "gave-up" })
    #expect(!harness.caller.isOnLine)
  }

  @Test func `a wrong house number is taken back`() throws {
    let harness = DrillHarness(try scenario("corrected-number"))
    harness.run(["@ring", "/answer", "@quiet", "/said ask-where", "@+3s"])
    #expect(harness.transcript.contains("  caller: 双桂坊41号。"))
    #expect(!harness.transcript.contains { $0.contains("14号") })
    harness.run(["@quiet"])
    #expect(harness.transcript.contains("  caller: 不对不对，我说错了，是双桂坊14号。"))
  }

  @Test func `a caller who is helped calls again to urge`() throws {
    let harness = DrillHarness(try scenario("calls-again"))
    harness.run(["@ring", "/answer", "@quiet", "/hangup", "/hangup", "@+30s"])
    #expect(!harness.caller.isRinging && !harness.caller.mayEnd)
    harness.run(["@+40s"])
    #expect(harness.caller.isRinging)
  }

  @Test func `a pace makes the caller quicker, not different`() throws {
    let scenario = try scenario("kitchen-knife")
    let script = ["@ring", "/answer", "@quiet", "/said calming", "@quiet", "/said ask-where", "@quiet"]
    let usual = DrillHarness(scenario).run(script)
    let quick = DrillHarness(scenario, pacePercent: 300).run(script)
    func words(_ harness: DrillHarness) -> [String] { harness.transcript.filter { $0.contains("caller:") } }
    #expect(words(usual) == words(quick) && !words(usual).isEmpty)
    #expect(quick.clock.now().monotonic < usual.clock.now().monotonic)
  }

  @Test func `words broken by noise tell nothing, so that asking again is no needless question`() throws {
    let harness = DrillHarness(try scenario("snatched-phone"))
    harness.run(["@ring", "/answer", "@quiet"])
    var caller = harness.caller
    let now = harness.clock.now().monotonic
    for isNoisy in [false, true] {
      if isNoisy { _ = caller.inject(.noise, at: now) }
      caller.hear(.ask(.where), call: nil, at: now)
      let told = caller.poll(at: now + 20_000).compactMap { act in
        if case .speak(let words, let elements) = act { (words.contains("\u{2026}"), elements) } else { nil }
      }
      #expect(told.map(\.0) == [isNoisy] && told.map(\.1) == [isNoisy ? [] : [.where]])
    }
  }

  @Test func `a trainer can break the line and cut it off`() throws {
    let harness = DrillHarness(try scenario("snatched-phone"))
    harness.run(["@ring", "/answer", "@quiet"])
    var caller = harness.caller
    let now = harness.clock.now().monotonic
    var taken = [caller.inject(.noise, at: now), caller.inject(.say("请快一点"), at: now)]
    let acts = caller.poll(at: now + 40_000)
    #expect(acts.contains { if case .speak(let words, _) = $0 { words.contains("\u{2026}") } else { false } })
    taken.append(caller.inject(.cutOff, at: now + 40_000))
    #expect(taken == [true, true, true])
    let ends = caller.poll(at: now + 80_000)
    #expect(ends.contains(.hangUp))
    let isTaken = caller.inject(.urge, at: now + 90_000)
    #expect(!isTaken)
  }
}

@Suite struct SpokenWordsTests {
  @Test(arguments: [
    ("（压低声音）快来……他拿着刀……", ["快来  他拿着刀"]), ("（只有呼吸声）", []), ("……", []), ("", []),
    ("199****0101。", ["199    0101。"]),
    ("[[k]]<b>喂", ["k   b 喂"]), ("（不闭合", []), ("）喂", ["喂"]),
  ]) func `directions and marks are not spoken`(line: String, runs: [String]) {
    #expect(SpokenWords(line, isEnglish: false).runs.map(\.text) == runs)
    #expect(!SpokenWords(line, isEnglish: false).runs.contains { !$0.isChinese })
  }

  @Test func `every line of every scenario that has words is spoken`() {
    for scenario in DrillHarness.scenarios {
      let isEnglish = scenario.language == "english"
      for fact in scenario.facts.values where fact.spoken.contains(where: { $0.isNumber }) {
        let runs = SpokenWords(fact.spoken, isEnglish: isEnglish).runs
        #expect(!runs.isEmpty, "\(fact.spoken)")
        #expect(isEnglish ? runs.contains { !$0.isChinese } : runs.count == 1, "\(fact.spoken)")
      }
    }
  }
}
