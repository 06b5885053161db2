import CallModel
import Files
import Foundation
import TestSupport
import Testing

@testable import CallJournal

/// The ledger must tell the same with its cache, without it, and with one of any age.
@Suite(.timeLimit(.minutes(20))) struct MatterLedgerTests {
  private typealias Room = MatterRoom

  @Test func `complaints are found, assigned, answered, and opened again after they were forgotten`() throws {
    let room = try Room()
    let first = try room.complaint(1)
    let second = try room.complaint(2)
    #expect(try room.read().calls.openComplaints.map(\.id) == [first, second])
    try room.assign(first)
    #expect(try room.read().calls[first]?.complaint?.state == .assigned)
    try room.reply(first)
    #expect(try room.read().calls.openComplaints.map(\.id) == [second])
    room.pass(hours: 24 * 40)
    // Written now, so that the ledger has reason to forget the answered one.
    let third = try room.complaint(3)
    #expect(try room.read().calls.openComplaints.map(\.id) == [second, third])
    #expect(room.remembered?.complaints.contains { $0.call == first } == false)
    let deadline = ComplaintOpened(ReplyDeadline(receivedAt: room.now))
    try room.desk(first, [.reopened(ComplaintReopened(reason: "no", deadline: deadline))], desk: "desk-b")
    let again = try room.read()
    #expect(Set(again.calls.openComplaints.map(\.id)) == [first, second, third])
    #expect(again.calls[first]?.complaint?.assignee?.description == "050001")
    #expect(again.rereading == nil)
  }

  @Test func `what is made and taken back in one moment is read in the order of the lines`() throws {
    let room = try Room()
    let promise = CallEvent.promise(PromiseMade(number: 1, kind: .dispatch, phrase: "urgent-police"))
    let takenBack = { (events: [CallEvent]) in CallEvent.undone(DeedsUndone(undone: events, stands: [])) }
    let complaint: [CallEvent] = [
      .branchEntered(.complaint), .complaint(ComplaintOpened(ReplyDeadline(receivedAt: room.now))),
    ]
    let rows: [(events: [CallEvent], isOwed: Bool, isComplaint: Bool)] = [
      ([promise, takenBack([promise])], false, false),
      ([promise, takenBack([promise]), promise], true, false),
      ([.level(1), takenBack([.level(1)])], false, false),
      (complaint + [promise, takenBack([promise])], false, true),
      ([promise] + complaint + [takenBack(complaint + [promise])], false, false),
      (complaint + [takenBack(complaint), promise], true, false),
      ([promise, takenBack([promise])] + complaint, false, true),
    ]
    for (index, row) in rows.enumerated() {
      let call = try room.call(index + 1)
      let events: [CallEvent] = [.ring(RingSeen(number: ""))] + row.events
      try room.write(
        seat: "03",
        events.map {
          JournalDraft(call: call, kind: $0.kind.rawValue, payload: $0.payload(offsetMilliseconds: 1))
        })
      let reading = try room.read()
      #expect((reading.calls[call]?.isOpen ?? false) == row.isOwed, "\(index)")
      #expect(reading.calls.openComplaints.contains { $0.id == call } == row.isComplaint, "\(index)")
    }
  }

  @Test func `two desks that answer at once are both heard`() throws {
    let room = try Room()
    let call = try room.complaint(1)
    try room.assign(call)
    _ = try room.read()
    try room.reply(call, "one", desk: "desk-a")
    _ = try room.read()
    try room.reply(call, "two", desk: "desk-b")
    let (facts, faults) = room.ledger.history(of: call)
    let complaint = try #require(CallBook(facts)[call]?.complaint)
    #expect(
      complaint.hasConflict && Set(complaint.replies.map(\.event.text)) == ["one", "two"] && faults == 0)
    #expect(try room.read().calls.openComplaints.isEmpty)
  }

  @Test func `what is not new is not read again`() throws {
    let room = try Room()
    let call = try room.complaint(1)
    _ = room.ledger.read(at: room.now)
    let before = try #require(room.remembered)
    // Made unreadable below the cache: reading it again would be a fault.
    let path = before.files.keys.sorted()[0].description
    let folder = try SystemFileOperations().openFolder(path: room.base.logs)
    defer { SystemFileOperations().close(folder) }
    let stamp = try SystemFileOperations().status(of: path, in: folder).print
    #expect(before.files.values.first?.print == stamp)
    let reading = room.ledger.read(at: room.now)
    #expect(reading.rereading == nil && reading.calls.openComplaints.map(\.id) == [call])
    #expect(room.remembered == before)
  }

  @Test func `a journal changed below the cache is noticed and everything read again`() throws {
    for change in ["bytes", "shorter", "removed", "replaced", "link"] {
      let room = try Room()
      let first = try room.complaint(1)
      try room.write(seat: "04", [JournalDraft(call: nil, kind: "note", payload: Array("{}".utf8))])
      #expect(room.ledger.read(at: room.now).calls.openComplaints.map(\.id) == [first])
      let path =
        "\(room.base.logs)/"
        + JournalPath(room: .live, date: room.base.today, seat: room.base.seat).description
      var bytes = try Data(contentsOf: URL(filePath: path))
      switch change {
      case "bytes":
        let range = try #require(bytes.firstRange(of: Data("\"complaint\",\"d\"".utf8)))
        bytes.replaceSubrange(range, with: Data("\"complainx\",\"d\"".utf8))
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.write(contentsOf: bytes)
        try handle.close()
      case "shorter":
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 200)
        try handle.close()
      case "removed": try FileManager.default.removeItem(atPath: path)
      case "replaced": try bytes.write(to: URL(filePath: path), options: .atomic)
      default:
        // A line that is not linked to the one before was not written by the seat.
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: bytes.prefix { $0 != 0x0A } + [0x0A])
        try handle.close()
      }
      let reading = room.ledger.read(at: room.now)
      #expect(reading.rereading == .journalChanged, "\(change)")
      #expect(reading.changedFile != nil, "\(change)")
      let open = reading.calls.openComplaints.map(\.id)
      #expect(open == (["replaced", "link"].contains(change) ? [first] : []), "\(change)")
      #expect(room.ledger.read(at: room.now).rereading == nil, "\(change): noticed once")
    }
  }

  @Test func `a damaged cache is a missing cache`() throws {
    let room = try Room()
    let call = try room.complaint(1)
    _ = room.ledger.read(at: room.now)
    let good = try Data(contentsOf: URL(filePath: room.cacheFile))
    var random = SplitMix(seed: 7)
    for round in 0..<200 {
      var bad = good
      switch round % 3 {
      case 0: bad[Int.random(in: 0..<bad.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
      case 1: bad = bad.prefix(Int.random(in: 0..<bad.count, using: &random))
      default: bad.append(UInt8.random(in: 0...255, using: &random))
      }
      try bad.write(to: URL(filePath: room.cacheFile))
      let reading = room.ledger.read(at: room.now)
      #expect(reading.calls.openComplaints.map(\.id) == [call])
      #expect(reading.calls.openMatters.map(\.openPromises.count) == [1])
    }
  }

  @Test func `a cache that cannot be written or is not ours changes nothing but time`() throws {
    let room = try Room()
    let call = try room.complaint(1)
    try FileManager.default.createDirectory(
      atPath: "\(room.base.logs)/cache/\(geteuid())", withIntermediateDirectories: true)
    let elsewhere = room.base.directory.file("elsewhere")
    try Data("mine".utf8).write(to: URL(filePath: elsewhere))
    try FileManager.default.createSymbolicLink(atPath: room.cacheFile, withDestinationPath: elsewhere)
    #expect(room.ledger.read(at: room.now).calls.openComplaints.map(\.id) == [call])
    #expect(try Data(contentsOf: URL(filePath: elsewhere)) == Data("mine".utf8))
    try FileManager.default.removeItem(atPath: "\(room.base.logs)/cache")
    try Data().write(to: URL(filePath: "\(room.base.logs)/cache"))
    for _ in 0..<2 {
      let reading = room.ledger.read(at: room.now)
      #expect(reading.rereading == .noCache && reading.calls.openComplaints.map(\.id) == [call])
    }
  }

  @Test func `an unfinished last line waits until it is finished`() throws {
    let room = try Room()
    let first = try room.complaint(1)
    let path =
      "\(room.base.logs)/" + JournalPath(room: .live, date: room.base.today, seat: room.base.seat).description
    let whole = try Data(contentsOf: URL(filePath: path))
    let second = try room.complaint(2)
    let both = try Data(contentsOf: URL(filePath: path))
    for cut in stride(from: whole.count, through: both.count, by: 97) {
      try? FileManager.default.removeItem(atPath: room.cacheFile)
      try both.prefix(cut).write(to: URL(filePath: path))
      _ = room.ledger.read(at: room.now)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.seekToEnd()
      try handle.write(contentsOf: both.dropFirst(cut))
      try handle.close()
      let reading = room.ledger.read(at: room.now)
      #expect(reading.calls.openComplaints.map(\.id) == [first, second], "cut at \(cut)")
      #expect(reading.rereading == nil || cut == both.count, "cut at \(cut)")
    }
  }

  @Test func `lines that cannot be decoded are counted and told every time`() throws {
    let room = try Room()
    let call = try room.complaint(1)
    try room.write(
      seat: "desk-duty",
      [JournalDraft(call: call, kind: "complaint-replied", payload: Array("{\"by\":\"W\"}".utf8))])
    for _ in 0..<3 { #expect(room.ledger.read(at: room.now).faults == 1) }
    #expect(room.ledger.read(at: room.now).calls.openComplaints.map(\.id) == [call])
  }

  @Test func `a line that cannot be decoded is told once, also when a forgotten complaint is read up`() throws
  {
    let room = try Room()
    let call = try room.complaint(1)
    try room.reply(call)
    let day = "\(room.base.today)".replacing("-", with: "/")
    let file = try #require(FileHandle(forWritingAtPath: "\(room.base.logs)/live/\(day)/desk-duty.jsonl"))
    try file.seekToEnd()
    try file.write(contentsOf: Data("no line\n".utf8))
    try file.close()
    #expect(room.ledger.read(at: room.now).faults == 1)
    room.pass(hours: 24 * 40)
    _ = try room.complaint(2)
    #expect(room.ledger.read(at: room.now).faults == 1)
    #expect(room.remembered?.complaints.contains { $0.call == call } == false)
    let deadline = ComplaintOpened(ReplyDeadline(receivedAt: room.now))
    try room.desk(call, [.reopened(ComplaintReopened(reason: "no", deadline: deadline))], desk: "desk-b")
    let again = room.ledger.read(at: room.now)
    #expect(again.calls.openComplaints.contains { $0.id == call } && again.rereading == nil)
    #expect(again.faults == 1)
    #expect(room.ledger.history(of: call).faults == 1)
  }

  @Test func `a complaint list does not read the rest, and the rest is not lost by it`() throws {
    let room = try Room()
    let call = try room.complaint(1, ending: .cutOff)
    #expect(try room.read(everything: false).calls.openComplaints.map(\.id) == [call])
    let second = try room.complaint(2, ending: .abandoned)
    #expect(room.ledger.read(at: room.now, everything: false).calls.openMatters.isEmpty)
    let reading = try room.read()
    #expect(reading.calls.openMatters.map(\.id) == [call, second])
    #expect(reading.calls.openMatters.allSatisfy { $0.callBackSince != nil })
  }

  @Test func `played over a month with random gaps between looks, the cache never tells anything else`()
    throws
  {
    let room = try Room()
    var random = SplitMix(seed: 11)
    var calls: [CallIdentifier] = []
    for step in 1...60 {
      room.pass(hours: Int64.random(in: 1...30, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1: calls.append(try room.complaint(step, seat: Bool.random(using: &random) ? "03" : "04"))
      case 2: if let call = calls.randomElement(using: &random) { try room.assign(call) }
      case 3: if let call = calls.randomElement(using: &random) { try room.reply(call) }
      default:
        if let call = calls.randomElement(using: &random) {
          try room.desk(call, [.deed(MatterDeed(matter: .promise, promise: 1, unit: "u"))], desk: "desk-b")
        }
      }
      if Bool.random(using: &random) { _ = try room.read(everything: Bool.random(using: &random)) }
    }
    let reading = try room.read()
    #expect(reading.calls.openComplaints.count > 3)
    #expect(room.ledger.allComplaints(at: room.now).calls.complaints.count == calls.count)
  }

  @Test func `a caller rung back on the callback list is not to be called back any more`() throws {
    let room = try Room()
    let call = try room.complaint(1, ending: .cutOff)
    #expect(try room.read().calls.openMatters.map { $0.callBackSince != nil } == [true])
    let closed = CallbackEvent.closed(entry: call.description, .reached)
    let other = CallbackEvent.closed(entry: "pbx/17", .unreachable)
    try room.write(
      seat: "desk-callback",
      [closed, other].map { JournalDraft(call: nil, kind: $0.name.rawValue, payload: $0.payload) })
    let reading = try room.read()
    #expect(reading.calls.openMatters.map { $0.callBackSince != nil } == [false])
    #expect(reading.faults == 0)
  }
}
