import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// What was told of ringing back and was a slip: taken back, record, list and matters are as before it.
@Suite struct CallbackSlipTests {
  private let fixture: DeskFixture
  private static let caller = "20261122-03-0001"

  init() throws { fixture = try DeskFixture() }

  /// A console that rings back a caller who was cut off.
  private func dialling(_ language: UserLanguage = .chinese, entering: Bool = false) throws -> TypedConsole {
    var desk = try fixture.desk(language: language)
    for line in [
      "/ring 19900000001", "/answer", "/where 桥上", entering ? "/callback add" : "/note 备注", "/cutoff",
    ] {
      _ = desk.execute(line)
    }
    fixture.clock.advance(milliseconds: 1_000)
    let seat = try TypedConsole(fixture, desk: desk)
    seat.enter("/callback")
    seat.wait(2_000)
    return seat
  }

  private var outgoing: CallRecord? { fixture.sink.calls.last(where: \.isOutgoing) }

  /// The list as everybody reads it from what is on record.
  private var list: CallbackList {
    guard let personnel = fixture.sink.calls.first?.personnel else { return CallbackList() }
    return fixture.sink.callbacks.enumerated().reduce(into: CallbackList()) { list, item in
      let at = fixture.clock.now().wall.adding(milliseconds: Int64(item.offset - 1_000))
      list.apply(Noted(item.element, at: at, personnel: personnel))
    }
  }

  /// The caller's call as everybody reads it.
  private var state: CallState? {
    guard let record = fixture.sink.calls.first else { return nil }
    let events = fixture.sink.callbacks.enumerated().map { index, event in
      Noted<RecordedEvent>(
        .callback(event), call: record.id,
        at: fixture.clock.now().wall.adding(milliseconds: Int64(index - 1_000)), personnel: record.personnel)
    }
    return CallState(record, later: events)
  }

  private static let results: [(line: String, outcome: CallbackOutcome)] = [
    ("", .reached), ("/callback reached", .reached), ("/callback busy", .busy),
    ("/callback no-answer", .noAnswer),
    ("/callback unreachable", .unreachable), ("/cutoff", .noAnswer),
  ]

  @Test(arguments: results.indices, ["key", "/undo", "/撤销"])
  func `a wrong result is taken back, and the right one is told`(index: Int, by undo: String) throws {
    let seat = try dialling()
    let (line, outcome) = Self.results[index]
    seat.enter(line)
    #expect(list.entries[Self.caller]?.attempts.map(\.event) == [outcome])
    if undo == "key" { seat.press(.undo) } else { seat.enter(undo) }
    #expect(list.entries[Self.caller]?.attempts.isEmpty == true && list.open.map(\.entry) == [Self.caller])
    #expect(state?.callbacks.isEmpty == true && state?.callBackSince != nil && state?.isOpen == true)
    #expect(seat.takeSaid().contains("\(Self.caller): 撤销回拨结果"))
    #expect(outgoing?.phase == .ringing && outgoing?.answer == nil)
    #expect(seat.panel.contains("接通后按回车") && seat.prompt == "接听> ")
    // It has rung since it began, not since the slip.
    seat.wait(1_000)
    let right: CallbackOutcome = outcome == .busy ? .noAnswer : .busy
    seat.enter("/callback \(right.rawValue)")
    #expect(list.entries[Self.caller]?.attempts.map(\.event) == [right] && list.open.count == 1)
    #expect(state?.callbacks.map(\.event.outcome) == [right])
    #expect(outgoing?.phase == .ended && outgoing?.answer == nil && outgoing?.talkMilliseconds == nil)
    #expect(fixture.sink.calls.count == 2)
  }

  @Test func `deeds of the talk are taken back before that he was reached`() throws {
    let seat = try dialling()
    seat.enter()
    seat.enter("/what 打架")
    seat.press(.undo)
    #expect(outgoing?.element(.what).state == .notAsked && outgoing?.phase == .answered)
    seat.clear()
    seat.press(.undo)
    #expect(outgoing?.phase == .ringing && list.open.count == 1)
    seat.enter()
    #expect(outgoing?.phase == .answered && list.open.isEmpty)
    #expect(list.entries[Self.caller]?.attempts.map(\.event) == [.reached])
  }

