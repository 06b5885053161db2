import CallModel
import CallReview
import CallScan
import Catalogue
import Foundation
import GeneratedYear
import TestSupport
import Testing

/// Calls taken together by the month must give the same report as calls counted one by one.
@Suite(.timeLimit(.minutes(20))) struct MonthFactsTests {
  private static let groupings: [ReportFold.Grouping?] = [nil] + ReportFold.Grouping.allCases.map { $0 }

  private func json(_ year: SmallYear, _ fold: ReportFold, _ days: ClosedRange<CivilDate>) -> String {
    ReportTables(
      Report(
        period: ReportPeriod(days), asOf: .end(of: days.upperBound), fold: fold, before: nil,
        document: year.document,
        isVerified: false), language: .chinese
    ).json
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `derived files change no figure of any period or grouping`(seed: UInt64) throws {
    // Over the end of a month, with what desks write in later months.
    let year = try SmallYear(calls: 700, days: 9, seed: seed)
    try Aftermath.write(into: year, seed: seed)
    // Folders written within the last two seconds are not kept.
    Thread.sleep(forTimeInterval: 2.1)
    _ = year.fold(cache: true)
    let first = year.days.lowerBound
    for (from, to) in [(0, 8), (0, 0), (2, 5), (3, 3), (8, 8), (-26, 4), (5, 32), (-26, 60)] {
      let days = first.adding(days: from)...first.adding(days: to)
      for grouping in Self.groupings {
        let plain = year.fold(days, by: grouping)
        let kept = year.fold(days, by: grouping, cache: true)
        #expect(plain.total.calls > 0)
        #expect(json(year, plain, days) == json(year, kept, days), "\(days) \(String(describing: grouping))")
      }
    }
  }

  @Test func `a journal added, removed, put in another's place or renamed is noticed`() throws {
    let year = try SmallYear(calls: 300, days: 2, seats: 3)
    let files = FileManager.default
    func check(_ what: String) throws {
      let days = year.days
      let plain = json(year, year.fold(days), days)
      #expect(plain == json(year, year.fold(days, cache: true), days), "\(what)")
      // Kept now, and the same again.
      Thread.sleep(forTimeInterval: 2.1)
      _ = year.fold(days, cache: true)
      #expect(plain == json(year, year.fold(days, cache: true), days), "\(what), kept")
    }
    try check("at first")
    let first = try #require(year.files().first { $0.hasSuffix("seat-01.jsonl") })
    let second = try #require(year.files().first { $0.hasSuffix("seat-02.jsonl") })
    let bytes = try Data(contentsOf: URL(filePath: first))
    try files.removeItem(atPath: first)
    try check("removed")
    try bytes.write(to: URL(filePath: first))
    try check("added")
    try files.moveItem(atPath: second, toPath: second.replacing("seat-02", with: "seat-17"))
    try check("renamed")
    try bytes.write(to: URL(filePath: first + ".new"))
    try files.removeItem(atPath: first)
    try files.moveItem(atPath: first + ".new", toPath: first)
    try check("put in its place")
    try files.removeItem(atPath: (first as NSString).deletingLastPathComponent)
    try check("the folder removed")
  }

  @Test(arguments: [0, 1])
  func `a journal shortened since is told though the lines that saw more of it are not read again`(
    remaining: Int
  ) throws {
    let year = try SmallYear(calls: 120, days: 9, seats: 2)
    let name = "live/2025/01/29/seat-01.jsonl"
    let file = URL(filePath: year.directory.file(name))
    let bytes = try Data(contentsOf: file)
    // A line of February that saw all of a file of January.
    let line =
      #"{"v":1,"n":1,"at":"2025-02-02T08:00:00.000+08:00","t":0,"seat":"desk-watch","op":"041207","ev":"segment","#
      + #""d":{"after":"\#(name)","bytes":\#(bytes.count)},"prev":"\#(String(repeating: "0", count: 64))"}"#
      + "\n"
    try Data(line.utf8).write(to: URL(filePath: year.directory.file("live/2025/02/02/desk-watch.jsonl")))
    Thread.sleep(forTimeInterval: 2.1)
    _ = year.fold(cache: true)
    func told(cache: Bool) -> [String] {
      year.fold(cache: cache).leftOut.filter { $0.reason == "shortened" }.map(\.file)
    }
    #expect(told(cache: true) == [] && told(cache: false) == [])
    let lines = bytes.split(separator: 0x0A)
    try Data(lines.prefix(lines.count * remaining / 2).flatMap { $0 + [0x0A] }).write(to: file)
    #expect(told(cache: false) == [name])
    #expect(told(cache: true) == [name], "the month of the file is read again, the other one is not")
    Thread.sleep(forTimeInterval: 2.1)
    _ = year.fold(cache: true)
    #expect(told(cache: true) == [name], "both are kept")
  }

  @Test func `what later folders write about any call changes the sums as it changes the calls`() throws {
    let table = try SmallYear(calls: 40, days: 1).table
    var numbers = SplitMix(seed: 5)
    let first = try #require(CivilDate("2025-03-01"))
    let range = MonthFacts.days(holding: first)
    for round in 0..<60 {
      var days = [Self.day(first, round, &numbers), Self.day(first.adding(days: 2), round + 1, &numbers)]
      // The second folder also says something of the first one's calls, the third of both.
      for _ in 0..<6 { days[1].lates.append(Self.late(on: first, &days[1], &numbers)) }
      for index in days[1].lates.indices { days[1].lates[index].at += 10_000 }
      var later = DayFacts(folder: first.adding(days: 40))
      for index in 0..<24 {
        later.lates.append(Self.late(on: first.adding(days: index % 2 * 2), &later, &numbers))
      }
      for index in later.lates.indices { later.lates[index].at += 100_000 }
      func fold() -> ReportFold {
        ReportFold(days: range, today: range.upperBound + 3, grouping: nil, table: table)
      }
      var (one, other) = (fold(), fold())
      var pending = ReportFold.Pending.all(in: later, about: range)
      let ofLater = pending.values.flatMap { $0 }
      for (day, more) in ReportFold.Pending.all(in: days[1], about: range) {
        pending[day, default: []] += more
      }
      for day in days.map(Self.once) {
        one.add(day, pending: pending[Int32(day.folder.dayNumber)] ?? [])
      }
      var maker = MonthMaker(month: first)
      maker.add(days[0])
      // Kept, read again and gone on with, as it is from one day to the next.
      let kept = try #require(maker.finish(kinds: table.kinds))
      maker = MonthMaker(kept.month, settled: kept.settled)
      maker.add(days[1])
      let made = try #require(maker.finish(kinds: table.kinds))
      // A call of the first folder that the second one opened again has no end in the month.
      let goingOn = Set(
        days[1].lates.filter { $0.kind == LateFact.Kind.goesOn.rawValue }
          .map { [Int($0.day), Int($0.number)].description + days[1].seats.words[Int($0.seat)] })
      let ended = days.map { day in
        Self.once(day).calls.count {
          day.folder != first
            || !goingOn.contains([Int($0.day), Int($0.number)].description + day.seats.words[Int($0.seat)])
        }
      }
      #expect(made.settled.count + made.month.open.calls.count == ended[0] + ended[1])
      other.add(made.month, pending: ofLater, summary: { made.summary }, settled: { made.settled })
      one.finish()
      other.finish()
      #expect(Self.figures(one) == Self.figures(other))
      var whole = fold()
      whole.add(made.month, pending: ofLater, summary: { nil }, settled: { made.settled })
      whole.finish()
      #expect(Self.figures(one) == Self.figures(whole))
    }
  }

  @Test func `a merged tally counts everything that its parts count`() throws {
    let table = try SmallYear(calls: 40, days: 1).table
    var numbers = SplitMix(seed: 8)
    let date = try #require(CivilDate("2025-03-03"))
    let day = Int32(date.dayNumber)
    func fold() -> ReportFold {
      var fold = ReportFold(days: day...day, today: day + 5, grouping: nil, table: table)
      for _ in 0..<40 { fold.add(Self.day(date, 0, &numbers), pending: []) }
      return fold
    }
    let (one, other) = (fold(), fold())
    var both = one
    both.merge(other)
    func sum(_ left: [Int], _ right: [Int]) -> [Int] { zip(left, right).map(+) }
    #expect(one.total.flatCounts.filter { $0 == 0 }.count < one.total.flatCounts.count / 2)
    #expect(both.total.flatCounts == sum(one.total.flatCounts, other.total.flatCounts))
    #expect(both.total.required == sum(one.total.required, other.total.required))
    #expect(both.total.said == sum(one.total.said, other.total.said))
    #expect(both.total.talk.count == one.total.talk.count + other.total.talk.count)
    #expect(both.total.measuredRing.count == one.total.measuredRing.count + other.total.measuredRing.count)
  }

  /// Everything counted, percentiles at many places.
  private static func figures(_ fold: ReportFold) -> [String] {
    let tally = fold.total
    let spreads = [tally.measuredRing, tally.reportedRing, tally.place, tally.dispatch, tally.talk].map {
      spread in
      [1, 250, 500, 900, 1_000].map { spread.percentile($0) ?? -1 } + [spread.count]
    }
    return [
      "\(tally.flatCounts)", "\(tally.required)", "\(tally.said)", "\(spreads)", "\(fold.heat)",
      "\(fold.daily)",
      "\(fold.ratingsAgain.map { "\($0)" }.sorted())",
      "\(fold.categories.filter { $0.value != 0 }.sorted { $0.key < $1.key })",
    ]
  }

  private static func day(_ date: CivilDate, _ round: Int, _ numbers: inout SplitMix) -> DayFacts {
    var day = DayFacts(folder: date)
    for number in 1...UInt32.random(in: 1...30, using: &numbers) {
      for seat in ["07", "02"] {
        day.calls.append(fact(date, number, seat, &day, &numbers))
        // Longer than there are counters for.
        if round == 7, number == 1 { day.calls[day.calls.count - 1].talk = 2_000_000 }
        // Now and then a line stands twice; a month counts the first one.
        if Bool.random(using: &numbers), number % 9 == 0, let last = day.calls.last { day.calls.append(last) }
      }
    }
    for _ in 0..<5 { day.lates.append(late(on: date, &day, &numbers)) }
    return day
  }

  /// The day with every call once.
  private static func once(_ day: DayFacts) -> DayFacts {
    var (once, known) = (day, Set<[Int]>())
    once.calls = day.calls.filter { known.insert([Int($0.day), Int($0.seat), Int($0.number)]).inserted }
    return once
  }

  private static func fact(
    _ date: CivilDate, _ number: UInt32, _ seat: String, _ day: inout DayFacts, _ numbers: inout SplitMix
  ) -> CallFact {
    func small(_ range: ClosedRange<UInt8>) -> UInt8 { UInt8.random(in: range, using: &numbers) }
    var fact = CallFact()
    fact.day = Int32(date.dayNumber)
    fact.number = number
    fact.seat = day.seats.number(of: seat)
    fact.personnel = day.operators.number(of: ["b1", "a2"].randomElement(using: &numbers) ?? "")
    fact.category = day.categories.number(of: ["", "300100", "100300"].randomElement(using: &numbers) ?? "")
    fact.began = Int32.random(in: 0..<86_400_000, using: &numbers)
    (fact.ending, fact.source, fact.verdict) = (small(1...4), small(0...3), small(0...3))
    (fact.asked, fact.given, fact.settled) = (small(0...255), small(0...255), small(0...255))
    (fact.branches, fact.breaches) = (small(0...127), small(0...31))
    (fact.level, fact.promises, fact.openPromises) = (small(0...12), small(0...3), UInt16(small(0...1)))
    if small(0...9) == 0 { fact.due = fact.day + 3 }
    for word in ["greeting", "farewell", "consent", "calm"] where Bool.random(using: &numbers) {
      fact.said |= 1 << UInt64(day.phrases.number(of: word))
    }
    fact.ring = Int32.random(in: -1...30_000, using: &numbers)
    fact.talk = Int32.random(in: -1...20_000, using: &numbers)
    fact.place = Int32.random(in: -1...90_000, using: &numbers)
    fact.dispatch = Int32.random(in: -1...90_000, using: &numbers)
    return fact
  }

  private static func late(on date: CivilDate, _ day: inout DayFacts, _ numbers: inout SplitMix) -> LateFact {
    let kind = LateFact.Kind.allCases.randomElement(using: &numbers) ?? .rated
    let value: Int32 =
      switch kind {
      case .category:
        Int32(day.categories.number(of: ["500100", "300100"].randomElement(using: &numbers) ?? ""))
      case .level, .rated, .ratedAnew: Int32.random(in: 0...3, using: &numbers)
      case .element: Int32.random(in: 0...7, using: &numbers)
      default: Int32(date.dayNumber) + Int32.random(in: 1...5, using: &numbers)
      }
    return LateFact(
      kind: kind, at: Int64.random(in: 0...1_000, using: &numbers), day: Int32(date.dayNumber),
      seat: day.seats.number(of: ["02", "07", "99"].randomElement(using: &numbers) ?? ""),
      number: UInt32.random(in: 1...32, using: &numbers), value: value,
      personnel: day.operators.number(of: ["a2", "c3", "d4"].randomElement(using: &numbers) ?? ""),
      agreed: kind == .ratedAnew
        ? day.operators.number(of: ["a2", "d4"].randomElement(using: &numbers) ?? "") : 0)
  }
}
