import Foundation
import TestSupport
import Testing

extension AllTerminalTests {
  @Suite struct ScreenTests {
    @Test func `a thousand events a second leave typed text untouched`() throws {
      let terminal = try openProbe(["--events", "1000"])
      var typed = ""
      for index in 0..<60 {
        let character = Array("晋陵中路一百八十九号ab")[index % 12]
        try terminal.send(String(character))
        typed.append(character)
        let last = typed
        try terminal.waitFor("echo") {
          $0.text.replacingOccurrences(of: "\n", with: "").contains("何地> " + last)
        }
      }
      try terminal.waitFor("events") { screen in
        guard let range = screen.text.range(of: "status ") else { return false }
        return Int(screen.text[range.upperBound...].prefix { $0.isNumber }) ?? 0 > 100
      }
      #expect(terminal.screen.rows.filter { $0.hasPrefix("何地>") }.count == 1)
      #expect(terminal.screen.rows.filter { $0.hasPrefix("panel") }.count == 1)
      try terminal.send("\r")
      try terminal.waitFor("line[\(typed.prefix(20))")
    }

    @Test(arguments: [27, 33, 40, 80])
    func `a wrapped line under a changing panel is drawn right at every width`(columns: Int) throws {
      let terminal = try openProbe(["--events", "200"], columns: columns)
      let text = String(repeating: "中a关村", count: 20)
      try terminal.send(text)
      try terminal.waitFor("the whole line") { Self.line(of: $0) == "何地> " + text }
      try terminal.send("\u{1}前\u{5}\u{7F}\u{7F}后")
      let expected = "何地> 前" + text.dropLast(2) + "后"
      try terminal.waitFor("the edited line") { Self.line(of: $0) == expected }
      try terminal.send("\u{15}")
      try terminal.waitForLine("何地>")
      #expect(terminal.screen.rows.filter { $0.hasPrefix("panel") }.count == 1)
    }

    /// The rows from the prompt on, put together.
    private static func line(of screen: ScreenModel) -> String {
      let rows = screen.rows
      guard let first = rows.lastIndex(where: { $0.hasPrefix("何地>") }) else { return "" }
      return rows[first...].joined()
    }

    @Test func `the screen is right after resizes`() throws {
      let terminal = try openProbe(columns: 80, rows: 20)
      try terminal.send("/rows 3\r")
      try terminal.waitFor("row 2")
      try terminal.send("第一句\r")
      try terminal.waitFor("line[第一句]")
      let text = String(repeating: "晋陵中路", count: 12)
      try terminal.send(text)
      for columns in [60, 30, 33, 80, 17, 80] {
        terminal.resize(columns: columns, rows: 20)
        try terminal.waitFor("the panel at \(columns)") { screen in
          screen.text.contains("panel \(columns)x20".prefix(columns - 1))
            && Self.line(of: screen) == "何地> " + text
        }
        #expect(terminal.screen.rows.filter { $0.hasPrefix("何地>") }.count == 1)
        #expect(terminal.screen.rows.filter { $0.hasPrefix("row 2") }.count == 1)
        #expect(terminal.screen.text.contains("line[第一句]"))
      }
    }

    @Test func `a long sentence is wrapped and nothing of it is lost`() throws {
      let terminal = try openProbe(columns: 40)
      try terminal.send("/long\r")
      let sentence = String(repeating: "长话短说", count: 15)
      try terminal.waitFor("the sentence") { $0.rows.joined().contains(sentence) }
    }

    @Test func `Ctrl-L draws everything again`() throws {
      let terminal = try openProbe()
      try terminal.send("甲\u{C}乙")
      try terminal.waitFor("a cleared screen") { $0.rows[0] == "ready" && $0.rows[2] == "何地> 甲乙" }
    }

    @Test func `a panel taller than the screen leaves the prompt in sight`() throws {
      let terminal = try openProbe(rows: 6)
      try terminal.send("/rows 30\r")
      try terminal.waitFor("row 29")
      try terminal.send("甲\r乙")
      try terminal.waitFor("line[甲]")
      try terminal.waitForLine("何地> 乙")
      #expect(terminal.screen.row == 5)
    }

    @Test func `the bell rings when the program says so`() throws {
      let terminal = try openProbe()
      try terminal.send("/bell\r")
      try terminal.waitFor("a bell") { $0.bells == 1 }
    }

    @Test func `a terminal that takes no output stops neither keys nor draft`() throws {
      let folder = TemporaryDirectory()
      let draft = folder.file("draft")
      let terminal = try openProbe(["--events", "1000", "--draft", draft])
      try terminal.send("/rows 20\r")
      try terminal.waitFor("row 19")
      // Every round draws the whole screen, about 600 bytes: ten times what the system keeps for a terminal.
      for round in 0..<1_000 {
        let text = "停\(round)。"
        let keys = Array("\u{C}\u{15}\(text)".utf8)
        #expect(terminal.sendWithoutReading(keys) == keys.count)
        guard Self.wait(draft, for: text) else { break }
      }
      let drawn = terminal.output.count
      try terminal.waitForLine("何地> 停999。")
      #expect(terminal.output.count - drawn < 200_000)
      try terminal.waitFor("the panel") { $0.text.contains("row 19") }
    }

    /// Waits until the draft file holds a record with this text; reads no output of the terminal.
    private static func wait(_ path: String, for text: String) -> Bool {
      let end = Date().addingTimeInterval(10)
      while Date() < end {
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        if bytes.range(of: Data("where\(text)".utf8)) != nil { return true }
        poll(nil, 0, 1)
      }
      Issue.record("the draft never held \(text)")
      return false
    }
  }
}
