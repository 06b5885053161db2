import CallModel
import Files
import Foundation
import TestSupport
import Testing

@testable import CallJournal

/// What the cache may rely on, and how soon a journal that was changed below it is noticed.
@Suite(.timeLimit(.minutes(20))) struct MatterFreshnessTests {
  /// How a file can be other than it was.
  enum Change: String, CaseIterable {
    case appended, changedInPlace, shortened, replaced, removed, added, folderAdded, folderRemoved
  }

  /// A complaint of thirty days ago, one of today, and a cache that knows both.
  private struct Past {
    let room: MatterRoom
    let old: CallIdentifier
    let new: CallIdentifier

    init() throws {
      room = try MatterRoom()
      old = try room.complaint(1)
      room.pass(hours: 24 * 30)
      new = try room.complaint(2)
      #expect(room.ledger.read(at: room.now).calls.openComplaints.map(\.id) == [old, new])
      #expect(room.ledger.read(at: room.now).rereading == nil)
    }

    func file(_ call: CallIdentifier) -> String {
      "\(room.base.logs)/" + JournalPath(room: .live, date: call.date, seat: call.seat).description
    }

    /// A whole journal of another seat, written on its own day elsewhere.
    func foreign(on day: CivilDate) throws -> (call: CallIdentifier, bytes: Data) {
      let other = try MatterRoom()
      let days = other.base.today.dayNumber - day.dayNumber
      other.pass(hours: Int64(-24 * days))
      let call = try other.complaint(1, seat: "09")
      let path = JournalPath(room: .live, date: call.date, seat: call.seat).description
      return (call, try Data(contentsOf: URL(filePath: "\(other.base.logs)/\(path)")))
    }

    /// Changes what stands of the old day; the ids that are open afterwards.
    func make(_ change: Change) throws -> Set<CallIdentifier> {
      let path = file(old)
      let bytes = try Data(contentsOf: URL(filePath: path))
      switch change {
      case .appended:
        let line = bytes.prefix { $0 != 0x0A } + [0x0A]
        try write(path) {
          try $0.seekToEnd(); try $0.write(contentsOf: line)
        }
        return [old, new]
      case .changedInPlace:
        let range = try #require(bytes.firstRange(of: Data("\"complaint\",\"d\"".utf8)))
        try write(path) { handle in
          try handle.seek(toOffset: UInt64(range.lowerBound))
          try handle.write(contentsOf: Data("\"complainx\",\"d\"".utf8))
        }
        return [new]
      case .shortened:
        try write(path) { try $0.truncate(atOffset: 10) }
        return [new]
      case .replaced:
        try bytes.write(to: URL(filePath: path), options: .atomic)
        return [old, new]
      case .removed:
        try FileManager.default.removeItem(atPath: path)
        return [new]
      case .folderRemoved:
        try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
        return [new]
      case .added, .folderAdded:
        // A seat's journal that was brought in late from another machine.
        let day = old.date.adding(days: change == .added ? 0 : 1)
        let (call, bytes) = try foreign(on: day)
        let place = file(call)
        try FileManager.default.createDirectory(
          atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try bytes.write(to: URL(filePath: place))
        return [old, new, call]
      }
    }

    private func write(_ path: String, _ body: (FileHandle) throws -> Void) throws {
      let handle = try FileHandle(forUpdating: URL(filePath: path))
      try body(handle)
      try handle.close()
    }
  }

  @Test(arguments: Change.allCases)
  func `an old file that is not what it was is noticed by a full look, and once`(change: Change) throws {
    let past = try Past()
    let (room, ledger) = (past.room, past.room.ledger)
    let open = try past.make(change)
    let reading = ledger.read(at: room.now, reach: 0)
    // A day that came late is no change: it is read like any other.
    #expect(reading.rereading == (change == .folderAdded ? nil : .journalChanged))
    #expect(Set(reading.calls.openComplaints.map(\.id)) == open)
    #expect(ledger.read(at: room.now, reach: 0).rereading == nil)
    #expect(Set(ledger.read(at: room.now).calls.openComplaints.map(\.id)) == open)
  }

  @Test(arguments: Change.allCases)
  func `nobody has to ask: any look a day later notices it`(change: Change) throws {
    let past = try Past()
    let (room, ledger) = (past.room, past.room.ledger)
    let open = try past.make(change)
    room.pass(hours: 24)
    let reading = ledger.read(at: room.now, everything: false)
    #expect(Set(reading.calls.openComplaints.map(\.id)) == open)
  }

  @Test func `an ordinary look reads no folder of a day that does not grow`() throws {
    let past = try Past()
    // Whoever looked would notice.
    _ = try past.make(.folderRemoved)
    let reading = past.room.ledger.read(at: past.room.now)
    #expect(reading.rereading == nil && reading.faults == 0)
    #expect(reading.calls.openComplaints.map(\.id) == [past.old, past.new])
  }

  @Test(arguments: ["2000-01-01", "2026-01-05", "2031-05-06"])
  func `a seat whose clock is wrong is heard at once in a month or year of its own`(day: String) throws {
    let past = try Past()
    let date = try #require(CivilDate(day))
    let (call, bytes) = try past.foreign(on: date)
    #expect(call.date == date)
    try FileManager.default.createDirectory(
      atPath: (past.file(call) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try bytes.write(to: URL(filePath: past.file(call)))
    let reading = past.room.ledger.read(at: past.room.now)
    #expect(Set(reading.calls.openComplaints.map(\.id)) == [past.old, past.new, call])
    #expect(reading.rereading == nil)
  }

  @Test func `when the clock goes back, nothing is read twice and nothing is lost`() throws {
    let past = try Past()
    let (room, ledger) = (past.room, past.room.ledger)
    for days: Int64 in [1, 20, 29, 40] {
      let then = room.now.adding(milliseconds: -days * 86_400_000)
      for reach in [MatterLedger.daily, 0] {
        let reading = ledger.read(at: then, reach: reach)
        #expect(reading.rereading == nil)
        #expect(reading.calls.openComplaints.map(\.id) == [past.old, past.new])
        let facts = ledger.cache.open().flatMap { MatterCache($0) }?.complaints ?? []
        #expect(Set(facts).count == facts.count)
      }
    }
  }

  @Test(arguments: [false, true])
  func `a day that cannot be read stays open until it can`(isWholeFolder: Bool) throws {
    let room = try MatterRoom()
    let old = try room.complaint(1)
    let file = "\(room.base.logs)/" + JournalPath(room: .live, date: old.date, seat: old.seat).description
    let path = isWholeFolder ? (file as NSString).deletingLastPathComponent : file
    let aside = room.base.directory.file("aside")
    try FileManager.default.moveItem(atPath: path, toPath: aside)
    // Links are never followed.
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: aside)
    // A day after it is closed: it lies among those an ordinary look passes over.
    room.pass(hours: 24)
    let next = try room.complaint(2)
    room.pass(hours: 24 * 29)
    let new = try room.complaint(3)
    for _ in 0..<2 {
      let reading = room.ledger.read(at: room.now)
      #expect(reading.calls.openComplaints.map(\.id) == [next, new] && reading.faults == 1)
    }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: aside, toPath: path)
    let reading = room.ledger.read(at: room.now)
    #expect(reading.calls.openComplaints.map(\.id) == [old, next, new] && reading.faults == 0)
  }

  @Test(arguments: [1, 2])
  func `a part that is damaged is not used and not passed on as whole`(part: Int) throws {
    let past = try Past()
    let (room, ledger) = (past.room, past.room.ledger)
    var bytes = try Data(contentsOf: URL(filePath: room.cacheFile))
    let contents = try #require(room.ledger.cache.open())
    // The sections stand at the end, each filled up to eight bytes.
    let behind = try (part..<contents.count).map { try #require(contents.section($0)).count }
    try #require(behind[0] > 20)
    bytes[bytes.count - behind.reduce(0) { $0 + ($1 + 7) / 8 * 8 } + 10] ^= 1
    try bytes.write(to: URL(filePath: room.cacheFile))
    // Complaints alone need neither of the two parts.
    #expect(ledger.read(at: room.now, everything: false).rereading == nil)
    // Something new is written behind the part: that must not make it good.
    try room.desk(past.new, [.deed(MatterDeed(matter: .followUp, unit: "u"))])
    _ = ledger.read(at: room.now, everything: false)
    let reading = ledger.read(at: room.now, reach: 0)
    #expect(reading.calls.openComplaints.map(\.id) == [past.old, past.new])
    #expect(reading.calls.openMatters.map(\.id) == [past.old, past.new])
    #expect(ledger.read(at: room.now, reach: 0).rereading == nil)
  }
}
