import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct EvidenceTests {
  private static let reveal = ["--reveal", "--reason", "纪检调取", "--by", "050009"]

  /// What an ordinary tool says in a folder.
  private static func shell(_ script: String, in folder: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Two calls at a seat, and another seat that witnesses them.
  private static func witnessed() throws -> CallsOnRecord {
    let record = try CallsOnRecord()
    _ = try record.run(
      ["console", "--seat", "04", "--operator", "041299"], input: "/ring 19900000077\n/answer 1\n/hangup\n")
    return record
  }

  private static func table(_ record: CallsOnRecord, _ name: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: record.place.file("out/\(name)"), encoding: .utf8)
    let rows = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(rows.first)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
  }

  @Test func `sha256sum finds everything as it was, and one changed byte in any file`() throws {
    let record = try Self.witnessed()
    let call = try #require(record.calls.first)
    let out = record.place.file("out")
    let run = try record.run(["calls", "evidence", call, "--out", out] + Self.reveal)
    #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
    #expect(try Self.shell("sha256sum --quiet --strict -c SHA256SUMS", in: out).status == 0)
    let listed = try Self.shell("cut -c 67- SHA256SUMS | sort", in: out).output
    #expect(try Self.shell("find . -type f ! -name SHA256SUMS | cut -c 3- | sort", in: out).output == listed)
    for name in listed.split(separator: "\n").map(String.init) {
      let file = out + "/" + name
      var bytes = try Data(contentsOf: URL(filePath: file))
      let place = bytes.count / 2
      bytes[place] ^= 1
      try bytes.write(to: URL(filePath: file))
      let check = try Self.shell("sha256sum --quiet -c SHA256SUMS", in: out)
      #expect(check.status == 1 && check.output.contains("\(name): FAILED"), "\(name)")
      bytes[place] ^= 1
      try bytes.write(to: URL(filePath: file))
    }
  }

  @Test func `the lines are those of the journal, all of the call's and no others`() throws {
    let record = try Self.witnessed()
    let call = try #require(record.calls.last)
    #expect(
      try record.run(["calls", "evidence", call, "--out", record.place.file("out")] + Self.reveal).status == 0
    )
    let found = try Self.shell(
      "cat live/*/*/*/seat-03.jsonl | grep -F '\"call\":\"\(call)\"'", in: record.place.file("logs"))
    #expect(try String(contentsOfFile: record.place.file("out/call.jsonl"), encoding: .utf8) == found.output)
    let rows = try Self.table(record, "MANIFEST.tsv")
    #expect(rows.count == found.output.split(separator: "\n").count && rows.count > 8)
    for row in rows {
      let (file, line) = (try #require(row["file"]), try #require(row["line"]))
      let digest = try Self.shell(
        "head -n \(line) \(file) | tail -n 1 | tr -d '\\n' | sha256sum | cut -c 1-64",
        in: record.place.file("logs"))
      #expect(digest.output == (row["sha256"] ?? "") + "\n" && row["chain"] == "ok")
      let next = row["next_line_prev"]
      #expect(next == row["sha256"] || next == "-")
      let cut = "tail -c +$((\(row["offset"] ?? "") + 1)) \(file) | head -c \(row["bytes"] ?? "")"
      #expect(
        try Self.shell("\(cut) | cmp - ../out/\(row["name"] ?? "")", in: record.place.file("logs")).status
          == 0)
    }
  }

  @Test func `another seat's checkpoint vouches for the lines, by hand and by verify`() throws {
    let record = try Self.witnessed()
    let call = try #require(record.calls.first)
    let out = record.place.file("out")
    #expect(try record.run(["calls", "evidence", call, "--out", out] + Self.reveal).status == 0)
    let rows = try Self.table(record, "CHECKPOINTS.tsv")
    let row = try #require(rows.first { $0["witness"]?.contains("seat-04") == true })
    #expect(rows.allSatisfy { $0["holds"] == "yes" })
    let digest = try Self.shell(
      "head -c \(row["bytes"] ?? "") \(row["file"] ?? "") | tail -n 1 | tr -d '\\n' | sha256sum | cut -c 1-64",
      in: record.place.file("logs"))
    #expect(digest.output == (row["sha256"] ?? "") + "\n")
    let against = ["verify", "--against", out + "/checkpoints.txt"]
    #expect(try record.run(against).status == 0)
    // The journal's end is cut: the chain of what is left is whole, only the checkpoint knows.
    let journal = record.place.file("logs/" + (row["file"] ?? ""))
    let lines = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n")
    try Data((lines.dropLast(2).joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: journal))
    #expect(try record.run(against).status == 2)
  }

  @Test func `a changed line in the journal is told, and the evidence is handed out all the same`() throws {
    let record = try Self.witnessed()
    let call = try #require(record.calls.first)
    let journal = try Self.shell("ls live/*/*/*/seat-03.jsonl", in: record.place.file("logs")).output
      .split(separator: "\n").map(String.init)
    let path = record.place.file("logs/" + (try #require(journal.first)))
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing("两名男子", with: "三名男子")
    try Data(text.utf8).write(to: URL(filePath: path))
    let run = try record.run(["calls", "evidence", call, "--out", record.place.file("out")] + Self.reveal)
    #expect(run.status == 1 && run.error.contains("BROKEN"), "\(run.error)")
    #expect(try Self.table(record, "MANIFEST.tsv").contains { $0["chain"] == "BROKEN" })
  }

  @Test func `without a reason, into a folder that is there, or unrecorded, nothing is written`() throws {
    let record = try CallsOnRecord()
    let call = try #require(record.calls.first)
    let out = record.place.file("out")
    #expect(try record.run(["calls", "evidence", call, "--out", out]).status == 64)
    #expect(
      try record.run(["calls", "evidence", "20200101-03-0001", "--out", out] + Self.reveal).status == 66)
    #expect(
      try record.run(["calls", "evidence", call, "--out", record.place.path] + Self.reveal).status == 73)
    #expect(try record.run(["access", "report", "--json"]).output == "[]\n")
    for name in ["desk-access", "desk-access-u\(getuid())"] {
      try FileManager.default.createDirectory(
        atPath: record.place.file("logs/live/.\(name).lock"), withIntermediateDirectories: false)
    }
    #expect(try record.run(["calls", "evidence", call, "--out", out] + Self.reveal).status == 74)
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func `a call taken over from another system has its one line`() throws {
    let record = try CallsOnRecord()
    let file = record.place.file("x.csv")
    try Data("jjdbh,hrsj,bjnr\nA-1,2026-03-01 08:00:00,抢包\n".utf8).write(to: URL(filePath: file))
    #expect(try record.run(["import", file]).status == 0)
    let out = record.place.file("out")
    #expect(
      try record.run(["calls", "evidence", "20260301-im-0001", "--out", out] + Self.reveal).status == 0)
    let rows = try Self.table(record, "MANIFEST.tsv")
    #expect(
      rows.count == 1 && rows[0]["ev"] == "import-call" && rows[0]["file"]?.hasPrefix("import/") == true)
    #expect(try Self.shell("sha256sum --quiet -c SHA256SUMS", in: out).status == 0)
    #expect(try String(contentsOfFile: out + "/call.jsonl", encoding: .utf8).contains("抢包"))
  }

  @Test func `the access is on record, and desks' lines are there when asked for`() throws {
    let record = try CallsOnRecord()
    let call = try #require(record.calls.last)
    _ = try record.run(["complaints", "assign", call, "--to", "050001", "--operator", "060001"])
    #expect(
      try record.run(["calls", "evidence", call, "--out", record.place.file("one")] + Self.reveal).status == 0
    )
    #expect(
      try record.run(["calls", "evidence", call, "--desks", "--out", record.place.file("out")] + Self.reveal)
        .status == 0)
    let kinds = try Self.table(record, "MANIFEST.tsv").compactMap { $0["ev"] }
    #expect(kinds.contains("complaint-assigned") && kinds.contains("access-reveal"))
    let alone = try String(contentsOfFile: record.place.file("one/MANIFEST.tsv"), encoding: .utf8)
    #expect(!alone.contains("complaint-assigned"))
    let report = try record.run(["access", "report", "--csv"]).output
    #expect(report.contains("calls evidence,\(call),1,纪检调取") && report.contains("050009"))
  }
}
