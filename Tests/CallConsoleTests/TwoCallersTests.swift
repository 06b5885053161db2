import CallConsole
import CallModel
import Catalogue
import Testing

/// Nothing of one caller reaches the next.
@Suite struct TwoCallersTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  /// A first call that the telephone told of, answered and being taken down.
  private func firstCall() {
    seat.rings("a", number: "19900000001")
    seat.wait(2_000)
    seat.answered("a")
  }

  private func secondCall() {
    seat.rings("b", number: "19900000002")
    seat.wait(2_000)
    seat.answered("b")
  }

  @Test(arguments: [ElementIdentifier.when, .where, .who, .contact])
  func `text typed for one caller and never entered stands in no prompt of the next`(
    element: ElementIdentifier
  ) {
    firstCall()
    seat.enter("/\(element.rawValue)")
    seat.type("红梅新村")
    seat.press(.up)
    seat.enter("/hangup")
    #expect(seat.text.isEmpty)
    secondCall()
    for _ in ElementIdentifier.allCases {
      #expect(seat.text.isEmpty, "\(seat.prompt)")
      seat.press(.down)
    }
    seat.enter("/hangup")
    seat.enter("/shift takeover 041299")
    seat.rings("c", number: "19900000003")
    seat.answered("c")
    for _ in ElementIdentifier.allCases {
      #expect(seat.text.isEmpty, "\(seat.prompt)")
      seat.press(.down)
    }
  }

  @Test(arguments: [
    ["/search 身份证", "/refer 1"], ["/search 身份证", "/转介 1"], ["/branch 转介", "身份证", "/refer 1"],
    ["/category 抢夺", "/category 2"], ["/category 盗窃", "/category 1"],
  ])
  func `a list offered in one call chooses nothing in the next`(lines: [String]) {
    firstCall()
    for line in lines.dropLast() { seat.enter(line) }
    seat.enter("/hangup")
    secondCall()
    let before = fixture.sink.events.count
    seat.enter(lines[lines.count - 1])
    let kinds = fixture.sink.events.dropFirst(before).map(\.event.event.kind)
    #expect(kinds.allSatisfy { $0 != .refer && $0 != .category }, "\(kinds)")
  }

  @Test func `earlier calls offered in one call link nothing in the next`() {
    firstCall()
    seat.enter("/hangup")
    seat.rings("a2", number: "19900000001")
    seat.answered("a2")
    seat.press(3)
    seat.enter("/hangup")
    secondCall()
    seat.enter("/link 1")
    seat.enter("/same yes")
    #expect(fixture.sink.call("b")?.links.isEmpty == true)
  }

  @Test func `a caller answered while a record is being closed has his own record, his own field and time`() {
    firstCall()
    seat.enter("/level 3")
    seat.enter("/category 100300")
    seat.press(9)
    let answeredAt = fixture.clock.now().wall
    secondCall()
    seat.wait(23_000)
    let second = fixture.sink.call("b")
    #expect(second?.phase == .answered)
    #expect((second?.answeredAt?.milliseconds ?? 0) - answeredAt.milliseconds < 2_500)
    seat.enter("", after: 400)
    #expect(fixture.sink.call("a")?.phase == .ended)
    #expect(seat.prompt == "何时> ")
    seat.enter("", after: 150)
    seat.enter("", after: 150)
    #expect(fixture.sink.call("b")?.phase == .answered)
    #expect(fixture.sink.calls.count == 2)
  }

  @Test func `quick presses of Enter open no call and answer none`() throws {
    let seat = try TypedConsole(fixture, isLinked: false)
    seat.enter()
    seat.enter("", after: 100)
    #expect(fixture.sink.calls.map(\.phase) == [.ringing])
    seat.enter()
    seat.enter("/level 3")
    seat.enter("/category 100300")
    seat.press(9)
    seat.enter()
    #expect(fixture.sink.calls.map(\.phase) == [.ended])
    seat.enter("", after: 120)
    seat.enter("", after: 120)
    #expect(fixture.sink.calls.map(\.phase) == [.ended])
  }

  @Test(arguments: [true, false])
  func `the telephone's own call beside one told by key is another caller`(isTalking: Bool) {
    seat.enter("/ring 19900000008")
    seat.enter("/answer")
    if !isTalking { seat.press(9) }
    seat.wait(20_000)
    _ = seat.takeSaid()
    seat.rings("b", number: "19900000002")
    #expect(seat.panel.contains("19900000002"))
    #expect(seat.bells > 0)
    seat.wait(16_000)
    #expect(seat.panel.contains("19900000002"))
    seat.answered("b", ringing: 16_000)
    let first = fixture.sink.calls.first
    #expect(first?.answer?.timing.source == .reported && first?.answer?.timing.verdict == .within)
    #expect(fixture.sink.call("b")?.answer?.timing.verdict == .late)
    #expect(fixture.sink.calls.count == 2)
  }

  @Test func `the telephone's word of a call answered by key a moment before is that call's`() {
    seat.enter("/ring 19900000001")
    seat.wait(3_000)
    seat.enter()
    seat.rings("a", number: "19900000001", elapsed: 3_600)
    seat.answered("a", ringing: 3_500)
    #expect(fixture.sink.calls.count == 1)
    #expect(fixture.sink.call("a")?.answer?.timing.source == .measured)
  }

  @Test(arguments: [
    "element", "category", "level", "closing", "unit", "referral", "complaint", "note", "typing",
  ])
  func `a second telephone that rings shows number, ring and seconds in every state, with a bell`(
    state: String
  ) {
    firstCall()
    switch state {
    case "category": seat.press(9)
    case "level":
      seat.enter("/category 100300")
      seat.press(9)
    case "closing":
      seat.enter("/category 100300")
      seat.enter("/level 3")
      seat.press(9)
    case "unit": seat.press(8)
    case "referral": seat.press(5)
    case "complaint": seat.press(7)
    case "note": seat.enter("/note 备注")
    case "typing": seat.type("晋陵")
    default: break
    }
    let (text, prompt, bells) = (seat.text, seat.prompt, seat.bells)
    seat.rings("b", number: "19900000002")
    #expect(seat.bells == bells + 1)
    for second in 1...16 {
      seat.wait(1_000)
      // One for each ring that has begun.
      #expect(seat.bells == bells + second / 5 + 1, "\(second)")
      #expect(
        seat.panel.contains("19900000002") && seat.panel.contains("第\(second / 5 + 1)声"), "\(second)")
    }
    #expect(seat.text == text && seat.prompt == prompt)
    #expect(seat.panel.split(separator: "\n").contains { $0.contains("第二个来电") && $0.contains("响铃") })
  }

  @Test(arguments: [true, false])
  func `the bell rings at each ring of an idle desk, and for nobody rung from it`(
    isIncoming: Bool
  ) throws {
    if isIncoming {
      seat.rings("a", number: "19900000001")
    } else {
      for line in ["/callback add 19900000001", "/callback"] { seat.enter(line) }
      #expect(seat.prompt == "接听> ")
    }
    seat.wait(16_000)
    #expect(seat.bells == (isIncoming ? 4 : 0))
  }

  @Test func `every telephone that rings is on the idle desk`() {
    seat.rings("a", number: "19900000001")
    seat.wait(3_000)
    seat.rings("b", number: "19900000002")
    seat.wait(1_000)
    #expect(seat.panel.contains("来电 19900000001  响铃 第1声 4.0秒"))
    #expect(seat.panel.contains("19900000002"))
    seat.answered("b")
    #expect(seat.panel.contains("19900000001"))
    #expect(fixture.sink.calls.map(\.number) == ["19900000002"])
  }

  @Test
  func `what is typed while a second caller is answered stays with the first, and he begins at his own`() {
    firstCall()
    seat.enter("/who")
    seat.type("一名")
    secondCall()
    seat.wait(4_000)
    #expect(seat.prompt == "何人> " && seat.text == "一名")
    #expect(seat.panel.contains("第二个来电") && seat.panel.contains("通话"))
    seat.enter("男子")
    #expect(fixture.sink.call("a")?.element(.who).text == "一名男子")
    seat.enter("/hangup")
    #expect(seat.prompt == "何时> ")
    seat.enter("十分钟前")
    #expect(fixture.sink.call("b")?.element(.when).text == "十分钟前")
  }

  @Test func `that a caller hung up is said of his own record`() {
    firstCall()
    secondCall()
    _ = seat.takeSaid()
    seat.phone(.hungUp(phoneCall: "b"))
    #expect(!seat.takeSaid().contains("对方已挂机"))
    #expect(seat.panel.split(separator: "\n").contains { $0.contains("第二个来电") && $0.contains("已挂机") })
    seat.phone(.hungUp(phoneCall: "a"))
    #expect(seat.takeSaid().contains("对方已挂机"))
  }

  @Test func `callers who came and went while a record was open have records with their own talk`() {
    firstCall()
    for (call, number) in [("b", "19900000002"), ("c", "19900000003")] {
      seat.rings(call, number: number)
      seat.wait(1_000)
      seat.answered(call)
      seat.wait(5_000)
      seat.phone(.hungUp(phoneCall: call))
      seat.wait(5_000)
    }
    for _ in 1...3 { seat.enter("/hangup") }
    #expect(fixture.sink.calls.map(\.number) == ["19900000001", "19900000002", "19900000003"])
    #expect(fixture.sink.calls.allSatisfy { $0.phase == .ended })
    for call in ["b", "c"] { #expect(fixture.sink.call(call)?.talkMilliseconds == 5_000) }
  }

  @Test(arguments: ["/hangup", "/where 这里", "随便写点什么", "/foo", "/amend level"])
  func `a refused line is not in the prompt when the phone rings, and Enter answers`(line: String) {
    seat.enter(line)
    #expect(seat.text.isEmpty)
    seat.rings("a", number: "19900000001")
    seat.enter()
    #expect(fixture.sink.call("a")?.phase == .answered)
    #expect(fixture.sink.call("a")?.breaches.isEmpty == true)
  }

  @Test(arguments: ["晋陵中路", "19900000007", "/where 晋陵中路", "/foo", "/hangu"])
  func `Enter answers whatever stands on the line, and words stay for the call`(text: String) {
    seat.rings("a", number: "19900000001")
    seat.type(text)
    seat.enter()
    #expect(fixture.sink.call("a")?.phase == .answered)
    // A command that is not for the telephone is fetched back by key: the next line would be joined to it. So
    // is a number: it is no answer to what is asked then.
    #expect(seat.text == (text == "晋陵中路" ? text : ""))
    #expect(fixture.sink.kinds == [.ring, .answer])
    if seat.text.isEmpty { seat.press(.pageUp) }
    #expect(seat.text == text)
  }

  @Test(arguments: ConsoleCommand.Name.allCases, [true, false])
  func `a command that stood on the line before it rang answers first, and is fetched back`(
    name: ConsoleCommand.Name, isNamingCall: Bool
  ) {
    firstCall()
    seat.enter("/hangup")
    seat.wait(2_000)
    let call = fixture.sink.calls[0].id
    let line = "/\(name.rawValue)" + (isNamingCall ? " \(call) 天宁所 说明" : "")
    seat.type(line)
    seat.wait(400)
    let (events, callbacks) = (fixture.sink.events.count, fixture.sink.callbacks.count)
    seat.rings("b", number: "19900000002")
    seat.wait(1_000)
    seat.enter()
    #expect(fixture.sink.call("b")?.phase == .answered)
    #expect(fixture.sink.kinds.dropFirst(events) == [.ring, .answer])
    #expect(fixture.sink.callbacks.count == callbacks)
    #expect(seat.prompt == "何时> " && seat.text.isEmpty)
    seat.press(.pageUp)
    #expect(seat.text == line)
  }

  @Test func `a digit that stood on the line before it rang is no count of rings`() {
    seat.type("2")
    seat.wait(400)
    seat.rings("a", number: "19900000001")
    seat.enter()
    #expect(fixture.sink.call("a")?.answer?.timing.ringMilliseconds == 400 && seat.text.isEmpty)
    seat.press(.pageUp)
    #expect(seat.text == "2")
  }

  @Test(arguments: [true, false])
  func `a command typed while it rings is done, also on a line that was cleared for it`(isCleared: Bool) {
    if isCleared { seat.type("/shift") }
    seat.wait(400)
    seat.rings("a", number: "19900000001")
    seat.wait(400)
    seat.clear()
    seat.wait(400)
    seat.enter("/status")
    #expect(fixture.sink.call("a")?.phase != .answered && seat.prompt == "接听> ")
    seat.enter()
    #expect(fixture.sink.call("a")?.phase == .answered)
  }

  @Test func `hang-up while it rings ends that ring, and the next caller has his own number`() throws {
    let seat = try TypedConsole(fixture, isLinked: false)
    seat.enter("/ring 19900000001")
    seat.enter("/hangup")
    seat.enter("/ring 19900000002")
    seat.enter()
    #expect(fixture.sink.calls.map(\.number) == ["19900000001", "19900000002"])
    #expect(fixture.sink.calls.map(\.ending) == [.abandoned, nil])
    #expect(fixture.sink.calls.last?.phase == .answered)
  }

  @Test(arguments: ["/happening no", "/正在发生 否", "/confidential no", "/保密 否"])
  func `a no to a complaint's question opens no complaint`(line: String) {
    firstCall()
    seat.enter(line)
    #expect(fixture.sink.call("a")?.complaint == nil)
    #expect(fixture.sink.call("a")?.branches.isEmpty == true)
  }

  @Test(arguments: ["/amend where 晋陵中路 // 听错", "/amend level 1", "/major 值班长 电话", "/major 标记 聚集"])
  func `without an id nothing goes to a closed call, idle or with a telephone ringing`(line: String) throws {
    let matters = WrittenElsewhere()
    var desk = try fixture.desk()
    desk.matters = MatterCommands(sink: matters, language: .chinese)
    let seat = try TypedConsole(fixture, desk: desk, isLinked: false)
    /// What is refused names the call closed last, and writes nothing.
    func expectRefused(_ state: Comment) throws {
      let (calls, last) = (
        fixture.sink.calls, try #require(fixture.sink.calls.last { $0.phase == .ended }).id
      )
      _ = seat.takeSaid()
      seat.enter(line)
      #expect(seat.takeSaid().contains("补记请写编号, 如 \(last)"), state)
      #expect(fixture.sink.calls == calls && matters.isEmpty, state)
    }
    seat.enter(line)
    #expect(fixture.sink.events.isEmpty && matters.isEmpty)
    seat.enter("/ring 19900000001")
    seat.enter()
    seat.enter("/hangup")
    try expectRefused("idle behind an answered call")
    seat.enter("/ring 19900000002")
    try expectRefused("with a ring told by key")
    seat.clear()
    seat.enter("/cutoff")
    try expectRefused("idle behind an abandoned ring")
    seat.rings("a", number: "19900000003")
    try expectRefused("with a telephone ringing")
  }

  @Test func `the timer of a talk stops at the put-down`() {
    firstCall()
    seat.wait(5_000)
    seat.phone(.hungUp(phoneCall: "a"))
    seat.wait(30_000)
    #expect(seat.panel.contains("00:05"))
    seat.enter("/hangup")
    #expect(fixture.sink.call("a")?.talkMilliseconds == 5_000)
  }

  @Test(arguments: ["", "19900000001"])
  func `a caller whose ring nobody was sure of talks from his own ring on, however late it is told`(
    number: String
  ) {
    seat.rings("a", number: number)
    seat.wait(2_000)
    seat.phone(.unconfirmed(phoneCall: "a"))
    seat.wait(1_200)
    seat.answered("a", ringing: 2_000)
    seat.wait(3_800)
    seat.phone(.hungUp(phoneCall: "a"))
    seat.enter("/hangup")
    #expect(fixture.sink.call("a")?.talkMilliseconds == 5_000)
  }

  @Test func `a key and a command swap the two callers, each with its own field and text`() {
    firstCall()
    seat.enter("/who")
    seat.type("一名")
    secondCall()
    seat.press(.swap)
    #expect(seat.prompt == "何时> " && seat.text.isEmpty)
    #expect(seat.panel.contains("19900000001") && seat.panel.contains("先前来电"))
    seat.type("刚才")
    seat.press(.swap)
    #expect(seat.prompt == "何人> " && seat.text == "一名")
    seat.press(.swap)
    #expect(seat.prompt == "何时> " && seat.text == "刚才")
    seat.enter()
    #expect(fixture.sink.call("b")?.element(.when).text == "刚才")
    seat.enter("/other")
    #expect(seat.prompt == "何人> " && seat.text == "一名")
    #expect(seat.forgotten == 4)
  }

  @Test func `a second caller who rings is brought to the screen, answered there, and the first comes back`()
  {
    firstCall()
    seat.type("十分")
    seat.rings("b", number: "19900000002")
    seat.press(.swap)
    #expect(seat.prompt == "接听> " && seat.text.isEmpty)
    #expect(seat.panel.contains("来电 19900000002  响铃"))
    seat.enter()
    #expect(fixture.sink.call("b")?.phase == .answered && fixture.sink.call("a")?.phase == .answered)
    seat.enter("/hangup")
    #expect(seat.prompt == "何时> " && seat.text == "十分")
  }

  @Test func `a ring that ends while it is on the screen gives the screen back to the call left`() {
    firstCall()
    seat.type("十分")
    seat.rings("b", number: "19900000002")
    seat.press(.swap)
    seat.type("这是")
    seat.phone(.stopped(.abandoned, phoneCall: "b"))
    #expect(seat.prompt == "何时> " && seat.text == "十分")
  }

  @Test(
    arguments: [UserLanguage.chinese, .english], [(false, false), (false, true), (true, false), (true, true)])
  func `whether a caller waits or has hung up is said of him, on the screen and beside it, in the same words`(
    language: UserLanguage, caller: (isGone: Bool, isOnScreen: Bool)
  ) throws {
    let (isGone, isOnScreen) = caller
    let seat = try TypedConsole(fixture, desk: try fixture.desk(language: language), columns: 100)
    for (call, number) in [("a", "19900000001"), ("b", "19900000002")] {
      seat.rings(call, number: number)
      seat.answered(call)
    }
    if isGone { seat.phone(.hungUp(phoneCall: "a")) }
    if !isOnScreen { seat.press(.swap) }
    let own = " \(fixture.sink.calls[0].id)"
    let rows = seat.panelRows.filter {
      isOnScreen ? $0.hasPrefix(own) : $0.contains("19900000001") && $0.contains("!!")
    }
    let (waits, gone) = language == .chinese ? ("等候中", "挂机") : ("on hold", "hung up")
    #expect(rows.count == 1)
    let (said, unsaid) = isGone ? (gone, waits) : (waits, gone)
    #expect(rows.allSatisfy { $0.contains(said) && !$0.contains(unsaid) }, "\(rows)")
  }

  @Test func `one caller alone who has hung up is said so at his call`() {
    firstCall()
    #expect(!seat.panel.contains("挂机") && !seat.panel.contains("等候中"))
    seat.phone(.hungUp(phoneCall: "a"))
    #expect(seat.panelRows.contains { $0.contains("通话") && $0.contains("对方已挂机") })
  }

  @Test(arguments: 0...3)
  func `pressed again and again the key comes to everybody: two on record and one who rings`(presses: Int) {
    firstCall()
    secondCall()
    seat.rings("c", number: "19900000003")
    #expect(seat.panel.contains("第二个来电") && seat.panel.contains("第三个来电"))
    for _ in 0..<presses { seat.press(.swap) }
    // Whoever is on the screen, the one who rings is no more than two presses away.
    var needed = 0
    while seat.prompt != "接听> ", needed < 4 {
      seat.press(.swap)
      needed += 1
    }
    #expect(needed <= 1)
    seat.enter()
    #expect(fixture.sink.call("c")?.phase == .answered)
    var shown: Set<String> = []
    for _ in 0..<3 {
      for call in ["a", "b", "c"] {
        let id = fixture.sink.call(call)?.id.description ?? "-"
        if seat.panel.contains(" \(id)  通话") { shown.insert(call) }
      }
      seat.press(.swap)
    }
    #expect(shown == ["a", "b", "c"])
  }

  @Test func `what was typed and never entered is told of its own call when it is closed`() {
    firstCall()
    seat.enter("/where")
    seat.type("红梅新村")
    seat.press(.up)
    _ = seat.takeSaid()
    seat.enter("/hangup")
    let said = seat.takeSaid()
    #expect(said.contains("20261122-03-0001 有已输入未记录的文字: 何地 红梅新村"))
  }

  @Test func `a crash with two calls brings both back with what stood half-typed`() throws {
    firstCall()
    seat.enter("/who")
    seat.type("一名")
    secondCall()
    seat.press(.swap)
    seat.type("刚|才")
    seat.press(.down)
    seat.type("红梅")
    seat.wait(200)
    let draft = Draft(context: seat.context, text: seat.text)
    var desk = try fixture.desk()
    for record in fixture.sink.calls { _ = desk.resume(record) }
    let again = try TypedConsole(fixture, desk: desk, restored: draft)
    #expect(again.prompt == "何地> " && again.text == "红梅")
    again.press(.up)
    #expect(again.prompt == "何时> " && again.text == "刚|才")
    again.press(.swap)
    #expect(again.prompt == "何人> " && again.text == "一名")
  }

  @Test func `on a desk whose telephone says that nothing rings, one stray Enter opens nothing`() {
    seat.rings("z", number: "19900000009")
    seat.phone(.stopped(.elsewhere, phoneCall: "z"))
    _ = seat.takeSaid()
    seat.enter()
    #expect(fixture.sink.calls.isEmpty && seat.takeSaid().contains("没有电话在响"))
    seat.enter()
    #expect(fixture.sink.calls.map(\.phase) == [.ringing])
  }

  @Test func `a double press at the end of a call enters nothing into the other one`() {
    firstCall()
    secondCall()
    seat.press(.swap)
    seat.type("刚才")
    seat.press(.swap)
    seat.enter("/hangup")
    #expect(seat.text == "刚才")
    seat.enter("", after: 100)
    #expect(seat.text == "刚才" && fixture.sink.call("b")?.element(.when).text.isEmpty == true)
    seat.enter()
    #expect(fixture.sink.call("b")?.element(.when).text == "刚才")
  }
}
