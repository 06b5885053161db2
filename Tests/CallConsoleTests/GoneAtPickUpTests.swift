import CallConsole
import CallModel
import Catalogue
import Testing

/// A key answers in the moment in which the caller hangs up, or the receiver is lifted in vain: nobody was
/// spoken to, whatever the order in which the telephone tells of it.
@Suite struct GoneAtPickUpTests {
  /// What happens, in order.
  private enum Step {
    case key, stopped, missed, hungUp, left
  }

  private static let orders: [[Step]] = [
    [.key, .stopped, .missed, .left], [.key, .missed, .stopped, .left], [.missed, .key, .stopped, .left],
    [.key, .stopped, .hungUp, .missed, .left], [.key, .hungUp, .stopped, .missed, .left], [.key, .left],
    [.key, .stopped, .missed, .stopped, .missed, .left, .left], [.key, .stopped, .left, .missed],
    [.stopped, .key, .missed, .left], [.stopped, .missed, .key, .left], [.stopped, .missed, .left, .key],
  ]

  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  private func seat(_ language: UserLanguage = .chinese) throws -> TypedConsole {
    try TypedConsole(fixture, desk: try fixture.desk(language: language))
  }

  private func tell(_ step: Step, _ seat: TypedConsole, hasGivenUp: Bool = true) {
    switch step {
    case .key: seat.enter()
    case .stopped: seat.phone(.stopped(hasGivenUp ? .abandoned : .elsewhere, phoneCall: "a"))
    case .missed: seat.phone(.missed(phoneCall: "a"))
    case .hungUp: seat.phone(.hungUp(phoneCall: "a"))
    case .left: seat.phone(.left(phoneCall: "a", hasGivenUp: hasGivenUp))
    }
  }

  /// What was typed for a caller and stands in his record, entered or not.
  private func kept(_ record: CallRecord) -> [String] { record.notes + record.unentered.map(\.text) }

  private var owed: [String] {
    fixture.sink.callbacks.compactMap { if case .opened(_, let opened) = $0 { opened.number } else { nil } }
  }

  private var records: [CallRecord] { fixture.sink.calls.filter { $0.ring?.phoneCall == "a" } }

  @Test(arguments: UserLanguage.allCases, ["", "甲的地址", "19900000007"])
  func `he leaves one record, as one who gave up and is owed a call, and stands on no line`(
    language: UserLanguage, typed: String
  ) throws {
    for order in Self.orders {
      for isBeside in [false, true] {
        let test = try GoneAtPickUpTests()
        try test.giveUp(order, language: language, typed: typed, isBeside: isBeside)
      }
    }
  }

  private func giveUp(_ order: [Step], language: UserLanguage, typed: String, isBeside: Bool) throws {
    let about: Comment = "\(order) \(language) '\(typed)' \(isBeside)"
    let seat = try seat(language)
    seat.rings("a", number: "19900000001")
    if isBeside { seat.rings("b", number: "19900000002") }
    seat.type(typed)
    seat.wait(1_000)
    // Answered by key is who rings on; then he is another one.
    let isKeyFirst = order.first != .stopped
    for step in order where isKeyFirst || !isBeside || step != .key { tell(step, seat) }
    seat.wait(400)
    #expect(records.allSatisfy { $0.phase == .ended && $0.ending == .abandoned }, about)
    let isOnRecord = isKeyFirst || !typed.isEmpty
    #expect(records.count == (isOnRecord ? 1 : 0), about)
    #expect(owed == (isOnRecord ? ["19900000001"] : []), about)
    if let record = records.first {
      #expect(record.number == "19900000001" && record.answer == nil && record.talkMilliseconds == nil, about)
      #expect(kept(record) == (typed.isEmpty ? [] : [typed]), about)
      #expect(ElementIdentifier.allCases.allSatisfy { record.element($0).state == .notAsked }, about)
    }
    #expect(seat.text.isEmpty, about)
    guard isBeside else {
      #expect(fixture.sink.calls.count == records.count, about)
      return
    }
    seat.enter("", after: 1_200)
    #expect(fixture.sink.call("b")?.phase == .answered && seat.text.isEmpty, about)
    #expect(fixture.sink.call("b").map(kept) == [], about)
  }

  @Test(arguments: UserLanguage.allCases, [true, false])
  func `until his record ends it says that he has hung up, and not that he is spoken to`(
    language: UserLanguage, isMissed: Bool
  ) throws {
    let seat = try seat(language)
    seat.rings("a", number: "19900000001")
    tell(.key, seat)
    tell(.stopped, seat)
    if isMissed { tell(.missed, seat) }
    #expect(seat.panel.contains(Message.hasHungUp.text(language)), "\(seat.panel)")
  }

