import Foundation
import Glibc
import TestSupport
import Testing

/// What the program makes of the process it is given: descriptors that are closed, limits, and records that
/// somebody forged.
@Suite struct ProcessTests {
  private let place = TemporaryDirectory()
  private var logs: String { place.file("logs") }

  private static let call = Array(
    "/ring 19900000001\n/answer\n/said greeting\n/where 晋陵中路189号\n/note 两名男子\n/hangup\n".utf8)

  private func run(_ script: String, _ words: [String], input: [UInt8] = []) throws -> ProgramRun {
    try ProgramRun(
      launcher: ["/bin/sh", "-c", "\(script) exec \"$0\" \"$@\""], words + ["--logs", logs], input: input,
      environment: ["HOME": place.path])
  }

  private func files() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: logs) {
      guard let bytes = FileManager.default.contents(atPath: "\(logs)/\(name)") else { continue }
      files[name] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  @Test(arguments: ["", "0<&-", "1>&-", "2>&-", "0<&- 1>&-", "0<&- 2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-"])
  func `with descriptors closed no record becomes standard output`(closed: String) throws {
    let words = ["console", "--seat", "03", "--operator", "041207"]
    _ = try run(closed.isEmpty ? "" : "exec \(closed);", words, input: Self.call)
    for (name, text) in try files() {
      if name.hasSuffix(".lock") { #expect(text.isEmpty, "\(closed): \(name)") }
      guard name.hasSuffix(".jsonl") || name.hasSuffix(".numbers") || name == "folder-id" else { continue }
      #expect(!text.contains("已记录") && !text.contains("接警台"), "\(closed): \(name): \(text)")
    }
    let check = try run("", ["verify"])
    #expect(check.status == 0, "\(closed): \(check.output)")
    if !closed.contains("0<&-") {
      #expect(try files().values.contains { $0.contains("\"ev\":\"end\"") }, "\(closed)")
    }
  }

  @Test(arguments: [0, 1, 2, 3, 8]) func `a limit on the size of files ends nothing`(blocks: Int) throws {
    let notes = (1...60).map { "/note 第\($0)次\n" }.joined()
    let input = Array("/ring 19900000001\n/answer\n\(notes)/hangup\n".utf8)
    let words = ["console", "--seat", "03", "--operator", "041207", "--spool", place.file("spool")]
    let run = try run("ulimit -f \(blocks);", words, input: input)
    #expect(run.status >= 0, "a signal ended it: \(run.status)")
    // The limit is gone at the next start, and what could be held is in the journal.
    #expect(try self.run("", words, input: []).status >= 0)
    #expect(try self.run("", ["verify"]).status <= 1)
  }

  @Test func `a console leaves no core dump`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\"", ProgramRun.program.path, "console",
      "--seat", "03",
      "--operator", "041207", "--logs", logs,
    ]
    process.environment = ["HOME": place.path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    var core: [Substring] = []
    // It is guarded some moments after its start.
    for _ in 1...600 where core != ["0", "0"] {
      usleep(50_000)
      let limits = try String(contentsOfFile: "/proc/\(process.processIdentifier)/limits", encoding: .utf8)
      let row = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
      core = row.map { Array($0.split(separator: " ").dropFirst(4).prefix(2)) } ?? []
    }
    #expect(core == ["0", "0"])
  }

  /// C1, bidi and ESC, raw and as JSON escapes.
  private static let hostile = "\u{9B}31m\u{202E}\u{2066}\u{200B}\\u001b[2J\\u009b\\u202e"

  @Test func `no command lets through what a forged line would do to a terminal`() throws {
    _ = try run("", ["console", "--seat", "03", "--operator", "041207"], input: Self.call)
    let journal = try #require(try files().keys.first { $0.hasSuffix("seat-03.jsonl") })
    let path = "\(logs)/\(journal)"
    let forged = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("两名男子", with: "两名\(Self.hostile)").replacing("189号", with: "189\(Self.hostile)号")
    try forged.write(toFile: path, atomically: true, encoding: .utf8)
    let call = try #require(forged.firstMatch(of: #/"call":"([0-9-]+)"/#)).output.1
    let reveal = ["--reveal", "--reason", "test"]
    let commands: [[String]] = [
      ["calls", "list", "--json"], ["calls", "show", "\(call)", "--json"], ["calls", "show", "\(call)"],
      ["calls", "search", "--json"], ["calls", "replay", "\(call)"], ["export"], ["export"] + reveal,
      ["export", "--format", "csv"], ["review", "check", "--json"], ["callbacks", "--json"],
      ["complaints", "list", "--all", "--json"], ["matters", "list", "--json"], ["verify", "--json"],
      ["report", "day", "--json"], ["wallboard", "--once"], ["access", "report", "--json"],
      ["drill", "from-call", "\(call)"], ["drill", "from-call", "\(call)"] + reveal,
    ]
    for words in commands {
      let run = try run("", words)
      for scalar in (run.output + run.error).unicodeScalars {
        let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar != "\r"
        let isBidi = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        #expect(
          !isControl && !(0x7F...0x9F).contains(scalar.value) && !isBidi,
          "\(words): U+\(String(scalar.value, radix: 16))")
        if isControl || isBidi { break }
      }
    }
  }
}
