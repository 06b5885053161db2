import CallConsole
import CallModel
import Testing

/// A record that closes by itself, and an Enter at that moment: it falls on nothing that stands there next.
@Suite struct ClosedByItselfTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private static let all = [
    "/said F1", "/when 刚才", "/where 天宁区晋陵中路189号", "/what 有人抢夺我的手机", "/who 两人", "/why 不知", "/object 手机",
    "/result 擦伤", "/notify 天宁所", "/category 抢夺", "/level 2",
  ]

  /// A call that the telephone's word alone ends, and how.
  private func call(_ way: String) {
    seat.rings("a", number: "19900000001")
    if way == "put down" {
      seat.answered("a")
      for line in Self.all { seat.enter(line) }
      for _ in 1...2 { seat.press(12) }
    } else {
      seat.enter()
      seat.phone(.missed(phoneCall: "a"))
    }
  }

  private func end(_ way: String) {
    seat.phone(
      way == "put down" ? .hungUp(phoneCall: "a") : .left(phoneCall: "a", hasGivenUp: way == "gave up"))
  }

  private var next: CallRecord? { fixture.sink.call("b") }

  private static let ways = ["put down", "another seat", "gave up"]

  @Test(arguments: ways, [Int64(0), 200, 500, 900])
  func `Enter at that moment answers nobody else`(way: String, after: Int64) {
    call(way)
    seat.rings("b", number: "19900000002")
    end(way)
    #expect(fixture.sink.call("a")?.phase == .ended && seat.prompt == "接听> ")
    seat.enter("", after: after)
    #expect(next == nil)
    seat.enter("", after: 1_100)
    #expect(next?.phase == .answered)
  }

  @Test(arguments: ways, [Int64(0), 200, 500, 900])
  func `Enter at that moment opens no call, and tells nothing of one being rung back`(
    way: String, after: Int64
  ) {
    call(way)
    end(way)
    #expect(fixture.sink.calls.count == 1 && seat.prompt == "接警> ")
    seat.enter("", after: after)
    #expect(fixture.sink.calls.count == 1)
    #expect(!seat.takeSaid().contains("联动显示没有电话在响"))
  }

  @Test(arguments: ways, [Int64(0), 200, 500, 900])
  func `Enter at that moment passes no question of the other caller over`(way: String, after: Int64) {
    call(way)
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    end(way)
    #expect(fixture.sink.call("a")?.phase == .ended && seat.prompt == "何时> ")
    let events = fixture.sink.events.count
    seat.enter("", after: after)
    #expect(seat.prompt == "何时> " && fixture.sink.events.count == events)
  }

  @Test(arguments: ways, [Int64(0), 200, 500, 900])
  func `who rings only then is answered by Enter`(way: String, after: Int64) {
    call(way)
    end(way)
    seat.wait(after)
    seat.rings("b", number: "19900000002")
    seat.enter("", after: 300)
    #expect(next?.phase == .answered)
  }

  @Test(arguments: ways) func `words that were typed are the caller's own who is on the screen then`(
    way: String
  ) {
    call(way)
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    end(way)
    seat.enter("刚才", after: 300)
    #expect(next?.element(.when).text == "刚才" && fixture.sink.call("a")?.unentered.isEmpty == true)
  }

  @Test func `somebody rung back comes to the screen by itself, and Enter tells nothing of him`() throws {
    let sink = fixture.sink
    var desk = try fixture.desk()
    for line in ["/ring 19900000009", "/answer", "/cutoff"] { _ = desk.execute(line) }
    let seat = try TypedConsole(fixture, desk: desk)
    seat.enter("/callback")
    seat.rings("a", number: "19900000001")
    seat.enter()
    seat.phone(.missed(phoneCall: "a"))
    seat.phone(.left(phoneCall: "a", hasGivenUp: false))
    #expect(seat.prompt == "接听> " && seat.panel.contains("接通后按回车"))
    seat.enter("", after: 700)
    #expect(sink.callbacks.allSatisfy { $0.outcome == nil })
    seat.enter("", after: 700)
    #expect(sink.callbacks.compactMap(\.outcome) == [.reached])
  }
}
