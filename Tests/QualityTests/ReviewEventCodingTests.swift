import CallModel
import PlainText
import Testing

@Suite struct ReviewEventCodingTests {
  static func events() throws -> [ReviewEvent] {
    let person = try OperatorIdentifier("041207")
    let month = try #require(Period("2026-11"))
    let call = try CallIdentifier("20261122-03-0007")
    let item = MarkedItem(
      item: .branchDeeds, mark: .exceeds, remark: "好\u{1B}[31m", evidence: ["live/a:1", "b:2"])
    let sampled = SampledCall(call: call, person: person, reason: .weekly, isDouble: true)
    return [
      .sample(
        SampleDrawn(
          period: month, share: 200, seed: .max, population: 9, digest: "ab", newcomers: [person],
          reason: "再抽",
          calls: [sampled])),
      .card(ScoreCardFilled(person: person, isSecond: true, items: [item], remark: "总评")), .feedback("好"),
      .reply("收到"), .appeal(AppealMade(item: .rings, reason: "电话坏了")),
      .decision(AppealDecided(item: .rings, isUpheld: true, reason: "属实")),
      .commend(Commendation(person: person, points: 3, reason: "锦旗")),
    ]
  }

  @Test func `every event is read back as it was written`() throws {
    let events = try Self.events()
    #expect(Set(events.map(\.kind)) == Set(ReviewEvent.Kind.allCases))
    for event in events {
      let value = try JSONReader.parse(event.payload)
      #expect(RecordedEvent(.review(event.kind), payload: value) == .review(event))
    }
  }

  @Test func `review kinds are no kinds of call events, so that calls are folded without them`() {
    for kind in ReviewEvent.Kind.allCases.map(\.rawValue) + [AccessGranted.kind, ImportedCall.kind] {
      #expect(CallEvent.Kind(rawValue: kind) == nil)
    }
  }

  @Test func `a payload without what its kind must have is no event`() throws {
    for kind in ReviewEvent.Kind.allCases where kind != .feedback && kind != .reply {
      #expect(RecordedEvent(.review(kind), payload: try JSONReader.parse(Array("{}".utf8))) == nil)
    }
  }

  @Test func `an access is read back as it was written`() throws {
    let access = AccessGranted(
      command: "calls show", subject: "20261122-03-0001", count: 1, reason: "回访", account: "root")
    #expect(AccessGranted(try JSONReader.parse(access.payload)) == access)
  }

  @Test(arguments: [
    ("2026-11", "2026-11-01", "2026-11-30", 1), ("2024-02", "2024-02-01", "2024-02-29", 1),
    ("2026-Q4", "2026-10-01", "2026-12-31", 3), ("2026", "2026-01-01", "2026-12-31", 12),
    ("9999-12", "9999-12-01", "9999-12-31", 1),
  ]) func `periods have their first and last day and months`(
    text: String, first: String, last: String, months: Int
  ) throws {
    let period = try #require(Period(text))
    #expect(
      period.first == CivilDate(first) && period.last == CivilDate(last) && period.months.count == months)
    #expect(period.description == text)
    #expect(Period(period.kind, containing: period.last) == period)
  }

  @Test(arguments: ["", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "26-11", "2026/11", "２０２６", "2026-1"])
  func `what is no period is refused`(text: String) {
    #expect(Period(text) == nil)
  }
}
