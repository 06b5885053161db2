import CallArchive
import CallModel
import CallReview
import Files
import Foundation
import PlainText
import TestSupport
import Testing

@testable import CallJournal
@testable import CallScan

/// What one reader calls a damaged line, all do: line by line, and file by file.
@Suite(.timeLimit(.minutes(20))) struct LineGrammarTests {
  private struct Day {
    let year: SmallYear
    let file: String
    let path: JournalPath
    let lines: [[UInt8]]

    /// A day of one seat with calls, corrections, ratings and deeds.
    init() throws {
      year = try SmallYear(calls: 40, days: 1, seats: 1)
      file = try #require(year.files().first { $0.hasSuffix("seat-01.jsonl") })
      path = try #require(JournalPath(String(file.dropFirst(year.directory.path.count + 1))))
      lines = try Data(contentsOf: URL(filePath: file)).split(separator: 0x0A).map { Array($0) }
    }

    /// Writes the file anew with these lines.
    func write(_ lines: [[UInt8]]) throws {
      var bytes: [UInt8] = []
      for line in lines { bytes += line + [0x0A] }
      try Data(bytes).write(to: URL(filePath: file))
    }

    /// One line of every kind there is, in both versions of the format.
    var kinds: [[UInt8]] {
      var kinds: [String: [UInt8]] = [:]
      for line in lines {
        guard let entry = try? line.withUnsafeBytes({ try JournalEntry(line: $0) }) else { continue }
        let kind = "\(entry.kind) \(entry.version)"
        if kinds[kind].map({ $0.count < line.count }) ?? true { kinds[kind] = line }
      }
      return kinds.values.sorted { $0.lexicographicallyPrecedes($1) }
    }
  }

  /// What each reader says of bytes: whether they are a line.
  private func verdicts(_ line: [UInt8], after good: [UInt8], seat: String) -> [(
    reader: String, isLine: Bool
  )] {
    line.withUnsafeBytes { bytes in
      let entry = (try? JournalEntry(line: bytes)) != nil
      var check = LineCheck(seat: seat, after: nil)
      let raw = RawLine(bytes, offset: 0, isTerminated: true, limit: JournalFormat.maximumLineBytes)
      let envelope = check.follow(raw).envelope
      let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let alone = start.flatMap { ScannedLine($0, count: bytes.count) }
      var memory = LineMemory()
      _ = good.withUnsafeBufferPointer { good in
        good.baseAddress.flatMap { ScannedLine($0, count: good.count, memory: &memory) }
      }
      let remembered = start.flatMap {
        ScannedLine($0, count: bytes.count, memory: &memory, checksEnd: false)
      }
      return [
        ("journal", entry), ("verify", envelope != nil), ("scan", alone != nil),
        ("scan after a good line", remembered?.isSound ?? false),
      ]
    }
  }

  private func expectAgreement(_ line: [UInt8], after good: [UInt8]) {
    let verdicts = verdicts(line, after: good, seat: "01")
    #expect(
      Set(verdicts.map(\.isLine)).count == 1,
      "\(verdicts) of \(String(decoding: line, as: UTF8.self))")
  }

  @Test func `all readers agree about every byte flipped, cut and put in, of a line of every kind`() throws {
    let day = try Day()
    var random = SplitMix(seed: 21)
    for line in day.kinds {
      let sound = verdicts(line, after: line, seat: "01").allSatisfy { $0.isLine }
      #expect(sound)
      for place in line.indices {
        var flipped = line
        flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        expectAgreement(flipped, after: line)
        flipped[place] =
          [0x00, 0x22, 0x5C, 0x7B, 0x7D, 0x2C, 0x30, 0x80, 0xFF].randomElement(using: &random) ?? 0
        expectAgreement(flipped, after: line)
        var cut = line
        cut.removeSubrange(place..<min(line.count, place + Int.random(in: 1...3, using: &random)))
        expectAgreement(cut, after: line)
        var longer = line
        longer.insert(contentsOf: Array("\",0:{}[]ab\\u".utf8).shuffled(using: &random).prefix(2), at: place)
        expectAgreement(longer, after: line)
      }
    }
  }

  /// Damage that leaves the ends of the payload as they were.
  private static let hidden: [(what: String, from: String, to: String)] = [
    ("no value", #""notes":[]"#, #""notes":[xx]"#), ("doubled key", #","level":"#, #","level":1,"level":"#),
    ("doubled key, escaped", #","level":"#, #","\u006cevel":1,"level":"#),
    ("a zero in front", #""talk_ms":"#, #""talk_ms":0"#),
    ("a bad escape", #""seat_no":""#, #""seat_no":"\x"#),
    ("half a pair", #""seat_no":""#, #""seat_no":"\ud800"#),
    ("a comma too many", #""notes":[]"#, #""notes":[],"#), ("a space", #""notes":[]"#, #""notes": []"#),
    ("another bracket", #""notes":[]"#, #""notes":[}"#),
    ("a control character", #""seat_no":""#, "\"seat_no\":\"\u{1}"),
    ("a doubled record", #""record":{"#, #""record":{},"record":{"#),
    ("a cut word", #""ending":"#, #""x":tru,"ending":"#),
    (
      "a deep list", #""notes":[]"#,
      "\"notes\":" + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    ),
  ]

  @Test(arguments: hidden.map(\.what))
  func `a closing line with damage inside is damaged for all, and its call is counted alike`(what: String)
    throws
  {
    let damage = try #require(Self.hidden.first { $0.what == what })
    let day = try Day()
    let index = try #require(
      day.lines.indices.last {
        let line = String(decoding: day.lines[$0], as: UTF8.self)
        return line.contains(#""ev":"end""#) && line.contains(damage.from)
      })
    let text = String(decoding: day.lines[index], as: UTF8.self)
    let line = Array(text.replacing(damage.from, with: damage.to, maxReplacements: 1).utf8)
    let verdicts = verdicts(line, after: day.lines[index], seat: "01")
    #expect(verdicts.allSatisfy { !$0.isLine }, "\(verdicts)")
    var lines = day.lines
    lines[index] = line
    try expectPlaces(day, lines, [Int64(index + 1)])
  }

  /// Writes the file anew and compares the lines each reader of files says are none.
  private func expectPlaces(_ day: Day, _ lines: [[UInt8]], _ expected: Set<Int64>?) throws {
    let what = "\(expected ?? [])"
    try day.write(lines)
    let reader = JournalReader(logs: day.year.directory.path)
    let contents = reader.contents(of: day.path)
    let journal = Set(contents.faults.compactMap { $0.kind.isOfLine ? $0.line : nil })
    if let expected { #expect(journal == expected) }
    // A sound line whose record is none tells no figures: the report and the search name it.
    let ends = contents.entries.filter { $0.entry.kind == "end" }
    let empty = Set(ends.filter { $0.entry.value["record"].flatMap(CallRecord.init) == nil }.map(\.line))
    let report = day.year.report()
    #expect(Set(report.fold.leftOut.filter { $0.reason == "no-record" }.map(\.line)) == empty, "\(what)")
    let reasons = ["malformed", "unknown-version", "too-long"]
    let reported = Set(report.fold.leftOut.filter { reasons.contains($0.reason) }.map(\.line))
    // What is a line and yet none of its kind is left out by those who need its kind.
    func unusable(_ kinds: Set<String>) -> Set<Int64> {
      let entries = contents.entries.filter { kinds.contains($0.entry.kind) && $0.noted == nil }
      return Set(entries.compactMap { $0.unusable?.line })
    }
    let late = unusable([
      "amend", "deed", "rating", "complaint-replied", "complaint-reopened", "deadline-corrected",
      "callback-close",
    ])
    #expect(reported == journal.union(late), "report \(what)")
    var filter = CallFilter()
    filter.level = 1
    let search = CallSearch(logs: day.year.directory.path).calls(filter, days: [day.path.date], limit: 1_000)
    #expect(
      Set(search.leftOut.map(\.line)) == journal.union(empty).union(unusable(["amend"])), "search \(what)")
    let scan = FileScanner.scan(day.path, store: reader.store)
    let verified = Set(
      scan.findings.compactMap { finding -> Int64? in
        guard case .fault(let kind) = finding.kind, kind.isOfLine else { return nil }
        return finding.line
      })
    #expect(verified == journal, "verify \(what)")
    let facts = try FactScan(reader, path: day.path, from: nil)
    #expect(facts.faults == journal.count, "matters \(what)")
    #expect(report.fold.total.calls == ends.count - empty.count, "calls \(what)")
    try expectSameRecords(day, journal, what)
  }

  /// All ways of reading records come to the same, and all tell of every damaged line.
  private func expectSameRecords(_ day: Day, _ damaged: Set<Int64>, _ what: String) throws {
    let archive = Archive(logs: day.year.directory.path)
    let range = day.path.date...day.path.date
    let faults = RecordReadings(archive: archive, days: range, document: day.year.document).expectSame(what)
    #expect(
      Set(faults.records).isSubset(of: faults.all) && damaged.isSubset(of: faults.records.compactMap(\.line)),
      "faults \(what)")
  }

  @Test func `files with some lines damaged are told of alike, place by place`() throws {
    let day = try Day()
    var random = SplitMix(seed: 33)
    for _ in 0..<60 {
      var lines = day.lines
      for _ in 0..<3 {
        let index = Int.random(in: 1..<(lines.count - 1), using: &random)
        let place = Int.random(in: 0..<lines[index].count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: lines[index][place] = [0x00, 0x22, 0x5C, 0x7B, 0x5D, 0x80].randomElement(using: &random) ?? 0
        case 1: lines[index].removeSubrange(place...)
        default: lines[index].insert(contentsOf: Array(#""x":"#.utf8), at: place)
        }
      }
      try expectPlaces(day, lines, nil)
    }
  }

  /// Closing lines that are sound and yet say nothing of their call.
  private static let empty: [(what: String, from: String, to: String)] = [
    ("no record", #""record":{"#, #""recrod":{"#), ("an empty record", #""record":{"#, #""record":{},"x":{"#),
    ("the record of another call", #""call_record_no":""#, #""call_record_no":"20240101-09-0001","x":""#),
    ("a record that has not ended", "", ""),
    (
      "a beginning there is not", #""ring_start_at":""#,
      #""ring_start_at":"2025-02-30T00:00:00.000+08:00","x":""#
    ),
    ("no person", #""operator_id":""#, #""operator_id":"-","x":""#),
  ]

  @Test(arguments: empty.map(\.what))
  func `a sound closing line without a usable record ends no call, for all readers, and is named`(
    what: String
  ) throws {
    let damage = try #require(Self.empty.first { $0.what == what })
    let day = try Day()
    let index = try #require(
      day.lines.indices.last {
        let line = String(decoding: day.lines[$0], as: UTF8.self)
        return line.contains(#""ev":"end""#) && line.contains(#""talk_ms""#)
      })
    let text = String(decoding: day.lines[index], as: UTF8.self)
    var changed =
      damage.from.isEmpty ? text : text.replacing(damage.from, with: damage.to, maxReplacements: 1)
    if damage.from.isEmpty {
      // In the record, not in the event.
      let record = try #require(text.range(of: #""record":{"#))
      let whole = text[record.upperBound...]
      changed =
        String(text[..<record.upperBound])
        + String(whole.replacing(/"ending":"[a-z-]+",?/, with: "", maxReplacements: 1))
    }
    #expect(changed != text)
    var lines = day.lines
    lines[index] = Array(changed.utf8)
    try day.write(lines)
    let entry = try #require(try? lines[index].withUnsafeBytes { try JournalEntry(line: $0) })
    let call = try #require(entry.call)
    let line = Int64(index + 1)
    let archive = Archive(logs: day.year.directory.path)
    var listed: CallRecord?
    let faults = archive.forEachDay(in: day.path.date...day.path.date) { _, calls in
      listed = calls.first { $0.state.id == call }?.record
    }
    #expect(listed?.phase != .ended && faults.map(\.line).contains(line))
    let found = archive.call(call)
    #expect(found.state?.record == listed && found.faults.map(\.line).contains(line))
    let report = day.year.report()
    #expect(report.fold.leftOut.contains { $0.line == line })
    #expect(report.fold.unclosed.contains { $0.number == UInt32(call.number) })
    var (byLevel, byWord) = (CallFilter(), CallFilter())
    byLevel.ending = .finished
    byWord.place = listed?.element(.where).text
    for filter in [byLevel, byWord] {
      let search = archive.search(filter, days: [day.path.date], limit: 1_000)
      #expect(search.leftOut.contains { $0.line == line } || filter.place == "")
      #expect(search.calls.contains { $0.id == call } == listed.map(filter.matches))
    }
  }

  @Test func `a scan knows the days, moments and calls that there are, and no others`() {
    func day(_ text: String) -> Int? {
      Array(text.utf8).withUnsafeBytes { FixedForms.day($0) }.map { Int($0) }
    }
    for year in [1, 4, 100, 1900, 2000, 2023, 2024, 2025, 2100, 9999] {
      let digits = String(repeating: "0", count: 4 - String(year).count) + String(year)
      for month in 0...13 {
        for date in 0...32 {
          let text = "\(digits)-\(month < 10 ? "0" : "")\(month)-\(date < 10 ? "0" : "")\(date)"
          let known = CivilDate(text)
          #expect(day(text) == known?.dayNumber, "\(text)")
          let call = Array((text.replacing("-", with: "") + "-03-0001").utf8)
          #expect(
            call.withUnsafeBytes { FixedForms.call($0)?.day }.map { Int($0) } == known?.dayNumber, "\(text)")
          let instant = Array((text + "T09:15:31.042+08:00").utf8)
          #expect(
            instant.withUnsafeBytes { FixedForms.instant($0)?.day }.map { Int($0) } == known?.dayNumber,
            "\(text)")
        }
      }
    }
    #expect(day("0000-01-01") == nil)
  }

  @Test func `one missing line is one problem, wherever it is looked for`() throws {
    let day = try Day()
    var lines = day.lines
    lines.remove(at: 20)
    try day.write(lines)
    let reader = JournalReader(logs: day.year.directory.path)
    #expect(reader.contents(of: day.path).faults.map(\.line) == [21])
    #expect(day.year.report().fold.leftOut.map(\.line) == [21])
    #expect(FileScanner.scan(day.path, store: reader.store).findings.map(\.line) == [21])
    let later = try #require(
      reader.contents(of: day.path).entries.last { $0.line > 40 && $0.entry.call != nil }?.entry.call)
    let found = reader.lines(of: later, seat: later.seat, on: day.path.date, room: .live)
    #expect(!found.entries.isEmpty && found.faults.count == 1)
  }
}

extension JournalFault.Kind {
  /// Whether bytes are no line, whatever stands around them.
  fileprivate var isOfLine: Bool {
    switch self {
    case .malformed, .unknownVersion, .tooLong: true
    case .unreadable, .refused, .wrongNumber, .brokenLink, .wrongSeat, .foreignCall, .torn, .shortened: false
    }
  }
}
