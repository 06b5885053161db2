import CallArchive
import CallJournal
import CallModel
import CallReview
import CallScan
import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct SearchTests {
  private func found(_ year: SmallYear, _ filter: CallFilter) -> [String] {
    CallSearch(logs: year.directory.path)
      .calls(filter, days: JournalReader(logs: year.directory.path).dayFolders(.live).days, limit: 100_000)
      .calls
      .map(\.id.description)
  }

  /// What the filter wants among all records, corrections applied, looked at one by one.
  private func corrected(_ year: SmallYear) throws -> [CallRecord] {
    try year.records().map { call in
      var record = call.record
      for late in call.lates where late.kind == "amend" {
        let value = late.value as? [String: String] ?? [:]
        let amendment = Amendment(
          field: value["field"] ?? "", previous: value["was"] ?? "", text: value["text"] ?? "",
          reason: value["why"] ?? "")
        record.apply(
          Noted<CallEvent>(
            .amend(amendment), at: late.at, offsetMilliseconds: nil, personnel: record.personnel))
      }
      return record
    }
    .sorted { ($0.beganAt, $0.id) < ($1.beganAt, $1.id) }
  }

  @Test func `a search finds what looking at every call finds`() throws {
    let year = try SmallYear(calls: 500, days: 3)
    let records = try corrected(year)
    var filters: [CallFilter] = []
    func add(_ change: (inout CallFilter) -> Void) {
      var filter = CallFilter()
      change(&filter)
      filters.append(filter)
    }
    add { $0.place = "晋陵中路" }
    add { $0.place = "号 Ａ座12" }
    add { $0.place = "ylxl" }
    add { $0.place = "A座１２楼" }
    add { $0.name = "zns" }
    add { $0.name = "解女士" }
    add { $0.text = "\"砸\"" }
    add { $0.text = "摩托" }
    add { $0.number = "0519-0000" }
    add { $0.verdict = .late }
    add { $0.verdict = .undetermined }
    add { $0.missing = .why }
    add { $0.hasBreach = true }
    add { $0.breach = .referralIncomplete }
    add { $0.branch = .complaint }
    add { $0.category = "100000" }
    add {
      $0.category = "200100"; $0.level = 2
    }
    add { $0.level = 3 }
    add { $0.ending = .abandoned }
    add { $0.from = WallInstant(date: year.plan.from, millisecondOfDay: 30_000_000) }
    add { $0.until = WallInstant(date: year.plan.from.adding(days: 1)) }
    for filter in filters {
      let wanted = records.filter(filter.matches).map(\.id.description)
      #expect(!wanted.isEmpty, "\(filter)")
      #expect(found(year, filter) == wanted, "\(filter)")
    }
    var nothing = CallFilter()
    nothing.place = "没有这个地方"
    #expect(found(year, nothing) == [])
  }

  @Test func `a place is found whatever spaces and forms of digits it was written with`() throws {
    let year = try SmallYear(calls: 60, days: 1, seats: 1)
    let record = try #require(
      try year.records().first { $0.record.element(.where).text.contains("号") }?.record)
    let place = record.element(.where).text
    for file in year.files() {
      let spaced = try String(contentsOfFile: file, encoding: .utf8)
        .replacing(place, with: place.map { "\($0)\u{3000}" }.joined())
      try spaced.write(toFile: file, atomically: false, encoding: .utf8)
    }
    var filter = CallFilter()
    for query in [place, place.map { "\($0) " }.joined()] {
      filter.place = query
      #expect(found(year, filter).contains(record.id.description))
    }
  }

  @Test func `a line with the word that is damaged or unfinished is named`() throws {
    let year = try SmallYear(calls: 60, days: 1, seats: 1)
    let record = try #require(
      try year.records().first { $0.record.element(.where).text.count > 4 && $0.lates.isEmpty }?.record)
    let file = try #require(year.files().first { $0.contains("seat-") })
    var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    let number = try #require(
      lines.firstIndex { $0.contains("\"call\":\"\(record.id)\",\"ev\":\"end\"") })
    lines[number] = "[" + lines[number].dropFirst()
    let torn = "{\"v\":1,\"text\":\"\(record.element(.where).text)\""
    try (lines.joined(separator: "\n") + torn).write(toFile: file, atomically: false, encoding: .utf8)
    var filter = CallFilter()
    filter.place = record.element(.where).text
    let result = CallSearch(logs: year.directory.path).calls(filter, days: [record.id.date], limit: 100)
    #expect(!result.calls.contains { $0.id == record.id })
    #expect(result.leftOut.map(\.line).contains(Int64(number) + 1))
    #expect(result.leftOut.map(\.line).contains(Int64(lines.count)))
  }

  @Test func `a corrected place is found by the new words`() throws {
    let year = try SmallYear(calls: 400, days: 2)
    let amended = try year.records().first {
      $0.lates.contains { $0.kind == "amend" && $0.value["field"] as? String == "where" }
    }
    let place = try #require(amended?.lates.first { $0.kind == "amend" }?.value["text"] as? String)
    var filter = CallFilter()
    filter.place = place
    #expect(found(year, filter).contains(try #require(amended?.record.id.description)))
  }

  @Test(arguments: [UInt64(1), 2])
  func `corrections in files of later days count for a search for words as for a list`(seed: UInt64) throws {
    let year = try SmallYear(calls: 160, days: 2, seats: 2, seed: seed)
    let archive = Archive(logs: year.directory.path)
    var numbers = SplitMix(seed: seed)
    var corrections: [SeatIdentifier: [String]] = [:]
    var filters: [CallFilter] = []
    for call in try year.records() where Int.random(in: 0..<3, using: &numbers) == 0 {
      let place = call.record.element(.where).text
      let changes = [("where", "改后的地方\(call.record.id.number)"), ("level", "1"), ("what", "改后的事")]
      guard !place.isEmpty, let change = changes.randomElement(using: &numbers) else { continue }
      corrections[call.record.id.seat, default: []].append(
        #""call":"\#(call.record.id)","ev":"amend","d":{"field":"\#(change.0)","was":"","text":"\#(change.1)","why":"核实"}"#
      )
      var filter = CallFilter()
      filter.place = place
      filters.append(filter)
      filter.level = 1
      filters.append(filter)
      filter = CallFilter()
      filter.text = change.1
      filters.append(filter)
    }
    for (seat, lines) in corrections { try write(lines, of: seat, into: year) }
    let days = JournalReader(logs: year.directory.path).dayFolders(.live).days
    var all: [CallRecord] = []
    _ = archive.forEachDay(in: year.days) { _, calls in all += calls.map(\.record) }
    #expect(filters.count > 60)
    for filter in filters {
      let wanted = Set(all.filter(filter.matches).map(\.id))
      #expect(Set(archive.search(filter, days: days, limit: 100_000).calls.map(\.id)) == wanted, "\(filter)")
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func `corrections taken back, and those of before the end, count for a search as for a list`(
    seed: UInt64
  ) throws {
    let year = try SmallYear(calls: 160, days: 2, seats: 2, seed: seed)
    let archive = Archive(logs: year.directory.path)
    var numbers = SplitMix(seed: seed)
    var filters: [CallFilter] = []
    for call in try year.records() where Int.random(in: 0..<2, using: &numbers) == 0 {
      let place = call.record.element(.where).text
      guard !place.isEmpty else { continue }
      let other = "改后的地方\(call.record.id.number)"
      let amend = #"{"field":"where","was":"\#(place)","text":"\#(other)","why":"核实"}"#
      let stands = #"{"ev":"element","d":{"element":"where","state":"given","text":"\#(place)"}}"#
      try insert(
        amend, stands: stands, takenBack: Int.random(in: 0..<4, using: &numbers), of: call.record.id,
        into: year)
      for word in [place, other] {
        var filter = CallFilter()
        filter.place = word
        filters.append(filter)
        filter.level = 2
        filters.append(filter)
      }
    }
    let days = JournalReader(logs: year.directory.path).dayFolders(.live).days
    var all: [CallRecord] = []
    _ = archive.forEachDay(in: year.days) { _, calls in all += calls.map(\.record) }
    #expect(filters.count > 150)
    #expect(Set(all.map { $0.element(.where).text.hasPrefix("改后的地方") }) == [true, false])
    for filter in filters {
      let wanted = Set(all.filter(filter.matches).map(\.id))
      #expect(Set(archive.search(filter, days: days, limit: 100_000).calls.map(\.id)) == wanted, "\(filter)")
    }
  }

  /// Writes a correction into the call's own file: before its end and taken back before it (0), behind it
  /// (1), behind it and taken back (2), before it and taken back behind it (3).
  private func insert(
    _ amend: String, stands: String, takenBack: Int, of call: CallIdentifier, into year: SmallYear
  ) throws {
    for file in year.files() where file.hasSuffix("seat-\(call.seat).jsonl") {
      var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
      guard let end = lines.firstIndex(where: { $0.contains("\"call\":\"\(call)\",\"ev\":\"end\"") }),
        let head = lines[end].range(of: ",\"ev\":\"end\"").map({ lines[end][..<$0.lowerBound] })
      else { continue }
      let rest = ",\"prev\":\"\(String(repeating: "0", count: 64))\"}"
      let correction = head + #","ev":"amend","d":"# + amend + rest
      let undoing =
        head + #","ev":"undone","d":{"undone":[{"ev":"amend","d":"# + amend + #"}],"stands":["# + stands
        + "]}" + rest
      if takenBack != 1 { lines.insert(undoing, at: takenBack == 0 ? end : end + 1) }
      lines.insert(correction, at: takenBack % 3 == 0 ? end : end + 1)
      try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    }
  }

  /// Writes lines of a seat for a day three days after the last one.
  private func write(_ lines: [String], of seat: SeatIdentifier, into year: SmallYear) throws {
    let day = year.days.upperBound.adding(days: 3)
    let folder = year.directory.file("live/" + day.description.replacing("-", with: "/"))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = lines.enumerated().map { index, rest in
      "{\"v\":1,\"n\":\(index + 1),\"at\":\"\(day)T10:00:00.000+08:00\",\"t\":0,\"seat\":\"\(seat)\",\"op\":\"050001\","
        + rest + ",\"prev\":\"\(String(repeating: "0", count: 64))\"}\n"
    }
    try text.joined().write(toFile: folder + "/seat-\(seat).jsonl", atomically: false, encoding: .utf8)
  }

  @Test(arguments: [
    ("１１０ＡＢｃ", "110abc"), ("㎡", "m2"), ("⑫", "12"), ("Ⅳ", "iv"), ("晋 陵\u{3000}路", "晋陵路"), ("，（）", ",()"),
    ("²₃", "23"),
  ])
  func `what means the same is found by either form`(left: String, right: String) {
    #expect(FoldedText.fold(left) == FoldedText.fold(right))
  }

  @Test(arguments: [
    ("jlzl", "晋陵中路189号", true), ("zl1", "晋陵中路189号", false), ("zl", "晋陵中路", true), ("j", "晋陵中路", false),
    ("xm", "厦门路", true), ("sm", "厦门路", true), ("zj", "长江中路", true), ("cj", "长江中路", true),
    ("xxs", "解先生", true),
    ("jxs", "解先生", true), ("qxs", "仇先生", true), ("ll", "晋陵中路", false),
  ])
  func `initials find names and places by either reading`(query: String, text: String, isFound: Bool) {
    let folded = FoldedText.fold(query)
    let result =
      PinyinInitials.isQuery(folded)
      && PinyinInitials.matches(folded.map { UInt8($0.value) }, text: FoldedText.fold(text))
    #expect(result == isFound)
  }
}
