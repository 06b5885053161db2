import CallConsole
import CallModel
import Catalogue
import PlainText
import Testing

/// The console on a terminal, without the terminal: inputs in, changes out.
@Suite struct LiveConsoleTests {
  private let fixture: DeskFixture

  init() throws {
    fixture = try DeskFixture()
  }

  private func console(_ desk: CallDesk, line: (any LineFeed)? = nil) -> LiveConsole {
    LiveConsole(desk: desk, setting: ConsoleSetting(version: "test"), line: line)
  }

  private func input(_ changes: [ScreenChange]) -> String? {
    changes.compactMap { if case .input(let text) = $0 { text } else { nil } }.last
  }

  private func said(_ changes: [ScreenChange]) -> String {
    changes.flatMap { if case .say(let lines) = $0 { lines.map(\.description) } else { [String]() } }
      .joined(separator: "\n")
  }

  private func panel(_ changes: [ScreenChange]) -> String {
    changes.compactMap {
      if case .panel(let lines) = $0 { lines.map(\.description).joined(separator: "\n") } else { nil }
    }
    .last ?? ""
  }

  @Test func `half-typed text is kept for its field while another is answered`() throws {
    let console = console(try fixture.answeredDesk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    let jumped = console.handle(.key(.down, text: "十分"))
    #expect(input(jumped) == "")
    let back = console.handle(.key(.up, text: "晋陵"))
    #expect(input(back) == "十分")
    #expect(input(console.handle(.key(.down, text: "十分钟前"))) == "晋陵")
  }

  @Test func `a phone that rings shows number, name, ring and seconds, and what stands on the line stays`()
    throws
  {
    let line = ScriptedLine()
    let console = console(try fixture.desk(), line: line)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    let name = String(repeating: "演示超市", count: 20)
    line.news = [
      .incoming(
        RingSeen(number: "19900000009", name: name, isFromPhone: true, phoneCall: "1"), elapsed: 6_300)
    ]
    let changes = console.handle(.tick)
    #expect(panel(changes).contains(" 来电 19900000009 演示超市演示超市演示超市  响铃 第2声 6.3秒  按回车接听"))
    #expect(input(changes) == nil)
    #expect(said(console.handle(.line(""))).contains("响铃 来电 19900000009 演示超市"))
  }

  @Test(arguments: UserLanguage.allCases)
  func `the word for the phone link stands on the first row of eighty columns, once it changes`(
    language: UserLanguage
  ) throws {
    let line = ScriptedLine()
    let console = console(try fixture.desk(language: language), line: line)
    let words = LineStatus.Link.allCases.map { link in
      line.status = LineStatus(link: link)
      let shown = panel(console.start(columns: 80, rows: 24, restored: nil))
      let row = shown.split(separator: "\n").first.map(String.init) ?? ""
      #expect(row.displayWidth <= 80)
      return row.split(separator: " ").last.map(String.init) ?? ""
    }
    #expect(Set(words).count == LineStatus.Link.allCases.count)
    line.status = LineStatus(link: .down)
    #expect(said(console.handle(.tick)).isEmpty)
  }

  @Test func `a phrase key leaves the half-typed text alone`() throws {
    let console = console(try fixture.answeredDesk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    let shown = console.handle(.key(.function(2), text: "十分"))
    #expect(input(shown) == nil && panel(shown).contains("请说: 「请别紧张，慢慢讲清楚」  F2 或空行回车记已说"))
    #expect(fixture.sink.kinds.last == .answer)
    fixture.clock.advance(milliseconds: 400)
    #expect(input(console.handle(.key(.function(2), text: "十分"))) == nil)
    #expect(fixture.sink.kinds.suffix(2) == [.branchEntered, .phrase])
  }

  @Test func `a key pressed twice by accident is one press`() throws {
    let console = console(try fixture.answeredDesk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    _ = console.handle(.key(.function(4), text: ""))
    fixture.clock.advance(milliseconds: 400)
    _ = console.handle(.key(.function(4), text: ""))
    let count = fixture.sink.events.count
    fixture.clock.advance(milliseconds: 80)
    _ = console.handle(.key(.function(4), text: ""))
    #expect(fixture.sink.events.count == count)
  }

  @Test func `a line that could not be carried out is fetched back by key, and never stands there by itself`()
    throws
  {
    let console = console(try fixture.answeredDesk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    #expect(input(console.handle(.line("/wehre 甲地"))) == nil)
    #expect(input(console.handle(.key(.pageUp, text: "乙"))) == "/wehre 甲地")
    #expect(input(console.handle(.key(.pageDown, text: "/wehre 甲地"))) == "乙")
    #expect(input(console.handle(.key(.pageDown, text: "乙"))) == nil)
  }

  @Test func `the draft goes back to the field it was typed in`() throws {
    let console = console(try fixture.answeredDesk())
    let changes = console.start(
      columns: 80, rows: 24, restored: Draft(context: "20261122-03-0001|element:who", text: "一名男"))
    #expect(input(changes) == "一名男")
    #expect(changes.contains(.prompt("何人> ")))
  }

  @Test func `what stands half-typed in other fields comes back too`() throws {
    let console = console(try fixture.answeredDesk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    let changes = console.handle(.key(.down, text: "十分"))
    let context = try #require(
      changes.compactMap { if case .draftContext(let text) = $0 { text } else { nil } }.last)
    let again = self.console(try fixture.answeredDesk())
    _ = again.start(columns: 80, rows: 24, restored: Draft(context: context, text: "晋陵"))
    #expect(input(again.handle(.key(.up, text: "晋陵"))) == "十分")
  }

  @Test func `a draft of another call is shown and never filed under this one`() throws {
    let console = console(try fixture.answeredDesk())
    let changes = console.start(
      columns: 80, rows: 24, restored: Draft(context: "20261122-03-0777|element:who", text: "一名男"))
    #expect(input(changes) == nil)
    #expect(changes.contains(.prompt("何时> ")))
    let said = changes.flatMap { change -> [String] in
      if case .say(let lines) = change { lines.map(\.description) } else { [] }
    }
    #expect(said.contains { $0.contains("20261122-03-0777") && $0.contains("一名男") })
  }

  @Test func `Ctrl-C, Ctrl-D and a tick never end the console`() throws {
    let console = console(try fixture.answeredDesk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    for event in [ConsoleInput.interrupt(text: "x"), .endOfInput, .tick, .line("/quit")] {
      let closes = console.handle(event).contains { if case .close = $0 { true } else { false } }
      #expect(!closes)
    }
  }

  @Test func `each ring rings the bell once, and the third is loud`() throws {
    let console = console(try fixture.desk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    _ = console.handle(.line(""))
    #expect(console.handle(.tick).contains(.bell))
    fixture.clock.advance(milliseconds: 5_100)
    #expect(console.handle(.tick).contains(.bell))
    fixture.clock.advance(milliseconds: 4_800)
    #expect(!console.handle(.tick).contains(.bell))
    fixture.clock.advance(milliseconds: 200)
    let third = console.handle(.tick)
    #expect(third.contains(.bell))
    #expect(panel(third).contains("第3声 10.1秒"))
    fixture.clock.advance(milliseconds: 200)
    #expect(!console.handle(.tick).contains(.bell))
  }

  @Test func `the greeting is the first thing shown after the answer`() throws {
    let console = console(try fixture.desk())
    _ = console.start(columns: 80, rows: 24, restored: nil)
    _ = console.handle(.line(""))
    fixture.clock.advance(milliseconds: 3_000)
    #expect(panel(console.handle(.line(""))).contains("请说: 「你好，常州110」"))
  }

  @Test(arguments: [30, 60, 80, 100, 132, 200])
  func `no row of the panel is wider than the terminal allows for`(columns: Int) throws {
    var desk = try fixture.answeredDesk()
    for line in [
      "/where " + String(repeating: "晋陵中路", count: 20), "/said F4", "/said F7", "/about 态度", "/notify 天宁所",
    ] {
      _ = desk.execute(line)
    }
    let console = console(desk)
    let rows = console.start(columns: columns, rows: 24, restored: nil).compactMap {
      if case .panel(let lines) = $0 { lines } else { nil }
    }
    let keyRows = rows.joined().filter { $0.description.contains("F12") || $0.description.contains("F1 ") }
    #expect(!rows.isEmpty)
    for row in keyRows where columns >= 60 { #expect(row.description.displayWidth <= columns) }
  }

  @Test func `a phone event answers on the screen and never touches the text`() throws {
    let line = ScriptedLine()
    let console = console(try fixture.desk(), line: line)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    line.news = [.ringing(RingSeen(number: "19900000009", isFromPhone: true, phoneCall: "1"), elapsed: 2_000)]
    let rung = console.handle(.tick)
    #expect(panel(rung).contains("来电 19900000009  响铃 第1声 2.0秒"))
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 7_000, errorMilliseconds: 50, limit: RingLimit())
    line.news = [.answered(CallAnswered(timing: timing), phoneCall: "1")]
    let answered = console.handle(.tick)
    #expect(said(answered).contains("第2声 7.0秒 实测 合格"))
    #expect(input(rung) == nil)
    // The prompt changed from answering to the first element, so its own (empty) text is shown.
    #expect(answered.contains(.prompt("何时> ")))
  }

  @Test func `a measured timing stands beside the reported one`() throws {
    let line = ScriptedLine()
    let console = console(try fixture.desk(), line: line)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    line.news = [.ringing(RingSeen(number: "1", isFromPhone: true, phoneCall: "1"))]
    _ = console.handle(.tick)
    fixture.clock.advance(milliseconds: 3_000)
    _ = console.handle(.line(""))
    let late = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 16_000, errorMilliseconds: 50, limit: RingLimit()
    )
    line.news = [.answered(CallAnswered(timing: late), phoneCall: "1")]
    _ = console.handle(.tick)
    let answer = try #require(fixture.sink.records.last?.answer)
    #expect(answer.timing.verdict == .late)
    #expect(answer.timing.source == .measured)
    #expect(answer.reported?.verdict == .within)
    #expect(answer.reported?.ringMilliseconds == 3_000)
  }

  @Test
  func `a call picked up before the last record is closed has its own, and comes to the screen after it`()
    throws
  {
    let line = ScriptedLine()
    let console = console(try fixture.desk(), line: line)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    let timing = RingTiming(
      source: .measured, basis: .alerting, ringMilliseconds: 2_000, errorMilliseconds: 50, limit: RingLimit())
    line.news = [
      .ringing(RingSeen(number: "1", isFromPhone: true, phoneCall: "1")),
      .answered(CallAnswered(timing: timing), phoneCall: "1"), .hungUp(phoneCall: "1"),
      .ringing(RingSeen(number: "2", isFromPhone: true, phoneCall: "2")),
      .answered(CallAnswered(timing: timing), phoneCall: "2"),
    ]
    #expect(said(console.handle(.tick)).contains("第二个来电 2已接起"))
    #expect(fixture.sink.calls.map(\.number) == ["1", "2"])
    #expect(said(console.handle(.line("/hangup"))).contains("现在显示 20261122-03-0002 2"))
    #expect(fixture.sink.calls.map(\.phase) == [.ended, .answered])
  }

  @Test(arguments: [UserLanguage.chinese, .english], [80, 120])
  func `the first row fits, with the state of the phone`(language: UserLanguage, columns: Int) throws {
    let line = ScriptedLine()
    line.status = LineStatus(link: .down)
    let console = console(try fixture.desk(language: language), line: line)
    let first = panel(console.start(columns: columns, rows: 24, restored: nil)).prefix { $0 != "\n" }
    #expect(first.hasSuffix(language == .chinese ? "电话联动 中断" : "phone link down"), "\(first)")
    #expect(String(first).displayWidth <= columns, "\(first)")
    #expect(first.contains("09:15:00") && first.contains("2026-11-22") == (columns == 120), "\(first)")
  }

  @Test func `branches and the last unit told are read in full on 80 columns`() throws {
    var desk = try fixture.answeredDesk()
    for text in ["/said calming", "/said urgent-police", "/branch referral", "/notify 天宁派出所巡逻三组"] {
      _ = desk.execute(text)
    }
    let rows = panel(console(desk).start(columns: 80, rows: 24, restored: nil)).split(separator: "\n")
    #expect(rows.contains { $0.contains("紧张、急助、转介") && $0.contains("派警 天宁派出所巡逻三组 09:15:06") }, "\(rows)")
    #expect(rows.prefix(3).allSatisfy { String($0).displayWidth <= 80 }, "\(rows)")
  }

  @Test func `what came is taken in by pieces, and seen at once where it is of this seat`() throws {
    let line = ScriptedLine()
    let console = console(try fixture.desk(), line: line)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    let ring = LineNews.incoming(
      RingSeen(number: "19900000009", isFromPhone: true, phoneCall: "1"), elapsed: 6_300)
    line.pieces = [[], [], [ring], [], []]
    line.status = LineStatus(link: .normal, waiting: 7, longestWaitMilliseconds: 9_000)
    #expect(panel(console.handle(.tick)).isEmpty && console.hasMore && line.polls == 1)
    #expect(panel(console.handle(.more)).isEmpty && console.hasMore && line.polls == 2)
    // A key between two pieces shows what is known then.
    #expect(panel(console.handle(.key(.escape, text: ""))).contains("排队 7 个"))
    #expect(panel(console.handle(.more)).contains("19900000009") && console.hasMore)
    line.status = LineStatus(link: .normal, waiting: 8, longestWaitMilliseconds: 9_000)
    #expect(panel(console.handle(.more)).isEmpty)
    #expect(panel(console.handle(.more)).contains("排队 8 个") && !console.hasMore && line.polls == 5)
  }

  @Test func `pieces without an end keep no panel from the screen for longer than a tick`() throws {
    let line = ScriptedLine()
    let console = console(try fixture.desk(), line: line)
    _ = console.start(columns: 80, rows: 24, restored: nil)
    line.pieces = Array(repeating: [], count: 1_000)
    line.status = LineStatus(link: .normal, waiting: 7, longestWaitMilliseconds: 9_000)
    #expect(panel(console.handle(.tick)).isEmpty)
    for _ in 0..<50 { #expect(panel(console.handle(.more)).isEmpty) }
    #expect(panel(console.handle(.tick)).contains("排队 7 个") && console.hasMore)
  }
}
