@testable import CallJournal
import CallModel
import Foundation
import PlainText
import TestSupport
import Testing

@Suite struct FormatTests {
  private var fixture: String {
    get throws { try #require(Bundle.module.path(forResource: "Fixtures", ofType: nil)) + "/v1" }
  }

  @Test func `journals of format 1 stay readable to the last byte`() throws {
    let reader = JournalReader(logs: try fixture)
    let day = try #require(CivilDate("2026-11-22"))
    let contents = reader.day(day, room: .live)
    #expect(contents.faults.isEmpty)
    #expect(
      contents.entries.map { $0.entry.kind } == [
        "segment", "answered", "element", "recovered", "replayed", "element", "closed", "segment",
        "checkpoint",
      ])
    #expect(contents.entries[2].entry.value["text"]?.string == "晋陵中路189号, \"门口\"\\\n第二行")
    for placed in contents.entries {
      let path = try fixture + "/" + placed.path.description
      let data = try #require(FileManager.default.contents(atPath: path))
      #expect(placed.entry.line == Array(data.split(separator: 0x0A)[Int(placed.line) - 1]))
    }
    let report = JournalVerifier(logs: try fixture, room: .live).verify(.all)
    #expect(report.worst == .notice, "\(report.findings)")
    #expect(report.files == 3)
    #expect(report.checkpoints == 2)
  }

  @Test func `paths name journals and nothing else`() {
    for text in [
      "live/2026/11/22/seat-03.jsonl", "drill/2026/01/01/desk-duty.jsonl", "live/2026/11/22/seat-03.2.jsonl",
    ] {
      #expect(JournalPath(text)?.description == text)
    }
    for text in [
      "live/2026/11/22/seat-..jsonl", "live/2026/11/22/../seat-03.jsonl", "/live/2026/11/22/seat-03.jsonl",
      "live/2026/13/22/seat-03.jsonl",
      "live/2026/11/22/seat-03.1.jsonl", "live/2026/11/22/seat-03.02.jsonl",
      "live/2026/11/22/seat-03.jsonl.torn-1", "live/2026/11/22/03.jsonl",
      "other/2026/11/22/seat-03.jsonl", "live/2026/11/22/seat-A.jsonl", "live/2026/1122/seat-03.jsonl",
      "live/2026/11/22/seat-03.99999.jsonl",
    ] { #expect(JournalPath(text) == nil, "\(text)") }
  }

  @Test func `a path is read back from its text, and from no other text by a byte`() throws {
    let date = try #require(CivilDate("2026-02-28"))
    for room in JournalRoom.allCases {
      for seat in ["03", "s-1", "desk-duty", "desk-paper-u1000", "phone", "desk"] {
        for segment in [1, 2, 10, 999, JournalPath.maximumSegment] {
          let path = JournalPath(room: room, date: date, seat: try SeatIdentifier(seat), segment: segment)
          let text = path.description
          #expect(JournalPath(text) == path)
          for place in text.utf8.indices {
            for byte in UInt8.min..<0x80 {
              var bytes = Array(text.utf8)
              bytes[text.utf8.distance(from: text.utf8.startIndex, to: place)] = byte
              let changed = String(decoding: bytes, as: UTF8.self)
              if let path = JournalPath(changed) { #expect(path.description == changed) }
            }
          }
          for cut in 0..<text.utf8.count {
            #expect(JournalPath(text.prefix(cut)) == nil, "\(text.prefix(cut))")
          }
        }
      }
    }
    for text in [
      "live/2026/02/30/seat-03.jsonl", "live/2026/02/28/seat-desk-duty.jsonl",
      "live/2026/02/28/seat-03.1.jsonl",
      "live/2026/02/28/seat-03.02.jsonl", "live/2026/02/28/seat-03.10000.jsonl", "live/2026/02/28/.jsonl",
      "live/2026/02/28/seat-.jsonl", "live/2026/02/28/seat.2.jsonl", "live/2026/02/28/seat-03.+2.jsonl",
      "live/20260228/seat-03.jsonl", "other/2026/02/28/seat-03.jsonl", "/2026/02/28/seat-03.jsonl",
      "live/2026/02/28/x/seat-03.jsonl", "live/2026/02/28/seat-席.jsonl", "live/2026-02-28/seat-03.jsonl",
    ] { #expect(JournalPath(text) == nil, "\(text)") }
  }

  @Test func `a checkpoint is read back from syslog and from paper`() throws {
    let path = try #require(JournalPath("live/2026/11/22/seat-03.jsonl"))
    let digest = LineDigest(of: [1])
    let point = ChainPoint(path: path, lines: 40, bytes: 12_345, head: digest)
    let checkpoint = Checkpoint(point)
    let syslog = "Nov 22 18:00:01 desk call110[812]: \(checkpoint.line)"
    #expect(Checkpoint(line: syslog) == checkpoint)
    let typed = try #require(Checkpoint(line: Checkpoint.sheetLines([point])[0]))
    #expect(typed.matches(digest))
    #expect(!typed.matches(LineDigest(of: [2])))
    #expect(Checkpoint(line: "call110-checkpoint live/2026/11/22/seat-03.jsonl 12345 40 abc") == nil)
    #expect(Checkpoint(line: "call110-checkpoint ../../etc/passwd 1 1 \(digest)") == nil)
  }

  @Test func `an auditor checks a line with ordinary tools`() throws {
    let path = try fixture + "/live/2026/11/22/seat-03.jsonl"
    for line in 1...6 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c",
        "head -n \(line) \"$1\" | tail -n 1 | tr -d '\\n' | sha256sum | cut -d ' ' -f 1; "
          + "head -n \(line + 1) \"$1\" | tail -n 1 | sed 's/.*\"prev\":\"\\([0-9a-f]*\\)\"}$/\\1/'", "sh",
        path,
      ]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      let lines = output.split(separator: "\n")
      #expect(lines.count == 2 && lines[0] == lines[1], "\(output)")
    }
  }
}
