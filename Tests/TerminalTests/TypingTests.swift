import Foundation
import TestSupport
import Testing

extension AllTerminalTests {
  @Suite struct TypingTests {
    @Test(arguments: [
      ["LC_ALL": "C"], ["LANG": "C"], ["LC_ALL": "POSIX"], ["LANG": ""], ["LANG": "zh_CN.UTF-8"],
    ])
    func `Chinese is typed and erased whatever the locale says`(environment: [String: String]) throws {
      let terminal = try openProbe(environment: environment)
      try terminal.send("中关村南")
      try terminal.waitForLine("何地> 中关村南")
      #expect(terminal.screen.column == 14)
      try terminal.send("\u{7F}\u{7F}大")
      try terminal.waitForLine("何地> 中关大")
      try terminal.send("\r")
      try terminal.waitFor("line[中关大] 3")
      try terminal.waitForLine("何地>")
    }

    @Test(arguments: [
      ("\u{1B}OP", 1), ("\u{1B}[11~", 1), ("\u{1B}[[A", 1), ("\u{1B}1", 1), ("\u{18}1", 1), ("\u{1B}OR", 3),
      ("\u{1B}[14~", 4), ("\u{1B}[[E", 5), ("\u{1B}[17~", 6), ("\u{1B}[21~", 10), ("\u{1B}0", 10),
      ("\u{1B}[24~", 12), ("\u{1B}=", 12), ("\u{18}-", 11),
    ])
    func `a function key in mid-line leaves the text and the cursor`(keys: String, number: Int) throws {
      let terminal = try openProbe()
      try terminal.send("晋陵路\u{1B}[D\(keys)中")
      try terminal.waitFor("key[function(\(number))] text[晋陵路]")
      try terminal.waitForLine("何地> 晋陵中路")
    }

    @Test(arguments: [
      ("\u{1B}[A", "up"), ("\u{1B}OB", "down"), ("\u{1B}[5~", "pageUp"), ("\u{1B}[6~", "pageDown"),
      ("\u{1B}[Z", "shiftTab"), ("\t", "tab"), ("\u{18}o", "swap"),
    ])
    func `the field keys arrive`(keys: String, name: String) throws {
      let terminal = try openProbe()
      try terminal.send("甲\(keys)乙")
      try terminal.waitFor("key[\(name)] text[甲]")
      try terminal.waitForLine("何地> 甲乙")
    }

    @Test(arguments: ["\u{15}", "\u{17}", "\u{1}\u{B}"])
    func `what was cut or undone for one caller is not to be had for the next`(cut: String) throws {
      let terminal = try openProbe()
      try terminal.send("红梅新村\(cut)\u{19}")
      try terminal.waitForLine("何地> 红梅新村")
      try terminal.send("\(cut)")
      try terminal.waitForLine("何地>")
      try terminal.send("/forget\r\u{19}\u{1F}\u{1F}\u{1B}y一")
      try terminal.waitForLine("何地> 一")
    }

    @Test func `a key goes before the work that is left, and Enter too`() throws {
      let terminal = try openProbe()
      try terminal.send("/pieces 600\r")
      for text in ["晋", "晋陵", "晋陵中", "晋陵中路"] {
        try terminal.send(String(text.suffix(1)))
        try terminal.waitForLine("何地> \(text)")
      }
      try terminal.send("\r")
      try terminal.waitFor("line[晋陵中路] 4")
      #expect(!terminal.screen.text.contains("all done"))
      try terminal.waitFor("all done")
    }

    @Test func `a lone Escape is a key and the next letter is text`() throws {
      let terminal = try openProbe()
      try terminal.send("abc\u{1B}")
      try terminal.waitFor("key[escape] text[abc]")
      try terminal.send("n")
      try terminal.waitForLine("何地> abcn")
    }

    @Test(arguments: [("3", 3), ("0", 10), ("-", 11), ("=", 12)])
    func `Escape and a digit are a function key however slowly they come`(digit: String, number: Int) throws {
      let terminal = try openProbe()
      try terminal.send("abc\u{1B}")
      try terminal.waitFor("key[escape] text[abc]")
      try terminal.send(digit)
      try terminal.waitFor("key[function(\(number))] text[abc]")
      try terminal.send("3")
      try terminal.waitForLine("何地> abc3")
    }

