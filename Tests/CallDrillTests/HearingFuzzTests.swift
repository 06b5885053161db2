import CallDrill
import Foundation
import TestSupport
import Testing

@testable import call110

/// Words nobody would think of: the caller always says something, the same thing each time, and never more
/// than he was asked.
///
/// `CALL110_DRILL_SEEDS` sets how many are tried with each scenario.
@Suite struct HearingFuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["CALL110_DRILL_SEEDS"].flatMap { Int($0) } ?? 12

  /// Pieces of real questions, cut anywhere, and marks.
  private static let pieces: [String] = {
    let questions = DrillFixture.rows("questions.tsv") + DrillFixture.rows("heldout-questions.tsv")
    let words = questions.compactMap { $0.last }
    let halves = words.flatMap { word -> [String] in
      let middle = word.index(word.startIndex, offsetBy: word.count / 2)
      return [String(word[..<middle]), String(word[middle...])]
    }
    return halves + [
      "？", "，", "。", "?", " ", "吗", "不", "没有", "\u{200D}", "\u{1F600}", "12幢", "…", "()", "（", "0",
    ]
  }()

  @Test(arguments: DrillHarness.scenarios.filter { $0.shape == .ordinary })
  func `a caller always answers, and the same each time`(scenario: DrillScenario) {
    var random = SplitMix(seed: scenario.identifier.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })
    for _ in 0..<Self.count {
      let said = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
        Self.pieces.randomElement(using: &random)
      }
      .joined()
      guard said.contains(where: { $0.isLetter }), !said.hasPrefix("/") else { continue }
      let first = HeardReply(said, to: scenario)
      let again = HeardReply(said, to: scenario)
      #expect(!first.words.isEmpty, "\(scenario.identifier): \(said)")
      #expect(first.words == again.words && first.words.count <= 12, "\(scenario.identifier): \(said)")
    }
  }
}
