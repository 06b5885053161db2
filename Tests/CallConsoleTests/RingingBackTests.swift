import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// The call-back list worked from the console.
@Suite struct RingingBackTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  /// A desk whose callers were cut off, the first one first.
  private func desk(_ numbers: String...) throws -> CallDesk {
    var desk = try fixture.desk()
    for number in numbers {
      for line in ["/ring \(number)", "/answer", "/where 桥上", "/cutoff"] { _ = desk.execute(line) }
      fixture.clock.advance(milliseconds: 1_000)
    }
    return desk
  }

  // MARK: Danger

  /// A word of each danger of the protocol, and one of none.
  private static let dangers: [String] =
    (ProtocolReader.readShipped().document?.dangers ?? []).map { $0.words[0].replacing("*", with: "了") }

  @Test(arguments: dangers, ["what", "object", "result", "who", "why", "where", "contact", "note"])
  func `cut off after a word of danger is rung back even when a unit was sent`(
    word: String, field: String
  ) throws {
    var desk = try fixture.answeredDesk()
    for line in ["/\(field) 他说\(word)", "/notify 天宁所", "/level 1"] { _ = desk.execute(line) }
    let effects = desk.execute("/cutoff")
    #expect(desk.callbacks.open.map(\.opened.number) == ["19900000001"], "\(word) \(field)")
    #expect(effects.contains { $0.kind == .warning && $0.message.chinese.contains("仍须立即回拨") })
    #expect(!effects.contains { $0.message.chinese.contains("无须回拨") })
  }

  @Test(arguments: ["钱包掉了", "没有刀", "邻居吵架"])
  func `cut off without one is settled by the unit sent`(words: String) throws {
    var desk = try fixture.answeredDesk()
    for line in ["/what \(words)", "/notify 天宁所", "/cutoff"] { _ = desk.execute(line) }
    #expect(desk.callbacks.open.isEmpty)
  }

  @Test func `nobody sent is rung back whatever was said`() throws {
    var desk = try fixture.answeredDesk()
    for line in ["/what 他拿着刀", "/department 急救120", "/cutoff"] { _ = desk.execute(line) }
    #expect(desk.callbacks.open.count == 1)
  }

  // MARK: The list

  @Test func `whom another seat rings back is marked, passed over, and rung only when asked for twice`()
    throws
  {
    var desk = try desk("19900000001", "19900000002")
    var call = try CallIdentifier("20261122-04-0001")
    func learn(_ event: CallEvent) throws {
      desk.learn(
        Noted(
          .call(event), call: call, at: fixture.clock.now().wall, personnel: try OperatorIdentifier("041299"),
          desk: try SeatIdentifier("04")))
    }
    func marked() -> [Bool] {
      desk.execute("/callback list").map { $0.message.chinese.contains("04席正在回拨") }
    }
    try learn(.ring(RingSeen(number: "19900000001", isOutgoing: true)))
    #expect(marked() == [true, false])
    // Unnamed, the next one is rung.
    _ = desk.execute("/callback")
    #expect(desk.record?.number == "19900000002")
    _ = desk.execute("/callback busy")
    let refused = desk.execute("/callback 1")
    #expect(refused.map(\.kind) == [.error] && refused[0].message.chinese.contains("04席"))
    #expect(desk.record == nil)
    _ = desk.execute("/callback 1")
    #expect(desk.record?.number == "19900000001")
    _ = desk.execute("/callback busy")
    try learn(.answer(CallAnswered(timing: .unknown(limit: RingLimit()))))
    #expect(marked() == [false, false])
    // One whose end was never written rings no longer than anybody lets it.
    call = try CallIdentifier("20261122-04-0002")
    try learn(.ring(RingSeen(number: "19900000002", isOutgoing: true)))
    #expect(marked().contains(true))
    fixture.clock.advance(milliseconds: 181_000)
    #expect(!marked().contains(true))
  }

  /// Two seats of one centre, each told at once or later what the other has written down.
  private struct Seats {
    let fixtures: [DeskFixture]
    private(set) var desks: [CallDesk]
    private var told = [(events: 0, callbacks: 0), (events: 0, callbacks: 0)]

    init(_ fixtures: [DeskFixture]) throws {
      self.fixtures = fixtures
      desks = [try fixtures[0].desk(), try fixtures[1].desk(seat: "04")]
    }

    mutating func enter(_ lines: String..., at seat: Int) -> String {
      lines.map { line in
        for fixture in fixtures { fixture.clock.advance(milliseconds: 100) }
        return Self.said(desks[seat].execute(line))
      }.joined(separator: " ")
    }

    /// Each takes in what the other wrote since the last time; what it has to tell.
    mutating func tell() throws -> [String] {
      for seat in 0...1 {
        let sink = fixtures[seat].sink
        for item in sink.events[told[seat].events...] {
          desks[1 - seat].learn(item.event.recorded(of: item.call))
        }
        for event in sink.callbacks[told[seat].callbacks...] {
          desks[1 - seat].learn(
            Noted(
              .callback(event), at: fixtures[seat].clock.now().wall,
              personnel: try OperatorIdentifier("041207")))
        }
        told[seat] = (sink.events.count, sink.callbacks.count)
      }
      return [0, 1].map { Self.said(desks[$0].takeNews()) }
    }

    private static func said(_ effects: [DeskEffect]) -> String {
      effects.map(\.message.chinese).joined(separator: " ")
    }
  }

  @Test func `of two seats that ring the same caller back at once the later one is told, and only he`() throws
  {
    var seats = try Seats([fixture, try DeskFixture()])
    _ = seats.enter("/ring 19900000001", "/answer", "/where 桥上", "/cutoff", at: 0)
    _ = try seats.tell()
    // Neither has read of the other yet.
    _ = seats.enter("/callback", at: 0)
    _ = seats.enter("/callback", at: 1)
    #expect(seats.desks.map(\.record?.number) == ["19900000001", "19900000001"])
    let told = try seats.tell()
    #expect(told[0].isEmpty && told[1].contains("03席已先回拨 19900000001"), "\(told)")
    _ = seats.enter("/callback busy", at: 1)
    _ = try seats.tell()
    // Who has put down sees who rings.
    #expect(seats.enter("/callback list", at: 1).contains("03席正在回拨"))
    #expect(seats.enter("/callback 1", at: 1).contains("03席正在回拨 19900000001"))
    _ = seats.enter("/answer", "/where 桥上", at: 0)
    _ = try seats.tell()
    #expect(!seats.enter("/callback list", at: 1).contains("正在回拨"))
    _ = seats.enter("/hangup", "/hangup", at: 0)
    _ = try seats.tell()
    // The entry is settled once, by the record of the one who reached him.
    for desk in seats.desks { #expect(desk.callbacks.open.isEmpty) }
    let settled = fixture.sink.callbacks + seats.fixtures[1].sink.callbacks
    let closings = settled.filter { if case .closed = $0 { true } else { false } }
    #expect(closings.count == 1, "\(closings)")
  }

  @Test func `the list is numbered, and a number takes that one and no other`() throws {
    var desk = try desk("19900000001", "19900000002", "19900000003")
    let rows = desk.execute("/callback list")
    #expect(rows.map(\.kind) == [.item, .item, .item])
    #expect(rows[1].message.chinese.contains("2 ") && rows[1].message.chinese.contains("19900000002"))
    _ = desk.execute("/回拨 ２")
    #expect(desk.record?.number == "19900000002" && desk.record?.ring?.isOutgoing == true)
    _ = desk.execute("/answer")
    #expect(desk.callbacks.open.map(\.opened.number) == ["19900000001", "19900000003"])
    _ = desk.execute("/hangup")
    _ = desk.execute("/hangup")
    // The number meant the list that was shown: it takes nobody else now.
    _ = desk.execute("/callback 2")
    #expect(desk.record?.number == "19900000002")
  }

  @Test(arguments: ["19900000002", "１９９００００ ０００２", "199-0000-0002", "20261122-03-0002", "0002"])
  func `whoever is named as the list and the panel name him is rung, and nobody else`(name: String) throws {
    var desk = try desk("19900000001", "19900000002", "19900000003")
    _ = desk.execute("/callback \(name)")
    #expect(desk.record?.number == "19900000002")
  }

  @Test(arguments: ["19900000009", "1990000000", "0009", "张三"])
  func `who is not on the list is said not to be`(name: String) throws {
    var desk = try desk("19900000001", "19900000002")
    let said = desk.execute("/callback \(name)")
    #expect(desk.record == nil && said.map(\.kind) == [.error])
    #expect(said.allSatisfy { $0.message.chinese.contains(name) && $0.message.english.contains(name) })
  }

  @Test func `a number beyond the list, or without one, takes nobody`() throws {
    for lines in [["/callback 2"], ["/callback list", "/callback 3"], ["/callback list", "/callback 0"]] {
      var desk = try desk("19900000001", "19900000002")
      for line in lines { _ = desk.execute(line) }
      #expect(desk.record == nil, "\(lines)")
    }
    var empty = try fixture.desk()
    #expect(empty.execute("/callback list").map(\.kind) == [.notice])
  }

  // MARK: Outcomes

  @Test(arguments: [
    ("busy", CallbackOutcome.busy), ("占线", .busy), ("no-answer", .noAnswer), ("无人接", .noAnswer),
    ("unreachable", .unreachable), ("关机", .unreachable),
  ])
  func `what came of ringing back is one word, and ends the attempt`(word: String, outcome: CallbackOutcome)
    throws
  {
    var desk = try desk("19900000001")
    _ = desk.execute("/callback")
    _ = desk.execute("/callback \(word)")
    #expect(desk.record == nil)
    #expect(desk.callbacks.open.first?.attempts.map(\.event) == [outcome])
    #expect(fixture.sink.calls.last?.ending == .finished)
    // An outcome of no attempt is refused, also in a call that came in.
    #expect(desk.execute("/callback \(word)").map(\.kind) == [.error])
    for line in ["/ring 19900000009", "/answer"] { _ = desk.execute(line) }
    #expect(desk.execute("/callback \(word)").map(\.kind) == [.error] && desk.record != nil)
  }

  @Test func `after three vain attempts somebody without a place is settled as unreachable, not before`()
    throws
  {
    var desk = try fixture.desk()
    for line in ["/ring 19900000001", "/answer", "/cutoff"] { _ = desk.execute(line) }
    for attempt in 1...3 {
      _ = desk.execute("/callback list")
      #expect(desk.execute("/callback close 1 unreachable").map(\.kind) == [.error], "\(attempt)")
      _ = desk.execute("/callback")
      _ = desk.execute("/callback busy")
    }
    #expect(desk.execute("/回拨 办结 1 打不通").map(\.kind) == [.recorded])
    #expect(desk.callbacks.open.isEmpty)
    var placed = try self.desk("19900000002")
    _ = placed.execute("/callback list")
    #expect(placed.execute("/callback close 1 no-number").map(\.kind) == [.error])
    #expect(placed.execute("/callback close 1").map(\.kind) == [.error])
    #expect(placed.execute("/callback close 9 unreachable").map(\.kind) == [.error])
  }

  @Test func `who is spoken to is linked with his call, whose record tells the attempts and the end`() throws
  {
    var desk = try desk("19900000001")
    let call = try #require(fixture.sink.calls.first?.id)
    for line in ["/callback", "/callback busy", "/callback", "/answer"] { _ = desk.execute(line) }
    #expect(desk.record?.links.map(\.call) == [call] && desk.record?.links.first?.relation == .related)
    let out = fixture.sink.calls.dropFirst().map(\.id)
    try #require(out.count == 2)
    // Being rung back urges nothing.
    #expect(desk.recent.call(call)?.timesUrged == 0)
    let state = CallState(
      try #require(fixture.sink.calls.first),
      later: fixture.sink.callbacks.map {
        Noted(
          .callback($0), call: call, at: fixture.clock.now().wall, personnel: desk.session.personnel,
          desk: desk.session.seat)
      })
    #expect(
      state.callbacks.map(\.event) == [
        .tried(entry: call.description, .busy, call: out[0]),
        .tried(entry: call.description, .reached, call: out[1]),
        .closed(entry: call.description, .reached),
      ])
    #expect(state.callBackSince == nil)
  }

  @Test func `who was sent help already and is rung back all the same leaves the attempt on record`() throws {
    var desk = try fixture.answeredDesk()
    for line in ["/notify 天宁所", "/cutoff"] { _ = desk.execute(line) }
    #expect(desk.callbacks.open.isEmpty)
    for line in ["/callback", "/answer"] { _ = desk.execute(line) }
    let entry = try #require(desk.callbacks.entries.values.first)
    #expect(entry.attempts.map(\.event) == [.reached] && entry.resolution == .sent(unit: "天宁所"))
  }

  // MARK: Entering

  @Test func `a caller on the line, or a number with nobody there, is entered`() throws {
    var desk = try fixture.answeredDesk()
    _ = desk.execute("/where 桥上")
    _ = desk.execute("/callback add")
    _ = desk.execute("/hangup")
    _ = desk.execute("/hangup")
    fixture.clock.advance(milliseconds: 1_000)
    _ = desk.execute("/回拨 登记 1990-0000-007 红梅新村")
    let open = desk.callbacks.open
    #expect(open.map(\.opened.number) == ["19900000001", "19900000007"])
    #expect(open.map(\.opened.place) == ["桥上", "红梅新村"])
    #expect(open.map(\.opened.reason) == [.entered, .entered])
    #expect(open[0].opened.call == fixture.sink.calls.first?.id && open[1].opened.call == nil)
    for bad in ["/callback add", "/callback add 红梅新村", "/callback add 12"] {
      #expect(desk.execute(bad).map(\.kind) == [.error], "\(bad)")
    }
  }

  @Test func `an entered caller who is cut off later waits once more by his record, not by mistake twice`()
    throws
  {
    var desk = try fixture.answeredDesk()
    for line in ["/callback add", "/cutoff"] { _ = desk.execute(line) }
    #expect(Set(desk.callbacks.open.map(\.opened.reason)) == [.entered, .cutOff])
    for line in ["/callback", "/answer"] { _ = desk.execute(line) }
    #expect(desk.callbacks.open.isEmpty)
  }

  @Test func `nobody is rung back while somebody is on the line, and two callers keep their attempts apart`()
    throws
  {
    var desk = try desk("19900000001", "19900000002")
    _ = desk.execute("/callback list")
    _ = desk.execute("/callback 1")
    #expect(
      desk.execute("/callback 2").contains { $0.kind == .error || $0.kind == .warning || $0.kind == .notice })
    #expect(desk.record?.number == "19900000001")
    _ = desk.execute("/callback busy")
    _ = desk.execute("/callback 2")
    _ = desk.execute("/callback unreachable")
    let tried = Dictionary(
      uniqueKeysWithValues: desk.callbacks.open.map { ($0.opened.number, $0.attempts.map(\.event)) })
    #expect(tried == ["19900000001": [.busy], "19900000002": [.unreachable]])
  }
}
