import Foundation
import TestSupport
import Testing

/// A telephone that rings is seen and heard in every state of the desk, on a real terminal.
@Suite(.serialized) struct BellOnTerminalTests {
  private let console = ConsoleOnTerminal()

  @Test(arguments: ["idle", "typing", "closing", "told by key", "unit"])
  func `the bell rings at each ring, beside the number, and the line is left as it is`(state: String) throws {
    let terminal =
      switch state {
      case "idle": try console.open()
      case "told by key": try console.openAnswered()
      default: try console.openLinked("1.1", from: "19900000001")
      }
    try terminal.waitForLine(state == "idle" ? "接警>" : "何时>")
    switch state {
    case "typing": try terminal.send("十分")
    case "unit":
      try terminal.press(Key.f(8))
      try terminal.waitForLine("派警单位>")
    case "closing":
      for line in ["/category 100300", "/level 2", "/said F1"] { try terminal.enter(line) }
      try terminal.press(Key.f(9))
      try terminal.waitForLine("回车挂机>")
    default: break
    }
    // Longer than a telephone's word may come late: what rings now is another caller.
    usleep(1_700_000)
    terminal.read()
    let (bells, row) = (terminal.screen.bells, terminal.screen.cursorRow)
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("the number") { $0.text.contains("19900000002") && $0.bells == bells + 1 }
    try terminal.waitFor("the second ring's bell") { $0.text.contains("第2声") && $0.bells == bells + 2 }
    #expect(terminal.screen.cursorRow == (state == "idle" ? "接听>" : row))
    #expect(terminal.screen.bells == bells + 2)
  }

  @Test func `every number that rings is on the idle desk with its ring, and each is answered as itself`()
    throws
  {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    try console.phone("ring", "1.1", "--from", "19900000001")
    try console.phone("ring", "1.2", "--from", "19900000002")
    try terminal.waitFor("both") { $0.text.contains("19900000001") && $0.text.contains("19900000002") }
    try console.phone("answer", "1.2")
    try terminal.waitForLine("何时>")
    try terminal.waitFor("the one who rings on") { $0.text.contains("19900000001") }
    #expect(try console.lines("answer").count == 1)
    let answered = ConsoleOnTerminal.call(try #require(try console.lines("answer").first))
    #expect(try console.lines("ring").last?.contains("19900000002") == true)
    #expect(try console.lines("ring").last.map(ConsoleOnTerminal.call) == answered)
  }

  @Test(arguments: [["/ring 19900000008"], ["/callback add 19900000008", "/callback"]])
  func `a telephone that rings beside one told by key or rung back has its row and its bell`(
    lines: [String]
  ) throws {
    let terminal = try console.open()
    try terminal.waitForLine("接警>")
    for line in lines { try terminal.enter(line) }
    try terminal.waitForLine("接听>")
    terminal.read()
    let bells = terminal.screen.bells
    try console.phone("ring", "1.2", "--from", "19900000002")
    for ring in 1...2 {
      try terminal.waitFor("its row at ring \(ring)") { screen in
        screen.bells > bells
          && screen.text.split(separator: "\n").contains {
            $0.contains("19900000002") && $0.contains("响铃 第\(ring)声")
          }
      }
    }
    #expect(terminal.screen.text.contains("19900000008") && terminal.screen.cursorRow == "接听>")
  }
}
