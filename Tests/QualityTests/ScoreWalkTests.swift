import CallModel
import CallProtocol
import CallReview
import Testing

@Suite struct ScoreWalkTests {
  static func walk() throws -> ScoreWalk {
    let (check, _) = try RuleCheckTests.check()
    let history = try RuleCheckTests.history([RuleCheckTests.answered(rings: 1), .end(.finished)])
    let questions = ScoreQuestion.all(for: history, verdict: check.check(history))
    return ScoreWalk(questions, person: try OperatorIdentifier("041207"), isSecond: false)
  }

  @Test func `every way of writing a mark is understood, with a remark behind it`() throws {
    var walk = try Self.walk()
    for line in ["y", "ｎ 语速太快", "-", "+", "是", "否　太慢"] { #expect(walk.take(line) == .next, "\(line)") }
    while walk.question != nil { #expect(walk.take("") == .next) }
    guard case .finished(let card) = walk.take("总评") else {
      Issue.record("not finished")
      return
    }
    let marks = card.items.prefix(6).map(\.mark)
    #expect(marks == [.yes, .no, .notApplicable, .exceeds, .yes, .no] && card.remark == "总评")
    #expect(card.items[1].remark == "语速太快" && card.items[5].remark == "太慢")
    #expect(card.items.allSatisfy { !$0.evidence.isEmpty })
  }

  @Test func `an aspect needs an answer, a rule takes its proposal, one can go back and leave`() throws {
    var walk = try Self.walk()
    guard case .again = walk.take("") else {
      Issue.record("an aspect was answered by nothing")
      return
    }
    #expect(walk.take("y") == .next && walk.progress.done == 1)
    #expect(walk.take("<") == .next && walk.progress.done == 0)
    #expect(walk.take("<") == .next && walk.progress.done == 0)
    #expect(walk.take("退出") == .left)
  }
}
