@testable import CallJournal
import CallModel
import Foundation
import TestSupport
import Testing

/// What stands at the place of the records may be another folder than the one the seat wrote in: the mount
/// point of a disk that is not there, or one put back from elsewhere.
@Suite struct MountPointTests {
  enum Stranger: CaseIterable {
    case nothing, emptyFolder, otherRecords
  }

  /// A seat's program and the numbers it gave.
  private struct Seat {
    let test: JournalTestCase
    let writer: JournalWriter
    var numbers: CallNumbers
    var standings: [JournalAcknowledgement.Standing] = []

    init(_ test: JournalTestCase) throws {
      self.test = test
      writer = try test.writer(spool: test.spool)
      numbers = writer.callNumbers()
    }

    mutating func ring() throws -> CallIdentifier {
      test.clock.advance(milliseconds: 7_000)
      let now = WallInstant(milliseconds: test.clock.milliseconds)
      let call = try #require(numbers.next(for: test.seat, at: now) { writer.keeps($0) })
      numbers.note(call)
      let draft = JournalDraft(
        call: call, kind: "ring", payload: Array(#"{"from":"","by":"operator"}"#.utf8))
      standings.append(try writer.append([draft]).standing)
      return call
    }
  }

  private func move(_ from: String, _ to: String) throws {
    try FileManager.default.moveItem(atPath: from, toPath: to)
  }

  private func listing(_ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
  }

  private func put(_ stranger: Stranger, _ test: JournalTestCase) throws {
    switch stranger {
    case .nothing: return
    case .emptyFolder:
      try FileManager.default.createDirectory(atPath: test.logs, withIntermediateDirectories: false)
    case .otherRecords:
      let other = try test.writer()
      try other.append([test.draft(9)])
      other.close()
    }
  }

  @Test(arguments: Stranger.allCases, [true, false])
  func `another folder is told, left as it is, and what happens waits for the one that is known`(
    stranger: Stranger, restarts: Bool
  ) throws {
    let test = try JournalTestCase()
    var given: [CallIdentifier] = []
    var first = try Seat(test)
    for _ in 0..<3 { given.append(try first.ring()) }
    first.writer.close()
    let away = test.directory.file("away")
    try move(test.logs, away)
    try put(stranger, test)
    let before = listing(test.logs)
    var second = try Seat(test)
    for _ in 0..<2 { given.append(try second.ring()) }
    #expect(second.standings == [.held(spooled: true), .held(spooled: true)])
    guard
      case .notRecording(.refused(.otherFolder, let memory), events: 2, spooled: 2) = second.writer.condition
    else {
      Issue.record("\(second.writer.condition)")
      return
    }
    // Who replaced the folder on purpose is told what to remove.
    #expect(memory.hasPrefix("/") && FileManager.default.fileExists(atPath: memory), "\(memory)")
    #expect(listing(test.logs) == before, "the folder was written in")
    if restarts { second.writer.abandon() }
    if stranger != .nothing { try FileManager.default.removeItem(atPath: test.logs) }
    try move(away, test.logs)
    if restarts { second = try Seat(test) }
    given.append(try second.ring())
    #expect(second.writer.condition.isRecording)
    second.writer.close()
    #expect(given.count == Set(given).count, "given twice: \(given)")
    let entries = test.reader.day(test.today, room: .live).entries
    #expect(entries.filter { $0.entry.kind == "ring" }.compactMap(\.entry.call).sorted() == given.sorted())
    #expect(entries.count { SegmentStart($0.entry)?.reason == .first } == 1)
    #expect(test.spooled().isEmpty)
    let report = JournalVerifier(logs: test.logs, room: .live).verify(.all)
    #expect(report.worst == .notice, "\(report.findings)")
  }

  @Test func `another desk of the account begins nothing in a stranger's folder either`() throws {
    let test = try JournalTestCase()
    var seat = try Seat(test)
    _ = try seat.ring()
    seat.writer.close()
    try move(test.logs, test.directory.file("away"))
    try put(.emptyFolder, test)
    let desk = try test.writer(seat: SeatIdentifier("duty"), spool: test.spool)
    let standing = try desk.append([test.draft(1)]).standing
    #expect(standing == .held(spooled: true))
    #expect(listing(test.logs).isEmpty)
  }

  @Test func `a folder that lost its name gets it back`() throws {
    let test = try JournalTestCase()
    var seat = try Seat(test)
    _ = try seat.ring()
    seat.writer.close()
    let name = test.logs + "/folder-id"
    let before = try String(contentsOfFile: name, encoding: .utf8)
    try FileManager.default.removeItem(atPath: name)
    seat = try Seat(test)
    _ = try seat.ring()
    #expect(seat.writer.condition.isRecording)
    seat.writer.close()
    #expect(try String(contentsOfFile: name, encoding: .utf8) == before)
    #expect(JournalVerifier(logs: test.logs, room: .live).verify(.all).worst == .notice)
  }

  @Test func `who moves on purpose removes what is remembered of the place`() throws {
    let test = try JournalTestCase()
    var seat = try Seat(test)
    _ = try seat.ring()
    seat.writer.close()
    try FileManager.default.removeItem(atPath: test.logs)
    let names = try FileManager.default.contentsOfDirectory(atPath: test.spool)
    let remembered = names.filter { $0.hasSuffix(".folder") }
    #expect(remembered.count == 1)
    for name in remembered { try FileManager.default.removeItem(atPath: test.spool + "/" + name) }
    seat = try Seat(test)
    _ = try seat.ring()
    #expect(seat.writer.condition.isRecording)
    seat.writer.close()
    #expect(listing(test.spool).count { $0.hasSuffix(".folder") } == 1)
  }
}
