import CallDrill
import PlainText
import Testing

@testable import call110

/// What a trainer puts in is to be met, and a second call is a call.
@Suite struct ReactionTests {
  private func scenario(_ name: String) throws -> DrillScenario {
    try #require(DrillHarness.scenarios.first { $0.identifier == name })
  }

  private func lost(_ harness: DrillHarness, _ rule: String) -> Int {
    harness.sheet.lines.filter { $0.rule == rule }.reduce(0) { $0 + $1.lost }
  }

  @Test(arguments: [
    ("/said urging", true), ("/chase 辖区派出所", true), ("/said 民警已经在路上了，请放心", true), ("/note 知道了", false),
    ("/said 你急什么急", false),
  ]) func `an injected urging is met by the urging sentence, by chasing or by calming`(
    deed: String, isMet: Bool
  ) throws {
    let harness = DrillHarness(try scenario("snatched-phone"))
      .run(["@ring", "/answer", "/said greeting", "@quiet", "/where 兰园路与北塘街口东侧", "/notify 辖区派出所", "@quiet"])
    harness.inject(.urge)
    harness.run(["@quiet", deed, "@quiet"])
    // The sentence of urging belongs to a branch that does not apply, but it answers the trainer's caller.
    #expect(
      lost(harness, "phrase urging") == 0 && harness.sheet.lines.contains { $0.rule == "reaction" } != isMet)
  }

  @Test(arguments: [("@+2s", true), ("@+21s", false)])
  func `the rings of the second call count like those of the first`(wait: String, isWithin: Bool) throws {
    let scenario = try scenario("calls-again")
    var script = BestHandling(scenario, document: DrillHarness.document).script
    let second = try #require(script.lastIndex(of: "@ring"))
    script[second + 1] = wait
    let harness = DrillHarness(scenario).run(script)
    #expect((lost(harness, "rings") == 0) == isWithin, "\(harness.losses)")
  }

  @Test func `asked for more than he was asked, a whisper stays a whisper and a child is not his mother`()
    throws
  {
    let whisper = HeardReply("你在哪里？", to: try scenario("whisper-burglar"))
    #expect(whisper.words.allSatisfy { $0.contains("（小声）") }, "\(whisper.words)")
    let child = DrillHarness(try scenario("child-playing")).run(["@ring", "/answer"])
    child.run(["/said 小朋友，你家大人的电话是多少？"])
    let early = child.lines.compactMap { $0.payload["words"]?.string }
    #expect(early.allSatisfy { !$0.contains("199") }, "\(early)")
    child.run(["@+12s", "@quiet", "/said 您的电话是多少？", "@quiet"])
    #expect(child.lines.contains { $0.payload["words"]?.string?.contains("199****0231") ?? false })
  }

  @Test func `a mute caller taps for yes and never speaks his address`() throws {
    let harness = DrillHarness(try scenario("open-line")).run(["@ring", "/answer", "@quiet"])
    for said in ["您在哪里？", "地址是荆溪路52号吗？", "能说话吗？敲一下", "您贵姓？"] {
      harness.run(["/said \(said)", "@quiet"])
    }
    let words = harness.lines.compactMap { $0.payload["words"]?.string }
    #expect(!words.isEmpty && words.allSatisfy { !$0.contains("荆溪") && !$0.contains("401") }, "\(words)")
    #expect(words.contains { $0.contains("敲") || $0.contains("嗒") }, "\(words)")
  }
}
