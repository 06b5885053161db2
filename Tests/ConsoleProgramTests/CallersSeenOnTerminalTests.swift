import Foundation
import TestSupport
import Testing

/// What the screen says of each caller, and of no other, on a real terminal with a telephone link.
@Suite(.serialized) struct CallersSeenOnTerminalTests {
  private let console = ConsoleOnTerminal()

  /// The row of the panel that has the text.
  private func row(_ text: String, _ terminal: PseudoTerminal) -> String? {
    terminal.screen.text.split(separator: "\n").map(String.init).last { $0.contains(text) }
  }

  /// Seconds of a talk as a row shows them; nil where it shows none.
  private func seconds(_ row: String) -> Int? {
    row.firstMatch(of: /通话 (\d\d):(\d\d)/).flatMap { found in
      Int(found.output.1).flatMap { minutes in Int(found.output.2).map { minutes * 60 + $0 } }
    }
  }

  @Test func `a telephone that rang sixteen seconds beside a call told by key is late, and no other is`()
    throws
  {
    let terminal = try console.openAnswered()
    // Longer than a telephone's word may come late: what rings now is another caller.
    usleep(1_700_000)
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("loud", seconds: 30) { $0.text.contains("第4声") && $0.text.contains("!!! 立即接听 !!!") }
    #expect(row("!!! 立即接听 !!!", terminal)?.contains("19900000002") == true)
    // The two clocks may differ by a second: behind it there is no doubt.
    usleep(2_500_000)
    try console.phone("answer", "1.2")
    try terminal.waitFor("在线  19900000002")
    let answers = try console.lines("answer")
    #expect(answers.count == 2 && answers[0].contains("\"reported\"") && !answers[0].contains("\"late\""))
    #expect(answers[1].contains("\"measured\"") && answers[1].contains("\"late\""))
    #expect(Set(answers.map(ConsoleOnTerminal.call)).count == 2)
    // Behind the first call's end the answered one is on the screen, and nothing is to be answered.
    try terminal.enter("/hangup")
    try terminal.waitFor("the second") { $0.text.contains("第4声") && $0.text.contains("超时") }
    #expect(!terminal.screen.text.contains("立即接听") && !terminal.screen.text.contains("按回车接听"))
    try terminal.waitForLine("何时>")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    #expect(!terminal.screen.text.contains("立即接听") && !terminal.screen.text.contains("按回车接听"))
  }

  @Test
  func `the second caller's row says how long and who is on the line, and whose telephone was put down`()
    throws
  {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    let first = ConsoleOnTerminal.call(try #require(try console.lines("ring").last))
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("第二个来电  响铃")
    try console.phone("answer", "1.2")
    try terminal.waitFor("在线  19900000002")
    #expect(row(first, terminal)?.contains("等候中") == true)
    let begun = try #require(row("在线  19900000002", terminal).flatMap(seconds))
    try terminal.waitFor("time that runs") { screen in
      let row = screen.text.split(separator: "\n").last { $0.contains("在线  19900000002") }
      return row.flatMap { seconds(String($0)) }.map { $0 >= begun + 2 } == true
    }
    // He hangs up: his own row says so, and not the record on the screen.
    try console.phone("end", "1.2")
    try terminal.waitFor("已挂机, 记录未结束  19900000002")
    #expect(!terminal.screen.everything.contains("对方已挂机"))
    #expect(row(first, terminal)?.contains("挂机") == false)
    try terminal.press(Key.swap)
    try terminal.waitFor("对方已挂机")
    #expect(row("先前来电", terminal)?.contains("在线  19900000001") == true)
    try terminal.press(Key.swap)
    try terminal.waitFor("back") { $0.text.contains("已挂机, 记录未结束  19900000002") }
    #expect(!terminal.screen.text.contains("对方已挂机"))
  }

  @Test(arguments: ["/cutoff", "/hangup", "/level 2", "说了一半"])
  func `behind a refused line number, Enter and answers make a call each`(refused: String) throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    for (number, when) in [("19900000001", "十分钟前"), ("19900000002", "昨天")] {
      try terminal.enter(refused)
      try terminal.waitForLine("接警>")
      try terminal.enter(number)
      try terminal.waitForLine("接听>")
      try terminal.enter()
      try terminal.waitForLine("何时>")
      try terminal.enter(when)
      try terminal.waitForLine("何地>")
      try terminal.enter("/hangup")
      try terminal.waitForLine("接警>")
      let record = try console.record(from: number)
      #expect(record.contains(when) && record.contains("\"ending\":\"finished\""), "\(record)")
    }
    #expect(try console.lines("answer").count == 2 && console.lines("end").count == 2)
  }