  @Test(
    arguments: [["F9", ""], ["down", "/hangup"], ["F9", "尾注", ""], ["F9", "/hangup"]], [true, false])
  func `with something taken down his record is closed by hand, as what he was, with every word in it`(
    keys: [String], hasGivenUp: Bool
  ) throws {
    let seat = try seat()
    seat.rings("a", number: "19900000001")
    tell(.key, seat)
    seat.enter("/where 甲地")
    seat.type("说了一半")
    seat.wait(200)
    for step in [Step.stopped, .missed, .left] { tell(step, seat, hasGivenUp: hasGivenUp) }
    seat.wait(60_000)
    #expect(records.map(\.phase) == [.answered] && seat.text == "说了一半")
    for key in keys {
      switch key {
      case "F9": seat.press(9)
      case "down": seat.press(.down)
      default: seat.enter(key)
      }
    }
    let record = try #require(records.first)
    #expect(records.count == 1 && record.ending == (hasGivenUp ? .abandoned : .elsewhere))
    #expect(record.element(.where).text == "甲地" && record.category == nil && record.answer == nil)
    #expect(record.notes.sorted() == (["说了一半"] + keys.filter { $0 == "尾注" }).sorted())
    #expect(record.unentered.isEmpty && record.breaches.isEmpty)
    #expect(owed == (hasGivenUp ? ["19900000001"] : []))
  }

  @Test(arguments: [true, false], [true, false])
  func `two that were lifted and put down in vain leave nothing open, owed or counted`(
    hasGivenUp: Bool, byKey: Bool
  ) throws {
    let seat = try seat()
    for call in ["a", "b"] {
      seat.rings(call, number: "19900000001")
      if byKey { seat.enter("", after: 2_000) }
      seat.answered(call)
      seat.phone(.unheard(phoneCall: call))
      seat.wait(2_000)
      seat.phone(.left(phoneCall: call, hasGivenUp: hasGivenUp))
      #expect(seat.prompt == "接警> ")
    }
    #expect(fixture.sink.calls.count == 2 && fixture.sink.calls.allSatisfy { $0.ending == .elsewhere })
    #expect(fixture.sink.calls.allSatisfy { $0.answer == nil && $0.isBlank } && owed.isEmpty)
    #expect(seat.panel.contains("今日 0"), "\(seat.panel)")
  }

  private static let seats: [(other: String, ending: CallEnding?, own: CallEnding)] = [
    ("02", nil, .elsewhere), ("04", nil, .abandoned), ("02", .abandoned, .elsewhere),
    ("04", .abandoned, .elsewhere), ("02", .elsewhere, .abandoned),
  ]

  /// The key was pressed at another seat, too: its record is open still, or tells what he was.
  @Test(arguments: seats)
  func `of two seats that answered him by key one has him on record as one who gave up`(
    other: String, ending: CallEnding?, own: CallEnding
  ) throws {
    var desk = try fixture.desk()
    let (now, id) = (fixture.clock.now().wall, try SeatIdentifier(other))
    let ring = CallEvent.ring(RingSeen(number: "19900000001", isFromPhone: true, phoneCall: "a"))
    let answer = CallEvent.answer(CallAnswered(timing: .counted(rings: 1, limit: RingLimit())))
    for event in [ring, answer] + (ending.map { [.end($0)] } ?? []) {
      desk.learn(
        Noted<RecordedEvent>(
          .call(event), call: try CallIdentifier(date: now.date, seat: id, number: 1), at: now,
          personnel: try OperatorIdentifier("041208"), desk: id))
    }
    let seat = try TypedConsole(fixture, desk: desk)
    seat.rings("a", number: "19900000001")
    for step in [Step.key, .stopped, .missed, .left] { tell(step, seat) }
    #expect(records.map(\.ending) == [own])
    #expect(owed == (own == .abandoned ? ["19900000001"] : []))
  }

  @Test func `who is put through after all is spoken to, and his call ends as one`() throws {
    let seat = try seat()
    seat.rings("a", number: "19900000001")
    tell(.key, seat)
    tell(.missed, seat)
    seat.answered("a")
    seat.enter("/hangup")
    #expect(records.map(\.ending) == [.finished] && owed.isEmpty)
  }
}
