import CallConsole
import CallModel
import Catalogue
import Testing

/// What is typed while a telephone rings belongs to that ring, and never reaches the next caller.
@Suite struct RingTextTests {
  private let fixture: DeskFixture
  private let seat: TypedConsole

  init() throws {
    fixture = try DeskFixture()
    seat = try TypedConsole(fixture)
  }

  private func unentered(_ call: String, in fixture: DeskFixture) -> [String] {
    fixture.sink.call(call)?.unentered.map(\.text) ?? []
  }

  @Test(arguments: ["甲的地址", "19900000007", "/where 甲的地址"])
  func `typed for a caller who gives up, it stands in his record and at no later one`(text: String) {
    seat.rings("a", number: "19900000001")
    seat.type(text)
    seat.wait(1_000)
    _ = seat.takeSaid()
    seat.phone(.stopped(.abandoned, phoneCall: "a"))
    #expect(seat.text.isEmpty && seat.prompt == "接警> ")
    #expect(seat.takeSaid().contains(text))
    let first = fixture.sink.call("a")
    #expect(first?.ending == .abandoned && unentered("a", in: fixture) == [text])
    seat.rings("b", number: "19900000002")
    #expect(seat.text.isEmpty)
    seat.enter()
    #expect(seat.prompt == "何时> " && seat.text.isEmpty)
    #expect(fixture.sink.call("b")?.phase == .answered && unentered("b", in: fixture).isEmpty)
  }

  @Test func `that a caller gave up is said on the idle desk, and nothing is recorded of him here`() {
    seat.rings("a", number: "19900000001")
    seat.wait(1_000)
    _ = seat.takeSaid()
    seat.phone(.stopped(.abandoned, phoneCall: "a"))
    #expect(seat.takeSaid().contains("19900000001"))
    #expect(fixture.sink.events.isEmpty)
  }

  @Test func `what another seat answers is said with its text, which comes back when he rings here again`() {
    seat.rings("a", number: "19900000001")
    seat.type("甲的地址")
    seat.wait(400)
    _ = seat.takeSaid()
    seat.phone(.stopped(.elsewhere, phoneCall: "a"))
    #expect(seat.takeSaid().contains("甲的地址") && seat.text.isEmpty)
    seat.rings("b", number: "19900000002")
    #expect(seat.text.isEmpty)
    seat.phone(.stopped(.elsewhere, phoneCall: "b"))
    seat.rings("a", number: "19900000001")
    #expect(seat.text == "甲的地址")
    seat.answered("a")
    #expect(seat.text == "甲的地址" && seat.prompt == "何时> ")
  }

  @Test(arguments: UserLanguage.allCases, [true, false])
  func `that another seat answered is said only where it is known`(language: UserLanguage, isTyped: Bool)
    throws
  {
    let seat = try TypedConsole(fixture, desk: try fixture.desk(language: language))
    seat.rings("b", number: "19900000002")
    seat.answered("b")
    for (news, chinese, english) in [
      (LineNews.unanswered(phoneCall: "a"), "此席未接", "not answered here"),
      (.stopped(.elsewhere, phoneCall: "a"), "已由他席接听", "another seat answered"),
      (.stopped(.abandoned, phoneCall: "a"), "已放弃", "the caller gave up"),
    ] {
      seat.rings("a", number: "19900000001")
      if isTyped {
        seat.press(.swap)
        seat.clear()
        seat.type("甲的地址")
        seat.wait(200)
      }
      _ = seat.takeSaid()
      seat.phone(news)
      let said = seat.takeSaid()
      let words = [
        "此席未接", "not answered here", "已由他席接听", "another seat answered", "已放弃", "the caller gave up",
      ]
      #expect(words.filter(said.contains) == [language == .chinese ? chinese : english], "\(said)")
      #expect(said.contains("甲的地址") == isTyped && !seat.text.contains("甲"))
    }
    #expect(fixture.sink.calls.count { $0.ring?.phoneCall == "a" } == (isTyped ? 1 : 0))
  }

