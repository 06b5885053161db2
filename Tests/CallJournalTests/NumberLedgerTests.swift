import CallModel
import Foundation
import TestSupport
import Testing

@testable import CallJournal

/// What a number did in any earlier call, with its cache, without it, and with a bad one.
@Suite(.timeLimit(.minutes(20))) struct NumberLedgerTests {
  private let base: JournalTestCase
  private let ledger: NumberLedger
  private let number = "19900000001"

  init() throws {
    base = try JournalTestCase()
    ledger = NumberLedger(logs: base.logs)
  }

  private var cacheFile: URL { URL(filePath: "\(base.logs)/cache/\(geteuid())/numbers") }

  /// A call from `number` at the present moment of the clock, closed unless it is left open.
  @discardableResult
  private func call(
    _ count: Int, from number: String, _ events: [CallEvent], room: JournalRoom = .live, seat: String = "03",
    isClosed: Bool = true
  ) throws -> CallIdentifier {
    let seat = try SeatIdentifier(seat)
    let call = try CallIdentifier(date: base.today, seat: seat, number: count)
    let now = WallInstant(milliseconds: base.clock.milliseconds)
    var record: CallRecord?
    let all: [CallEvent] = [.ring(RingSeen(number: number))] + events + (isClosed ? [.end(.finished)] : [])
    let drafts = all.map { event in
      let timed = Noted<CallEvent>(event, at: now, offsetMilliseconds: 5, personnel: base.operatorOnDuty)
      if record == nil { record = CallRecord(id: call, first: timed) } else { record?.apply(timed) }
      return JournalDraft(
        call: call, kind: event.kind.rawValue, payload: event.payload(offsetMilliseconds: 5, record: record))
    }
    try write(drafts, room: room, seat: seat)
    return call
  }

  private func write(_ drafts: [JournalDraft], room: JournalRoom = .live, seat: SeatIdentifier) throws {
    let writer = try JournalWriter(
      logs: base.logs, room: room, seat: seat, operatorOnDuty: base.operatorOnDuty, clock: base.journalClock)
    defer { writer.close() }
    #expect(try writer.append(drafts).isRecorded)
  }

  private func correct(_ call: CallIdentifier, to number: String, seat: String = "03") throws {
    let event = CallEvent.amend(
      Amendment(field: "number", previous: self.number, text: number, reason: "misheard"))
    let draft = JournalDraft(
      call: call, kind: event.kind.rawValue, payload: event.payload(offsetMilliseconds: nil))
    try write([draft], seat: SeatIdentifier(seat))
  }

  private func pass(days: Int64) { base.clock.advance(milliseconds: days * 86_400_000) }

  /// What is known with the cache as it is; without one it must be the same.
  private func past(of number: String) throws -> [BranchIdentifier: CivilDate]? {
    let known = ledger.read().past(of: number)
    try? FileManager.default.removeItem(at: cacheFile)
    #expect(ledger.read().past(of: number) == known)
    return known?.latest
  }

  @Test func `a call two years ago is remembered with its day, an ordinary one is not`() throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    try call(2, from: "19900000002", [.branchEntered(.urgent), .note("\"harassment\"")])
    let day = base.today
    pass(days: 731)
    try call(1, from: "19900000003", [])
    #expect(try past(of: number) == [.harassment: day])
    #expect(try past(of: "19900000002") == nil && past(of: "19900000003") == nil)
  }

  @Test func `the latest day of each kind counts, at whatever seat`() throws {
    try call(1, from: number, [.branchEntered(.harassment), .branchEntered(.complaint)])
    let first = base.today
    pass(days: 40)
    try call(1, from: number, [.branchEntered(.harassment)], seat: "11")
    #expect(try past(of: number) == [.harassment: base.today, .complaint: first])
  }

  @Test func `a branch that was left again does not count`() throws {
    try call(1, from: number, [.branchEntered(.harassment), .branchLeft(.harassment)])
    #expect(try past(of: number) == nil)
  }

  @Test func `a call that was never closed counts`() throws {
    try call(1, from: number, [.branchEntered(.harassment)], isClosed: false)
    try call(2, from: "19900000002", [.branchEntered(.urgent)])
    #expect(try past(of: number)?.keys.map(\.rawValue) == ["harassment"])
    #expect(try past(of: "19900000002") == nil)
  }

  @Test func `withheld numbers are nobody's`() throws {
    try call(1, from: "", [.branchEntered(.harassment)])
    #expect(try past(of: "") == nil)
    #expect(ledger.read().count == 0)
  }

  @Test func `a corrected number counts in place of the wrong one, wherever it was corrected`() throws {
    let call = try call(1, from: number, [.branchEntered(.complaint)])
    #expect(try past(of: number) != nil)
    pass(days: 30)
    try correct(call, to: "19900000009", seat: "desk-duty")
    #expect(try past(of: number) == nil)
    #expect(try past(of: "19900000009")?[.complaint] == call.date)
    pass(days: 1)
    try correct(call, to: "")
    #expect(try past(of: "19900000009") == nil && past(of: number) == nil)
  }

  @Test func `a corrected number that was taken back in the call does not count`() throws {
    let wrong = CallEvent.amend(
      Amendment(field: "number", previous: number, text: "19900000009", reason: "misheard"))
    for isClosed in [true, false] {
      let before = CallRecord(
        id: try CallIdentifier(date: base.today, seat: SeatIdentifier("03"), number: 1),
        first: Noted<CallEvent>(
          .ring(RingSeen(number: number)), at: WallInstant(date: base.today), offsetMilliseconds: nil,
          personnel: base.operatorOnDuty))
      let taken = CallEvent.undone(try #require(DeedsUndone([wrong], before: before)))
      let call = try call(
        isClosed ? 1 : 2, from: number, [.branchEntered(.complaint), wrong, taken], isClosed: isClosed)
      #expect(try past(of: number)?[.complaint] == call.date)
      #expect(try past(of: "19900000009") == nil)
    }
  }

  @Test func `drills never count, calls of other systems do`() throws {
    try call(1, from: number, [.branchEntered(.harassment)], room: .drill)
    let record = try #require(
      CallRecord.folding(from: "19900000005", .complaint, date: base.today, by: base.operatorOnDuty))
    let imported = ImportedCall(source: "old", line: 1, key: "1", digest: "", record: record)
    let draft = JournalDraft(call: record.id, kind: ImportedCall.kind, payload: imported.payload)
    try write([draft], room: .imported, seat: SeatIdentifier("desk-import"))
    #expect(try past(of: number) == nil)
    #expect(try past(of: "19900000005")?[.complaint] == base.today)
  }

  @Test func `what was written since the last reading is found, and a removed day forgotten`() throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    #expect(ledger.read().past(of: number) != nil)
    try call(2, from: "19900000002", [.branchEntered(.complaint)])
    #expect(ledger.read().past(of: "19900000002") != nil)
    try FileManager.default.removeItem(atPath: base.file(try base.path()))
    #expect(ledger.read().count == 0)
  }

  @Test func `only days that changed are read again`() throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    let old = base.file(try base.path())
    pass(days: 3)
    try call(1, from: "19900000002", [.branchEntered(.harassment)])
    _ = ledger.read()
    let bytes = try Data(contentsOf: cacheFile)
    _ = ledger.read()
    #expect(try Data(contentsOf: cacheFile) == bytes)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: old)
    #expect(ledger.read().count == 2)
    #expect(try Data(contentsOf: cacheFile) != bytes)
  }

  @Test func `the cache is its user's alone and holds no number`() throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    _ = ledger.read()
    let attributes = try FileManager.default.attributesOfItem(atPath: cacheFile.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let text = String(decoding: try Data(contentsOf: cacheFile), as: UTF8.self)
    #expect(text.contains("harassment") && !text.contains(number))
    #expect(!text.contains(LineDigest(of: Array(number.utf8)).description))
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func `a damaged cache is as none`(damage: Int) throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    _ = ledger.read()
    var bytes = Array(try Data(contentsOf: cacheFile))
    switch damage {
    case 0: bytes = []
    case 1: bytes.removeLast(20)
    case 2:  // Another number's digest: only the digest over the whole can tell.
      let place = try #require(bytes.lastIndex(of: 0x09)) - 1
      bytes[place] = bytes[place] == 0x30 ? 0x31 : 0x30
    case 3: bytes = Array("call110e".utf8) + bytes.dropFirst(8)
    default: bytes = [UInt8](repeating: 0xFF, count: 5_000)
    }
    try Data(bytes).write(to: cacheFile)
    #expect(ledger.read().past(of: number) != nil)
    #expect(try past(of: "19900000002") == nil)
  }

  @Test func `a pipe, a folder or a link in the cache's place keeps nobody waiting`() throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    _ = ledger.read()
    for kind in ["pipe", "folder", "link"] {
      try FileManager.default.removeItem(at: cacheFile)
      switch kind {
      case "pipe": #expect(mkfifo(cacheFile.path, 0o600) == 0)
      case "folder":
        try FileManager.default.createDirectory(at: cacheFile, withIntermediateDirectories: false)
      default:
        try FileManager.default.createSymbolicLink(atPath: cacheFile.path, withDestinationPath: "/dev/zero")
      }
      #expect(ledger.read().past(of: number) != nil)
    }
  }

  @Test func `damaged lines are passed over and the rest is found`() throws {
    try call(1, from: number, [.branchEntered(.harassment)])
    let file = URL(filePath: base.file(try base.path()))
    var bytes = Array(try Data(contentsOf: file))
    bytes = Array("{\"v\":1,\"harassment\"\n\u{0}\u{1B}\n".utf8) + bytes + Array("{\"v\":1,\"n\":9".utf8)
    try Data(bytes).write(to: file)
    #expect(try past(of: number)?[.harassment] == base.today)
  }
}

extension CallRecord {
  /// A closed call with nothing in it but a number and a branch.
  fileprivate static func folding(
    from number: String, _ branch: BranchIdentifier, date: CivilDate, by personnel: OperatorIdentifier
  ) -> CallRecord? {
    guard let seat = try? SeatIdentifier("import"),
      let call = try? CallIdentifier(date: date, seat: seat, number: 1)
    else { return nil }
    func timed(_ event: CallEvent) -> Noted<CallEvent> {
      Noted<CallEvent>(event, at: WallInstant(date: date), offsetMilliseconds: nil, personnel: personnel)
    }
    var record = CallRecord(id: call, first: timed(.ring(RingSeen(number: number))))
    for event in [CallEvent.branchEntered(branch), .end(.finished)] { record.apply(timed(event)) }
    return record
  }
}
