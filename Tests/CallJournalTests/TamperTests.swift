@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import PlainText
import TestSupport
import Testing

/// Edits that a seat's own account can make to its own journals, and what finds each: the table in
/// logs/README.md, row by row.
///
/// `CALL110_TAMPER_SEEDS=10000` makes many more edits by chance.
@Suite struct TamperTests {
  /// What a site has beside the journals themselves.
  enum Site: CaseIterable {
    /// One seat, nobody else.
    case alone
    /// Other seats that leave checkpoints.
    case neighbours
    /// Ends that another machine keeps.
    case secondMachine
  }

  /// What is done to the journals of seat 03.
  enum Edit: CaseIterable {
    case changedByte, changedLineRechained, lostLine, lostLineRechained, cutEnd, emptied, removedFile
    case forgedRepeat, secondRing, secondEnd, appendedAnswer, yesterdaysBackup, rechainedFolder
    case otherRecordsFile, zeroedEnd

    /// Whether `verify` finds it at a site.
    func isFound(at site: Site) -> Bool {
      switch self {
      case .changedByte, .lostLine, .emptied, .forgedRepeat, .secondRing, .secondEnd, .otherRecordsFile,
        .zeroedEnd:
        true
      case .changedLineRechained, .lostLineRechained, .cutEnd, .removedFile, .yesterdaysBackup,
        .rechainedFolder:
        site != .alone
      case .appendedAnswer: false
      }
    }

    /// Whether `chattr +a` on files and folders keeps it from being done: it only lets files grow and be
    /// made.
    var isPreventedByAppendOnly: Bool {
      switch self {
      case .changedByte, .changedLineRechained, .lostLine, .lostLineRechained, .cutEnd, .emptied,
        .removedFile,
        .yesterdaysBackup, .rechainedFolder, .zeroedEnd:
        true
      case .forgedRepeat, .secondRing, .secondEnd, .appendedAnswer, .otherRecordsFile: false
      }
    }
  }

  /// A station of two days, its journals as they were half a day before its end, and the ends that another
  /// machine keeps.
  private final class Station {
    let test: JournalTestCase
    let heads: [Checkpoint]
    let backup: [JournalPath: [UInt8]]