  @Test func `what stood on the line before it rang is nobody's, and stays`() {
    seat.type("/show 2026")
    seat.rings("a", number: "19900000001")
    seat.wait(400)
    seat.phone(.stopped(.abandoned, phoneCall: "a"))
    #expect(seat.text == "/show 2026" && fixture.sink.events.isEmpty)
  }

  @Test(arguments: [true, false])
  func `of two that ring, the text stays with the one on the screen whoever is answered`(isFirst: Bool) {
    seat.rings("a", number: "19900000001")
    seat.type("甲的地址")
    seat.wait(400)
    seat.rings("b", number: "19900000002", elapsed: 9_000)
    #expect(seat.text == "甲的地址")
    seat.answered(isFirst ? "a" : "b")
    #expect(seat.text == (isFirst ? "甲的地址" : ""))
    guard !isFirst else { return }
    seat.enter("/hangup")
    #expect(seat.prompt == "接听> " && seat.text == "甲的地址")
    seat.phone(.stopped(.abandoned, phoneCall: "a"))
    #expect(unentered("a", in: fixture) == ["甲的地址"] && unentered("b", in: fixture).isEmpty)
  }

  @Test func `text for a second caller who rings stays with him when the screen is swapped`() {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.type("甲字")
    seat.rings("b", number: "19900000002")
    seat.press(.swap)
    seat.type("乙字")
    seat.press(.swap)
    #expect(seat.prompt == "何时> " && seat.text == "甲字")
    seat.press(.swap)
    #expect(seat.prompt == "接听> " && seat.text == "乙字")
    seat.press(.swap)
    seat.answered("b")
    seat.press(.swap)
    #expect(seat.prompt == "何时> " && seat.text == "乙字")
  }

  @Test func `a second caller who gives up has his own record with what was typed for him`() {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.type("甲字")
    seat.rings("b", number: "19900000002")
    seat.press(.swap)
    seat.type("乙字")
    seat.wait(200)
    seat.phone(.stopped(.abandoned, phoneCall: "b"))
    #expect(seat.prompt == "何时> " && seat.text == "甲字")
    #expect(unentered("b", in: fixture) == ["乙字"])
    // A command behind what was put back onto the line is one, and what stood there was never entered.
    seat.enter("/hangup")
    #expect(unentered("a", in: fixture) == ["甲字"] && fixture.sink.call("a")?.phase == .ended)
  }

  @Test(arguments: ["", "b", "a"])
  func `after a crash it is said whose it is, and stands only where he rings again`(next: String) throws {
    seat.rings("a", number: "19900000001")
    seat.type("甲的地址")
    seat.wait(400)
    let again = try TypedConsole(fixture, restored: Draft(context: seat.context, text: seat.text))
    #expect(again.takeSaid().contains("来电 19900000001响铃时已输入未记录的文字: 甲的地址"))
    #expect(again.text.isEmpty)
    if next.isEmpty { return }
    again.rings(next, number: next == "a" ? "19900000001" : "19900000002")
    #expect(again.text == (next == "a" ? "甲的地址" : ""))
  }

  @Test func `what a crash left between the end and the rest of a call is put into its record`() throws {
    seat.rings("a", number: "19900000001")
    seat.answered("a")
    seat.type("红梅")
    seat.wait(200)
    let draft = Draft(context: seat.context, text: seat.text)
    seat.clear()
    seat.enter("/hangup")
    #expect(unentered("a", in: fixture).isEmpty)
    var desk = try fixture.desk()
    fixture.sink.calls.last.map { desk.remember(closed: $0) }
    let again = try TypedConsole(fixture, desk: desk, restored: draft)
    #expect(again.text.isEmpty && again.takeSaid().contains("何时 红梅"))
    #expect(unentered("a", in: fixture) == ["红梅"])
  }
}
