import CallJournal
import CallModel
import CallReview
import CallScan
import Catalogue
import Foundation
import PlainText
import TestSupport
import Testing

/// The wallboard, from made-up moments and on a real terminal.
@Suite(.serialized, .timeLimit(.minutes(20))) struct WallboardTests {
  private let logs = TemporaryDirectory()
  private let day: CivilDate

  init() throws { day = try required(CivilDate("2026-11-22")) }

  private func at(_ clock: String, _ later: Int = 0) throws -> WallInstant {
    try required(WallInstant("\(day.adding(days: later))T\(clock):00.000+08:00"))
  }

  /// Adds a line to a seat's or desk's file of the moment's day.
  private func write(
    _ seat: String, _ moment: WallInstant, _ call: String?, _ kind: String, _ payload: String
  ) throws {
    let name = seat.hasPrefix("desk-") ? seat : "seat-" + seat
    let folder = logs.file("live/" + moment.date.description.replacing("-", with: "/"))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/\(name).jsonl"
    let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let number = before.split(separator: "\n").count + 1
    let part = call.map { "\"call\":\"\($0)\"," } ?? ""
    let line =
      "{\"v\":1,\"n\":\(number),\"at\":\"\(moment)\",\"t\":0,\"seat\":\"\(seat)\",\"op\":\"041207\",\(part)"
      + "\"ev\":\"\(kind)\",\"d\":\(payload),\"prev\":\"\(String(repeating: "0", count: 64))\"}\n"
    try (before + line).write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func ring(_ seat: String, _ moment: WallInstant, _ call: String) throws {
    try write(seat, moment, call, "ring", #"{"from":"19900000001","name":"王某","by":"phone"}"#)
  }

  private func answer(_ seat: String, _ moment: WallInstant, _ call: String, ring: Int) throws {
    let verdict = ring < 15_000 ? "within" : "late"
    try write(
      seat, moment, call, "answer",
      "{\"ms\":0,\"timing\":{\"source\":\"measured\",\"basis\":\"alerting\",\"ring_ms\":\(ring),\"ring\":1,\"err_ms\":0,"
        + "\"rings_allowed\":3,\"ring_cycle_ms\":5000,\"limit_ms\":15000,\"verdict\":\"\(verdict)\"}}")
  }

  private func end(_ seat: String, _ moment: WallInstant, _ call: String, _ ending: String) throws {
    var book = CallBook()
    let reader = JournalReader(logs: logs.path)
    for day in [moment.date.adding(days: -1), moment.date] {
      for placed in reader.day(day, room: .live).entries { if let noted = placed.noted { book.apply(noted) } }
    }
    let id = try CallIdentifier(call)
    let event = CallEvent.end(try #require(CallEnding(rawValue: ending)))
    let noted = Noted<CallEvent>(event, call: id, at: moment, personnel: try OperatorIdentifier("041207"))
    var record = book[id]?.record ?? CallRecord(id: id, first: noted)
    record.apply(noted)
    let payload = event.payload(offsetMilliseconds: 31, record: record)
    try write(seat, moment, call, "end", String(decoding: payload, as: UTF8.self))
  }

  private func feed(_ now: WallInstant, seats: Int? = 3) -> WallboardFeed {
    WallboardFeed(JournalReader(logs: logs.path), seats: seats, limit: RingLimit(), at: now)
  }

  private func values(_ feed: WallboardFeed, _ now: WallInstant) -> [String] {
    feed.board.figures(at: now, seats: feed.basis.seats).map(\.value)
  }

  @Test func `five numbers follow the growing journals`() throws {
    var feed = feed(try at("09:00"))
    feed.poll(at: try at("09:00"))
    #expect(values(feed, try at("09:00")) == ["0", "-", "-", "0", "0"])
    try ring("03", try at("09:01"), "20261122-03-0001")
    feed.poll(at: try at("09:01"))
    #expect(values(feed, try at("09:01")) == ["1", "-", "-", "0", "0"])
    try answer("03", try at("09:02"), "20261122-03-0001", ring: 4_300)
    try write(
      "03", try at("09:03"), "20261122-03-0001", "promise",
      #"{"ms":2,"promise":1,"kind":"dispatch","phrase":"urgent-police"}"#)
    try end("03", try at("09:04"), "20261122-03-0001", "finished")
    try ring("04", try at("09:05"), "20261122-04-0001")
    try end("04", try at("09:06"), "20261122-04-0001", "abandoned")
    feed.poll(at: try at("09:06"))
    #expect(values(feed, try at("09:06")) == ["0", "100.0%", "4.3 s", "1", "1"])
    try write(
      "desk-duty", try at("09:07"), "20261122-03-0001", "deed",
      #"{"matter":"promise","promise":1,"unit":"所"}"#)
    try write(
      "desk-duty", try at("09:07"), nil, "callback-close", #"{"entry":"20261122-04-0001","as":"reached"}"#)
    feed.poll(at: try at("09:07"))
    #expect(values(feed, try at("09:07")) == ["0", "100.0%", "4.3 s", "0", "0"])
    try ring("03", try at("09:08"), "20261122-03-0002")
    try answer("03", try at("09:08"), "20261122-03-0002", ring: 21_000)
    feed.poll(at: try at("09:08"))
    let figures = feed.board.figures(at: try at("09:08"), seats: 3)
    #expect(figures.map(\.isMet) == [true, false, false, true, true])
    #expect(figures.count <= 5)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `the share within the rings allowed is the report's, whoever was passed on or rung back`(seed: UInt64)
    throws
  {
    var random = SplitMix(seed: seed)
    for number in 1...30 {
      let seat = number.isMultiple(of: 2) ? "03" : "04"
      let call = "20261122-\(seat)-00\(number + 10)"
      let moment = try at("09:\(number + 10)")
      let origin = ["phone", "operator", "passed-on", "callback"].randomElement(using: &random) ?? "phone"
      try write(seat, moment, call, "ring", "{\"from\":\"19900000001\",\"by\":\"\(origin)\"}")
      if Int.random(in: 0..<5, using: &random) > 0 {
        try answer(seat, moment, call, ring: Int.random(in: 0...30_000, using: &random))
      }
      try end(seat, moment, call, ["finished", "cut-off"].randomElement(using: &random) ?? "finished")
    }
    var feed = feed(try at("10:00"))
    feed.poll(at: try at("10:00"))
    let report = try ProgramRun(
      ["report", "day", "2026-11-22", "--no-previous", "--format", "json"],
      environment: ["CALL110_LOGS": logs.path, "CALL110_UI": "en"])
    let figure = try #require(
      report.output.firstMatch(
        of: #/"measured.within","name":"[^"]*","value":\{"part":\d+,"whole":\d+,"percent":([0-9.]+)/#))
    let shown = values(feed, try at("10:00"))[1].dropLast()
    #expect(abs((Double(shown) ?? -1) - (Double(figure.1) ?? -2)) < 0.1, "\(shown) \(figure.1)")
  }

  @Test func `callers nobody answered at a seat are on the list of those to call back`() throws {
    try write(
      "03", try at("09:00"), nil, "callback",
      #"{"entry":"pbx1/17","reason":"abandoned","number":"19900000001"}"#)
    var feed = feed(try at("09:01"))
    feed.poll(at: try at("09:01"))
    #expect(values(feed, try at("09:01"))[3] == "1")
    try write(
      "04", try at("09:02"), nil, "callback",
      #"{"entry":"pbx1/17","reason":"abandoned","number":"19900000001"}"#)
    try write("desk-duty", try at("09:03"), nil, "callback-close", #"{"entry":"pbx1/17","as":"unreachable"}"#)
    feed.poll(at: try at("09:03"))
    #expect(values(feed, try at("09:03"))[3] == "0")
  }

  @Test func `only calling back takes a caller off the list, not another deed about his call`() throws {
    try ring("03", try at("09:00"), "20261122-03-0001")
    try end("03", try at("09:01"), "20261122-03-0001", "cut-off")
    for (matter, lost) in [("follow-up", "1"), ("major", "1"), ("call-back", "0")] {
      let deed = "{\"matter\":\"\(matter)\",\"unit\":\"\"}"
      try write("desk-duty", try at("09:02"), "20261122-03-0001", "deed", deed)
      var feed = feed(try at("09:03"))
      feed.poll(at: try at("09:03"))
      #expect(values(feed, try at("09:03"))[3] == lost, "\(matter)")
    }
  }

  @Test func `whoever is to be called back stays on the board until it is done, however old`() throws {
    func callback(_ entry: String) -> String {
      "{\"entry\":\"\(entry)\",\"reason\":\"abandoned\",\"number\":\"19900000001\"}"
    }
    try write("03", try at("09:00", -400), nil, "callback", callback("pbx1/16"))
    try write("03", try at("09:00", -40), nil, "callback", callback("pbx1/17"))
    try write("04", try at("10:00", -9), nil, "callback", callback("pbx1/18"))
    try write("04", try at("10:00", -9), nil, "callback", callback("pbx1/19"))
    try write("desk-duty", try at("11:00", -8), nil, "callback-close", #"{"entry":"pbx1/18","as":"reached"}"#)
    let ledger = MatterLedger(logs: logs.path)
    // Read anew, and from what was remembered.
    for _ in 1...2 {
      let owed = ledger.read(at: try at("09:00"))
      var feed = WallboardFeed(
        JournalReader(logs: logs.path), seats: 3, limit: RingLimit(), owed: owed, at: try at("09:00"))
      feed.poll(at: try at("09:00"))
      #expect(values(feed, try at("09:00"))[3] == "3")
    }
    try write("desk-duty", try at("09:01"), nil, "callback-close", #"{"entry":"pbx1/16","as":"reached"}"#)
    let owed = ledger.read(at: try at("09:02"))
    var list = CallbackList()
    for event in owed.callbacks { list.apply(event) }
    #expect(list.open.map(\.entry).sorted() == ["pbx1/17", "pbx1/19"])
    var feed = WallboardFeed(
      JournalReader(logs: logs.path), seats: 3, limit: RingLimit(), owed: owed, at: try at("09:02"))
    feed.poll(at: try at("09:02"))
    #expect(values(feed, try at("09:02"))[3] == "2")
  }

  @Test func `where nobody says how many seats there are, those that take calls are counted`() throws {
    for seat in ["03", "04"] { try ring(seat, try at("09:00"), "20261122-\(seat)-0001") }
    for seat in ["phone", "desk-duty", "desk-paper", "desk-03"] {
      try write(seat, try at("09:01"), nil, "callback-close", #"{"entry":"pbx1/18","as":"reached"}"#)
    }
    var running = WallboardFeed(
      JournalReader(logs: logs.path), seats: nil, limit: RingLimit(), at: try at("09:02"))
    running.poll(at: try at("09:02"))
    #expect(running.basis.seats == 2)
    // By the events alone: a caller nobody answered is no seat's.
    try ring("phone", try at("09:03"), "20261122-phone-0001")
    running.poll(at: try at("09:04"))
    #expect(running.basis.seats == 2)
  }

  @Test func `midnight begins the day's figures anew and forgets nobody who still waits`() throws {
    for (call, ending) in [("20261122-03-0001", "abandoned"), ("20261122-03-0002", "finished")] {
      try ring("03", try at("23:50"), call)
      if ending == "finished" { try answer("03", try at("23:50"), call, ring: 20_000) }
      try end("03", try at("23:51"), call, ending)
    }
    try ring("04", try at("09:00"), "20261122-04-0001")
    try ring("07", try at("10:00"), "20261122-07-0001")
    try end("07", try at("10:01"), "20261122-07-0001", "cut-off")
    try ring("05", try at("23:58"), "20261122-05-0001")
    var running = feed(try at("23:57"))
    running.poll(at: try at("23:58"))
    #expect(values(running, try at("23:58")) == ["2", "0.0%", "20.0 s", "2", "0"])
    // Written after the last look of the old day.
    try ring("06", try at("23:59"), "20261122-06-0001")
    running.poll(at: try at("00:00", 1))
    #expect(values(running, try at("00:00", 1)) == ["2", "-", "20.0 s", "2", "0"])
    // One that is started only then says the same.
    var fresh = feed(try at("00:00", 1))
    fresh.poll(at: try at("00:00", 1))
    #expect(values(fresh, try at("00:00", 1)) == values(running, try at("00:00", 1)))
    try answer("05", try at("00:01", 1), "20261122-05-0001", ring: 4_000)
    try end("05", try at("00:02", 1), "20261122-05-0001", "finished")
    for feed in [running, fresh] {
      var feed = feed
      feed.poll(at: try at("00:03", 1))
      // The call that began yesterday is yesterday's.
      #expect(values(feed, try at("00:03", 1)) == ["1", "-", "20.0 s", "2", "0"])
    }
  }

  @Test func `old, missing and damaged records are marked`() throws {
    func text(_ feed: WallboardFeed, _ now: WallInstant) -> String {
      feed.board.lines(at: now, basis: feed.basis, language: .english).joined(separator: "\n")
    }
    var feed = feed(try at("09:00"))
    feed.poll(at: try at("09:00"))
    #expect(text(feed, try at("09:00")).contains("NO RECORDS"))
    try ring("03", try at("09:01"), "20261122-03-0001")
    feed.poll(at: try at("09:01"))
    let sound = text(feed, try at("09:01"))
    #expect(!sound.contains("!"), "\(sound)")
    let file = logs.file("live/2026/11/22/seat-03.jsonl")
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("garbage\n{\"v\":1,\"n\"".utf8))
    feed.poll(at: try at("09:02"))
    feed.poll(at: try at("09:03"))
    let damaged = text(feed, try at("09:03"))
    #expect(damaged.contains("1 place in today's records") && !damaged.contains("STALE"))
    // A folder that cannot be read: something else stands in its place.
    try FileManager.default.moveItem(atPath: logs.file("live/2026/11/22"), toPath: logs.file("away"))
    try Data().write(to: URL(filePath: logs.file("live/2026/11/22")))
    feed.poll(at: try at("09:04"))
    #expect(text(feed, try at("09:04")).contains("STALE"))
    #expect(text(feed, try at("09:04")).contains("2026-11-22 09:03:00"))
    try FileManager.default.removeItem(atPath: logs.file("live/2026/11/22"))
    try FileManager.default.moveItem(atPath: logs.file("away"), toPath: logs.file("live/2026/11/22"))
    feed.poll(at: try at("09:05"))
    #expect(!text(feed, try at("09:05")).contains("STALE"))
  }

  @Test(arguments: [UserLanguage.chinese, .english])
  func `it fits every width, with the value first where there is little room, and names nobody`(
    language: UserLanguage
  ) throws {
    try ring("03", try at("09:00"), "20261122-03-0001")
    try answer("03", try at("09:00"), "20261122-03-0001", ring: 20_000)
    try end("03", try at("09:01"), "20261122-03-0001", "cut-off")
    var feed = feed(try at("09:02"))
    feed.poll(at: try at("09:02"))
    for columns in [12, 20, 30, 40, 60, 80, 120, 200] {
      let lines = feed.board.lines(
        at: try at("09:02"), basis: feed.basis, language: language, columns: columns)
      #expect(lines.allSatisfy { $0.displayWidth <= columns }, "\(columns)")
      let text = lines.joined(separator: "\n")
      for value in ["0.0%", "20.0 s"] { #expect(text.contains(value), "\(columns) \(text)") }
      for name in ["041207", "王某", "19900000001", "seat-03", "20261122-03"] { #expect(!text.contains(name)) }
      if columns >= 40 { #expect(text.contains(language == .chinese ? "立即回拨" : "call back now")) }
    }
  }

  @Test func `on a terminal it is drawn anew each second, follows the window and ends on Ctrl-C`() throws {
    let today = JournalClock.system.now()
    let call = "\(today.date.description.replacing("-", with: ""))-03-0001"
    try ring("03", today, call)
    let terminal = try PseudoTerminal(
      executable: "call110", arguments: ["wallboard", "--logs", logs.path, "--ui", "en"], columns: 100)
    try terminal.waitFor("one call") { $0.text.contains(#/ringing or in progress +1 +/#) }
    try end("03", today, call, "abandoned")
    try terminal.waitFor("no call, one lost") {
      $0.text.contains(#/ringing or in progress +0 +/#)
        && $0.text.contains(#/lost calls to call back +1 .*call back now/#)
    }
    terminal.resize(columns: 34, rows: 24)
    try terminal.waitFor("the narrow form") { $0.text.contains("1 lost calls to call back") }
    #expect(terminal.screen.rows.filter { $0.contains("lost calls") }.count == 1)
    terminal.resize(columns: 100, rows: 5)
    try terminal.waitFor("the wide form") { $0.rows[0].hasPrefix("110 wallboard  data as of") }
    #expect(terminal.screen.rows.count { $0.hasPrefix("110 wallboard") } == 1)
    try terminal.send("\u{3}")
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(terminal.isInShellMode)
    // The cursor is there again.
    #expect(String(decoding: terminal.output, as: UTF8.self).hasSuffix("\u{1B}[?25h\r\n"))
  }

  @Test func `without a terminal it is printed once`() throws {
    let run = try ProgramRun(["wallboard", "--logs", logs.path, "--ui", "en"])
    #expect(run.status == 0 && !run.output.unicodeScalars.contains("\u{1B}"))
    #expect(run.output.split(separator: "\n").count < 10 && run.output.contains("ringing or in progress"))
  }
}
