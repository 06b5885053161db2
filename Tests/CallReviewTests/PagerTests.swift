import Foundation
import GeneratedYear
import TestSupport
import Testing

/// Lists and reports on a real terminal.
@Suite(.serialized, .timeLimit(.minutes(20))) struct PagerTests {
  private static let less = "/usr/bin/less"
  private static let hasLess = FileManager.default.isExecutableFile(atPath: less)
  private let year: SmallYear

  init() throws { year = try SmallYear(calls: 120, days: 1, seats: 2) }

  private func terminal(
    _ words: [String], environment: [String: String] = [:], columns: Int = 120, rows: Int = 24
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      executable: "call110", arguments: words + ["--logs", year.directory.path], environment: environment,
      columns: columns, rows: rows)
  }

  private func list(_ words: [String] = []) -> [String] {
    ["calls", "list", "--day", "\(year.plan.from)"] + words
  }

  @Test(.enabled(if: hasLess, "less is not installed"))
  func `a list longer than the screen is shown by less and left by q`() throws {
    let all = try ProgramRun(list() + ["--logs", year.directory.path])
    let lines = all.output.split(separator: "\n").map(String.init)
    #expect(all.status == 0 && lines.count > 100)
    let terminal = try terminal(list())
    try terminal.waitFor("the first page") { $0.rows[0] == lines[0] && $0.rows[23].hasPrefix(":") }
    #expect(!terminal.screen.everything.contains(lines[40]))
    try terminal.send("G")
    try terminal.waitFor(lines[lines.count - 1])
    try terminal.send("q")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.isInShellMode)
  }

  @Test(.enabled(if: hasLess, "less is not installed"))
  func `leaving less at once and pressing Ctrl-C in it end cleanly, whatever is left to be written`() throws {
    // More than a pipe holds, so that the rest is still unwritten when less goes.
    let words = ["report", "day", "\(year.plan.from)", "--by", "hour"]
    for keys in [[], ["\u{3}", "\u{3}"]] {
      let terminal = try terminal(words)
      try terminal.waitFor("a page") { $0.rows[23].hasPrefix(":") }
      for key in keys {
        try terminal.send(key)
        terminal.read(milliseconds: 50)
      }
      // less forgets a key pressed while it deals with an interrupt.
      var ending: PseudoTerminal.Ending?
      for _ in 0..<10 where ending == nil {
        try terminal.send("q")
        ending = try? terminal.waitForExit(seconds: 1)
      }
      #expect(ending == .exited(0), "\(keys)")
      #expect(terminal.isInShellMode)
    }
  }

  @Test(.enabled(if: hasLess, "less is not installed"))
  func `what fits on the screen is written without waiting for a key`() throws {
    let terminal = try terminal(list(["--ending", "abandoned"]), rows: 40)
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.screen.everything.contains("未接通"))
  }

  @Test func `without less, without a terminal and with --no-pager the same text is written out`() throws {
    let plain = try ProgramRun(list() + ["--logs", year.directory.path]).output
    let wanted = plain.replacing("\n", with: "\r\n")
    let without = try terminal(list(), environment: ["PATH": "/nonexistent"])
    #expect(try without.waitForExit() == .exited(0))
    #expect(String(decoding: without.output, as: UTF8.self) == wanted)
    let unpaged = try terminal(list(["--no-pager"]))
    #expect(try unpaged.waitForExit() == .exited(0))
    #expect(String(decoding: unpaged.output, as: UTF8.self) == wanted)
    for form in ["--json", "--csv"] {
      let data = try terminal(list([form]))
      #expect(try data.waitForExit() == .exited(0))
    }
  }

  @Test(.enabled(if: hasLess, "less is not installed"))
  func `the person's own settings of less do not apply, and it cannot start programs`() throws {
    let mark = year.directory.file("mark")
    let terminal = try terminal(
      list(), environment: ["LESS": "-E -R +q", "LESSOPEN": "|touch \(mark)", "HOME": year.directory.path])
    try terminal.waitFor("a page") { $0.rows[23].hasPrefix(":") }
    try terminal.send("!touch \(mark)\r")
    terminal.read(milliseconds: 100)
    // Refused, less takes the letters for its own commands and may stand in its help by now.
    try terminal.send("\rqqqq")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: mark))
  }
}
