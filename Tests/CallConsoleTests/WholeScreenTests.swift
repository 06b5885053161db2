import CallConsole
import CallModel
import CallProtocol
import Catalogue
import PlainText
import TestSupport
import Testing

/// What stands on the screen stands there in full: at exactly eighty columns and with more room.
@Suite struct WholeScreenTests {
  private let fixture: DeskFixture

  init() throws {
    fixture = try DeskFixture()
  }

  private func console(
    _ language: UserLanguage, columns: Int, rows: Int, isLinked: Bool = true
  ) throws -> TypedConsole {
    try TypedConsole(
      fixture, desk: try fixture.desk(language: language), isLinked: isLinked, columns: columns, rows: rows)
  }

  private func answered(_ language: UserLanguage, columns: Int, rows: Int) throws -> TypedConsole {
    let console = try console(language, columns: columns, rows: rows)
    console.rings("1", number: "19900000001")
    console.wait(2_000)
    console.answered("1")
    return console
  }

  /// Text without its spaces: a row may end at one.
  private func dense(_ text: String) -> String { text.filter { $0 != " " && $0 != "\n" } }

  private func expectWhole(
    _ console: TypedConsole, columns: Int, _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for row in console.panelRows {
      #expect(row.displayWidth < columns, what, sourceLocation: sourceLocation)
      #expect(!row.contains(".."), what, sourceLocation: sourceLocation)
    }
    // A sentence that was cut has lost its end.
    let (begun, ended) = (console.panel.filter { $0 == "「" }.count, console.panel.filter { $0 == "」" }.count)
    #expect(begun == ended, what, sourceLocation: sourceLocation)
  }

  /// Every state of the desk whose rows can be long.
  private static let keys = (1...12).map(ConsoleKey.function)
  private static let lines = [
    "/referral", "/refer 房屋漏水", "/notify", "/chase", "/department", "/category", "/level", "/link", "/note",
    "/branch complaint", "/silent", "/what 有人拿刀砍人", "/help",
  ]

  @Test(arguments: UserLanguage.allCases)
  func `at eighty columns every sentence, question and hint is there to its last word`(language: UserLanguage)
    throws
  {
    for key in Self.keys {
      let console = try answered(language, columns: 80, rows: 24)
      console.press(key)
      expectWhole(console, columns: 80, "\(key)")
    }
    for line in Self.lines {
      let console = try answered(language, columns: 80, rows: 24)
      console.enter(line)
      expectWhole(console, columns: 80, "\(line)")
    }
  }

