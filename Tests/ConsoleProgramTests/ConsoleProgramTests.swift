import Foundation
import TestSupport
import Testing

/// The built program on a real terminal, as the call taker has it.
///
/// One after another: they wait on a shared machine.
@Suite(.serialized) struct ConsoleProgramTests {
  private let console = ConsoleOnTerminal()

  @Test(arguments: [
    ["LC_ALL": "C", "LANG": "C"], ["LANG": "zh_CN.UTF-8"], ["LANG": ""], ["LC_ALL": "POSIX"],
  ])
  func `a whole call is taken in Chinese whatever the locale says`(environment: [String: String]) throws {
    let terminal = try console.openAnswered(environment: environment)
    try terminal.send("\u{1B}OP")
    try terminal.waitFor("已说「你好，常州110」")
    try terminal.send("十分钟前后\u{7F}\r")
    try terminal.waitFor("已记录 何时: 十分钟前")
    try terminal.waitForLine("何地>")
    try terminal.send("晋陵中路189号\r")
    try terminal.waitFor("已记录 何地: 晋陵中路189号")
    try terminal.send("/派警 天宁所\r")
    try terminal.waitFor("已记录 派警 天宁所")
    try terminal.send("／类别 抢夺\r")
    try terminal.waitFor("类别 100300 抢夺")
    try terminal.send("/level 2\r")
    try terminal.waitFor("已记录 等级 2")
    try terminal.send("/hangup\r")
    try terminal.waitForLine("接警>")
    try terminal.send("/quit\r")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.isInShellMode)
    let journal = try console.journal()
    #expect(journal.contains("\"text\":\"晋陵中路189号\""))
    #expect(journal.contains("\"ev\":\"end\""))
  }

  @Test(arguments: [#""\C-m": "x""#, #""\r": """#, #""\C-m": abort"#, #""\C-j": kill-whole-line"#])
  func `a call is taken with Enter whatever an inputrc binds to it`(binding: String) throws {
    let path = console.folder.file("inputrc")
    try Data("\(binding)\n".utf8).write(to: URL(filePath: path))
    let terminal = try console.openAnswered(environment: ["INPUTRC": path])
    try terminal.send("十分钟前\r")
    try terminal.waitForLine("何地>")
    #expect(try console.journal().contains("十分钟前"))
  }

  @Test func `a function key in mid-line records and leaves the half-typed text`() throws {
    let terminal = try console.openAnswered()
    try terminal.send("十分")
    try terminal.waitForLine("何时> 十分")
    try terminal.send("\u{1B}OQ")
    try terminal.waitFor("请说: 「请别紧张，慢慢讲清楚」")
    ConsoleOnTerminal.apart()
    try terminal.send("\u{1B}OQ")
    try terminal.waitFor("已说「请别紧张，慢慢讲清楚」")
    try terminal.send("钟前")
    try terminal.waitForLine("何时> 十分钟前")
    try terminal.send("\u{1B}[B")
    try terminal.waitForLine("何地>")
    try terminal.send("\u{1B}[A")
    try terminal.waitForLine("何时> 十分钟前")
  }

  @Test func `the panel holds at every width and keeps the text through a resize`() throws {
    let terminal = try console.openAnswered(columns: 80)
    try terminal.send("晋陵中路")
    try terminal.waitForLine("何时> 晋陵中路")
    for columns in [40, 132, 60, 80] {
      terminal.resize(columns: columns, rows: 24)
      try terminal.waitForLine("何时> 晋陵中路")
    }
    try terminal.send("一八九号\r")
    try terminal.waitFor("已记录 何时: 晋陵中路一八九号")
  }

  @Test func `hang-up with a half-typed line brings call and text back`() throws {
    let terminal = try console.openAnswered()
    try terminal.send("\u{1B}[B")
    try terminal.waitForLine("何地>")
    try terminal.send("晋陵中")
    try terminal.waitForLine("何地> 晋陵中")
    terminal.hangUp()
    _ = try terminal.waitForExit()
    let again = try console.open()
    try again.waitForLine("何地> 晋陵中")
    try again.waitFor("恢复中断的通话")
    try again.send("路189号\r")
    try again.waitFor("已记录 何地: 晋陵中路189号")
  }

  @Test func `kill -9 brings call and text back by itself`() throws {
    let terminal = try console.openAnswered()
    try terminal.send("昨晚")
    try terminal.waitForLine("何时> 昨晚")
    try terminal.killChild(SIGKILL)
    try terminal.waitFor("已自动重新启动")
    try terminal.waitForLine("何时> 昨晚")
    try terminal.send("十点\r")
    try terminal.waitFor("已记录 何时: 昨晚十点")
    let journal = try console.journal()
    #expect(journal.contains("\"ev\":\"resumed\""))
  }

  @Test func `a paste of control characters and newlines becomes one clean line`() throws {
    let terminal = try console.openAnswered()
    try terminal.send("\u{1B}[200~晋陵\u{1B}[31m中路\n189\u{202E}号\u{7}\u{1B}[201~")
    try terminal.waitFor("晋陵[31m中路 189号")
    try terminal.send("\r")
    try terminal.waitFor("已记录 何时: 晋陵[31m中路 189号")
    #expect(try !console.journal().unicodeScalars.contains("\u{202E}"))
  }

  @Test func `Ctrl-C and Ctrl-D explain themselves and lose nothing`() throws {
    let terminal = try console.openAnswered()
    try terminal.send("说了一半\u{3}")
    try terminal.waitFor("Ctrl-C 不会退出")
    try terminal.waitForLine("何时>")
    try terminal.send("\u{1B}[5~")
    try terminal.waitForLine("何时> 说了一半")
    try terminal.send("\u{15}\u{4}")
    try terminal.waitForLine("何时>")
    try terminal.send("刚才\r")
    try terminal.waitFor("已记录 何时: 刚才")
  }

  @Test func `a seat that is open elsewhere is refused with a clear word`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    let second = try ProgramRun(["console", "--seat", "03", "--operator", "041208", "--logs", console.logs])
    #expect(second.status == 75)
    #expect(second.error.contains("席位 03 已在另一个接警台打开"))
    let other = try console.open(seat: "04")
    try other.waitForLine("接警>")
  }

  @Test func `a seat the centre does not list is refused`() throws {
    try FileManager.default.createDirectory(atPath: console.logs, withIntermediateDirectories: true)
    try Data("# seats\n01\n03 # window\n".utf8).write(
      to: URL(filePath: console.logs).appending(path: "seats"))
    let arguments = ["--operator", "041207", "--logs", console.logs, "--ui", "en"]
    let refused = try ProgramRun(["console", "--seat", "99"] + arguments)
    #expect(refused.status == 64)
    #expect(refused.error == "call110: there is no seat 99. The seats here: 01 03\n")
    #expect(try ProgramRun(["console", "--seat", "03"] + arguments).status == 0)
  }

  @Test(arguments: ["phone", "paper", "desk-duty"])
  func `a name under which the program or a desk writes is refused as a seat`(name: String) throws {
    let arguments = ["--operator", "041207", "--logs", console.logs, "--ui", "en"]
    let refused = try ProgramRun(["console", "--seat", name] + arguments)
    #expect(refused.status == 64 && refused.error.contains("'\(name)' is no call taker's seat"))
  }

  @Test func `the English console is complete`() throws {
    let terminal = try console.open(arguments: ["--ui", "en"])
    try terminal.waitForLine("waiting>")
    try terminal.send("\r")
    try terminal.waitForLine("answer>")
    ConsoleOnTerminal.apart()
    try terminal.send("\r")
    try terminal.waitForLine("When>")
    try terminal.send("ten minutes ago\r")
    try terminal.waitFor("recorded — When: ten minutes ago")
  }

  @Test func `a call the phone reports shows by itself and answers itself`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    let ring = [
      "phone-event", "ring", "--call", "1.1", "--seat", "03", "--from", "19900000007", "--logs", console.logs,
    ]
    #expect(try ProgramRun(ring).status == 0)
    try terminal.waitFor("来电 19900000007  响铃")
    let answer = ["phone-event", "answer", "--call", "1.1", "--seat", "03", "--logs", console.logs]
    #expect(try ProgramRun(answer).status == 0)
    try terminal.waitFor("实测")
    try terminal.waitForLine("何时>")
  }

  private func phone(_ event: String, _ call: String, _ more: String...) throws {
    let words = ["phone-event", event, "--call", call, "--seat", "03", "--logs", console.logs] + more
    #expect(try ProgramRun(words).status == 0)
  }

  @Test func `a call of the phone that was closed makes no second record at the next start`() throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try phone("ring", "1.1", "--from", "19900000007")
    try terminal.waitFor("来电 19900000007  响铃")
    try phone("answer", "1.1")
    try terminal.waitFor("实测")
    try phone("end", "1.1", "--rec", "a.wav")
    try terminal.waitFor("录音: a.wav")
    try terminal.send("/hangup\r")
    try terminal.waitFor("已归档")
    try terminal.waitForLine("接警>")
    try terminal.send("/quit\r")
    _ = try terminal.waitForExit()
    let again = try console.open()
    try again.waitForLine("接警>")
    // The file is read in order: when the next call shows, the closed one has been passed over.
    try phone("ring", "1.2", "--from", "19900000008")
    try again.waitFor("来电 19900000008  响铃")
    #expect(
      try ProgramRun(["calls", "list", "--logs", console.logs]).output.split(separator: "\n").count == 1)
  }

  @Test func `a thousand phone events a second leave the typed text untouched`() throws {
    let terminal = try console.openAnswered()
    let folder = URL(filePath: console.logs).appending(path: "phone")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let day = DateFormatter()
    day.dateFormat = "yyyyMMdd"
    day.timeZone = TimeZone(secondsFromGMT: 8 * 3_600)
    let file = folder.appending(path: "events-\(day.string(from: Date())).jsonl")
    #expect(FileManager.default.createFile(atPath: file.path, contents: nil))
    let writer = try FileHandle(forWritingTo: file)
    let text = "晋陵中路一百八十九号门口往东五十米"
    for (index, character) in text.enumerated() {
      let now = Int64(Date().timeIntervalSince1970 * 1_000)
      let lines = (0..<60).map { number in
        "{\"v\":1,\"ev\":\"ring\",\"call\":\"\(index)-\(number)\",\"seat\":\"09\",\"from\":\"\",\"t\":\(now)}\n"
      }
      try writer.write(contentsOf: Data(lines.joined().utf8))
      try terminal.send(String(character))
    }
    try terminal.waitForLine("何时> \(text)")
    try terminal.waitFor("排队")
    try terminal.send("\r")
    try terminal.waitFor("已记录 何时: \(text)")
  }
}
