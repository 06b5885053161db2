import Foundation
import TestSupport
import Testing

/// Nothing of one caller reaches the next, on a real terminal with a telephone link.
@Suite(.serialized) struct TwoCallersOnTerminalTests {
  private let console = ConsoleOnTerminal()

  /// The first caller's call and the second's, answered beside it.
  private func two() throws -> PseudoTerminal {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("第二个来电  响铃")
    try console.phone("answer", "1.2")
    try terminal.waitFor("在线  19900000002")
    return terminal
  }

  @Test func `half-typed text, lists and what was cut stay with their caller`() throws {
    let terminal = try two()
    try terminal.send(Key.down)
    try terminal.waitForLine("何地>")
    try terminal.send("被剪下的" + Key.killLine)
    try terminal.waitForLine("何地>")
    try terminal.enter("/search 身份证")
    try terminal.waitFor("  1 ")
    try terminal.press(Key.down)
    try terminal.send("红梅新村")
    try terminal.waitFor("> 红梅新村")
    try terminal.press(Key.swap)
    try terminal.waitForLine("何时>")
    try terminal.send(Key.yank)
    try terminal.enter("/refer 1")
    try terminal.waitFor("屏幕上没有可选的列表")
    for list in ["/link 1", "/category 1"] { try terminal.enter(list) }
    try terminal.enter("/when 刚才")
    try terminal.waitFor("已记录 何时: 刚才")
    let second = try #require(try console.lines("ring").last)
    let own = try console.journal().split(separator: "\n").filter {
      $0.contains(ConsoleOnTerminal.call(second))
    }
    for strayed in ["红梅新村", "被剪下的", "\"ev\":\"refer\"", "\"ev\":\"link\"", "\"ev\":\"category\""] {
      #expect(!own.contains { $0.contains(strayed) }, "\(strayed)")
    }
    try terminal.press(Key.swap)
    try terminal.waitFor("> 红梅新村")
  }

  @Test func `a second Enter within a quarter of a second never closes the next caller`() throws {
    let terminal = try two()
    for line in ["/category 100300", "/level 2", "/said F1"] { try terminal.enter(line) }
    try terminal.press(Key.f(9))
    try terminal.waitForLine("回车挂机>")
    try terminal.enter()
    usleep(100_000)
    try terminal.send("\r")
    try terminal.waitForLine("何时>")
    ConsoleOnTerminal.apart()
    #expect(try console.lines("end").count == 1)
    #expect(try console.lines("answer").count == 2)
    try terminal.enter("刚才")
    try terminal.waitFor("已记录 何时: 刚才")
    let ended = ConsoleOnTerminal.call(try #require(try console.lines("end").first))
    let told = ConsoleOnTerminal.call(try #require(try console.lines("element").last))
    #expect(ended != told)
  }

  @Test func `a telephone that rings during a call told by key is shown, rings the bell and is its own call`()
    throws
  {
    let terminal = try console.openAnswered()
    // Longer than a telephone's word may come late: what rings now is another caller.
    usleep(1_700_000)
    try terminal.send("十分")
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("第二个来电  响铃 第1声")
    try terminal.waitForLine("何时> 十分")
    try console.phone("answer", "1.2")
    try terminal.waitFor("在线  19900000002")
    try terminal.send("钟前\r")
    try terminal.waitFor("已记录 何时: 十分钟前")
    try terminal.press(Key.swap)
    try terminal.waitForLine("何时>")
    let answers = try console.lines("answer")
    #expect(answers.count == 2 && answers[0].contains("\"reported\"") && answers[1].contains("\"measured\""))
    #expect(Set(answers.map(ConsoleOnTerminal.call)).count == 2)
  }

  @Test func `callers who came and went while a record was open leave one record each`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    for (call, number) in [("1.2", "19900000002"), ("1.3", "19900000003")] {
      try console.phone("ring", call, "--from", number)
      try terminal.waitFor(number)
      try console.phone("answer", call)
      try terminal.waitFor("在线  \(number)")
      try console.phone("end", call)
      try terminal.waitFor("已挂机, 记录未结束  \(number)")
    }
    try terminal.waitForLine("何时>")
    try terminal.enter("十分钟前")
    try terminal.waitFor("已记录 何时: 十分钟前")
    for _ in 1...3 { try terminal.enter("/hangup") }
    try terminal.waitForLine("接警>")
    #expect(Set(try console.lines("end").map(ConsoleOnTerminal.call)).count == 3)
    // What the telephone told of how to reach each of them is nobody's answer.
    let told = try console.lines("element").filter { !$0.contains("\"by\":\"phone\"") }
    #expect(told.count == 1 && told[0].contains("-0001\""))
  }

  @Test func `a refused line stays no longer, and Enter answers whatever stands on the line`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    try console.phone("ring", "1.1", "--from", "19900000001")
    try terminal.waitForLine("接听>")
    try terminal.send("抢劫")
    try terminal.waitForLine("接听> 抢劫")
    try terminal.enter()
    try terminal.waitForLine("何时> 抢劫")
    #expect(try console.lines("answer").count == 1 && console.lines("end").isEmpty)
    #expect(try console.lines("breach").isEmpty)
  }

  @Test func `without a link a ring can be given up, and no opens no complaint`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try terminal.enter("/ring 19900000001")
    try terminal.waitForLine("接听>")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    // What names no call goes to no ring that was given up.
    try terminal.enter("/amend where 甲地 // 试")
    let given = ConsoleOnTerminal.call(try #require(try console.lines("end").last))
    try terminal.waitFor("补记请写编号, 如 \(given)")
    try terminal.enter("/major 值班长 电话")
    try terminal.enter("/ring 19900000002")
    try terminal.waitForLine("接听>")
    try terminal.enter()
    try terminal.waitForLine("何时>")
    try terminal.enter("/happening no")
    try terminal.enter("刚才")
    try terminal.waitFor("已记录 何时: 刚才")
    for kind in ["complaint", "complaint-field", "amend", "major-reported"] {
      #expect(try console.lines(kind).isEmpty, "\(kind)")
    }
    let calls = try console.lines("ring").map(ConsoleOnTerminal.call)
    #expect(Set(calls).count == 2)
    #expect(try console.lines("element").map(ConsoleOnTerminal.call) == [calls.last])
  }
}
