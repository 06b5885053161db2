import Foundation
import TestSupport
import Testing

/// Nothing of one caller reaches the one after him, on a real terminal with a telephone link: judged by the
/// records that come out.
@Suite(.serialized) struct NextCallerOnTerminalTests {
  private let console = ConsoleOnTerminal()

  /// The next caller rings and is answered, with nobody on the screen.
  private func next(_ call: String, from number: String, terminal: PseudoTerminal) throws {
    try console.phone("ring", call, "--from", number)
    try terminal.waitForLine("接听>")
    try console.phone("answer", call)
    try terminal.waitForLine("何时>")
  }

  private func close(_ call: String, terminal: PseudoTerminal) throws {
    try console.phone("end", call)
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
  }

  @Test(arguments: [nil, "/shift takeover 041299"])
  func `text typed and never entered, and what was cut, are in no prompt of the next caller`(between: String?)
    throws
  {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    try terminal.send("被剪下的" + Key.killLine)
    try terminal.press(Key.down)
    try terminal.waitForLine("何地>")
    try terminal.send("红梅新村")
    try terminal.waitForLine("何地> 红梅新村")
    try terminal.press(Key.down)
    try terminal.waitForLine("何事>")
    try close("1.1", terminal: terminal)
    if let between {
      try terminal.enter(between)
      try terminal.waitFor("041299")
      try terminal.waitForLine("接警>")
    }
    try next("1.2", from: "19900000002", terminal: terminal)
    try terminal.press(Key.yank)
    for _ in 1...9 { try terminal.enter() }
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    let record = try console.record(from: "19900000002")
    for strayed in ["红梅新村", "被剪下的"] { #expect(!record.contains(strayed), "\(strayed)") }
    if between != nil { #expect(record.contains("\"operator_id\":\"041299\"")) }
  }

  /// A list of one caller, and what would choose from it for the next one.
  private static let lists = [
    ("/search 身份证", ["/refer 1", "/refer 2"]), ("/link", ["/link 1"]), ("/category 抢", ["/category 1"]),
    ("/search 身份证", ["F5", "1"]),
  ]

  @Test(arguments: lists.indices)
  func `a list of one caller chooses nothing for the next`(index: Int) throws {
    let (list, choices) = Self.lists[index]
    let terminal = try console.openLinked("1.1", from: "19900000001")
    try close("1.1", terminal: terminal)
    // The same number again: its earlier call is offered.
    try next("1.2", from: "19900000001", terminal: terminal)
    try terminal.enter(list)
    try terminal.waitFor("  1 ")
    if list.hasPrefix("/search") { try terminal.waitFor("目录 (") }
    try terminal.press(Key.escape)
    try close("1.2", terminal: terminal)
    try next("1.3", from: "19900000003", terminal: terminal)
    for choice in choices {
      if choice == "F5" {
        try terminal.press(Key.f(5))
        try terminal.waitForLine("转介查询>")
      } else {
        try terminal.enter(choice)
      }
    }
    // What stands behind the choice was carried out behind it.
    try terminal.enter("/where 别处")
    try terminal.waitFor("已记录 何地: 别处")
    for _ in 1...2 { try terminal.enter("/hangup") }
    try terminal.waitForLine("接警>")
    let record = try console.record(from: "19900000003")
    #expect(record.contains("\"referrals\":[]") && record.contains("\"links\":[]"))
    #expect(!record.contains("\"category\":"))
  }

  @Test func `who is answered while a record is being closed has his own time, field and end`() throws {
    let terminal = try console.openLinked("1.1", from: "19900000001")
    for line in ["/category 100300", "/level 2", "/said F1"] { try terminal.enter(line) }
    try terminal.press(Key.f(9))
    try terminal.waitForLine("回车挂机>")
    try console.phone("ring", "1.2", "--from", "19900000002")
    usleep(800_000)
    try console.phone("answer", "1.2")
    usleep(1_500_000)
    try terminal.enter()
    usleep(150_000)
    try terminal.send("\r")
    usleep(500_000)
    try terminal.enter("十分钟前")
    ConsoleOnTerminal.apart()
    try console.phone("end", "1.2")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    let (first, second) = (try console.record(from: "19900000001"), try console.record(from: "19900000002"))
    #expect(second.contains("\"when\":{\"state\":\"given\"") && second.contains("十分钟前"))
    #expect(!first.contains("十分钟前"))
    // Answered while the first was open: before that one's end.
    let answered = try #require(ConsoleOnTerminal.member("answered_at", of: second))
    let ended = try #require(ConsoleOnTerminal.member("ended_at", of: first))
    #expect(answered < ended)
    #expect(second.contains("\"source\":\"measured\""))
  }

  @Test func `a refused line is cleared by Escape or Ctrl-C, and Page Up fetches it back`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    for key in [Key.escape, "\u{3}"] {
      try terminal.send("/hangup")
      try terminal.waitForLine("接警> /hangup")
      try terminal.press(key)
      try terminal.waitForLine("接警>")
      try terminal.press(Key.pageUp)
      try terminal.waitForLine("接警> /hangup")
      try terminal.press(key)
      try terminal.waitForLine("接警>")
    }
    try console.phone("ring", "1.1", "--from", "19900000001")
    try terminal.waitForLine("接听>")
    try terminal.enter()
    try terminal.waitForLine("何时>")
    try terminal.send("说了一半")
    try terminal.waitForLine("何时> 说了一半")
    try terminal.press("\u{3}")
    try terminal.waitForLine("何时>")
    #expect(try console.lines("end").isEmpty && console.lines("breach").isEmpty)
  }

  @Test func `what cannot be done because of a call names the call`() throws {
    let terminal = try console.openAnswered()
    let call = ConsoleOnTerminal.call(try #require(try console.lines("ring").last))
    for (line, words) in [
      ("/ring 19900000009", "本席已有来电或通话: \(call)"), ("/quit", "通话中不能退出: \(call) 尚未结束"),
      ("/shift takeover 041299", "通话中不能交接: \(call) 尚未结束"), ("/undo", "\(call) 没有可撤销的操作"),
    ] {
      try terminal.enter(line)
      try terminal.waitFor(words)
    }
    #expect(try console.lines("ring").count == 1)
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    // Behind its end what names no call goes to none, and the number to write is told.
    for line in ["/level 2", "/hangup", "/undo", "/category 抢劫"] {
      let shown = terminal.screen.everything.components(separatedBy: "现在没有通话 (\(call) 已结束)").count
      try terminal.enter(line)
      try terminal.waitFor(line) {
        $0.everything.components(separatedBy: "现在没有通话 (\(call) 已结束)").count > shown
      }
    }
    for line in ["/amend where 甲地 // 听错", "/major 值班长 电话", "/note 补记"] {
      let shown = terminal.screen.everything.components(separatedBy: "如 \(call)").count
      try terminal.enter(line)
      try terminal.waitFor(line) { $0.everything.components(separatedBy: "如 \(call)").count > shown }
    }
    for kind in ["level", "category", "amend", "major-reported", "note", "undone"] {
      #expect(try console.lines(kind).isEmpty, "\(kind)")
    }
  }
}
