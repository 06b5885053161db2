import Foundation
import TestSupport
import Testing

extension AllTerminalTests {
  /// Random keys, seeded: `CALL110_FUZZ_KEYS` sets how many for a long run.
  @Suite struct FuzzTests {
    private struct Generator: RandomNumberGenerator {
      var state: UInt64
      mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
      }
    }

    private static let keyCount =
      ProcessInfo.processInfo.environment["CALL110_FUZZ_KEYS"].flatMap(Int.init) ?? 600

    private static let keys: [[UInt8]] =
      ["a", "z", " ", "9", "中", "关村", "龘", "e\u{301}", "😀", "-"].map { Array($0.utf8) }
      + (1...31).filter { $0 != 3 && $0 != 27 }.map { [UInt8($0)] } + [
        [0x7F], [0x03], [0x00], [0xFF], [0xE4, 0xB8],
      ]
      + [
        "\u{1B}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~",
        "\u{1B}[5~",
        "\u{1B}OP", "\u{1B}OQ", "\u{1B}[19~", "\u{1B}[21~", "\u{1B}[Z", "\u{1B}[1;5P", "\u{1B}[<0;1;1M",
        "\u{1B}[",
        "\u{1B}O", "\u{1B}b", "\u{1B}f", "\u{1B}d", "\u{1B}\u{7F}", "\u{1B}y", "\u{1B}t", "\u{1B}u",
        "\u{1B}1",
        "\u{1B}\r", "\u{1B}.", "\u{1B}#", "\u{1B}r", "\u{1B}]", "\u{1B}P",
        "\u{1B}[200~贴\r\n\u{1B}[31m\u{1B}[201~",
        "\u{1B}[200~", "\u{1B}[201~", "\u{18}\u{18}", "\u{18}\u{7F}", "\u{18}(", "/br\t", "中\t\t",
      ].map { Array($0.utf8) }

    @Test(arguments: [(1, ""), (2, ""), (3, "set editing-mode vi\n"), (4, "set show-mode-in-prompt on\n")])
    func `random keys neither crash nor hang it`(seed: Int, inputrc: String) throws {
      let folder = TemporaryDirectory()
      try Data(inputrc.utf8).write(to: URL(fileURLWithPath: folder.file("inputrc")))
      let terminal = try PseudoTerminal(
        executable: "TerminalProbe", arguments: ["--events", "500", "--draft", folder.file("draft")],
        environment: ["INPUTRC": folder.file("inputrc")])
      try terminal.waitFor("何地>")
      var generator = Generator(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
      for round in 0..<Self.keyCount {
        let key = Self.keys.randomElement(using: &generator) ?? []
        try terminal.send(bytes: key)
        if round % 7 == 0 { terminal.read(milliseconds: 1) }
        if round % 97 == 0 {
          terminal.resize(columns: Int.random(in: 12...90, using: &generator), rows: 24)
        }
      }
      terminal.resize(columns: 80, rows: 24)
      try terminal.send("\u{1B}[201~\u{1B}[201~\u{7}")
      // Keys may be taken as part of a search or a pending sequence, so one of several must get through.
      var answered = false
      for attempt in 0..<20 where !answered {
        try terminal.send("\u{1B}[23~")
        let before = terminal.output.count
        _ = try? terminal.waitFor("an answer", seconds: 1) { _ in
          terminal.output.count > before
            && String(decoding: terminal.output.suffix(4_000), as: UTF8.self)
              .contains("key[function(11)]")
        }
        answered = String(decoding: terminal.output.suffix(4_000), as: UTF8.self).contains(
          "key[function(11)]")
        if attempt == 19, !answered {
          Issue.record("no answer after \(Self.keyCount) keys:\n\(terminal.screen.text)")
        }
      }
      terminal.kill(SIGTERM)
      #expect(try terminal.waitForExit() == .exited(5))
    }
  }
}
