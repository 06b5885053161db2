import CallModel
import Testing

@Suite struct RingTimingTests {
  @Test(arguments: [
    (14_999, RingTiming.Basis.keys, 0, RingTiming.Verdict.within), (15_000, .keys, 0, .late),
    (15_001, .count, 0, .late),
    (14_949, .alerting, 50, .within), (14_950, .alerting, 50, .undetermined),
    (15_049, .alerting, 50, .undetermined),
    (15_050, .alerting, 50, .late), (14_999, .dialed, 0, .within), (14_999, .dialed, 50, .undetermined),
    (15_000, .dialed, 50, .undetermined),
    (20_000, .dialed, 50, .undetermined), (14_500, .received, 500, .undetermined),
    (16_000, .snapshot, 1_000, .late),
  ])
  func `the verdict at the limit`(
    ring: Int64, basis: RingTiming.Basis, error: Int64, verdict: RingTiming.Verdict
  ) {
    let timing = RingTiming(
      source: .measured, basis: basis, ringMilliseconds: ring, errorMilliseconds: error, limit: RingLimit())
    #expect(timing.verdict == verdict)
  }

  @Test func `rings are counted from one`() {
    let limit = RingLimit()
    #expect([0, 4_999, 5_000, 14_999, 15_000].map { limit.ring(after: $0) } == [1, 1, 2, 3, 4])
  }

  @Test(arguments: [(1, RingTiming.Verdict.within), (3, .within), (4, .late)])
  func `a typed count is judged by its ring`(rings: Int, verdict: RingTiming.Verdict) {
    let timing = RingTiming.counted(rings: rings, limit: RingLimit())
    #expect(timing.verdict == verdict)
    #expect(timing.ring == rings)
  }
}
