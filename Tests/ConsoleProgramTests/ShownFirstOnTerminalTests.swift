import Foundation
import TestSupport
import Testing

/// Nothing is booked as said or told before it stood on the screen, on a real terminal.
@Suite(.serialized) struct ShownFirstOnTerminalTests {
  private let console = ConsoleOnTerminal()

  @Test func `Tab in the greeting's place shows the question first, and books it the second time`() throws {
    let terminal = try console.openAnswered()
    try terminal.waitFor("请说: 「你好，常州110」")
    try terminal.press("\t")
    try terminal.waitFor("请问什么时间")
    #expect(!terminal.screen.text.contains("请说: 「你好，常州110」"))
    #expect(try console.lines("phrase").isEmpty && console.lines("ask").isEmpty)
    try terminal.press("\t")
    try terminal.waitFor("已说「请问什么时间")
    try terminal.waitFor("请说: 「你好，常州110」")
    #expect(try console.lines("phrase").count == 1)
  }

  @Test func `a department's name lists it, its digit books it, and a list that is gone books nothing`()
    throws
  {
    let terminal = try console.openAnswered()
    try terminal.enter("/refer id-card")
    try terminal.waitFor("  1 ")
    #expect(try console.lines("refer").isEmpty)
    for line in ["/when 刚才", "/refer 1"] { try terminal.enter(line) }
    try terminal.waitFor("屏幕上没有可选的列表")
    #expect(try console.lines("refer").isEmpty)
    try terminal.enter("/refer id-card")
    try terminal.enter("1")
    try terminal.waitFor("已记录 转介")
    #expect(try console.lines("refer").count == 1)
  }

  @Test func `a class of kinds chosen by its number lists them, and a level below a danger is asked about`()
    throws
  {
    let terminal = try console.openAnswered()
    try terminal.enter("/category 200")
    try terminal.waitFor("1 200000")
    try terminal.enter("1")
    try terminal.waitFor("1 200100")
    #expect(try console.lines("category").isEmpty)
    try terminal.enter("99")
    try terminal.waitFor("列表只有 1 到 22")
    for line in ["/why 他拿着刀", "/level 4"] { try terminal.enter(line) }
    try terminal.waitFor("再输一次 4")
    #expect(try console.lines("level").isEmpty)
    try terminal.enter("/level 4")
    try terminal.waitFor("已记录 等级 4")
  }
}
