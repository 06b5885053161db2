import Foundation
import PlainText
import TestSupport
import Testing

extension AllTerminalTests {
  /// The line where nothing is painted over: what stands there is what is meant, whatever is edited.
  @Suite struct PlainLineTests {
    private func open(columns: Int = 80) throws -> PseudoTerminal {
      try openProbe(environment: ["TERM": "dumb"], columns: columns)
    }

    private func written(_ terminal: PseudoTerminal) -> String {
      String(decoding: terminal.output, as: UTF8.self)
    }

    /// The lines written; the terminal adds a carriage return to each of ours.
    private func lines(_ terminal: PseudoTerminal) -> [String] {
      written(terminal).replacing("\r\r\n", with: "\r\n").components(separatedBy: "\r\n")
    }

    @Test func `what is typed is only added, and an entered line stays as it was`() throws {
      let terminal = try open()
      for word in ["晋陵", "中路", "189号"] { try terminal.send(word) }
      try terminal.waitForLine("何地> 晋陵中路189号")
      try terminal.send("\r")
      try terminal.waitFor("line[晋陵中路189号] 8")
      try terminal.waitForLine("何地>")
      #expect(lines(terminal).suffix(3) == ["何地> 晋陵中路189号", "line[晋陵中路189号] 8", "何地> "])
      #expect(!written(terminal).contains("\u{1B}") && !written(terminal).contains("\u{8}"))
      #expect(!written(terminal).contains("panel"))
    }

    @Test func `what is said in the middle of a word stands between two whole rows`() throws {
      let terminal = try open()
      try terminal.send("晋陵")
      try terminal.waitForLine("何地> 晋陵")
      try terminal.send("\u{1B}OP")
      try terminal.waitFor("key[function(1)] text[晋陵]")
      try terminal.send("中路")
      try terminal.waitForLine("何地> 晋陵中路")
      #expect(lines(terminal).suffix(3) == ["何地> 晋陵", "key[function(1)] text[晋陵]", "何地> 晋陵中路"])
    }

    @Test func `what is erased over the edge of a row is written once more below`() throws {
      let terminal = try open(columns: 20)
      try terminal.send("一二三四五六七八九十")
      try terminal.waitForLine("八九十")
      for _ in 0..<6 { try terminal.send("\u{7F}") }
      try terminal.waitForLine("何地> 一二三四")
      try terminal.send("\r")
      try terminal.waitFor("line[一二三四] 4")
    }

    @Test func `random edits in a row stand as a line editor leaves them, with its cursor`() throws {
      var random = SplitMix(seed: 3)
      let terminal = try open(columns: 200)
      for _ in 0..<25 {
        var model = EditedText()
        for _ in 0..<12 {
          let edit = EditedText.edits[Int.random(in: 0..<EditedText.edits.count, using: &random)]
          model.apply(edit)
          try terminal.send(edit)
        }
        let text = "何地> " + model.text
        let column = ("何地> " + model.text.prefix(model.cursor)).displayWidth
        try terminal.waitFor("「\(text)」 with the cursor at \(column)") { screen in
          screen.cursorRow == text.trimmingCharacters(in: .whitespaces) && screen.column == column
        }
        try terminal.send("\u{5}\u{15}")
        try terminal.waitForLine("何地>")
      }
      #expect(!written(terminal).contains("\u{1B}"))
    }

    @Test func `a terminal of any other kind is asked for it by the program alone`() throws {
      let terminal = try openProbe(environment: ["TERM": "xterm"])
      #expect(written(terminal).contains("\u{1B}["))
    }
  }
}

/// A text as it should stand after some keys.
private struct EditedText {
  static let edits = ["地", "a", "号x", "\u{7F}", "\u{1B}[D", "\u{1B}[C", "\u{1}", "\u{5}", "\u{4}"]
  var text = ""
  var cursor = 0

  mutating func apply(_ edit: String) {
    let place = text.index(text.startIndex, offsetBy: cursor)
    switch edit {
    case "\u{7F}":
      guard cursor > 0 else { return }
      text.remove(at: text.index(before: place))
      cursor -= 1
    case "\u{4}": if cursor < text.count { text.remove(at: place) }
    case "\u{1B}[D": cursor = max(0, cursor - 1)
    case "\u{1B}[C": cursor = min(text.count, cursor + 1)
    case "\u{1}": cursor = 0
    case "\u{5}": cursor = text.count
    default:
      text.insert(contentsOf: edit, at: place)
      cursor += edit.count
    }
  }
}
