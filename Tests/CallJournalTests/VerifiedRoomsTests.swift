@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// Verification looks at everything there is: imports, the telephone's records, the files beside the
/// journals, and whose the folders are.
@Suite struct VerifiedRoomsTests {
  private let test: JournalTestCase

  init() throws {
    test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    writer.close()
  }

  private func put(_ text: String, _ name: String) throws {
    let path = test.logs + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
    chmod(path, 0o640)
  }

  // MARK: Imports

  @Test func `a line of the imports that was changed, taken out or put in is found`() throws {
    let writer = try JournalWriter(
      logs: test.logs, room: .imported, seat: try SeatIdentifier("desk-import"),
      operatorOnDuty: test.operatorOnDuty, clock: test.journalClock)
    for number in 1...5 {
      let call = try CallIdentifier(date: test.today, seat: test.seat, number: number)
      try writer.append([
        JournalDraft(
          call: call, kind: "import-call", payload: Array(#"{"source":"x","line":\#(number)}"#.utf8))
      ])
    }
    writer.close()
    func findings() -> [VerifyFinding] {
      JournalVerifier(logs: test.logs, room: .imported).verify(.all).findings.filter {
        $0.severity == .damaged
      }
    }
    #expect(findings().isEmpty)
    let path = try #require(test.reader.files(.imported, on: test.today).paths.first)
    let good = try String(contentsOfFile: test.file(path), encoding: .utf8)
    let lines = good.split(separator: "\n").map(String.init)
    let edits: [(String, [String])] = [
      ("changed", lines.map { $0.replacing("\"line\":3", with: "\"line\":8") }),
      ("taken out", Array(lines[..<3] + lines[4...])), ("doubled", Array(lines[..<4] + lines[3...])),
      ("of an own call", lines.dropLast() + [lines[5].replacing("import-call", with: "end")]),
    ]
    for (what, edited) in edits {
      try Data((edited.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: test.file(path)))
      #expect(!findings().isEmpty, "\(what)")
    }
  }

  // MARK: The telephone

  @Test(arguments: [
    ("{\"ev\":\"ring\"}\n{\"ev\":\"answer\"}\n", 0), ("{\"ev\":\"ring\"}\nnonsense\n{}\n", 1),
    ("{\"ev\":\"ring\"}\n{\"ev\":", 1), ("\0\0\0\n", 1), ("", 0),
  ]) func `what the telephone's readers cannot use is named`(text: String, faults: Int) throws {
    try put(text, "phone/events-20261122.jsonl")
    let report = PhoneFiles(logs: test.logs).verify()
    #expect(report.files == 1)
    #expect(report.findings.map(\.kind) == Array(repeating: .unusableLine, count: faults))
    #expect(report.worst == .notice)
  }

  @Test func `a record of the telephone that cannot be read is damage`() throws {
    try put("{}\n", "phone/events-20261122.jsonl")
    let path = test.logs + "/phone/events-20261123.jsonl"
    symlink("/etc/hostname", path)
    #expect(PhoneFiles(logs: test.logs).verify().findings.map(\.kind) == [.fault(.refused(.symbolicLink))])
    unlink(path)
    mkfifo(path, 0o640)
    #expect(PhoneFiles(logs: test.logs).verify().findings.map(\.kind) == [.fault(.refused(.notRegular))])
  }

  // MARK: Files beside the journals

  @Test(arguments: BesideFile.names)
  func `a file beside the journals is held against its digest kept elsewhere`(
    name: String
  ) throws {
    func verify(_ outside: [BesideFile]) -> [VerifyFinding] {
      BesideFile.verify(logs: test.logs, outside: outside).findings
    }
    try put("one\n", name)
    let kept = try #require(BesideFile.all(logs: test.logs).files.first)
    #expect(kept.name == name && BesideFile(line: "Nov 22 09:00:00 host call110: \(kept.line)") == kept)
    #expect(verify([]).isEmpty && verify([kept]).isEmpty)
    try put("two\n", name)
    #expect(verify([kept]) == [VerifyFinding(file: name, line: nil, kind: .otherContent)])
    // The last digest that was kept counts.
    #expect(verify([kept] + BesideFile.all(logs: test.logs).files).isEmpty)
    try FileManager.default.removeItem(atPath: test.logs + "/" + name)
    #expect(verify([kept]) == [VerifyFinding(file: name, line: nil, kind: .otherContent)])
    symlink("/etc/hostname", test.logs + "/" + name)
    #expect(verify([]).map(\.kind) == [.fault(.refused(.symbolicLink))])
  }

  // MARK: Owners

  private func findings() -> [VerifyFinding] {
    JournalVerifier(logs: test.logs, room: .live).verify(.all).findings
  }

  private var folders: [String] {
    let day = test.today.description.split(separator: "-").map(String.init)
    return (0...4).map { (["."] + ["live"] + day).prefix($0 + 1).joined(separator: "/") }
  }

  @Test func `folders that let others take files away are named, each once`() throws {
    #expect(findings().isEmpty)
    for folder in folders {
      let place = folder == "." ? "." : String(folder.dropFirst(2))
      let path = test.logs + "/" + folder
      for (mode, isLoose) in [
        (0o2770, true), (0o777, true), (0o3777, true), (0o2750, false), (0o3770, false),
      ] {
        chmod(path, mode_t(mode))
        let expected =
          isLoose ? [VerifyFinding(file: place, line: nil, kind: .looseFolder(mode: UInt32(mode)))] : []
        #expect(findings() == expected, "\(place) \(String(mode, radix: 8))")
      }
      chmod(path, 0o3770)
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root gives folders away"))
  func `a folder of somebody who wrote nothing in it is named`() throws {
    for folder in folders.dropFirst() {
      let (path, place) = (test.logs + "/" + folder, String(folder.dropFirst(2)))
      chown(path, 4711, 4711)
      chmod(path, 0o3770)
      #expect(findings() == [VerifyFinding(file: place, line: nil, kind: .folderOwner(4711))])
      chown(path, 0, 0)
      chmod(path, 0o3770)
    }
    // Who writes there may own it.
    let file = test.file(try test.path())
    chown(file, 4711, 4711)
    chown(test.logs + "/" + folders[4], 4711, 4711)
    chmod(test.logs + "/" + folders[4], 0o3770)
    #expect(!findings().contains { if case .folderOwner = $0.kind { true } else { false } })
  }
}
