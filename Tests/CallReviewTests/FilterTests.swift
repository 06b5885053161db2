import CallJournal
import CallModel
import CallReview
import CallScan
import Foundation
import GeneratedYear
import PlainText
import TestSupport
import Testing

/// Every filter of the lists against one that looks at each call's JSON.
@Suite(.timeLimit(.minutes(20))) struct FilterTests {
  private static func damagedYear(calls: Int = 640, seed: UInt64) throws -> SmallYear {
    let year = try SmallYear(calls: calls, days: 3, seed: seed)
    var numbers = SplitMix(seed: seed)
    for file in year.files() where file.contains("seat-") {
      let kinds: [Damage] = [.cutLine, .garbage, .otherPayload, .wrongNumber, .unknownVersion, .torn]
      _ = try kinds.randomElement(using: &numbers)?.strike(file, below: year.directory.path, &numbers)
    }
    return year
  }

  private static func filter(_ change: (inout CallFilter) throws -> Void) rethrows -> CallFilter {
    var filter = CallFilter()
    try change(&filter)
    return filter
  }

  /// A filter for every option, and the words that mean it on the command line.
  private static func cases(_ year: SmallYear) throws -> [(words: [String], filter: CallFilter)] {
    let second = year.plan.from.adding(days: 1)
    let morning = WallInstant(date: second, millisecondOfDay: 8 * 3_600_000)
    let seat = try SeatIdentifier("03")
    let person = try OperatorIdentifier("041010")
    return [
      ([], CallFilter()),
      (["--from", "\(second)T08:00"], filter { $0.from = morning }),
      (["--to", "\(second)T08:00:00"], filter { $0.until = morning }),
      (["--to", "\(second)"], filter { $0.until = WallInstant(date: second.adding(days: 1)) }),
      (["--seat", "03"], filter { $0.seat = seat }),
      (["--operator", "041010"], filter { $0.personnel = person }),
      (["--category", "100100"], filter { $0.category = "100100" }),
      (["--category", "100000"], filter { $0.category = "100000" }),
      (["--category", "交通事故"], filter { $0.category = "300100" }),
      (["--level", "2"], filter { $0.level = 2 }),
      (["--branch", "complaint"], filter { $0.branch = .complaint }),
      (["--branch", "骚扰"], filter { $0.branch = .harassment }),
      (["--verdict", "late"], filter { $0.verdict = .late }),
      (["--verdict", "undetermined"], filter { $0.verdict = .undetermined }),
      (["--contradiction"], filter { $0.hasContradiction = true }),
      (["--no-recording"], filter { $0.lacksRecording = true }),
      (["--ending", "abandoned"], filter { $0.ending = .abandoned }),
      (["--ending", "cut-off"], filter { $0.ending = .cutOff }),
      (["--missing", "why"], filter { $0.missing = .why }),
      (["--missing", "何地"], filter { $0.missing = .where }),
      (["--breach"], filter { $0.hasBreach = true }),
      (
        ["--breach=greeting-missing"],
        filter {
          $0.hasBreach = true
          $0.breach = .greetingMissing
        }
      ),
      (["--number", "0519-00001"], filter { $0.number = "0519-00001" }),
      (["--number", "０５１９"], filter { $0.number = "0519" }),
      (["--place", "晋陵中路"], filter { $0.place = "晋陵中路" }),
      (["--place", "Ａ座12"], filter { $0.place = "Ａ座12" }),
      (["--place", "jlzl"], filter { $0.place = "jlzl" }),
      (["--place", "ＣＪＺＬ"], filter { $0.place = "cjzl" }),
      (["--place", "zjzl"], filter { $0.place = "zjzl" }),
      (["--name", "xns"], filter { $0.name = "xns" }),
      (["--name", "解女士"], filter { $0.name = "解女士" }),
      (["--name", "先生"], filter { $0.name = "先生" }),
      (["--text", "摩托"], filter { $0.text = "摩托" }),
      (["--text", "\"砸\""], filter { $0.text = "\"砸\"" }),
      (["--text", "天宁所"], filter { $0.text = "天宁所" }),
      (["--text", "环境监察"], filter { $0.text = "环境监察" }),
      (["--text", "态度"], filter { $0.text = "态度" }),
      (
        ["--place", "路", "--level", "2", "--verdict", "within", "--from", "\(second)"],
        filter {
          $0.place = "路"
          $0.level = 2
          $0.verdict = .within
          $0.from = WallInstant(date: second)
        }
      ),
    ]
  }

  @Test(arguments: [UInt64(1)]) func `a filter gives what looking at each call's JSON gives`(seed: UInt64)
    throws
  {
    let year = try Self.damagedYear(seed: seed)
    let calls = try SlowFilter.calls(year.files())
    let days = JournalReader(logs: year.directory.path).dayFolders(.live).days
    #expect(calls.count > 550)
    for (words, filter) in try Self.cases(year) {
      let wanted = calls.filter(SlowFilter(filter: filter).matches).map(\.id)
      #expect(
        (!wanted.isEmpty || words == ["--contradiction"]) && (words.isEmpty || wanted.count < calls.count),
        "\(words)")
      let found = CallSearch(logs: year.directory.path).calls(filter, days: days, limit: 100_000)
      #expect(found.calls.map(\.id.description) == wanted, "\(words)")
    }
  }

  @Test func `the commands list and search give the same, from their words`() throws {
    let year = try Self.damagedYear(calls: 300, seed: 3)
    let calls = try SlowFilter.calls(year.files())
    let range = ["--from", "\(year.plan.from)", "--to", "\(year.days.upperBound.adding(days: 1))"]
    for (words, filter) in try Self.cases(year) {
      let wanted = calls.filter(SlowFilter(filter: filter).matches).map(\.id)
      for command in ["list", "search"] {
        let own = command == "list" ? range.chunked().filter { !words.contains($0[0]) }.flatMap { $0 } : []
        let run = try ProgramRun(
          ["calls", command, "--json", "--logs", year.directory.path, "--limit", "100000"].dropLast(
            command == "list" ? 2 : 0) + words + own)
        let ids = try run.output.split(separator: "\n").map { line in
          let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
          // Calls going on are listed too, and never searched.
          return object?["ending"] is String ? object?["call_record_no"] as? String ?? "" : ""
        }
        #expect(ids.filter { !$0.isEmpty } == wanted, "\(command) \(words) \(run.error)")
      }
    }
  }

  @Test func `folding is NFKC for what a Chinese input method makes`() {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0xA0, 0xB2...0xB3, 0xB9...0xB9, 0x2070...0x2070, 0x2074...0x2079, 0x2080...0x2089,
      0x2103...0x2103, 0x2160...0x216B, 0x2170...0x217B, 0x2460...0x2473, 0x3000...0x3000, 0x338F...0x338F,
      0x339E...0x339E, 0x33A1...0x33A1, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF5E,
    ]
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = String(String.UnicodeScalarView(FoldedText.fold(String(scalar))))
      #expect(folded == SlowFilter.folded(String(scalar)), "U+\(String(value, radix: 16))")
    }
  }
}

extension Array {
  /// Pairs that follow each other.
  fileprivate func chunked() -> [[Element]] {
    stride(from: 0, to: count, by: 2).map { Array(self[$0..<Swift.min(count, $0 + 2)]) }
  }
}
