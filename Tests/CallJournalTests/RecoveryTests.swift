@testable import CallJournal
import CallModel
import Files
import Foundation
import Glibc
import PlainText
import TestSupport
import Testing

@Suite struct RecoveryTests {
  @Test func `a torn end is kept aside with its bytes and the journal says so`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    writer.abandon()
    let path = test.file(try test.path())
    let size = try #require(FileManager.default.contents(atPath: path)).count
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"v\":1,\"n\":3".utf8))
    try handle.close()
    let next = try test.writer()
    let kept = "\(path).torn-\(size)"
    #expect(FileManager.default.contents(atPath: kept) == Data("{\"v\":1,\"n\":3".utf8))
    #expect(try permissions(kept) == 0o640)
    let entry = try #require(test.reader.contents(of: try test.path(segment: 2)).entries.last?.entry)
    #expect(entry.kind == "recovered")
    #expect(FileManager.default.contents(atPath: path)?.count == size + 12, "nothing is cut off")
    #expect(entry.value["offset"]?.integer == Int64(size))
    #expect(entry.value["sha256"]?.string == LineDigest(of: Array("{\"v\":1,\"n\":3".utf8)).description)
    #expect(
      next.takeNotices() == [
        .recovered(
          RecoveredTail(
            path: try test.path(), offset: Int64(size), bytes: 12,
            digest: LineDigest(of: Array("{\"v\":1,\"n\":3".utf8)), keptAs: "seat-03.jsonl.torn-\(size)")),
        .segment(try test.path(segment: 2), .torn),
      ])
    #expect(test.reader.day(test.today, room: .live).faults.isEmpty)
    next.close()
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .notice)
  }

  @Test func `files are the owner's to write and the group's to read, whatever the umask`() throws {
    let before = umask(0o077)
    defer { umask(before) }
    let test = try JournalTestCase()
    try test.writer().append([test.draft(1)])
    #expect(try permissions(test.file(try test.path())) == 0o640)
    #expect(try permissions(test.logs + "/live") == 0o3770)
    #expect(try permissions((test.file(try test.path()) as NSString).deletingLastPathComponent) == 0o3770)
  }

  @Test(arguments: ["link", "fifo", "hard", "folder"])
  func `what is no journal of ours is not touched, and work goes on beside it`(what: String) throws {
    let test = try JournalTestCase()
    try test.writer(seat: try SeatIdentifier("09")).append([test.draft(1)])
    let path = test.file(try test.path())
    let victim = test.directory.file("victim")
    _ = FileManager.default.createFile(atPath: victim, contents: Data("mine".utf8))
    switch what {
    case "link": #expect(symlink(victim, path) == 0)
    case "fifo": #expect(mkfifo(path, 0o600) == 0)
    case "hard": #expect(link(victim, path) == 0)
    default: #expect(mkdir(path, 0o700) == 0)
    }
    let writer = try test.writer()
    #expect(try writer.append([test.draft(1)]).standing == .recorded(try test.path(segment: 2), lines: 2...2))
    #expect(FileManager.default.contents(atPath: victim) == Data("mine".utf8))
    let start = try #require(test.reader.contents(of: try test.path(segment: 2)).entries.first?.entry)
    #expect(start.value["skipped"]?.array?.count == 1)
    #expect(writer.takeNotices().contains { if case .skipped = $0 { true } else { false } })
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .damaged)
  }

  @Test func `a folder that is a link is not followed`() throws {
    let test = try JournalTestCase()
    let elsewhere = test.directory.file("elsewhere")
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: test.logs, withIntermediateDirectories: true)
    #expect(symlink(elsewhere, test.logs + "/live") == 0)
    let writer = try test.writer()
    #expect(try !writer.append([test.draft(1)]).isRecorded)
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
  }

  @Test func `a file removed or written behind our back is left for a new segment`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    try FileManager.default.removeItem(atPath: test.file(try test.path()))
    #expect(try writer.append([test.draft(2)]).standing == .recorded(try test.path(segment: 2), lines: 2...2))
    let handle = try #require(FileHandle(forWritingAtPath: test.file(try test.path(segment: 2))))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("x\n".utf8))
    #expect(try writer.append([test.draft(3)]).standing == .recorded(try test.path(segment: 3), lines: 2...2))
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .damaged)
  }

  @Test(arguments: ["gone", "its folder gone", "link", "fifo", "folder", "empty"])
  func `a file that goes on from one that is no more is gone on in`(before: String) throws {
    let test = try JournalTestCase()
    let first = try test.path()
    let writer = try test.writer()
    _ = try writer.append([test.draft(1)])
    writer.close()
    // On the next day the power fails behind the line that says what the file goes on from.
    test.clock.set(milliseconds: test.clock.milliseconds + 24 * 3_600_000)
    let next = try test.writer()
    _ = try next.append([test.draft(2)])
    next.close()
    let path = test.file(try test.path())
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    try Data("\(lines[0])\n".utf8).write(to: URL(filePath: path))
    // Then the first day is put elsewhere, or something else in its place.
    let file = test.file(first)
    let folder = URL(filePath: file).deletingLastPathComponent().path
    try FileManager.default.moveItem(
      atPath: before == "its folder gone" ? folder : file, toPath: test.directory.file("moved"))
    switch before {
    case "link": symlink(test.directory.file("moved"), file)
    case "fifo": mkfifo(file, 0o640)
    case "folder": mkdir(file, 0o750)
    case "empty": _ = FileManager.default.createFile(atPath: file, contents: nil)
    default: break
    }
    let again = try test.writer(spool: test.spool)
    let done = try again.append([test.draft(3)])
    again.close()
    #expect(done.isRecorded && test.spooled().isEmpty, "\(before)")
    #expect(test.numbers(test.reader.day(test.today, room: .live)) == [3], "\(before)")
  }

  @Test func `a newest file that repeats lets no start read the seat's history`() throws {
    let test = try JournalTestCase()
    for number in 1...40 {
      let writer = try test.writer()
      _ = try writer.append([test.draft(number)])
      writer.close()
      test.clock.set(milliseconds: test.clock.milliseconds + 24 * 3_600_000)
    }
    // A write fails on the last day, and is written again in a file that says so.
    var number = 1
    while try test.reader.files(.live, on: test.today).paths.last.flatMap({ try test.reader.start(of: $0) })?
      .repeats != true
    {
      try #require(number < 20)
      let plan = FaultPlan(calls: ["synchronize"], number: number, forEver: false, fault: .error(EIO))
      var limits = JournalLimits()
      limits.retryMilliseconds = 0
      let writer = try JournalWriter(
        logs: test.logs, room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
        clock: test.journalClock, spool: test.spool, limits: limits,
        operations: FaultyFileOperations(plan, sparing: test.spool))
      for line in 1...3 { _ = try writer.append([test.draft(100 * number + line)]) }
      writer.close()
      number += 1
    }
    let few = FaultPlan(calls: ["open"], number: 30, forEver: false, fault: .error(EIO))
    let operations = FaultyFileOperations(few)
    let writer = try test.writer(operations, spool: test.spool)
    #expect(try writer.append([test.draft(99)]).isRecorded)
    writer.close()
    #expect(!operations.hasFired, "as many files are opened as the seat has days")
  }

  @Test func `a newer format is not written to and is kept`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    let path = test.file(try test.path())
    let newer = Data("{\"v\":3,\"x\":1}\n".utf8)
    let before = try #require(FileManager.default.contents(atPath: path))
    writer.abandon()
    try (before + newer).write(to: URL(fileURLWithPath: path))
    #expect(
      try test.writer().append([test.draft(2)]).standing == .recorded(try test.path(segment: 2), lines: 2...2)
    )
    #expect(FileManager.default.contents(atPath: path) == before + newer)
    #expect(test.numbers(test.reader.day(test.today, room: .live)) == [1, 2])
  }

  @Test func `a clock set back over midnight goes on with a file that says so`() throws {
    let test = try JournalTestCase()
    let writer = try test.writer()
    try writer.append([test.draft(1)])
    writer.close()
    let tomorrow = test.today
    test.clock.set(milliseconds: test.clock.milliseconds - 86_400_000)
    try test.writer().append([test.draft(2)])
    let start = try #require(test.reader.contents(of: try test.path()).entries.first?.entry)
    #expect(start.value["why"]?.string == "clock")
    #expect(
      start.value["after"]?.string == JournalPath(room: .live, date: tomorrow, seat: test.seat).description)
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .notice)
  }

  @Test func `without disk and without spool events wait in memory and are replayed with their own times`()
    throws
  {
    let test = try JournalTestCase()
    let plan = FaultPlan(calls: ["write"], number: 5, forEver: true, fault: .error(ENOSPC))
    let operations = FaultyFileOperations(plan)
    var limits = JournalLimits()
    limits.reserveBytes = 0
    let writer = try JournalWriter(
      logs: test.logs, room: .live, seat: test.seat, operatorOnDuty: test.operatorOnDuty,
      clock: test.journalClock,
      limits: limits, operations: operations)
    #expect(try writer.append([test.draft(1)]).isRecorded)
    #expect(try writer.append([test.draft(2)]).standing == .held(spooled: false))
    test.clock.advance(milliseconds: 1_000)
    #expect(try writer.append([test.draft(3)]).standing == .held(spooled: false))
    guard case .notRecording(_, 2, 0) = writer.condition else {
      Issue.record("\(writer.condition)")
      return
    }
    operations.heal()
    #expect(try !writer.append([]).isRecorded, "the disk is tried every five seconds, not at every key")
    test.clock.advance(milliseconds: 5_000)
    #expect(try writer.append([test.draft(4)]).isRecorded)
    let contents = test.reader.day(test.today, room: .live)
    #expect(
      contents.entries.map { $0.entry.kind } == [
        "segment", "remark", "segment", "replayed", "remark", "remark", "remark",
      ])
    #expect(test.numbers(contents) == [1, 2, 3, 4])
    let times = contents.entries.suffix(3).map { $0.entry.milliseconds }
    #expect(times == [0, 1_000, 6_000])
    writer.close()
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .notice)
  }

  @Test
  func `the next program replays the spool once, even when the last one ended between journal and spool`()
    throws
  {
    let test = try JournalTestCase()
    let operations = FaultyFileOperations(
      FaultPlan(calls: ["write"], number: 5, forEver: true, fault: .error(EIO)), sparing: test.spool)
    let writer = try test.writer(operations, spool: test.spool)
    try writer.append([test.draft(1)])
    #expect(try writer.append([test.draft(2)]).standing == .held(spooled: true))
    writer.abandon()
    let name = try #require(test.spooled().first)
    let spooled = try #require(FileManager.default.contents(atPath: test.spool + "/" + name))
    let second = try test.writer(spool: test.spool)
    #expect(second.takeNotices().contains(.replayed(events: 1)))
    second.abandon()
    #expect(test.spooled().isEmpty)
    try spooled.write(to: URL(fileURLWithPath: test.spool + "/" + name))
    _ = try test.writer(spool: test.spool)
    #expect(test.numbers(test.reader.day(test.today, room: .live)) == [1, 2])
    #expect(test.spooled().isEmpty)
  }

  private func permissions(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
