import CallConsole
import CallModel
import Catalogue
import Testing

/// Earlier calls of the seat as its journal would tell of them.
private final class KeptCalls: PastCalls {
  var calls: [CallIdentifier: CallRecord] = [:]
  /// What desks wrote that the history has not told yet.
  var lines: [Noted<RecordedEvent>] = []

  func record(of call: CallIdentifier) -> CallRecord? { calls[call] }

  func corrections(of call: CallIdentifier) -> [Noted<RecordedEvent>] { lines.filter { $0.call == call } }

  /// Calls of other seats.
  var elsewhere: [CallIdentifier: CallRecord] = [:]

  func recordElsewhere(of call: CallIdentifier) -> CallRecord? { elsewhere[call] }
}

/// What a desk wrote into the journal of the desk beside its seat.
///
/// A class because `MatterSink` is a port with identity.
final class WrittenElsewhere: MatterSink {
  private(set) var events: [(call: CallIdentifier, event: Noted<CallEvent>)] = []
  private(set) var matters: [(call: CallIdentifier?, event: MatterEvent)] = []
  var answer = Acknowledgement.recorded
  var isEmpty: Bool { events.isEmpty && matters.isEmpty }

  func held(by person: OperatorIdentifier) -> [CallIdentifier] { [] }

  func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement {
    matters += events
    return answer
  }

  func record(_ events: [Noted<CallEvent>], of call: CallIdentifier) -> Acknowledgement {
    self.events += events.map { (call, $0) }
    return answer
  }
}

