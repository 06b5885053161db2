import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Places
import Testing

/// What the desk proposes unasked, and what Enter, a digit and Tab make of it.
@Suite struct ProposalTests {
  private func answered() throws -> CallDesk {
    var desk = try DeskFixture().desk()
    for line in ["/ring 19900000001", "/answer", "/said greeting"] { _ = desk.execute(line) }
    return desk
  }

  @Test func `what happened proposes three kinds, and at the end Enter takes the first and its level`() throws
  {
    var desk = try answered()
    _ = desk.execute("/what 有人抢我的包")
    #expect(desk.proposedCategories.count == 3)
    let first = try #require(desk.proposedCategories.first)
    _ = desk.beginClosing()
    _ = desk.execute("")
    #expect(desk.record?.category?.code == first.code)
    #expect(desk.proposedCategories.isEmpty)
    #expect(desk.record?.level == first.defaultLevel)
  }

  @Test func `a word of danger with a lower level asks once, whatever element tells of it`() throws {
    for element in ["what", "object", "result", "who"] {
      var desk = try answered()
      _ = desk.execute("/\(element) 他拿着刀")
      _ = desk.execute("/level")
      let asked = desk.execute("3")
      #expect(desk.record?.level == nil && asked.contains { $0.kind == .warning }, "\(element)")
      _ = desk.execute("3")
      #expect(desk.record?.level == 3, "\(element)")
    }
    // A command is taken at its word, and the danger is said.
    var told = try answered()
    _ = told.execute("/what 他拿着刀")
    #expect(told.execute("/level 3").contains { $0.kind == .warning })
    #expect(told.record?.level == 3)
    var calm = try answered()
    _ = calm.execute("/what 吵架")
    _ = calm.execute("/level 3")
    #expect(calm.record?.level == 3)
  }

  @Test func `units are proposed by kind and district, and a digit takes one`() throws {
    var desk = try answered()
    _ = desk.execute("/where 天宁区红梅新村")
    _ = desk.execute("/what 着火了")
    _ = desk.press(.function(8))
    let units = desk.proposedUnits
    #expect(units.first?.kind == .fire)
    _ = desk.execute("1")
    #expect(desk.record?.notifications.last?.notification.unit == units.first?.name.chinese)
    #expect(desk.proposedUnits.isEmpty)
  }

  @Test
  func `another caller's report of the same place minutes ago is offered, and not after it is told apart`()
    throws
  {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    let before = [
      "/ring 19900000002", "/answer", "/where 晋陵中路189号", "/what 着火了", "/category 火灾", "/level 1", "/hangup",
      "/hangup",
    ]
    for line in before { _ = desk.execute(line) }
    fixture.clock.advance(milliseconds: 300_000)
    for line in ["/ring 19900000001", "/answer", "/where 进陵中路191号对面"] { _ = desk.execute(line) }
    #expect(desk.alike.isEmpty)
    _ = desk.execute("/what 冒烟")
    #expect(desk.alike.map(\.call.number) == ["19900000002"])
    #expect(desk.alike.first?.reason == "place+kind+time")
    // The first press shows the sentence, the second books it.
    for _ in 1...2 { _ = desk.press(.function(3)) }
    _ = desk.execute("/same no")
    #expect(desk.alike.isEmpty)
  }

  /// What is typed for a unit: the beginning of a name or of a word in it, its code, an alias of letters, or
  /// the initials of its name.
  private static let typedUnits = [
    "tian", "Tianning pol", "tns", "tps", "TPS", "天", "south", "sou", "nzs", "ssps", "fire", "far", "xf",
    "119",
    "ambul", "12",
  ]

  @Test(arguments: ["", "/notify ", "/派警 ", "/chase ", "/department "], typedUnits)
  func `Tab completes a unit by the letters of either language, in the words of the screen`(
    command: String, typed: String
  ) throws {
    let fixture = try DeskFixture()
    let units = fixture.document.units(matching: typed)
    #expect(!units.isEmpty)
    for language in UserLanguage.allCases {
      let console = try TypedConsole(fixture, desk: try fixture.desk(language: language))
      console.rings("1", number: "19900000001")
      console.answered("1")
      if command.isEmpty { console.press(8) }
      console.type(command + typed)
      console.press(.tab)
      let name = try #require(units.first).name.text(language)
      #expect(console.text == command + name)
      if units.count > 1 { #expect(console.panel.contains(units[1].name.text(language))) }
      console.enter(" at once")
      let told = try #require(fixture.sink.calls.last?.notifications.last?.notification)
      #expect(told.unit == units[0].name.chinese && told.text == "at once" && !told.isUnlisted)
      console.phone(.hungUp(phoneCall: "1"))
    }
  }

  @Test func `Tab completes commands, units, kinds and places`() throws {
    var desk = try answered()
    desk.gazetteer = Gazetteer([
      Place(name: "晋陵中路", kind: .road, district: "天宁区"), Place(name: "红梅新村", kind: .estate),
    ])
    #expect(desk.completions(of: "/cat") == ["/category "])
    #expect(desk.completions(of: "/notify 天宁") == ["/notify 天宁所"])
    #expect(desk.completions(of: "/category 抢夺") == ["/category 抢夺"])
    #expect(desk.completions(of: "/where jlzl") == ["/where 天宁区晋陵中路"])
    _ = desk.execute("/where")
    #expect(desk.completions(of: "hmxc") == ["红梅新村"])
    #expect(desk.completions(of: "zzzz") == [])
    _ = desk.press(.function(8))
    #expect(desk.completions(of: "tns") == ["天宁所"])
    #expect(desk.completions(of: "没有这个") == [])
  }
}
