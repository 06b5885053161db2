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

  @Test(arguments: [0, 1, 2, 3, 4, 8, 16])
  func `a limit on the size of files ends nothing, and takes back nothing of what was acknowledged`(
    blocks: Int
  ) throws {
    let numbers = 1...60
    let notes = numbers.map { "/note 第\($0)次\n" }.joined()
    let input = Array("/ring 19900000001\n/answer\n\(notes)/hangup\n".utf8)
    let words = [
      "console", "--seat", "03", "--operator", "041207", "--spool", place.file("spool"), "--logs", logs,
    ]
    // What it says goes through a pipe: a file would be under the limit, too.
    let limited = "(ulimit -f \(blocks); exec \"$0\" \"$@\") | cat; exit ${PIPESTATUS[0]}"
    let run = try ProgramRun(
      launcher: ["/bin/bash", "-c", limited], words, input: input,
      environment: ["HOME": place.path, "PATH": "/usr/bin:/bin"])
    #expect((0..<128).contains(run.status), "a signal ended it: \(run.status)")
    let said = run.output.split(separator: "\n")
    let acknowledged = numbers.filter { number in
      said.contains { $0.hasSuffix("备注 第\(number)次") && !$0.hasPrefix("未记录") }
    }
    #expect(said.contains { $0.contains("备注 第60次") } && (blocks == 0 || acknowledged.count > 20))
    // The limit is gone at the next start: everything that was acknowledged is there, each once.
    #expect(try self.run("", Array(words.dropLast(2))).status == 0)
    #expect(try self.run("", ["verify"]).status <= 1)
    guard let call = try self.run("", ["calls", "list"]).output.split(separator: " ").first else {
      #expect(acknowledged.isEmpty)
      return
    }
    let shown = try self.run("", ["calls", "show", "\(call)", "--json"]).output
    for number in numbers {
      let count = shown.components(separatedBy: "\"第\(number)次\"").count - 1
      #expect(count == 1 || count == 0 && !acknowledged.contains(number), "第\(number)次 \(count) times")
    }
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

  private static let canChangeAccount: ConditionTrait = .enabled(
    if: getuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0, "only root runs programs as others")

  /// Words that run a program as an account that is nobody's; it may write below the folder.
  private func asNobody() throws -> [String] {
    #expect(chown(place.path, 4711, 4711) == 0)
    return ["/usr/bin/setpriv", "--reuid", "4711", "--regid", "4711", "--clear-groups"]
  }

  /// Whom the memory of a process belongs to: root when nobody else may look at it.
  private func owner(_ process: pid_t) throws -> UInt32 {
    var status = stat()
    try #require(lstat("/proc/\(process)/mem", &status) == 0, "\(process) is gone")
    return status.st_uid
  }

  private func children(_ process: pid_t) throws -> [pid_t] {
    let path = "/proc/\(process)/task/\(process)/children"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: " ").compactMap { pid_t($0) }
  }

  @Test(canChangeAccount) func `a program that does nothing about it shows its memory to its own account`()
    throws
  {
    let words = try asNobody()
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = words.dropFirst() + ["/bin/sh", "-c", "echo x; exec sleep 60"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    defer {
      // The signal that asks is blocked in what a test starts.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    _ = try output.fileHandleForReading.read(upToCount: 1)
    for _ in 1...100 where try owner(process.processIdentifier) != 4711 { usleep(20_000) }
    #expect(try owner(process.processIdentifier) == 4711)
  }

  @Test(canChangeAccount) func `nobody looks into the memory of a console, nor of its guard`() throws {
    let words = try asNobody()
    let terminal = try PseudoTerminal(
      executable: words[0],
      arguments: words.dropFirst() + [
        ProgramRun.program.path, "console", "--seat", "03", "--operator", "041207", "--logs", logs,
      ], environment: ["HOME": place.path])
    try terminal.waitForLine("接警>", seconds: 60)
    let console = try children(terminal.process)
    #expect(console.count == 1)
    for process in [terminal.process] + console { #expect(try owner(process) == 0) }
  }

  @Test(canChangeAccount, arguments: ["console", "export"])
  func `nobody looks into the memory of a program without a terminal`(command: String) throws {
    let words = try asNobody()
    for number in 1...4 {
      let run = try ProgramRun(
        launcher: words, ["console", "--seat", "0\(number)", "--operator", "041207", "--logs", logs],
        input: Self.call, environment: ["HOME": place.path])
      #expect(run.status == 0, "\(run.error)")
    }
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments =
      words.dropFirst() + [ProgramRun.program.path, command, "--logs", logs]
      + (command == "console"
        ? ["--seat", "05", "--operator", "041207"] : ["--reveal", "--reason", "核查", "--by", "050009"])
    process.environment = ["HOME": place.path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    // Nobody reads what it writes, so it waits with everything it read in its memory.
    // 1031 is F_SETPIPE_SZ, which Glibc does not show.
    #expect(fcntl(output.fileHandleForReading.fileDescriptor, 1_031, 4_096) == 4_096)
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try input.fileHandleForWriting.write(contentsOf: Array("/ring 19900000001\n/answer\n".utf8))
    // It is at work as soon as it says something; before that the launcher itself is nobody's to look at.
    var ready = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&ready, 1, 60_000) == 1)
    #expect(try owner(process.processIdentifier) == 0)
    #expect(process.isRunning)
  }

  // MARK: What a forged line would do to a terminal

  /// C1, bidi and ESC, raw and as JSON escapes.
  private static let hostile = "\u{9B}31m\u{202E}\u{2066}\u{200B}\\u001b[2J\\u009b\\u202e"

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar != "\r"
      || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }

  @Test func `no command lets through what a forged line would do to a terminal, and all show the rest`()
    throws
  {
    let input = String(decoding: Self.call, as: UTF8.self).replacing("/note", with: "/what 有人抢包\n/note")
    _ = try run("", ["console", "--seat", "03", "--operator", "041207"], input: Array(input.utf8))
    let journal = try #require(try files().keys.first { $0.hasSuffix("seat-03.jsonl") })
    let path = "\(logs)/\(journal)"
    let forged = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("两名男子", with: "两名\(Self.hostile)").replacing("189号", with: "189\(Self.hostile)号")
      .replacing("有人抢包", with: "有人\(Self.hostile)抢包")
    try forged.write(toFile: path, atomically: true, encoding: .utf8)
    let call = String(try #require(forged.firstMatch(of: #/"call":"([0-9-]+)"/#)).output.1)
    let reveal = ["--reveal", "--reason", "test", "--by", "050009"]
    // What each shows of the call all the same.
    let commands: [(words: [String], shown: [String])] = [
      (["calls", "list", "--json"], [call]), (["calls", "show", call, "--json"], [call, "两名", "晋陵中路"]),
      (["calls", "show", call], [call, "两名", "有人"]), (["calls", "search", "--json"], [call]),
      (["calls", "replay", call, "--speed", "100000"], ["两名", "有人"]), (["export"], [call, "有人"]),
      (["export"] + reveal, [call, "晋陵中路", "两名"]), (["export", "--format", "csv"], [call, "有人"]),
      (["review", "check", "--json"], [call]), (["callbacks", "--json"], ["[]"]),
      (["complaints", "list", "--all", "--json"], ["[]"]), (["matters", "list", "--json"], ["["]),
      (["report", "day", "--format", "json"], ["figures"]), (["report", "day"], ["1"]),
      (["wallboard", "--once"], ["1"]), (["access", "report", "--json"], ["test"]),
      (["drill", "from-call", call, "--yes"], ["where = ", "what = 有人"]),
      (["drill", "from-call", call], ["where = ", "what = ?"]),
    ]
    for (words, shown) in commands {
      let run = try run("", words)
      #expect([0, 1].contains(run.status), "\(words) \(run.status) \(run.error)")
      for text in shown { #expect(run.output.contains(text), "\(words): \(text): \(run.output)") }
      let harmful = (run.output + run.error).unicodeScalars.first(where: Self.isHarmful)
      #expect(harmful == nil, "\(words): U+\(String(harmful?.value ?? 0, radix: 16))")
    }
    let verified = try run("", ["verify", "--json"])
    #expect(verified.status == 2 && !verified.output.unicodeScalars.contains(where: Self.isHarmful))
  }

  // MARK: The telephone's records

  @Test func `verify looks at the telephone's records`() throws {
    _ = try run("", ["console", "--seat", "03", "--operator", "041207"], input: Self.call)
    let folder = logs + "/phone"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let day = "\(folder)/events-20261122.jsonl"
    try "{\"ev\":\"ring\"}\nnonsense\n".write(toFile: day, atomically: true, encoding: .utf8)
    // A bad line is no damage: no chain vouches for it, and its readers leave it out.
    let bad = try run("", ["verify"])
    #expect(bad.status == 0 && bad.output.contains("phone/events-20261122.jsonl:2: "), "\(bad.output)")
    let other = try run("", ["verify", "--day", "2026-11-22"])
    #expect(other.status == 0 && !other.output.contains("phone/events"))
    // What is not to be read is never waited for.
    #expect(mkfifo("\(folder)/events-20261123.jsonl", 0o640) == 0)
    let pipe = try run("", ["verify", "--json"])
    #expect(
      pipe.status == 2 && pipe.output.contains("\"file\":\"phone/events-20261123.jsonl\""), "\(pipe.output)")
  }
}
