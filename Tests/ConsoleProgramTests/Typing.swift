import Foundation
import TestSupport
import Testing

/// What a hand presses, as a terminal sends it.
enum Key {
  static let swap = "\u{18}o"
  static let undo = "\u{1F}"
  static let killLine = "\u{15}"
  static let yank = "\u{19}"
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let pageUp = "\u{1B}[5~"
  static let escape = "\u{1B}"

  /// F1 to F12.
  static func f(_ number: Int) -> String {
    let short = ["P", "Q", "R", "S"]
    let long = [15, 17, 18, 19, 20, 21, 23, 24]
    return number <= 4 ? "\u{1B}O" + short[number - 1] : "\u{1B}[\(long[number - 5])~"
  }
}

extension ConsoleOnTerminal {
  /// Lets the telephone system tell of a call at seat 03.
  func phone(_ event: String, _ call: String, _ more: String...) throws {
    let words = ["phone-event", event, "--call", call, "--seat", "03", "--logs", logs] + more
    #expect(try ProgramRun(words).status == 0)
  }

  /// The console with a call of the telephone's, answered.
  func openLinked(_ call: String, from number: String) throws -> PseudoTerminal {
    let terminal = try open()
    try terminal.waitForLine("接警>")
    try take(call, from: number, on: terminal)
    return terminal
  }

  /// The telephone rings and is lifted.
  private func take(_ call: String, from number: String, on terminal: PseudoTerminal) throws {
    try phone("ring", call, "--from", number)
    try terminal.waitFor("来电 \(number)  响铃")
    try phone("answer", call)
    try terminal.waitForLine("何时>")
  }

  /// The caller hangs up, his record is closed, and he calls again.
  func callsAgain(
    _ call: String, behind ended: String, from number: String, on terminal: PseudoTerminal
  ) throws {
    try phone("end", ended)
    try terminal.enter("/hangup")
    try terminal.waitForLine("接警>")
    try take(call, from: number, on: terminal)
  }

  /// The journal's lines of one kind.
  func lines(_ kind: String) throws -> [String] {
    try journal().split(separator: "\n").map(String.init).filter { $0.contains("\"ev\":\"\(kind)\"") }
  }

  /// The record of the call from this number, as `calls show` gives it.
  func record(from number: String) throws -> String {
    let ring = try lines("ring").last { $0.contains("\"\(number)\"") }
    let shown = try ProgramRun(["calls", "show", Self.call(try #require(ring)), "--json", "--logs", logs])
    #expect(shown.status == 0)
    return shown.output
  }

  /// A member's text in a record's JSON; nil when it has none.
  static func member(_ key: String, of json: String) -> String? {
    json.components(separatedBy: "\"\(key)\":\"").dropFirst().first?.components(separatedBy: "\"").first
  }

  /// The number of the call in a journal's line.
  static func call(_ line: String) -> String {
    line.components(separatedBy: "\"call\":\"").dropFirst().first?.components(separatedBy: "\"").first ?? ""
  }
}

extension PseudoTerminal {
  /// Types a line and presses Enter, so long after the last that it is no double press.
  func enter(_ text: String = "") throws {
    ConsoleOnTerminal.apart()
    try send(text + "\r")
  }

  /// Presses a key, so long after the last that it is no double press.
  func press(_ key: String) throws {
    ConsoleOnTerminal.apart()
    try send(key)
  }

  /// One press of a hand whose keys are counted, so long after the last that it is no double press.
  func send(_ key: HandKey) throws {
    switch key {
    case .words(let text), .choice(let text): try send(text)
    case .enter: try enter()
    case .tab: try press("\t")
    case .escape: try press(Key.escape)
    case .up: try press(Key.up)
    case .down: try press(Key.down)
    case .function(let number): try press(Key.f(number))
    }
  }
}
