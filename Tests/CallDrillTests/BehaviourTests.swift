import CallDrill
import CallModel
import PlainText
import Testing

@testable import call110

/// Every mood, as a trainee meets it.
@Suite struct BehaviourTests {
  private func harness(_ name: String) throws -> DrillHarness {
    DrillHarness(try #require(DrillHarness.scenarios.first { $0.identifier == name }))
      .run(["@ring", "/answer", "@quiet"])
  }

  /// What the caller says after some lines.
  private func words(_ harness: DrillHarness, after lines: [String]) -> [String] {
    let before = harness.transcript.count
    harness.run(lines + ["@quiet"])
    return harness.transcript[before...].filter { $0.hasPrefix("  caller: ") }.map {
      String($0.dropFirst(10))
    }
  }

  private func turns(_ harness: DrillHarness) -> [String] {
    harness.lines.compactMap { $0.payload["turn"]?.string }
  }

  @Test(arguments: [
    ("father-missing", "快来人啊！"), ("elevated-road-crash", "嗯……我想想"), ("family-drunk", "我没醉！"),
    ("transfer-fraud", "你别问了"), ("hit-and-run", "我刚才要说什么来着"),
  ]) func `a scattered caller is incoherent until calmed`(name: String, start: String) throws {
    let harness = try harness(name)
    var heard: [String] = []
    for _ in 0..<2 { heard += words(harness, after: ["/ask where"]) }
    #expect(heard.contains { $0.hasPrefix(start) } && heard.count == 2, "\(heard)")
    let calmed = words(harness, after: ["/said calming"])
    #expect(calmed == ["好，好，我慢慢说。"] && turns(harness).contains("calmed"))
    let place = harness.scenario.facts[.where]
    #expect(words(harness, after: ["/ask where"]).first == place?.spokenFirst ?? place?.spoken)
  }

  @Test func `a whispering caller whispers throughout`() throws {
    let harness = try harness("kitchen-knife")
    let heard = words(harness, after: ["/said calming", "/ask where", "/ask who", "/said urgent-police"])
    #expect(heard.count >= 3 && !heard.contains { !$0.hasPrefix("（小声）") }, "\(heard)")
  }

  @Test func `a rude caller swears until asked for civility, once`() throws {
    let harness = try harness("drunk-beaten")
    #expect(words(harness, after: ["/ask where"]).first?.hasPrefix("他妈的") != nil)
    #expect(words(harness, after: ["/said civility"]) == ["行，行，刚才我话重了，你问吧。"])
    #expect(words(harness, after: ["/ask where"]) == ["星海KTV门口。"])
    // Told again although he is polite now, he takes it as scolding.
    #expect(words(harness, after: ["/said civility"]) == ["你他妈跟谁说话呢！"])
    #expect(turns(harness) == ["polite", "worse"])
  }

  @Test func `a harassing caller has nothing to tell and is not calmed`() throws {
    let harness = try harness("singing-caller")
    let heard = words(
      harness, after: ["/ask what", "/said calming", "/said civility", "/ask where", "/said consent"])
    #expect(heard.contains("小妹妹声音真好听，陪我聊聊嘛。") || heard.contains("啦啦啦，我给你唱首歌！"))
    #expect(!turns(harness).contains("calmed") && !turns(harness).contains("complaint"))
    #expect(!harness.lines.contains { ($0.payload["elements"]?.array ?? []).count > 0 })
  }

  @Test func `a foreign caller speaks English and understands it`() throws {
    let harness = try harness("foreigner-passport")
    let heard = words(harness, after: ["/said when did it happen?", "/said consent", "/said farewell"])
    #expect(heard == ["About twelve, at 12:00 today.", "No, that is all.", "Thank you, goodbye."])
  }

  @Test func `a child plays until the mother takes the phone`() throws {
    let harness = try harness("child-playing")
    #expect(harness.transcript.contains("  caller: 喂——你是谁呀？"))
    #expect(words(harness, after: ["/ask contact"]).allSatisfy { !$0.contains("妈妈，") })
    harness.run(["@+9s"])
    #expect(harness.transcript.contains("  caller: 喂？对不起对不起，我是他妈妈，孩子拿手机乱按的。"))
    #expect(words(harness, after: ["/ask where"]) == ["这个我不知道。"])
  }

  @Test func `a silent caller is not hurried, goes dead, and speaks when called back`() throws {
    let harness = try harness("open-line")
    // Who cannot speak does not tell where he is; he can tap.
    #expect(words(harness, after: ["/ask where"]).allSatisfy { $0.hasPrefix("（") })
    #expect(words(harness, after: ["/said 不方便说话就敲一下话筒"]) == ["（轻轻敲了一下话筒）"])
    harness.run(["@gone"])
    #expect(turns(harness) == ["cut-off"])
    harness.run(["/cutoff", "/callback", "/answer", "@quiet"])
    #expect(turns(harness) == ["cut-off", "reached"])
    #expect(harness.transcript.contains("  caller: （有人轻声）……刚才不能说话……他出去了……"))
  }

  @Test func `a caller who hangs up can be called back`() throws {
    let harness = try harness("bridge-call")
    harness.run(["@+25s"])
    #expect(turns(harness) == ["hung-up"] && !harness.caller.isOnLine)
    harness.run(["/cutoff", "/callback", "/answer", "@quiet"])
    #expect(harness.transcript.contains("  caller: ……你还打来干什么。"))
  }

  @Test func `a taboo word makes a calm caller worse, calming helps again`() throws {
    let harness = try harness("snatched-phone")
    #expect(words(harness, after: ["/said 急什么！"]) == ["你怎么这样跟我说话？"])
    #expect(words(harness, after: ["/ask where"]).first?.hasPrefix("兰园路") == false)
    #expect(words(harness, after: ["/said calming", "/ask where"]).last == "兰园路和北塘街的路口，东边。")
    #expect(turns(harness) == ["worse", "calmed"])
  }
}
