import Foundation
import TestSupport
import Testing

/// Slips are forgiven, on a real terminal.
@Suite(.serialized) struct ForgivenessOnTerminalTests {
  private let console = ConsoleOnTerminal()

  @Test func `one key and one word take the last deed back, one word moves an answer`() throws {
    let terminal = try console.openAnswered()
    try terminal.enter("/level 2")
    try terminal.waitFor("已记录 等级 2")
    try terminal.press(Key.undo)
    try terminal.waitFor("撤销: 等级 2")
    try terminal.enter("/派警 天宁所")
    try terminal.waitFor("已记录 派警 天宁所")
    try terminal.enter("/撤销")
    try terminal.waitFor("撤销: 派警 天宁所")
    try terminal.enter("晋陵中路189号")
    try terminal.waitFor("已记录 何时: 晋陵中路189号")
    try terminal.enter("/移 何地")
    try terminal.waitFor("已记录 何地: 晋陵中路189号")
    try terminal.waitForLine("何时>")
    try terminal.enter("/amend where 晋陵中路191号 // 听错门牌")
    try terminal.waitFor("更正 何地: 晋陵中路189号 → 晋陵中路191号")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    let end = try #require(try console.lines("end").first)
    #expect(end.contains("\"text\":\"晋陵中路191号\"") && end.contains("\"why\":\"听错门牌\""))
    #expect(!end.contains("\"level\":2") && end.contains("\"notifications\":[]"))
    #expect(try console.lines("undone").count == 3)
  }

  @Test func `a call is opened again, closed again, worked on by its number and corrected outside`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    try terminal.enter("/where 甲地")
    try terminal.waitFor("已记录 何地: 甲地")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    let call = ConsoleOnTerminal.call(try #require(try console.lines("end").first))
    try terminal.enter("/reopen 挂早了")
    try terminal.waitFor("\(call): 重开: 挂早了, 报警人仍在线")
    try terminal.waitForLine("何时>")
    try terminal.enter("刚才")
    try terminal.waitFor("已记录 何时: 刚才")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    let deeds = [
      ("/notify \(call) 天宁所", "派警 天宁所"), ("/feedback \(call) 天宁所 已到场", "反馈 天宁所 已到场"),
      ("/chase \(call) 天宁所", "催办 天宁所"), ("/department \(call) 某公司", "通知部门 某公司"),
      ("/note \(call) 补记", "备注 补记"), ("/amend \(call) where 乙地 // 听错", "更正 何地: 甲地 → 乙地"),
    ]
    for (line, told) in deeds {
      try terminal.enter(line)
      try terminal.waitFor("已记录 \(call): \(told)")
    }
    try terminal.enter("/cancel 误按")
    try terminal.waitFor("不能作废")
    try terminal.enter("/quit")
    _ = try terminal.waitForExit()
    let outside = try ProgramRun([
      "calls", "amend", call, "what", "抢夺手机", "//", "补记", "--operator", "050001", "--logs", console.logs,
    ])
    #expect(outside.status == 0 && outside.output.contains("\(call): 更正 何事:  → 抢夺手机"))
    let shown = try ProgramRun(["calls", "show", call, "--json", "--logs", console.logs])
    for part in ["\"text\":\"乙地\"", "\"text\":\"抢夺手机\"", "\"purpose\":\"feedback\"", "\"reopenings\":[{"] {
      #expect(shown.output.contains(part), "\(part)")
    }
    #expect(try ProgramRun(["verify", "--logs", console.logs]).status == 0)
    #expect(try console.lines("end").count == 2)
  }

