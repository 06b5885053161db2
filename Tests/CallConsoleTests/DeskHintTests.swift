import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// What the rows above the prompt promise is what Enter then does.
@Suite struct DeskHintTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.enter("/said F1")
  }

  private var record: CallRecord? { fixture.sink.call("a") }

  @Test(arguments: ElementIdentifier.allCases)
  func `elements passed over are named as missing, and complete is only what is`(left: ElementIdentifier) {
    let names = Dictionary(
      uniqueKeysWithValues: ElementIdentifier.allCases.map { ($0, fixture.document.element($0).name.chinese) }
    )
    for element in ElementIdentifier.allCases { seat.enter(element == left ? "" : "内容") }
    #expect(seat.prompt == "备注> ")
    #expect(!seat.panel.contains("要素已齐") && seat.panel.contains("还缺: \(names[left] ?? "-")。"))
    seat.enter("/\(left.rawValue) ?")
    #expect(seat.panel.contains("要素已齐"))
  }

  @Test func `with all passed over all are missing`() {
    for _ in ElementIdentifier.allCases { seat.enter() }
    for element in fixture.document.elements { #expect(seat.panel.contains(element.name.chinese)) }
    #expect(seat.panel.contains("还缺: ") && !seat.panel.contains("要素已齐"))
  }

  @Test func `the level's prompt says what Enter takes, and Enter takes it`() {
    seat.enter("/category 100300")
    seat.press(9)
    #expect(seat.prompt == "等级> " && seat.panel.contains("回车取 2 级"))
    seat.enter()
    #expect(record?.level == 2)
    seat.enter("/level")
    #expect(!seat.panel.contains("回车取"))
  }

  @Test func `at the end only what was not said is asked for`() {
    seat.enter("/category 100300")
    seat.enter("/level 3")
    seat.press(9)
    #expect(seat.panel.contains("F12 记已说"))
    seat.press(12)
    seat.press(12)
    #expect(seat.panel.contains("都已说") && !seat.panel.contains("F12 征询"))
  }

  @Test(arguments: [true, false])
  func `a caller who has hung up is offered no sentence`(isComplaint: Bool) {
    seat.enter("/where 晋陵中路189号")
    seat.enter("/what 持刀抢劫")
    if isComplaint { seat.enter("/branch 投诉") }
    #expect(seat.panel.contains("请说: ") || seat.panel.contains("F4 记已说"))
    seat.phone(.hungUp(phoneCall: "a"))
    #expect(!seat.panel.contains("请说: ") && !seat.panel.contains("记已说"), "\(seat.panel)")
    seat.enter("/category 100300")
    seat.enter("/level 3")
    seat.press(9)
    #expect(!seat.panel.contains("记已说") && seat.panel.contains("对方已挂机"), "\(seat.panel)")
    // A key still shows and books what was said before he went.
    seat.press(2)
    seat.press(2)
    #expect(record?.phrases.last?.phrase == "calming")
  }

  // MARK: The directory

  @Test func `Enter on an empty search does not leave it, and twice does`() {
    seat.press(5)
    #expect(seat.prompt == "转介查询> ")
    seat.enter()
    #expect(seat.prompt == "转介查询> " && seat.takeSaid().contains("没有写查询内容"))
    seat.enter("身份证")
    #expect(seat.prompt == "转介查询> " && record?.element(.when).state == .notAsked)
    seat.enter()
    #expect(seat.prompt == "转介查询> ")
    seat.enter()
    #expect(seat.prompt == "何时> ")
  }

  // MARK: A ringing telephone

  @Test(arguments: ["/where 甲地", "/note 补记", "/派警 天宁所", "/没有这个", "／何事 偷车"])
  func `a command at a ringing telephone answers it, is done nowhere and is fetched back by key`(line: String)
  {
    seat.enter("/hangup")
    seat.rings("b", number: "19900000002")
    let last = record
    #expect(seat.prompt == "接听> ")
    seat.enter(line)
    #expect(fixture.sink.call("b")?.phase == .answered && record == last)
    #expect(seat.text.isEmpty && seat.takeSaid().contains(line))
    #expect(fixture.sink.call("b")?.element(.where).state == .notAsked)
    seat.press(.pageUp)
    #expect(seat.text == line)
    seat.clear()
    seat.enter("/what 打架")
    #expect(fixture.sink.call("b")?.element(.what).text == "打架")
  }

  @Test func `an answer typed while it rings stays for the call`() {
    seat.enter("/hangup")
    seat.rings("b", number: "19900000002")
    seat.enter("红梅新村")
    #expect(fixture.sink.call("b")?.phase == .answered && seat.text == "红梅新村")
  }

  // MARK: Names

  @Test func `the help calls a branch what the screen calls it`() {
    let help = CommandWords.all.first { $0.name == "branch" }?.summary.chinese ?? ""
    for branch in fixture.document.branches { #expect(help.contains(" \(branch.name.chinese)"), "\(help)") }
  }
}
