import Foundation
import TestSupport
import Testing

/// Presses that follow each other within a quarter of a second, on a real terminal: none of them answers,
/// opens or ends a call, or takes what is proposed.
@Suite(.serialized) struct QuickKeysOnTerminalTests {
  private let console = ConsoleOnTerminal()

  private func presses(_ count: Int, terminal: PseudoTerminal) throws {
    for _ in 1...count {
      try terminal.send("\r")
      usleep(60_000)
    }
    usleep(500_000)
  }

  @Test func `three presses on an idle desk without a link tell of a ring and answer nobody`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try presses(3, terminal: terminal)
    try terminal.waitForLine("接听>")
    #expect(try console.lines("ring").count == 1 && console.lines("answer").isEmpty)
  }

  @Test(arguments: [true, false]) func `three presses at the end of a call open and answer no other`(
    isLinked: Bool
  ) throws {
    let terminal = try isLinked ? console.openLinked("1.1", from: "19900000001") : console.openAnswered()
    for line in ["/category 100300", "/level 2", "/said F1"] { try terminal.enter(line) }
    try terminal.press(Key.f(9))
    try terminal.waitForLine("回车挂机>")
    ConsoleOnTerminal.apart()
    try presses(3, terminal: terminal)
    try terminal.waitForLine("接警>")
    #expect(try console.lines("end").count == 1)
    #expect(try console.lines("ring").count == 1 && console.lines("answer").count == 1)
  }

  @Test func `a press right behind the line before never ends the call`() throws {
    let terminal = try console.openAnswered()
    for line in ["/category 100300", "/said F1"] { try terminal.enter(line) }
    ConsoleOnTerminal.apart()
    try terminal.send("/level 2\r" + Key.f(9) + "\r")
    try terminal.waitForLine("回车挂机>")
    usleep(300_000)
    #expect(try console.lines("end").isEmpty)
    try terminal.enter()
    try terminal.waitForLine("接警>")
    #expect(try console.lines("end").count == 1)
  }

  @Test func `a press right behind the last answer takes no kind, and one a while later does`() throws {
    let terminal = try console.openAnswered()
    for line in [
      "/said F1", "/what 有人抢夺我的手机", "/where 某路1号", "/when 刚才", "/who 两人", "/why ?", "/object 手机", "/result 无",
    ] {
      try terminal.enter(line)
    }
    try terminal.waitForLine("联系>")
    ConsoleOnTerminal.apart()
    try terminal.send("何某\r")
    usleep(80_000)
    try terminal.send("\r")
    try terminal.waitForLine("备注>")
    try terminal.waitFor("回车: 记类别 抢夺 2级")
    #expect(try console.lines("category").isEmpty)
    try terminal.enter()
    try terminal.waitFor("已记录 等级 2")
    #expect(try console.lines("category").count == 1)
  }

  @Test(arguments: ["", "晋陵中路"])
  func `two presses that answer pass no question over and enter nothing`(typed: String) throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try console.phone("ring", "1.1", "--from", "19900000001")
    try terminal.waitForLine("接听>")
    ConsoleOnTerminal.apart()
    try terminal.send(typed + "\r")
    usleep(80_000)
    try terminal.send("\r")
    try terminal.waitForLine(typed.isEmpty ? "何时>" : "何时> \(typed)")
    usleep(500_000)
    terminal.read()
    #expect(terminal.screen.cursorRow == (typed.isEmpty ? "何时>" : "何时> \(typed)"))
    #expect(try console.lines("answer").count == 1 && console.lines("element").isEmpty)
    try terminal.enter("刚才")
    try terminal.waitFor("已记录 何时: \(typed)刚才")
  }

  @Test func `Enter just behind a telephone that was lifted passes no question over`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    try terminal.send("\r")
    usleep(500_000)
    terminal.read()
    #expect(terminal.screen.cursorRow == "何时>")
    usleep(800_000)
    try terminal.enter()
    try terminal.waitForLine("何地>")
  }
}