  @Test func `a stray call is cancelled at the desk and outside, counts nowhere and is on record`() throws {
    let terminal = try console.openAnswered()
    try terminal.enter("/cancel 误按")
    try terminal.waitFor("作废: 误按")
    try terminal.waitFor("今日 0")
    for _ in 1...2 { try terminal.enter() }
    try terminal.waitForLine("何时>")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    try terminal.enter("/quit")
    _ = try terminal.waitForExit()
    let second = ConsoleOnTerminal.call(try #require(try console.lines("end").last))
    let words = ["calls", "cancel", second, "误按", "--operator", "050001", "--logs", console.logs]
    #expect(try ProgramRun(words).status == 0)
    #expect(try ProgramRun(words).status != 0)
    let list = try ProgramRun(["calls", "list", "--logs", console.logs]).output
    #expect(list.components(separatedBy: "作废").count == 3, "\(list)")
    #expect(try ProgramRun(["verify", "--logs", console.logs]).status == 0)
  }

  @Test func `what was typed and never entered is offered with its record`() throws {
    let terminal = try console.openAnswered()
    try terminal.send(Key.down)
    try terminal.waitForLine("何地>")
    try terminal.send("红梅新村")
    try terminal.waitForLine("何地> 红梅新村")
    try terminal.press(Key.f(2))
    try terminal.press(Key.down)
    try terminal.waitForLine("何事>")
    try terminal.enter("/hangup")
    try terminal.waitFor("有已输入未记录的文字: 何地 红梅新村")
    let call = ConsoleOnTerminal.call(try #require(try console.lines("end").first))
    let shown = try ProgramRun(["calls", "show", call, "--logs", console.logs])
    #expect(shown.output.contains("已输入未记录: 何地 红梅新村"))
    try terminal.enter("/amend \(call) where 红梅新村 // 补记")
    try terminal.waitFor("\(call): 更正 何地:")
    #expect(
      try !ProgramRun(["calls", "show", call, "--logs", console.logs]).output.contains("已输入未记录"))
  }

  @Test func `what two callers' fields never got is offered with each one's own record`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    /// Types into two fields and enters neither.
    func typeHalf(_ place: String, _ matter: String) throws {
      try terminal.press(Key.down)
      try terminal.waitForLine("何地>")
      try terminal.send(place)
      try terminal.waitForLine("何地> \(place)")
      try terminal.press(Key.down)
      try terminal.waitForLine("何事>")
      try terminal.send(matter)
      try terminal.waitForLine("何事> \(matter)")
    }
    try typeHalf("红梅新村", "抢夺手")
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("19900000002")
    try console.phone("answer", "1.2")
    try terminal.waitFor("第二个来电 19900000002已接起")
    try terminal.press(Key.swap)
    try terminal.waitForLine("何时>")
    try typeHalf("青枫公园", "打架斗")
    for call in ["1.2", "1.1"] { try console.phone("end", call) }
    for _ in 1...2 {
      try terminal.press(Key.down)
      try terminal.waitForLine("何人>")
      try terminal.enter("/hangup")
      try terminal.waitFor("closed") { !$0.cursorRow.contains("何人>") }
    }
    try terminal.waitForLine("接警>")
    let calls = try console.lines("ring").map(ConsoleOnTerminal.call)
    #expect(calls.count == 2)
    let typed = [["红梅新村", "抢夺手"], ["青枫公园", "打架斗"]]
    for (call, own, other) in [(calls[0], typed[0], typed[1]), (calls[1], typed[1], typed[0])] {
      let shown = try ProgramRun(["calls", "show", call, "--logs", console.logs]).output
      #expect(own.allSatisfy(shown.contains) && !other.contains(where: shown.contains), "\(shown)")
      try terminal.enter("/show \(call)")
      try terminal.waitFor("\(call) 有已输入未记录的文字: 何事 \(own[1])、何地 \(own[0])")
      let mixed = other.contains { terminal.screen.everything.contains("\(call) 有已输入未记录的文字: 何事 \($0)") }
      #expect(!mixed)
    }
  }

