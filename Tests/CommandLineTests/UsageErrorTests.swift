import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct UsageErrorTests {
  @Test(arguments: [
    (["nonsense"], "'nonsense'"), (["due", "--nonsense", "2026-01-01"], "'--nonsense'"),
    (["due"], "Usage: call110 due DATE..."), (["calendar", "show"], "Usage: call110 calendar show YEAR"),
    (["calendar", "show", "2026", "2027"], "Usage: call110 calendar show YEAR"),
    (["calendar", "show", "2026", "--calendar"], "'--calendar'"), (["calendar", "show", "abc"], "YEAR"),
    (["calendar", "show", "0"], "1–9999"), (["calendar", "show", "10000"], "1–9999"), ([""], "''"),
  ])
  func `wrong words end with status 64 and one line that names them`(words: [String], named: String) throws {
    let run = try ProgramRun(words, environment: ["CALL110_UI": "en"])
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("call110: ") && run.error.hasSuffix("\n"))
    #expect(run.error.count { $0 == "\n" } == 1)
    #expect(run.error.contains(named), "\(run.error)")
  }

  @Test func `errors are Chinese unless asked otherwise, by word or by environment`() throws {
    #expect(try ProgramRun(["x"]).error == "call110: 没有命令“x”。可用命令见 call110 --help\n")
    let english = "call110: there is no command 'x'. See call110 --help\n"
    #expect(try ProgramRun(["x", "--ui", "en"]).error == english)
    #expect(try ProgramRun(["x", "--ui=en"]).error == english)
    #expect(try ProgramRun(["x"], environment: ["CALL110_UI": "en"]).error == english)
    #expect(try ProgramRun(["x", "--ui=zh"], environment: ["CALL110_UI": "en"]).error != english)
    #expect(try ProgramRun(["x"], environment: ["LANG": "en_US.UTF-8", "LC_ALL": "C"]).error != english)
  }

  @Test func `an unknown language is an error that names the choices`() throws {
    let run = try ProgramRun(["--ui", "fr"])
    #expect(run.status == 64)
    #expect(run.error.contains("zh|en"))
  }

  @Test func `control characters of a wrong word do not reach the terminal`() throws {
    let run = try ProgramRun(["\u{1B}[2Jx\u{7}\u{202E}"])
    #expect(run.status == 64)
    #expect(run.error.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
    let forged = try ProgramRun(["x\ncall110: all is well"])
    #expect(forged.error.components(separatedBy: "\n").dropLast().allSatisfy { $0.hasPrefix("call110: ") })
  }

  @Test func `a very long word and very many words are errors and no crash`() throws {
    #expect(try ProgramRun([String(repeating: "长", count: 30_000)]).status == 64)
    #expect(try ProgramRun(["calendar", "show"] + Array(repeating: "--json", count: 20_000)).status == 64)
  }

  @Test func `two dashes end the options`() throws {
    #expect(try ProgramRun(["due", "--", "2026-02-13"]).output == "2026-02-13\t2026-02-25\n")
    #expect(try ProgramRun(["due", "--", "--json"]).status == 65)
  }
}