  @Test(arguments: [Key.escape, "\u{3}"])
  func `behind a refused line Escape and Ctrl-C leave an empty one, and the ring is answered by Enter`(
    key: String
  ) throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try terminal.enter("/hangup")
    try terminal.waitFor("现在没有通话")
    try terminal.waitForLine("接警>")
    try terminal.press(key)
    try terminal.waitForLine("接警>")
    try terminal.press(Key.pageUp)
    try terminal.waitForLine("接警> /hangup")
    try terminal.press(key)
    try terminal.waitForLine("接警>")
    try console.phone("ring", "1.1", "--from", "19900000001")
    try terminal.waitForLine("接听>")
    try terminal.enter()
    try terminal.waitForLine("何时>")
    #expect(try console.lines("answer").count == 1 && console.lines("end").isEmpty)
  }

  @Test
  func `who hangs up as Enter answers him leaves an empty desk and one record, and the next is answered`()
    throws
  {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try console.phone("ring", "1.1", "--from", "19900000001")
    try terminal.waitForLine("接听>")
    try terminal.send("甲的地址")
    try terminal.waitForLine("接听> 甲的地址")
    ConsoleOnTerminal.apart()
    try terminal.send("\r")
    try console.phone("end", "1.1", "--why", "abandoned")
    try terminal.waitFor("对方已挂机")
    try terminal.waitForLine("接警>", seconds: 30)
    try terminal.waitFor("who is owed a call") { $0.text.contains("待回拨") && $0.text.contains("今日 0") }
    let record = try console.record(from: "19900000001")
    #expect(record.contains("\"ending\":\"abandoned\"") && record.contains("甲的地址"), "\(record)")
    #expect(try console.lines("ring").count == 1 && console.lines("end").count == 1)
    #expect(try console.lines("callback").count == 1 && console.lines("element").isEmpty)
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitForLine("接听>")
    try terminal.enter()
    try terminal.waitForLine("何时>")
    #expect(try console.record(from: "19900000002").contains("甲的地址") == false)
  }

  // MARK: Forgiveness

  @Test func `an element passed over is not come back to before the end, to the last element`() throws {
    let terminal = try console.openAnswered()
    let fields = ["何时", "何地", "何事", "何人", "何因", "何物", "何果", "联系"]
    for (index, field) in fields.enumerated() {
      try terminal.waitForLine("\(field)>")
      try terminal.enter(["何时", "何因"].contains(field) ? "" : "\(field)的内容")
      try terminal.waitForLine(index + 1 < fields.count ? "\(fields[index + 1])>" : "备注>")
    }
    let elements = try console.lines("element")
    #expect(elements.count == 6 && !elements.contains { $0.contains("\"when\"") || $0.contains("\"why\"") })
    for (field, name) in [("何果", "result"), ("联系", "contact")] {
      #expect(elements.contains { $0.contains("\"\(name)\"") && $0.contains("\(field)的内容") })
    }
  }

  @Test func `a call that never was makes no breach, no call-back and no figure`() throws {
    let terminal = try console.openAnswered()
    let call = ConsoleOnTerminal.call(try #require(try console.lines("ring").last))
    try terminal.enter("/cutoff")
    try terminal.waitForLine("接警>")
    try terminal.waitFor("待回拨")
    try terminal.enter("/cancel \(call) 误按")
    try terminal.waitFor("\(call): 作废: 误按")
    try terminal.waitFor("today and the list") { $0.text.contains("今日 0") && !$0.text.contains("待回拨") }
    try terminal.enter("/quit")
    _ = try terminal.waitForExit()
    func told(_ words: String...) throws -> String {
      try ProgramRun(words + ["--logs", console.logs]).output
    }
    #expect(try !told("callbacks").contains(call))
    #expect(try !told("review", "check", call).contains("违规"))
    let day = "\(call.prefix(4))-\(call.dropFirst(4).prefix(2))-\(call.dropFirst(6).prefix(2))"
    let figures = try told("report", "day", day, "--format", "csv").split(separator: "\n")
    for key in ["calls.all", "calls.answered", "calls.cut-off", "breaches.calls"] {
      guard let row = figures.first(where: { $0.hasPrefix("\(key),") }) else { continue }
      #expect(
        row.split(separator: ",", omittingEmptySubsequences: false).lazy.compactMap { Int($0) }.first == 0)
    }
    #expect(figures.contains { $0.hasPrefix("calls.cancelled,") && $0.contains(",1,") })
  }

  @Test(arguments: ["", "一名男子"], [0, 60_000, 400_000, 1_500_000] as [UInt32])
  func `Escape and a digit are one key at any pace, with an empty line and with text`(
    text: String, pause: UInt32
  ) throws {
    let terminal = try console.openAnswered()
    for (digit, shown) in [("2", "请别紧张，慢慢讲清楚"), ("6", "请注意语言文明")] {
      ConsoleOnTerminal.apart()
      if !text.isEmpty {
        try terminal.send(text)
        try terminal.waitForLine("何时> \(text)")
        ConsoleOnTerminal.apart()
      }
      try terminal.send("\u{1B}")
      usleep(pause)
      try terminal.send(digit)
      try terminal.waitFor(shown) { $0.text.contains("请说: 「\(shown)」") }
      try terminal.waitFor("the line as it was") {
        $0.cursorRow == (text.isEmpty ? "何时>" : "何时> \(text)")
      }
      if !text.isEmpty {
        try terminal.send("\u{15}")
        try terminal.waitForLine("何时>")
      }
    }
    #expect(try console.lines("phrase").isEmpty && console.lines("element").isEmpty)
  }
}
