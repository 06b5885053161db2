import Foundation
import TestSupport
import Testing

extension AllTerminalTests {
  @Suite struct InputrcTests {
    private let folder = TemporaryDirectory()

    private func open(_ inputrc: String, _ environment: [String: String] = [:]) throws -> PseudoTerminal {
      let path = folder.file("inputrc")
      try Data(inputrc.utf8).write(to: URL(fileURLWithPath: path))
      let terminal = try PseudoTerminal(
        executable: "TerminalProbe", environment: environment.merging(["INPUTRC": path]) { $1 })
      try terminal.waitForLine("何地>")
      return terminal
    }

    @Test func `the operator's own keys win`() throws {
      let terminal = try open("$if call110\n\"\\C-t\": call110-f7\n\"\\e[24~\": \"打字\"\n$endif\n")
      try terminal.send("\u{14}")
      try terminal.waitFor("key[function(7)]")
      try terminal.send("\u{1B}[24~")
      try terminal.waitForLine("何地> 打字")
    }

    @Test(arguments: [
      #""\C-m": "打字""#, #""\r": """#, #""\C-m": abort"#, #""\C-j": kill-whole-line"#, #"RET: self-insert"#,
      #"Return: "\C-u""#, "set editing-mode vi\nset keymap vi-insert\n\"\\C-m\": kill-whole-line",
      "set keymap vi-command\n\"\\C-m\": kill-whole-line\nset keymap emacs-standard\n\"\\C-m\": \"一\"",
      "set keymap emacs-meta\n\"\\C-m\": kill-whole-line",
    ]) func `Enter is the program's, whatever is bound to it`(binding: String) throws {
      let terminal = try open("\(binding)\n")
      try terminal.send("一二三\r")
      try terminal.waitFor("line[一二三]")
      try terminal.send("四\r")
      try terminal.waitFor("line[四]")
    }

    @Test func `settings that would break Chinese or the screen are put right`() throws {
      let terminal = try open(
        "set input-meta off\nset convert-meta on\nset output-meta off\nset horizontal-scroll-mode on\n"
          + "set enable-bracketed-paste on\nset bell-style audible\n\"\\e[A\": history-search-backward\n")
      try terminal.send("中文\u{1B}[A")
      try terminal.waitFor("key[up] text[中文]")
      try terminal.waitForLine("何地> 中文")
    }

    @Test func `vi editing keeps Escape for itself and Enter begins a line in insert mode`() throws {
      let terminal = try open("set editing-mode vi\n")
      try terminal.send("一二三\u{1B}")
      // The cursor steps back when insert mode is left: the only sign there is.
      try terminal.waitFor("command mode") { $0.column == 10 }
      try terminal.send("x")
      try terminal.waitForLine("何地> 一二")
      try terminal.send("\r四\u{1B}OP")
      try terminal.waitFor("line[一二]")
      try terminal.waitFor("key[function(1)] text[四]")
    }

    @Test(arguments: ["no-such-terminal", ""])
    func `a terminal of unknown kind is taken for an xterm`(name: String) throws {
      let terminal = try open("", ["TERM": name])
      let text = String(repeating: "晋陵中路", count: 15)
      try terminal.send(text)
      try terminal.waitFor("a wrapped line") { $0.rows.joined().contains(text) }
      try terminal.send("\u{15}")
      try terminal.waitForLine("何地>")
    }
  }
}
