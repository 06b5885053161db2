import CallConsole
import CallModel
import Catalogue
import Testing

/// A console left running over midnight: times of another day carry their date, and the day's count begins
/// anew.
@Suite struct MidnightTests {
  private let fixture: DeskFixture
  /// The day that the fixture's clock begins on.
  private let day: CivilDate

  init() throws {
    fixture = try DeskFixture()
    day = fixture.clock.now().wall.date
  }

  private func pass(days: Int64, clock: Int64 = 9 * 3_600_000) {
    fixture.clock.advance(milliseconds: days * 86_400_000)
    fixture.clock.setWall(WallInstant(date: day.adding(days: Int(days)), millisecondOfDay: clock))
  }

  private func shown(_ changes: [ScreenChange]) -> [String] {
    changes.flatMap { change -> [String] in
      switch change {
      case .say(let lines), .panel(let lines): lines.map(\.description)
      case .prompt, .input, .draftContext, .forget, .bell, .close: []
      }
    }
  }

  @Test func `a console open for days forgets the calls of long ago, but none whose promise is open`() throws
  {
    var desk = try fixture.desk()
    for line in [
      "/ring 19900000001", "/answer 1", "/what 打架", "/said urgent-police", "/hangup", "/hangup",
      "/ring 19900000003", "/cutoff",
    ] {
      _ = desk.execute(line)
    }
    desk.idle()
    #expect(desk.recent.count == 2)
    pass(days: 1, clock: 8 * 3_600_000)
    desk.idle()
    #expect(desk.recent.count == 2, "less than 24 hours")
    pass(days: 2)
    desk.idle()
    #expect(desk.recent.count == 1)
    #expect(desk.recent.withOpenPromises.count == 1)
  }

