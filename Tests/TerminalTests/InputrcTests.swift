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

    @Test func `a key the program has no use for may be given to one of its commands`() throws {
      let terminal = try open("$if call110\n\"\\C-t\": call110-f7\n\"\\C-g\": \"打字\"\n$endif\n")
      try terminal.send("\u{14}")
      try terminal.waitFor("key[function(7)]")
      try terminal.send("\u{07}")
      try terminal.waitForLine("何地> 打字")
    }

    /// What an inputrc may say of a key, as far as it is one line.
    private static let uses = [
      #""KEY": "打字""#, #""KEYz": "打字""#,
      #""KEY": kill-whole-line"#, #""KEY": self-insert"#, #""KEY": complete"#,
      "set editing-mode vi\nset keymap vi-insert\n\"KEY\": \"打字\"",
    ]

    @Test(arguments: [
      (#"\eOP"#, "\u{1B}OP", "function(1)"), (#"\e[14~"#, "\u{1B}[14~", "function(4)"),
      (#"\e[20~"#, "\u{1B}[20~", "function(9)"), (#"\e[24~"#, "\u{1B}[24~", "function(12)"),
      (#"\C-x5"#, "\u{18}5", "function(5)"),
      (#"\C-x"#, "\u{18}5", "function(5)"), (#"\C-i"#, "\t", "tab"), (#"\e[Z"#, "\u{1B}[Z", "shiftTab"),
      (#"\e[A"#, "\u{1B}[A", "up"), (#"\eOB"#, "\u{1B}OB", "down"), (#"\e[5~"#, "\u{1B}[5~", "pageUp"),
      (#"\C-xo"#, "\u{18}o", "swap"), (#"\C-_"#, "\u{1F}", "undo"),
    ])
    func `the keys that the screen names are the program's, whatever is bound to them`(
      name: String, bytes: String, key: String
    ) throws {
      for use in Self.uses {
        let terminal = try open(use.replacing("KEY", with: name) + "\n")
        try terminal.send(bytes)
        try terminal.waitFor("key[\(key)] text[]")
      }
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