    init(_ site: Site) throws {
      test = try JournalTestCase()
      var backup: [JournalPath: [UInt8]] = [:]
      let seats = site == .neighbours ? ["03", "04", "05"] : ["03"]
      for number in 1...8 {
        if number == 5 { test.clock.advance(milliseconds: 86_400_000) }
        for seat in try seats.map({ try SeatIdentifier($0) }) {
          let writer = try test.writer(seat: seat)
          let call = try CallIdentifier(date: test.today, seat: seat, number: number)
          for (kind, payload) in [
            ("ring", #"{"from":"","by":"operator"}"#), ("note", #"{"text":"晋陵中路\#(number)号"}"#),
            ("end", #"{"ending":"finished"}"#),
          ] {
            try writer.append([JournalDraft(call: call, kind: kind, payload: Array(payload.utf8))])
            test.clock.advance(milliseconds: 20_000)
          }
          writer.close()
        }
        if number == 6 { backup = try Self.own(test) }
      }
      if site == .neighbours {
        // The others see everything once more at their ends.
        for seat in ["04", "05"] {
          let writer = try test.writer(seat: try SeatIdentifier(seat))
          try writer.append([test.draft(1)])
          writer.close()
        }
      }
      self.backup = backup
      let reader = test.reader
      heads =
        site != .secondMachine
        ? []
        : reader.dayFolders(.live).days.flatMap { reader.heads(.live, on: $0, synchronizing: false) }
          .map { Checkpoint($0) }
    }

    static func own(_ test: JournalTestCase) throws -> [JournalPath: [UInt8]] {
      var files: [JournalPath: [UInt8]] = [:]
      for path in test.reader.dayFolders(.live).days.flatMap({ test.reader.files(.live, on: $0).paths })
      where path.seat == test.seat {
        files[path] = [UInt8](try #require(FileManager.default.contents(atPath: test.file(path))))
      }
      return files
    }

    func verify() -> VerifyReport {
      JournalVerifier(logs: test.logs, room: .live).verify(.all, outside: heads)
    }

    func put(_ bytes: [UInt8], _ path: JournalPath) throws {
      try Data(bytes).write(to: URL(filePath: test.file(path)))
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 0x0A).map { Array($0) } }

  private static func joined(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [0x0A] } }

  /// The lines numbered and chained anew from `first` on; the first line's own link is `link`, when given.
  private static func rechained(_ lines: [[UInt8]], link: LineDigest? = nil) -> [[UInt8]] {
    var chained = lines
    for index in chained.indices {
      let text = String(decoding: chained[index], as: UTF8.self)
      let numbered = text.replacing(#/"n":[0-9]+/#, with: "\"n\":\(index + 1)", maxReplacements: 1)
      chained[index] = Array(numbered.utf8)
      guard let before = index > 0 ? LineDigest(of: chained[index - 1]) : link else { continue }
      chained[index] = Array(chained[index].dropLast(66)) + Array("\(before)\"}".utf8)
    }
    return chained
  }

  /// A valid next line of a file, as the seat's own account can always write one.
  private static func next(_ lines: [[UInt8]], like source: [UInt8], _ change: (String) -> String = { $0 })
    -> [[UInt8]]
  {
    rechained(lines + [Array(change(String(decoding: source, as: UTF8.self)).utf8)])
  }

  /// Makes one edit; returns the files of seat 03 before it.
  private func make(_ edit: Edit, at station: Station, _ random: inout SplitMix) throws -> [JournalPath:
    [UInt8]]
  {
    let before = try Station.own(station.test)
    let paths = before.keys.sorted()
    let last = try #require(paths.last)
    // Not the last file's end alone: any file, but for edits that are about an end.
    let path = try #require(paths.randomElement(using: &random))
    var lines = Self.lines(try #require(before[path]))
    let ends = Self.lines(try #require(before[last]))
    let index = Int.random(in: 1..<(lines.count - 1), using: &random)
    switch edit {
    case .changedByte:
      let place = try #require(lines[index].indices.dropLast().randomElement(using: &random))
      lines[index][place] ^= 1 << UInt8.random(in: 0..<7, using: &random)
      try station.put(Self.joined(lines), path)
    case .changedLineRechained:
      let text = String(decoding: ends[ends.count - 2], as: UTF8.self)
      let changed = text.replacing("晋陵", with: "北京").replacing("finished", with: "cut-off")
        .replacing("\"from\":\"\"", with: "\"from\":\"19900000001\"")
      try station.put(
        Self.joined(Self.rechained(ends.dropLast(2) + [Array(changed.utf8), ends[ends.count - 1]])), last)
    case .lostLine:
      lines.remove(at: index)
      try station.put(Self.joined(lines), path)
    case .lostLineRechained:
      var kept = ends
      kept.remove(at: Int.random(in: 1..<kept.count, using: &random))
      try station.put(Self.joined(Self.rechained(kept)), last)
    case .cutEnd:
      let kept = Int.random(in: 1..<(ends.count - 1), using: &random)
      try station.put(Self.joined(Array(ends.prefix(kept))), last)
    case .emptied: try station.put([], try #require(paths.first))
    case .removedFile: try FileManager.default.removeItem(atPath: station.test.file(last))
    case .forgedRepeat: try forgeRepeat(last, ends, station)
    case .secondRing, .secondEnd:
      let kind = edit == .secondEnd ? "\"ev\":\"end\"" : "\"ev\":\"ring\""
      let old = try #require(ends.last { String(decoding: $0, as: UTF8.self).contains(kind) })
      try station.put(
        Self.joined(Self.next(ends, like: old) { $0.replacing("finished", with: "cut-off") }), last)
    case .appendedAnswer:
      let note = try #require(ends.last { String(decoding: $0, as: UTF8.self).contains("\"ev\":\"note\"") })
      try station.put(Self.joined(Self.next(ends, like: note)), last)
    case .yesterdaysBackup:
      for path in paths {
        if let bytes = station.backup[path] {
          try station.put(bytes, path)
        } else {
          try FileManager.default.removeItem(atPath: station.test.file(path))
        }
      }
    case .rechainedFolder: try rechainFolder(paths, before, station)
    case .otherRecordsFile:
      let text = String(decoding: lines[0], as: UTF8.self)
      let other = text.replacing(
        #/"folder":"[0-9a-f]+"/#, with: "\"folder\":\"\(String(repeating: "a", count: 32))\"")
      let foreign = other.replacing(#/"after":"[^"]*","lines":[0-9]+,"bytes":[0-9]+/#) { _ in
        let bytes = ends.reduce(0) { $0 + $1.count + 1 }
        return "\"after\":\"\(last)\",\"lines\":\(ends.count),\"bytes\":\(bytes)"
      }
      let next = JournalPath(room: .live, date: last.date, seat: last.seat, segment: last.segment + 50)
      try station.put(
        Self.joined(Self.rechained([Array(foreign.utf8)], link: LineDigest(of: ends[ends.count - 1]))), next)
    case .zeroedEnd:
      var wiped = ends
      wiped[wiped.count - 1] = [UInt8](repeating: 0, count: wiped[wiped.count - 1].count)
      try station.put(Self.joined(wiped), last)
    }
    return before
  }

  private func forgeRepeat(_ last: JournalPath, _ ends: [[UInt8]], _ station: Station) throws {
    let kept = ends.count / 2
    let start = SegmentStart(
      after: ChainPoint(
        path: last, lines: Int64(kept), bytes: Int64(ends[..<kept].reduce(0) { $0 + $1.count + 1 }),
        head: LineDigest(of: ends[kept - 1])), reason: .failed, repeats: true)
    let next = JournalPath(room: .live, date: last.date, seat: last.seat, segment: last.segment + 50)
    var batch = LineBatch(
      after: ChainPoint(path: next, lines: 0, bytes: 0, head: LineDigest(of: ends[kept - 1])),
      seat: station.test.seat, account: getuid())
    batch.add(
      HeldEvent(
        at: WallInstant(milliseconds: station.test.clock.milliseconds), milliseconds: 0,
        operatorOnDuty: station.test.operatorOnDuty,
        draft: JournalDraft(
          call: nil, kind: SegmentStart.kind, payload: start.payload(in: nil, account: getuid()))))
    try station.put(batch.bytes, next)
  }

  /// Every file of the seat with another word in it, and all numbers, digests and links made right again.
  private func rechainFolder(_ paths: [JournalPath], _ before: [JournalPath: [UInt8]], _ station: Station)
    throws
  {
    var link: LineDigest?
    var end: (lines: Int, bytes: Int)?
    for path in paths {
      var lines = Self.lines(try #require(before[path]))
      lines = lines.map { Array(String(decoding: $0, as: UTF8.self).replacing("晋陵", with: "北京大").utf8) }
      if let end {
        let text = String(decoding: lines[0], as: UTF8.self)
        lines[0] = Array(
          text.replacing(
            #/"lines":[0-9]+,"bytes":[0-9]+/#, with: "\"lines\":\(end.lines),\"bytes\":\(end.bytes)"
          ).utf8)
      }
      lines = Self.rechained(lines, link: link)
      link = LineDigest(of: lines[lines.count - 1])
      let bytes = Self.joined(lines)
      end = (lines.count, bytes.count)
      try station.put(bytes, path)
    }
  }

  private func check(_ edit: Edit, _ site: Site, seed: UInt64) throws {
    let station = try Station(site)
    var random = SplitMix(seed: seed)
    #expect(station.verify().worst == .notice, "\(station.verify().findings)")
    let before = try make(edit, at: station, &random)
    let report = station.verify()
    #expect(
      (report.worst == .damaged) == edit.isFound(at: site),
      "\(edit) at \(site), seed \(seed): \(report.findings)")
    let after = try Station.own(station.test)
    let grewOnly = before.allSatisfy { after[$0.key]?.starts(with: $0.value) ?? false }
    #expect(grewOnly != edit.isPreventedByAppendOnly, "\(edit), seed \(seed)")
  }

  @Test(arguments: Edit.allCases, Site.allCases) func `every row of the table of what finds what`(
    edit: Edit, site: Site
  ) throws {
    for seed in 0..<6 { try check(edit, site, seed: UInt64(seed)) }
  }

  @Test func `edits by chance`() throws {
    let count = ProcessInfo.processInfo.environment["CALL110_TAMPER_SEEDS"].flatMap { Int($0) } ?? 60
    for seed in 0..<count {
      var random = SplitMix(seed: UInt64(seed) &* 7_919)
      let edit = try #require(Edit.allCases.randomElement(using: &random))
      let site = try #require(Site.allCases.randomElement(using: &random))
      try check(edit, site, seed: UInt64(seed))
    }
  }
}
