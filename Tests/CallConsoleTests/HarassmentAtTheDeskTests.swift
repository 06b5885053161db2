import CallConsole
import CallModel
import Catalogue
import Testing

/// A harassing call at the desk: by its category as by its branch.
@Suite struct HarassmentAtTheDeskTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private static let ways = ["/category 980200", "/branch harassment"]

  @Test(arguments: ways) func `hanging up without the sentence is asked about, then a breach`(way: String)
    throws
  {
    var desk = try fixture.answeredDesk()
    for line in ["/said greeting", way, "/level 4"] { _ = desk.execute(line) }
    let first = desk.execute("/hangup")
    #expect(first.contains { $0.message.chinese.contains("这里工作繁忙") } && desk.record != nil)
    fixture.clock.advance(milliseconds: 1_000)
    _ = desk.execute("/hangup")
    #expect(fixture.sink.calls.last?.breaches.map(\.rule) == [.harassmentSentenceMissing])
  }

  @Test(arguments: ways) func `once said, the call ends at once and without a breach`(way: String) throws {
    var desk = try fixture.answeredDesk()
    for line in ["/said greeting", way, "/level 4", "/said harassment", "/hangup"] { _ = desk.execute(line) }
    #expect(desk.record == nil && fixture.sink.calls.last?.breaches == [])
  }

  @Test(arguments: ways) func `the next call of the number says that it harassed`(way: String) throws {
    var desk = try fixture.answeredDesk()
    for line in ["/said greeting", way, "/said harassment", "/hangup"] { _ = desk.execute(line) }
    fixture.clock.advance(milliseconds: 60_000)
    let said = desk.execute("/ring 19900000001").map(\.message.chinese).joined()
    #expect(said.contains("曾骚扰"), "\(said)")
  }
}
