import Foundation
import TestSupport
import Testing

/// Every kind of deed is taken back by one key and by one word, on a real terminal, and what is no deed is
/// booked by no key.
@Suite(.serialized) struct UndoneOnTerminalTests {
  private let console = ConsoleOnTerminal()

  /// One deed: what does it, the kind of line it leaves, and what says that it is taken back.
  struct Deed: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Lines, or keys named F1 to F12, one after another.
    let steps: [String]
    let kind: String
    let undone: String
  }

  private static let deeds = [
    Deed(testDescription: "sentence", steps: ["F2", "F2"], kind: "phrase", undone: "撤销: 进入紧张、已说「请别紧张"),
    Deed(testDescription: "branch", steps: ["/branch 投诉"], kind: "branch", undone: "撤销: 进入投诉"),
    Deed(testDescription: "promise", steps: ["F4", "F4"], kind: "promise", undone: "撤销: "),
    Deed(testDescription: "unit", steps: ["/notify 天宁所"], kind: "notify", undone: "撤销: 派警 天宁所"),
    Deed(testDescription: "link", steps: ["/link EARLIER"], kind: "link", undone: "撤销: "),
    Deed(testDescription: "referral", steps: ["/refer id-card", "1"], kind: "refer", undone: "撤销: "),
    Deed(testDescription: "category", steps: ["/category 100300"], kind: "category", undone: "撤销: 类别 100300"),
  ]

  private func waitForLine(_ kind: String, count: Int, on terminal: PseudoTerminal) throws {
    try terminal.waitFor("\(kind) \(count)") { _ in (try? console.lines(kind).count) == count }
  }

  @Test(arguments: deeds, [Key.undo, "/撤销\r"])
  func `every kind of deed is taken back, and the record closes without it`(deed: Deed, undo: String) throws {
    let terminal = try console.openAnswered()
    for line in ["/where 甲地", "/hangup"] { try terminal.enter(line) }
    try terminal.waitForLine("接警>")
    let earlier = ConsoleOnTerminal.call(try #require(try console.lines("end").first))
    for _ in 1...2 { try terminal.enter() }
    try terminal.waitForLine("何时>")
    let before = try console.lines(deed.kind).count
    for step in deed.steps {
      if let key = Int(step.dropFirst()), step.hasPrefix("F") {
        try terminal.press(Key.f(key))
      } else {
        try terminal.enter(step.replacing("EARLIER", with: earlier))
      }
    }
    try waitForLine(deed.kind, count: before + 1, on: terminal)
    let matters = try ProgramRun(["matters", "list", "--logs", console.logs]).output
    #expect((deed.kind == "promise") == matters.contains("派警"), "\(matters)")
    try terminal.press(undo)
    try terminal.waitFor(deed.undone)
    try waitForLine("undone", count: 1, on: terminal)
    try terminal.press(Key.escape)
    try terminal.waitForLine("何时>")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    // The journal keeps both; the line that takes it back tells it again.
    let kept = try console.lines(deed.kind)
    #expect(kept.count { !$0.contains("\"ev\":\"undone\"") } == before + 1, "\(kept)")
    let call = ConsoleOnTerminal.call(try #require(try console.lines("end").last))
    #expect(call != earlier)
    let record = try ProgramRun(["calls", "show", call, "--json", "--logs", console.logs]).output
    for list in ["phrases", "branches", "promises", "notifications", "links", "referrals"] {
      #expect(record.contains("\"\(list)\":[]"), "\(list): \(record)")
    }
    #expect(!record.contains("\"category\":"))
    #expect(try !ProgramRun(["matters", "list", "--logs", console.logs]).output.contains("派警"))
  }

  @Test func `Enter books the sentence that a key has shown, and another key shows its own first`() throws {
    let terminal = try console.openAnswered()
    try terminal.press(Key.f(2))
    try terminal.waitFor("calming") { $0.text.contains("请说: 「请别紧张，慢慢讲清楚」") }
    try terminal.press(Key.f(6))
    try terminal.waitFor("civility") { $0.text.contains("请说: 「请注意语言文明」") }
    #expect(try console.lines("phrase").isEmpty)
    try terminal.enter()
    try terminal.waitFor("已说「请注意语言文明」")
    #expect(try console.lines("phrase").count == 1 && console.lines("element").isEmpty)
    try terminal.waitForLine("何时>")
  }

  @Test(arguments: ["", "?", "？", "!", "   "])
  func `nothing and a mark are no unit, at the prompt and behind the command`(typed: String) throws {
    let terminal = try console.openAnswered()
    for command in ["/notify", "/chase", "/department", "/feedback"] {
      try terminal.enter("\(command) \(typed)")
      try terminal.press(Key.escape)
    }
    try terminal.press(Key.f(8))
    try terminal.waitForLine("派警单位>")
    try terminal.enter(typed)
    try terminal.press(Key.escape)
    try terminal.waitForLine("何时>")
    try terminal.enter("刚才")
    try terminal.waitFor("已记录 何时: 刚才")
    #expect(try console.lines("notify").isEmpty)
  }
}
