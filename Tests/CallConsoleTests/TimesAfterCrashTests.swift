import CallConsole
import CallModel
import Testing

/// How long was talked is told by the telephone's moments, whether or not a console was there.
@Suite struct TimesAfterCrashTests {
  @Test(arguments: [0, 3_000, 12_000, 600_000] as [Int64])
  func `a caller who hung up while no console was there talked until then`(down: Int64) throws {
    let fixture = try DeskFixture()
    let seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a", ringing: 0)
    seat.wait(3_000)
    fixture.clock.advance(milliseconds: down)
    var desk = try fixture.desk()
    for record in fixture.sink.calls { _ = desk.resume(record) }
    let again = try TypedConsole(fixture, desk: desk)
    again.phone(.hungUp(phoneCall: "a", elapsed: down))
    again.wait(5_000)
    again.enter("/hangup")
    let talked = fixture.sink.call("a")?.talkMilliseconds ?? 0
    #expect(abs(talked - 3_000) <= 500, "\(talked)")
  }

  @Test(arguments: [0, 3_000, 12_000] as [Int64])
  func `a caller answered while no console was there talked from his answer on`(down: Int64) throws {
    let fixture = try DeskFixture()
    let seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001", elapsed: down + 2_000)
    seat.answered("a", ringing: 2_000)
    seat.wait(2_000)
    seat.phone(.hungUp(phoneCall: "a"))
    seat.enter("/hangup")
    let talked = fixture.sink.call("a")?.talkMilliseconds ?? 0
    #expect(abs(talked - down - 2_000) <= 500, "\(talked)")
  }
}
