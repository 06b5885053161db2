import CallModel
import CallReview
import TestSupport
import Testing

@Suite struct SampleDrawTests {
  /// A month of calls: `people` persons with `perDay` calls each a day.
  static func month(people: Int, perDay: Int, days: Int = 30) throws -> [SampleCandidate] {
    let first = try #require(CivilDate("2026-11-01"))
    return try (0..<days).flatMap { day in
      try (1...people).flatMap { person in
        let seat = try SeatIdentifier("0\(person)")
        let identifier = try OperatorIdentifier("04120\(person)")
        return try (1...perDay).map { number in
          let call = try CallIdentifier(date: first.adding(days: day), seat: seat, number: number)
          return SampleCandidate(call: call, person: identifier)
        }
      }
    }
  }

  @Test func `the same calls, seed and settings give the same draw in any order`() throws {
    let calls = try Self.month(people: 4, perDay: 20)
    let draw = SampleDraw(seed: 7, share: 500, newcomers: [])
    var source = SplitMix(seed: 3)
    let drawn = draw.draw(calls)
    for _ in 0..<5 { #expect(draw.draw(calls.shuffled(using: &source)) == drawn) }
    #expect(SampleDraw(seed: 8, share: 500, newcomers: []).draw(calls) != drawn)
  }

  @Test func `a draw stands as it was first made`() throws {
    let calls = try Self.month(people: 2, perDay: 10, days: 3)
    let drawn = SampleDraw(seed: 1, share: 1_000, newcomers: []).draw(calls)
    // Pinned: another result would make draws already on record impossible to repeat.
    #expect(drawn.map(\.call.description) == Self.pinned)
  }

  static let pinned = [
    "20261101-01-0007", "20261101-02-0008", "20261102-02-0002", "20261102-02-0006", "20261103-01-0008",
    "20261103-02-0007",
  ]

  @Test func `everybody has at least one call in every week with calls`() throws {
    let calls = try Self.month(people: 5, perDay: 8)
    let drawn = SampleDraw(seed: 11, share: 100, newcomers: []).draw(calls)
    func weeks(_ calls: [(CivilDate, OperatorIdentifier)]) -> Set<String> {
      Set(calls.map { "\($0.0.adding(days: 1 - $0.0.weekday.rawValue)) \($0.1)" })
    }
    #expect(weeks(drawn.map { ($0.call.date, $0.person) }) == weeks(calls.map { ($0.call.date, $0.person) }))
  }

  @Test(arguments: [200, 250, 1_000, 10_000]) func `the share is met exactly when the weekly calls allow it`(
    share: Int
  ) throws {
    let calls = try Self.month(people: 3, perDay: 100)
    let drawn = SampleDraw(seed: 5, share: share, newcomers: []).draw(calls)
    #expect(drawn.count == (9_000 * share + 9_999) / 10_000)
    #expect(Set(drawn.map(\.call)).count == drawn.count)
  }

  @Test func `no calls give no draw, and one call is drawn`() throws {
    let draw = SampleDraw(seed: 1, share: 200, newcomers: [])
    #expect(draw.draw([]).isEmpty)
    #expect(draw.draw(Array(try Self.month(people: 1, perDay: 1).prefix(1))).count == 1)
  }

  @Test func `new people are drawn about three times as often, all others alike`() throws {
    let calls = try Self.month(people: 4, perDay: 200)
    let new = try OperatorIdentifier("041201")
    var counts: [OperatorIdentifier: Int] = [:]
    for seed in UInt64(1)...20 {
      for drawn in SampleDraw(seed: seed, share: 200, newcomers: [new]).draw(calls)
      where drawn.reason == .draw {
        counts[drawn.person, default: 0] += 1
      }
    }
    let others = counts.filter { $0.key != new }.values
    let mean = Double(others.reduce(0, +)) / 3
    let ratio = Double(counts[new] ?? 0) / mean
    #expect((2.7...3.3).contains(ratio), "ratio \(ratio)")
    // The seeds are fixed, so these bounds either hold or do not: they are about 4 standard deviations wide.
    for count in others { #expect(abs(Double(count) - mean) < 4 * mean.squareRoot(), "\(counts)") }
  }

  @Test func `one call in five goes to two reviewers`() throws {
    let drawn = SampleDraw(seed: 2, share: 10_000, newcomers: []).draw(try Self.month(people: 4, perDay: 200))
    let share = Double(drawn.count(where: \.isDouble)) / Double(drawn.count)
    #expect((0.19...0.21).contains(share), "\(share)")
  }

  @Test func `a call's draw does not depend on the other calls`() throws {
    let calls = try Self.month(people: 1, perDay: 200, days: 7)
    let some = SampleDraw(seed: 9, share: 1_000, newcomers: []).draw(calls)
    let more = SampleDraw(seed: 9, share: 2_000, newcomers: []).draw(calls)
    #expect(Set(some.map(\.call)).isSubset(of: Set(more.map(\.call))))
  }
}
