import CallConsole
import CallModel
import Catalogue
import Testing

/// What the telephone tells needs no key: how to reach the caller, and the end of a call that is done.
@Suite struct PutDownTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private func answered(_ call: String = "a", number: String = "19900000001") {
    seat.rings(call, number: number)
    seat.answered(call)
  }

  private static let answers = [
    "/when 刚才", "/where 天宁区晋陵中路189号", "/what 有人抢夺我的手机", "/who 两人", "/why 不知", "/object 手机", "/result 擦伤",
  ]

  /// Everything but consent and farewell.
  private static let all = ["/said F1"] + answers + ["/notify 天宁所", "/category 抢夺", "/level 2"]

  private func enter(_ lines: [String]) { for line in lines { seat.enter(line) } }

  private func putDown(_ call: String = "a") { seat.phone(.hungUp(phoneCall: call)) }

  private func phase(_ call: String = "a") -> CallRecord.Phase? { fixture.sink.call(call)?.phase }

  @Test func `what ends the call stands on the screen as soon as nothing else is lacking, whatever is open`()
  {
    answered()
    for line in Self.all {
      #expect(!seat.panel.contains("F12 记已说"), "\(line)")
      seat.enter(line)
    }
    for field in ["/contact", "/who", "/note 备注"] {
      seat.enter(field)
      #expect(seat.panel.contains("F12 记已说"), "\(field)")
    }
    seat.type("说了一半")
    seat.press(12)
    #expect(seat.prompt == "回车挂机> " && seat.text.isEmpty && seat.panel.contains("类别: 抢夺 2级"))
    #expect(fixture.sink.call("a")?.phrases.count == 2)
    seat.press(.undo)
    #expect(seat.text == "说了一半" && fixture.sink.call("a")?.phrases.count == 1)
  }

  @Test func `put down when all is done, before or after the farewell, the record closes by itself`() {
    answered()
    enter(Self.all)
    for _ in 1...2 { seat.press(12) }
    #expect(seat.panel.contains("挂机即归档"))
    putDown()
    #expect(phase() == .ended && seat.prompt == "接警> ")
    answered("b", number: "19900000002")
    enter(Self.all)
    putDown("b")
    // To a caller who is gone no sentence is suggested: each press shows one first, the next books it.
    seat.press(12)
    #expect(phase("b") == .answered)
    for _ in 1...3 { seat.press(12) }
    #expect(phase("b") == .ended && fixture.sink.call("b")?.ending == .finished)
  }

  @Test(arguments: [
    "element", "kind", "level", "promise", "farewell", "field", "half-typed", "typed elsewhere", "asked key",
  ])
  func `with anything left to do the record stays open when it is put down`(lack: String) {
    answered()
    let without = ["element": "/object", "kind": "/category", "level": "/level"][lack]
    enter(Self.all.filter { line in without.map { !line.hasPrefix($0) } ?? true })
    if lack == "promise" { for _ in 1...2 { seat.enter("/said urgent-department") } }
    if lack == "typed elsewhere" {
      seat.enter("/who")
      seat.type("还有")
      seat.press(.down)
    }
    enter(["/said consent"])
    if lack != "farewell" { seat.enter("/said farewell") }
    if lack != "field" { seat.press(9) }
    if ["kind", "level"].contains(lack) { seat.press(.escape) }
    if lack == "half-typed" { seat.type("补") }
    if lack == "asked key" { seat.press(2) }
    seat.wait(400)
    putDown()
    #expect(phase() == .answered)
    #expect(seat.takeSaid().contains("对方已挂机"))
    seat.wait(60_000)
    #expect(phase() == .answered)
  }

  @Test func `a caller put down beside the one on the screen waits for the operator`() {
    answered()
    enter(Self.all)
    for _ in 1...2 { seat.press(12) }
    answered("b", number: "19900000002")
    seat.press(.swap)
    putDown()
    #expect(phase() == .answered && phase("b") == .answered)
    seat.press(.swap)
    #expect(phase() == .answered && seat.prompt == "回车挂机> ")
    seat.enter()
    #expect(phase() == .ended && phase("b") == .answered)
  }

  @Test func `the Enter of habit behind an end that needed none goes to nobody else`() {
    answered()
    enter(Self.all)
    for _ in 1...2 { seat.press(12) }
    seat.rings("b", number: "19900000002")
    putDown()
    #expect(seat.prompt == "接听> ")
    seat.enter("", after: 600)
    #expect(phase("b") == nil)
    seat.enter("", after: 1_100)
    #expect(phase("b") == .answered)
    answered("c", number: "19900000003")
    enter(Self.all)
    for _ in 1...2 { seat.press(12) }
    putDown("b")
    let events = fixture.sink.events.count
    #expect(seat.prompt == "何时> ")
    seat.enter("", after: 600)
    #expect(seat.prompt == "何时> " && fixture.sink.events.count == events)
  }

  @Test func `the number that the telephone told is how to reach the caller, unless he tells another way`()
    throws
  {
    answered()
    seat.enter("/what 有人抢夺我的手机")
    #expect(seat.panel.contains("[联系 本机]"))
    #expect(fixture.sink.call("a")?.element(.contact).state == .notAsked)
    seat.enter("/hangup")
    let known = try #require(fixture.sink.call("a"))
    #expect(known.element(.contact).text == "19900000001" && known.element(.contact).isFromPhone)
    #expect(seat.takeSaid().contains("联系: 19900000001 (本机, 电话系统)"))
    seat.enter("/amend \(known.id) contact 何某 19900000009 // 另一号码")
    let other = try #require(fixture.sink.call("a")?.element(.contact))
    #expect(other.text == "何某 19900000009" && !other.isFromPhone && other.previous == ["19900000001"])
  }

  @Test(arguments: [
    ["/contact 何某"], ["/contact ?"], ["/contact !"], ["/branch 骚扰"], ["/branch 转介"], ["/branch 投诉"],
  ])
  func `the telephone's word stands for nothing that was told, nor for what nobody asks for`(lines: [String])
  {
    answered()
    enter(lines)
    #expect(!seat.panel.contains("[联系 本机]"))
    for _ in 1...2 { seat.enter("/hangup") }
    #expect(phase() == .ended && fixture.sink.call("a")?.element(.contact).isFromPhone == false)
  }

  @Test(arguments: [true, false]) func `a number withheld or typed by hand is not the telephone's word`(
    isWithheld: Bool
  ) throws {
    let seat = try TypedConsole(fixture, isLinked: isWithheld)
    if isWithheld {
      seat.rings("a", number: "")
      seat.answered("a")
    } else {
      for line in ["/ring 19900000001", "/answer"] { seat.enter(line) }
    }
    #expect(!seat.panel.contains("[联系 本机]"))
    seat.enter("/hangup")
    #expect(fixture.sink.calls.last?.element(.contact).state == .notAsked)
  }

  @Test func `the kind taken with the unit is a deed of its own, and is taken back first`() throws {
    answered()
    enter(["/said F1"] + Self.answers)
    seat.press(4)
    #expect(seat.panel.contains("回车: 派 天宁所, 类别 抢夺 2级"))
    seat.enter()
    let record = try #require(fixture.sink.call("a"))
    #expect(record.category?.name == "抢夺" && record.level == 2 && record.notifications.count == 1)
    seat.press(.undo)
    let first = try #require(fixture.sink.call("a"))
    #expect(first.category == nil && first.level == nil && first.notifications.count == 1)
    seat.press(.undo)
    #expect(fixture.sink.call("a")?.notifications.isEmpty == true)
    #expect(fixture.sink.call("a")?.openPromises.isEmpty == false && seat.prompt == "派警单位> ")
    // Chosen by its digit or typed, the unit goes alone.
    for choice in ["1", "天宁所"] {
      seat.enter(choice)
      #expect(fixture.sink.call("a")?.category == nil && fixture.sink.call("a")?.notifications.count == 1)
      seat.press(.undo)
    }
  }

  @Test func `where remarks are written Enter takes the kind on the screen, and nothing at a double press`() {
    answered()
    enter(["/said F1"] + Self.answers)
    seat.enter("何某", after: 400)
    #expect(seat.prompt == "备注> " && seat.panel.contains("回车: 记类别 抢夺 2级"))
    seat.enter("", after: 100)
    #expect(fixture.sink.call("a")?.category == nil)
    seat.enter("一条备注")
    #expect(fixture.sink.call("a")?.category == nil && fixture.sink.call("a")?.notes == ["一条备注"])
    seat.enter()
    #expect(fixture.sink.call("a")?.category?.name == "抢夺" && fixture.sink.call("a")?.level == 2)
    seat.enter()
    #expect(fixture.sink.call("a")?.notes.count == 1 && seat.prompt == "备注> ")
  }

  @Test(arguments: ["/note 备注", "/notify"]) func `Enter takes no kind while a sentence stands in its place`(
    line: String
  ) {
    answered()
    enter(Self.answers + ["/contact 何某", line])
    #expect(seat.panel.contains("你好，常州110") && !seat.panel.contains("类别 抢夺"))
    seat.enter()
    #expect(fixture.sink.call("a")?.category == nil)
    seat.press(1)
    if line == "/notify" { seat.enter(line) }
    #expect(seat.prompt == "备注> " ? seat.panel.contains("回车: 记类别 抢夺") : true)
  }

  @Test func `a word of danger takes neither kind nor level along`() {
    answered()
    enter(["/said F1", "/where 天宁区晋陵中路189号", "/what 吵架", "/object 刀"])
    seat.press(8)
    #expect(!seat.panel.contains(", 类别 "))
    seat.enter()
    #expect(fixture.sink.call("a")?.notifications.count == 1 && fixture.sink.call("a")?.category == nil)
  }
}