  /// Every place that prints the time of something that happened on an earlier day.
  @Test(arguments: [UserLanguage.chinese, .english]) func `the time of another day carries its date`(
    language: UserLanguage
  ) throws {
    var desk = try fixture.desk(language: language)
    // A promise keeps the call known for longer than a day.
    for line in [
      "/ring 19900000001", "/answer 1", "/what 打架", "/where 晋陵中路189号", "/said urgent-police", "/hangup",
      "/hangup",
      "/ring 19900000002", "/answer 1", "/where 桥上", "/cutoff", "/ring 19900000003", "/cutoff",
    ] {
      _ = desk.execute(line)
    }
    pass(days: 3, clock: 600_000)
    let console = LiveConsole(desk: desk, setting: ConsoleSetting(version: "test"))
    var rows = shown(console.start(columns: 200, rows: 40, restored: nil))
    rows += shown(console.handle(.tick))
    for line in ["/ring 19900000001", "/answer 1", "/link", "/hangup", "/hangup", "/ring 19900000002"] {
      rows += shown(console.handle(.line(line)))
    }
    let old = rows.filter { $0.contains("09:1") || $0.contains("09:2") }
    // The call-back list, the same number of days ago, a call-back settled by the caller.
    #expect(old.count >= 3, "\(rows)")
    for row in old { #expect(Self.isDated(row, day), "\(row)") }
    let board = DeskBoardRows(try board(), language: language).rows(limit: 20).map(\.description)
    #expect(board.contains { $0.contains("09:15:00") }, "\(board)")
    for row in board where row.contains("09:15:00") { #expect(row.contains("\(day) 09:15:00"), "\(row)") }
  }

  /// Whether the old time in the row has the old date right before it; the line's own clock is of the new
  /// day.
  private static func isDated(_ row: String, _ day: CivilDate) -> Bool {
    row.contains("\(day) 09:1") || row.contains("\(day) 09:2")
  }

  private func board() throws -> DeskBoard {
    let person = try OperatorIdentifier("041207")
    let since = WallInstant(date: day, millisecondOfDay: 9 * 3_600_000 + 15 * 60_000)
    func fact(_ number: Int, _ event: CallEvent) throws -> Noted<RecordedEvent> {
      Noted<RecordedEvent>(
        .call(event), call: try CallIdentifier(date: day, seat: SeatIdentifier("03"), number: number),
        at: since,
        personnel: person, desk: try SeatIdentifier("03"))
    }
    let timing = RingTiming.counted(rings: 1, limit: RingLimit())
    let facts = try [
      fact(1, .ring(RingSeen(number: "19900000001"))), fact(1, .answer(CallAnswered(timing: timing))),
      fact(1, .promise(PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police"))),
      fact(1, .end(.finished)),
      fact(2, .ring(RingSeen(number: "19900000002"))), fact(2, .answer(CallAnswered(timing: timing))),
      fact(2, .end(.cutOff)),
    ]
    let now = WallInstant(date: day.adding(days: 3), millisecondOfDay: 600_000)
    return DeskBoard(CallBook(facts), at: now)
  }

  @Test func `today's count begins anew at midnight and does not forget the calls after it`() throws {
    let console = LiveConsole(
      desk: try fixture.desk(language: .english), setting: ConsoleSetting(version: "test"))
    func header(_ changes: [ScreenChange]) -> String? {
      changes.compactMap { if case .panel(let lines) = $0 { lines.first?.description } else { nil } }.last
    }
    func take() -> String? {
      ["/ring 19900000001", "/answer 1", "/hangup", "/hangup"]
        .compactMap { header(console.handle(.line($0))) }.last
    }
    _ = console.start(columns: 120, rows: 24, restored: nil)
    #expect(try #require(take()).contains("1 call today"))
    #expect(try #require(take()).contains("2 calls today"))
    fixture.clock.setWall(WallInstant(date: day.adding(days: 1), millisecondOfDay: 1_000))
    #expect(try #require(header(console.handle(.tick))).contains("0 calls today"))
    #expect(try #require(take()).contains("1 call today"))
    // A call that rang before midnight and is answered after it is one of the new day.
    fixture.clock.setWall(WallInstant(date: day.adding(days: 1), millisecondOfDay: 86_399_000))
    _ = console.handle(.line("/ring 19900000004"))
    fixture.clock.setWall(WallInstant(date: day.adding(days: 2), millisecondOfDay: 2_000))
    #expect(try #require(header(console.handle(.line("/answer 1")))).contains("1 call today"))
  }

  @Test func `the first line said on a new day stands below its date`() throws {
    let console = LiveConsole(desk: try fixture.desk(), setting: ConsoleSetting(version: "test"))
    let first = shown(console.start(columns: 80, rows: 24, restored: nil))
    #expect(!first.contains("\(day)"))
    fixture.clock.setWall(WallInstant(date: day.adding(days: 1), millisecondOfDay: 1_000))
    let said = shown(console.handle(.line("/ring 19900000001")))
    #expect(said.contains("\(day.adding(days: 1))") && said.contains { $0.hasPrefix("00:00:01 ") })
    #expect(!shown(console.handle(.line("/answer 1"))).contains("\(day.adding(days: 1))"))
  }

  @Test(arguments: [10_000, 29 * 60_000, 31 * 60_000, 90 * 60_000])
  func `a call closed before midnight is opened again for half an hour, whatever the date`(
    later: Int64
  ) throws {
    fixture.clock.setWall(WallInstant(date: day, millisecondOfDay: 86_385_000))
    let seat = try TypedConsole(fixture, isLinked: false)
    seat.enter("/ring 19900000001")
    seat.enter("/answer", after: 2_000)
    seat.enter("/where 甲地", after: 2_000)
    seat.enter("/hangup", after: 5_000)
    let call = try #require(fixture.sink.calls.last)
    #expect(call.endedAt?.date == day)
    _ = seat.takeSaid()
    seat.enter("/reopen 挂早了", after: later)
    let isOpen = later < 30 * 60_000
    #expect(fixture.sink.calls.last?.phase == (isOpen ? .answered : .ended))
    guard isOpen else {
      #expect(seat.takeSaid().contains("不是今天结束的"))
      return
    }
    if later == 10_000 { #expect(fixture.clock.now().wall.date == day.adding(days: 1)) }
    seat.enter("/what 抢夺", after: 1_000)
    seat.enter("/hangup", after: 1_000)
    let again = try #require(fixture.sink.calls.last)
    #expect(again.id == call.id && again.phase == .ended && again.element(.where).text == "甲地")
    #expect(again.element(.what).text == "抢夺" && again.endedAt?.date == day.adding(days: 1))
  }

  @Test
  func `a clock set back opens nothing of a later day, and a day later nothing of a call over midnight`()
    throws
  {
    let seat = try TypedConsole(fixture, isLinked: false)
    func close() throws -> CallIdentifier {
      seat.enter("/ring 19900000001")
      seat.enter("/answer")
      seat.enter("/hangup")
      return try #require(fixture.sink.calls.last).id
    }
    fixture.clock.setWall(WallInstant(date: day.adding(days: 1), millisecondOfDay: 5_000))
    let first = try close()
    fixture.clock.setWall(WallInstant(date: day, millisecondOfDay: 86_399_000))
    seat.enter("/reopen \(first) 挂早了")
    #expect(fixture.sink.calls.allSatisfy { $0.phase == .ended })
    // Taken on one day, closed a day later just before midnight: a third day's folder never has it.
    fixture.clock.setWall(WallInstant(date: day.adding(days: 3), millisecondOfDay: 86_000_000))
    seat.enter("/ring 19900000002")
    seat.enter("/answer")
    fixture.clock.setWall(WallInstant(date: day.adding(days: 4), millisecondOfDay: 86_399_000))
    seat.enter("/hangup")
    let long = try #require(fixture.sink.calls.last)
    fixture.clock.setWall(WallInstant(date: day.adding(days: 5), millisecondOfDay: 10_000))
    seat.enter("/reopen \(long.id) 挂早了")
    #expect(fixture.sink.calls.allSatisfy { $0.phase == .ended })
  }
}
