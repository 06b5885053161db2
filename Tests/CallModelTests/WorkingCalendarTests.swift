import CallModel
import Foundation
import Testing

@Suite struct WorkingCalendarTests {
  @Test func `the shipped years are published except the last`() {
    let years = WorkingCalendar.china.years
    #expect(years.keys.sorted() == Array(2020...2027))
    #expect(years.values.filter { !$0.isPublished }.map(\.year) == [2027])
    #expect(years.values.allSatisfy { $0.source.hasPrefix("国务院办公厅") })
    #expect(years.values.map(\.days.count).reduce(0, +) == 188)
  }

  @Test func `the shipped file has no faults`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "../../Sources/CallModel/Resources/working-days-china.tsv")
    let read = WorkingCalendarReader.read(Array(try Data(contentsOf: file)), name: "test")
    #expect(read.faults.isEmpty)
    #expect(read.calendar == .china)
  }

  @Test func `a year not known keeps to the plain week and is not published`() throws {
    let calendar = WorkingCalendar()
    let monday = try #require(CivilDate("2026-10-05"))
    let worked = (0..<7).map { calendar.isWorkingDay(monday.adding(days: $0)) }
    #expect(worked == [true, true, true, true, true, false, false])
    #expect(!calendar.year(2026).isPublished)
  }

  @Test func `statutory days are rest days without making a year published`() throws {
    let day = try #require(CivilDate("2027-10-01"))
    #expect(day.weekday == .friday)
    #expect(!WorkingCalendar.china.isWorkingDay(day))
  }

  @Test func `a site's year replaces the shipped year as a whole`() throws {
    let day = try #require(CivilDate("2026-07-03"))
    let holiday = CalendarDay(date: day, kind: .off, holiday: "市运会")
    let site = WorkingCalendar(years: [CalendarYear(year: 2026, source: "site", days: [holiday])])
    let calendar = WorkingCalendar.china.replacingYears(from: site)
    #expect(!calendar.isWorkingDay(day))
    #expect(calendar.isWorkingDay(try #require(CivilDate("2026-10-01"))))
    #expect(calendar.year(2026).source == "site")
    #expect(calendar.year(2025) == WorkingCalendar.china.year(2025))
  }

  @Test func `a year keeps its own days only, in order`() throws {
    let texts = ["2026-10-01", "2025-01-01", "2026-01-01"]
    let days = try texts.map {
      CalendarDay(date: try #require(CivilDate($0)), kind: .off, holiday: "x")
    }
    let year = CalendarYear(year: 2026, source: "", days: days)
    #expect(year.days.map(\.date.description) == ["2026-01-01", "2026-10-01"])
  }
}
