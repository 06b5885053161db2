import CallJournal
import Foundation
import Glibc
import TestSupport
import Testing

/// Heads leave the machine, are checked and signed on another one, and `verify` takes those.
@Suite struct HeadsCommandTests {
  private let place = TemporaryDirectory()
  private var logs: String { place.file("logs") }

  private static let hasKeygen: ConditionTrait = .enabled(
    if: access("/usr/bin/ssh-keygen", X_OK) == 0, "ssh-keygen is not installed")

  private func call110(_ words: [String], input: [UInt8] = []) throws -> ProgramRun {
    try ProgramRun(words, input: input, environment: ["HOME": place.path, "PATH": "/usr/bin:/bin"])
  }

  private func take(_ where_: String, seat: String = "03") throws {
    let lines = "/ring 19900000001\n/answer\n/where \(where_)\n/hangup\n"
    let words = ["console", "--seat", seat, "--operator", "041207", "--logs", logs]
    #expect(try call110(words, input: Array(lines.utf8)).status == 0)
  }

  private func heads(_ name: String) throws -> String {
    let run = try call110(["heads", "send", "--command", "cat > \(place.file(name))", "--logs", logs])
    #expect(run.status == 0, "\(run.error)")
    return place.file(name)
  }

  private func makeKey() throws -> (key: String, signers: String) {
    let key = place.file("key")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/ssh-keygen")
    process.arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "watch", "-f", key]
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: key + ".pub", encoding: .utf8)
    try "watch \(text)".write(toFile: place.file("signers"), atomically: true, encoding: .utf8)
    return (key, place.file("signers"))
  }

  /// Countersigns; the first time as the first time.
  private func sign(_ heads: String, _ key: String, _ more: [String] = []) throws -> ProgramRun {
    let first = access(place.file("seen"), F_OK) == 0 || more.contains("--first") ? [] : ["--first"]
    return try signAsTold(heads, key, more + first)
  }

  private func signAsTold(_ heads: String, _ key: String, _ more: [String] = []) throws -> ProgramRun {
    try call110(
      [
        "heads", "countersign", heads, "--seen", place.file("seen"), "--key", key, "--out",
        place.file("signed"),
      ] + more)
  }

  private var againstSigned: [String] {
    [
      "verify", "--against", place.file("signed"), "--signers", place.file("signers"), "--signer", "watch",
      "--logs", logs,
    ]
  }

  private func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: place.file(name)) }

  /// The journal of a seat.
  private func journal(_ seat: String = "03") throws -> String {
    let names = try FileManager.default.subpathsOfDirectory(atPath: logs)
    return "\(logs)/\(try #require(names.first { $0.hasSuffix("seat-\(seat).jsonl") }))"
  }

  /// Changes the lines of a journal, and makes all numbers and digests behind right again.
  private func rewrite(_ path: String, _ body: (inout [String]) -> Void) throws {
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    body(&lines)
    for index in lines.indices.dropFirst() {
      let numbered = lines[index].replacing(
        #/"n":[0-9]+/#, with: "\"n\":\(index + 1)", maxReplacements: 1)
      lines[index] = numbered.dropLast(66) + "\(LineDigest(of: Array(lines[index - 1].utf8)))\"}"
    }
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path))
  }

  /// What the site has set: what changed goes to the end of a file.
  private func setUp() throws -> String {
    try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
    let file = place.file("heads")
    try Data("command = cat >> \(file)\nevery = 60\n".utf8).write(to: URL(filePath: logs + "/heads"))
    chmod(logs + "/heads", 0o644)
    return file
  }

  @Test(hasKeygen, arguments: ["cut", "cut to where it ended once", "written anew"])
  func `the file that consoles let grow is countersigned again and again, and nothing taken back is`(
    how: String
  ) throws {
    let (key, _) = try makeKey()
    let file = try setUp()
    var ends: [Int] = []
    for round in 1...3 {
      try take("晋陵中路\(round)号")
      // Another seat, idle from then on.
      if round == 1 { try take("兰园路口", seat: "04") }
      let run = try sign(file, key)
      #expect(run.status == 0, "\(round): \(run.output)\(run.error)")
      ends.append(try String(contentsOfFile: try journal(), encoding: .utf8).split(separator: "\n").count)
      #expect(try call110(againstSigned).status == 0)
    }
    let (seen, signed) = (bytes("seen"), bytes("signed"))
    try rewrite(try journal()) { lines in
      switch how {
      case "cut": lines = Array(lines.dropLast(2))
      case "written anew": lines = lines.map { $0.replacing("中路3号", with: "中路8号") }
      default: lines = Array(lines.prefix(ends[1]))
      }
    }
    try take("文化宫", seat: "05")
    let refused = try sign(file, key)
    #expect(refused.status == 2, "\(refused.output)\(refused.error)")
    #expect(refused.error.contains("seat-03.jsonl"))
    #expect(bytes("seen") == seen && bytes("signed") == signed)
    #expect(try call110(againstSigned).status == 2)
  }

  @Test(hasKeygen) func `a file written anew that grew since is signed, and verify still finds it`() throws {
    try take("晋陵中路189号")
    let (key, _) = try makeKey()
    #expect(try sign(try heads("first"), key).status == 0)
    try rewrite(try journal()) { lines in
      for index in lines.indices { lines[index] = lines[index].replacing("189号", with: "981号") }
    }
    try take("兰园路口")
    let second = try heads("second")
    // The copy tells at once.
    let refused = try sign(second, key, ["--copy", logs])
    #expect(refused.status == 2 && refused.error.contains("seat-03.jsonl"), "\(refused.error)")
    #expect(try sign(second, key).status == 0)
    #expect(try call110(["verify", "--logs", logs]).status == 0)
    let found = try call110(againstSigned)
    #expect(found.status == 2, "\(found.output)")
  }

  @Test(hasKeygen) func `what countersigning cannot rely on leaves everything as it was`() throws {
    try take("晋陵中路189号")
    let (key, _) = try makeKey()
    let first = try heads("first")
    let never = try signAsTold(first, key)
    #expect(never.status == 66 && bytes("signed") == nil && bytes("seen") == nil, "\(never.error)")
    #expect(try signAsTold(first, key, ["--first"]).status == 0)
    #expect(try signAsTold(first, key, ["--first"]).status == 65)
    #expect(try signAsTold(first, key).status == 0)
    try take("兰园路口")
    let second = try heads("second")
    let (seen, signed) = (try #require(bytes("seen")), bytes("signed"))
    // No key: what was signed before stays signed.
    #expect(try signAsTold(second, place.file("no key")).status == 69)
    #expect(bytes("signed") == signed && bytes("seen") == seen)
    #expect(try call110(againstSigned).status == 0)
    let line = String(decoding: seen, as: UTF8.self)
    for garbled in [
      "", "\n", line.replacing("call110-checkpoint", with: "checkpoint"), line + "nonsense\n",
      String(line.dropLast(60)),
    ] {
      try Data(garbled.utf8).write(to: URL(filePath: place.file("seen")))
      #expect(try signAsTold(second, key).status == 65, "\(garbled)")
      #expect(bytes("signed") == signed && bytes("seen") == Data(garbled.utf8))
    }
    try seen.write(to: URL(filePath: place.file("seen")))
    #expect(try signAsTold(second, key).status == 0)
    #expect(try call110(againstSigned).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
    #expect(!names.contains { $0.hasSuffix(".new") || $0.hasSuffix(".new.sig") }, "\(names)")
  }

  @Test(hasKeygen) func `a journal damaged in the middle leaves as damaged, and the others are signed`()
    throws
  {
    let (key, _) = try makeKey()
    let file = try setUp()
    try take("晋陵中路189号")
    try take("兰园路口", seat: "04")
    #expect(try sign(file, key).status == 0)
    let path = try journal()
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    lines[2] = lines[2].replacing("\"seat\":\"03\"", with: "\"seat\":\"33\"")
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path))
    // The console that starts there, and one elsewhere: whoever sends next, knowing of no end that left.
    try FileManager.default.removeItem(atPath: logs + "/cache")
    try take("文化宫", seat: "04")
    try take("晋陵中路190号")
    let sent = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let name = path.dropFirst(logs.count + 1)
    #expect(sent.contains("call110-damaged \(name)"), "\(sent)")
    #expect(sent.last { $0.contains(name) }?.hasPrefix("call110-damaged") == true)
    let once = try call110(["heads", "send", "--logs", logs])
    #expect(
      once.status == 1 && once.output.contains("call110-damaged \(name)\n"), "\(once.output)\(once.error)")
    #expect(!once.output.split(separator: "\n").contains { $0.hasPrefix("call110-checkpoint \(name)") })
    let run = try sign(file, key)
    #expect(run.status == 1 && run.error.contains("seat-03.jsonl"), "\(run.error)")
    #expect(String(decoding: try #require(bytes("signed")), as: UTF8.self).contains("seat-04.jsonl"))
  }

  @Test(hasKeygen) func `a line that is still on its way is waited for, and one that broke off is named`()
    throws
  {
    let (key, _) = try makeKey()
    try take("晋陵中路189号")
    let sent = try String(contentsOfFile: try heads("first"), encoding: .utf8)
    let line = try #require(sent.split(separator: "\n").first { $0.hasPrefix("call110-checkpoint") })
    let file = place.file("growing")
    for (text, status, count) in [
      ("\(line)\n\(line.dropLast(30))", 0, 1), ("\(line)\n\(line.dropLast(60))", 0, 1),
      ("\(line)\n\(line.dropLast(90))\(line)\n", 1, 0),
    ] as [(String, Int32, Int)] {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let run = try sign(file, key)
      #expect(run.status == status && run.error.contains("growing:2") == (status == 1), "\(run.error)")
      if count == 1 {
        #expect(try String(contentsOfFile: place.file("signed"), encoding: .utf8) == "\(line)\n")
      }
    }
    try String(line.dropLast(30)).write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try sign(file, key).status == 65)
  }

  @Test(hasKeygen) func `a file that is gone is missing where all are shown`() throws {
    let (key, _) = try makeKey()
    try take("晋陵中路189号")
    try take("兰园路口", seat: "04")
    #expect(try sign(try heads("first"), key).status == 0)
    try FileManager.default.removeItem(atPath: try journal("04"))
    let run = try sign(try heads("second"), key)
    #expect(run.status == 2 && run.error.contains("seat-04.jsonl"), "\(run.error)")
  }

  // MARK: verify

  /// What an account does to the journal of seat 03, as the table in logs/README.md has it.
  @Test(
    hasKeygen,
    arguments: [
      ("byte", true), ("cut", true), ("anew", true), ("gone", true), ("backup", true), ("second end", true),
      ("answer", false), ("rating", false),
    ]) func `the command holds the records to what was countersigned`(edit: String, isFound: Bool) throws
  {
    let (key, _) = try makeKey()
    try take("晋陵中路189号")
    let path = try journal()
    let backup = try Data(contentsOf: URL(filePath: path))
    try take("兰园路口")
    #expect(try sign(try heads("first"), key).status == 0)
    #expect(try call110(againstSigned).status == 0)
    switch edit {
    case "byte":
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try Data(text.replacing("189号", with: "981号").utf8).write(to: URL(filePath: path))
    case "cut": try rewrite(path) { $0 = $0.dropLast() }
    case "anew": try rewrite(path) { lines in lines = lines.map { $0.replacing("189号", with: "981号") } }
    case "gone": try FileManager.default.removeItem(atPath: path)
    case "backup": try backup.write(to: URL(filePath: path))
    case "second end": try rewrite(path) { $0.append($0.last { $0.contains("\"ev\":\"end\"") } ?? "") }
    case "answer": try rewrite(path) { $0.append($0.last { $0.contains("\"ev\":\"answer\"") } ?? "") }
    default:
      let call = try #require(
        try call110(["calls", "list", "--logs", logs]).output.split(separator: " ").first)
      #expect(
        try call110(["rating", "\(call)", "满意", "--by", "本人", "--operator", "060001", "--logs", logs]).status
          == 0)
    }
    let run = try call110(againstSigned)
    #expect(run.status == (isFound ? 2 : 0), "\(edit): \(run.output)")
  }

  @Test func `digests through a pipe are compared, too`() throws {
    try take("晋陵中路189号")
    try "2031\t2031-01-01\n".write(toFile: logs + "/calendar.tsv", atomically: true, encoding: .utf8)
    let sent = try #require(FileManager.default.contents(atPath: try heads("first")))
    let against = ["verify", "--against", "-", "--logs", logs]
    #expect(try call110(against, input: Array(sent)).status == 0)
    try "2031\t2031-01-02\n".write(toFile: logs + "/calendar.tsv", atomically: true, encoding: .utf8)
    let run = try call110(against, input: Array(sent))
    #expect(run.status == 2 && run.output.contains("calendar.tsv"), "\(run.output)")
    // A signature stands beside a file.
    #expect(
      try call110(against + ["--signers", "x", "--signer", "watch"], input: Array(sent)).status == 64)
  }

  @Test func `nothing to compare with on the day, a mistyped line, and a signer alone are errors`() throws {
    try take("晋陵中路189号")
    let sent = try String(contentsOfFile: try heads("first"), encoding: .utf8)
    let file = place.file("sheet")
    func verify(_ text: String, _ more: [String] = []) throws -> ProgramRun {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return try call110(["verify", "--against", file, "--logs", logs] + more)
    }
    let day = try #require(sent.firstMatch(of: #/live/([0-9]{4})/([0-9]{2})/([0-9]{2})//#)).output
    #expect(try verify(sent).status == 0)
    #expect(try verify(sent, ["--day", "\(day.1)-\(day.2)-\(day.3)"]).status == 0)
    let other = try verify(sent, ["--day", "2020-01-01"])
    #expect(other.status == 65 && other.error.contains("2020-01-01"), "\(other.error)")
    let mistyped = try verify(sent + "call110-checkpoint live/2026/11/22/seat-03.jsonl 12 x4 0\n")
    #expect(mistyped.status == 65 && mistyped.error.contains("sheet:"), "\(mistyped.error)")
    #expect(try verify(sent, ["--signer", "watch"]).status == 64)
    #expect(try verify(sent, ["--signers", place.file("none"), "--signer", "watch"]).status == 65)
  }

  @Test func `a folder that is not there or cannot be read sends nothing as if all were well`() throws {
    let mistyped = try call110(["heads", "send", "--logs", place.file("lgos")])
    #expect(mistyped.status == 66 && mistyped.output.isEmpty, "\(mistyped.error)")
    #expect(try call110(["heads", "send", "--every", "60", "--logs", place.file("lgos")]).status == 66)
    try take("晋陵中路189号")
    #expect(try call110(["heads", "send", "--logs", logs]).status == 0)
    let year = try #require(
      try FileManager.default.contentsOfDirectory(atPath: logs + "/live").first { $0.count == 4 })
    try FileManager.default.moveItem(atPath: "\(logs)/live/\(year)", toPath: place.file("away"))
    symlink(place.file("away"), "\(logs)/live/\(year)")
    let run = try call110(["heads", "send", "--logs", logs])
    #expect(
      run.status == 1 && run.output.contains("call110-damaged live/\(year)"), "\(run.output)\(run.error)")
    #expect(!run.output.contains("call110-all"))
  }

  @Test(hasKeygen)
  func `ends are sent, signed once they go on from what was seen, and taken by verify`() throws {
    try take("晋陵中路189号")
    try "2031\t2031-01-01\n".write(toFile: logs + "/calendar.tsv", atomically: true, encoding: .utf8)
    let (key, signers) = try makeKey()
    let first = try heads("first")
    #expect(try String(contentsOfFile: first, encoding: .utf8).contains("call110-digest calendar.tsv"))
    #expect(try sign(first, key, ["--copy", logs]).status == 0)
    try take("兰园路口")
    #expect(try sign(try heads("second"), key, ["--copy", logs]).status == 0)
    let against = [
      "verify", "--against", place.file("signed"), "--signers", signers, "--signer", "watch", "--logs", logs,
    ]
    #expect(try call110(against).status == 0)
    #expect(try call110(against.map { $0 == "watch" ? "somebody" : $0 }).status == 65)
    // The calendar was changed, then a call is cut off.
    try "2031\t2031-01-02\n".write(toFile: logs + "/calendar.tsv", atomically: true, encoding: .utf8)
    #expect(try call110(against).status == 2)
    try cutLastCall()
    let shorter = try sign(try heads("third"), key)
    #expect(shorter.status == 2, "\(shorter.output)\(shorter.error)")
    // What was signed before stays as it was.
    #expect(try call110(against).status == 2)
    // And a signed file that somebody edits is none.
    let edited = try String(contentsOfFile: place.file("signed"), encoding: .utf8) + "\n"
    try edited.write(toFile: place.file("signed"), atomically: true, encoding: .utf8)
    #expect(try call110(against).status == 65)
  }

  private func cutLastCall() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: logs).filter {
      $0.hasSuffix("seat-03.jsonl")
    }
    let path = "\(logs)/\(try #require(names.first))"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    try (lines.dropLast(4).joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func `nothing to compare with, and nobody who listens, are errors`() throws {
    try take("晋陵中路189号")
    for text in ["", "no checkpoint here\n", "call110-checkpoint live/x 1 1 0\n"] {
      try text.write(toFile: place.file("empty"), atomically: true, encoding: .utf8)
      let run = try call110(["verify", "--against", place.file("empty"), "--logs", logs])
      #expect(run.status == 65, "\(run.output)")
    }
    #expect(try call110(["verify", "--against", place.file("no such file"), "--logs", logs]).status == 66)
    let failed = try call110(["heads", "send", "--command", "cat > /dev/null; exit 3", "--logs", logs])
    #expect(failed.status == 69, "\(failed.error)")
  }

  // MARK: The system's log

  private static let canMount: ConditionTrait = .enabled(
    if: (try? ProgramRun(launcher: ["/usr/bin/unshare", "-rm", "/bin/true"], []))?.status == 0,
    "this account may not mount")

  /// Runs the program where the system's log is the socket at `log`, or where there is none.
  private func call110(log: String, _ words: [String], input: String = "") throws -> ProgramRun {
    let script = """
      d=\(place.path)/dev; mkdir -p $d
      for n in null zero full random urandom; do touch $d/$n; mount --bind /dev/$n $d/$n; done
      rm -f $d/log; [ -z "\(log)" ] || ln -s "\(log)" $d/log
      mount --rbind $d /dev; exec "$0" "$@"
      """
    return try ProgramRun(
      launcher: ["/usr/bin/unshare", "-rm", "/bin/sh", "-c", script], words + ["--logs", logs],
      input: Array(input.utf8), environment: ["HOME": place.path, "PATH": "/usr/bin:/bin"])
  }

  @Test(canMount)
  func `the system's log gets what is to be left there, or the command says that nobody does`()
    throws
  {
    try take("晋陵中路189号")
    let log = try FakeSystemLog(path: place.file("log"))
    let commands = [["verify", "--syslog"], ["heads", "send", "--syslog"]]
    for words in commands {
      #expect(try call110(log: place.file("log"), words).status == 0, "\(words)")
      let lines = log.received()
      #expect(lines.contains { $0.contains(": call110-checkpoint live/") }, "\(words): \(lines)")
    }
    // A console, by the site's word.
    try Data("syslog = yes\n".utf8).write(to: URL(filePath: logs + "/heads"))
    chmod(logs + "/heads", 0o644)
    let console = ["console", "--seat", "04", "--operator", "041207"]
    let call = "/ring 19900000001\n/answer\n/where 兰园路口\n/hangup\n"
    #expect(try call110(log: place.file("log"), console, input: call).status == 0)
    let lines = log.received()
    #expect(lines.contains { $0.contains("seat-04.jsonl") }, "\(lines)")
    // What a log that ended has left, and none at all.
    log.close()
    for path in [place.file("log"), ""] {
      for words in commands { #expect(try call110(log: path, words).status == 69, "\(words) \(path)") }
      #expect(try call110(log: path, console, input: call).status == 0)
    }
  }
}
