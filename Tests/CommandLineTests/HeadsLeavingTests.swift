import Foundation
import Glibc
import TestSupport
import Testing

/// The ends of journals leave the machine of a console by themselves when the site has said so.
@Suite struct HeadsLeavingTests {
  private let place = TemporaryDirectory()
  private var logs: String { place.file("logs") }

  private func call110(_ words: [String], input: String = "") throws -> ProgramRun {
    try ProgramRun(
      words + ["--logs", logs], input: Array(input.utf8),
      environment: ["HOME": place.path, "PATH": "/usr/bin:/bin", "CALL110_UI": "en"])
  }

  private func take(_ where_: String, seat: String = "03") throws -> ProgramRun {
    try call110(
      ["console", "--seat", seat, "--operator", "041207"],
      input: "/ring 19900000001\n/answer\n/where \(where_)\n/hangup\n")
  }

  private func set(_ text: String) throws {
    try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: logs + "/heads"))
    chmod(logs + "/heads", 0o644)
  }

  private func left() -> [Substring] {
    ((try? String(contentsOfFile: place.file("left"), encoding: .utf8)) ?? "").split(separator: "\n")
  }

  private func hasLeft(_ file: String) -> Bool { left().contains { $0.contains(file) } }

  @Test func `nothing leaves without the site's word, and verify says so`() throws {
    #expect(try take("晋陵中路189号").status == 0)
    #expect(left().isEmpty)
    let verified = try call110(["verify"])
    #expect(verified.status == 0 && verified.output.contains("do not leave this machine by themselves"))
    #expect(try call110(["verify", "--json"]).output.contains("\"heads_leave\":\"checkpoints do not leave"))
    #expect(try call110(["wallboard", "--once"]).output.contains("do not leave this machine by themselves"))
  }

  @Test func `what a console leaves behind is with the other machine, and verify holds the records to it`()
    throws
  {
    try set("command = cat >> \(place.file("left"))\nevery = 60\n")
    #expect(try take("晋陵中路189号").status == 0)
    #expect(try take("兰园路口", seat: "04").status == 0)
    #expect(hasLeft("seat-03.jsonl") && hasLeft("seat-04.jsonl"))
    let against = ["verify", "--against", place.file("left")]
    let verified = try call110(against)
    #expect(verified.status == 0, "\(verified.output)")
    #expect(verified.output.contains("leave this machine every 60 seconds"))
    let board = try call110(["wallboard", "--once"]).output
    #expect(board.contains("\ncheckpoints leave this machine every 60 seconds"), "\(board)")
    // The end of the last file is cut at a line.
    let names = try #require(FileManager.default.enumerator(atPath: logs + "/live"))
    let file = try #require(names.compactMap { $0 as? String }.first { $0.hasSuffix("seat-04.jsonl") })
    let text = try String(contentsOfFile: logs + "/live/" + file, encoding: .utf8)
    let lines = text.split(separator: "\n")
    try (lines.dropLast(2).joined(separator: "\n") + "\n").write(
      toFile: logs + "/live/" + file, atomically: false, encoding: .utf8)
    #expect(try call110(["verify"]).status == 0)
    #expect(try call110(against).status == 2)
  }

  @Test(arguments: ["command = exit 7", "command = no-such-program", "nonsense", "command = kill -9 $$"])
  func `a call is taken all the same when they cannot leave, and the console says so`(setting: String) throws
  {
    try set(setting + "\n")
    let run = try take("晋陵中路189号")
    #expect(run.status == 0)
    #expect(try call110(["calls", "list"]).output.contains("-03-0001"))
    let verified = try call110(["verify"])
    #expect(verified.output.contains("heads") || verified.output.contains("last time: never"))
    let board = try call110(["wallboard", "--once"]).output
    #expect(board.contains(/\n! (no checkpoint leaves|checkpoints are to leave)/), "\(board)")
  }

  @Test func `a console on a terminal sends while it is open, and tells what keeps it from that`() throws {
    try set("command = cat >> \(place.file("left"))\nevery = 10\n")
    let terminal = try PseudoTerminal(
      executable: "call110",
      arguments: ["console", "--seat", "03", "--operator", "041207", "--logs", logs],
      environment: ["HOME": place.path])
    try terminal.waitForLine("接警>")
    try terminal.send("\r")
    try terminal.waitForLine("接听>")
    // Its file is there with its first line; the next time is ten seconds later.
    try terminal.waitFor("the end to leave", seconds: 40) { _ in hasLeft("seat-03.jsonl") }
    try set("nonsense\n")
    try terminal.waitFor("校验点未送出本机", seconds: 25)
    try set("command = cat >> \(place.file("left"))\nevery = 10\n")
    try terminal.waitFor("校验点又送出本机了", seconds: 25)
  }
}
