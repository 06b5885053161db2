import CallDrill
import TestSupport
import Testing

@testable import call110

@Suite struct ScenarioReaderTests {
  private func read(_ text: String) -> ScenarioReader.Outcome {
    ScenarioReader.read(Array(text.utf8), file: "my.drills", document: DrillHarness.document)
  }

  private static let sound = """
    [scenario mine]
    chinese = 测试
    english = test
    article = 1
    opening = 喂
    what = 打架 | 有人打架
    category = 200100
    level = 2
    [trap one]
    chinese = 陷阱
    english = trap
    instead = element what
    """

  @Test func `a sound scenario is read`() {
    let outcome = read(Self.sound)
    #expect(outcome.faults.isEmpty && outcome.scenarios.map(\.identifier) == ["mine"])
  }

  @Test(arguments: [("fall = -/no-such-line", [13]), ("fall = -/category", []), ("fall = A => B", [13])])
  func `a fall that changes nothing is a fault`(fall: String, lines: [Int]) {
    #expect(read(Self.sound + "\n" + fall + "\n").faults.compactMap(\.line) == lines)
  }

  /// Of each kind of line one that nothing at a desk can ever meet, and one that something can.
  @Test(arguments: [
    ("instead = told no-such-unit", true), ("avoid = told 某某外星舰队", true), ("instead = told 派出所", false),
    ("instead = told 燃气", false), ("instead = told chase", false), ("instead = told wages", false),
    ("instead = said no-such-phrase", true), ("instead = said greeting", false),
    ("instead = category 000001", true), ("instead = referred nowhere", true), ("instead = level 7", true),
    ("instead = language klingon", true), ("instead = asked colour", true), ("instead = field colour", true),
    ("instead = branch joyful", true), ("instead = linked twins", true), ("instead = due 2026-02-30", true),
    ("instead = told-before lunch", true), ("instead = called-back soon", true), ("instead = shouted", true),
    ("fall = -/no-such-line", true), ("fall = -/category", false), ("loses = 800", true),
    ("loses = 7.1", true), ("loses = 7.1\nfall = -/category", false),
  ]) func `what can never be met is a fault of its line`(line: String, isFault: Bool) {
    #expect(read(Self.sound + "\n" + line + "\n").faults.compactMap(\.line) == (isFault ? [13] : []))
  }

  @Test(arguments: [("dispatch", true), ("120、燃气", true), ("96110|反诈|dispatch", true), ("飞碟局", false)])
  func `who must be told is somebody who can be told`(units: String, isSound: Bool) {
    let faults = read(Self.sound.replacing("level = 2", with: "level = 2\ntold = \(units)")).faults
    #expect(faults.isEmpty == isSound)
  }

  @Test func `every fault is named at once, with its line`() {
    let outcome = read(
      """
      stray = 1
      [trap early]
      [scenario Bad Name]
      [scenario mine]
      chinese = 测试
      level = 9
      article = 8
      mood = happy
      what =
      nonsense
      colour = red
      branches = anxious、joyful
      told = dispatch
      received = 2026-02-30
      category = 000001
      say = no-such-phrase
      vary = 没有的字
      [cue c]
      on = shouted loudly
      [trap t]
      chinese = 一
      [nothing x]
      """)
    #expect(outcome.scenarios.isEmpty)
    let lines = outcome.faults.compactMap(\.line)
    for line in [1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 22] {
      #expect(lines.contains(line), "line \(line)")
    }
    #expect(lines == lines.sorted())
    #expect(outcome.faults.allSatisfy { $0.place.hasPrefix("my.drills") })
  }

  @Test func `a scenario may take a shipped one as its base`() {
    let outcome = read("[scenario mine]\nbase = snatched-phone\nnumber = 1\n")
    #expect(outcome.faults.isEmpty)
    #expect(outcome.scenarios.first?.number == "1")
    #expect(outcome.scenarios.first?.traps.isEmpty == false)
    #expect(
      read("[scenario a]\nbase = b\n[scenario b]\nbase = a\n").faults.contains { $0.problem == .circularBase }
    )
    #expect(read("[scenario a]\nbase = a\n").faults.contains { $0.problem == .circularBase })
  }

  @Test func `the source of a scenario is read back as the same scenario`() {
    for scenario in DrillHarness.scenarios {
      let outcome = ScenarioReader.read(
        Array(scenario.source.utf8), file: scenario.identifier, document: DrillHarness.document)
      #expect(outcome.scenarios == [scenario], "\(scenario.identifier)")
    }
  }

  @Test func `no bytes make the reader trap or hang`() {
    var random = SplitMix(seed: 110)
    let shipped = Array(DrillHarness.scenarios.prefix(3).map(\.source).joined(separator: "\n").utf8)
    for _ in 0..<60 {
      var bytes = shipped
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array("[]=|/:、\n".utf8), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 60))
        }
        if bytes.isEmpty { bytes = shipped }
      }
      let outcome = ScenarioReader.read(bytes, file: "f", document: DrillHarness.document)
      // Whatever is let through can be drilled and scored.
      for scenario in outcome.scenarios {
        let harness = DrillHarness(scenario)
        harness.run(["@ring", "/answer", "@+5s"])
        #expect((0...1_000).contains(harness.sheet.total))
        _ = BestHandling(scenario, document: DrillHarness.document).script
      }
    }
  }

  @Test(arguments: ["@+5s", "@+250ms", "@ring", "@quiet", "@gone", "/answer"])
  func `a step is written as it is read`(text: String) {
    #expect(DrillStep(text)?.text == text)
  }

  @Test(arguments: ["@", "@+", "@+5", "@+s", "@-5s", "@+99999999999s", "@later"])
  func `a broken step is none`(text: String) {
    #expect(DrillStep(text) == nil)
  }
}