    @Test(arguments: [
      "\u{1B}[1;5P", "\u{1B}[<0;1;1M", "\u{1B}[25;2~", "\u{1B}[?1;2c", "\u{1B}]11;rgb:0/0/0\u{7}",
    ])
    func `a sequence nobody knows types nothing`(sequence: String) throws {
      let terminal = try openProbe()
      try terminal.send("甲\(sequence)乙")
      try terminal.waitForLine("何地> 甲乙")
      try terminal.send("\r")
      try terminal.waitFor("line[甲乙] 2")
    }

    @Test func `an Alt chord nobody knows is Escape and the letter`() throws {
      let terminal = try openProbe()
      try terminal.send("a\u{1B}zb")
      try terminal.waitFor("key[escape] text[a]")
      try terminal.waitForLine("何地> azb")
    }

    @Test func `Ctrl-C keeps what stands on the line and what is typed ahead`() throws {
      let terminal = try openProbe()
      try terminal.send("之前\u{3}之后")
      try terminal.waitFor("interrupt[之前]")
      try terminal.waitForLine("何地> 之前之后")
    }

    @Test func `Ctrl-D ends only an empty line and deletes in a full one`() throws {
      let terminal = try openProbe()
      try terminal.send("\u{4}")
      try terminal.waitFor("end")
      try terminal.send("ab\u{1}\u{4}")
      try terminal.waitForLine("何地> b")
      try terminal.send("\u{4}\u{4}")
      try terminal.waitForLine("何地>")
    }

    @Test func `lines typed ahead in one burst are separate lines`() throws {
      let terminal = try openProbe()
      try terminal.send("一\r二\n三")
      try terminal.waitFor("line[一] 1")
      try terminal.waitFor("line[二] 1")
      try terminal.waitForLine("何地> 三")
    }

    @Test func `a text the program puts onto the line takes the place of what stood there`() throws {
      let terminal = try openProbe()
      try terminal.send("前后\u{1B}[D\u{1B}[19~")
      try terminal.waitForLine("何地> 换了")
    }

    @Test func `an over-long line is cut at 4000 characters and says so`() throws {
      let terminal = try openProbe(rows: 60)
      try terminal.send(String(repeating: "长", count: 4_010))
      try terminal.waitFor("cleaned cut=true")
      try terminal.send("\r")
      try terminal.waitFor("long line 4000")
    }

    @Test func `bytes that are no text do not break the line`() throws {
      let terminal = try openProbe()
      try terminal.send(bytes: [0x61, 0xFF, 0xE4, 0xB8, 0x62])
      try terminal.waitFor("cleaned cut=false")
      try terminal.waitForLine("何地> a\u{FFFD}\u{FFFD}b")
      try terminal.send("\u{202E}\u{200B}c")
      try terminal.waitForLine("何地> a\u{FFFD}\u{FFFD}bc")
    }

    @Test func `former lines do not come back`() throws {
      let terminal = try openProbe()
      try terminal.send("张某\r")
      try terminal.waitFor("line[张某]")
      try terminal.send("\u{10}\u{1B}[A\u{12}x")
      try terminal.waitFor("text[]")
      try terminal.waitForLine("何地> x")
    }

    @Test func `the program's exit code ends it and the shell's mode is back`() throws {
      let terminal = try openProbe()
      #expect(!terminal.isInShellMode)
      try terminal.send("/quit\r")
      #expect(try terminal.waitForExit() == .exited(7))
      #expect(terminal.isInShellMode)
      #expect(terminal.screen.everything.contains("bye"))
      #expect(!terminal.screen.text.contains("panel"))
    }

    @Test func `no colour is shown where none is wanted`() throws {
      for (environment, isColoured) in [([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false)] {
        let terminal = try openProbe(environment: environment)
        try terminal.send("x")
        try terminal.waitForLine("何地> x")
        #expect(terminal.screen.modes.contains { $0.hasSuffix("m") } == isColoured)
      }
    }
  }
}
