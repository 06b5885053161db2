import CallConsole
import CallModel
import Catalogue
import Testing

/// Every telephone that rings stands on the screen with its number, its ring and its seconds, whatever else
/// is there.
@Suite struct RingRowsTests {
  private let fixture: DeskFixture

  init() throws { fixture = try DeskFixture() }

  /// A desk that rings for somebody by key, or rings somebody back: nobody is spoken to yet.
  private func desk(_ state: String, language: UserLanguage = .chinese) throws -> TypedConsole {
    let seat = try TypedConsole(fixture, desk: try fixture.desk(language: language))
    switch state {
    case "dialling": for line in ["/callback add 19900000001", "/callback"] { seat.enter(line) }
    case "ring by number": seat.enter("/ring 19900000001")
    case "number typed": seat.enter("19900000001")
    case "ring on screen": seat.rings("a", number: "19900000001")
    default: Issue.record("no state \(state)")
    }
    seat.wait(2_000)
    return seat
  }

  @Test(
    arguments: ["dialling", "ring by number", "number typed", "ring on screen"],
    UserLanguage.allCases)
  func `a telephone that rings beside one that is rung or told by key has its row and its bell`(
    state: String, language: UserLanguage
  ) throws {
    let seat = try desk(state, language: language)
    let (prompt, before) = (seat.prompt, seat.bells)
    seat.type("晋陵")
    seat.rings("b", number: "19900000002")
    #expect(seat.bells == before + 1)
    for second in 1...16 {
      seat.wait(1_000)
      let ring = second / 5 + 1
      let rows = seat.panelRows.filter { $0.contains("19900000002") }
      #expect(rows.count == 1, "\(seat.panel)")
      let (number, seconds) = ("第\(ring)声", "\(second).0秒")
      #expect(
        language == .english || rows.allSatisfy { $0.contains(number) && $0.contains(seconds) },
        "\(second) \(rows)")
    }
    #expect(seat.bells >= before + 4 && seat.prompt == prompt && seat.text == "晋陵")
    // The one the keys are for stands nearest to them.
    #expect(seat.panelRows.suffix(2).joined().contains("19900000001"), "\(seat.panel)")
    seat.clear()
    seat.answered("b", ringing: 16_000)
    #expect(fixture.sink.call("b")?.phase == .answered)
  }

  @Test(arguments: ["link", "chase", "silent", "department", "help"])
  func `in every further state of a call a second telephone has its row`(state: String) throws {
    let seat = try TypedConsole(fixture)
    for call in ["z", "a"] {
      seat.rings(call, number: "19900000001")
      seat.answered(call)
      seat.wait(2_000)
      if call == "z" { for line in ["/where 晋陵中路189号", "/hangup"] { seat.enter(line) } }
    }
    seat.enter("/\(state)")
    let (prompt, bells) = (seat.prompt, seat.bells)
    seat.rings("b", number: "19900000002")
    for second in 1...16 {
      seat.wait(1_000)
      let rows = seat.panelRows.filter { $0.contains("19900000002") }
      #expect(rows.count == 1 && rows[0].contains("第\(second / 5 + 1)声"), "\(rows)")
    }
    #expect(seat.bells == bells + 4 && seat.prompt == prompt)
  }

  @Test(arguments: 2...12, [24, 43])
  func `so many telephones that ring at an idle desk stand there with their numbers`(
    count: Int, rows: Int
  ) throws {
    let seat = try TypedConsole(fixture, rows: rows)
    seat.line.status = LineStatus(link: .normal, waiting: 30, longestWaitMilliseconds: 61_000)
    let numbers = (1...count).map { "1990000\(1_000 + $0)" }
    for (index, number) in numbers.enumerated() {
      seat.rings("\(index)", number: number)
      seat.wait(400)
    }
    for number in numbers {
      let own = seat.panelRows.filter { $0.contains(number) }
      #expect(own.count == 1 && own[0].contains("响铃"), "\(number)\n\(seat.panel)")
    }
    #expect(seat.panelRows.count <= rows - 2)
    #expect(!seat.panel.contains("另有"))
  }

  @Test func `on a screen too low for all the rest is counted`() throws {
    let seat = try TypedConsole(fixture, rows: 10)
    for index in 1...9 { seat.rings("\(index)", number: "1990000\(1_000 + index)") }
    #expect(seat.panelRows.count <= 8)
    let shown = (1...9).count { index in seat.panel.contains("1990000\(1_000 + index)") }
    #expect(shown >= 3 && seat.panel.contains("另有 \(9 - shown) 个来电"), "\(seat.panel)")
  }
}
