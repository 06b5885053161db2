@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// Version 2 says in every line which account wrote it; version 1 is read for ever.
@Suite struct VersionTests {
  private func copyOfVersion1() throws -> JournalTestCase {
    let test = try JournalTestCase()
    let fixtures = try #require(Bundle.module.path(forResource: "Fixtures", ofType: nil))
    try FileManager.default.createDirectory(atPath: test.logs, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: fixtures + "/v1/live", toPath: test.logs + "/live")
    return test
  }

  @Test(arguments: [("v1-calls", 1), ("v2", 2)] as [(String, Int64)])
  func `a frozen folder of each version is read without a fault, and its repeat counts once`(
    name: String, version: Int64
  ) throws {
    let test = try JournalTestCase()
    let fixtures = try #require(Bundle.module.path(forResource: "Fixtures", ofType: nil))
    try FileManager.default.copyItem(atPath: "\(fixtures)/\(name)", toPath: test.logs)
    for room in [JournalRoom.live, .imported] {
      let days = test.reader.dayFolders(room).days
      #expect(days.count == 1)
      let contents = try test.reader.day(#require(days.first), room: room)
      #expect(contents.faults.isEmpty, "\(contents.faults)")
      #expect(contents.entries.allSatisfy { $0.entry.version == version })
      #expect(contents.entries.allSatisfy { ($0.entry.account == nil) == (version == 1) })
      let ends = contents.entries.filter { $0.entry.kind == "end" }
      #expect(Set(ends.compactMap(\.entry.call)).count == ends.count)
      for path in test.reader.files(room, on: try #require(days.first)).paths {
        for placed in test.reader.contents(of: path).entries {
          var line: [UInt8] = []
          try test.reader.forEachRawLine(of: path) { bytes, _ in
            line = Array(bytes)
            return placed.line != placed.entry.number || !line.elementsEqual(placed.entry.line)
          }
          #expect(line == placed.entry.line)
        }
      }
      // The files belong to whoever made this copy; their lines say who wrote them.
      let damaged = JournalVerifier(logs: test.logs, room: room).verify(.all).findings.filter {
        if case .foreignOwner = $0.kind { return false }
        return $0.severity != .notice
      }
      #expect(damaged.isEmpty, "\(damaged)")
    }
  }

  @Test func `a folder of version 1 is gone on in, and everything in it is read as before`() throws {
    let test = try copyOfVersion1()
    let days = test.reader.dayFolders(.live).days
    let before = days.map { test.reader.day($0, room: .live) }
    #expect(before.allSatisfy { $0.faults.isEmpty })
    #expect(before.flatMap(\.entries).allSatisfy { $0.entry.version == 1 && $0.entry.account == nil })
    let last = try #require(before.flatMap(\.entries).map(\.entry.at).max())
    test.clock.set(milliseconds: last.milliseconds + 60_000)
    let writer = try test.writer()
    try writer.append([test.draft(1), test.draft(2)])
    writer.close()
    let after = days.map { test.reader.day($0, room: .live) }
    #expect(after.allSatisfy { $0.faults.isEmpty })
    let old = before.flatMap(\.entries)
    #expect(Set(after.flatMap(\.entries)).isSuperset(of: old))
    let new = Set(after.flatMap(\.entries)).subtracting(old)
    #expect(!new.isEmpty && new.allSatisfy { $0.entry.version == 2 && $0.entry.account == Int64(geteuid()) })
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .notice)
  }

  @Test func `a line of version 1 behind one of version 2 was added by somebody`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    writer.close()
    let path = test.file(try test.path())
    let lines = try #require(FileManager.default.contents(atPath: path)).split(separator: 0x0A)
    let last = try #require(lines.last)
    let text = String(decoding: last, as: UTF8.self)
    let forged = text.replacing("{\"v\":2", with: "{\"v\":1").replacing(#/"uid":[0-9]+,/#, with: "")
      .replacing("\"n\":\(lines.count),", with: "\"n\":\(lines.count + 1),")
    let added = forged.dropLast(66) + "\(LineDigest(of: [UInt8](last)))\"}\n"
    try (lines.joined(separator: [0x0A]) + [0x0A] + Array(added.utf8)).withUnsafeBytes {
      try Data($0).write(to: URL(filePath: path))
    }
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).findings.map(\.kind) == [.versionBack])
  }

  @Test(arguments: ["\"uid\":", "\"uid\":-1,", "\"uid\":\"0\",", "\"uid\":00,"])
  func `a line of version 2 has the account, in one form`(uid: String) throws {
    let good =
      #"{"v":2,"n":1,"at":"2026-11-23T08:00:00.000+08:00","t":0,"seat":"03","uid":1003,"op":"041207","ev":"note","d":{},"prev":"\#(LineDigest.none)"}"#
    let read = try Array(good.utf8).withUnsafeBytes { try JournalEntry(line: $0) }
    #expect(read.account == 1_003)
    #expect(String(decoding: read.line, as: UTF8.self) == good)
    for bad in [
      good.replacing("\"uid\":1003,", with: uid), good.replacing("\"uid\":1003,", with: ""),
      good.replacing("\"v\":2", with: "\"v\":1"),
    ] {
      #expect(throws: LineFault.self) { try Array(bad.utf8).withUnsafeBytes { try JournalEntry(line: $0) } }
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files to other accounts"))
  func `a file that another account put there is named`() throws {
    let test = try JournalTestCase()
    for number in 1...3 {
      let writer = try test.writer(seat: try SeatIdentifier("0\(number)"))
      try writer.append([test.draft(number)])
      writer.close()
    }
    for seat in ["01", "02"] { #expect(chown(test.file(try test.path(seat)), 12_345, gid_t.max) == 0) }
    let findings = JournalVerifier(logs: test.logs, room: .live).verify(.all).findings
    #expect(findings.map(\.kind) == [.foreignOwner(owner: 12_345, writer: 0, files: 2)])
    // One cause, whatever else is there.
    #expect(findings.first?.severity == .damaged)
  }
}
