import CallJournal
import CallModel
import Files
import Foundation
import TestSupport
import Testing

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
