import CallJournal
import CallModel
import CallReview
import Foundation
import PlainText
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct FactTests {
  @Test func `generated journals are sound to the journal's own reader, line by line the same bytes`() throws
  {
    let year = try SmallYear(calls: 300, days: 3)
    let reader = JournalReader(logs: year.directory.path)
    var lines = 0
    for file in year.files() {
      let path = try #require(JournalPath(String(file.dropFirst(year.directory.path.count + 1))))
      let contents = reader.contents(of: path)
      #expect(contents.faults == [])
      var entries = contents.entries.makeIterator()
      try reader.forEachRawLine(of: path) { line, _ in
        #expect(entries.next()?.entry.line == Array(line))
        lines += 1
        return true
      }
    }
    #expect(lines > 3_000)
  }

  @Test func `the same seed gives the same bytes and another one does not`() throws {
    func bytes(_ seed: UInt64) throws -> [Data] {
      let year = try SmallYear(calls: 200, days: 3, seed: seed)
      return try year.files().map { try Data(contentsOf: URL(filePath: $0)) }
    }
    let (first, again, other) = (try bytes(5), try bytes(5), try bytes(6))
    #expect(first == again)
    #expect(first != other)
  }

  @Test func `a record is read back from its closing line as it was`() throws {
    let year = try SmallYear(calls: 400, days: 3)
    let reader = JournalReader(logs: year.directory.path)
    var checked = 0
    for day in reader.dayFolders(.live).days {
      var folded: [CallIdentifier: CallRecord] = [:]
      for noted in reader.day(day, room: .live).entries.compactMap(\.noted) {
        guard let call = noted.call, let event = noted.event.ofCall else { continue }
        let timed = noted.replacing(event)
        if folded[call]?.apply(timed) == nil { folded[call] = CallRecord(id: call, first: timed) }
        if case .closing(_, let record) = noted.event, folded[call]?.ring != nil {
          #expect(record == folded[call])
          checked += 1
        }
      }
    }
    #expect(checked > 390)
  }

  @Test func `percentiles are those of the sorted list`() {
    var numbers = SplitMix(seed: 11)
    for round in 0..<60 {
      let list = (0..<Int.random(in: 1...400, using: &numbers)).map { _ in
        Int32.random(in: 0...(round % 3 == 0 ? 3_000_000 : 20_000), using: &numbers)
      }
      for isSmall in [false, true] {
        var (left, right) = (MillisecondCounts(isSmall: isSmall), MillisecondCounts(isSmall: isSmall))
        for (index, number) in list.enumerated() {
          if index % 2 == 0 { left.add(number) } else { right.add(number) }
        }
        left.merge(right)
        let sorted = list.sorted()
        for permille in [1, 500, 900, 950, 990, 1_000] {
          let rank = Int((Double(sorted.count) * Double(permille) / 1_000).rounded(.up))
          #expect(left.percentile(permille) == Int(sorted[max(1, rank) - 1]))
        }
        #expect(left.count(below: 15_000) == sorted.count { $0 < 15_000 })
      }
    }
    #expect(MillisecondCounts().percentile(500) == nil)
  }

  @Test(arguments: [
    ("2026-01-01", "2026-01-01", "2026-01-31"), ("2024-02-29", "2024-02-01", "2024-02-29"),
    ("2025-12-31", "2025-12-01", "2025-12-31"),
  ])
  func `months have their days`(day: String, first: String, last: String) throws {
    let period = ReportPeriod(.month, holding: try #require(CivilDate(day)))
    #expect(period.days == (try #require(CivilDate(first)))...(try #require(CivilDate(last))))
    #expect(period.previous.upperBound.adding(days: 1) == period.days.lowerBound)
    #expect(period.previous.lowerBound.parts.day == 1)
  }

  @Test func `weeks begin on Monday and years on the first of January`() throws {
    let sunday = try #require(CivilDate("2026-11-22"))
    #expect(ReportPeriod(.week, holding: sunday).days.lowerBound.description == "2026-11-16")
    #expect(ReportPeriod(.week, holding: sunday).previous.description == "2026-11-09...2026-11-15")
    #expect(ReportPeriod(.year, holding: sunday).days.description == "2026-01-01...2026-12-31")
    #expect(ReportPeriod(.day, holding: sunday).previous.description == "2026-11-21...2026-11-21")
  }
}
