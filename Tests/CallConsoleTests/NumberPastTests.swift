import CallConsole
import CallModel
import Catalogue
import Testing

/// What is told of a number before the call is answered.
@Suite struct NumberPastTests {
  /// A book with one number in it; a class because the port is one.
  private final class Book: NumberBook {
    let number: String
    let known: NumberPast

    init(_ number: String, _ known: NumberPast) {
      (self.number, self.known) = (number, known)
    }

    func past(of number: String) -> NumberPast? { number == self.number ? known : nil }
  }

  private let fixture: DeskFixture
  private let past: NumberPast

  init() throws {
    fixture = try DeskFixture()
    var past = NumberPast()
    past.note(.complaint, on: try #require(CivilDate("2024-11-03")))
    past.note(.harassment, on: try #require(CivilDate("2024-11-02")))
    self.past = past
  }

  private func desk(_ number: String = "19900000001") throws -> CallDesk {
    var desk = try fixture.desk()
    desk.numbers = Book(number, past)
    return desk
  }

  private func text(_ effects: [DeskEffect]) -> String {
    effects.map { $0.message.text(.chinese) }.joined(separator: "\n")
  }

  @Test func `a number that harassed two years ago says so when it rings`() throws {
    var desk = try desk()
    let said = text(desk.execute("/ring 19900000001"))
    #expect(said.contains("!此号码曾: 骚扰 (2024-11-02)、投诉 (2024-11-03)"))
  }

  @Test(arguments: [
    (nil, "02席 正在通话", "seat 02 talking now"), (CallEnding.cutOff, "02席 通话中断", "seat 02 cut off"),
    (.finished, "02席 正常结束", "seat 02 finished"),
  ])
  func `a call of the same number of which nothing is noted yet says where it stands`(
    ending: CallEnding?, chinese: String, english: String
  ) throws {
    var desk = try fixture.desk()
    let seat = try SeatIdentifier("02")
    let now = fixture.clock.now().wall
    let id = try CallIdentifier(date: now.date, seat: seat, number: 1)
    let answer = CallAnswered(timing: RingTiming.counted(rings: 1, limit: RingLimit()))
    let events: [CallEvent] = [.ring(RingSeen(number: "19900000001")), .answer(answer)]
    for event in events + (ending.map { [.end($0)] } ?? []) {
      desk.learn(
        Noted<RecordedEvent>(
          .call(event), call: id, at: now, personnel: try OperatorIdentifier("041208"), desk: seat))
    }
    let message = desk.execute("/ring 19900000001").map(\.message).first { $0.chinese.contains("同号") }
    #expect(message?.chinese == "(上次 09:15:00 同号: \(chinese))")
    #expect(message?.english == "(same number 09:15:00: \(english))")
  }

  @Test func `another number and a withheld one say nothing`() throws {
    var other = try desk()
    #expect(!text(other.execute("/ring 19900000002")).contains("此号码曾"))
    var withheld = try desk("")
    #expect(!text(withheld.execute("/ring")).contains("此号码曾"))
  }

  @Test func `a phone that rings shows it in its row, and the answer leaves it on the screen`() throws {
    let desk = try desk()
    let ring = RingSeen(number: "19900000001", isFromPhone: true, phoneCall: "1")
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 3_000, errorMilliseconds: 50, limit: RingLimit())
    let line = ScriptedLine()
    line.news = [.incoming(ring, elapsed: 0)]
    let console = LiveConsole(desk: desk, setting: ConsoleSetting(version: "test"), line: line)
    _ = console.start(columns: 160, rows: 24, restored: nil)
    let rang = console.handle(.tick)
    #expect(shown(rang).contains("!此号码曾: 骚扰 (2024-11-02)"))
    line.news = [.answered(CallAnswered(timing: timing), phoneCall: "1")]
    #expect(shown(console.handle(.tick)).contains("!此号码曾: 骚扰 (2024-11-02)"))
  }

  @Test func `what a call of today says already is not said twice`() throws {
    var desk = try desk()
    for line in ["/ring 19900000001", "/answer 1", "/branch harassment", "/said F10", "/hangup"] {
      _ = desk.execute(line)
    }
    fixture.clock.advance(milliseconds: 60_000)
    let said = text(desk.execute("/ring 19900000001"))
    #expect(said.contains("(曾骚扰 上次 09:15:00 同号"))
    #expect(said.contains("!此号码曾: 投诉 (2024-11-03)") && !said.contains("骚扰 (2024-11-02)"))
  }

  private func shown(_ changes: [ScreenChange]) -> String {
    changes.flatMap { change -> [String] in
      switch change {
      case .say(let lines), .panel(let lines): lines.map(\.description)
      default: []
      }
    }
    .joined(separator: "\n")
  }
}
