import CallJournal
import CallModel
import CallReview
import CallScan
import Foundation
import GeneratedYear
import TestSupport
import Testing

/// Everything a report says, against a slow and obvious count over the same journals.
@Suite(.timeLimit(.minutes(20))) struct ReportYearTests {
  static func differences(_ report: Report, _ slow: SlowReport) -> [String] {
    let expected = slow.figures
    let found = Dictionary(report.sections.flatMap(\.rows).map { ($0.key, $0.figure.plain) }) { $1 }
    return Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }
      .map { "\($0): fast \(found[$0] ?? "-"), slow \(expected[$0] ?? "-")" }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `figures hold with everything desks write later, with damage, with and without derived files`(
    seed: UInt64
  ) throws {
    let year = try SmallYear(calls: 300, days: 12, seed: seed)
    try Aftermath.passOn(in: year, seed: seed)
    try Aftermath.write(into: year, seed: seed)
    var numbers = SplitMix(seed: seed)
    for file in year.files() where file.contains("seat-") {
      if let kind = Damage.allCases.randomElement(using: &numbers), Bool.random(using: &numbers) {
        _ = try kind.strike(file, below: year.directory.path, &numbers)
      }
    }
    let records = try year.records()
    for (first, last, later) in [(0, 11, 30), (2, 2, 0), (3, 8, -2), (4, 11, 6)] {
      let days = year.plan.from.adding(days: first)...year.plan.from.adding(days: last)
      let today = days.upperBound.adding(days: later)
      let slow = SlowReport(records, days: days, document: year.document, asOf: .end(of: today))
      for cache in [false, true, true] {
        #expect(
          Self.differences(year.report(days, asOf: .end(of: today), cache: cache), slow) == [],
          "\(days) \(cache)")
      }
    }
  }

  @Test func `two deeds for one promise settle one, two for two settle both`() throws {
    for (deeds, open) in [([Int](), 2), ([1], 1), ([1, 1], 1), ([1, 2], 0), ([2, 2, 1], 0)] {
      let year = try SmallYear(calls: 40, days: 1, seats: 1)
      let file = try #require(year.files().first { $0.contains("seat-01") })
      var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
      let end = try #require(
        lines.lastIndex { $0.contains("\"ev\":\"end\"") && $0.contains("\"promises\":[]") })
      let promises = [1, 2].map {
        "{\"promise\":\($0),\"kind\":\"dispatch\",\"phrase\":\"urgent-police\",\"made_at\":\"2025-01-27T23:00:00.000+08:00\"}"
      }
      lines[end] = lines[end].replacing(
        "\"promises\":[]", with: "\"promises\":[\(promises.joined(separator: ","))]")
      let call = try #require(lines[end].firstMatch(of: /"call":"([^"]*)"/)).output.1
      for (index, promise) in deeds.enumerated() {
        let number = lines.count
        lines.insert(
          "{\"v\":1,\"n\":\(number),\"at\":\"2025-01-27T23:5\(index):00.000+08:00\",\"t\":0,\"seat\":\"01\",\"op\":\"1\","
            + "\"call\":\"\(call)\",\"ev\":\"deed\",\"d\":{\"matter\":\"promise\",\"promise\":\(promise),\"unit\":\"x\",\"text\":\"\"},"
            + "\"prev\":\"\(String(repeating: "0", count: 64))\"}", at: number - 1)
      }
      let before = year.fold().total.openPromises
      try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
      #expect(year.fold().total.openPromises - before == open, "\(deeds)")
      let slow = SlowReport(
        try year.records(), days: year.days, document: year.document, asOf: .end(of: year.days.upperBound))
      #expect(Self.differences(year.report(asOf: .end(of: year.days.upperBound)), slow) == [], "\(deeds)")
    }
  }

  @Test func `groups, hours, days and the strip of complaints are what a slow count gives`() throws {
    let year = try SmallYear(calls: 900, days: 15, seed: 5)
    try Aftermath.passOn(in: year, seed: 5)
    try Aftermath.write(into: year, seed: 5)
    let today = year.days.upperBound.adding(days: 3)
    let slow = SlowReport(try year.records(), days: year.days, document: year.document, asOf: .end(of: today))
    for grouping in ReportFold.Grouping.allCases {
      let report = year.report(asOf: .end(of: today), by: grouping)
      let expected = slow.groups(grouping)
      #expect(report.groups.map(\.name) == expected.keys.sorted(), "\(grouping)")
      for group in report.groups {
        #expect(group.figures.map(\.plain) == expected[group.name]?.groupFigures, "\(grouping) \(group.name)")
      }
    }
    expectPictures(year.fold(asOf: .end(of: today)), slow)
  }

  /// The numbers behind the charts.
  private func expectPictures(_ fold: ReportFold, _ slow: SlowReport) {
    for weekday in 0..<7 {
      for hour in 0..<24 {
        let count = slow.received.count {
          $0.record.id.date.weekday.rawValue == weekday + 1
            && Int($0.record.beganAt.description.dropFirst(11).prefix(2)) == hour
        }
        #expect(fold.heat[weekday * 24 + hour] == count, "\(weekday) \(hour)")
      }
    }
    for (index, day) in fold.daily.enumerated() {
      let number = Int(fold.days.lowerBound) + index
      let calls = slow.calls.filter { $0.record.id.date.dayNumber == number }
      let inward = calls.filter { $0.record.ring?.isOutgoing != true }
      let timings = inward.compactMap { $0.record.answer?.timing }.filter { $0.source == .measured }
      let received = slow.received.filter { $0.record.id.date.dayNumber == number }
      #expect(day.calls == received.count && day.measured == timings.count)
      #expect(day.within == timings.count { $0.verdict == .within })
    }
    let due = slow.calls.filter { $0.record.complaint?.opened != nil }.map(slow.complaint)
    #expect(due.count > 5)
    #expect(fold.complaints.map(\.due) == due.map { Int32($0.due.dayNumber) }.sorted())
    #expect(fold.complaints.count { $0.replied > 0 } == due.count { $0.replied != nil })
  }

  @Test(arguments: [
    ("2024-02-24", ReportPeriod.Kind.month, "2024-03-01"), ("2025-02-24", .month, "2025-03-05"),
    ("2020-12-21", .week, "2021-01-03"), ("2020-12-21", .year, "2021-01-02"),
    ("2024-02-24", .day, "2024-03-01"),
  ])
  func `the period before is counted the same way`(from: String, kind: ReportPeriod.Kind, holding: String)
    throws
  {
    let year = try SmallYear(calls: 300, days: 15, from: from)
    let period = ReportPeriod(kind, holding: try #require(CivilDate(holding)))
    let today = year.days.upperBound.adding(days: 9)
    let report = Report(
      period: period, asOf: .end(of: today), fold: year.fold(period.days, asOf: .end(of: today)),
      before: year.fold(period.previous, asOf: .end(of: today)), document: year.document, isVerified: false)
    let records = try year.records()
    let now = SlowReport(records, days: period.days, document: year.document, asOf: .end(of: today))
    let before = SlowReport(records, days: period.previous, document: year.document, asOf: .end(of: today))
    #expect(!now.calls.isEmpty && !before.calls.isEmpty)
    #expect(Self.differences(report, now) == [])
    let expected = before.figures
    for row in report.sections.flatMap(\.rows) {
      let none = row.key.hasPrefix("category.") ? "0.00" : nil
      #expect(row.previous?.plain == expected[row.key] ?? none, "\(row.key)")
    }
  }

  @Test func `periods are those of the calendar, week 53 and leap years among them`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "Asia/Shanghai"))
    var numbers = SplitMix(seed: 31)
    let units: [(ReportPeriod.Kind, Calendar.Component)] = [
      (.day, .day), (.week, .weekOfYear), (.month, .month), (.year, .year),
    ]
    for _ in 0..<1_500 {
      // 1995 to 2105.
      let day = CivilDate(dayNumber: Int.random(in: 9_131...49_300, using: &numbers))
      let noon = WallInstant(date: day, millisecondOfDay: 43_200_000)
      let date = Date(timeIntervalSince1970: Double(noon.milliseconds) / 1_000)
      for (kind, unit) in units {
        let period = ReportPeriod(kind, holding: day)
        let wanted = try #require(calendar.dateInterval(of: unit, for: date))
        let before = try #require(calendar.dateInterval(of: unit, for: wanted.start.addingTimeInterval(-1)))
        #expect(period.days == Self.days(wanted), "\(kind) \(day)")
        #expect(period.previous == Self.days(before), "\(kind) \(day)")
      }
      let length = Int.random(in: 0...400, using: &numbers)
      let range = ReportPeriod(day...day.adding(days: length))
      #expect(range.previous == day.adding(days: -length - 1)...day.adding(days: -1))
    }
  }

  private static func days(_ interval: DateInterval) -> ClosedRange<CivilDate> {
    func day(_ date: Date) -> CivilDate {
      WallInstant(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded())).date
    }
    return day(interval.start)...day(interval.end.addingTimeInterval(-1))
  }

  @Test func `calls typed in from paper days later are counted and found, with and without derived files`()
    throws
  {
    let year = try SmallYear(calls: 60, days: 2, seats: 1)
    try PaperTyping.move(year, from: year.plan.from, to: year.plan.from.adding(days: 6))
    let days = year.plan.from...year.plan.from
    let today = year.plan.from.adding(days: 9)
    let slow = SlowReport(try year.records(), days: days, document: year.document, asOf: .end(of: today))
    let paper = slow.calls.filter { $0.record.id.seat.description == "paper" }.map(\.record.id)
    #expect(paper.count > 3)
    for cache in [false, true, true] {
      #expect(
        Self.differences(year.report(days, asOf: .end(of: today), cache: cache), slow) == [], "\(cache)")
    }
    for seat in [nil, try SeatIdentifier("paper")] {
      var filter = CallFilter()
      filter.until = WallInstant(date: year.plan.from.adding(days: 1))
      filter.seat = seat
      let found = CallSearch(logs: year.directory.path)
        .calls(filter, days: JournalReader(logs: year.directory.path).dayFolders(.live).days, limit: 1_000)
        .calls.map(
          \.id)
      let wanted = slow.calls.map(\.record.id).filter { seat == nil || $0.seat == seat }
      #expect(Set(found) == Set(wanted) && found.count == wanted.count)
    }
  }
}
