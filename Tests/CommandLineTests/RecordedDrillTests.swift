import Foundation
import TestSupport
import Testing

/// Drills recorded once and kept: their journals and scripts give the same score sheet for ever, byte by
/// byte.
///
/// Set `RECORD_SNAPSHOTS=1` to record journals and sheets anew from the scripts; a recording run fails.
@Suite(.timeLimit(.minutes(20))) struct RecordedDrillTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "RecordedDrills")
  private static let journal = "drill/2026/11/22/seat-drill.jsonl"
  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  private func read(_ name: String, _ file: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: "\(name)/\(file)"), encoding: .utf8)
  }

  /// The score sheet in both languages and as JSON.
  private func sheet(_ logs: TemporaryDirectory) throws -> String {
    try [[], ["--ui", "en"], ["--json"]].map { words in
      let run = try ProgramRun(["drill", "score", "20261122-drill-0001", "--logs", logs.path] + words)
      #expect(run.status == 0, "\(run.error)")
      return run.output
    }.joined(separator: "\n")
  }

  /// Drills the script once more, in a folder of its own.
  private func replay(_ name: String) throws -> TemporaryDirectory {
    let logs = TemporaryDirectory()
    let parts = name.split(separator: "-")
    let run = try ProgramRun(
      [
        "drill", "run", parts.dropLast().joined(separator: "-"), "--seed", String(parts.last ?? "0"),
        "--trainee", "041207", "--start", "2026-11-22T09:00:00+08:00", "--logs", logs.path,
      ], input: Array(try read(name, "script").utf8))
    #expect(run.status == 0, "\(run.error)\(run.output)")
    return logs
  }

  private var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" }

  @Test func `enough drills are kept`() { #expect(Self.names.count >= 9) }

  @Test(arguments: names) func `a recorded journal gives the same sheet, byte by byte`(name: String) throws {
    if isRecording { return try record(name) }
    let logs = TemporaryDirectory()
    let file = URL(filePath: logs.file(Self.journal))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(contentsOf: Self.folder.appending(path: "\(name)/journal")).write(to: file)
    #expect(try sheet(logs) == read(name, "sheet"))
  }

  @Test(arguments: names) func `a recorded script drilled again gives the same sheet, byte by byte`(
    name: String
  ) throws {
    guard !isRecording else { return }
    #expect(try sheet(replay(name)) == read(name, "sheet"))
  }

  private func record(_ name: String) throws {
    let logs = try replay(name)
    let folder = Self.folder.appending(path: name)
    try Data(contentsOf: URL(filePath: logs.file(Self.journal))).write(to: folder.appending(path: "journal"))
    try sheet(logs).write(to: folder.appending(path: "sheet"), atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it, then run again without RECORD_SNAPSHOTS")
  }
}
