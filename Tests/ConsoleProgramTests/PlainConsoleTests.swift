import Foundation
import TestSupport
import Testing

/// The console where nothing is painted over: every byte it writes is looked at.
@Suite(.serialized) struct PlainConsoleTests {
  private let console = ConsoleOnTerminal()

  /// What was written; the terminal adds a carriage return to each of ours.
  private func written(_ terminal: PseudoTerminal) -> String {
    String(decoding: terminal.output, as: UTF8.self).replacing("\r\r\n", with: "\r\n")
  }

  /// Takes a call in plain words; gives what was written, to the end of the console.
  private func call(_ terminal: PseudoTerminal) throws -> String {
    try terminal.waitForLine("接警>")
    try terminal.send("\r")
    try terminal.waitForLine("接听>")
    ConsoleOnTerminal.apart()
    try terminal.send("\r")
    try terminal.waitForLine("何时>")
    for (field, text, next) in [("何时", "十分钟前", "何地"), ("何地", "晋陵中路189号", "何事"), ("何事", "有人抢手机", "何人")] {
      try terminal.send(text)
      try terminal.waitForLine("\(field)> \(text)")
      try terminal.send("\r")
      try terminal.waitForLine("\(next)>")
    }
    try terminal.send("/hangup\r")
    try terminal.waitForLine("接警>")
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
    return written(terminal)
  }

  @Test(
    arguments: [([], ["TERM": "dumb"]), (["--plain"], ["TERM": "dumb"]), (["--plain"], ["TERM": "xterm"])]
      as [([String], [String: String])])
  func `every change is a line below, and nothing that was written is touched again`(
    arguments: [String], environment: [String: String]
  ) throws {
    let terminal = try console.open(arguments: arguments, environment: environment)
    // Marking pastes changes nothing on the screen; a terminal that can do nothing is not asked for it.
    let isDumb = environment["TERM"] == "dumb"
    let text = try call(terminal)
    let visible =
      isDumb ? text : text.replacing("\u{1B}[?2004h", with: "").replacing("\u{1B}[?2004l", with: "")
    #expect(!visible.contains("\u{1B}") && !visible.contains("\u{8}"))
    #expect(!visible.replacing("\r\n", with: "").contains("\r"))
    let lines = visible.split(separator: "\r\n").map(String.init)
    for line in ["何时> 十分钟前", "何地> 晋陵中路189号", "何事> 有人抢手机"] {
      #expect(lines.filter { $0 == line }.count == 1, "\(line)")
    }
    let order = ["何时> 十分钟前", "已记录 何时: 十分钟前", "何地> 晋陵中路189号", "已记录 何地: 晋陵中路189号", "已归档"]
    let places = order.compactMap { part in lines.firstIndex { $0.contains(part) } }
    #expect(places.count == order.count && places == places.sorted(), "\(visible)")
  }

  @Test(
    arguments: [([], ["TERM": "dumb"]), (["--plain"], ["TERM": "xterm"])] as [([String], [String: String])])
  func `a ring in the middle of a word is a line, and the word stands whole below it`(
    arguments: [String], environment: [String: String]
  ) throws {
    let terminal = try console.open(arguments: arguments, environment: environment)
    try terminal.waitForLine("接警>")
    try terminal.send("1990000")
    try terminal.waitForLine("接警> 1990000")
    try console.phone("ring", "1.1", "--from", "19900000002")
    try terminal.waitFor("来电 19900000002  响铃 第1声")
    // The half word is the ring's no more and no less than the line's.
    try terminal.waitForLine("接听> 1990000")
    try terminal.waitFor("第2声")
    try terminal.waitForLine("接听> 1990000")
    try terminal.send("0001")
    try terminal.waitForLine("接听> 19900000001")
    // The bell rings, and pastes are marked, without anything on the screen.
    let seen = ["\u{7}", "\u{1B}[?2004h", "\u{1B}[?2004l"].reduce(written(terminal)) {
      $0.replacing($1, with: "")
    }
    let lines = seen.split(separator: "\r\n").map(String.init)
    let first = try #require(lines.firstIndex { $0.contains("来电 19900000002  响铃 第1声") }, "\(lines)")
    let second = try #require(lines.firstIndex { $0.contains("来电 19900000002  响铃 第2声") }, "\(lines)")
    #expect(lines[..<first].contains { $0.hasSuffix("接警> 1990000") }, "\(lines)")
    #expect(lines[first..<second].contains { $0.hasSuffix("接听> 1990000") }, "\(lines)")
    #expect(lines.last?.hasSuffix("接听> 19900000001") == true, "\(lines)")
    // No seconds run: one line for each ring.
    #expect(
      lines.filter { $0.contains("响铃 第1声") && $0.contains("19900000002") && $0.contains("按回车") }.count == 1)
  }

  @Test func `a word that is taken off the line is fetched back whole`() throws {
    let terminal = try console.open(environment: ["TERM": "dumb"])
    try terminal.waitForLine("接警>")
    try terminal.send("1990000")
    try terminal.waitForLine("接警> 1990000")
    try terminal.send(bytes: [0x03])
    try terminal.waitFor("/quit")
    try terminal.waitForLine("接警>")
    try terminal.send(Key.pageUp)
    try terminal.waitForLine("接警> 1990000")
    try terminal.send("0001")
    try terminal.waitForLine("接警> 19900000001")
    let lines = written(terminal).split(separator: "\r\n").map(String.init)
    #expect(lines.contains("接警> 1990000") && lines.last == "接警> 19900000001", "\(lines)")
  }

  @Test func `what is erased and changed in mid-line stands as it is meant`() throws {
    let terminal = try console.open(environment: ["TERM": "dumb"])
    try terminal.waitForLine("接警>")
    try terminal.send("何地甲乙")
    try terminal.waitForLine("接警> 何地甲乙")
    try terminal.send("\u{7F}")
    try terminal.waitForLine("接警> 何地甲")
    try terminal.send("\u{1B}[D\u{1B}[D新x")
    try terminal.waitForLine("接警> 何新x地甲")
    try terminal.send("\u{5}末")
    try terminal.waitForLine("接警> 何新x地甲末")
    let long = String(repeating: "晋陵中路", count: 12)
    try terminal.send("\u{15}\(long)")
    try terminal.waitFor("路晋陵中路", seconds: 10)
    // Back over the edge of a row: the line is written once more below.
    for _ in 0..<20 { try terminal.send("\u{7F}") }
    try terminal.waitForLine("接警> " + String(repeating: "晋陵中路", count: 7))
    #expect(!written(terminal).contains("\u{1B}"))
  }
}