  @Test func `of two closed calls each is corrected by its number, also one of another seat`() throws {
    let other = try console.open(seat: "04")
    try other.waitForLine("接警>")
    for line in ["/ring 19900000004", "/answer", "/where 丁地", "/hangup"] { try other.enter(line) }
    try other.waitFor("已归档")
    try other.enter("/quit")
    _ = try other.waitForExit()
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    for place in ["甲地", "乙地"] {
      for line in ["/ring 19900000001", "/answer", "/where \(place)", "/hangup"] { try terminal.enter(line) }
      try terminal.waitFor("已记录 何地: \(place)")
      try terminal.waitForLine("接警>")
    }
    let calls = try console.lines("end").map(ConsoleOnTerminal.call).sorted()
    #expect(calls.count == 3)
    for (call, place) in zip(calls, ["甲地", "乙地", "丁地"]) {
      try terminal.enter("/amend \(call) where \(place)二 // 听错")
      try terminal.waitFor("\(call): 更正 何地: \(place) → \(place)二")
    }
    for (call, place) in zip(calls, ["甲地", "乙地", "丁地"]) {
      let shown = try ProgramRun(["calls", "show", call, "--json", "--logs", console.logs]).output
      #expect(shown.contains("\"text\":\"\(place)二\"") && shown.contains("\"why\":\"听错\""), "\(shown)")
      #expect(shown.components(separatedBy: "\"field\":\"where\"").count == 2)
    }
    #expect(try ProgramRun(["verify", "--logs", console.logs]).status == 0)
    // Known at once here too: the next correction names what stands there now.
    try terminal.enter("/amend \(calls[2]) where 戊地 // 又听错")
    try terminal.waitFor("更正 何地: 丁地二 → 戊地")
  }

  @Test func `a call of the highest level with nobody sent is said on the panel, while idle and in matters`()
    throws
  {
    let owed = "一级警情派出力量"
    func matters() throws -> String { try ProgramRun(["matters", "list", "--logs", console.logs]).output }
    let terminal = try console.openAnswered()
    #expect(try matters().isEmpty)
    try terminal.enter("/level 1")
    try terminal.waitFor("the panel") {
      $0.text.contains("许诺待落实: \(owed)") && $0.text.contains("未了许诺 1")
    }
    let call = ConsoleOnTerminal.call(try #require(try console.lines("ring").last))
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    try terminal.waitFor("the idle desk", seconds: 20) {
      $0.text.contains("未了许诺: \(owed)") && $0.text.contains(call) && $0.text.contains("未了许诺 1")
    }
    #expect(try matters().contains(call) && matters().contains(owed))
    try terminal.enter("/notify \(call) 天宁所")
    try terminal.waitFor("已记录 \(call): 派警 天宁所")
    try terminal.waitFor("settled", seconds: 20) {
      !$0.text.contains("未了许诺: \(owed)") && $0.text.contains("未了许诺 0")
    }
    #expect(try !matters().contains(owed))
  }

  @Test func `a complaint left is left, two presses are two sentences, Escape has time, a mark is no unit`()
    throws
  {
    let terminal = try console.openAnswered()
    try terminal.enter("/branch 投诉")
    try terminal.enter("/leave 投诉")
    try terminal.waitForLine("何时>")
    try terminal.enter("刚才")
    try terminal.waitFor("已记录 何时: 刚才")
    #expect(try console.lines("branch").count == 1)
    try terminal.enter("/notify ?")
    try terminal.send("\u{1B}")
    usleep(1_000_000)
    try terminal.send("2")
    try terminal.waitFor("请说: 「请别紧张，慢慢讲清楚」")
    try terminal.waitForLine("何地>")
    for line in ["/said F1", "/category 100300", "/level 2"] { try terminal.enter(line) }
    try terminal.press(Key.f(9))
    try terminal.waitForLine("回车挂机>")
    try terminal.press(Key.f(12))
    usleep(60_000)
    try terminal.send(Key.f(12))
    try terminal.waitFor("回车挂机>")
    try terminal.enter()
    try terminal.waitForLine("接警>")
    #expect(try console.lines("phrase").count == 3 && console.lines("notify").isEmpty)
  }

  @Test func `nothing is booked before it was on the screen, and words only search`() throws {
    let terminal = try console.openAnswered()
    try terminal.press(Key.f(6))
    try terminal.waitFor("请说: 「请注意语言文明」")
    #expect(try console.lines("phrase").isEmpty)
    try terminal.press(Key.f(6))
    try terminal.waitFor("已说「请注意语言文明」")
    try terminal.press(Key.f(5))
    try terminal.waitForLine("转介查询>")
    try terminal.enter("/refer 2")
    // The digit inside a number is no choice either.
    try terminal.enter("12345")
    try terminal.enter("身份证")
    try terminal.waitFor("  1 ")
    #expect(try console.lines("refer").isEmpty)
    try terminal.enter("1")
    try terminal.waitFor("已记录 转介")
    try terminal.enter("/refer 某某所 某路1号 0519-00000001")
    try terminal.waitFor("转介 某某所 某路1号 0519-00000001")
    #expect(try console.lines("refer").count == 2)
  }

  @Test func `an element passed over stays so, and the unit of the earlier call is the default`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    try terminal.enter("/notify 天宁所")
    try terminal.waitFor("已记录 派警 天宁所")
    try terminal.enter()
    try terminal.waitForLine("何地>")
    for element in ["何地", "何事", "何人"] {
      try terminal.waitForLine("\(element)>")
      try terminal.enter("\(element)的内容")
    }
    try terminal.waitForLine("何因>")
    try terminal.enter()
    try terminal.waitForLine("何物>")
    try console.callsAgain("1.2", behind: "1.1", from: "19900000001", on: terminal)
    try terminal.press(Key.f(1))
    try terminal.waitFor("已说「你好，常州110」")
    for _ in 1...2 { try terminal.press(Key.f(3)) }
    try terminal.waitForLine("关联>")
    try terminal.enter("1")
    try terminal.waitFor("催办 天宁所")
    try terminal.enter()
    try terminal.waitFor("已记录 催办 天宁所")
    #expect(try console.lines("notify").last?.contains("\"purpose\":\"chase\"") == true)
  }

