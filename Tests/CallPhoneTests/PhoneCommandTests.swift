import CallJournal
import CallModel
import CallPhone
import Foundation
import TestSupport
import Testing

/// The telephone commands as a telephone system or a person runs them.
@Suite(.timeLimit(.minutes(20))) struct PhoneCommandTests {
  private let folder = TemporaryDirectory()
  private let ring = ["phone-event", "ring", "--call", "1795340968.0", "--seat", "8001"]

  private func run(_ words: [String], input: String = "") throws -> ProgramRun {
    try ProgramRun(
      words, input: Array(input.utf8), environment: ["CALL110_LOGS": folder.path, "CALL110_UI": "en"],
      folder: folder.path)
  }

  private func events() throws -> [PhoneEvent] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/phone").sorted()
    return try names.flatMap { name in
      let bytes = Array(try Data(contentsOf: URL(filePath: folder.path + "/phone/" + name)))
      return try bytes.split(separator: 0x0A).map { try PhoneEventLine.decode(Array($0)) }
    }
  }

  /// The event files of yesterday to tomorrow, so that a run over midnight is met as well.
  private func paths() -> [String] {
    let today = WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)).date
    return (-1...1).map { PhoneFiles.events(logs: folder.path, day: today.adding(days: $0)) }
  }

  @Test func `an event is one line with everything that was said`() throws {
    let words = [
      "--from", "199\u{1B}[31m00000001", "--name", "演示\n超市", "--at", "1795340968504", "--src", "hook",
      "--basis",
      "dialed", "--err", "70", "--rec", "a.wav", "--rings-seen", "2",
    ]
    let result = try run(ring + words)
    #expect(result.status == 0 && result.output.isEmpty && result.error.isEmpty)
    let event = try #require(try events().first)
    #expect(event.caller == "199[31m00000001" && event.name == "演示 超市" && event.basis == .dialed)
    #expect(event.time == 1_795_340_968_504 && event.errorMilliseconds == 70 && event.ringsSeen == 2)
    #expect(event.recording == "a.wav" && event.source == "hook")
    #expect(event.writtenAt != nil && event.uptime != nil)
  }

  @Test func `a ring without a time is measured by its receipt`() throws {
    _ = try run(ring)
    #expect(try events().first?.basis == .received && events().first?.time == nil)
  }

  @Test(arguments: [
    ["phone-event"], ["phone-event", "bell", "--call", "1", "--seat", "1"],
    ["phone-event", "ring", "--seat", "1"],
    ["phone-event", "ring", "--call", "1"], ["phone-event", "ring", "--call", "", "--seat", "1"],
    ["phone-event", "ring", "--call", "1", "--seat", "1", "--bogus"], ["phone-event", "ring", "--call"],
    ["phone-event", "ring", "--call", "1", "--seat", "1", "--at", "soon"],
    ["phone-event", "ring", "--call", "1", "--seat", "1", "--basis", "keys"],
    ["phone-event", "end", "--call", "1", "--seat", "1", "--why", "bored"],
    ["phone-event", "ring", "answer", "--call", "1", "--seat", "1"], ["phone-event", "ring", "--stdin"],
    ["phone-event", "ring", "--call", "1", "--seat", "1", "--ui", "xx"],
  ])
  func `bad arguments end with 2 and write nothing`(words: [String]) throws {
    let result = try run(words)
    #expect(result.status == 2 && !result.error.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/phone"))
  }

  @Test(arguments: ["pipe", "folder", "link"])
  func `something else at the path ends with 0 and is left alone`(kind: String) throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/phone", withIntermediateDirectories: true)
    for path in paths() {
      switch kind {
      case "pipe": #expect(mkfifo(path, 0o600) == 0)
      case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      default: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
      }
    }
    let result = try run(ring)
    #expect(result.status == 0 && result.error.contains("not an ordinary file"))
  }

  @Test func `a place that cannot be written ends with 0 and says so`() throws {
    let result = try run(ring + ["--logs", "/proc/none"])
    #expect(result.status == 0 && result.error.contains("/proc/none"))
  }

  @Test func `JSON lines come in as they are, bad ones are named by number`() throws {
    let input =
      #"{"v":1,"ev":"ring","call":"a","seat":"1","t":5}"# + "\nrubbish\n\n"
      + #"{"v":1,"ev":"end","call":"a","seat":"1","why":"busy"}"#
    let result = try run(["phone-event", "--stdin"], input: input)
    #expect(result.status == 2 && result.error.contains("-:2:"))
    #expect(try events().map(\.kind) == [.ring, .end])
    #expect(try events().first?.time == 5)
  }

  @Test func `sixteen at once lose nothing`() async throws {
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<16 {
        group.addTask { try self.run(["phone-event", "ring", "--call", "c\(number)", "--seat", "1"]).status }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.allSatisfy { $0 == 0 })
    #expect(Set(try events().map(\.call)) == Set((0..<16).map { "c\($0)" }))
  }

  @Test func `a recording is replayed to lines, with its timing when given`() throws {
    let name = ManagerReplayTests.folder.path + "/e8-no-timestamps-debug-sequence"
    let words = ["phone-bridge", "ami", "--replay", name + ".txt"]
    let timed = try run(words + ["--timing", name + ".timing.jsonl"])
    let lines = try timed.output.split(separator: "\n").map { try PhoneEventLine.decode(Array($0.utf8)) }
    #expect(lines.map(\.time) == [1_795_341_715_637, 1_795_341_718_641, 1_795_341_719_446])
    #expect(lines.map(\.ringMilliseconds) == [nil, 3_004, nil])
    #expect(try run(words).output.split(separator: "\n").count == 3)
  }

  @Test func `a bridge without what it needs says what is missing`() throws {
    #expect(try run(["phone-bridge", "ami"]).status == 64)
    try Data("one\ntwo\n".utf8).write(to: URL(filePath: folder.file("secret")))
    try Data("PJSIP/8001 = 01\nnonsense\n".utf8).write(to: URL(filePath: folder.file("seats")))
    let words = ["phone-bridge", "ami", "--host", "127.0.0.1", "--user", "u", "--secret-file"]
    #expect(try run(words + [folder.file("secret"), "--seats", folder.file("seats")]).status == 65)
    try Data("tN4-sesame\n".utf8).write(to: URL(filePath: folder.file("secret")))
    let result = try run(words + [folder.file("secret"), "--seats", folder.file("seats")])
    #expect(result.status == 78 && result.error.contains(folder.file("seats") + ":2:"))
    #expect(!result.error.contains("sesame"))
  }

  @Test func `a demonstration is the same for the same seed and shows every kind of call`() throws {
    let words = ["phone-demo", "--print", "--at", "1795340968000", "--seed"]
    let first = try run(words + ["110"]).output
    #expect(try run(Array(words.dropLast())).output == first)
    #expect(try run(words + ["8"]).output != first)
    let events = try first.split(separator: "\n").map { try PhoneEventLine.decode(Array($0.utf8)) }
    let reasons = Set(events.compactMap(\.reason))
    #expect(reasons == [.hangup, .elsewhere, .abandoned, .noanswer, .busy])
    let rings = events.filter { $0.kind == .ring }
    #expect(rings.contains { $0.caller == "" } && rings.contains { $0.name != nil })
    #expect(rings.allSatisfy { $0.caller == "" || $0.caller?.hasPrefix("199000000") == true })
    #expect(events.map(\.time).elementsEqual(events.map(\.time).sorted { ($0 ?? 0) < ($1 ?? 0) }))
    var board = PhoneBoard(seats: ["01"])
    for event in events { board.apply(event, receivedAt: WallInstant(milliseconds: event.time ?? 0)) }
    #expect(
      rings.contains { board.timing(for: .init(source: "demo", call: $0.call))?.timing.verdict == .within })
  }

  @Test func `the README's first picture shows the demonstration it names`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    #expect(text.contains("`call110 phone-demo --speed 5 --seats 01,02,03`"))
    let steps = PhoneDemo.steps(seed: 110, minutes: 60, seats: ["01", "02", "03"], names: [])
    let ring = try #require(steps.first { $0.call == 1 && $0.kind == .ring })
    let answer = try #require(steps.first { $0.call == 1 && $0.kind == .answer })
    #expect(ring.seat == "01" && text.contains("已记录 响铃 来电 \(ring.caller)\n"))
    let tenths = (answer.offset - ring.offset) / 5 / 100
    #expect(text.contains("接听 第1声 0.\(tenths)秒 实测 合格"))
  }

  @Test(arguments: [1, 2, 3, 8])
  func `nobody in a demonstration answers two calls at once or is rung while talking`(seats: Int) throws {
    let names = (1...seats).map { "0\($0)" }
    for seed in 1...40 as ClosedRange<UInt64> {
      var talking: [String: Int] = [:]
      let steps = PhoneDemo.steps(seed: seed, minutes: 60, seats: names, names: [])
      #expect(steps.first?.seat == "01" && steps.first?.call == 1)
      #expect(steps.first { $0.kind == .answer && $0.call == 1 }.map { $0.offset < 8_000 } == true)
      for step in steps {
        switch step.kind {
        case .ring, .answer:
          #expect(talking[step.seat] == nil)
          if step.kind == .answer { talking[step.seat] = step.call }
        case .end: if talking[step.seat] == step.call { talking[step.seat] = nil }
        case .wait, .gone: break
        }
      }
    }
  }

  @Test func `a caller is tried three times before he is given up`() throws {
    #expect(try run(["callbacks", "list"]).output == "nobody is waiting to be called back\n")
    try open("pbx/1", CallbackOpened(reason: .abandoned, number: "19900000001"))
    #expect(try run(["callbacks", "list"]).output.contains("199****0001  abandoned, 0 tries  [pbx/1]"))
    let revealed = try run(["callbacks", "list", "--reveal", "--reason", "ring back", "--by", "041207"])
    #expect(revealed.output.contains("19900000001  abandoned, 0 tries  [pbx/1]"))
    #expect(try run(["access", "report"]).output.contains("ring back"))
    let entry = ["pbx/1", "--operator", "041207"]
    for left in (1...3).reversed() {
      let early = try run(["callbacks", "close", "--as", "unreachable"] + entry)
      #expect(early.status == 64 && early.error.contains("\(left) more attempt"))
      #expect(try run(["callbacks", "try", "--outcome", "busy"] + entry).status == 0)
    }
    #expect(try run(["callbacks", "close", "--as", "reached"] + entry).status == 64)
    #expect(try run(["callbacks", "close", "--as", "unreachable"] + entry).status == 0)
    #expect(try run(["callbacks", "list"]).output == "nobody is waiting to be called back\n")
    #expect(
      try run(["callbacks", "list", "--all"]).output.contains("3 tries  [pbx/1]  closed: unreachable"))
    #expect(try run(["callbacks", "try", "--outcome", "busy"] + entry).status == 66)
  }

  @Test func `a caller nobody rang back stays on the list, however old, until he is settled`() throws {
    let day = WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)).date
    for (age, name) in [(8, "pbx/8"), (40, "pbx/40"), (400, "pbx/400")] {
      let date = day.adding(days: -age)
      let folder = folder.path + "/live/" + date.description.replacing("-", with: "/")
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let line =
        "{\"v\":1,\"n\":1,\"at\":\"\(date)T09:00:00.000+08:00\",\"t\":0,\"seat\":\"03\",\"op\":\"041207\","
        + "\"ev\":\"callback\",\"d\":{\"entry\":\"\(name)\",\"reason\":\"abandoned\",\"number\":\"19900000001\"},"
        + "\"prev\":\"\(String(repeating: "0", count: 64))\"}\n"
      try Data(line.utf8).write(to: URL(filePath: folder + "/seat-03.jsonl"))
    }
    for options in [[], ["--all"], ["--json"]] as [[String]] {
      let list = try run(["callbacks", "list"] + options)
      for name in ["pbx/8", "pbx/40", "pbx/400"] { #expect(list.output.contains(name), "\(list.output)") }
      #expect(list.status == 1)
    }
    #expect(try run(["wallboard", "--once"]).output.contains(" 3 "))
    for name in ["pbx/8", "pbx/40", "pbx/400"] {
      let entry = [name, "--operator", "041207"]
      for _ in 1...3 { #expect(try run(["callbacks", "try", "--outcome", "busy"] + entry).status == 0) }
      #expect(try run(["callbacks", "close", "--as", "unreachable"] + entry).status == 0)
    }
    #expect(try run(["callbacks", "list"]).output == "nobody is waiting to be called back\n")
    #expect(try run(["callbacks", "list", "--all"]).output.contains("pbx/400]  closed: unreachable"))
  }

  @Test func `a caller whose place is known is not given up before somebody is sent`() throws {
    try open("pbx/2", CallbackOpened(reason: .cutOff, number: "", place: "桥下"))
    let close = ["callbacks", "close", "pbx/2", "--operator", "041207", "--as"]
    #expect(try run(close + ["no-number"]).status == 64)
    #expect(try run(close + ["sent"]).status == 64)
    #expect(try run(close + ["gone"]).status == 64)
    #expect(try run(close + ["sent", "--unit", "演示所"]).status == 0)
    #expect(try run(["callbacks", "list"]).status == 0)
  }

  /// Writes an opening as a console does.
  private func open(_ entry: String, _ opened: CallbackOpened) throws {
    let event = CallbackEvent.opened(entry: entry, opened)
    let writer = try JournalWriter(
      logs: folder.path, room: .live, seat: try SeatIdentifier("01"),
      operatorOnDuty: try OperatorIdentifier("041207"))
    defer { writer.close() }
    let draft = JournalDraft(call: nil, kind: event.name.rawValue, payload: event.payload)
    #expect(try writer.append([draft]).isRecorded)
  }
}
