import CallModel
import CallReview
import TestSupport
import Testing

/// Draws of one month with different seeds and the cards filled between them, in every order.
@Suite struct SampleOrderTests {
  private static let reviewers = ["r1", "r2", "r3"]

  private static func fact(_ event: ReviewEvent, call: CallIdentifier? = nil, by person: String) throws
    -> Noted<ReviewEvent>
  {
    Noted<ReviewEvent>(
      event, call: call, at: WallInstant(milliseconds: 0), personnel: try OperatorIdentifier(person))
  }

  private static func draw(_ doubles: [Bool?], reason: String) throws -> Noted<ReviewEvent> {
    let person = try OperatorIdentifier("041207")
    let month = try #require(Period("2026-11"))
    let calls = try doubles.enumerated().compactMap { index, isDouble in
      try isDouble.map {
        SampledCall(
          call: try CallIdentifier("20261122-03-000\(index + 1)"), person: person, reason: .draw, isDouble: $0
        )
      }
    }
    let drawn = SampleDrawn(
      period: month, share: 200, seed: 1, population: 9, digest: "", newcomers: [], reason: reason,
      calls: calls)
    return try fact(.sample(drawn), by: "boss")
  }

  /// The reviewers fill what they are given; nil when somebody is given the same call twice.
  private static func work(_ book: inout ReviewBook, _ limit: Int) throws -> Int {
    var filled = 0
    while filled < limit {
      var isIdle = true
      for reviewer in reviewers where filled < limit {
        guard let next = book.next(for: try OperatorIdentifier(reviewer)) else { continue }
        let card = ScoreCardFilled(person: next.sampled.person, isSecond: next.isSecond, items: [])
        book.add(try fact(.card(card), call: next.sampled.call, by: reviewer))
        filled += 1
        isIdle = false
      }
      if isIdle { break }
    }
    return filled
  }

  @Test(arguments: 0..<60) func `no order of draws and cards leaves a card that can never be finished`(
    seed: Int
  )
    throws
  {
    var random = SplitMix(seed: UInt64(seed))
    var book = ReviewBook([])
    for number in 0..<3 {
      let doubles = (0..<4).map { _ in [true, false, nil][Int(random.next() % 3)] }
      book.add(try Self.draw(doubles, reason: number == 0 ? "" : "再抽"))
      _ = try Self.work(&book, Int(random.next() % 5))
      // Whatever waits for a second review is offered to somebody.
      let offered = try Self.reviewers.compactMap { book.next(for: try OperatorIdentifier($0)) }
      #expect(book.calls.keys.contains(where: book.awaitsSecond) == false || !offered.isEmpty)
    }
    let done = book.calls.filter { !book.awaitsSecond($0.key) }
    _ = try Self.work(&book, 100)
    for call in book.sampledCalls {
      #expect(!book.awaitsSecond(call.call) && book.calls[call.call]?.firstCard != nil, "\(call.call)")
    }
    for (call, before) in done { #expect(book.calls[call]?.cards.count == before.cards.count) }
  }

  @Test func `a later draw neither opens a finished card again nor takes a second review back`() throws {
    var single = ReviewBook([try Self.draw([false], reason: "")])
    _ = try Self.work(&single, 1)
    let call = try CallIdentifier("20261122-03-0001")
    single.add(try Self.draw([true], reason: "再抽"))
    #expect(!single.awaitsSecond(call) && single.sampledCalls.map(\.isDouble) == [false])
    var double = ReviewBook([try Self.draw([true], reason: ""), try Self.draw([false], reason: "再抽")])
    _ = try Self.work(&double, 1)
    #expect(double.awaitsSecond(call))
    _ = try Self.work(&double, 1)
    #expect(!double.awaitsSecond(call))
  }
}
