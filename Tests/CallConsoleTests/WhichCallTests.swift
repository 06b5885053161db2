import CallConsole
import CallModel
import Catalogue
import Testing

/// `/reopen` and `/cancel` without a number, typed by somebody who has just closed the wrong record while
/// other telephones are at work: they touch one call only, and only when no other can be meant.
@Suite struct WhichCallTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole
  private let first: CallIdentifier

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    for line in ["/ring 19900000001", "/answer", "/where 甲地", "/hangup"] { seat.enter(line) }
    first = try #require(fixture.sink.calls.last).id
    _ = seat.takeSaid()
  }

  private func record(_ call: CallIdentifier) -> CallRecord? { fixture.sink.calls.last { $0.id == call } }

  /// What happened since the record was closed; each leaves another call that may be meant.
  private enum Since: CaseIterable {
    case rings, rangAndGaveUp, rangAndWentElsewhere, answeredByTelephone, hungUpByTelephone
    case ringTold, ringToldAndGivenUp, answerTold, twoOpen, oneBesideClosed, calledBack
  }

  private func happen(_ since: Since) {
    switch since {
    case .rings: seat.rings("b", number: "19900000002")
    case .rangAndGaveUp:
      happen(.rings)
      seat.phone(.stopped(.abandoned, phoneCall: "b"))
    case .rangAndWentElsewhere:
      happen(.rings)
      seat.phone(.stopped(.elsewhere, phoneCall: "b"))
    case .answeredByTelephone:
      happen(.rings)
      seat.answered("b")
    case .hungUpByTelephone:
      happen(.answeredByTelephone)
      seat.phone(.hungUp(phoneCall: "b"))
    case .ringTold: seat.enter("/ring 19900000002")
    case .ringToldAndGivenUp:
      happen(.ringTold)
      seat.enter("/cutoff")
    case .answerTold:
      happen(.ringTold)
      seat.enter("/answer")
    case .twoOpen:
      happen(.answerTold)
      seat.rings("c", number: "19900000003")
      seat.answered("c")
    case .oneBesideClosed:
      happen(.twoOpen)
      seat.press(.swap)
      seat.enter("/hangup")
    case .calledBack:
      happen(.answerTold)
      for line in ["/cutoff", "/callback 19900000002"] { seat.enter(line) }
    }
  }

  @Test(arguments: Since.allCases, ["/reopen 挂早了", "/cancel 误按", "/重开 挂早了", "/作废 误按"])
  private func `when another call may be meant neither is done, and the numbers are told`(
    since: Since, line: String
  )
    throws
  {
    happen(since)
    let before = fixture.sink.events.count
    let open = fixture.sink.calls.filter { $0.phase != .ended }.map(\.id.description)
    _ = seat.takeSaid()
    seat.enter(line)
    let written = fixture.sink.events[before...].map(\.event.event.kind)
    let touching: Set<CallEvent.Kind> = [.reopened, .cancelled, .end]
    #expect(touching.isDisjoint(with: written), "\(since) \(line)")
    let said = seat.takeSaid()
    // Enter answers whatever stands on the line while a telephone rings here.
    guard since != .rings else { return }
    // Beside a call on the screen nothing is opened again: the one there is the reason.
    let isReopening = line.hasPrefix("/r") || line.hasPrefix("/重")
    #expect(
      isReopening ? open.isEmpty || open.contains(where: said.contains) : open.allSatisfy(said.contains))
    if [.rangAndGaveUp, .rangAndWentElsewhere, .ringToldAndGivenUp].contains(since) {
      #expect(said.contains(first.description), "\(said)")
    }
    let last = fixture.sink.calls.filter { $0.phase == .ended }.map(\.id.description)
    #expect(last.contains { said.contains($0) }, "\(since): \(said)")
  }

  @Test(arguments: Since.allCases)
  private func `by its number the first one is opened again, or taken out, whatever happened since`(
    since: Since
  ) throws {
    for (line, kind) in [
      ("/reopen \(first) 挂早了", CallEvent.Kind.reopened), ("/cancel \(first) 误按", .cancelled),
    ] {
      if kind == .reopened { happen(since) } else { seat.enter("/hangup") }
      let others = fixture.sink.calls.filter { $0.id != first }
      let before = fixture.sink.events.count
      seat.enter(line)
      let written = fixture.sink.events[before...]
      #expect(written.contains { $0.call == first && $0.event.event.kind == kind }, "\(since) \(line)")
      #expect(written.allSatisfy { $0.call == first } || since == .rings, "\(since) \(line)")
      guard kind == .reopened, since != .rings else { return }
      #expect(fixture.sink.calls.filter { $0.id != first } == others)
    }
  }

  @Test(arguments: UserLanguage.allCases)
  func `the refusal tells in words which calls there are`(language: UserLanguage) throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk(language: language)
    for line in ["/ring 19900000001", "/answer", "/hangup", "/ring 19900000002", "/answer"] {
      _ = desk.execute(line)
    }
    let calls = fixture.sink.calls.map(\.id.description)
    let told = desk.execute("/cancel x").map { $0.message.text(language) }
    let expected =
      language == .chinese
      ? "未执行, 电话不止一个: /cancel 编号 原因 (未结束 \(calls[1]); 最近结束 \(calls[0]))"
      : "not done, there is more than one call: /cancel ID REASON (open \(calls[1]); closed last \(calls[0]))"
    #expect(told == [expected])
  }

  @Test(arguments: ["/reopen 挂早了", "/cancel 误按"])
  func `with nothing since, the call closed last is meant, and it is named`(line: String) throws {
    seat.wait(60_000)
    seat.enter("/note \(first) 补记")
    seat.enter("/status")
    seat.enter(line)
    #expect(seat.takeSaid().contains("已记录 \(first): \(line.hasPrefix("/r") ? "重开: 挂早了" : "作废: 误按")"))
  }

  @Test
  func `a stray call is cancelled without a number when the one before it is long over, or was none itself`()
    throws
  {
    seat.wait(301_000)
    for line in ["/ring", "/cancel 误按", "/ring", "/answer", "/cancel 误按"] { seat.enter(line) }
    #expect(fixture.sink.calls.count(where: \.isCancelled) == 2 && record(first)?.isCancelled == false)
  }

  @Test func `a call opened again is cancelled without a number, when it was the only one`() {
    for line in ["/reopen 挂早了", "/cancel 误按"] { seat.enter(line) }
    #expect(record(first)?.isCancelled == true)
  }

  @Test func `the second of two closed one behind the other is meant`() throws {
    for line in ["/ring 19900000002", "/answer", "/hangup", "/reopen 挂早了"] { seat.enter(line) }
    let second = try #require(fixture.sink.calls.last)
    #expect(second.id != first && second.phase == .answered && record(first)?.phase == .ended)
  }

  @Test func `a call of an earlier run is meant until another one rings`() throws {
    let closed = try #require(record(first))
    for rings in [false, true] {
      let fixture = try DeskFixture()
      var desk = try fixture.desk()
      desk.remember(closed: closed)
      if rings { for line in ["/ring 19900000002", "/cutoff"] { _ = desk.execute(line) } }
      _ = desk.execute("/reopen 挂早了")
      #expect(fixture.sink.kinds.contains(.reopened) == !rings)
    }
  }

  @Test(arguments: ["/reopen 挂早了", "/cancel 误按"])
  func `a given-up ring of an earlier run is meant only where it is the only call`(line: String)
    throws
  {
    let spoken = try #require(record(first))
    happen(.ringToldAndGivenUp)
    let abandoned = try #require(fixture.sink.calls.last)
    #expect(abandoned.id != first && abandoned.phase == .ended)
    for (records, isMeant) in [
      ([spoken, abandoned], false), ([abandoned], line.hasPrefix("/cancel")), ([abandoned, spoken], true),
    ] {
      let fixture = try DeskFixture()
      var desk = try fixture.desk()
      for record in records { desk.remember(closed: record) }
      let told = desk.execute(line).map { $0.message.text(.chinese) }.joined()
      let last = try #require(records.last)
      #expect(told.contains(last.id.description), "\(told)")
      let written = fixture.sink.events.map(\.event.event.kind)
      let touching: Set<CallEvent.Kind> = [.reopened, .cancelled]
      #expect(touching.isDisjoint(with: written) == !isMeant, "\(records.map(\.id)): \(told)")
      #expect(told.contains(first.description) == records.contains(spoken) || isMeant, "\(told)")
    }
  }
}
