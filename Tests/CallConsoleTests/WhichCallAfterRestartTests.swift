import CallConsole
import CallModel
import Catalogue
import Testing

/// What a digit, and a line that names no call, mean when the console was started again in the middle of a
/// call: what stands on the screen, or nothing.
@Suite struct WhichCallAfterRestartTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  /// A seat that has taken two calls from one place, and has the third, from there, on the line.
  private func seat() throws -> TypedConsole {
    let seat = try TypedConsole(fixture, isLinked: false)
    for number in 1...3 {
      for line in ["/ring 1990000000\(number)", "/answer", "/where 红梅新村3幢", "/what 打架"] { seat.enter(line) }
      if number < 3 { for _ in 1...2 { seat.enter("/hangup") } }
      seat.wait(20_000)
    }
    return seat
  }

  /// Another call of the same matter at another seat.
  private func other(_ number: Int) throws -> [Noted<RecordedEvent>] {
    let seat = try SeatIdentifier("02")
    let now = fixture.clock.now().wall
    let call = try CallIdentifier(date: now.date, seat: seat, number: number)
    let events: [CallEvent] = [
      .ring(RingSeen(number: "1990000009\(number)")),
      .answer(CallAnswered(timing: RingTiming.counted(rings: 1, limit: RingLimit()))),
      .element(ElementAnswer(element: .where, state: .given, text: "红梅新村3幢")),
      .element(ElementAnswer(element: .what, state: .given, text: "打架")),
    ]
    return try events.map {
      Noted<RecordedEvent>(
        .call($0), call: call, at: now, personnel: try OperatorIdentifier("041208"), desk: seat)
    }
  }

  /// The console started again, with what was on record and the others' calls in another order.
  private func again(_ seat: TypedConsole, language: UserLanguage = .chinese) throws -> TypedConsole {
    var desk = try fixture.desk(language: language)
    for noted in try other(1) { desk.learn(noted) }
    for item in fixture.sink.events { desk.learn(item.event.recorded(of: item.call)) }
    _ = desk.resume(try #require(fixture.sink.calls.last))
    return try TypedConsole(
      fixture, desk: desk, isLinked: false, restored: Draft(context: seat.context, text: seat.text))
  }

  @Test(arguments: UserLanguage.allCases, ["1", "2", "", "/link 1", "/same yes", "/same no", "/关联 2"])
  func `of a list that stood there before the start nothing is chosen`(
    language: UserLanguage, line: String
  ) throws {
    for isTyped in [false, true] {
      let seat = try seat()
      seat.enter("/link")
      #expect(seat.prompt == "关联> ")
      if isTyped { seat.type("1") }
      seat.wait(200)
      let again = try again(seat, language: language)
      again.clear()
      let before = fixture.sink.events.count
      _ = again.takeSaid()
      again.enter(line)
      #expect(fixture.sink.events.count == before, "\(line)")
      #expect(line.isEmpty || !again.takeSaid().isEmpty)
      // Listed anew, a digit means the one that stands beside it now.
      again.enter("/link")
      let rows = again.takeSaid().split(separator: "\n").filter { $0.contains("  1 ") }
      #expect(rows.count == 1)
      again.enter("1")
      let link = try #require(fixture.sink.calls.last?.links.last)
      #expect(rows.first?.contains(link.call.description) == true, "\(rows) \(link.call)")
    }
  }

  @Test(arguments: ["/category 1", "/refer 1", "/category 2"])
  func `nor of a list of kinds or departments`(line: String) throws {
    let seat = try seat()
    seat.enter(line.hasPrefix("/refer") ? "/search 身份证" : "/category 盗窃")
    let again = try again(seat)
    let before = fixture.sink.events.count
    again.enter(line)
    #expect(fixture.sink.events.count == before, "\(again.takeSaid())")
  }

  @Test(arguments: ["1", "12", "１"])
  func `a digit without a list of callers to ring back is no end of an entry's name`(digit: String) throws {
    var desk = try fixture.desk()
    let now = fixture.clock.now().wall
    for entry in ["hook/x-1", "hook/x-12"] {
      let opened = CallbackOpened(reason: .abandoned, number: "19900000001", endedAt: now, place: "")
      desk.learn(
        Noted<RecordedEvent>(
          .callback(.opened(entry: entry, opened)), call: nil, at: now,
          personnel: try OperatorIdentifier("041208"), desk: try SeatIdentifier("02")))
    }
    let told = desk.execute("/callback \(digit)")
    #expect(desk.record == nil && told.allSatisfy { $0.kind == .error }, "\(told)")
    _ = desk.execute("/callback list")
    _ = desk.execute("/callback 2")
    #expect(desk.record?.isOutgoing == true)
  }
}
