import CallConsole
import CallModel
import Catalogue
import Testing

/// Two presses of a key within a quarter of a second are one, in every field, however long the work of the
/// first one takes.
@Suite struct QuickPressTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private func answered() {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.wait(2_000)
  }

  private func state(_ element: ElementIdentifier) -> ElementState? {
    fixture.sink.calls.last?.element(element).state
  }

  /// Every write takes so long that a second press is read only behind it.
  private func slowDisk() {
    fixture.sink.whileWriting = { [clock = fixture.clock] in clock.advance(milliseconds: 400) }
  }

  @Test func `a second press that is read late because the disk was slow opens, answers and ends no call`()
    throws
  {
    let seat = try TypedConsole(fixture, isLinked: false)
    slowDisk()
    seat.enter()
    seat.enter("", after: 0)
    #expect(fixture.sink.calls.map(\.phase) == [.ringing])
    seat.enter()
    seat.enter("", after: 0)
    #expect(seat.prompt == "何时> ")
    seat.enter("/level 3")
    seat.enter("/category 100300")
    seat.press(9)
    seat.enter("人还在店里")
    seat.enter("", after: 0)
    #expect(fixture.sink.calls.map(\.phase) == [.answered])
    seat.enter()
    seat.enter("", after: 0)
    #expect(fixture.sink.calls.map(\.phase) == [.ended])
  }

  @Test func `with a slow disk a function key pressed twice is one press too`() {
    answered()
    seat.enter("/said F1")
    slowDisk()
    seat.press(4)
    seat.press(4)
    seat.press(.function(4), after: 0)
    seat.press(4)
    #expect(fixture.sink.calls[0].phrases.count == 2)
  }

  @Test(arguments: ["", "晋陵中路"])
  func `a double press that answers passes nothing over and enters nothing`(typed: String) {
    seat.rings("a", number: "19900000001")
    seat.type(typed)
    seat.enter()
    seat.enter("", after: 100)
    #expect(seat.prompt == "何时> " && seat.text == typed)
    #expect(state(.when) == .notAsked && fixture.sink.kinds == [.ring, .answer])
    seat.enter("刚才")
    #expect(fixture.sink.call("a")?.element(.when).text == typed + "刚才")
  }

  @Test(arguments: ["", "晋陵中路"], [Int64(0), 200, 900])
  func `Enter just behind a telephone that was lifted is the answer, and nothing else`(
    typed: String, after: Int64
  ) {
    seat.rings("a", number: "19900000001")
    seat.wait(3_000)
    seat.type(typed)
    seat.answered("a", ringing: 3_000)
    seat.enter("", after: after)
    #expect(seat.prompt == "何时> " && seat.text == typed)
    #expect(state(.when) == .notAsked)
    seat.enter("刚才", after: 200)
    #expect(fixture.sink.call("a")?.element(.when).text == typed + "刚才")
  }

  @Test func `a while behind the answer Enter passes the first question over as ever`() {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("", after: 1_200)
    #expect(seat.prompt == "何地> ")
  }

  @Test func `behind a lifted telephone Enter still answers another one that rings`() {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.rings("b", number: "19900000002")
    seat.press(.swap, after: 300)
    seat.enter("", after: 300)
    #expect(fixture.sink.call("b")?.phase == .answered)
  }

  @Test func `a second caller answered beside the call on the screen takes no Enter from it`() {
    answered()
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    seat.enter("", after: 100)
    #expect(seat.prompt == "何地> ")
  }

  @Test(arguments: ElementIdentifier.allCases)
  func `a double press behind an answer passes the next question not over`(element: ElementIdentifier) {
    answered()
    seat.enter("/\(element.rawValue)")
    seat.enter("刚才")
    let prompt = seat.prompt
    seat.enter("", after: 120)
    #expect(seat.prompt == prompt)
    seat.enter("", after: 400)
    #expect(seat.prompt != prompt)
  }

  @Test func `a double press leaves no complaint and no search`() {
    answered()
    seat.press(7)
    seat.enter("服务态度差")
    let prompt = seat.prompt
    seat.enter("", after: 120)
    #expect(seat.prompt == prompt)
    seat.press(5)
    seat.enter()
    seat.enter("", after: 120)
    #expect(seat.prompt == "转介查询> ")
  }

  @Test func `lines typed quickly are lines, also when they are the same`() {
    answered()
    seat.enter("同上")
    seat.enter("同上", after: 60)
    #expect(fixture.sink.calls[0].element(.when).text == "同上")
    #expect(fixture.sink.calls[0].element(.where).text == "同上")
  }
}
