import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// A caller who urges, or reports the same thing again (article 3), at the desk.
@Suite struct UrgingTests {
  /// Keeps what was written of other calls.
  ///
  /// A class because `MatterSink` is a port with identity.
  private final class Desk: MatterSink {
    var events: [(call: CallIdentifier?, event: MatterEvent)] = []
    var answer = Acknowledgement.recorded

    func held(by person: OperatorIdentifier) -> [CallIdentifier] { [] }

    func record(_ events: [Noted<CallEvent>], of call: CallIdentifier) -> Acknowledgement { answer }

    func record(_ events: [(call: CallIdentifier?, event: MatterEvent)]) -> Acknowledgement {
      self.events += events
      return answer
    }

    /// The earlier call as its record shows it.
    func state(of call: CallIdentifier, record: CallRecord) throws -> CallState {
      let desk = try SeatIdentifier("desk-03")
      return CallState(
        record,
        later: events.filter { $0.call == call }.map {
          Noted(
            .desk($0.event), call: $0.call, at: record.beganAt.adding(milliseconds: 600_000),
            personnel: record.personnel, desk: desk)
        })
    }
  }

  private let fixture: DeskFixture
  private let matters = Desk()

  init() throws { fixture = try DeskFixture() }

  /// A desk at which somebody was sent to a call that is closed, and another caller is on the line.
  private func desk() throws -> CallDesk {
    var desk = try fixture.desk()
    desk.matters = MatterCommands(sink: matters, language: .chinese)
    for line in [
      "/ring 19900000002", "/answer", "/where 红梅新村3幢", "/what 打架", "/notify 天宁所", "/category 打架斗殴",
      "/level 2", "/hangup", "/hangup",
    ] { _ = desk.execute(line) }
    fixture.clock.advance(milliseconds: 600_000)
    for line in ["/ring 19900000001", "/answer", "/said greeting"] { _ = desk.execute(line) }
    return desk
  }

  private let first: () throws -> CallIdentifier = { try CallIdentifier("20261122-03-0001") }

