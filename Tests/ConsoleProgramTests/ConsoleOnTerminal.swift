import Foundation
import TestSupport

/// The real console on a terminal of its own, with a logs folder of its own.
struct ConsoleOnTerminal {
  let folder: TemporaryDirectory

  init(folder: TemporaryDirectory = TemporaryDirectory()) {
    self.folder = folder
  }

  var logs: String { folder.file("logs") }

  func open(
    seat: String = "03", arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      executable: "call110",
      arguments: ["console", "--seat", seat, "--operator", "041207", "--logs", logs] + arguments,
      environment: environment, columns: columns, rows: rows)
  }

  /// Opens the console, lets the phone ring and answers.
  func openAnswered(environment: [String: String] = [:], columns: Int = 80) throws -> PseudoTerminal {
    let terminal = try open(environment: environment, columns: columns)
    try terminal.waitForLine("接警>")
    try terminal.send("\r")
    try terminal.waitForLine("接听>")
    Self.apart()
    try terminal.send("\r")
    try terminal.waitForLine("何时>")
    return terminal
  }

  /// Lets so much time pass that a second Enter is no double press.
  static func apart() { usleep(300_000) }

  /// Everything in the seat's journals, as text.
  func journal() throws -> String {
    let root = URL(filePath: logs).appending(path: "live")
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".jsonl") }.sorted()
      .map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }.joined()
  }
}
