import CallConsole
import CallModel
import Catalogue
import Testing

/// Somebody is being rung back and another telephone rings: Enter does one thing, and the screen says which.
@Suite struct RingWhileDiallingTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private static let hints: [(UserLanguage, ring: String, alone: String)] = [
    (.chinese, "回车先接来电", "接通后按回车"), (.english, "Enter takes the ringing call first", "Enter when answered"),
  ]

  /// A console that rings the first caller back, whose line was cut off.
  private func dialling(_ language: UserLanguage = .chinese, isLinked: Bool = true) throws -> TypedConsole {
    var desk = try fixture.desk(language: language)
    for line in ["/ring 19900000001", "/answer", "/where 桥上", "/cutoff"] { _ = desk.execute(line) }
    let seat = try TypedConsole(fixture, desk: desk, isLinked: isLinked)
    seat.enter("/callback")
    seat.wait(2_000)
    return seat
  }

  private var attempts: [CallbackOutcome] {
    fixture.sink.callbacks.compactMap { if case .tried(_, let outcome, _) = $0 { outcome } else { nil } }
  }

  private var outgoing: CallRecord? { fixture.sink.calls.last(where: \.isOutgoing) }

  // MARK: Which one Enter takes

  @Test(arguments: hints.indices) func `Enter takes the ringing call, and the row says so while it rings`(
    index: Int
  ) throws {
    let (language, ring, alone) = Self.hints[index]
    let seat = try dialling(language)
    #expect(seat.panel.contains(alone) && !seat.panel.contains(ring))
    seat.rings("b", number: "19900000002")
    #expect(seat.panel.contains(ring) && !seat.panel.contains(alone), "\(seat.panel)")
    seat.enter()
    #expect(fixture.sink.call("b")?.phase == .answered)
    #expect(outgoing?.phase == .ringing && attempts.isEmpty)
    #expect(
      seat.panel.contains("19900000001") && seat.panel.contains(language == .chinese ? "/回拨 接通" : "reached"))
    #expect(!seat.panel.contains(ring))
  }

  @Test(arguments: ["", "2", "/answer"]) func `whatever answers takes the ringing call`(line: String) throws {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.enter(line)
    #expect(fixture.sink.call("b")?.phase == .answered && outgoing?.phase == .ringing && attempts.isEmpty)
  }

  @Test(arguments: UserLanguage.allCases)
  func `told by key the ring comes to the screen, too, and is taken first`(
    language: UserLanguage
  ) throws {
    let seat = try dialling(language, isLinked: false)
    seat.enter("/ring 19900000002")
    #expect(outgoing?.phase == .ringing && fixture.sink.calls.last?.number == "19900000002")
    seat.enter()
    #expect(fixture.sink.calls.last?.phase == .answered && outgoing?.phase == .ringing && attempts.isEmpty)
    seat.enter(language == .chinese ? "/回拨 无人接" : "/callback no answer")
    #expect(attempts == [.noAnswer] && outgoing?.phase == .ended)
    #expect(fixture.sink.calls.last?.phase == .answered)
  }

  @Test func `behind a record that is closed who is on the line comes before whoever is rung back`() throws {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    seat.wait(2_000)
    seat.phone(.hungUp(phoneCall: "b"))
    seat.rings("c", number: "19900000003")
    seat.answered("c")
    seat.wait(2_000)
    for _ in 1...4 where fixture.sink.call("b")?.phase != .ended { seat.enter("/hangup", after: 2_000) }
    #expect(fixture.sink.call("b")?.phase == .ended)
    seat.enter("刚才", after: 2_000)
    #expect(fixture.sink.call("c")?.element(.when).text == "刚才")
    #expect(outgoing?.phase == .ringing && attempts.isEmpty)
  }

  @Test func `a telephone lifted meanwhile has the screen, and Enter is not for whoever is rung back`() throws
  {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    #expect(seat.prompt == "何时> ")
    seat.enter("", after: 100)
    seat.enter("刚才", after: 1_200)
    #expect(fixture.sink.call("b")?.element(.when).text == "刚才")
    #expect(outgoing?.phase == .ringing && attempts.isEmpty)
  }

  // MARK: What came of ringing back

  private static let results: [(command: String, outcome: CallbackOutcome)] = [
    ("/callback reached", .reached), ("/回拨 接通", .reached), ("/callback no-answer", .noAnswer),
    ("/callback no answer", .noAnswer), ("/回拨 无人接", .noAnswer), ("/callback busy", .busy), ("/回拨 占线", .busy),
    ("/callback unreachable", .unreachable), ("/回拨 打不通", .unreachable),
  ]

  @Test(arguments: results.indices, ["alone", "ringing", "talking"])
  func `the result is told by command, wherever the call that goes out stands`(index: Int, state: String)
    throws
  {
    let (command, outcome) = Self.results[index]
    let seat = try dialling()
    if state != "alone" { seat.rings("b", number: "19900000002") }
    if state == "talking" { seat.enter() }
    seat.enter(command)
    #expect(attempts == [outcome])
    #expect(outgoing?.phase == (outcome == .reached ? .answered : .ended))
    #expect(fixture.sink.call("b")?.phase == (state == "talking" ? .answered : nil))
    if state == "talking" { #expect(seat.prompt == "何时> ") }
    #expect(fixture.sink.call("b")?.links.isEmpty != false)
  }

  @Test func `with the key that swaps, Enter tells that he was reached`() throws {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.enter()
    seat.press(.swap)
    #expect(seat.panel.contains("接通后按回车"))
    seat.enter()
    #expect(attempts == [.reached] && fixture.sink.call("b")?.phase == .answered)
  }

  @Test func `when the ringing call is closed, the one that goes out is on the screen again`() throws {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.enter()
    seat.enter("/hangup")
    #expect(fixture.sink.call("b")?.phase == .ended)
    #expect(seat.panel.contains("接通后按回车") && seat.prompt == "接听> ")
    seat.enter("", after: 100)
    #expect(attempts.isEmpty)
    seat.enter()
    #expect(attempts == [.reached])
  }

  // MARK: The same press

  @Test func `an Enter under way as the telephone begins to ring, or stops, is for neither`() throws {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.enter("", after: 200)
    #expect(fixture.sink.call("b") == nil && attempts.isEmpty)
    seat.phone(.stopped(.abandoned, phoneCall: "b"))
    seat.enter("", after: 800)
    #expect(attempts.isEmpty && outgoing?.phase == .ringing)
    seat.enter("", after: 400)
    #expect(attempts == [.reached])
  }

  @Test func `two presses take one call`() throws {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.enter()
    seat.enter("", after: 200)
    #expect(fixture.sink.call("b")?.phase == .answered && attempts.isEmpty && seat.prompt == "何时> ")
  }

  @Test func `what stands on the line stays with the one who is rung back`() throws {
    let seat = try dialling()
    seat.type("桥墩")
    seat.wait(400)
    seat.rings("b", number: "19900000002")
    seat.enter()
    #expect(fixture.sink.call("b")?.phase == .answered && seat.text.isEmpty)
    seat.press(.swap)
    #expect(seat.text == "桥墩")
  }

  @Test func `it rings for the one who waits, not for the one who is rung back`() throws {
    let seat = try dialling()
    #expect(seat.bells == 0)
    seat.rings("b", number: "19900000002")
    #expect(seat.bells == 1)
    seat.enter()
    seat.wait(20_000)
    #expect(seat.bells == 1)
  }
}
