import CallConsole
import PlainText
import TestSupport
import Testing

@testable import Terminal

@Suite struct RestartLimitTests {
  @Test func `five deaths in ten seconds are too many`() {
    var limit = RestartLimit()
    let pauses = (0..<5).map { limit.died(now: Int64($0) * 1_000) }
    #expect(
      pauses == [
        .restart(afterMilliseconds: 0), .restart(afterMilliseconds: 100), .restart(afterMilliseconds: 200),
        .restart(afterMilliseconds: 400), .giveUp,
      ])
  }

  @Test func `deaths far apart are started again for ever`() {
    var limit = RestartLimit()
    for hour in 0..<100 {
      #expect(limit.died(now: Int64(hour) * 3_600_000) == .restart(afterMilliseconds: 0))
    }
  }
}

@Suite struct RowRendererTests {
  private static func line() -> StyledLine {
    var line = StyledLine("响铃 ", style: .strong)
    line.append("第2声", style: .warning)
    return line
  }

  @Test(arguments: 1...20)
  func `no row is wider than the columns and nothing of a wrapped line is lost`(columns: Int) {
    let renderer = RowRenderer(columns: columns, usesColour: false)
    let rows = renderer.wrapped(Self.line())
    #expect(rows.allSatisfy { $0.displayWidth <= max(2, columns) })
    #expect(rows.joined().filter { $0 != " " } == "响铃第2声")
    #expect(renderer.clipped(Self.line()).displayWidth <= max(2, columns))
  }

  @Test func `styles end at the end of a row and go on in the next`() {
    let rows = RowRenderer(columns: 6, usesColour: true).wrapped(Self.line())
    #expect(rows == ["\u{1B}[1m响铃 \u{1B}[0m", "\u{1B}[33m第2声\u{1B}[0m"])
  }

  @Test func `an empty line is an empty row`() {
    #expect(RowRenderer(columns: 10, usesColour: true).wrapped("") == [""])
  }
}

@Suite struct ScreenMemoryTests {
  private let renderer = RowRenderer(columns: 10, usesColour: false)

  @Test func `what was said is given once and remembered`() {
    var memory = ScreenMemory()
    memory.say(["一", "二"])
    #expect(memory.takePending(renderer) == ["一", "二"])
    #expect(memory.takePending(renderer) == [])
    #expect(memory.lastSaid(1, renderer: renderer) == ["二"])
    #expect(memory.lastSaid(-3, renderer: renderer) == [])
  }

  @Test func `memory does not grow without end`() {
    var memory = ScreenMemory()
    for number in 0..<2_000 {
      memory.say([StyledLine("\(number)")])
    }
    #expect(memory.takePending(renderer).count == ScreenMemory.limit)
    memory.say(["最后"])
    #expect(memory.takePending(renderer) == ["最后"])
    #expect(memory.lastSaid(10_000, renderer: renderer).count == ScreenMemory.limit)
  }

  @Test func `of a panel too tall the rows nearest the prompt are kept`() {
    var memory = ScreenMemory()
    memory.panel = ["一", "二", "三"]
    #expect(memory.fixedRows(2, renderer: renderer) == ["二", "三"])
    #expect(memory.fixedRows(9, renderer: renderer) == ["一", "二", "三"])
    #expect(memory.fixedRows(0, renderer: renderer) == [])
  }
}

@Suite struct ScreenModelTests {
  private func screen(_ text: String, columns: Int = 6, rows: Int = 3) -> ScreenModel {
    var screen = ScreenModel(columns: columns, rows: rows)
    screen.feed(Array(text.utf8))
    return screen
  }

  @Test(arguments: [
    ("abc\r\ndef", ["abc", "def", ""]), ("abcdefg", ["abcdef", "g", ""]), ("abcdef\rX", ["Xbcdef", "", ""]),
    ("中文中文", ["中文中", "文", ""]), ("a中文中", ["a中文", "中", ""]), ("abc\u{8}\u{8}X", ["aXc", "", ""]),
    ("abc\u{1B}[2D\u{1B}[K", ["a", "", ""]), ("abc\u{1B}[2D\u{1B}[P", ["ac", "", ""]),
    ("abc\u{1B}[3D\u{1B}[2@X", ["X abc", "", ""]), ("a\r\nb\u{1B}[A\u{1B}[J", ["a", "", ""]),
    ("a\u{1B}[H\u{1B}[2Jb", ["b", "", ""]), ("a\u{1B}[31mb\u{1B}[?25hc\u{7}", ["abc", "", ""]),
    ("\u{1B}MX", ["X", "", ""]), ("a\u{1B}[3;2Hz", ["a", "", " z"]),
  ])
  func `bytes become rows`(bytes: String, rows: [String]) {
    #expect(screen(bytes).rows == rows)
  }

  @Test func `rows scroll off at the top and characters come in parts`() {
    var screen = screen("1\r\n2\r\n3\r\n4")
    #expect(screen.rows == ["2", "3", "4"])
    #expect(screen.scrolledOff == ["1"])
    for byte in Array("中\u{1B}[D".utf8) { screen.feed([byte]) }
    #expect(screen.cursorRow == "4中")
    #expect(screen.column == 2)
  }
}