  @Test(arguments: UserLanguage.allCases)
  func `at eighty columns a caller with a long name and past, a second one and a queue are there whole`(
    language: UserLanguage
  ) throws {
    let console = try answered(language, columns: 80, rows: 24)
    console.enter("/what 邻居家装修噪声太大影响休息")
    console.enter("/notify 天宁区城市管理行政执法大队值班室")
    console.phone(.hungUp(phoneCall: "1"))
    console.enter("/hangup")
    console.enter()
    console.line.status = LineStatus(
      link: .silent, waiting: 12, longestWaitMilliseconds: 61_000, announcedWaitMilliseconds: 120_000)
    console.rings("2", number: "19900000001")
    console.wait(6_000)
    expectWhole(console, columns: 80, "ringing")
    #expect(dense(console.panel).contains("天宁区城市管理行政执法大队值班室"))
    #expect(
      dense(console.panel).contains(
        dense(Message.queueRow(12, longest: 61_000, announced: 120_000).text(language))))
    console.answered("2")
    for call in ["3", "4", "5", "6"] { console.rings(call, number: "1990000000\(call)") }
    console.wait(7_000)
    expectWhole(console, columns: 80, "second callers")
    #expect(console.panel.contains("19900000003"))
  }

  @Test(arguments: UserLanguage.allCases)
  func `a large window has every answer in full and every unit told`(language: UserLanguage) throws {
    let place = "天宁区晋陵中路一百八十九号红梅新村东门对面第三个路口往北五十米的公交站台旁边蓝色围挡后面"
    let object = "银灰色新能源面包车一辆，左后门有凹陷，车牌只看清后两位，车上有两名男子，一人穿黑色羽绒服"
    for (columns, rows, isFull) in [(132, 43, true), (80, 43, true), (80, 24, false)] {
      let console = try answered(language, columns: columns, rows: rows)
      console.enter("/where \(place)")
      console.enter("/object \(object)")
      for unit in ["天宁所", "120急救", "119指挥中心"] { console.enter("/notify \(unit)") }
      let panel = dense(console.panel)
      #expect(panel.contains(place) == isFull && panel.contains(object) == isFull, "\(columns)x\(rows)")
      let unit = try #require(fixture.document.unit(typed: "天宁所")).name.text(language)
      #expect((panel.contains(dense(unit)) && panel.contains("120急救")) == isFull, "\(columns)x\(rows)")
      #expect(panel.contains("119指挥中心"))
      #expect(console.panelRows.allSatisfy { $0.displayWidth < columns })
      #expect(console.panelRows.count <= rows - 2)
    }
  }

  @Test func `on a screen too low for everything the keys give way before what is to be said`() throws {
    let console = try answered(.english, columns: 80, rows: 24)
    let all = console.panelRows
    #expect(all.contains { $0.contains("F9") })
    let low = try answered(.english, columns: 80, rows: all.count)
    #expect(low.panelRows.count <= all.count - 2)
    #expect(!low.panelRows.contains { $0.contains("F9") && $0.contains("F10") })
    #expect(low.panelRows.first?.hasPrefix(" seat 03") == true)
    #expect(all.contains { $0.hasPrefix(low.panelRows.last ?? "-") })
  }

  @Test func `Tab shows what else fits, goes on, back and round, and books nothing`() throws {
    let console = try answered(.chinese, columns: 80, rows: 24)
    let count = fixture.sink.events.count
    console.type("/c")
    console.press(.tab)
    let first = console.text
    #expect(first.hasPrefix("/c") && console.panel.contains("Tab 1/"))
    console.press(.tab)
    let second = console.text
    #expect(second != first && console.panel.contains("Tab 2/"))
    #expect(dense(console.panel).contains(dense(first)))
    console.press(.shiftTab)
    #expect(console.text == first)
    console.press(.shiftTab)
    #expect(console.text != first && console.text != second)
    console.press(.tab)
    #expect(console.text == first)
    console.type("x")
    console.wait(200)
    #expect(!console.panel.contains("Tab 1/"))
    #expect(fixture.sink.events.count == count)
    console.clear()
    console.type("沒有")
    console.press(.tab)
    #expect(console.text == "沒有" && fixture.sink.events.count == count)
  }

  @Test(arguments: UserLanguage.allCases, [(80, 24), (80, 20), (80, 16), (80, 12), (60, 24), (40, 10)])
  func `with everything at once the second caller and what is to be done are on the screen`(
    language: UserLanguage, size: (columns: Int, rows: Int)
  ) throws {
    let console = try console(language, columns: size.columns, rows: size.rows)
    // Another call about the same place and kind, minutes ago.
    console.rings("0", number: "19900000009")
    console.answered("0")
    for line in ["/where 晋陵中路189号", "/what 打架", "/notify 天宁所", "/hangup"] { console.enter(line) }
    console.rings("1", number: "19900000001")
    console.answered("1")
    let english = fixture.document.languages.first { $0.identifier == "english" }?.identifier ?? ""
    for line in [
      "/language \(english)", "/branch complaint", "/about 态度不好", "/happening 是", "/said urgent-police",
      "/said complaint-promise", "/where 晋陵中路189号", "/what 打架", "/who", "/level 1",
    ] { console.enter(line) }
    console.rings("2", number: "19900000002")
    console.answered("2")
    console.rings("3", number: "19900000003")
    console.wait(9_000)
    #expect(console.panelRows.count <= size.rows - 2)
    for row in console.panelRows { #expect(row.displayWidth < size.columns) }
    #expect(console.panelRows.count { $0.hasPrefix(" !! ") } >= 2, "\(console.panel)")
    if size.columns >= 80 {
      for number in ["19900000002", "19900000003"] {
        #expect(console.panel.contains(number), "\(console.panel)")
      }
    }
    guard size == (80, 24) else { return }
    // On the usual screen nothing is cut but the long answers, which are short here.
    for row in console.panelRows { #expect(!row.contains(".."), "\(console.panel)") }
  }

  @Test func `random calls on screens of any size never have a row too wide or more rows than there are`()
    throws
  {
    var random = SplitMix(seed: 11)
    for seed in 0..<60 {
      let columns = Int.random(in: 20..<140, using: &random)
      let rows = Int.random(in: 6..<50, using: &random)
      let language: UserLanguage = Bool.random(using: &random) ? .chinese : .english
      let console = try answered(language, columns: columns, rows: rows)
      var ringing: Set<String> = []
      for _ in 0..<15 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: console.press(.function(Int.random(in: 1...12, using: &random)))
        case 1: console.enter(Self.lines[Int.random(in: 0..<Self.lines.count, using: &random)])
        case 2: console.enter(String(repeating: "长地名", count: Int.random(in: 1..<30, using: &random)))
        default:
          let call = "\(Int.random(in: 2..<9, using: &random))"
          console.rings(call, number: "19900000099", elapsed: 7_000)
          ringing.insert(call)
        }
        let isFitting =
          console.panelRows.count <= rows - 2 && console.panelRows.allSatisfy { $0.displayWidth < columns }
        try #require(isFitting, "\(seed) \(columns)x\(rows)\n\(console.panel)")
        // Who waits is there on the lowest screen.
        let isThere = ringing.isEmpty || console.panelRows.contains { $0.hasPrefix(" !! ") }
        try #require(isThere, "\(seed) \(columns)x\(rows)\n\(console.panel)")
      }
    }
  }
}
