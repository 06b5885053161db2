import CallModel
import PlainText
import Testing

/// A referral is the same in its line, in the record folded from it and in the record of the closing line.
@Suite struct ReferralRecordTests {
  private static let referrals = [nil, "甲路1号"].flatMap { address in
    [nil, "12345"].flatMap { telephone in
      [nil, "全天有人接听"].flatMap { answer in
        [true, false].map { isExample in
          ReferralGiven(
            department: "甲", address: address, telephone: telephone, answer: answer, isExample: isExample)
        }
      }
    }
  }

  @Test(arguments: referrals) func `what was told and whether it counts survives the end`(
    referral: ReferralGiven
  ) throws {
    let call = try Sample.call()
    let person = try Sample.person("041207")
    let at = try Sample.instant("2026-11-23 09:00:00")
    var record = CallRecord(id: call, first: Noted(.ring(RingSeen(number: "1")), at: at, personnel: person))
    for event in [CallEvent.refer(referral), .end(.finished)] {
      record.apply(Noted(event, at: at, offsetMilliseconds: 1_000, personnel: person))
    }
    #expect(record.referrals == [referral])
    let line = try JSONReader.parse(
      CallEvent.end(.finished).payload(offsetMilliseconds: 1_000, record: record))
    guard case .closing(_, let read) = try #require(Sample.decoded("end", line)) else {
      Issue.record("no record in the closing line")
      return
    }
    #expect(read.referrals == [referral])
    #expect(read.referrals.map(\.isComplete) == [referral.isComplete])
    let told = try JSONReader.parse(CallEvent.refer(referral).payload(offsetMilliseconds: 1_000))
    #expect(Sample.decoded("refer", told) == .call(.refer(referral)))
  }
}
