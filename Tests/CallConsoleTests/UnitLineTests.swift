import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// Which unit a line names: no answer of the caller's and no number is ever taken for one.
@Suite struct UnitLineTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/said F1")
  }

  private var told: [UnitNotified] { fixture.sink.call("a")?.notifications.map(\.notification) ?? [] }

  // MARK: An answer at the unit's prompt

  @Test(arguments: [4, 8, 11])
  func `what the caller goes on to say at the unit's prompt is sent to nobody`(key: Int) throws {
    seat.press(key)
    if seat.prompt != "派警单位> ", seat.prompt != "通知部门> " { seat.press(key) }
    let field = seat.prompt
    seat.enter("一辆白色轿车")
    #expect(told.isEmpty && seat.prompt == field && seat.takeSaid().contains("单位名单里没有“一辆白色轿车”"))
    seat.press(.escape)
    #expect(seat.prompt == "何时> " && seat.text == "一辆白色轿车")
    seat.enter()
    let record = try #require(fixture.sink.call("a"))
    #expect(told.isEmpty && record.element(.when).text == "一辆白色轿车")
    #expect(record.promises.allSatisfy { $0.isOpen })
  }

  @Test func `Enter tells it all the same, another word or key forgets it`() {
    seat.press(8)
    seat.enter("老城区联防队 马上去")
    seat.enter("邻县所")
    #expect(told.isEmpty)
    seat.press(.down)
    seat.press(8)
    seat.enter()
    #expect(told.isEmpty)
    seat.press(8)
    seat.enter("老城区联防队 马上去")
    seat.enter()
    #expect(told.map(\.unit) == ["老城区联防队"] && told.first?.text == "马上去" && told.first?.isUnlisted == true)
    seat.enter("/notify 邻县所 已知")
    #expect(told.map(\.unit) == ["老城区联防队", "邻县所"])
  }

  // MARK: Numbers

  @Test(arguments: ["/notify", "/chase", "/department", "/feedback"], ["0", "7", "42", "７", "7 老陈"])
  func `a number without a list is no unit`(command: String, number: String) throws {
    let before = fixture.sink.events.count
    _ = seat.takeSaid()
    seat.enter("\(command) \(number)")
    #expect(fixture.sink.events.count == before && seat.takeSaid().contains("列表"))
    seat.enter("/hangup")
    let call = try #require(fixture.sink.call("a")?.id)
    let closed = fixture.sink.events.count
    _ = seat.takeSaid()
    seat.enter("\(command) \(call) \(number)")
    #expect(fixture.sink.events.count == closed && seat.takeSaid().contains("列表"))
  }

  @Test(arguments: ["1", "2", "１", "2 值班民警, 马上出发"])
  func `a number of the list on the screen is the unit, what follows was said to it`(line: String) throws {
    seat.enter("/where 天宁区晋陵中路189号")
    seat.press(8)
    let units = fixture.document.units(for: nil, place: "天宁区晋陵中路189号")
    let wanted = units[line.hasPrefix("2") ? 1 : 0].name.chinese
    seat.enter(line)
    #expect(told.map(\.unit) == [wanted] && told.first?.text == (line.hasSuffix("出发") ? "值班民警, 马上出发" : ""))
  }

  @Test func `a number beyond the list is refused with its length, and the prompt stays`() {
    seat.press(8)
    _ = seat.takeSaid()
    seat.enter("9")
    #expect(told.isEmpty && seat.takeSaid().contains("列表只有 1 到 ") && seat.prompt == "派警单位> ")
  }

  // MARK: Names

  @Test func `every name of the list is understood as it stands there, with words behind it`() throws {
    for unit in fixture.document.units {
      for name in [unit.name.chinese, unit.name.english] + unit.aliases {
        seat.enter("/notify \(name) Sgt Li, 马上去")
        let last = try #require(told.last)
        // One unit has one name on record, whatever language the screen has.
        let recorded = name == unit.name.english ? unit.name.chinese : name
        #expect(
          last.unit == recorded && last.text == "Sgt Li, 马上去" && last.kind == unit.kind && !last.isUnlisted)
      }
    }
  }

  // MARK: Enter alone

  @Test func `Enter alone sends nobody by chance where no district is known`() {
    seat.enter("/where 怀德桥")
    seat.press(8)
    #expect(!seat.panel.contains("回车: 派 "))
    seat.enter()
    #expect(told.isEmpty)
    seat.enter("/where 天宁区晋陵中路189号")
    seat.press(8)
    #expect(seat.panel.contains("回车: 派 "))
    seat.enter()
    #expect(told.count == 1 && told.first?.kind == .officers)
  }

  @Test func `who promised to tell a department is never offered officers`() {
    seat.enter("/where 天宁区晋陵中路189号")
    seat.press(11)
    seat.press(11)
    #expect(seat.prompt == "通知部门> ")
    seat.enter("1")
    #expect(told.count == 1 && told.first?.purpose == .department && told.first?.kind != .officers)
    #expect(fixture.sink.call("a")?.openPromises.isEmpty == true)
  }

  @Test(arguments: [["天宁所", "急救120"], ["急救120", "天宁所"]])
  func `urged are the officers, whoever was told last`(units: [String]) {
    for unit in units { seat.enter("/notify \(unit)") }
    seat.enter("/where 天宁区晋陵中路189号")
    seat.enter("/hangup")
    seat.rings("b", number: "19900000001")
    seat.answered("b")
    seat.enter("/said F1")
    seat.press(3)
    seat.press(3)
    seat.enter()
    #expect(seat.prompt == "催办单位> " && seat.panel.contains("催办 天宁所"))
  }
}
