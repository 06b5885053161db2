import TestSupport
import Testing

extension AllTerminalTests {
  @Suite struct PasteTests {
    private static let begin = "\u{1B}[200~"
    private static let end = "\u{1B}[201~"

    @Test func `pasted newlines and control characters become one clean line`() throws {
      let terminal = try openProbe()
      try terminal.send("前\(Self.begin)一\r二\n\u{1B}[31m三\u{3}\u{4}\u{202E}\u{0}四\n\(Self.end)后")
      try terminal.waitForLine("何地> 前一 二 [31m三四后")
      try terminal.waitFor("cleaned cut=false")
      #expect(!terminal.screen.text.contains("line["))
      #expect(!terminal.screen.text.contains("interrupt["))
      try terminal.send("\u{1F}")
      try terminal.waitForLine("何地> 前一 二 [31m三四")
      try terminal.send("\u{1F}")
      try terminal.waitForLine("何地> 前")
    }

    @Test func `a paste over the limit is cut and says so`() throws {
      let terminal = try openProbe(rows: 60)
      try terminal.send(Self.begin + String(repeating: "贴", count: 30_000) + Self.end)
      try terminal.waitFor("cleaned cut=true")
      try terminal.send("\r")
      try terminal.waitFor("long line 4000")
    }

    @Test func `a paste that never ends is taken after a while and events go on`() throws {
      let terminal = try openProbe(["--events", "100"])
      try terminal.send("前\(Self.begin)未完")
      let before = terminal.screen.text
      try terminal.waitFor("the panel") { $0.text != before && !$0.text.contains("未完") }
      try terminal.waitForLine("何地> 前未完")
      try terminal.send("\(Self.end)后")
      try terminal.waitForLine("何地> 前未完后")
    }

    @Test func `what was pasted when the terminal went is in the draft`() throws {
      let folder = TemporaryDirectory()
      let arguments = ["--draft", folder.file("draft")]
      let terminal = try openProbe(arguments)
      try terminal.send("前")
      try terminal.waitForLine("何地> 前")
      // The paste has surely been read once the events that follow it have been shown.
      try terminal.send("\u{1B}OP\(Self.begin)半截")
      try terminal.waitFor("key[function(1)]")
      terminal.kill(15)
      #expect(try terminal.waitForExit() == .exited(5))
      let second = try openProbeRestoring(arguments)
      try second.waitForLine("何地> 前半截")
    }

    @Test func `an empty paste does nothing`() throws {
      let terminal = try openProbe()
      try terminal.send("甲\(Self.begin)\(Self.end)乙")
      try terminal.waitForLine("何地> 甲乙")
    }
  }
}
