import CallModel
import Files
import Foundation
import TestSupport
import Testing

@testable import CallJournal
@testable import journal_probe

/// The real file calls of a program that runs as another account.
private struct AsAccount: ForwardingFiles {
  let real = SystemFileOperations()
  let number: UInt32

  func user() -> UInt32 { number }
}

/// A seat is one account's: what another one wrote there could never be handed in.
@Suite(.enabled(if: geteuid() == 0, "only root can give files to other accounts")) struct SeatOwnerTests {
  private func lock(_ test: JournalTestCase) -> String { test.logs + "/live/.seat-\(test.seat).lock" }

  private func seatOf(_ owner: uid_t) throws -> JournalTestCase {
    let test = try JournalTestCase()
    let writer = try test.writer(spool: test.spool)
    try writer.append([test.draft(1)])
    writer.close()
    #expect(chown(lock(test), owner, gid_t.max) == 0)
    #expect(chown(test.file(try test.path()), owner, gid_t.max) == 0)
    return test
  }

  @Test func `another account's seat is not opened, and nothing of it is spooled`() throws {
    let test = try seatOf(12_345)
    #expect(throws: JournalOpenFault.seatOfAnother(test.seat, account: "uid 12345")) {
      try test.writer(spool: test.spool)
    }
    #expect(test.spooled() == [])
  }

  @Test func `another account sees whose the seat is, whatever it may read`() throws {
    for mode in [0o600, 0o640, 0o660] as [mode_t] {
      let test = try seatOf(0)
      #expect(chown(lock(test), 12_345, gid_t.max) == 0 && chmod(lock(test), mode) == 0)
      #expect(throws: JournalOpenFault.seatOfAnother(test.seat, account: "uid 12345")) {
        try test.writer(AsAccount(number: 54_321), spool: test.spool)
      }
    }
  }

  /// Adds a file to the seat as an account writes one: with a right link and lines that say who wrote them.
  private func addFile(_ segment: Int, of account: UInt32, to test: JournalTestCase) throws {
    let path = try test.path(segment: segment)
    let end = test.reader.heads(.live, on: test.today, synchronizing: false).last
    let start = SegmentStart(after: end, reason: end == nil ? .first : .failed)
    var batch = LineBatch(
      after: ChainPoint(path: path, lines: 0, bytes: 0, head: end?.head ?? .none), seat: test.seat,
      account: account)
    let own = JournalDraft(
      call: nil, kind: SegmentStart.kind, payload: start.payload(in: nil, account: account))
    for draft in [own, test.draft(segment)] {
      batch.add(
        HeldEvent(
          at: WallInstant(milliseconds: test.clock.milliseconds), milliseconds: 0,
          operatorOnDuty: test.operatorOnDuty, draft: draft))
    }
    try Data(batch.bytes).write(to: URL(filePath: test.file(path)))
    #expect(chmod(test.file(path), 0o640) == 0 && chown(test.file(path), account, gid_t.max) == 0)
  }

  @Test(arguments: [0, 12_345] as [uid_t], [true, false])
  func `a file that another account adds to a seat is named, though its lines do not lie`(
    owner: uid_t, hasLock: Bool
  ) throws {
    let test = try seatOf(owner)
    try FileManager.default.removeItem(atPath: test.file(try test.path()))
    if !hasLock { try FileManager.default.removeItem(atPath: lock(test)) }
    func damaged() -> [VerifyFinding.Kind] {
      JournalVerifier(logs: test.logs, room: .live).verify(.all).findings.filter { $0.severity == .damaged }
        .map(\.kind)
    }
    for segment in 1...2 {
      try addFile(segment, of: owner, to: test)
      #expect(damaged() == [])
    }
    try addFile(3, of: 54_321, to: test)
    try addFile(4, of: 54_321, to: test)
    #expect(damaged() == [.otherAccount(owner: 54_321, seat: Int64(owner))])
  }

  @Test func `what root owns keeps nobody from recording`() throws {
    let test = try seatOf(0)
    let writer = try test.writer(AsAccount(number: 54_321), spool: test.spool)
    #expect(try writer.append([test.draft(2)]).standing == .held(spooled: true))
    writer.close()
    #expect(test.spooled().count == 1)
    let own = try test.writer(spool: test.spool)
    own.close()
    #expect(test.numbers(test.reader.day(test.today, seat: test.seat, room: .live)) == [1, 2])
  }
}
