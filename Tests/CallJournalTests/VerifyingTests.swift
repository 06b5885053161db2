@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct VerifyingTests {
  /// Two seats over two days, with checkpoints of each other.
  private func station() throws -> JournalTestCase {
    let test = try JournalTestCase()
    for day in 0..<2 {
      for number in 1...5 {
        for seat in ["03", "04"] {
          let writer = try test.writer(seat: try SeatIdentifier(seat))
          try writer.append([test.draft(day * 100 + number)])
          test.clock.advance(milliseconds: 60_000)
          writer.close()
        }
      }
      if day == 0 { test.clock.advance(milliseconds: 86_400_000) }
    }
    return test
  }

  private func verify(_ test: JournalTestCase, outside: [Checkpoint] = []) -> VerifyReport {
    JournalVerifier(logs: test.logs, room: .live).verify(.all, outside: outside)
  }

  private func change(_ path: String, _ body: (inout [UInt8]) -> Void) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    body(&bytes)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Lines about a call's ring as a seat writes them: who told it, behind the answer or not, of which number.
  private static let rings: [String: String] = [
    "key": #"{"from":"","name":"","by":"operator"}"#,
    "phone": #"{"from":"","by":"phone","phone_call":"N1"}"#,
    "late": #"{"ms":9,"from":"19900000001","by":"phone","phone_call":"N1"}"#,
    "unnumbered": #"{"ms":9,"from":"","by":"phone","phone_call":"N1"}"#,
    "disowned": #"{"ms":9,"from":"","name":"","by":"operator"}"#,
  ]

  @Test(arguments: [
    "key", "phone", "key phone", "phone late", "key late", "key unnumbered late", "key phone disowned",
    "key late disowned late disowned", "key unnumbered disowned unnumbered late",
  ])
  func `whose call it is may be told late and taken back, but each only once`(told: String) throws {
    let kinds = told.split(separator: " ").map(String.init)
    // As told, and each line of it written once more.
    for doubled in [nil] + kinds.indices.map(Optional.some) {
      let test = try JournalTestCase()
      let writer = try test.writer()
      let call = try CallIdentifier(date: test.today, seat: test.seat, number: 1)
      for (index, kind) in kinds.enumerated() {
        for _ in 0..<(index == doubled ? 2 : 1) {
          let payload = try #require(Self.rings[kind])
          _ = try writer.append([JournalDraft(call: call, kind: "ring", payload: Array(payload.utf8))])
        }
      }
      writer.close()
      let found = JournalVerifier(logs: test.logs, room: .live).verify(.all).findings.filter {
        if case .secondRing = $0.kind { true } else { false }
      }
      #expect(found.count == (doubled == nil ? 0 : 1), "\(told) \(doubled ?? -1)")
    }
  }

  @Test func `untouched journals are clean`() throws {
    let test = try station()
    let report = verify(test)
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(report.worst == .notice)
    #expect(report.files == 4)
    #expect(report.checkpoints > 0)
    #expect(report.uncoveredChains <= 1)
    let days = JournalVerifier(logs: test.logs, room: .live).verify(.day(test.today))
    #expect(days.findings.isEmpty)
    #expect(days.files == 2)
  }

  @Test func `a changed byte is found in its line`() throws {
    let test = try station()
    try change(test.file(try test.path())) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      bytes = Array(text.replacingOccurrences(of: "晋陵中路102号", with: "晋陵中路902号").utf8)
    }
    let report = verify(test)
    #expect(report.worst == .damaged)
    #expect(report.findings.contains { $0.kind == .fault(.brokenLink) })
  }

  @Test func `a cut end is found through the other seat`() throws {
    let test = try station()
    let path = try test.path()
    try change(test.file(path)) { bytes in
      let lines = bytes.split(separator: 0x0A)
      bytes = Array(lines.dropLast(3).joined(separator: [0x0A])) + [0x0A]
    }
    let report = verify(test)
    #expect(report.worst == .damaged)
    #expect(
      report.findings.contains { if case .cut = $0.kind { $0.file == path.description } else { false } })
  }

  @Test func `a file written anew with a whole chain is found through the other seat`() throws {
    let test = try station()
    let path = try test.path()
    try rewrite(test.file(path))
    let report = verify(test)
    #expect(
      report.findings.contains { if case .rewritten = $0.kind { $0.file == path.description } else { false } }
    )
    #expect(!report.findings.contains { $0.kind == .fault(.brokenLink) })
  }

  @Test func `without checkpoints a rewrite is not found, and the report says how much nobody vouches for`()
    throws
  {
    let test = try JournalTestCase()
    let writer = try test.writer()
    for number in 1...5 { try writer.append([test.draft(number)]) }
    let sheet = Checkpoint.sheetLines(test.reader.heads(.live, on: test.today, synchronizing: false))
    writer.close()
    try rewrite(test.file(try test.path()))
    let report = verify(test)
    #expect(report.findings.isEmpty)
    #expect(report.uncoveredLines == 6)
    let onPaper = sheet.compactMap { Checkpoint(line: $0) }
    #expect(onPaper.count == 1)
    #expect(verify(test, outside: onPaper).worst == .damaged)
  }

  @Test func `a removed file is one finding, whoever saw it`() throws {
    let test = try station()
    let yesterday = JournalPath(room: .live, date: test.today.adding(days: -1), seat: test.seat)
    try FileManager.default.removeItem(atPath: test.file(yesterday))
    #expect(verify(test).findings.map(\.kind) == [.missingFile(yesterday.description)])
  }

  @Test(arguments: JournalRoom.allCases, [false, true])
  func `a file of the day looked at that a checkpoint names, and that is gone, is found`(
    room: JournalRoom, isWholeFolder: Bool
  ) throws {
    for isOutside in [true, false] {
      let test = try JournalTestCase()
      for _ in 0..<2 {
        for seat in ["03", "04"] {
          let writer = try JournalWriter(
            logs: test.logs, room: room, seat: try SeatIdentifier(seat), operatorOnDuty: test.operatorOnDuty,
            clock: test.journalClock)
          try writer.append([test.draft(1)])
          test.clock.advance(milliseconds: 60_000)
          writer.close()
        }
        test.clock.advance(milliseconds: 86_400_000)
      }
      // What seat 04 wrote today names yesterday's files; what it wrote yesterday, too.
      let day = test.today.adding(days: -2)
      let path = JournalPath(room: room, date: day, seat: test.seat)
      let seen = test.reader.heads(room, on: day, synchronizing: false).map { Checkpoint($0) }
      let verifier = JournalVerifier(logs: test.logs, room: room)
      #expect(seen.count == 2 && verifier.verify(.day(day), outside: seen).findings.isEmpty)
      let gone = isWholeFolder ? (test.file(path) as NSString).deletingLastPathComponent : test.file(path)
      try FileManager.default.removeItem(atPath: gone)
      let report = verifier.verify(.day(day), outside: isOutside ? seen : [])
      // Of a whole day that is gone only the next one's lines tell.
      let kinds = report.findings.map(\.kind)
      let isFound = report.findings.contains { finding in
        if case .witnessedFileMissing = finding.kind {
          return finding.file == path.description || finding.also.contains(path.description)
        }
        return false
      }
      #expect(isFound && report.worst == .damaged, "\(isOutside): \(kinds)")
      #expect(report.outsideUnused == 0)
      let other = verifier.verify(.day(day.adding(days: 1)), outside: seen)
      #expect(other.outsideUnused == 2)
    }
  }

  @Test(arguments: [SegmentReason.damaged, .removed])
  func `only the file that is damaged or gone is named as one, and not the one that goes on from it`(
    reason: SegmentReason
  ) throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    for number in 1...3 { try writer.append([test.draft(number)]) }
    let first = try test.path()
    switch reason {
    case .removed: try FileManager.default.removeItem(atPath: test.file(first))
    default: try change(test.file(first)) { $0[$0.count / 2] ^= 1 }
    }
    if reason == .removed { try writer.append([test.draft(4)]) }
    writer.close()
    if reason == .damaged {
      let next = try test.writer()
      try next.append([test.draft(4)])
      next.close()
    }
    let report = verify(test)
    let second = try test.path(segment: 2)
    #expect(report.findings.contains { $0.file == second.description && $0.kind == .segment(reason) })
    #expect(report.worst == .damaged && report.heads.map(\.path) == [second])
    #expect(report.damagedFiles == [first.description])
  }

  @Test(arguments: ["drop", "byte", "cut", "rewrite", "remove", "empty"])
  func `one cause is one finding, however many checkpoints and links it breaks`(what: String) throws {
    let test = try JournalTestCase()
    let seats = try ["03", "04", "05", "06"].map { try SeatIdentifier($0) }
    for _ in 0..<3 {
      for _ in 0..<4 {
        for seat in seats {
          let writer = try test.writer(seat: seat)
          try writer.append([test.draft(1), test.draft(2)])
          test.clock.advance(milliseconds: 60_000)
          writer.close()
        }
      }
      test.clock.advance(milliseconds: 86_400_000)
    }
    #expect(verify(test).findings.isEmpty)
    let path = JournalPath(room: .live, date: test.today.adding(days: -2), seat: test.seat)
    switch what {
    case "drop": try change(test.file(path)) { bytes in bytes = Self.without(3, in: bytes) }
    case "byte": try change(test.file(path)) { $0[700] ^= 4 }
    case "cut":
      try change(test.file(path)) { bytes in bytes = Array(bytes[...(bytes.firstIndex(of: 0x0A) ?? 0)]) }
    case "rewrite": try rewrite(test.file(path))
    case "empty": try change(test.file(path)) { $0 = [] }
    default: try FileManager.default.removeItem(atPath: test.file(path))
    }
    let damaged = verify(test).findings.filter { $0.severity == .damaged }
    #expect(damaged.count == 1, "\(damaged)")
  }

  private static func without(_ line: Int, in bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A).map { Array($0) }
    lines.remove(at: line)
    return lines.flatMap { $0 + [0x0A] }
  }

  /// A seat whose every line reaches the disk in two pieces, one at a time.
  private final class HalfLines {
    private let test: JournalTestCase
    private let path: JournalPath
    private var end: ChainPoint
    private var rest: ArraySlice<UInt8> = []
    private var random = SplitMix(seed: 5)

    init(_ test: JournalTestCase, room: JournalRoom) throws {
      self.test = test
      let writer = try JournalWriter(
        logs: test.logs, room: room, seat: try SeatIdentifier("06"), operatorOnDuty: test.operatorOnDuty,
        clock: test.journalClock)
      try writer.append([test.draft(1)])
      writer.close()
      path = JournalPath(room: room, date: test.today, seat: try SeatIdentifier("06"), segment: 1)
      end = try #require(try test.reader.head(of: path, synchronizing: false))
    }

    /// Whether half a line stands there.
    var isBegun: Bool { !rest.isEmpty }

    /// The rest of a line that was begun, or the beginning of the next one.
    func writeOn() throws {
      if rest.isEmpty {
        var batch = LineBatch(after: end, seat: path.seat, account: getuid())
        batch.add(
          HeldEvent(
            at: WallInstant(milliseconds: test.clock.milliseconds), milliseconds: 0,
            operatorOnDuty: test.operatorOnDuty, draft: test.draft(2)))
        end = ChainPoint(
          path: path, lines: end.lines + 1, bytes: end.bytes + Int64(batch.bytes.count), head: batch.head)
        let first = Int.random(in: 1..<batch.bytes.count, using: &random)
        try put(batch.bytes[..<first])
        rest = batch.bytes[first...]
      } else {
        try put(rest)
        rest = []
      }
    }

    private func put(_ bytes: ArraySlice<UInt8>) throws {
      let handle = try #require(FileHandle(forWritingAtPath: test.file(path)))
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: bytes)
    }
  }

  @Test(arguments: [JournalRoom.live, .drill], [(1, false), (1, true), (4, true)])
  func `verification while seats record says the same as when they rest`(
    room: JournalRoom, how: (threads: Int, atReads: Bool)
  ) throws {
    let test = try JournalTestCase()
    let writers = try ["03", "04", "05"].map { seat in
      try JournalWriter(
        logs: test.logs, room: room, seat: try SeatIdentifier(seat), operatorOnDuty: test.operatorOnDuty,
        clock: test.journalClock)
    }
    for writer in writers { try writer.append([test.draft(1)]) }
    let half = try HalfLines(test, room: room)
    // Each verification is overtaken: between the reading of one file, or of a piece of it, and the next the
    // seats write on, one of them half a line.
    for round in 0..<(how.atReads ? 8 : 20) {
      var left = 30
      let overtaken = OvertakenFiles(atReads: how.atReads) { [writers] in
        // Who writes on at every read is never read to the end; half a line that stays was never finished.
        if left > 0 || half.isBegun { #expect(throws: Never.self) { try half.writeOn() } }
        guard left > 0 else { return }
        left -= 1
        for writer in writers {
          _ = try? writer.append([test.draft(round)])
          writer.leaveCheckpoints(all: true)
        }
      }
      let outside = [-1, 0].flatMap { day in
        test.reader.heads(room, on: test.today.adding(days: day), synchronizing: false)
      }.map { Checkpoint($0) }
      let verifier = JournalVerifier(logs: test.logs, room: room, threads: how.threads, operations: overtaken)
      let report = verifier.verify(.all, outside: outside)
      #expect(report.findings.isEmpty, "\(report.findings)")
      #expect(report.outsideCheckpoints == outside.count && outside.count >= 4)
      test.clock.advance(milliseconds: round == 4 ? 54_000_000 : 1_000)
    }
  }

  @Test func `how many threads read changes nothing, whatever is damaged on which day`() throws {
    var random = SplitMix(seed: 6)
    for _ in 0..<30 {
      let test = try weeks()
      let paths = (0..<11).flatMap { test.reader.files(.live, on: test.today.adding(days: -$0)).paths }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let path = try #require(paths.randomElement(using: &random))
        let file = test.file(path)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: try? FileManager.default.removeItem(atPath: file)
        case 1: try? change(file) { $0.removeLast(Int.random(in: 0...$0.count, using: &random)) }
        case 2: try? change(file) { $0[Int.random(in: 0..<max(1, $0.count), using: &random)...].reverse() }
        default: try? Data().write(to: URL(fileURLWithPath: file + ".copy"))
        }
      }
      var (progress, reports): ([Int], [VerifyReport]) = ([], [])
      for threads in [1, 2, 5] {
        progress = []
        let verifier = JournalVerifier(logs: test.logs, room: .live, threads: threads)
        reports.append(
          verifier.verify(.all) { done, days in
            progress.append(done)
            #expect(days == 11)
          })
      }
      #expect(progress == [4, 8, 11])
      #expect(!reports[0].findings.isEmpty)
      #expect(reports[1] == reports[0] && reports[2] == reports[0])
    }
  }

  /// Two seats over eleven days, with checkpoints of each other.
  private func weeks() throws -> JournalTestCase {
    let test = try JournalTestCase()
    let writers = try ["03", "04"].map { try test.writer(seat: try SeatIdentifier($0)) }
    for day in 0..<11 {
      if day > 0 { test.clock.advance(milliseconds: 86_400_000) }
      for number in 1...3 {
        for writer in writers {
          try writer.append([test.draft(day * 100 + number)])
          writer.leaveCheckpoints(all: true)
        }
      }
    }
    return test
  }

  @Test
  func `the points of checkpoints are read whatever order the files stand in, and up to the first bad one`()
    throws
  {
    var (random, reader) = (SplitMix(seed: 12), WitnessReader())
    let seats = try (1...9).map { try SeatIdentifier("0\($0)") }
    let day = try #require(CivilDate("2026-11-22"))
    for round in 0..<400 {
      let points = seats.shuffled(using: &random).prefix(Int.random(in: 1...9, using: &random)).map { seat in
        ChainPoint(
          path: JournalPath(
            room: .live, date: day, seat: seat, segment: Int.random(in: 1...2, using: &random)),
          lines: Int64.random(in: 1...900, using: &random),
          bytes: Int64.random(in: 0...90_000, using: &random),
          head: LineDigest(of: [UInt8(round % 256)]))
      }
      var payload = Checkpoint.payload(points)
      var whole = points.count
      if round % 3 == 0 {
        // From here on nothing has the form written.
        whole = Int.random(in: 0..<points.count, using: &random)
        let name = Array(points[whole].path.description.utf8)
        let place = try #require(payload.withUnsafeBytes { $0.position(of: name) })
        payload[place] = UInt8(ascii: "x")
      }
      var read: [ChainPoint] = []
      payload.withUnsafeBytes { reader.read($0) { read.append($0) } }
      #expect(read == Array(points[..<whole]))
      #expect(Set(reader.files).count == reader.files.count)
    }
  }

  @Test func `a file copied to another seat, or two swapped, are found`() throws {
    let test = try station()
    let (left, right) = (test.file(try test.path("03")), test.file(try test.path("04")))
    let (leftBytes, rightBytes) = (
      FileManager.default.contents(atPath: left), FileManager.default.contents(atPath: right)
    )
    try rightBytes?.write(to: URL(fileURLWithPath: left))
    try leftBytes?.write(to: URL(fileURLWithPath: right))
    #expect(verify(test).findings.contains { $0.kind == .fault(.wrongSeat) })
  }

  @Test(arguments: ["\u{FEFF}", "crlf", "swap", "duplicate", "drop"])
  func `what editors do to text is found`(how: String) throws {
    let test = try station()
    try change(test.file(try test.path())) { bytes in
      var lines = bytes.split(separator: 0x0A).map { Array($0) }
      switch how {
      case "crlf": lines = lines.map { $0 + [0x0D] }
      case "swap": lines.swapAt(2, 3)
      case "duplicate": lines.insert(lines[2], at: 2)
      case "drop": lines.remove(at: 2)
      default: lines[0] = Array(how.utf8) + lines[0]
      }
      bytes = Array(lines.joined(separator: [0x0A])) + [0x0A]
    }
    #expect(verify(test).worst == .damaged)
  }

  @Test func `a torn end is torn and not damaged`() throws {
    let test = try station()
    let path = test.file(try test.path())
    try change(path) { $0.append(contentsOf: Array(#"{"v":1,"n":9"#.utf8)) }
    let report = verify(test)
    #expect(report.worst == .torn)
  }

  @Test func `a second writer that went around the lock is named`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    let path = test.file(try test.path())
    let before = try #require(FileManager.default.contents(atPath: path))
    try writer.append([test.draft(2)])
    writer.close()
    let after = try #require(FileManager.default.contents(atPath: path))
    // The same append once more, as a second program would have made it from what it knew.
    try (after + after[before.count...]).write(to: URL(fileURLWithPath: path))
    #expect(verify(test).findings.contains { $0.kind == .secondWriter })
  }

  @Test func `a clock that went back is said and is no damage`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    test.clock.set(milliseconds: test.clock.milliseconds - 5_000)
    try writer.append([test.draft(2)])
    let report = verify(test)
    #expect(report.findings.map(\.kind) == [.timeBack(milliseconds: 5_000)])
    #expect(report.worst == .notice)
  }

  @Test func `a line taken out with all digests made right again leaves a gap in the numbers`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    for number in 1...5 { try writer.append([test.draft(number)]) }
    writer.close()
    try rewrite(test.file(try test.path())) { $0.remove(at: 2) }
    let kinds = verify(test).findings.map(\.kind)
    #expect(kinds.contains(.fault(.wrongNumber(found: 4, expected: 3))))
    #expect(!kinds.contains(.fault(.brokenLink)))
  }

  @Test func `yesterday's file written anew does not match the link of today's`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    for number in 1...3 { try writer.append([test.draft(number)]) }
    let yesterday = try test.path()
    test.clock.advance(milliseconds: 86_400_000)
    try writer.append([test.draft(4)])
    writer.close()
    try rewrite(test.file(yesterday))
    #expect(verify(test).findings.map(\.kind) == [.brokenFileLink(yesterday.description)])
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.day(test.today)).worst == .damaged)
  }

  /// Changes a word in the second line and makes every digest after it right again, as a forger would.
  private func rewrite(_ path: String, _ edit: ((inout [[UInt8]]) -> Void)? = nil) throws {
    let data = try #require(FileManager.default.contents(atPath: path))
    var lines = data.split(separator: 0x0A).map { [UInt8]($0) }
    if let edit {
      edit(&lines)
    } else {
      let text = String(decoding: lines[1], as: UTF8.self)
      lines[1] = Array(text.replacingOccurrences(of: "晋陵", with: "北京").utf8)
    }
    for index in 1..<lines.count {
      let digest = LineDigest(of: lines[index - 1]).description
      lines[index] = Array(lines[index].dropLast(66)) + Array(digest.utf8) + Array("\"}".utf8)
    }
    try Data(Array(lines.joined(separator: [0x0A])) + [0x0A]).write(to: URL(fileURLWithPath: path))
  }
}
