import CallConsole
import CallModel
import CallProtocol
import Catalogue
import PlainText
import Testing

/// `/help` by rows and pages, and the questions for a caller who cannot speak freely.
@Suite struct HelpAndSafeCheckTests {
  // MARK: Help

  @Test(arguments: UserLanguage.allCases)
  func `every key and command is one row that fits eighty columns`(language: UserLanguage) throws {
    var desk = try DeskFixture().desk(language: language)
    let rows = desk.execute("/help").map { $0.message.text(language) }
    // Behind nine columns for the clock.
    for row in rows { #expect(row.displayWidth <= 71 && !row.contains("\n"), "\(row.displayWidth) \(row)") }
    for key in 1...12 {
      let row = try #require(rows.first { $0.hasPrefix("F\(key) ") }, "F\(key)")
      #expect(row.filter { $0 == "「" }.count == row.filter { $0 == "」" }.count, "\(row)")
      guard language == .english, let phrase = desk.document.phrase(functionKey: key) else { continue }
      let said = try desk.document.wording(
        of: phrase, by: OperatorIdentifier("041207"), language: .english)
      #expect(row.hasSuffix(said), "\(row)")
    }
    for command in CommandWords.all {
      #expect(rows.filter { $0.hasPrefix("/\(command.name) ") }.count == 1, "\(command.name)")
      let row = try #require(rows.first { $0.hasPrefix("/\(command.name) ") })
      #expect(row.hasSuffix(command.summary.text(language)) || language == .chinese, "\(row)")
      #expect(row.contains(command.summary.text(language)), "\(row)")
      #expect(!row.contains(".."), "\(row)")
    }
  }

  @Test(arguments: [20, 24, 43], ["zh", "en"])
  func `on a screen it comes in pages that fit, and all pages together say everything`(
    rows: Int, ui: String
  ) throws {
    let language = try #require(UserLanguage(rawValue: ui))
    let fixture = try DeskFixture()
    let console = LiveConsole(
      desk: try fixture.desk(language: language), setting: ConsoleSetting(version: "test"))
    _ = console.start(columns: 80, rows: rows, restored: nil)
    func said(_ line: String) -> [String] {
      fixture.clock.advance(milliseconds: 1_000)
      return console.handle(.line(line)).flatMap { change -> [String] in
        if case .say(let lines) = change { lines.map { $0.description.trimmed } } else { [] }
      }
    }
    let first = said("/help")
    #expect(first.count < rows - 3)
    let pages = try #require(first.last?.firstMatch(of: /1\/([0-9]+)/).flatMap { Int($0.output.1) })
    var seen = Set(first)
    for page in 2...pages {
      let rows_ = said("/help \(page)")
      #expect(rows_.count < rows - 3)
      seen.formUnion(rows_)
    }
    for command in CommandWords.all {
      #expect(seen.contains { $0.hasPrefix("/\(command.name) ") }, "\(command.name)")
    }
    #expect(said("/help 99").last == said("/help \(pages)").last)
  }

  @Test(arguments: [(80, 24), (60, 24), (40, 20), (30, 24)], UserLanguage.allCases)
  func `a page fits the window however narrow it is, and no word is cut`(
    size: (columns: Int, rows: Int), language: UserLanguage
  ) throws {
    let fixture = try DeskFixture()
    let console = LiveConsole(
      desk: try fixture.desk(language: language), setting: ConsoleSetting(version: "test"))
    var panel: [StyledLine] = []
    /// What the changes say, as rows of the window.
    func said(_ changes: [ScreenChange]) -> [String] {
      changes.flatMap { change -> [StyledLine] in
        switch change {
        case .panel(let rows): panel = rows
        case .say(let lines): return lines.flatMap { $0.wrapped(to: size.columns - 1) }
        case .prompt, .input, .draftContext, .forget, .bell, .close: break
        }
        return []
      }.map(\.description)
    }
    _ = said(console.start(columns: size.columns, rows: size.rows, restored: nil))
    var words: [String] = []
    var (page, pages) = (1, 1)
    while page <= pages {
      fixture.clock.advance(milliseconds: 1_000)
      let rows = said(console.handle(.line("/help \(page)")))
      #expect(rows.count + panel.count + 1 <= size.rows, "\(size) page \(page)")
      let count = rows.joined(separator: " ").matches(of: /\b([0-9]+)\/([0-9]+)/).last
      pages = try #require(count.flatMap { Int($0.output.2) }, "\(rows)")
      words += rows.joined(separator: " ").split(separator: " ").map(String.init)
      page += 1
    }
    for command in CommandWords.all {
      #expect(words.contains { $0.hasPrefix("/\(command.name)") }, "\(command.name)")
      guard language == .english else { continue }
      for word in command.summary.english.split(separator: " ") {
        #expect(words.contains(String(word)), "\(size) \(word)")
      }
    }
  }

  @Test(arguments: UserLanguage.allCases) func `one key is found by its name`(language: UserLanguage) throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk(language: language)
    for key in 1...12 {
      for word in ["F\(key)", "f\(key)"] {
        let rows = desk.execute("/help \(word)").map { $0.message.text(language) }
        #expect(rows.count == 1 && rows[0].hasPrefix("F\(key) "), "\(word): \(rows)")
      }
    }
    #expect(desk.execute("/help tab").map { $0.message.text(language) }.first?.hasPrefix("Tab ") == true)
  }

