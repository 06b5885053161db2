import CallConsole
import CallModel
import CallProtocol
import Catalogue
import Testing

/// Nothing is booked as said or told before it stood on the screen.
@Suite struct ShownFirstTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.wait(2_000)
  }

  private var record: CallRecord? { fixture.sink.call("a") }

  private func dense(_ text: String) -> String { text.filter { $0 != " " && $0 != "\n" } }

  /// Whether the question of the element at the prompt stands on the screen.
  private func questionStands() throws -> Bool {
    let element = try #require(fixture.document.elements.first { seat.prompt.hasPrefix($0.name.chinese) })
    let phrase = try #require(fixture.document.phrase(forPromptOf: element.identifier))
    let words = fixture.document.wording(of: phrase, by: try OperatorIdentifier("041207"))
    return dense(seat.panel).contains(dense("「\(words)」"))
  }

  // MARK: Questions

  @Test func `Tab behind the answer shows the question in the greeting's place, and Tab again books it`()
    throws
  {
    #expect(try !questionStands())
    seat.press(.tab)
    #expect(record?.phrases.isEmpty == true)
    #expect(try questionStands())
    seat.press(.tab)
    #expect(record?.phrases.count == 1 && record?.element(.when).state == .asked)
    // The greeting was not said: it stands there again, and its key books it at once.
    #expect(seat.panel.contains("请说: 「你好，常州110」"))
    seat.press(1)
    #expect(record?.wasSaid("greeting") == true)
  }

  @Test func `with the question in its place the greeting's key shows the greeting first`() {
    seat.press(.tab)
    #expect(!seat.panel.contains("你好，常州110"))
    seat.press(1)
    #expect(record?.phrases.isEmpty == true && seat.panel.contains("请说: 「你好，常州110」"))
    seat.press(1)
    #expect(record?.phrases.map(\.phrase) == ["greeting"])
  }

  @Test(arguments: 1...12, [false, true])
  func `Tab behind a function key books a question only when it stood there`(
    key: Int, isGreeted: Bool
  ) throws {
    if isGreeted { seat.enter("/said F1") }
    seat.press(key)
    guard fixture.document.elements.contains(where: { seat.prompt.hasPrefix($0.name.chinese) }) else {
      return
    }
    let (stood, before) = (try questionStands(), record?.phrases.count ?? -1)
    seat.press(.tab)
    #expect(record?.phrases.count == (stood ? before + 1 : before))
    if !stood { #expect(try questionStands()) }
    let (standsAgain, since) = (try questionStands(), record?.phrases.count ?? -1)
    seat.press(.tab)
    #expect(record?.phrases.count == (standsAgain ? since + 1 : since))
  }

  @Test(arguments: 1...12, [false, true])
  func `a key books no sentence in whose place another one stands`(first: Int, atEnd: Bool) throws {
    for second in 1...12 {
      let fixture = try DeskFixture()
      let seat = try TypedConsole(fixture)
      seat.rings("a", number: "19900000001")
      seat.answered("a")
      for line in ["/said F1", "/category 100300", "/level 2"] { seat.enter(line, after: 2_000) }
      if atEnd { seat.press(9) }
      seat.press(first)
      let stood = dense(seat.panel)
      let before = fixture.sink.call("a")?.phrases.count ?? 0
      seat.press(second)
      for said in (fixture.sink.call("a")?.phrases ?? []).dropFirst(before) {
        let phrase = try #require(said.phrase.flatMap { fixture.document.phrase($0) })
        let words = fixture.document.wording(of: phrase, by: try OperatorIdentifier("041207"))
        #expect(stood.contains(dense("「\(words)」")), "F\(first) F\(second): \(said.phrase)")
      }
    }
  }

  @Test func `a question of the safe check is shown before it is booked, by Tab and by an answer`() {
    let checks = fixture.document.safeChecks.map(\.text.chinese)
    seat.enter("/silent")
    #expect(!dense(seat.panel).contains(dense(checks[0])))
    seat.press(.tab)
    #expect(record?.phrases.isEmpty == true && dense(seat.panel).contains(dense(checks[0])))
    seat.press(.tab)
    #expect(record?.phrases.map(\.text) == [checks[0]])
    seat.enter("是")
    #expect(record?.notes.count == 2)
    // Of the second one only the greeting stands there.
    seat.enter("否")
    #expect(record?.phrases.count == 1 && record?.notes.count == 2)
    #expect(seat.text == "否" && dense(seat.panel).contains(dense(checks[1])))
    seat.enter()
    #expect(record?.phrases.map(\.text) == [checks[0], checks[1]] && record?.notes.count == 3)
    #expect(seat.text.isEmpty && record?.element(.when).state == .notAsked)
  }

  // MARK: The directory

  private static let entries: [String] =
    (ProtocolReader.readShipped().document?.referrals.entries ?? []).map(\.identifier)

  @Test(arguments: entries, [true, false])
  func `a department's name lists its address and telephone, and the digit books them`(
    identifier: String, isByName: Bool
  ) throws {
    let entry = try #require(fixture.document.referrals.entry(named: identifier))
    _ = seat.takeSaid()
    seat.enter("/refer \(isByName ? entry.department : identifier)")
    #expect(record?.referrals.isEmpty == true)
    let said = seat.takeSaid()
    #expect(said.contains("1 \(entry.department)") && said.contains(entry.telephone), "\(said)")
    #expect(said.contains(entry.address), "\(said)")
    seat.enter("1")
    #expect(record?.referrals.map(\.department) == [entry.department])
  }

  @Test func `a department told with its own address and telephone stood on the line`() {
    seat.enter("/refer 某某所 某路1号 0519-00000001")
    #expect(record?.referrals.count == 1)
  }

  // MARK: Lists that are gone

  /// A call of the same number before, so that there is one to link with.
  private func calledBefore() {
    seat.enter("/where 晋陵中路189号")
    seat.enter("/hangup")
    seat.enter("", after: 1_500)
    seat.rings("b", number: "19900000001")
    seat.answered("b")
    seat.wait(2_000)
  }

  private var deeds: [CallEvent.Kind] {
    fixture.sink.kinds.filter { [.refer, .link, .category].contains($0) }
  }

  @Test(
    arguments: [
      ("/search 身份证", ["/refer 1", "/转介 1"]), ("/link", ["/link 1", "/same yes"]),
      ("/category 抢", ["/category 1", "/类别 2"]),
    ], ["answers", "escape", "down"])
  func `a number takes nothing from a list that is no more on the screen`(
    list: (line: String, digits: [String]), left: String
  ) {
    calledBefore()
    for digit in list.digits {
      seat.enter(list.line)
      switch left {
      case "answers":
        for line in ["/when 刚才", "/who 一人", "/result 不明"] { seat.enter("\(line), \(digit.count)") }
      case "escape": seat.press(.escape)
      default: seat.press(.down)
      }
      seat.enter(digit)
    }
    #expect(deeds.isEmpty, "\(deeds)")
  }

  @Test(arguments: ["/search 身份证", "/link", "/category 抢"])
  func `at its own prompt a number takes nothing behind an answer, and the list comes again`(line: String) {
    calledBefore()
    seat.enter(line)
    seat.enter("/when 刚才")
    seat.enter("1")
    #expect(deeds.isEmpty, "\(deeds)")
    seat.enter(line)
    seat.enter("1")
    #expect(deeds.count == 1, "\(deeds)")
  }

  @Test func `why two calls are linked is known also when the list is gone`() {
    calledBefore()
    seat.enter("/link")
    seat.press(.escape)
    seat.enter("/link \(fixture.sink.call("a")?.id.description ?? "-")")
    #expect(fixture.sink.call("b")?.links.first?.reason.contains("number") == true)
  }
}