  private func firstState() throws -> CallState {
    let call = try first()
    return try matters.state(of: call, record: try #require(fixture.sink.calls.first { $0.id == call }))
  }

  @Test func `a sentence told by its name does all that its key does`() throws {
    for phrase in fixture.document.phrases where phrase.kind != .farewell && phrase.kind != .consent {
      guard let key = phrase.functionKey else { continue }
      for words in [phrase.identifier, phrase.text] + phrase.aliases {
        var (pressed, told) = (try desk(), try desk())
        for line in ["/where 红梅新村3幢", "/what 打架"] {
          _ = pressed.execute(line)
          _ = told.execute(line)
        }
        _ = pressed.press(.function(key))
        _ = pressed.press(.function(key))
        _ = told.execute("/said \(words)")
        #expect(told.open == pressed.open, "/said \(words)")
        #expect(told.record?.branches == pressed.record?.branches, "/said \(words)")
        #expect(told.record?.phrases.map(\.phrase) == pressed.record?.phrases.map(\.phrase), "/said \(words)")
      }
    }
  }

  @Test(arguments: ["/said urging", "/说 催促", "F3"])
  func `an urging lists the earlier call, links it, and proposes its unit`(told: String) throws {
    var desk = try desk()
    _ = desk.execute("/where 红梅新村3幢")
    var effects: [DeskEffect] = []
    if told == "F3" {
      for _ in 1...2 { effects += desk.press(.function(3)) }
    } else {
      effects = desk.execute(told)
    }
    #expect(effects.contains { $0.kind == .item && $0.message.chinese.contains("20261122-03-0001") })
    #expect(desk.open == .link)
    _ = desk.execute("1")
    #expect(desk.record?.links.map(\.call) == [try first()])
    #expect(desk.open == .unit(.chase))
    _ = desk.execute("")
    #expect(desk.record?.notifications.last?.notification.unit == "天宁所")
    #expect(desk.record?.notifications.last?.notification.purpose == .chase)
  }

  @Test func `the first call learns who urged it, once, however often it is linked`() throws {
    var desk = try desk()
    _ = desk.execute("/link 20261122-03-0001")
    _ = desk.execute("/same no 20261122-03-0001")
    #expect(try firstState().urgings.isEmpty)
    _ = desk.execute("/link 20261122-03-0001")
    _ = desk.execute("/said urging")
    let state = try firstState()
    #expect(state.urgings.map(\.event.by) == [try #require(desk.record?.id)])
    #expect(state.urgings.map(\.event.number) == ["19900000001"])
    // The record itself is as it was.
    #expect(state.record?.links.isEmpty == true)
    #expect(desk.recent.call(try first())?.timesUrged == 1)
  }

  @Test(arguments: [
    (["/link 20261122-03-0001"], 1), (["/link 20261122-03-0001 related"], 0),
    (["/link 20261122-03-0001", "/undo"], 0),
    (["/link 20261122-03-0001", "/undo", "/link 20261122-03-0001"], 1),
    (["/link 20261122-03-0001", "/link 20261122-03-0001"], 1),
    (["/link 20261122-03-0001", "/link 20261122-03-0001 related"], 0), (["/said urging", "/same no"], 0),
    (["/said urging", "1", "", "/note 再催", "/hangup", "/hangup"], 1),
  ])
  func `whatever is linked, taken back or told apart, the count is that of the links that stand`(
    lines: [String], count: Int
  ) throws {
    var desk = try desk()
    _ = desk.execute("/where 红梅新村3幢")
    for line in lines { _ = desk.execute(line) }
    #expect(try firstState().urgings.count == count, "\(lines)")
  }

  private static let ways = [
    ["/link 20261122-03-0001"], ["/link 20261122-03-0001", "/link 20261122-03-0001"],
    ["/said urging", "1"], ["/said urging", "/said urging", "1", "/link 20261122-03-0001"],
    ["F3", "F3", "1"],
    ["F3", "F3", "F3", "F3", "1", "F3"], ["/branch 催促", "1"], ["/link", "1", "/link", "1"],
    ["/said urging", "/same yes", "/same yes"], ["/said urging", "1", ""],
  ]

  /// What comes between, in which the call is written of once more.
  private enum Between: CaseIterable { case nothing, restart, twoRestarts, reopening, reopeningBehindRestart }

  @Test(arguments: ways, Between.allCases)
  private func `one urging is one line of the first call, by whatever way and whatever comes between`(
    way: [String], between: Between
  ) throws {
    var desk = try desk()
    _ = desk.execute("/where 红梅新村3幢")
    func press(_ line: String) {
      _ = line == "F3" ? desk.press(.function(3)) : desk.execute(line)
      fixture.clock.advance(milliseconds: 400)
    }
    for line in way { press(line) }
    if between == .restart || between == .twoRestarts { desk = try again() }
    if between == .twoRestarts { desk = try again() }
    if between == .reopening || between == .reopeningBehindRestart {
      for line in ["/hangup", "/hangup"] { press(line) }
      let last = try #require(fixture.sink.calls.last)
      if between == .reopeningBehindRestart { desk = try again() }
      press("/reopen \(last.id) 挂早了")
    }
    for line in way.filter({ $0 != "1" && $0 != "" }) + ["/note 再催", "/hangup", "/hangup"] { press(line) }
    let written = matters.events.filter { if case .urged = $0.event { true } else { false } }
    #expect(written.map(\.call) == [try first()], "\(way) \(between)")
    #expect(try firstState().urgings.count == 1)
  }

  /// A link that is taken back behind a restart takes the urging with it.
  @Test func `the link of a call taken up again is taken back with what it told`() throws {
    var desk = try desk()
    for line in ["/where 红梅新村3幢", "/link 20261122-03-0001"] { _ = desk.execute(line) }
    desk = try again()
    _ = desk.execute("/same no 20261122-03-0001")
    #expect(try firstState().urgings.isEmpty && matters.events.count == 2)
  }

  /// The console started again, with what is on record.
  private func again() throws -> CallDesk {
    var desk = try fixture.desk()
    desk.matters = MatterCommands(sink: matters, language: .chinese)
    for item in fixture.sink.events { desk.learn(item.event.recorded(of: item.call)) }
    for record in fixture.sink.calls {
      if record.phase == .ended { desk.remember(closed: record) } else { _ = desk.resume(record) }
    }
    return desk
  }

  @Test func `two callers at one desk urge it twice, and the third is told so`() throws {
    var desk = try desk()
    _ = desk.execute("/link 20261122-03-0001")
    fixture.clock.advance(milliseconds: 20_000)
    _ = desk.take(
      .incoming(RingSeen(number: "19900000003", isFromPhone: true, phoneCall: "3"), elapsed: 1_000))
    _ = desk.swapCalls()
    for line in ["/answer", "/where 红梅新村3幢", "/link 20261122-03-0001"] { _ = desk.execute(line) }
    #expect(try firstState().urgings.map(\.event.number) == ["19900000001", "19900000003"])
    for line in ["/hangup", "/hangup", "/hangup", "/hangup"] { _ = desk.execute(line) }
    fixture.clock.advance(milliseconds: 60_000)
    for line in ["/ring 19900000004", "/answer", "/where 红梅新村3幢"] { _ = desk.execute(line) }
    let offered = desk.execute("/said urging")
    #expect(offered.contains { $0.kind == .item && $0.message.chinese.contains("已催 2 次") }, "\(offered)")
  }

  @Test func `what cannot be written of the first call is said`() throws {
    var desk = try desk()
    matters.answer = .inMemory
    #expect(desk.execute("/link 20261122-03-0001").contains { $0.kind == .notRecorded })
  }

  @Test func `an urging comes back from its line, its number hidden where numbers are`() throws {
    let urged = MatterEvent.urged(CallUrged(by: try first(), number: "19900000001"))
    let hidden = urged.replacingTexts { _, text in text.isEmpty ? "" : "***" }
    #expect(hidden == .urged(CallUrged(by: try first(), number: "***")))
  }
}
