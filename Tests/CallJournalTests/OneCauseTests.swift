import CallModel
import Files
import Foundation
import Glibc
import TestSupport
import Testing

@testable import CallJournal

/// Whatever was done once is told once, however many files, checkpoints and links it touches.
@Suite struct OneCauseTests {
  /// What somebody does.
  enum Deed: String, CaseIterable, Sendable {
    case lostLine, changedByte, zeroedLine, cutFile, emptiedFile, removedFile, rewrittenFile
    case secondEnd, forgedRepeat, lostLastFile, wholeBackup, seatsBackup, folderIdentity, secondNames,
      looseModes
    case removedDay
  }

  private let test: JournalTestCase
  private let heads: [Checkpoint]
  private static let seats = ["03", "04", "05", "06"]

  /// Four seats over three days with checkpoints of each other, and the ends that another machine keeps.
  init() throws {
    test = try JournalTestCase()
    for day in 0..<3 {
      for number in 1...4 {
        for seat in try Self.seats.map({ try SeatIdentifier($0) }) {
          let writer = try test.writer(seat: seat)
          let call = try CallIdentifier(date: test.today, seat: seat, number: number)
          try writer.append(
            ["ring", "remark", "end"].map {
              JournalDraft(call: call, kind: $0, payload: Array(#"{"by":"operator","text":"晋陵中路"}"#.utf8))
            })
          test.clock.advance(milliseconds: 60_000)
          writer.close()
        }
        // Yesterday's backup.
        if day == 1, number == 2 {
          try FileManager.default.copyItem(atPath: test.logs, toPath: test.directory.file("backup"))
        }
      }
      if day < 2 { test.clock.advance(milliseconds: 86_400_000) }
    }
    let reader = test.reader
    heads = reader.dayFolders(.live).days.flatMap { reader.heads(.live, on: $0, synchronizing: false) }
      .map { Checkpoint($0) }
  }

  private func path(_ daysAgo: Int, seat: String = "03") throws -> JournalPath {
    JournalPath(room: .live, date: test.today.adding(days: -daysAgo), seat: try SeatIdentifier(seat))
  }

  private func lines(_ path: JournalPath) throws -> [[UInt8]] {
    let bytes = try #require(FileManager.default.contents(atPath: test.file(path)))
    return bytes.split(separator: 0x0A).map { [UInt8]($0) }
  }

  private func put(_ lines: [[UInt8]], _ path: JournalPath) throws {
    try Data(lines.flatMap { $0 + [0x0A] }).write(to: URL(filePath: test.file(path)))
  }

  private func chained(_ lines: [[UInt8]]) -> [[UInt8]] {
    var lines = lines
    for index in lines.indices.dropFirst() {
      let numbered = String(decoding: lines[index], as: UTF8.self).replacing(
        #/"n":[0-9]+/#, with: "\"n\":\(index + 1)", maxReplacements: 1)
      lines[index] = Array(numbered.utf8.dropLast(66)) + Array("\(LineDigest(of: lines[index - 1]))\"}".utf8)
    }
    return lines
  }

  private func restore(_ isWanted: (String) -> Bool) throws {
    for name in FileManager.default.enumerator(atPath: test.logs)?.allObjects as? [String] ?? []
    where name.hasSuffix(".jsonl") && isWanted(name) {
      let old = FileManager.default.contents(atPath: test.directory.file("backup") + "/" + name)
      if let old {
        try old.write(to: URL(filePath: test.logs + "/" + name))
      } else {
        try FileManager.default.removeItem(atPath: test.logs + "/" + name)
      }
    }
  }

  private func make(_ deed: Deed) throws {
    let (first, last) = (try path(2), try path(0))
    var old = try lines(first)
    switch deed {
    case .lostLine:
      old.remove(at: 3)
      try put(old, first)
    case .changedByte:
      let place = try #require(
        old.lastIndex { String(decoding: $0, as: UTF8.self).contains("\"ev\":\"remark\"") })
      old[place] = Array(String(decoding: old[place], as: UTF8.self).replacing("晋陵", with: "普陵").utf8)
      try put(old, first)
    case .zeroedLine:
      old[4] = [UInt8](repeating: 0, count: old[4].count)
      try put(old, first)
    case .cutFile: try put(Array(old.prefix(2)), first)
    case .emptiedFile: try put([], first)
    case .removedFile: try FileManager.default.removeItem(atPath: test.file(first))
    case .lostLastFile: try FileManager.default.removeItem(atPath: test.file(last))
    case .rewrittenFile:
      let changed = old.map { Array(String(decoding: $0, as: UTF8.self).replacing("晋陵", with: "北京").utf8) }
      try put(chained(changed), first)
    case .secondEnd:
      let today = try lines(last)
      let end = try #require(
        today.last { String(decoding: $0, as: UTF8.self).contains("\"ev\":\"end\"") })
      try put(chained(today + [end]), last)
    case .forgedRepeat: try forgeRepeat(last)
    case .wholeBackup: try restore { _ in true }
    case .seatsBackup: try restore { $0.contains("seat-03") }
    case .folderIdentity:
      try Data((String(repeating: "a", count: 32) + "\n").utf8).write(
        to: URL(filePath: test.logs + "/folder-id"))
    case .secondNames:
      for seat in Self.seats {
        for day in 0...2 {
          let name = test.file(try path(day, seat: seat))
          #expect(link(name, test.directory.file("name-\(seat)-\(day)")) == 0)
        }
      }
    case .looseModes:
      for seat in Self.seats { #expect(chmod(test.file(try path(1, seat: seat)), 0o660) == 0) }
    case .removedDay:
      try FileManager.default.removeItem(
        atPath: test.logs + "/" + JournalPath.folders(.live, date: first.date).joined(separator: "/"))
    }
  }

  private func forgeRepeat(_ last: JournalPath) throws {
    let lines = try lines(last)
    let kept = lines.count / 2
    let point = ChainPoint(
      path: last, lines: Int64(kept), bytes: Int64(lines[..<kept].reduce(0) { $0 + $1.count + 1 }),
      head: LineDigest(of: lines[kept - 1]))
    var batch = LineBatch(
      after: ChainPoint(path: last.next, lines: 0, bytes: 0, head: point.head), seat: test.seat,
      account: getuid())
    let start = SegmentStart(after: point, reason: .failed, repeats: true)
    batch.add(
      HeldEvent(
        at: WallInstant(milliseconds: test.clock.milliseconds), milliseconds: 0,
        operatorOnDuty: test.operatorOnDuty,
        draft: JournalDraft(
          call: nil, kind: SegmentStart.kind, payload: start.payload(in: nil, account: getuid()))))
    try Data(batch.bytes).write(to: URL(filePath: test.file(last.next)))
    #expect(chmod(test.file(last.next), 0o640) == 0)
  }

  @Test(arguments: Deed.allCases, [false, true]) func `one deed is one finding`(
    deed: Deed, hasHeads: Bool
  ) throws {
    let verifier = JournalVerifier(logs: test.logs, room: .live)
    let outside = hasHeads ? heads : []
    #expect(verifier.verify(.all, outside: outside).findings.isEmpty)
    try make(deed)
    let findings = verifier.verify(.all, outside: outside).findings
    let told = deed == .looseModes ? findings : findings.filter { $0.severity == .damaged }
    // Only another machine knows of an end that everybody's backup lacks.
    let isHidden = [.wholeBackup].contains(deed) && !hasHeads
    #expect(told.count == (isHidden ? 0 : 1), "\(findings)")
    if deed == .secondNames { #expect(told.first?.also.count == 11) }
    if deed == .folderIdentity { #expect(told.first?.also.count == 11) }
  }
}