  @Test func `one command is found by the beginning of any of its words`() throws {
    var desk = try DeskFixture().desk()
    #expect(desk.execute("/help 回拨").count == 1)
    #expect(desk.execute("/help /callback").count == 1)
    #expect(desk.execute("/help no-such").map(\.kind) == [.error])
  }

  // MARK: Safe check

  @Test(arguments: UserLanguage.allCases)
  func `a silent caller is asked yes-or-no questions, and the record says so`(language: UserLanguage) throws {
    let fixture = try DeskFixture()
    let console = try TypedConsole(fixture, desk: try fixture.desk(language: language), isLinked: false)
    console.enter("19900000001")
    console.enter()
    console.press(1)
    console.enter("/silent")
    let checks = fixture.document.safeChecks
    #expect(fixture.sink.calls[0].notes.count == 1 && fixture.sink.calls[0].isSilent)
    for check in checks {
      #expect(console.panel.contains(String(check.text.chinese.prefix(8))), "\(console.panel)")
      #expect(!console.panel.contains("请问什么时间发生的"))
      if language == .english { #expect(console.panel.contains(String(check.text.english.prefix(8)))) }
      console.press(.tab)
      #expect(fixture.sink.calls[0].phrases.last?.text == check.text.chinese)
    }
    // All asked: the ordinary questions are back.
    #expect(console.panel.contains("请问什么时间发生的"))
    #expect(console.panel.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
  }

  @Test func `answers go on as ever, undo steps back, and typed again the ordinary questions are back`()
    throws
  {
    let fixture = try DeskFixture()
    let console = try TypedConsole(fixture, isLinked: false)
    console.enter("19900000001")
    console.enter()
    console.press(1)
    console.enter("/静默")
    console.enter("/where 红梅新村3幢")
    #expect(fixture.sink.calls[0].element(.where).text == "红梅新村3幢")
    console.press(.tab)
    #expect(console.panel.contains("2/"))
    console.press(.undo)
    #expect(console.panel.contains("1/"))
    console.enter("/silent")
    #expect(console.panel.contains("请问什么时间发生的"))
    #expect(fixture.sink.calls[0].notes.count == 1)
    console.enter("/silent")
    #expect(console.panel.contains("1/") && fixture.sink.calls[0].notes.count == 1)
  }

  @Test(arguments: ["是", "否", "yes", "N", "没有", "是的"], [true, false])
  func `a yes or no answers the question of the check and no element, and the record says which`(
    word: String, isMarked: Bool
  ) throws {
    let fixture = try DeskFixture()
    let console = try TypedConsole(fixture, isLinked: false)
    console.enter("19900000001")
    console.enter()
    console.press(1)
    console.enter("/静默")
    let checks = fixture.document.safeChecks
    let answer = ["是", "yes", "是的"].contains(word) ? "是" : "否"
    for (number, check) in checks.enumerated() {
      if isMarked { console.press(.tab) }
      console.enter(word)
      let record = fixture.sink.calls[0]
      #expect(record.notes.count == number + 2)
      #expect(
        record.notes.last?.contains(check.text.chinese) == true
          && record.notes.last?.hasSuffix(answer) == true)
      #expect(record.phrases.last?.text == check.text.chinese)
      #expect(ElementIdentifier.allCases.allSatisfy { record.element($0).state == .notAsked })
    }
    // All asked and answered: what is typed now is an answer to the element again.
    console.enter("刚才")
    #expect(fixture.sink.calls[0].element(.when).text == "刚才")
  }

  @Test func `a word about the matter is an answer as ever, and a no is taken back with its question`() throws
  {
    let fixture = try DeskFixture()
    let console = try TypedConsole(fixture, isLinked: false)
    console.enter("19900000001")
    console.enter()
    console.press(1)
    console.enter("/静默")
    console.enter("十分钟前")
    #expect(fixture.sink.calls[0].element(.when).text == "十分钟前")
    let before = fixture.sink.calls[0]
    console.enter("否")
    #expect(fixture.sink.calls[0] != before)
    console.enter("/undo")
    #expect(fixture.sink.calls[0] == before)
    console.clear()
    console.enter("/silent")
    console.enter("是")
    #expect(fixture.sink.calls[0].element(.where).text == "是")
  }

  @Test func `a weapon that is not there is no word of danger, one that is there is`() throws {
    for (word, isDoubted) in [("否", false), ("是", true)] {
      let fixture = try DeskFixture()
      let console = try TypedConsole(fixture, isLinked: false)
      console.enter("19900000001")
      console.enter()
      console.press(1)
      console.enter("/静默")
      for _ in fixture.document.safeChecks { console.enter(word) }
      _ = console.takeSaid()
      console.enter("/level 4")
      #expect(console.takeSaid().contains("凶器") == isDoubted)
    }
  }

  @Test func `without a call, or while it rings, nobody is silent`() throws {
    let fixture = try DeskFixture()
    var desk = try fixture.desk()
    #expect(desk.execute("/silent").allSatisfy { $0.kind != .recorded })
    _ = desk.execute("/ring 19900000001")
    #expect(desk.execute("/silent").allSatisfy { $0.kind != .recorded })
    #expect(fixture.sink.calls.first?.notes.isEmpty != false)
  }
}
