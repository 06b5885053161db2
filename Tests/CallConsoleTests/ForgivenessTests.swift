import CallConsole
import CallModel
import Catalogue
import Testing

/// A slip is taken back in one step, and nothing counts that was not meant.
@Suite struct ForgivenessTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
  }

  private var record: CallRecord? { fixture.sink.call("a") }

  @Test(arguments: [
    "/said F1", "/said F2", "/said F4", "/said F7", "/said F10", "/said F12", "/said 自己的话", "/said 急什么！",
    "/ask who",
    "/branch 投诉", "/branch 重复", "/branch 骚扰", "/notify 天宁所", "/department 城管", "/chase 天宁所",
    "/refer 某所 某路1号 0519-00000001", "/category 100300", "/level 2", "/language 英语", "/note 备注",
    "/happening 是",
    "/name 张某", "/question 去哪里办", "/where 晋陵中路189号",
  ])
  func `every deed is taken back by one key, and the journal keeps both`(line: String) throws {
    for past in ["", line] {
      if !past.isEmpty { seat.enter(past == "/where 晋陵中路189号" ? "/where 别处" : "/note 先前") }
      let before = try #require(record)
      let events = fixture.sink.events.count
      seat.enter(line)
      #expect(record != before && fixture.sink.events.count > events)
      seat.clear()
      seat.press(.undo)
      #expect(record == before, "\(line)")
      #expect(fixture.sink.kinds.last == .undone)
      seat.clear()
    }
  }

  @Test func `deeds are taken back one by one, and never those of another call`() {
    seat.enter("/level 2")
    seat.enter("/level 3")
    seat.enter("/undo")
    #expect(record?.level == 2)
    seat.enter("/撤销")
    #expect(record?.level == nil)
    let events = fixture.sink.events.count
    seat.enter("/undo")
    #expect(fixture.sink.events.count == events && seat.takeSaid().contains("没有可撤销"))
    seat.enter("/level 4")
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    seat.press(.swap)
    seat.press(.undo)
    #expect(record?.level == 4 && fixture.sink.call("b")?.level == nil)
  }

  @Test(arguments: ["/undo", "/撤销", "／undo"])
  func `a command typed behind an answer taken back is one, and the answer stays in its field`(line: String) {
    for answer in ["/where 甲地", "/who 两人", line] { seat.enter(answer) }
    #expect(seat.prompt == "何人> " && seat.text == "两人")
    seat.enter(line)
    #expect(record?.element(.where).state == .notAsked && record?.element(.who).state == .notAsked)
    #expect(seat.prompt == "何地> " && seat.text == "甲地")
    seat.enter("/level 2")
    #expect(record?.level == 2 && seat.prompt == "何地> " && seat.text == "甲地")
    seat.enter("/who")
    #expect(seat.prompt == "何人> " && seat.text == "两人")
    // What is no command belongs to the answer.
    seat.enter("/三人")
    #expect(record?.element(.who).text == "两人/三人")
  }

  /// What puts text onto the line without an Enter.
  private enum Putting: CaseIterable { case undo, tab, pageUp, swap }

  private func put(_ putting: Putting) {
    for line in ["/where 甲地", "/who 两人"] { seat.enter(line) }
    switch putting {
    case .undo: seat.press(.undo)
    case .tab:
      seat.type("/wh")
      seat.press(.tab)
    case .pageUp: seat.press(.pageUp)
    case .swap:
      seat.type("红衣")
      seat.rings("b", number: "19900000002")
      seat.press(.swap)
      seat.answered("b")
      seat.press(.swap)
    }
  }

  @Test(arguments: Putting.allCases)
  private func `a command typed behind what a key has put onto the line is one`(putting: Putting) {
    put(putting)
    let left = seat.text
    #expect(!left.isEmpty, "\(putting)")
    let field = seat.prompt
    seat.enter("/level 2")
    #expect(record?.level == 2, "\(putting): \(left)")
    #expect(seat.text == left && seat.prompt == field, "\(putting)")
  }

  @Test func `what the hand has changed since belongs to it`() {
    put(.undo)
    seat.clear()
    seat.type("两")
    seat.wait(200)
    seat.type("人")
    seat.wait(200)
    seat.enter("/undo")
    #expect(record?.element(.who).text == "两人/undo")
  }

  @Test(arguments: [("/where 乙地", "乙地"), ("/何地 乙地", "乙地")])
  func `an answer by command behind one left on the line takes its place`(line: String, answer: String) {
    seat.enter("/where 甲地")
    seat.press(.undo)
    #expect(seat.prompt == "何地> " && seat.text == "甲地")
    seat.enter(line)
    #expect(record?.element(.where).text == answer && seat.text.isEmpty)
    _ = seat.takeSaid()
    seat.enter("/hangup")
    #expect(record?.unentered.isEmpty == true && !seat.takeSaid().contains("甲地"))
  }

  @Test func `an answer to another element leaves the one on the line`() {
    seat.enter("/where 甲地")
    seat.press(.undo)
    seat.enter("/who 两人")
    #expect(record?.element(.who).text == "两人" && record?.element(.where).state == .notAsked)
    seat.enter("/hangup")
    #expect(record?.unentered.map(\.text) == ["甲地"])
  }

  @Test func `an answer taken back stands on the line again, to be corrected`() {
    seat.enter("晋陵中路189号")
    seat.press(.undo)
    #expect(seat.prompt == "何时> " && seat.text == "晋陵中路189号")
    #expect(record?.element(.when).state == .notAsked)
  }

  @Test(arguments: ["/移 何地", "/move where"])
  func `an answer given to the wrong element goes to its own in one step`(line: String) {
    seat.enter("晋陵中路189号")
    seat.enter(line)
    #expect(record?.element(.when).state == .notAsked)
    #expect(record?.element(.where).text == "晋陵中路189号")
    #expect(seat.prompt == "何时> " && seat.text.isEmpty)
    seat.enter("/level 2")
    let events = fixture.sink.events.count
    seat.enter(line)
    #expect(fixture.sink.events.count == events)
  }

  @Test func `a correction in the call keeps its reason apart from the text`() {
    seat.enter("/where 晋陵中路189号")
    seat.enter("/amend where 晋陵中路191号 // 听错门牌")
    #expect(record?.element(.where).text == "晋陵中路191号")
    #expect(record?.amendments.map(\.amendment.reason) == ["听错门牌"])
    seat.enter("/amend where 晋陵中路193号")
    #expect(record?.element(.where).text == "晋陵中路193号")
    seat.enter("/amend level 3 // 漏填")
    #expect(record?.level == 3 && record?.phase == .answered)
  }

  @Test func `the first of two closed calls is corrected by its id, and the second is not touched`() throws {
    seat.enter("/where 甲地")
    seat.enter("/hangup")
    let first = try #require(record?.id)
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    seat.enter("/where 乙地")
    _ = seat.takeSaid()
    seat.enter("/amend \(first) where 丙地 // 听错")
    #expect(seat.takeSaid().contains("已记录 \(first): 更正 何地: 甲地 → 丙地"))
    seat.enter("/hangup")
    seat.enter("/amend \(first) where 丁地 // 又听错")
    #expect(record?.element(.where).text == "丁地")
    #expect(fixture.sink.call("b")?.element(.where).text == "乙地")
    let second = try #require(fixture.sink.call("b")?.id)
    _ = seat.takeSaid()
    seat.enter("/amend where 戊地 // 最后一个")
    #expect(seat.takeSaid().contains("补记请写编号, 如 \(second)"))
    #expect(fixture.sink.call("b")?.element(.where).text == "乙地" && record?.element(.where).text == "丁地")
    seat.enter("/amend \(second) where 戊地 // 最后一个")
    #expect(fixture.sink.call("b")?.element(.where).text == "戊地" && record?.element(.where).text == "丁地")
    seat.enter("/amend 20991231-03-0001 where 己地")
    #expect(seat.takeSaid().contains("没有已结束的 20991231-03-0001"))
  }

  @Test func `an element passed over stays so to the end`() {
    seat.wait(1_000)
    seat.enter()
    #expect(seat.prompt == "何地> ")
    seat.enter("甲地")
    for element in ["何事", "何人", "何因", "何物", "何果", "联系"] {
      #expect(seat.prompt == "\(element)> ")
      seat.enter(element == "何因" ? "" : element)
    }
    #expect(seat.prompt == "备注> ")
    #expect(record?.element(.result).text == "何果" && record?.element(.why).state == .notAsked)
    seat.enter("/why 口角")
    #expect(record?.element(.why).text == "口角")
  }

  @Test func `after urging and linking, Enter chases the unit of the earlier call`() {
    seat.enter("/notify 天宁所")
    seat.enter("/hangup")
    seat.rings("b", number: "19900000001")
    seat.answered("b")
    seat.enter("/said F1")
    seat.press(3)
    seat.press(3)
    seat.enter("1")
    seat.enter()
    let told = fixture.sink.call("b")?.notifications.last?.notification
    #expect(told?.unit == "天宁所" && told?.purpose == .chase)
    #expect(fixture.sink.call("b")?.openPromises.isEmpty == true)
  }

  @Test func `what a branch that was left asked for is asked no more`() {
    seat.enter("/branch 投诉")
    seat.enter("/leave 投诉")
    #expect(seat.prompt == "何时> ")
    seat.enter("刚才")
    #expect(record?.branches.isEmpty == true && record?.element(.when).text == "刚才")
  }

  @Test(arguments: ["?", "？", "!", "? 天宁所"])
  func `a mark is no unit`(unit: String) {
    for command in ["/notify", "/chase", "/department"] { seat.enter("\(command) \(unit)") }
    seat.press(8)
    seat.enter(unit)
    #expect(record?.notifications.isEmpty == true)
  }

  @Test(arguments: 1...12)
  func `a key books no sentence that was not on the screen`(key: Int) {
    let isDue = seat.panel.contains("」  F\(key) 记已说")
    seat.press(key)
    #expect(record?.phrases.count == (isDue ? 1 : 0))
    guard !isDue, seat.panel.contains("」  F\(key) 记已说") else { return }
    let shown = seat.panel
    seat.press(key)
    #expect(record?.phrases.count == 1 && record?.phrases.first.map { shown.contains($0.text) } == true)
  }

  @Test func `Enter books the sentence that a key has shown, another key shows another`() {
    seat.press(2)
    seat.press(6)
    #expect(record?.phrases.isEmpty == true && seat.panel.contains("请注意语言文明"))
    seat.enter()
    #expect(record?.phrases.map(\.text) == ["请注意语言文明"])
    seat.press(2)
    seat.enter("刚才")
    #expect(record?.phrases.count == 1 && record?.element(.when).text == "刚才")
  }

  @Test func `consent and farewell follow with a key each, however fast`() {
    seat.enter("/said F1")
    seat.enter("/category 100300")
    seat.enter("/level 3")
    seat.press(9)
    seat.press(.function(12), after: 400)
    seat.press(.function(12), after: 60)
    #expect(record?.phrases.count == 3)
    seat.enter()
    #expect(record?.phase == .ended)
  }

  @Test func `words at the directory only search, and one that is not in it is told with its own address`() {
    seat.press(5)
    seat.enter("身份证")
    seat.enter("/refer 12")
    seat.enter("/refer 99")
    #expect(record?.referrals.isEmpty == true)
    seat.enter("/refer 某某所 某路1号 2楼 0519-00000001")
    #expect(record?.referrals.first?.address == "某路1号 2楼" && record?.referrals.first?.isComplete == true)
  }

  @Test func `Escape and a key leave the field that was open before Escape`() {
    seat.enter("/who")
    seat.type("一名")
    seat.press(.escape)
    seat.press(2)
    #expect(seat.prompt == "何人> " && seat.text == "一名")
  }

  @Test(arguments: [2, 4, 6, 10], [0, 60, 1_000] as [Int64])
  func `Escape and a digit show the sentence at any pace, and the field and its text stay`(
    key: Int, pause: Int64
  ) {
    seat.enter("/who")
    seat.type("一名男子")
    for _ in 1...2 {
      seat.press(.escape)
      seat.press(.function(key), after: pause)
      #expect(seat.prompt == "何人> " && seat.text == "一名男子")
      seat.press(.function(2), after: 400)
    }
    #expect(record?.element(.who).state == .notAsked)
  }

  @Test func `an element passed over is not come back to by a key, a list, a branch or the end`() {
    seat.wait(1_000)
    seat.enter()
    for line in ["甲地", "有人打架", "两人"] { seat.enter(line) }
    seat.enter()
    #expect(seat.prompt == "何物> ")
    for line in ["/notify 天宁所", "/level 3", "/note 补充", "/category 100300", "/branch 投诉", "/leave 投诉"] {
      seat.enter(line)
      #expect(!["何时> ", "何因> "].contains(seat.prompt), "\(line)")
    }
    for key in 1...12 where key != 9 {
      seat.press(key)
      seat.press(.escape)
      #expect(!["何时> ", "何因> "].contains(seat.prompt), "F\(key)")
    }
    for line in ["/object 手机", "/result 受伤", "/contact 本机"] { seat.enter(line) }
    #expect(!["何时> ", "何因> "].contains(seat.prompt))
    seat.press(9)
    #expect(seat.prompt == "回车挂机> ")
    seat.enter()
    seat.enter()
    #expect(record?.phase == .ended && record?.element(.why).state == .notAsked)
  }
}
