import Foundation
import TestSupport
import Testing

/// Opens the probe where a draft is waiting.
func openProbeRestoring(_ arguments: [String]) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(executable: "TerminalProbe", arguments: arguments)
  try terminal.waitFor("restored[")
  return terminal
}

extension AllTerminalTests {
  @Suite struct LossTests {
    private let folder = TemporaryDirectory()
    private var draft: [String] { ["--draft", folder.file("draft")] }

    @Test func `half-typed text survives the loss of the terminal, however it comes`() throws {
      for round in 0..<10 {
        let terminal = try openProbe(draft)
        let text = "半句话\(round)"
        try terminal.send(text)
        try terminal.waitForLine("何地> \(text)")
        terminal.hangUp()
        #expect(try terminal.waitForExit() == .exited(5))
        let second = try openProbeRestoring(draft)
        try second.waitFor("restored[where|\(text)]")
        try second.waitForLine("何地> \(text)")
        try second.send("\u{15}/quit\r")
        #expect(try second.waitForExit() == .exited(7))
      }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func `a signal to end saves the text and gives the terminal back`(signal: Int32) throws {
      let terminal = try openProbe(draft)
      try terminal.send("没说完")
      try terminal.waitForLine("何地> 没说完")
      terminal.kill(signal)
      #expect(try terminal.waitForExit() == .exited(5))
      #expect(terminal.isInShellMode)
      let second = try openProbeRestoring(draft)
      try second.waitForLine("何地> 没说完")
    }

    @Test func `SIGINT from outside is an interrupt and ends nothing`() throws {
      let terminal = try openProbe(draft)
      try terminal.send("在说")
      try terminal.waitForLine("何地> 在说")
      terminal.kill(SIGINT)
      try terminal.waitFor("interrupt[在说]")
      try terminal.waitForLine("何地> 在说")
    }

    @Test func `after a clean end there is no draft`() throws {
      let terminal = try openProbe(draft)
      try terminal.send("一句\r/quit\r")
      #expect(try terminal.waitForExit() == .exited(7))
      #expect(!FileManager.default.fileExists(atPath: folder.file("draft")))
    }

    @Test func `what was entered does not stay in the draft file`() throws {
      let terminal = try openProbe(draft)
      try terminal.send("张某某的住址")
      try terminal.waitForLine("何地> 张某某的住址")
      let bytes = try #require(FileManager.default.contents(atPath: folder.file("draft")))
      #expect(bytes.range(of: Data("张某".utf8)) != nil)
      try terminal.send("\r")
      try terminal.waitFor("line[张某某的住址]")
      try terminal.wait("an empty draft") {
        let bytes = FileManager.default.contents(atPath: folder.file("draft")) ?? Data()
        return bytes.range(of: Data("张".utf8)) == nil
      }
    }

    @Test func `kill -9 under the guard brings the console and its text back`() throws {
      let terminal = try openProbe(["--guard"] + draft)
      for round in 0..<3 {
        let text = "打到一半\(round)"
        try terminal.send("\u{15}\(text)")
        try terminal.waitForLine("何地> \(text)")
        try terminal.killChild(SIGKILL)
        try terminal.waitFor("guard restarted") { $0.text.contains("guard restarted") }
        try terminal.waitFor("restored[where|\(text)]")
        try terminal.waitForLine("何地> \(text)")
      }
      try terminal.send("\u{15}/quit\r")
      #expect(try terminal.waitForExit() == .exited(7))
      #expect(terminal.isInShellMode)
    }

    @Test func `a crash shows no register dump and a console that keeps crashing is given up`() throws {
      let terminal = try openProbe(["--guard"])
      for _ in 1...4 {
        let child = try #require(terminal.childProcesses.first)
        try terminal.send("/crash\r")
        try terminal.wait("another child") { ![nil, child].contains(terminal.childProcesses.first) }
        try terminal.send("醒\r")
        try terminal.waitFor("the new console") {
          $0.text.contains("guard restarted") && $0.text.contains("line[醒]")
        }
      }
      try terminal.send("/crash\r")
      #expect(try terminal.waitForExit() == .exited(70))
      #expect(terminal.screen.everything.contains("guard gave up"))
      #expect(terminal.isInShellMode)
      let output = String(decoding: terminal.output, as: UTF8.self)
      #expect(!output.contains("rax") && !output.contains("Backtrace") && !output.contains("Crash"))
    }

    @Test func `the guard passes signals on and follows a lost terminal`() throws {
      let terminal = try openProbe(["--guard"] + draft)
      try terminal.send("守护")
      try terminal.waitForLine("何地> 守护")
      terminal.kill(SIGTERM)
      #expect(try terminal.waitForExit() == .exited(5))
      let second = try openProbeRestoring(["--guard"] + draft)
      try second.waitForLine("何地> 守护")
      second.hangUp()
      #expect(try second.waitForExit() == .exited(5))
    }

    @Test func `a console whose guard is killed saves its text and ends`() throws {
      let terminal = try openProbe(["--guard"] + draft)
      try terminal.send("孤儿")
      try terminal.waitForLine("何地> 孤儿")
      let child = try #require(terminal.childProcesses.first)
      terminal.kill(SIGKILL)
      #expect(try terminal.waitForExit() == .killed(SIGKILL))
      try terminal.wait("the console ends") { kill(child, 0) != 0 }
      let second = try openProbeRestoring(draft)
      try second.waitForLine("何地> 孤儿")
    }

    @Test func `after a stop and a change of mode the console is itself again`() throws {
      let terminal = try openProbe()
      try terminal.send("停")
      try terminal.waitForLine("何地> 停")
      terminal.kill(SIGSTOP)
      terminal.kill(SIGCONT)
      try terminal.waitFor("a cleared screen") { $0.rows[0] == "ready" && $0.rows[2] == "何地> 停" }
      try terminal.send("走")
      try terminal.waitForLine("何地> 停走")
    }

    @Test func `a draft file that is a link, a pipe or a folder is refused`() throws {
      let target = folder.file("target")
      try Data("x".utf8).write(to: URL(fileURLWithPath: target))
      symlink(target, folder.file("link"))
      mkfifo(folder.file("pipe"), 0o600)
      mkdir(folder.file("folder"), 0o700)
      for name in ["link", "pipe", "folder"] {
        let terminal = try PseudoTerminal(
          executable: "TerminalProbe", arguments: ["--draft", folder.file(name)])
        #expect(try terminal.waitForExit() == .exited(74))
        try terminal.waitFor("notAPlainFile")
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("x".utf8))
    }
  }
}
