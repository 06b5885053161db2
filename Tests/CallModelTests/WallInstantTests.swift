import CallModel
import Testing

@Suite struct WallInstantTests {
  @Test func `text and value agree both ways`() throws {
    for milliseconds: Int64 in [0, -1, 1_795_340_968_504, 951_782_399_999, 253_402_271_999_999] {
      let instant = WallInstant(milliseconds: milliseconds)
      #expect(WallInstant(instant.description) == instant)
    }
    #expect(WallInstant(milliseconds: 0).description == "1970-01-01T08:00:00.000+08:00")
  }

  @Test func `another offset is the same moment`() {
    #expect(
      WallInstant("2026-11-22T01:15:31+00:00")
        == WallInstant("2026-11-22T09:15:31.000+08:00"))
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-02-30T00:00:00+08:00", "2026-11-22T24:00:00+08:00", "2026-11-22T09:15:31Z",
  ])
  func `anything else is no instant`(text: String) {
    #expect(WallInstant(text) == nil)
  }

  @Test func `midnight belongs to the new day`() throws {
    let day = try #require(CivilDate("2026-11-22"))
    #expect(WallInstant(date: day).date == day)
    #expect(WallInstant(date: day).adding(milliseconds: -1).date == day.adding(days: -1))
  }
}
