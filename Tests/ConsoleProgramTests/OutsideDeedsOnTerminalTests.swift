import Foundation
import TestSupport
import Testing

/// What somebody did outside about a seat's closed calls: its console says the same before and after it was
/// started again.
@Suite(.serialized, .timeLimit(.minutes(20))) struct OutsideDeedsOnTerminalTests {
  private let console = ConsoleOnTerminal()

  /// What is done, on which of two calls, and how many are counted of the two answered then.
  struct Deed: CustomTestStringConvertible, Sendable {
    let words: [String]
    let calls: [Int]
    let counted: Int

    var testDescription: String { "\(words.joined(separator: " ")) \(calls)" }
  }

  private static let deeds = [
    Deed(words: ["calls", "amend", "ID", "where", "丁地", "//", "听错"], calls: [0, 1], counted: 2),
    Deed(words: ["calls", "amend", "ID", "level", "1", "//", "漏定"], calls: [1], counted: 2),
    Deed(words: ["calls", "cancel", "ID", "误按"], calls: [0], counted: 1),
    Deed(words: ["calls", "cancel", "ID", "误按"], calls: [1], counted: 1),
    Deed(words: ["calls", "cancel", "ID", "误按"], calls: [0, 1], counted: 0),
  ]

  private func call110(_ words: [String]) throws -> ProgramRun {
    try ProgramRun(words + ["--logs", console.logs])
  }

  private func take(_ terminal: PseudoTerminal, _ place: String) throws {
    try terminal.enter("/ring")
    try terminal.waitForLine("接听>")
    try terminal.enter("/answer")
    try terminal.waitForLine("何时>")
    try terminal.enter("/where \(place)")
    try terminal.waitFor("已记录 何地: \(place)")
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
  }

  private func calls() throws -> [String] {
    try call110(["calls", "list"]).output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
  }

  private func carryOut(_ deed: Deed, _ calls: [String]) throws {
    for index in deed.calls {
      let words = deed.words.map { $0 == "ID" ? calls[index] : $0 }
      let run = try call110(words + ["--operator", "060001"])
      #expect(run.status == 0, "\(words) \(run.error)")
    }
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    try terminal.enter("/quit")
    #expect(try terminal.waitForExit() == .exited(0))
  }

  @Test(arguments: deeds, [false, true])
  func `calls today are the same before and after a restart, whatever was done outside`(
    deed: Deed, startedAgain: Bool
  ) throws {
    var terminal = try console.open()
    try terminal.waitForLine("接警>")
    for place in ["甲地", "乙地"] { try take(terminal, place) }
    try terminal.waitFor("今日 2")
    let calls = try calls()
    #expect(calls.count == 2)
    // The calls may be of an earlier run than the one that learns of the deed.
    if startedAgain {
      try quit(terminal)
      terminal = try console.open()
      try terminal.waitForLine("接警>")
      try terminal.waitFor("今日 2")
    }
    try carryOut(deed, calls)
    try terminal.waitFor("今日 \(deed.counted)", seconds: 20)
    try quit(terminal)
    let again = try console.open()
    try again.waitForLine("接警>")
    try again.waitFor("今日 \(deed.counted)")
    // What was cancelled takes nothing more, and what was corrected is corrected once.
    try again.enter("/show \(calls[1])")
    try again.waitFor(calls[1])
    try again.enter("/amend \(calls[1]) where 戊地 // 又听错")
    let isCancelled = deed.words[1] == "cancel" && deed.calls.contains(1)
    try again.waitFor(isCancelled ? "\(calls[1]) 已作废" : "更正 何地:")
    try quit(again)
    let shown = try call110(["calls", "show", calls[1], "--json"]).output
    #expect(shown.components(separatedBy: "\"text\":\"丁地\"").count <= 2, "\(shown)")
    #expect(try call110(["verify"]).status == 0)
  }
}
