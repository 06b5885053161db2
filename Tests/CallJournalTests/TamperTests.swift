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
    case forgedRepeat, secondRing, secondEnd, appendedAnswer, appendedRating, yesterdaysBackup
    case rechainedFolder, otherRecordsFile, zeroedEnd

    /// Whether `verify` finds it at a site.
    func isFound(at site: Site) -> Bool {
      switch self {
      case .changedByte, .lostLine, .emptied, .forgedRepeat, .secondRing, .secondEnd, .otherRecordsFile,
        .zeroedEnd:
        true
      case .changedLineRechained, .lostLineRechained, .cutEnd, .removedFile, .yesterdaysBackup,
        .rechainedFolder:
        site != .alone
      case .appendedAnswer, .appendedRating: false
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
      case .forgedRepeat, .secondRing, .secondEnd, .appendedAnswer, .appendedRating, .otherRecordsFile: false
      }
    }

    /// Whether this finding names what was done.
    func isNamed(by kind: VerifyFinding.Kind) -> Bool {
      switch (self, kind) {
      case (.changedByte, .fault), (.changedByte, .secondWriter), (.changedByte, .brokenFileLink),
        (.changedByte, .versionBack), (.changedByte, .notFirst), (.changedByte, .missingFile),
        (.changedByte, .noSegment), (.changedByte, .foreignOwner), (.changedByte, .foreignFolder),
        (.changedByte, .rewritten), (.changedByte, .linesAfterLink), (.changedByte, .cut):
        true
      case (.lostLine, .fault(.wrongNumber)), (.lostLine, .fault(.brokenLink)), (.lostLine, .noSegment),
        (.lostLine, .brokenFileLink), (.lostLine, .cut):
        true
      case (.changedLineRechained, .rewritten), (.lostLineRechained, .cut), (.lostLineRechained, .rewritten),
        (.cutEnd, .cut), (.emptied, .brokenFileLink), (.emptied, .cut), (.removedFile, .witnessedFileMissing),
        (.forgedRepeat, .falseRepeat), (.secondRing, .secondRing), (.secondEnd, .secondEnd),
        (.yesterdaysBackup, .cut), (.yesterdaysBackup, .witnessedFileMissing), (.rechainedFolder, .rewritten),
        (.rechainedFolder, .cut), (.otherRecordsFile, .foreignFolder), (.zeroedEnd, .fault(.malformed)):
        true
      default: false
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

    /// What the seat's lines say, as readers give them.
    var entries: Set<String> {
      var entries: Set<String> = []
      for day in test.reader.dayFolders(.live).days {
        for placed in test.reader.day(day, seat: test.seat, room: .live).entries {
          entries.insert("\(placed.path):\(placed.line) \(placed.entry.kind)")
        }
      }
      return entries
    }

    /// One more call at seat 03, behind everything that others saw.
    func takeCall(_ number: Int) throws {
      let writer = try test.writer()
      defer { writer.close() }
      let call = try CallIdentifier(date: test.today, seat: test.seat, number: number)
      for (kind, payload) in [
        ("ring", #"{"from":"","by":"operator"}"#), ("note", #"{"text":"晋陵中路\#(number)号"}"#),
        ("end", #"{"ending":"finished"}"#),
      ] { try writer.append([JournalDraft(call: call, kind: kind, payload: Array(payload.utf8))]) }
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

  /// A file of seat 03 that an edit is made in.
  private struct Target {
    let path: JournalPath
    var lines: [[UInt8]]
  }

  /// Makes one edit and gives the file and the line it is about; nil when there is nothing left to do it to.
  private func make(
    _ edit: Edit, at station: Station, _ random: inout SplitMix
  ) throws -> (path: JournalPath, line: Int)? {
    let now = try Station.own(station.test)
    let files = now.map { Target(path: $0.key, lines: Self.lines($0.value)) }
      .sorted { $0.path < $1.path }.filter { $0.lines.count >= 4 }
    guard let last = files.last, let first = files.first, let any = files.randomElement(using: &random) else {
      return nil
    }
    switch edit {
    case .changedByte, .lostLine: return try hurtLine(edit, of: any, station, &random)
    case .changedLineRechained, .lostLineRechained, .cutEnd, .zeroedEnd:
      return try hurtEnd(edit, of: last, station, &random)
    case .emptied: try station.put([], first.path)
    case .removedFile: try FileManager.default.removeItem(atPath: station.test.file(last.path))
    case .forgedRepeat: try forgeRepeat(last.path, last.lines, station)
    case .secondRing, .secondEnd, .appendedAnswer:
      guard try append(edit, to: last, station) else { return nil }
    case .appendedRating: try rate(station)
    case .yesterdaysBackup:
      for path in now.keys {
        if let bytes = station.backup[path] {
          try station.put(bytes, path)
        } else {
          try FileManager.default.removeItem(atPath: station.test.file(path))
        }
      }
    case .rechainedFolder: try rechainFolder(files.map(\.path), now, station)
    case .otherRecordsFile: try forgeOther(last, start: first.lines[0], station)
    }
    return (last.path, 0)
  }

  /// Changes a byte of any line, or takes out any line but the last, which is another edit.
  private func hurtLine(
    _ edit: Edit, of target: Target, _ station: Station, _ random: inout SplitMix
  ) throws -> (path: JournalPath, line: Int)? {
    var lines = target.lines
    let end = edit == .lostLine ? lines.count - 1 : lines.count
    let index = Int.random(in: 0..<end, using: &random)
    if edit == .lostLine {
      lines.remove(at: index)
    } else {
      guard let place = lines[index].indices.dropLast().randomElement(using: &random) else { return nil }
      lines[index][place] ^= 1 << UInt8.random(in: 0..<7, using: &random)
    }
    try station.put(Self.joined(lines), target.path)
    return (target.path, index)
  }

  private func hurtEnd(
    _ edit: Edit, of target: Target, _ station: Station, _ random: inout SplitMix
  ) throws -> (path: JournalPath, line: Int)? {
    var lines = target.lines
    switch edit {
    case .changedLineRechained:
      let text = String(decoding: lines[lines.count - 2], as: UTF8.self)
      let changed = text.replacing("晋陵", with: "北京").replacing("finished", with: "cut-off")
        .replacing("\"from\":\"\"", with: "\"from\":\"19900000001\"")
      guard changed != text else { return nil }
      lines[lines.count - 2] = Array(changed.utf8)
      lines = Self.rechained(lines)
    case .lostLineRechained:
      lines.remove(at: Int.random(in: 1..<lines.count, using: &random))
      lines = Self.rechained(lines)
    case .cutEnd: lines = Array(lines.prefix(Int.random(in: 1..<(lines.count - 1), using: &random)))
    default: lines[lines.count - 1] = [UInt8](repeating: 0, count: lines[lines.count - 1].count)
    }
    try station.put(Self.joined(lines), target.path)
    return (target.path, lines.count - 1)
  }

  /// Adds a valid next line of a call on record, as the seat's own account can always write one.
  private func append(_ edit: Edit, to target: Target, _ station: Station) throws -> Bool {
    let kind = edit == .secondEnd ? "\"ev\":\"end\"" : "\"ev\":\"ring\""
    guard let old = target.lines.last(where: { String(decoding: $0, as: UTF8.self).contains(kind) }) else {
      return false
    }
    let answer = Self.answer
    try station.put(
      Self.joined(
        Self.next(target.lines, like: old) { text in
          edit == .appendedAnswer
            ? text.replacing(
              #"ev":"ring","d":{"from":"","by":"operator"}"#, with: #"ev":"answer","d":\#(answer)"#)
            : text.replacing("finished", with: "cut-off")
        }), target.path)
    return true
  }

  private static let answer =
    #"{"ms":0,"timing":{"source":"reported","basis":"count","ring_ms":7500,"ring":2,"err_ms":0,"rings_allowed":3,"#
    + #""ring_cycle_ms":5000,"limit_ms":15000,"verdict":"within"}}"#

  /// What a desk of the same account writes of a call.
  private func rate(_ station: Station) throws {
    let writer = try station.test.writer(seat: try SeatIdentifier("desk-duty"))
    defer { writer.close() }
    let call = try CallIdentifier(date: station.test.today, seat: station.test.seat, number: 8)
    let rating = Array(#"{"grade":"satisfied","by":"本人","how":"回拨","text":""}"#.utf8)
    try writer.append([JournalDraft(call: call, kind: "rating", payload: rating)])
  }

  private func forgeOther(_ last: Target, start: [UInt8], _ station: Station) throws {
    let text = String(decoding: start, as: UTF8.self)
    let other = text.replacing(
      #/"folder":"[0-9a-f]+"/#, with: "\"folder\":\"\(String(repeating: "a", count: 32))\"")
    let foreign = other.replacing(#/"after":"[^"]*","lines":[0-9]+,"bytes":[0-9]+/#) { _ in
      let bytes = last.lines.reduce(0) { $0 + $1.count + 1 }
      return "\"after\":\"\(last.path)\",\"lines\":\(last.lines.count),\"bytes\":\(bytes)"
    }
    let next = JournalPath(
      room: .live, date: last.path.date, seat: last.path.seat, segment: last.path.segment + 50)
    try station.put(
      Self.joined(
        Self.rechained([Array(foreign.utf8)], link: LineDigest(of: last.lines[last.lines.count - 1]))), next)
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
    let (before, entries) = (try Station.own(station.test), station.entries)
    let place = try #require(try make(edit, at: station, &random))
    let report = station.verify()
    let after = try Station.own(station.test)
    let grewOnly = Self.grewOnly(before, after)
    #expect(grewOnly != edit.isPreventedByAppendOnly, "\(edit), seed \(seed)")
    let said = "\(edit) at \(site), seed \(seed), \(place): \(report.findings)"
    let damage = report.findings.filter { $0.severity == .damaged }
    if edit == .changedByte, site == .alone, Self.isLastLine(place, of: before) {
      // Nothing vouches for the last line but what it says itself.
      #expect(damage.allSatisfy { $0.file == place.path.description && edit.isNamed(by: $0.kind) }, "\(said)")
      return
    }
    #expect(!damage.isEmpty == edit.isFound(at: site), "\(said)")
    #expect(damage.isEmpty || damage.contains { edit.isNamed(by: $0.kind) }, "\(said)")
    // What stood there is read as before, whatever was added.
    if grewOnly { #expect(station.entries.isSuperset(of: entries), "\(said)") }
  }

  private static func grewOnly(_ before: [JournalPath: [UInt8]], _ after: [JournalPath: [UInt8]]) -> Bool {
    before.allSatisfy { after[$0.key]?.starts(with: $0.value) ?? false }
  }

  private static func isLastLine(
    _ place: (path: JournalPath, line: Int), of files: [JournalPath: [UInt8]]
  ) -> Bool {
    guard let last = files.keys.max(), place.path == last, let bytes = files[last] else { return false }
    return place.line == lines(bytes).count - 1
  }

  @Test(arguments: Edit.allCases, Site.allCases) func `every row of the table of what finds what`(
    edit: Edit, site: Site
  ) throws {
    for seed in 0..<6 { try check(edit, site, seed: UInt64(seed)) }
  }

  @Test func `an answer and a rating are events of their kinds`() throws {
    for (kind, payload) in [
      ("answer", Self.answer), ("rating", #"{"grade":"satisfied","by":"本人","how":"回拨","text":""}"#),
    ] {
      let known = try #require(RecordedEvent.Kind.allCases.first { $0.name == kind })
      let value = try #require(JSONReader.value(Array(payload.utf8)))
      #expect(RecordedEvent(known, payload: value) != nil, "\(kind)")
    }
  }

  @Test func `what was written since the last heads nobody vouches for, and everything before they do`()
    throws
  {
    for seed in 0..<6 {
      for edit in [Edit.changedLineRechained, .cutEnd] {
        let station = try Station(.secondMachine)
        var random = SplitMix(seed: UInt64(seed))
        let seen = try #require(station.heads.map { $0 }.max { $0.path < $1.path })
        try station.takeCall(9)
        let path = seen.path
        let lines = Self.lines(try #require(try Station.own(station.test)[path]))
        #expect(lines.count == Int(seen.lines) + 3)
        // Behind them.
        if edit == .cutEnd {
          let kept = Int.random(in: Int(seen.lines)..<lines.count, using: &random)
          try station.put(Self.joined(Array(lines.prefix(kept))), path)
        } else {
          #expect(try make(edit, at: station, &random) != nil)
        }
        #expect(station.verify().worst == .notice, "\(edit): \(station.verify().findings)")
        // And one line before them.
        try station.put(Self.joined(Array(lines.prefix(Int(seen.lines) - 1))), path)
        #expect(station.verify().worst == .damaged)
      }
    }
  }

  /// One to three edits, one upon the other, of which each may undo what another did.
  private func checkSeveral(_ edits: [Edit], _ site: Site, seed: UInt64) throws {
    let station = try Station(site)
    var random = SplitMix(seed: seed)
    let before = try Station.own(station.test)
    var made: [Edit] = []
    for edit in edits where try make(edit, at: station, &random) != nil { made.append(edit) }
    let (report, after) = (station.verify(), try Station.own(station.test))
    let said = "\(made) at \(site), seed \(seed): \(report.findings)"
    let isFound = report.worst == .damaged
    guard Self.grewOnly(before, after) else {
      if site != .alone { #expect(isFound, "\(said)") }
      return
    }
    // Where what one edit added was hurt by the next, either may be found.
    guard made.allSatisfy({ !$0.isPreventedByAppendOnly }) else { return }
    // What was only added: a file of its own, and edges of calls that are on record, are found.
    let added = after.map { path, bytes in
      String(decoding: bytes.dropFirst(before[path]?.count ?? 0), as: UTF8.self)
    }.joined()
    let isForged =
      after.count > before.count || added.contains("\"ev\":\"ring\"") || added.contains("\"ev\":\"end\"")
    #expect(isFound == isForged, "\(said)")
  }

  @Test func `edits by chance`() throws {
    let count = ProcessInfo.processInfo.environment["CALL110_TAMPER_SEEDS"].flatMap { Int($0) } ?? 60
    for seed in 0..<count {
      var random = SplitMix(seed: UInt64(seed) &* 7_919)
      let site = try #require(Site.allCases.randomElement(using: &random))
      let edits = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
        Edit.allCases.randomElement(using: &random)
      }
      if edits.count == 1 {
        try check(edits[0], site, seed: UInt64(seed))
      } else {
        try checkSeveral(edits, site, seed: UInt64(seed))
      }
    }
  }
}
