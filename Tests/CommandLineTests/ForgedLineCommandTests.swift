import CallJournal
import CallModel
import Catalogue
import ConsoleJournal
import Foundation
import Glibc
import TestSupport
import Testing

@testable import call110

/// Lines about a call where they are not their writer's to say, each with a whole chain: no command of the
/// program prints anything of them, and all print what they printed before.
///
/// The table of what every command is tried with is that of `LeakTests`, which knows all commands.
@Suite(.timeLimit(.minutes(20))) struct ForgedLineCommandTests {
  private let record: CallsOnRecord
  private let call: CallIdentifier

  init() throws {
    record = try CallsOnRecord()
    call = try CallIdentifier(try #require(record.calls.first))
    // Otherwise a file is a seat.
    try Data("03\n05\n".utf8).write(to: URL(filePath: record.place.path + "/logs/seats"))
    for words in [
      ["shift", "start", "--seat", "03", "--operator", "041207"],
      ["rating", call.description, "不满意", "--by", "本人", "--operator", "060001"],
      ["complaints", "assign", record.calls[1], "--to", "050001", "--why", "x", "--operator", "060001"],
      [
        "review", "sample", "--percent", "100", "--seed", try CallsOnRecordDraw.single(record.calls), "--by",
        "b",
      ],
    ] { #expect(try record.run(words).status == 0, "\(words)") }
  }

  /// Where a forged line stands.
  struct Place: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var room = "live"
    /// The file's name without its ending.
    let file: String
    /// How many days after the call.
    var days = 0
    /// Whether its writer is the call's own seat: then only a second end is not his to say.
    var isOwn = false
  }

  private static let places: [Place] = [
    Place(testDescription: "behind the end", file: "seat-03", isOwn: true),
    Place(testDescription: "in a second segment", file: "seat-03.2", isOwn: true),
    Place(testDescription: "on the next day", file: "seat-03", days: 1, isOwn: true),
    Place(testDescription: "ten days later", file: "seat-03", days: 10, isOwn: true),
    Place(testDescription: "on the day before", file: "seat-03", days: -1),
    Place(testDescription: "at another seat", file: "seat-05"),
    Place(testDescription: "at another seat ten days later", file: "seat-05", days: 10),
    Place(testDescription: "at another seat on the day before", file: "seat-05", days: -1),
    Place(testDescription: "at a desk", file: "desk-duty"),
    Place(testDescription: "at the desk for paper", file: "desk-paper"),
    Place(testDescription: "at the desk of reviews", file: "desk-review-u4711"),
    Place(testDescription: "among the imports", room: "import", file: "seat-03"),
    Place(testDescription: "at the desk of imports", room: "import", file: "desk-import"),
  ]

  private static let marks = ["兰园路口", "假所", "200100", "99990077", "0077", "假问题", "假备注"]

  /// What an own seat may say in a call.
  private static let lines: [(kind: String, payload: String)] = [
    ("ring", #"{"from":"19999990077","name":"","by":"operator"}"#),
    (
      "answer",
      #"{"ms":0,"timing":{"source":"unknown","basis":"none","rings_allowed":3,"ring_cycle_ms":5000}}"#
    ),
    ("element", #"{"ms":9,"element":"where","state":"given","text":"兰园路口"}"#),
    ("category", #"{"ms":9,"code":"200100","name":"假"}"#), ("level", #"{"ms":9,"level":1}"#),
    ("branch", #"{"ms":9,"branch":"harassment"}"#), ("note", #"{"ms":9,"text":"假备注"}"#),
    ("question", #"{"ms":9,"text":"假问题","keeper":""}"#), ("reopened", #"{"why":"假备注"}"#),
    ("notify", #"{"ms":9,"unit":"假所","purpose":"dispatch","text":""}"#),
    ("unentered", #"{"texts":[{"field":"where","text":"兰园路口"}]}"#),
    ("complaint", #"{"ms":9,"due":"2026-11-25","counted":["2026-11-25"],"provisional":false}"#),
  ]

  private var logs: String { record.place.path + "/logs" }

  private func folder(_ place: Place) -> String {
    let day = call.date.adding(days: place.days).description.replacing("-", with: "/")
    return "\(logs)/\(place.room)/\(day)"
  }

  /// The payload of the call's closing line with other particulars.
  private func end() throws -> String {
    let file = folder(Place(testDescription: "", file: "seat-03")) + "/seat-03.jsonl"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n").first { $0.contains("\"call\":\"\(call)\",\"ev\":\"end\"") })
    let payload = try #require(line.firstMatch(of: /"ev":"end","d":(.*),"prev":"[0-9a-f]{64}"}$/)?.output.1)
    return String(payload).replacing("晋陵中路189号3单元502室", with: "兰园路口").replacing("100300", with: "200100")
      .replacing("19900000001", with: "19999990077").replacing("finished", with: "cut-off")
  }

  /// A line as the seat's own program writes it: in version 2, with a whole chain.
  private func append(_ kind: String, _ payload: String, _ place: Place) throws {
    let path = folder(place) + "/\(place.file).jsonl"
    try FileManager.default.createDirectory(atPath: folder(place), withIntermediateDirectories: true)
    var lines = try lines(path)
    if lines.isEmpty { lines = [try first(place)] }
    lines.append(
      line(
        kind, payload, call: call.description, number: lines.count + 1, place,
        after: lines.last.map { LineDigest(of: $0) }))
    try put(lines, path)
  }

  private func lines(_ path: String) throws -> [[UInt8]] {
    (FileManager.default.contents(atPath: path) ?? Data()).split(separator: 0x0A).map { [UInt8]($0) }
  }

  private func put(_ lines: [[UInt8]], _ path: String) throws {
    try Data(lines.flatMap { $0 + [0x0A] }).write(to: URL(filePath: path))
  }

  private func line(
    _ kind: String, _ payload: String, call: String?, number: Int, _ place: Place, after link: LineDigest?
  ) -> [UInt8] {
    let stem = String(place.file.prefix { $0 != "." })
    let seat = stem.hasPrefix("seat-") ? String(stem.dropFirst(5)) : stem
    let about = call.map { "\"call\":\"\($0)\"," } ?? ""
    return Array(
      ("{\"v\":2,\"n\":\(number),\"at\":\"\(self.call.date.adding(days: place.days))T23:59:00.000+08:00\","
        + "\"t\":0,\"seat\":\"\(seat)\",\"uid\":\(geteuid()),\"op\":\"041207\",\(about)\"ev\":\"\(kind)\","
        + "\"d\":\(payload),\"prev\":\"\(link ?? .none)\"}").utf8)
  }

  /// The first line of a new file, which goes on from the seat's last one before it.
  private func first(_ place: Place) throws -> [UInt8] {
    let (reader, day) = (JournalReader(logs: logs), call.date.adding(days: place.days))
    let room = try #require(JournalRoom(rawValue: place.room))
    let own = try #require(JournalPath(room: room, date: day, name: "\(place.file).jsonl"))
    let before = reader.dayFolders(room).days.flatMap { reader.heads(room, on: $0, synchronizing: false) }
      .last { $0.path.seat == own.seat && $0.path < own }
    let payload =
      before.map {
        "{\"after\":\"\($0.path)\",\"lines\":\($0.lines),\"bytes\":\($0.bytes),\"why\":\"day\"}"
      } ?? #"{"why":"first"}"#
    return line("segment", payload, call: nil, number: 1, place, after: before?.head)
  }

  /// What every command prints; in another order it would tell of what the ones before it wrote.
  private func printed() throws -> [[String]: String] {
    // The complaint stands first there.
    var all = LeakTests.tries([record.calls[1], record.calls[0], record.calls[1]], "no-file")
    // These write, or tell of files and their lengths.
    for name in ["import", "review next", "verify", "calls listen", "calls evidence"] { all[name] = nil }
    all["drill plan"] = [["--trainee", "041207"]]
    all["calls search", default: []] += [["--place", "兰园"], ["--from", "2000-01-01", "--to", "2100-01-01"]]
    all["review check", default: []] += [["--day", call.date.description]]
    all["report"] = ["day", "week", "month", "year"].flatMap { period in
      [["csv"], ["csv", "--no-cache"], ["excel"]].map { [period, "--no-previous", "--format"] + $0 }
    }
    let day = call.date.description
    all["export", default: []] += [
      ["--from", day, "--to", day], ["--reveal", "--reason", "核查", "--by", "1"],
    ]
    all["access report"] = []
    var printed: [[String]: String] = [:]
    for (command, tries) in all {
      for words in tries.map({ command.split(separator: " ").map(String.init) + $0 }) {
        let run = try record.run(words)
        #expect([0, 1].contains(run.status), "\(words) \(run.status) \(run.error)")
        let rows = run.output.split(whereSeparator: \.isNewline).filter { !Self.tellsOfFiles($0) }
        printed[words] = rows.joined(separator: "\n").replacing(/\d\d:\d\d(:\d\d(\.\d+)?)?/, with: "")
      }
    }
    return printed
  }

  /// What changes with every line in a file: how much was read and what could not be, how long files are and
  /// how they end, that a call has a second end, and what time it is.
  private static func tellsOfFiles(_ row: Substring) -> Bool {
    let words = ["call110-checkpoint", "行结束记录, 以第一行为准", "closing line is on record; the first counts"]
    return ["!", "records.", "left-out,", "DTSTAMP:"].contains { row.hasPrefix($0) }
      || words.contains { row.contains($0) }
      || row.wholeMatch(of: /\s*[0-9a-f]{4}(-[0-9a-f]{4}){3}\s*/) != nil
  }

  @Test(arguments: places) func `no command prints anything of them, or other things than before`(
    place: Place
  )
    throws
  {
    let before = try printed()
    #expect(before.count > 60)
    try append("end", try end(), place)
    if !place.isOwn { for (kind, payload) in Self.lines { try append(kind, payload, place) } }
    let after = try printed()
    for (words, text) in after {
      #expect(text == before[words], "\(words) \(place.testDescription)")
      for mark in Self.marks where before[words]?.contains(mark) == false {
        #expect(!text.contains(mark), "\(words) tells \(mark)")
      }
    }
    let verify = try record.run(["verify", "--json"])
    #expect(verify.status == 2, "\(place.testDescription)")
    let named = JournalWords.describe(place.isOwn ? .secondEnd("") : .fault(.foreignCall))
    // Its place stands in the middle of the words.
    for words in [named.chinese.prefix(9), named.english.prefix(9)] where verify.output.contains(words) {
      return
    }
    Issue.record("\(place.testDescription): \(verify.output)")
  }

  /// Everything in a file behind its first line once more, in a segment that says it repeats.
  private func writeAgain(_ path: JournalPath) throws {
    var lines = try lines("\(logs)/\(path)")
    let head = try #require(lines.first)
    lines[0] = segment(like: head, after: path, lines: [head], repeats: true)
    chain(&lines)
    try put(lines, "\(logs)/\(path.description.replacing(".jsonl", with: ".2.jsonl"))")
  }

  /// The first line of a file that goes on from a failed one.
  private func segment(
    like line: [UInt8], after path: JournalPath, lines: [[UInt8]], repeats: Bool
  ) -> [UInt8] {
    let bytes = lines.reduce(0) { $0 + $1.count + 1 }
    let text = String(decoding: line, as: UTF8.self)
      .replacing(
        /"d":.*,"prev":"[0-9a-f]{64}"}$/,
        with: "\"d\":{\"after\":\"\(path)\",\"lines\":\(lines.count),\"bytes\":\(bytes),"
          + "\"why\":\"failed\",\"repeats\":\(repeats)},\"prev\":\"\(LineDigest(of: lines.last ?? []))\"}")
    return Array(text.utf8)
  }

  /// Gives every line behind the first one its number and the digest of the one before it.
  private func chain(_ lines: inout [[UInt8]]) {
    for index in lines.indices.dropFirst() {
      let text = String(decoding: lines[index].dropLast(66), as: UTF8.self)
        .replacing(/^{"v":2,"n":\d+/, with: "{\"v\":2,\"n\":\(index + 1)")
      lines[index] = Array((text + "\(LineDigest(of: lines[index - 1]))\"}").utf8)
    }
  }

  /// Every line as written at one moment.
  private func stopClock(_ path: JournalPath) throws {
    var lines = try lines("\(logs)/\(path)").map { line in
      let text = String(decoding: line, as: UTF8.self)
      return Array(
        text.replacing(/"at":"[^"]*"/, with: "\"at\":\"\(call.date)T00:00:01.000+08:00\"", maxReplacements: 1)
          .utf8)
    }
    chain(&lines)
    try put(lines, "\(logs)/\(path)")
  }

  /// The lines of a file in files of two, each of which goes on from the one before it.
  private func cut(_ path: JournalPath) throws {
    let lines = try lines("\(logs)/\(path)")
    var (file, before) = (Array(lines.prefix(2)), path)
    try put(file, "\(logs)/\(path)")
    for (number, start) in stride(from: 2, to: lines.count, by: 2).enumerated() {
      let next = [segment(like: lines[0], after: before, lines: file, repeats: false)]
      file = next + lines[start..<min(start + 2, lines.count)]
      chain(&file)
      let name = path.description.replacing(".jsonl", with: ".\(number + 2).jsonl")
      try put(file, "\(logs)/\(name)")
      before = try #require(JournalPath(name))
    }
  }

  @Test func `lines of one moment in many files print what they print in one`() throws {
    let paths = JournalReader(logs: logs).files(.live, on: call.date).paths
    for path in paths { try stopClock(path) }
    try FileManager.default.removeItem(atPath: logs + "/cache")
    let before = try printed()
    for path in paths { try cut(path) }
    // More than nine: their names are not in the order of their numbers.
    #expect(JournalReader(logs: logs).files(.live, on: call.date).paths.count > paths.count + 10)
    try FileManager.default.removeItem(atPath: logs + "/cache")
    for (words, text) in try printed() {
      #expect(withoutPlaces(text) == before[words].map(withoutPlaces), "\(words)")
    }
  }

  @Test(arguments: [true, false])
  func `what is written again after a failed write changes nothing that any command prints`(
    hasLooked: Bool
  ) throws {
    let more = """
      /ring 19900000005
      /answer 1
      /question 在哪里补办驾驶证
      /where 红梅新村3号
      /cutoff

      """
    #expect(try record.run(["console", "--seat", "05", "--operator", "041208"], input: more).status == 0)
    let cutOff = "\(call.date.compact)-05-0001"
    let desk = ["--operator", "060001", "--seat", "desk-duty"]
    #expect(try record.run(["callbacks", "try", cutOff, "--outcome", "busy"] + desk).status == 0)
    let reply = ["--by", "王某", "--how", "电话", "--text", "已答复", "--operator", "060001"]
    #expect(try record.run(["complaints", "reply", record.calls[1]] + reply).status == 0)
    let paper = "operator: 041207\nanswered: \(call.date) 00:00:01\nwhat: 有人打架\nended: 00:00:30\n"
    #expect(try record.run(["enter-paper", "--operator", "060001"], input: paper).status == 0)
    let before = try printed()
    // Without what was derived everything is read anew.
    if !hasLooked { try FileManager.default.removeItem(atPath: logs + "/cache") }
    let reader = JournalReader(logs: logs)
    let paths = reader.files(.live, on: call.date).paths
    #expect(paths.count >= 4)
    for path in paths { try writeAgain(path) }
    for (words, text) in try printed() {
      #expect(withoutPlaces(text) == before[words].map(withoutPlaces), "\(words)")
    }
    #expect(try record.run(["verify"]).status == 0)
  }

  /// Without the place of a line that is evidence, which is another one in another file, and the blanks of
  /// its column.
  private func withoutPlaces(_ text: String) -> String {
    text.replacing(/live\/[^ ,"\n]+\.jsonl:\d+/, with: "PLACE").replacing(/[ ]+/, with: " ")
  }

  @Test(arguments: places.filter { !$0.isOwn }) func `evidence holds none of them`(place: Place) throws {
    for (kind, payload) in Self.lines { try append(kind, payload, place) }
    let out = record.place.file("out")
    let run = try record.run(
      [
        "calls", "evidence", call.description, "--desks", "--out", out, "--reveal", "--reason", "核查", "--by",
        "1",
      ])
    #expect(run.status == 0 || run.status == 1, "\(run.error)")
    let text = try String(contentsOfFile: out + "/call.jsonl", encoding: .utf8)
    #expect(text.contains("晋陵中路") && !Self.marks.contains { $0 != "0077" && text.contains($0) }, "\(text)")
  }
}
