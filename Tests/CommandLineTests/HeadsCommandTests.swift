import Foundation
import Glibc
import TestSupport
import Testing

/// Heads leave the machine, are checked and signed on another one, and `verify` takes those.
@Suite struct HeadsCommandTests {
  private let place = TemporaryDirectory()
  private var logs: String { place.file("logs") }

  private func call110(_ words: [String], input: [UInt8] = []) throws -> ProgramRun {
    try ProgramRun(words, input: input, environment: ["HOME": place.path, "PATH": "/usr/bin:/bin"])
  }

  private func take(_ where_: String) throws {
    let lines = "/ring 19900000001\n/answer\n/where \(where_)\n/hangup\n"
    let words = ["console", "--seat", "03", "--operator", "041207", "--logs", logs]
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

  private func sign(_ heads: String, _ key: String, _ more: [String] = []) throws -> ProgramRun {
    try call110(
      [
        "heads", "countersign", heads, "--seen", place.file("seen"), "--key", key, "--out",
        place.file("signed"),
      ] + more)
  }

  @Test(.enabled(if: access("/usr/bin/ssh-keygen", X_OK) == 0, "ssh-keygen is not installed"))
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
    guard access("/dev/log", F_OK) != 0 else { return }
    for words in [["verify", "--syslog"], ["heads", "send", "--syslog"]] {
      #expect(try call110(words + ["--logs", logs]).status == 69)
    }
  }
}