/// What is done about a call whose record is closed: deeds by its number, opened again, counted for none.
@Suite struct ClosedCallsTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole
  private let past = KeptCalls()

  init() throws {
    fixture = try DeskFixture()
    var desk = try fixture.desk()
    desk.pastCalls = past
    seat = try TypedConsole(fixture, desk: desk)
  }

  private func record(_ call: CallIdentifier) -> CallRecord? { fixture.sink.calls.last { $0.id == call } }

  /// A call that only the keys told of, open on the screen.
  private func talk(_ number: String, _ lines: String...) throws -> CallIdentifier {
    seat.enter("/ring \(number)")
    seat.enter("/answer", after: 3_000)
    for line in lines { seat.enter(line) }
    return try #require(fixture.sink.calls.last { $0.phase == .answered && $0.number == number }).id
  }

  /// The same, closed.
  private func close(_ number: String, _ lines: String...) throws -> CallIdentifier {
    let call = try talk(number)
    for line in lines { seat.enter(line) }
    seat.enter("/hangup")
    return call
  }

  // MARK: Deeds by a number

  private static let deeds: [(command: String, kind: CallEvent.Kind, chinese: String)] = [
    ("/notify ID 天宁所 两组", .notify, "/派警 ID 天宁所"), ("/chase ID 天宁所", .notify, "/催办 ID 天宁所"),
    ("/department ID 城管 占道", .notify, "/部门 ID 城管"), ("/feedback ID 天宁所 已到场", .notify, "/反馈 ID 天宁所 已处置"),
    ("/note ID 报警人补充", .note, "/备注 ID 补充"), ("/question ID 去哪里办", .question, "/疑问 ID 去哪里办"),
    ("/refer ID 某某所 某路1号 0519-00000001", .refer, "/转介 ID 某某所 某路1号 0519-00000001"),
    ("/amend ID where 丙地 // 听错", .amend, "/更正 ID 何地 丁地 // 听错"),
  ]

  private static let others = ["/reopen ID 挂早了", "/cancel ID 误按", "/show ID"]

  @Test(arguments: deeds.map(\.command) + deeds.map(\.chinese))
  func `a deed goes to the call that is named, which the screen says, whatever is on the screen`(
    line: String
  ) throws {
    let first = try close("19900000001", "/where 甲地")
    let second = try close("19900000002", "/where 乙地")
    for isBusy in [false, true] {
      let third = isBusy ? try talk("19900000003", "/where 戊地") : second
      let line = isBusy ? line.replacing("丙地", with: "丙地2").replacing("丁地", with: "丁地2") : line
      let (untouched, before) = (record(third), fixture.sink.events.count)
      _ = seat.takeSaid()
      seat.enter(line.replacing("ID", with: first.description))
      let written = fixture.sink.events[before...]
      #expect(!written.isEmpty && written.allSatisfy { $0.call == first }, "\(line)")
      #expect(seat.takeSaid().contains("已记录 \(first): "), "\(line)")
      #expect(record(third) == untouched, "\(line)")
      #expect(record(first)?.phase == .ended && record(first)?.talkMilliseconds != nil)
      #expect(written.allSatisfy { $0.event.offsetMilliseconds == nil })
      // Nothing of it is a deed of the call on the screen.
      if isBusy {
        seat.clear()
        seat.press(.undo)
        #expect(fixture.sink.events.last?.call == third, "\(line)")
      }
    }
  }

  @Test(arguments: deeds.map(\.command) + others)
  func `a number of another seat, or one that nobody has, is refused by name`(line: String) throws {
    _ = try close("19900000001", "/where 甲地")
    let before = fixture.sink.events.count
    for id in ["20261122-04-0001", "20261122-03-0099", "20991231-03-0001"] {
      _ = seat.takeSaid()
      seat.enter(line.replacing("ID", with: id))
      #expect(fixture.sink.events.count == before && seat.takeSaid().contains("没有已结束的 \(id)"), "\(line)")
    }
  }

  /// A closed call of seat 04, as its own seat wrote it.
  private func callOfAnotherSeat() throws -> CallRecord {
    let other = try DeskFixture()
    var desk = try other.desk(seat: "04")
    for line in ["/ring 19900000009", "/answer", "/where 甲地", "/level 3", "/hangup"] {
      _ = desk.execute(line)
    }
    return try #require(other.sink.calls.last)
  }

  @Test(arguments: [false, true], [Acknowledgement.recorded, .spooled, .inMemory])
  func `a closed call of another seat is corrected by its id, as a deed of the desk beside this seat`(
    isBusy: Bool, answer: Acknowledgement
  ) throws {
    let matters = WrittenElsewhere()
    matters.answer = answer
    var desk = try fixture.desk()
    desk.pastCalls = past
    desk.matters = MatterCommands(sink: matters, language: .chinese)
    let seat = try TypedConsole(fixture, desk: desk)
    let other = try callOfAnotherSeat()
    past.elsewhere[other.id] = other
    for (number, line) in [("19900000001", "/hangup"), ("19900000002", "/where 乙地")] {
      seat.enter("/ring \(number)")
      seat.enter("/answer")
      if isBusy || line == "/hangup" { seat.enter(line) } else { seat.enter("/cancel 误按") }
    }
    let (calls, events) = (fixture.sink.calls, fixture.sink.events.count)
    _ = seat.takeSaid()
    seat.enter("/amend \(other.id) where 丙地 // 听错")
    #expect(seat.takeSaid().contains("\(other.id): 更正 何地: 甲地 → 丙地"))
    // A corrected level makes the promise that it would have made in the call.
    seat.enter("/更正 \(other.id) 等级 1 // 有刀")
    #expect(fixture.sink.events.count == events && fixture.sink.calls == calls)
    #expect(matters.events.map(\.event.event.kind) == [.amend, .amend, .promise])
    #expect(matters.events.allSatisfy { $0.call == other.id && $0.event.offsetMilliseconds == nil })
    // Nothing of it is this seat's: what names no call is told of its own, and other deeds are refused.
    _ = seat.takeSaid()
    for line in ["/note \(other.id) 补记", "/reopen \(other.id) 挂早了", "/cancel \(other.id) 误按"] {
      seat.enter(line)
    }
    #expect(seat.takeSaid().ranges(of: "本席没有已结束的 \(other.id)").count == 3)
    if isBusy {
      seat.clear()
      seat.press(.undo)
      #expect(fixture.sink.events.last?.call == fixture.sink.calls.last?.id)
    } else {
      seat.enter("/show")
      #expect(seat.takeSaid().contains("\(calls[1].id)"))
    }
  }

  @Test func `another seat's call that was cancelled, or goes on, takes no correction`() throws {
    let matters = WrittenElsewhere()
    var desk = try fixture.desk()
    desk.pastCalls = past
    desk.matters = MatterCommands(sink: matters, language: .chinese)
    let other = try callOfAnotherSeat()
    #expect(desk.execute("/amend \(other.id) where 丙地").map(\.kind) == [.error])
    var cancelled = other
    cancelled.apply(
      Noted(.cancelled("误按"), at: other.beganAt, offsetMilliseconds: nil, personnel: other.personnel))
    past.elsewhere[other.id] = cancelled
    let told = desk.execute("/amend \(other.id) where 丙地")
    #expect(told.map(\.message.chinese) == ["\(other.id) 已作废, 不能再改"] && matters.isEmpty)
  }

  @Test(arguments: deeds.map(\.command) + others)
  func `a call that was cancelled takes nothing more`(line: String) throws {
    let call = try close("19900000001", "/where 甲地")
    seat.enter("/cancel \(call) 误按")
    let before = fixture.sink.events.count
    _ = seat.takeSaid()
    seat.enter(line.replacing("ID", with: call.description))
    #expect(fixture.sink.events.count == before, "\(line)")
    let said = seat.takeSaid()
    #expect(line.hasPrefix("/show") ? said.contains("作废: 误按") : said.contains("\(call) 已作废"), "\(line)")
  }

  @Test(arguments: deeds.map(\.command))
  func `without a number and without a call nothing is written, and the screen says how it is`(
    line: String
  ) throws {
    let bare = line.replacing("ID ", with: "")
    seat.enter(bare)
    #expect(fixture.sink.events.isEmpty)
    let call = try close("19900000001", "/where 甲地")
    let before = fixture.sink.events.count
    _ = seat.takeSaid()
    seat.enter(bare)
    #expect(fixture.sink.events.count == before && seat.takeSaid().contains("补记请写编号, 如 \(call)"), "\(line)")
    seat.enter(line.replacing("ID", with: call.description))
    #expect(fixture.sink.events.count > before, "\(line)")
  }

  @Test(arguments: deeds.map(\.command).filter { !$0.hasPrefix("/amend") })
  func `without a number a deed is of the call on the screen`(line: String) throws {
    let first = try close("19900000001")
    let second = try talk("19900000002")
    let before = (record(first), fixture.sink.events.count)
    seat.enter(line.replacing("ID ", with: ""))
    #expect(record(first) == before.0 && fixture.sink.events.count > before.1, "\(line)")
    #expect(fixture.sink.events[before.1...].allSatisfy { $0.call == second }, "\(line)")
  }

  @Test func `the promise of a closed call is kept by a unit told later`() throws {
    let call = try close("19900000001", "/said urgent-police")
    #expect(record(call)?.openPromises.count == 1)
    seat.enter("/notify \(call) 救护车")
    #expect(record(call)?.openPromises.count == 1)
    seat.enter("/notify \(call) 天宁所")
    #expect(record(call)?.openPromises.isEmpty == true)
  }

  @Test func `a unit's own word is no dispatch and keeps no promise`() throws {
    let call = try close("19900000001", "/said urgent-police")
    seat.enter("/feedback \(call) 天宁所 已到场, 正在处置")
    let told = record(call)?.notifications.last?.notification
    #expect(told?.purpose == .feedback && told?.text == "已到场, 正在处置" && told?.unit == "天宁所")
    #expect(record(call)?.openPromises.count == 1 && record(call)?.dispatchedAfter == nil)
    let before = fixture.sink.events.count
    seat.enter("/feedback \(call) 天宁所")
    #expect(fixture.sink.events.count == before)
  }

  @Test func `a call of an earlier run is named like one of this`() throws {
    let old = try #require(
      try { () -> CallRecord? in
        let other = try DeskFixture()
        var desk = try other.answeredDesk()
        _ = desk.execute("/hangup")
        return other.sink.calls.last
      }())
    past.calls[old.id] = old
    seat.enter("/note \(old.id) 补记")
    #expect(record(old.id)?.notes == ["补记"])
  }

  @Test func `while a telephone rings, a line about a named call is no answer`() throws {
    let call = try close("19900000001")
    seat.rings("a", number: "19900000002")
    #expect(seat.prompt == "接听> ")
    seat.enter("/notify \(call) 天宁所")
    #expect(record(call)?.notifications.count == 1 && fixture.sink.call("a") == nil)
    #expect(seat.prompt == "接听> " && seat.text.isEmpty)
  }

  // MARK: Opened again

  @Test(arguments: ["/reopen 挂早了", "/reopen ID 挂早了", "/重开 挂早了"], ["/hangup", "/cutoff"])
  func `a call hung up too early is open again, with what was known, and is closed once more`(
    line: String, end: String
  ) throws {
    let call = try talk("19900000001", "/where 甲地")
    seat.enter(end)
    let first = try #require(record(call))
    _ = seat.takeSaid()
    seat.enter(line.replacing("ID", with: call.description), after: 5_000)
    #expect(seat.takeSaid().contains("已记录 \(call): 重开: 挂早了"))
    let open = try #require(record(call))
    #expect(open.phase == .answered && open.element(.where).text == "甲地" && open.breaches.isEmpty)
    #expect(open.answer == first.answer && open.answeredAt == first.answeredAt)
    #expect(seat.prompt == "何时> ")
    seat.enter("刚才")
    seat.enter("/hangup")
    let again = try #require(record(call))
    #expect(again.phase == .ended && again.ending == .finished && again.element(.when).text == "刚才")
    #expect(again.breaches.count == 1, "a breach once")
    #expect(try #require(again.talkMilliseconds) > (first.talkMilliseconds ?? 0) + 5_000)
    #expect(fixture.sink.kinds.count { $0 == .end } == 2)
    let settled = fixture.sink.callbacks.contains {
      if case .closed(_, .reached) = $0 { true } else { false }
    }
    #expect(settled == (end == "/cutoff"))
  }

  @Test(arguments: ["/reopen 挂早了", "/重开 挂早了", "/reopen"])
  func `with another caller on the screen a call is reopened by its number only`(line: String) throws {
    let first = try close("19900000001")
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    let before = fixture.sink.events.count
    _ = seat.takeSaid()
    seat.enter(line)
    let said = seat.takeSaid()
    #expect(fixture.sink.events.count == before)
    #expect(said.contains("尚未结束") && said.contains("/reopen \(first)"))
    seat.enter("/reopen \(first) 挂早了")
    #expect(fixture.sink.calls.first { $0.id == first }?.phase == .answered)
  }

  @Test(arguments: ["/reopen", "/reopen ID", "/cancel", "/cancel ID"])
  func `neither is done without a reason`(line: String) throws {
    let call = try close("19900000001")
    let before = fixture.sink.events.count
    _ = seat.takeSaid()
    seat.enter(line.replacing("ID", with: call.description))
    #expect(fixture.sink.events.count == before && seat.takeSaid().contains("请写明原因"))
  }

  @Test func `the telephone's timing stays, its end counts, and it is said whether he is on the line`() throws
  {
    seat.rings("a", number: "19900000001")
    seat.answered("a", ringing: 2_000)
    seat.enter("/where 甲地")
    seat.enter("/hangup", after: 4_000)
    let first = try #require(fixture.sink.call("a"))
    seat.enter("/reopen 挂早了", after: 3_000)
    #expect(seat.takeSaid().contains("报警人仍在线"))
    let open = try #require(fixture.sink.call("a"))
    #expect(open.answer?.timing == first.answer?.timing && open.answer?.timing.source == .measured)
    #expect(open.reopenings.last?.reopened.isOnLine == true)
    seat.wait(2_000)
    seat.phone(.hungUp(phoneCall: "a"))
    seat.wait(6_000)
    seat.enter("/hangup")
    let talked = try #require(fixture.sink.call("a")?.talkMilliseconds)
    #expect((9_400...10_400).contains(talked), "\(talked)")
    #expect(fixture.sink.calls.count { $0.ring?.phoneCall == "a" } == 1)
  }

  @Test func `reopened behind the caller's hanging up it says so, and he talked no longer`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a", ringing: 2_000)
    seat.enter("/hangup", after: 4_000)
    seat.wait(1_000)
    seat.phone(.hungUp(phoneCall: "a"))
    seat.enter("/reopen 补问", after: 9_000)
    #expect(seat.takeSaid().contains("报警人已挂机"))
    seat.enter("/hangup", after: 5_000)
    let talked = try #require(fixture.sink.call("a")?.talkMilliseconds)
    #expect((4_400...5_900).contains(talked), "\(talked)")
  }

  @Test func `what was typed and never entered stands in its field again, and is offered with its record`()
    throws
  {
    let call = try talk("19900000001", "/where")
    seat.type("红梅新村")
    seat.press(9)
    seat.clear()
    seat.enter("/hangup")
    #expect(record(call)?.unentered == [UnenteredText(field: "where", text: "红梅新村")])
    let other = try talk("19900000002")
    _ = seat.takeSaid()
    seat.enter("/show \(other)")
    #expect(!seat.takeSaid().contains("红梅新村"))
    seat.enter("/show \(call)")
    #expect(seat.takeSaid().contains("何地 红梅新村"))
    seat.enter("/hangup")
    seat.enter("/reopen \(call) 补记")
    seat.clear()
    seat.enter("/where")
    #expect(seat.text == "红梅新村")
    seat.enter()
    #expect(record(call)?.element(.where).text == "红梅新村" && record(call)?.unentered.isEmpty == true)
  }

  @Test(arguments: ["/amend ID where 甲路 // 听错", "/note ID 甲路", "／reopen ID 甲路"])
  func `a line that names another call and was never entered is not kept with the one on the screen`(
    line: String
  ) throws {
    let first = try close("19900000001", "/where 乙地")
    let second = try talk("19900000002", "/where")
    seat.type(line.replacing("ID", with: first.description))
    seat.press(9)
    seat.clear()
    seat.enter("/hangup")
    #expect(record(second)?.phase == .ended && record(second)?.unentered.isEmpty == true)
    #expect(record(first)?.unentered.isEmpty == true)
  }

  @Test func `a call opened again beside another one comes to the screen, and the other stays`() throws {
    let first = try close("19900000001", "/where 甲地")
    let second = try talk("19900000002", "/where 乙地")
    seat.type("半句")
    seat.clear()
    seat.enter("/reopen \(first) 挂早了")
    #expect(seat.panel.contains(" \(first)  通话") && record(second)?.phase == .answered)
    seat.enter("/who 一人")
    #expect(record(first)?.element(.who).text == "一人" && record(second)?.element(.who).text == "")
    seat.enter("/reopen \(second) 错")
    #expect(seat.takeSaid().contains("\(second) 尚未结束"))
    seat.enter("/hangup")
    #expect(seat.panel.contains(" \(second)  通话"))
  }

  @Test func `what nobody answered, and what was closed on another day, is not opened again`() throws {
    seat.enter("/ring 19900000001")
    seat.enter("/cutoff")
    let abandoned = try #require(fixture.sink.calls.last).id
    seat.enter("/reopen \(abandoned) 误按")
    #expect(seat.takeSaid().contains("没有接听过"))
    let call = try close("19900000002")
    let before = fixture.sink.events.count
    fixture.clock.advance(milliseconds: 86_400_000)
    seat.enter("/reopen \(call) 挂早了")
    #expect(seat.takeSaid().contains("不是今天结束的") && fixture.sink.events.count == before)
  }

  // MARK: Never was

  @Test(arguments: ["/cancel 误按", "/cancel ID 误按", "/作废 误按"], [0, 1, 2, 3])
  func `a stray call counts nowhere and is on record, ringing, answered, closed and cut off`(
    line: String, state: Int
  ) throws {
    seat.enter("/ring")
    if state > 0 { seat.enter("/answer") }
    if state == 2 { seat.enter("/hangup") }
    if state == 3 { seat.enter("/cutoff") }
    let call = try #require(fixture.sink.calls.last).id
    _ = seat.takeSaid()
    seat.enter(line.replacing("ID", with: call.description))
    #expect(seat.takeSaid().contains("作废: 误按"))
    let cancelled = try #require(record(call))
    #expect(cancelled.isCancelled && cancelled.phase == .ended && cancelled.answer == nil)
    #expect(cancelled.breaches.isEmpty)
    #expect(seat.panel.contains("今日 0"))
    #expect(seat.prompt == "接警> ")
    seat.enter("/status")
    #expect(!seat.panel.contains("回拨 1"))
  }

  @Test func `what a telephone, a unit or a complaint bears witness of was a call`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/cancel 误按")
    #expect(seat.takeSaid().contains("不能作废") && fixture.sink.call("a")?.phase == .answered)
    seat.enter("/hangup")
    seat.enter("/cancel 误按")
    #expect(seat.takeSaid().contains("不能作废") && fixture.sink.call("a")?.isCancelled == false)
    for line in ["/notify 天宁所", "/branch 投诉"] {
      let call = try close("19900000002", line)
      seat.enter("/cancel \(call) 误按")
      #expect(seat.takeSaid().contains("不能作废") && record(call)?.isCancelled == false, "\(line)")
    }
  }

  @Test func `a cancelled call is offered to nobody who rings later`() throws {
    let call = try close("19900000001", "/where 晋陵中路189号", "/what 抢夺手机")
    seat.enter("/cancel \(call) 误按")
    _ = try talk("19900000001", "/where 晋陵中路189号", "/what 抢夺手机")
    #expect(!seat.panel.contains("同地") && !seat.takeSaid().contains("先前"))
    seat.enter("/link \(call)")
    #expect(fixture.sink.calls.last?.links.isEmpty == true)
  }

  @Test func `what somebody corrected or cancelled elsewhere is known here`() throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/where 甲地")
    _ = desk.execute("/hangup")
    let call = try #require(fixture.sink.calls.last).id
    func learn(_ event: CallEvent) throws {
      desk.learn(
        Noted(
          .call(event), call: call, at: fixture.clock.now().wall, personnel: try OperatorIdentifier("050001"),
          desk: try SeatIdentifier("desk-duty")))
    }
    try learn(.amend(Amendment(field: "where", previous: "甲地", text: "乙地", reason: "听错")))
    _ = desk.execute("/amend \(call) where 丙地 // 又听错")
    #expect(record(call)?.amendments.map(\.amendment.previous) == ["甲地", "乙地"])
    try learn(.cancelled("误按"))
    let before = fixture.sink.events.count
    for line in ["/amend \(call) where 丁地", "/amend where 丁地", "/reopen \(call) 挂早了", "/note \(call) 补"] {
      _ = desk.execute(line)
    }
    #expect(fixture.sink.events.count == before)
  }

  @Test(arguments: [false, true], [false, true])
  func `what a desk wrote a moment before a call is opened again is in it, and is taken in once`(
    isToldBefore: Bool, isCancelled: Bool
  ) throws {
    var desk = try fixture.answeredDesk()
    desk.pastCalls = past
    _ = desk.execute("/level 3")
    _ = desk.execute("/hangup")
    let call = try #require(fixture.sink.calls.last).id
    let event: CallEvent =
      isCancelled
      ? .cancelled("误建") : .amend(Amendment(field: "level", previous: "3", text: "1", reason: "有枪"))
    let line = Noted<RecordedEvent>(
      .call(event), call: call, at: fixture.clock.now().wall, personnel: try OperatorIdentifier("060001"),
      desk: try SeatIdentifier("desk-duty"),
      place: RecordPlace(file: "live/2026/11/22/desk-duty.jsonl", line: 2, isVerified: true))
    past.lines = [line]
    if isToldBefore { desk.learn(line) }
    _ = desk.execute("/reopen \(call) 再")
    if !isToldBefore { desk.learn(line) }
    #expect((desk.record == nil) == isCancelled)
    _ = desk.execute("/hangup")
    let record = try #require(self.record(call))
    if isCancelled {
      #expect(record.reopenings.isEmpty)
    } else {
      #expect(record.level == 1 && record.amendments.count == 1 && record.reopenings.count == 1)
    }
  }
}
