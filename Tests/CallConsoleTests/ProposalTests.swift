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
