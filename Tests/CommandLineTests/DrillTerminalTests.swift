import Foundation
import TestSupport
import Testing

/// A whole drill through a terminal, in Chinese, with a trainer on another one.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DrillTerminalTests {
  private let logs = TemporaryDirectory()

  private func terminal() throws -> PseudoTerminal {
    try PseudoTerminal(
      executable: "call110",
      arguments: [
        "drill", "run", "snatched-phone", "--trainee", "041207", "--seed", "0", "--pace", "10", "--logs",
        logs.path,
      ])
  }

  private func type(_ text: String, _ terminal: PseudoTerminal, until expected: String) throws {
    try terminal.send(text + "\r")
    try terminal.waitFor(expected)
  }

  /// Writes a picture when somebody asks for it, for the documentation.
  private func picture(_ terminal: PseudoTerminal, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["DRILL_PICTURES"] else { return }
    try terminal.screen.text.write(toFile: "\(folder)/\(name).txt", atomically: true, encoding: .utf8)
  }

  @Test func `a whole drill in Chinese on a terminal`() throws {
    let terminal = try terminal()
    try terminal.waitFor("不是真实警情")
    try terminal.waitFor("响铃")
    try terminal.waitFor("0519-00000101", seconds: 15)
    // The three-ring clock runs: the second ring begins after five seconds.
    try terminal.waitFor("响铃 第2声", seconds: 20)
    try terminal.waitFor("按回车接听")
    try picture(terminal, "1-ringing")
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    try terminal.send("\u{1B}OP")
    try terminal.waitFor("已说「你好，常州110」")
    try type("/said 你现在在哪里？", terminal, until: "兰园路和北塘街的路口")
    try type("/where 兰园路与北塘街口东侧", terminal, until: "已记录 何地: 兰园路与北塘街口东侧")
    try type("/what 手机被抢夺", terminal, until: "已记录 何事: 手机被抢夺")
    let second = try ProgramRun(
      ["drill", "inject", "say", "你们快一点好吗", "--trainer", "9001", "--logs", logs.path])
    #expect(second.status == 0, "\(second.error)")
    try terminal.waitFor("来电人: 你们快一点好吗")
    let watch = try ProgramRun(["drill", "watch", "--once", "--logs", logs.path])
    #expect(watch.output.contains("来电人") && watch.output.contains("教官加入: 来电人说话"))
    try type("/notify 辖区派出所", terminal, until: "已记录 派警 辖区派出所")
    #expect(terminal.screen.text.contains("★★★ 演练 不是真实警情 DRILL ★★★"))
    try picture(terminal, "2-talking")
    try type("/contact 店里电话0519-00000101", terminal, until: "已记录 联系: 店里电话0519-00000101")
    try type("/category 100300", terminal, until: "已记录 类别 100300")
    try type("/level 2", terminal, until: "已记录 等级 2")
    try type("/said consent", terminal, until: "没有了，可以。")
    try type("/said farewell", terminal, until: "好，再见。")
    try type("/hangup", terminal, until: "演练到此结束")
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.screen.everything.contains("总分"))
    #expect(terminal.screen.everything.contains("最好的处置"))
    try picture(terminal, "3-review")
    #expect(terminal.isInShellMode)
  }

  @Test func `a drill whose terminal goes away is kept as unfinished`() throws {
    let terminal = try terminal()
    try terminal.waitFor("0519-00000101", seconds: 15)
    try terminal.send("\r")
    try terminal.waitFor("我手机刚刚被人抢走了")
    terminal.hangUp()
    _ = try terminal.waitForExit()
    let history = try ProgramRun([
      "drill", "history", "--trainee", "041207", "--ui", "en", "--logs", logs.path,
    ])
    #expect(history.output.contains("0 finished, 1 unfinished"))
  }
}