  @Test func `consent is booked by its own key, and the farewell by the next press and not before`() throws {
    let terminal = try console.openAnswered()
    for line in ["/category 100300", "/level 2", "/said F1"] { try terminal.enter(line) }
    try terminal.press(Key.f(9))
    try terminal.waitForLine("回车挂机>")
    // Another sentence stands there: the key shows its own first.
    try terminal.press(Key.f(2))
    try terminal.waitFor("calming") { $0.text.contains("请说: 「请别紧张，慢慢讲清楚」") }
    try terminal.press(Key.f(12))
    for (phrase, words) in [("consent", "请问还有其他情况要补充吗"), ("farewell", "谢谢您的来电，再见")] {
      try terminal.waitFor(words) { $0.text.contains("请说: 「\(words)") }
      let before = try console.lines("phrase").count
      #expect(try !console.lines("phrase").contains { $0.contains("\"\(phrase)\"") })
      try terminal.press(Key.f(12))
      try terminal.waitFor("已说「\(words)")
      let said = try console.lines("phrase")
      #expect(said.count == before + 1 && said.last?.contains("\"\(phrase)\"") == true)
    }
    try terminal.enter()
    try terminal.waitForLine("接警>")
    #expect(try console.lines("phrase").count == 3 && console.lines("breach").isEmpty)
  }

  @Test func `with another caller since nothing without a number is opened again or cancelled`() throws {
    let terminal = try console.openAnswered()
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    let call = ConsoleOnTerminal.call(try #require(try console.lines("end").last))
    // Somebody rings and gives up.
    try terminal.enter("/ring 19900000002")
    try terminal.waitForLine("接听>")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    for line in ["/reopen 挂早了", "/cancel 误按"] {
      try terminal.enter(line)
      try terminal.waitFor("/\(line.dropFirst().prefix { $0 != " " }) 编号 原因")
    }
    #expect(try console.lines("reopened").isEmpty && console.lines("cancelled").isEmpty)
    try terminal.enter("/reopen \(call) 挂早了")
    try terminal.waitFor("\(call): 重开: 挂早了")
    try terminal.enter("/cancel 误按")
    try terminal.waitFor("未结束 \(call)")
    #expect(try console.lines("cancelled").isEmpty)
    try terminal.enter("/cancel \(call) 误按")
    try terminal.waitFor("作废: 误按")
    #expect(try console.lines("cancelled").map(ConsoleOnTerminal.call) == [call])
  }
}