  @Test(arguments: ["/callback busy", "/callback reached"])
  func `told from another call, it is taken back there, and that call stays on the screen`(line: String)
    throws
  {
    let seat = try dialling()
    seat.rings("b", number: "19900000002")
    seat.enter()
    seat.enter(line)
    seat.press(.undo)
    #expect(outgoing?.phase == .ringing && list.open.count == 1 && seat.prompt == "何时> ")
    #expect(fixture.sink.call("b")?.phase == .answered)
    seat.enter("刚才")
    #expect(fixture.sink.call("b")?.element(.when).text == "刚才")
    // The next one takes back what was done last, and that alone.
    seat.enter("/callback busy")
    seat.enter("/where 红梅新村")
    seat.press(.undo)
    #expect(fixture.sink.call("b")?.element(.where).state == .notAsked && outgoing?.phase == .ended)
  }

  @Test func `another call since, and there is nothing to take back`() throws {
    let seat = try dialling()
    seat.enter("/callback busy")
    seat.rings("b", number: "19900000002")
    seat.enter()
    seat.press(.undo)
    #expect(outgoing?.phase == .ended && list.entries[Self.caller]?.attempts.count == 1)
  }

  @Test func `every entry that a call back has settled is open again`() throws {
    let seat = try dialling(entering: true)
    seat.enter()
    #expect(list.open.isEmpty && list.entries.count == 2)
    seat.press(.undo)
    #expect(list.open.count == 2)
  }

  @Test func `an entry given up by a slip is open again`() throws {
    var desk = try fixture.desk()
    for line in ["/ring 19900000001", "/answer", "/cutoff"] { _ = desk.execute(line) }
    let seat = try TypedConsole(fixture, desk: desk)
    for _ in 1...3 {
      seat.enter("/callback")
      seat.enter("/callback no-answer")
    }
    seat.enter("/callback list")
    seat.enter("/callback close 1 unreachable")
    #expect(list.open.isEmpty && seat.takeSaid().contains("\(Self.caller): 已办结: 多次未接通"))
    seat.press(.undo)
    #expect(list.open.first?.attempts.count == 3)
  }

  // MARK: Named

  @Test(arguments: UserLanguage.allCases) func `what settles an entry names its call`(language: UserLanguage)
    throws
  {
    let seat = try dialling(language)
    seat.enter()
    let words = language == .chinese ? "已办结: 已接通" : "closed: reached"
    #expect(seat.takeSaid().contains("\(Self.caller): \(words)"))
  }

  // MARK: Once

  /// Every line of the seat as its own journal tells it once more.
  private func tellAgain(_ desk: inout CallDesk, from first: Int = 0) throws {
    for event in fixture.sink.callbacks[first...] {
      desk.learn(
        Noted(
          .callback(event), call: CallIdentifier(ifValid: event.entry), at: fixture.clock.now().wall,
          personnel: desk.session.personnel, desk: desk.session.seat))
    }
  }

  @Test(arguments: ["/callback busy", "/callback no-answer", "/answer"], [true, false])
  func `an attempt counts once, read again from the journal at once or at the end`(
    line: String, isAtOnce: Bool
  ) throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/cutoff")
    for lines in [["/callback"], [line]] {
      let told = fixture.sink.callbacks.count
      for line in lines { _ = desk.execute(line) }
      fixture.clock.advance(milliseconds: 700)
      if isAtOnce { try tellAgain(&desk, from: told) }
    }
    try tellAgain(&desk)
    #expect(desk.callbacks.entries[Self.caller]?.attempts.count == 1)
    if line != "/answer" {
      #expect(desk.execute("/callback list").contains { $0.message.chinese.contains("已拨1次") })
    }
    fixture.clock.advance(milliseconds: 700)
    _ = desk.execute("/undo")
    fixture.clock.advance(milliseconds: 700)
    try tellAgain(&desk)
    #expect(desk.callbacks.open.map(\.attempts.count) == [0])
  }

  @Test(arguments: [["ring", "answer"], ["answer"], ["ring", "answer", "hang up"]], [true, false])
  func `with whatever the telephone tells of the number it is one attempt`(
    news: [String], isBefore: Bool
  ) throws {
    let seat = try dialling()
    func tell() {
      for item in news {
        switch item {
        case "ring": seat.rings("t", number: "19900000001")
        case "answer": seat.answered("t")
        default: seat.phone(.hungUp(phoneCall: "t"))
        }
      }
    }
    if isBefore { tell() }
    seat.enter("/callback reached")
    if !isBefore { tell() }
    let told = fixture.sink.callbacks.filter { $0.outcome != nil }
    #expect(told.count == 1 && list.entries[Self.caller]?.attempts.count == 1)
    #expect(list.open.isEmpty)
  }

  // MARK: Not taken

  @Test func `whoever is rung back is none of the calls taken today`() throws {
    var desk = try fixture.answeredDesk()
    for line in ["/cutoff", "/callback", "/answer"] { _ = desk.execute(line) }
    #expect(desk.record?.isOutgoing == true && desk.callsToday == 1)
  }
}
